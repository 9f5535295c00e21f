//! 备案 — The street records when a covenant was filed.

use kernel::{County, Error, Id, Moment};
use web::{At, Checked, Cx, Fields, Form, Link, Reply, Verb};

use super::{Covenant, policy, store};

/// What filing asks.
#[derive(Debug)]
struct File {
    day: Option<jiff::civil::Date>,
    number: String,
}

impl Form for File {
    const NAME: &'static str = "manage-covenant-file";
    fn read(f: &mut Fields) -> Self {
        Self { day: f.date("day").required().day(), number: f.text("number").max(40).get() }
    }
}

pub(super) fn verb() -> Verb {
    Verb::act::<File, _, _, _, _>("/{county}/covenants/{id}/file", policy::may_file, get, post)
}

type Where = At<(County, Id<Covenant>)>;

async fn get(cx: Cx, At((county, id)): Where) -> Reply {
    let mut tx = cx.read().await?;
    let covenant = store::load(&mut tx, &county, &id).await?;
    cx.may(policy::may_file, &covenant.subject())?;
    let back = Link::new(covenant.url(), covenant.title);
    cx.ask::<File>().fill("day", cx.now().date()).crumbs(vec![back]).reply()
}

async fn post(cx: Cx, At((county, id)): Where, Checked(form): Checked<File>) -> Reply {
    let mut tx = cx.begin().await?;
    let mut covenant = store::load(&mut tx, &county, &id).await?;
    cx.may(policy::may_file, &covenant.subject())?;
    let day = Moment::start_of(form.day.ok_or(Error::NotFound)?);
    let fact = covenant.file(day, &form.number, cx.now())?;
    store::save(&mut tx, &mut covenant).await?;
    tx.tell(fact).await?;
    cx.done(tx, "manage-covenant-file-done", covenant.url()).await
}
