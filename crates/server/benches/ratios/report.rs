//! 报 — Reports posted as people post them: session, visitor's cookie, CSRF mark, act key, one transaction.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use tokio::task::JoinSet;

use crate::Outcome;
use crate::chance::Chance;
use crate::client::{Client, get, post};
use crate::county::BUSY;
use crate::house::House;
use crate::load::{CONNECTIONS, period, sum};
use crate::words;

/// Every act of a run has a key of its own.
static KEYS: AtomicU64 = AtomicU64::new(1);

/// A resident with the form open.
#[derive(Debug)]
pub struct Resident {
    client: Client,
    cookies: String,
    csrf: String,
}

impl Resident {
    /// Opens the form, as a browser does.
    pub async fn open(house: &House) -> Outcome<Self> {
        let mut client = Client::open(house.at).await?;
        let status = client.ask(&get(&form(), &house.cookies.resident)).await?;
        let visitor = client.cookie("gongdi_visitor").ok_or(format!("no cookie: {status}"))?;
        let page = std::str::from_utf8(client.body())?;
        let (_, behind) =
            page.split_once("name=\"csrf\" value=\"").ok_or("a form without a mark")?;
        let csrf = behind.split('"').next().unwrap_or_default().to_owned();
        let cookies = format!("{}; gongdi_visitor={visitor}", house.cookies.resident);
        Ok(Self { client, cookies, csrf })
    }

    /// Sends one report nothing is near to.
    pub async fn report(&mut self) -> Outcome {
        let key = KEYS.fetch_add(1, Ordering::Relaxed);
        let said = words::unheard(&mut Chance::new(key));
        let idem = format!("bench-{key:010}");
        let pairs =
            [("csrf", self.csrf.as_str()), ("idem", &idem), ("words", &said), ("contact", "")];
        let status = self.client.ask(&post(&form(), &self.cookies, &pairs)).await?;
        if status == 303 {
            Ok(())
        } else {
            Err(format!("a report was answered with {status}").into())
        }
    }
}

fn form() -> String {
    format!("/places/{BUSY}/report")
}

/// Reports per second from all connections.
pub async fn rate(house: &House) -> Outcome<f64> {
    let mut residents = Vec::new();
    for _ in 0..CONNECTIONS {
        residents.push(Resident::open(house).await?);
    }
    let mut tasks = JoinSet::new();
    let begun = Instant::now();
    let end = begun + period();
    for mut resident in residents {
        tasks.spawn(async move {
            let mut count = 0;
            while Instant::now() < end {
                resident.report().await?;
                count += 1;
            }
            Outcome::Ok(count)
        });
    }
    let count = sum(tasks).await?;
    Ok(f64::from(count) / begun.elapsed().as_secs_f64())
}
