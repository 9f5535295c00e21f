//! 其实没办好 — A voice says that a matter that counts as solved is not: it is open again, at once.

use ground::{matter, voice};
use kernel::{Actor, Channel, County, Error};
use web::{At, Checked, Cx, Fields, Form, Link, Reply, Verb};

use super::give::{asked, not_the_handlers_voice, some};
use super::round::Word;
use super::{Said, carry, policy, store, subject};
use crate::{radio, review};

/// What is asked: what is missing.
#[derive(Debug)]
struct Dispute {
    result: Option<Said>,
    words: String,
}

impl Form for Dispute {
    const NAME: &'static str = "evaluate-verdict-dispute";
    fn read(f: &mut Fields) -> Self {
        Self {
            result: f.choice("result", &["partly", "not"]).required().word(Said::parse),
            words: f.long("words").max(500).get(),
        }
    }
}

pub(super) fn verb() -> Verb {
    Verb::act::<Dispute, _, _, _, _>(
        "/{county}/follow/{secret}/dispute",
        policy::may_dispute,
        get,
        post,
    )
}

type Where = At<(County, String)>;

async fn get(cx: Cx, At((county, secret)): Where) -> Reply {
    let mut tx = cx.read().await?;
    let voice = voice::by_secret(&mut tx, &county, &secret).await?;
    let matter = matter::load(&mut tx, &county, &voice.matter).await?;
    let round = asked(store::latest(&mut tx, &county, &matter.id).await?)?;
    cx.may(policy::may_dispute, &subject(&matter, &round.handlers, cx.actor()))?;
    radio::reply(&cx, cx.ask::<Dispute>(), &["result"], vec![Link::new(matter.url(), matter.title)])
}

async fn post(cx: Cx, At((county, secret)): Where, Checked(form): Checked<Dispute>) -> Reply {
    let mut tx = cx.begin().await?;
    let voice = voice::by_secret(&mut tx, &county, &secret).await?;
    let mut round = asked(store::hold(&mut tx, &county, &voice.matter).await?)?;
    let mut matter = matter::load(&mut tx, &county, &voice.matter).await?;
    cx.may(policy::may_dispute, &subject(&matter, &round.handlers, cx.actor()))?;
    not_the_handlers_voice(&mut tx, &county, &round, &voice).await?;
    let Some(said) = form.result else {
        return Err(Error::field("result", "web-wrong-choice").into());
    };
    let words = text::redact::mask(&form.words);
    let word = Word { said, words: some(&words), channel: Channel::Web, entered: None };
    let again = review::is_open(&mut tx, &county, &matter.id).await?;
    tx.actor = Actor::visitor();
    let disputed = round.dispute(&voice, word, tx.now, again)?;
    store::keep_voice(&mut tx, &round, &voice.id).await?;
    let step = round.judge(tx.now);
    let follow = carry(&mut tx, &mut round, &mut matter, step, &words).await?;
    for fact in [disputed].into_iter().chain(follow) {
        tx.tell(fact).await?;
    }
    cx.done(tx, "evaluate-verdict-dispute-done", matter.url()).await
}
