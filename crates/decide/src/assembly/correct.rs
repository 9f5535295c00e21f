//! 更正记录 — The minutes stay as they were; what is right is told beside them.

use ground::matter;
use kernel::{County, Id};
use web::{At, Checked, Cx, Fields, Form, Link, Reply, Verb};

use super::{Assembly, policy, store};

/// What correcting asks.
#[derive(Debug)]
struct Correct {
    words: String,
}

impl Form for Correct {
    const NAME: &'static str = "decide-assembly-correct";
    fn read(f: &mut Fields) -> Self {
        Self { words: f.long("words").required().max(1000).get() }
    }
}

pub(super) fn verb() -> Verb {
    let path = "/{county}/assemblies/{id}/correct";
    Verb::act::<Correct, _, _, _, _>(path, policy::may_correct, get, post)
}

type Where = At<(County, Id<Assembly>)>;

async fn get(cx: Cx, At((county, id)): Where) -> Reply {
    let mut tx = cx.read().await?;
    let assembly = store::load(&mut tx, &county, &id).await?;
    let stage = matter::load(&mut tx, &county, &assembly.matter).await?.stage;
    cx.may(policy::may_correct, &assembly.subject(stage))?;
    let back = vec![Link::new(assembly.url(), assembly.held.to_string())];
    cx.ask::<Correct>().crumbs(back).reply()
}

async fn post(cx: Cx, At((county, id)): Where, Checked(form): Checked<Correct>) -> Reply {
    let mut tx = cx.begin().await?;
    let assembly = store::load(&mut tx, &county, &id).await?;
    let stage = matter::load(&mut tx, &county, &assembly.matter).await?.stage;
    cx.may(policy::may_correct, &assembly.subject(stage))?;
    let words = text::redact::mask(&form.words);
    let fact = assembly.correct(&words)?;
    store::add_correction(&mut tx, &assembly, &words).await?;
    tx.tell(fact).await?;
    cx.done(tx, "decide-assembly-correct-done", assembly.url()).await
}
