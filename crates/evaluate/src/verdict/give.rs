//! 说说办好没有 — A person says through their private link whether it is solved. No account is needed.

use ::store::Tx;
use ground::{matter, person, voice};
use kernel::{Actor, Channel, County, Refusal, Result};
use web::{At, Checked, Cx, Fields, Form, Link, Reply, Verb};

use super::round::{Round, Word};
use super::{Said, State, carry, handled_by, policy, store, subject};
use crate::radio;

/// What is asked: how it is, and in their words if they like.
#[derive(Debug)]
struct Give {
    result: Option<Said>,
    words: String,
}

impl Form for Give {
    const NAME: &'static str = "evaluate-verdict-give";
    fn read(f: &mut Fields) -> Self {
        Self {
            result: f.choice("result", Said::WORDS).required().word(Said::parse),
            words: f.long("words").max(500).get(),
        }
    }
}

pub(super) fn verb() -> Verb {
    Verb::act::<Give, _, _, _, _>("/{county}/follow/{secret}/verdict", policy::may_give, get, post)
}

type Where = At<(County, String)>;

async fn get(cx: Cx, At((county, secret)): Where) -> Reply {
    let mut tx = cx.read().await?;
    let voice = voice::by_secret(&mut tx, &county, &secret).await?;
    let matter = matter::load(&mut tx, &county, &voice.matter).await?;
    let round = asked(store::latest(&mut tx, &county, &matter.id).await?)?;
    cx.may(policy::may_give, &subject(&matter, &round.handlers, cx.actor()))?;
    if round.state == State::Solved {
        let dispute = format!("/{county}/follow/{secret}/dispute");
        let settled = Refusal::new("evaluate-verdict-refused-settled");
        return Err(settled.next(dispute, "evaluate-verdict-dispute").into());
    }
    let mut ask = cx.ask::<Give>();
    let said = round.heard.iter().find(|h| h.voice == voice.id).and_then(|h| h.said);
    if let Some(said) = said {
        ask = ask.fill("result", said.word());
    }
    radio::reply(&cx, ask, &["result"], vec![Link::new(matter.url(), matter.title)])
}

async fn post(cx: Cx, At((county, secret)): Where, Checked(form): Checked<Give>) -> Reply {
    let mut tx = cx.begin().await?;
    let voice = voice::by_secret(&mut tx, &county, &secret).await?;
    let mut round = asked(store::hold(&mut tx, &county, &voice.matter).await?)?;
    let mut matter = matter::load(&mut tx, &county, &voice.matter).await?;
    cx.may(policy::may_give, &subject(&matter, &round.handlers, cx.actor()))?;
    not_the_handlers_voice(&mut tx, &county, &round, &voice).await?;
    let Some(said) = form.result else {
        return Err(kernel::Error::field("result", "web-wrong-choice").into());
    };
    let words = text::redact::mask(&form.words);
    let word = Word { said, words: some(&words), channel: Channel::Web, entered: None };
    // Signed in or not: the record shows a voice, never who it is.
    tx.actor = Actor::visitor();
    let given = round.say(&voice, word, tx.now)?;
    store::keep_voice(&mut tx, &round, &voice.id).await?;
    let step = round.judge(tx.now);
    let follow = carry(&mut tx, &mut round, &mut matter, step, &words).await?;
    for fact in [given].into_iter().chain(follow) {
        tx.tell(fact).await?;
    }
    cx.done(tx, "evaluate-verdict-give-done", matter.url()).await
}

/// The round in which something may be said; otherwise why not, which helps more than the stage would.
pub(super) fn asked(round: Option<Round>) -> Result<Round> {
    match round {
        None => Err(Refusal::new("evaluate-verdict-refused-none").into()),
        Some(r) if r.state == State::Reopened => {
            Err(Refusal::new("evaluate-verdict-refused-reopened")
                .next(matter::url(&r.place, &r.matter), "ground-matter-look")
                .into())
        }
        Some(round) => Ok(round),
    }
}

/// A text, when there is one.
pub(super) fn some(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

/// A handler who raised the matter themselves does not judge their own work through their link either.
pub(super) async fn not_the_handlers_voice(
    tx: &mut Tx,
    county: &County,
    round: &Round,
    voice: &voice::Voice,
) -> Result<()> {
    let Some(id) = &voice.person else { return Ok(()) };
    let speaker = person::actor(tx, county, id).await?;
    if handled_by(&round.handlers, &speaker) {
        return Err(Refusal::new("evaluate-verdict-refused-handler").into());
    }
    Ok(())
}
