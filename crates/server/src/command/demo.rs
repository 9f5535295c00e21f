//! 演示 — `gongdi demo`: the demo neighbourhoods on this machine, with a sign-in link for every role.

use std::io::Write;
use std::process::ExitCode;
use std::sync::Arc;

use kernel::{Actor, Clock as _, Role, Seal, SystemClock, SystemRng};
use store::Db;
use tokio::net::TcpListener;
use tracing::level_filters::LevelFilter;
use web::Settings;

use super::told_to_stop;
use crate::app::chance;
use crate::cli::Demo;
use crate::demo::{self, Folder, Stage};
use crate::{Failure, key, log};

pub(super) async fn run(wish: &Demo, out: &mut (dyn Write + Send)) -> Result<ExitCode, Failure> {
    log::start(LevelFilter::WARN);
    let folder = Folder::open(&wish.data)?;
    // The port first: printed links carry it, and a taken port costs nobody a minute of loading.
    let address = std::net::SocketAddr::from(([127, 0, 0, 1], wish.port));
    let listener =
        TcpListener::bind(address).await.map_err(|e| super::serve::taken(&address, &e))?;
    let origin = format!("http://{}", listener.local_addr()?);
    let settings = Settings { origin: origin.clone(), demo: true };
    if wish.fresh || !folder.loaded() {
        folder.clear()?;
    }
    let seal = key::load_or_make(&folder.key(), &mut SystemRng)?;
    let db = crate::open(&folder.database()).await?;
    store::migrate(&db, &crate::migrations()).await?;
    if !folder.loaded() {
        load(&db, &seal, &settings, &folder, out).await?;
    }
    write_links(&db, &origin, out).await?;
    write_first_steps(&origin, &folder, out)?;
    let app = crate::app(db, Arc::new(SystemClock), seal, settings)?;
    let stop = told_to_stop()?;
    writeln!(out, "listening on {origin}")?;
    out.flush()?;
    crate::serve(listener, app, stop).await?;
    Ok(ExitCode::SUCCESS)
}

async fn load(
    db: &Db,
    seal: &Seal,
    settings: &Settings,
    folder: &Folder,
    out: &mut (dyn Write + Send),
) -> Result<(), Failure> {
    writeln!(out, "正在搭建演示社区…… Setting up the demo neighbourhoods …")?;
    out.flush()?;
    let mut stage = Stage::try_new(db.clone(), seal.clone(), settings.clone())?;
    demo::load(&mut stage).await?;
    folder.set_loaded()
}

/// Fresh links at each start: only digests of the old ones are kept, so those cannot be shown again.
async fn write_links(db: &Db, origin: &str, out: &mut (dyn Write + Send)) -> Result<(), Failure> {
    let mut tx = db.begin(&Actor::visitor(), SystemClock.now(), chance()).await?;
    let mut slips = ground::session::demo_slips(&mut tx).await?;
    tx.commit().await?;
    // Residents first, administrators last.
    slips.sort_by_key(|(role, ..)| Role::parse(role));
    writeln!(
        out,
        "各角色的登录链接，只在本机有用 Sign-in links, one per role, for this machine only:"
    )?;
    for (role, _, code) in slips {
        writeln!(out, "role {role} {origin}/sign-in?code={code}")?;
    }
    Ok(())
}

fn write_first_steps(
    origin: &str,
    folder: &Folder,
    out: &mut (dyn Write + Send),
) -> Result<(), Failure> {
    let data = folder.path().display();
    writeln!(
        out,
        "
先试：
  1. 打开 {origin} ，进一个社区的公开栏，点任何一个数字看它背后的记录。
  2. 打开上面 worker 一行的链接，以网格员的身份看今天要办的事。
  3. 换一个浏览器，打开 resident 一行的链接，以居民的身份说一件事。
做过的都留着；gongdi demo --fresh 从头再来。数据在 {data}

Try first:
  1. Open {origin} and a community's board; every number leads to its records.
  2. Open the link of the line “worker” and see what waits on a worker's desk.
  3. In another browser open “resident” and say what bothers you, as a resident.
What you do is kept; gongdi demo --fresh starts over. Data: {data}
"
    )?;
    Ok(())
}
