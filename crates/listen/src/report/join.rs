//! 附议 — Another resident has it too: a voice more, with a private link of its own.

use ::store::{Tx, binds};
use ground::matter::{self as spine, Matter};
use ground::voice;
use kernel::{Channel, County, Error, Fact, MatterId, Refusal, Result, Stage, Standing};
use serde_json::json;
use web::{At, Checked, Choice, Cx, Fields, Form, Link, Reply, Verb};

use super::said::Whose;
use super::{JOINED, enter, find, index, policy, store};
use crate::asking;

/// What joining asks: nothing that must be said.
#[derive(Debug)]
struct Join {
    words: String,
    contact: String,
    name: String,
    channel: String,
}

impl Form for Join {
    const NAME: &'static str = "listen-report-join";
    fn read(f: &mut Fields) -> Self {
        Self {
            words: f.long("words").max(1000).get(),
            contact: f.text("contact").private().max(60).get(),
            name: f.text("name").private().max(30).get(),
            channel: f.pick("channel").get(),
        }
    }
}

pub(super) fn verb() -> Verb {
    Verb::act::<Join, _, _, _, _>("/{county}/matters/{id}/join", policy::may_join, get, post)
}

/// The matter itself, or the one it was joined to.
async fn target(tx: &mut Tx, county: &County, id: &MatterId) -> Result<Matter> {
    let mut matter = spine::load(tx, county, id).await?;
    for _ in 0..8 {
        let Some(into) = matter.into.clone() else { break };
        matter = spine::load(tx, county, &into).await?;
    }
    Ok(matter)
}

async fn get(cx: Cx, At((county, id)): At<(County, MatterId)>) -> Reply {
    let mut tx = cx.read().await?;
    let matter = target(&mut tx, &county, &id).await?;
    cx.may(policy::may_join, &matter.subject())?;
    open_for_voices(&matter)?;
    if matter.id != id && !cx.writes() {
        return Ok(cx.go(&format!("{}/join", matter.url())));
    }
    let may_enter = policy::may_enter(cx.actor(), &matter.subject()).is_ok();
    let mut channels = vec![Choice::new("web", cx.t("listen-report-join-self"))];
    if may_enter {
        channels.extend(enter::CHANNELS.iter().map(|c| Choice::new(c, cx.word("web-channel", c))));
    }
    let ask = cx
        .ask::<Join>()
        .options("channel", channels)
        .crumbs(vec![Link::new(matter.url(), &matter.title)]);
    let mut form = ask.title(format!("{} · {}", cx.t(Join::NAME), matter.title)).view();
    form.fields.retain(|f| f.name != "channel" || may_enter);
    asking::reply(&cx, form, vec![Link::new(matter.url(), matter.title)], Vec::new())
}

async fn post(
    cx: Cx,
    At((county, id)): At<(County, MatterId)>,
    Checked(form): Checked<Join>,
) -> Reply {
    let mut tx = cx.begin().await?;
    let id = target(&mut tx, &county, &id).await?.id;
    crate::matter::queue(&mut tx, &county, &[&id]).await?;
    let mut matter = spine::load(&mut tx, &county, &id).await?;
    cx.may(policy::may_join, &matter.subject())?;
    open_for_voices(&matter)?;
    let channel = form.channel(&cx, &matter)?;
    let own = Whose::of(&cx, channel);
    once(&mut tx, &county, &matter, own.person.as_deref()).await?;
    let (voice, secret) =
        voice::add(&mut tx, &county, &id, channel, own.entered.as_deref(), own.person.as_deref())
            .await?;
    let words = text::redact::mask(&form.words);
    let original = (words != form.words).then_some(form.words.as_str());
    let private = store::Private::seal(&cx.app.seal, &mut tx, original, &form.name, &form.contact)?;
    store::insert(&mut tx, &voice, &matter.place, &matter.title, &words, &private).await?;
    // The first wordings make it findable; the hundredth adds nothing but index.
    if !words.is_empty() && matter.voices < 20 {
        index::put(&mut tx, &matter.place, voice.id.as_str(), "", &words, voice.at).await?;
    }
    if !words.is_empty() {
        find::put(&mut tx, &matter).await?;
    }
    matter.joined();
    spine::save(&mut tx, &mut matter).await?;
    if channel == Channel::Web {
        // Signed in or not: the record shows a voice, never who it is.
        tx.actor.name.clear();
    }
    let fact = Fact::new(JOINED, Stage::Listen, &matter.place, &voice.id).on(&id);
    tx.tell(fact.with("voices", matter.voices).with("channel", channel.word())).await?;
    let follow = format!("/{county}/follow/{secret}");
    let data = json!({ "follow": follow, "number": id });
    let url = if channel == Channel::Web { follow } else { format!("{follow}/slip") };
    cx.done_with(tx, "listen-report-join-done", url, data).await
}

impl Join {
    /// By whom it is typed: only those who serve the place may say it was somebody else's voice.
    fn channel(&self, cx: &Cx, matter: &Matter) -> Result<Channel> {
        if self.channel.is_empty() || self.channel == Channel::Web.word() {
            return Ok(Channel::Web);
        }
        cx.may(policy::may_enter, &matter.subject())?;
        let known = Channel::parse(&self.channel);
        known.ok_or_else(|| Error::field("channel", "web-wrong-choice"))
    }
}

/// What is at rest is not joined: if it is there again, that is news.
fn open_for_voices(matter: &Matter) -> Result<()> {
    if let Some(into) = &matter.into {
        // It was merged while this person waited.
        let there = format!("{}/join", spine::url(&matter.place, into));
        return Err(Refusal::new("ground-matter-refused-merged")
            .next(there, "listen-report-join")
            .into());
    }
    if matches!(matter.standing, Standing::Solved | Standing::Lapsed) {
        let anew = format!("/places/{}/report", matter.place);
        return Err(Refusal::new("listen-report-refused-rest")
            .next(anew, "listen-report-new")
            .into());
    }
    Ok(())
}

/// An account speaks once for a matter.
async fn once(tx: &mut Tx, county: &County, matter: &Matter, person: Option<&str>) -> Result<()> {
    let Some(person) = person else { return Ok(()) };
    let sql =
        "SELECT id FROM ground_voice WHERE county = $1 AND matter = $2 AND person = $3 LIMIT 1";
    match tx.maybe(sql, binds![county, &matter.id, person]).await? {
        Some(_) => {
            let look = Refusal::new("listen-report-refused-twice")
                .next(matter.url(), "ground-matter-look");
            Err(look.into())
        }
        None => Ok(()),
    }
}
