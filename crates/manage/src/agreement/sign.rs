//! 签约 — A party signs through who holds an office of it, or a worker records the signature on paper.

use ::store::Tx;
use ground::matter;
use kernel::{Channel, County, Error, Id, Result, Role, Stage, Standing};
use web::{At, Checked, Choice, Cx, Fields, Form, Link, Reply, Verb};

use super::{Agreement, Party, Signature, State, policy, store};

/// What signing asks.
#[derive(Debug)]
struct Sign {
    party: Option<Party>,
    how: String,
    present: String,
}

impl Form for Sign {
    const NAME: &'static str = "manage-agreement-sign";
    fn read(f: &mut Fields) -> Self {
        let form = Self {
            party: f.pick("party").required().word(Party::parse),
            how: f.choice("how", &["self", "paper"]).required().get(),
            present: f.text("present").max(200).get(),
        };
        if form.how == "paper" && form.present.is_empty() {
            f.wrong("present", "manage-agreement-wrong-present", "");
        }
        form
    }
}

pub(super) fn verb() -> Verb {
    Verb::act::<Sign, _, _, _, _>("/{county}/agreements/{id}/sign", policy::may_sign, get, post)
}

type Where = At<(County, Id<Agreement>)>;

async fn get(cx: Cx, At((county, id)): Where) -> Reply {
    let mut tx = cx.read().await?;
    let agreement = store::load(&mut tx, &county, &id).await?;
    cx.may(policy::may_sign, &agreement.subject())?;
    let open = Party::ALL.into_iter().filter(|p| agreement.signature(*p).is_none());
    let parties = open.map(|p| Choice::new(p.word(), agreement.party(p))).collect();
    let speaks = cx.actor().holds(&[Role::Convener, Role::Committee], &agreement.place);
    let back = Link::new(agreement.url(), agreement.title);
    cx.ask::<Sign>()
        .options("party", parties)
        .fill("how", if speaks { "self" } else { "paper" })
        .crumbs(vec![back])
        .reply()
}

async fn post(cx: Cx, At((county, id)): Where, Checked(form): Checked<Sign>) -> Reply {
    let mut tx = cx.begin().await?;
    let mut agreement = store::load(&mut tx, &county, &id).await?;
    cx.may(policy::may_sign, &agreement.subject())?;
    let paper = form.how == "paper";
    let serves = [Role::Convener, Role::Committee];
    // A worker speaks for no party; a party's representative does not record the other's paper.
    let fits = if paper { vec![Role::Worker] } else { serves.to_vec() };
    if !cx.actor().holds(&fits, &agreement.place) {
        return Err(Error::field("how", "manage-agreement-wrong-how").into());
    }
    let signature = Signature {
        party: form.party.ok_or_else(|| Error::field("party", "web-wrong-choice"))?,
        alias: cx.actor().name.clone(),
        person: Some(cx.actor().signed_in()?.to_owned()),
        channel: if paper { Channel::Paper } else { Channel::Web },
        present: paper.then(|| text::redact::mask(&form.present)),
        at: cx.now(),
    };
    let facts = agreement.sign(signature.clone())?;
    store::save_signature(&mut tx, &mut agreement, &signature).await?;
    if agreement.state == State::InForce {
        advance(&mut tx, &agreement).await?;
    }
    for fact in facts {
        tx.tell(fact).await?;
    }
    cx.done(tx, "manage-agreement-sign-done", agreement.url()).await
}

/// With an agreement in force the matter is being managed, unless it is further on its way.
async fn advance(tx: &mut Tx, agreement: &Agreement) -> Result<()> {
    let mut matter = matter::load(tx, &agreement.place.county(), &agreement.matter).await?;
    if matter.stage < Stage::Manage && matter.standing != Standing::Merged {
        matter.advance(Stage::Manage)?;
        matter::save(tx, &mut matter).await?;
    }
    Ok(())
}
