//! 报名 — A resident takes a place in a slot, by alias or as 一位邻居.

use kernel::{Channel, County, Id, Refusal};
use web::{At, Checked, Cx, Fields, Form, Link, Reply, Verb};

use super::{Rota, SIGNED_UP, Turn, policy, store, turns};

/// What signing up asks: how one is shown.
#[derive(Debug)]
pub(super) struct SignUp {
    shown: String,
}

impl Form for SignUp {
    const NAME: &'static str = "manage-rota-sign-up";
    fn read(f: &mut Fields) -> Self {
        Self { shown: f.choice("shown", &["alias", "neighbour"]).required().get() }
    }
}

pub(super) fn verb() -> Verb {
    let path = "/{county}/rotas/{id}/slots/{no}/sign-up";
    Verb::act::<SignUp, _, _, _, _>(path, policy::may_sign_up, get, post)
}

type Where = At<(County, Id<Rota>, i64)>;

async fn get(cx: Cx, At((county, id, no)): Where) -> Reply {
    let mut tx = cx.read().await?;
    let rota = store::load(&mut tx, &county, &id).await?;
    cx.may(policy::may_sign_up, &rota.subject())?;
    let slot = store::slot(&mut tx, &rota, no).await?;
    let when = format!("{} {}", slot.starts.date(), slot.hours());
    let title = format!("{} · {} · {when}", cx.t("manage-rota-sign-up"), rota.title);
    cx.ask::<SignUp>().title(title).crumbs(vec![Link::new(rota.url(), rota.title)]).reply()
}

async fn post(cx: Cx, At((county, id, no)): Where, Checked(form): Checked<SignUp>) -> Reply {
    let mut tx = cx.begin().await?;
    let rota = store::load(&mut tx, &county, &id).await?;
    cx.may(policy::may_sign_up, &rota.subject())?;
    let slot = store::slot(&mut tx, &rota, no).await?;
    slot.open_to(cx.actor(), cx.now())?;
    if !turns::take(&mut tx, &rota, no).await? {
        return Err(Refusal::new("manage-rota-refused-full").into());
    }
    let named = form.shown == "alias";
    let alias = if named { cx.actor().name.clone() } else { String::new() };
    let turn = Turn { alias, person: cx.actor().person.clone(), channel: Channel::Web };
    if !turns::put(&mut tx, &rota, no, &turn, slot.taken + 1).await? {
        return Err(Refusal::new("manage-rota-refused-twice").into());
    }
    // The record says that somebody signed up, not who: stepping back must leave nothing behind.
    tx.actor.name.clear();
    tx.tell(rota.quiet(SIGNED_UP).with("day", slot.starts.date())).await?;
    cx.done(tx, "manage-rota-sign-up-done", rota.url()).await
}
