//! 进展 — A public word on how it is going, so that nobody has to ask.

use ground::matter as spine;
use kernel::{County, MatterId, Refusal, Standing};
use web::{At, Checked, Cx, Fields, Form, Reply, Verb};

use super::{NOTED, back, fact, policy};

/// What noting asks.
#[derive(Debug)]
struct Note {
    words: String,
}

impl Form for Note {
    const NAME: &'static str = "listen-matter-note";
    fn read(f: &mut Fields) -> Self {
        Self { words: f.long("words").required().max(1000).get() }
    }
}

pub(super) fn verb() -> Verb {
    Verb::act::<Note, _, _, _, _>("/{county}/matters/{id}/note", policy::may_note, get, post)
}

async fn get(cx: Cx, At((county, id)): At<(County, MatterId)>) -> Reply {
    let mut tx = cx.read().await?;
    let matter = spine::load(&mut tx, &county, &id).await?;
    cx.may(policy::may_note, &matter.subject())?;
    cx.ask::<Note>().crumbs(back(&matter)).reply()
}

async fn post(
    cx: Cx,
    At((county, id)): At<(County, MatterId)>,
    Checked(form): Checked<Note>,
) -> Reply {
    let mut tx = cx.begin().await?;
    let mut matter = spine::load(&mut tx, &county, &id).await?;
    cx.may(policy::may_note, &matter.subject())?;
    if matter.standing == Standing::Merged {
        return Err(Refusal::new("ground-matter-refused-merged")
            .next(matter.url(), "ground-matter-look")
            .into());
    }
    // Nothing but the moment changes: the matter has moved, so it is not stuck.
    spine::save(&mut tx, &mut matter).await?;
    tx.tell(fact(NOTED, &matter).with("words", text::redact::mask(&form.words))).await?;
    cx.done(tx, "listen-matter-note-done", matter.url()).await
}
