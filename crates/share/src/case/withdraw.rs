//! 撤回案例 — The case is taken back; its words go, the reason stays.

use ground::matter;
use kernel::{County, Id};
use web::{At, Checked, Cx, Fields, Form, Link, Reply, Verb};

use super::{Case, policy, store};

/// What taking back asks: a reason people can read.
#[derive(Debug)]
struct Withdraw {
    reason: String,
}

impl Form for Withdraw {
    const NAME: &'static str = "share-case-withdraw";
    fn read(f: &mut Fields) -> Self {
        Self { reason: f.long("reason").required().max(500).get() }
    }
}

pub(super) fn verb() -> Verb {
    Verb::act::<Withdraw, _, _, _, _>(
        "/{county}/cases/{id}/withdraw",
        policy::may_withdraw,
        get,
        post,
    )
}

type Where = At<(County, Id<Case>)>;

async fn get(cx: Cx, At((county, id)): Where) -> Reply {
    let mut tx = cx.read().await?;
    let case = store::load(&mut tx, &county, &id).await?;
    let stage = matter::load(&mut tx, &county, &case.matter).await?.stage;
    cx.may(policy::may_withdraw, &case.subject(stage))?;
    cx.ask::<Withdraw>().danger().crumbs(vec![Link::new(case.url(), case.words.title)]).reply()
}

async fn post(cx: Cx, At((county, id)): Where, Checked(form): Checked<Withdraw>) -> Reply {
    let mut tx = cx.begin().await?;
    let mut case = store::load(&mut tx, &county, &id).await?;
    let stage = matter::load(&mut tx, &county, &case.matter).await?.stage;
    cx.may(policy::may_withdraw, &case.subject(stage))?;
    let fact = case.withdraw(&text::redact::mask(&form.reason))?;
    store::save(&mut tx, &mut case).await?;
    tx.tell(fact).await?;
    cx.done(tx, "share-case-withdraw-done", case.url()).await
}
