//! 收回认捐 — The giver takes a promise back by private link, without giving a reason.

use kernel::County;
use web::{At, Checked, Cx, Fields, Form, Link, Reply, Verb};

use super::{policy, store};
use crate::project;

/// It asks nothing: giving is free.
#[derive(Debug)]
struct Withdraw;

impl Form for Withdraw {
    const NAME: &'static str = "build-contribution-withdraw";
    fn read(_: &mut Fields) -> Self {
        Self
    }
}

pub(super) fn verb() -> Verb {
    let path = "/{county}/follow/{secret}/contribution/withdraw";
    Verb::act::<Withdraw, _, _, _, _>(path, policy::may_withdraw, get, post)
}

type Where = At<(County, String)>;

async fn get(cx: Cx, At((county, secret)): Where) -> Reply {
    let mut tx = cx.read().await?;
    let given = store::by_secret(&mut tx, &county, &secret).await?;
    let site = project::site(&mut tx, &county, &given.project).await?;
    cx.may(policy::may_withdraw, &site.subject())?;
    let back = Link::new(super::follow::url(&county, &secret), given.gift(&cx.frame("")));
    cx.ask::<Withdraw>().danger().crumbs(vec![back]).reply()
}

async fn post(cx: Cx, At((county, secret)): Where, Checked(Withdraw): Checked<Withdraw>) -> Reply {
    let mut tx = cx.begin().await?;
    let mut given = store::by_secret(&mut tx, &county, &secret).await?;
    let site = project::site(&mut tx, &county, &given.project).await?;
    cx.may(policy::may_withdraw, &site.subject())?;
    let fact = given.withdraw()?;
    store::save(&mut tx, &mut given).await?;
    store::tell_nameless(&mut tx, fact).await?;
    cx.done(tx, "build-contribution-withdraw-done", super::follow::url(&county, &secret)).await
}
