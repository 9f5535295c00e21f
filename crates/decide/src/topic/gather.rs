//! 归并事项 — Another matter of the county belongs to the same question.

use ground::matter;
use kernel::{County, Error, Id, MatterId, Refusal, Stage};
use web::{At, Checked, Cx, Fields, Form, Link, Reply, Verb};

use super::{GATHERED, Topic, policy, store};

/// What gathering asks: the number people read aloud.
#[derive(Debug)]
struct Gather {
    number: Option<MatterId>,
}

impl Form for Gather {
    const NAME: &'static str = "decide-topic-gather";
    fn read(f: &mut Fields) -> Self {
        let typed = f.text("number").required().max(20).get();
        let number = MatterId::parse(&typed).ok();
        if number.is_none() && !typed.is_empty() {
            f.wrong("number", "decide-topic-wrong-number", "");
        }
        Self { number }
    }
}

pub(super) fn verb() -> Verb {
    let path = "/{county}/topics/{id}/gather";
    Verb::act::<Gather, _, _, _, _>(path, policy::may_gather, get, post)
}

type Where = At<(County, Id<Topic>)>;

async fn get(cx: Cx, At((county, id)): Where) -> Reply {
    let mut tx = cx.read().await?;
    let topic = store::load(&mut tx, &county, &id).await?;
    let stage = matter::load(&mut tx, &county, &topic.matter).await?.stage;
    cx.may(policy::may_gather, &topic.subject(stage))?;
    cx.ask::<Gather>().crumbs(vec![Link::new(topic.url(), topic.question)]).reply()
}

async fn post(cx: Cx, At((county, id)): Where, Checked(form): Checked<Gather>) -> Reply {
    let mut tx = cx.begin().await?;
    let topic = store::load(&mut tx, &county, &id).await?;
    let stage = matter::load(&mut tx, &county, &topic.matter).await?.stage;
    cx.may(policy::may_gather, &topic.subject(stage))?;
    let unknown = || Error::field("number", "decide-topic-wrong-number");
    let number = form.number.ok_or_else(unknown)?;
    let mut matter = match matter::load(&mut tx, &county, &number).await {
        Err(Error::NotFound) => return Err(unknown().into()),
        other => other?,
    };
    cx.may(policy::may_gather, &matter.subject())?;
    if let Some(other) = store::of_matter(&mut tx, &county, &matter.id).await? {
        let known = Refusal::new("decide-topic-refused-known");
        return Err(known.next(other.url(), "decide-topic-look").into());
    }
    store::add_matter(&mut tx, &topic, &matter.id).await?;
    matter.advance(Stage::Decide)?;
    matter::save(&mut tx, &mut matter).await?;
    tx.tell(topic.fact(GATHERED, &matter.id).with("number", topic.matter.to_string())).await?;
    cx.done(tx, "decide-topic-gather-done", topic.url()).await
}
