//! 并案 — Two reports of one matter become one, with the voices of both.

use ground::matter::{self as spine, Matter};
use ground::voice;
use kernel::{County, Error, MatterId, Refusal, Result, Standing};
use web::{At, Checked, Cx, Fields, Form, Reply, Verb};

use super::{MERGED, RECEIVED, back, fact, policy, queue};
use crate::report;

/// What merging asks: the number of the other matter.
#[derive(Debug)]
struct Merge {
    into: String,
}

impl Form for Merge {
    const NAME: &'static str = "listen-matter-merge";
    fn read(f: &mut Fields) -> Self {
        Self { into: f.text("into").required().max(20).get() }
    }
}

pub(super) fn verb() -> Verb {
    Verb::act::<Merge, _, _, _, _>("/{county}/matters/{id}/merge", policy::may_merge, get, post)
}

async fn get(cx: Cx, At((county, id)): At<(County, MatterId)>) -> Reply {
    let mut tx = cx.read().await?;
    let matter = spine::load(&mut tx, &county, &id).await?;
    cx.may(policy::may_merge, &matter.subject())?;
    let mut ask = cx.ask::<Merge>().danger().crumbs(back(&matter));
    // A suggestion on the desk names the other matter; its title says whether it is the one meant.
    let asked = cx.query("into").and_then(|number| MatterId::parse(&number).ok());
    if let Some(into) = asked
        && let Ok(target) = spine::load(&mut tx, &county, &into).await
    {
        let title = cx.app.locales.say(
            cx.look.lang,
            "listen-matter-merge-with",
            &[("title", &target.title), ("number", into.as_str())],
        );
        ask = ask.fill("into", &into).title(title);
    }
    ask.reply()
}

async fn post(
    cx: Cx,
    At((county, id)): At<(County, MatterId)>,
    Checked(form): Checked<Merge>,
) -> Reply {
    let mut tx = cx.begin().await?;
    let unknown = |_| Error::field("into", "listen-matter-wrong-number");
    let into = MatterId::parse(&form.into).map_err(unknown)?;
    queue(&mut tx, &county, &[&id, &into]).await?;
    let mut matter = spine::load(&mut tx, &county, &id).await?;
    cx.may(policy::may_merge, &matter.subject())?;
    let mut target = spine::load(&mut tx, &county, &into).await.map_err(unknown)?;
    cx.may(policy::may_merge, &target.subject())?;
    takes_voices(&target)?;
    matter.merge(&target.id)?;
    let moved = voice::move_all(&mut tx, &county, &id, &target.id).await?;
    report::move_all(&mut tx, &county, &id, &target.id).await?;
    matter.voices -= moved;
    target.voices += moved;
    spine::save(&mut tx, &mut matter).await?;
    spine::save(&mut tx, &mut target).await?;
    report::find::put(&mut tx, &target).await?;
    tx.tell(fact(MERGED, &matter).with("into", target.id.as_str()).with("title", &target.title))
        .await?;
    tx.tell(fact(RECEIVED, &target).with("from", matter.id.as_str()).with("voices", moved)).await?;
    cx.done(tx, "listen-matter-merge-done", target.url()).await
}

/// A matter at rest, or one that is itself joined to another, takes no voices.
fn takes_voices(target: &Matter) -> Result<()> {
    if matches!(target.standing, Standing::Heard | Standing::Open | Standing::Parked) {
        return Ok(());
    }
    Err(Refusal::new("ground-matter-refused-merge").next(target.url(), "ground-matter-look").into())
}
