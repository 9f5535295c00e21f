//! 发布案例 — The draft becomes public, frozen on the record as it stands now.

use ground::matter;
use kernel::{County, Id};
use web::{At, Checked, Cx, Fields, Form, Link, Reply, Verb};

use super::{Case, policy, record, store, tellable};

/// What publishing asks: that nobody is named against their will.
#[derive(Debug)]
struct Publish;

impl Form for Publish {
    const NAME: &'static str = "share-case-publish";
    fn read(f: &mut Fields) -> Self {
        if !f.check("consent") {
            f.wrong("consent", "share-case-wrong-consent", "");
        }
        Self
    }
}

pub(super) fn verb() -> Verb {
    Verb::act::<Publish, _, _, _, _>("/{county}/cases/{id}/publish", policy::may_publish, get, post)
}

type Where = At<(County, Id<Case>)>;

async fn get(cx: Cx, At((county, id)): Where) -> Reply {
    let mut tx = cx.read().await?;
    let case = store::load(&mut tx, &county, &id).await?;
    let matter = matter::load(&mut tx, &county, &case.matter).await?;
    cx.may(policy::may_publish, &case.subject(matter.stage))?;
    cx.ask::<Publish>().crumbs(vec![Link::new(case.url(), case.words.title)]).reply()
}

async fn post(cx: Cx, At((county, id)): Where, Checked(_): Checked<Publish>) -> Reply {
    let mut tx = cx.begin().await?;
    let mut case = store::load(&mut tx, &county, &id).await?;
    let matter = matter::load(&mut tx, &county, &case.matter).await?;
    cx.may(policy::may_publish, &case.subject(matter.stage))?;
    tellable(&matter)?;
    let thread = ::store::facts_of(&mut tx, &county, &case.matter).await?;
    let fact = case.publish(record::basis(&matter, &thread), cx.now())?;
    store::save(&mut tx, &mut case).await?;
    store::keep_edition(&mut tx, &case).await?;
    tx.tell(fact).await?;
    cx.done(tx, "share-case-publish-done", case.url()).await
}
