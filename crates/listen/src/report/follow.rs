//! 跟进 — The private page of one voice: what was said, how it stands, what waits for this person.

use ::store::{Told, Tx, binds};
use askama::Template;
use ground::matter::{self as spine, Matter};
use ground::place::{self, Place};
use ground::voice::{self, Voice};
use kernel::{County, Id, Moment, Result, Standing};
use serde::Serialize;
use web::{At, Cx, Frame, Reply, Verb};

use super::{policy, store};

/// Somebody looked at what this person left to be reached by.
#[derive(Debug, Serialize)]
struct Look {
    role: String,
    name: String,
    reason: String,
    at: Moment,
}

#[derive(Template, Serialize)]
#[template(path = "report/follow.html")]
struct FollowPage {
    #[serde(skip)]
    page: Frame,
    matter: Matter,
    place: Place,
    /// Channel and who entered it.
    voice: Voice,
    words: String,
    kept: bool,
    /// Whether this person's verdict is awaited.
    waiting: bool,
    thread: Vec<Told>,
    looks: Vec<Look>,
    #[serde(skip)]
    own: String,
}

impl FollowPage {
    fn sentence(&self, told: &Told) -> String {
        spine::sentence(&self.page, told)
    }

    fn who(&self, told: &Told) -> String {
        if told.name.is_empty() {
            self.page.word("web-role", &told.role)
        } else {
            told.name.clone()
        }
    }

    /// It counts as solved or ended by rule: this person may still say that it is not.
    fn settled(&self) -> bool {
        matches!(self.matter.standing, Standing::Solved | Standing::Lapsed)
    }

    fn tone(&self) -> &'static str {
        self.matter.tone(self.page.now())
    }
}

pub(super) fn verb() -> Verb {
    Verb::page("listen-report-follow", "/{county}/follow/{secret}", policy::may_follow, get)
}

async fn get(cx: Cx, At((county, secret)): At<(County, String)>) -> Reply {
    let mut tx = cx.read().await?;
    let voice = voice::by_secret(&mut tx, &county, &secret).await?;
    let matter = spine::load(&mut tx, &county, &voice.matter).await?;
    cx.may(policy::may_follow, &matter.subject().own(true))?;
    let place = place::load(&mut tx, &matter.place).await?;
    let (words, kept) = store::of_voice(&mut tx, &county, &voice.id).await?.unwrap_or_default();
    let thread = ::store::facts_of(&mut tx, &county, &matter.id).await?;
    let looks = looks(&mut tx, &county, &voice.id).await?;
    let waiting = matter.standing == Standing::Waiting;
    let page = cx.frame(matter.title.clone());
    let own = format!("/{county}/follow/{secret}");
    cx.page(&FollowPage { page, matter, place, voice, words, kept, waiting, thread, looks, own })
}

async fn looks(tx: &mut Tx, county: &County, voice: &Id<Voice>) -> Result<Vec<Look>> {
    tx.all(
        "SELECT role, name, reason, at FROM listen_reveal WHERE county = $1 AND voice = $2 ORDER BY at, id",
        binds![county, voice],
    )
    .await?
    .iter()
    .map(|row| {
        Ok(Look {
            role: row.text("role")?,
            name: row.text("name")?,
            reason: row.text("reason")?,
            at: row.moment("at")?,
        })
    })
    .collect()
}
