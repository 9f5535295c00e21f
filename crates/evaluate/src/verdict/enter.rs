//! 代填办好没有 — A worker writes down what somebody without internet said, or that they were not reached.
//! Who handled the matter may not: a second pair of eyes.

use ground::{matter, voice};
use jiff::civil::Date;
use kernel::{Channel, County, Error, Id, MatterId, Refusal};
use web::{At, Checked, Choice, Cx, Fields, Form, Link, Reply, Verb};

use super::give::{asked, some};
use super::round::{Heard, Round, Word};
use super::{Said, State, carry, policy, store, subject};
use crate::radio;

/// What is asked: which voice, how, what it said, on which day.
#[derive(Debug)]
struct Enter {
    voice: String,
    channel: Option<Channel>,
    result: String,
    day: Option<Date>,
    words: String,
}

impl Form for Enter {
    const NAME: &'static str = "evaluate-verdict-enter";
    fn read(f: &mut Fields) -> Self {
        Self {
            voice: f.pick("voice").required().get(),
            channel: f
                .choice("channel", &["phone", "visit", "walk-in", "paper", "meeting"])
                .required()
                .word(Channel::parse),
            result: f.choice("result", &["solved", "partly", "not", "unreached"]).required().get(),
            day: f.date("day").required().day(),
            words: f.long("words").max(500).get(),
        }
    }
}

pub(super) fn verb() -> Verb {
    Verb::act::<Enter, _, _, _, _>("/{county}/matters/{id}/verdict", policy::may_enter, get, post)
}

type Where = At<(County, MatterId)>;

async fn get(cx: Cx, At((county, id)): Where) -> Reply {
    let mut tx = cx.read().await?;
    let matter = matter::load(&mut tx, &county, &id).await?;
    let round = asked(store::latest(&mut tx, &county, &id).await?)?;
    cx.may(policy::may_enter, &subject(&matter, &round.handlers, cx.actor()))?;
    if round.state == State::Solved {
        return Err(Refusal::new("evaluate-verdict-refused-settled").into());
    }
    let all = voice::of_matter(&mut tx, &county, &id).await?;
    let channels = ["phone", "visit", "walk-in", "paper", "meeting"];
    let ask = cx
        .ask::<Enter>()
        .options("voice", choices(&cx, &listed(&round, &all)))
        .options(
            "channel",
            channels.iter().map(|w| Choice::new(w, cx.word("web-channel", w))).collect(),
        )
        .fill("day", cx.now().date());
    radio::reply(
        &cx,
        ask,
        &["voice", "channel", "result"],
        vec![Link::new(matter.url(), matter.title)],
    )
}

/// The voices that may be written down: asked or joined later, but none that spoke for itself.
fn listed(round: &Round, all: &[voice::Voice]) -> Vec<Heard> {
    let known = |v: &voice::Voice| round.heard.iter().any(|h| h.voice == v.id);
    let late = all.iter().filter(|v| !known(v));
    let after = round.heard.iter().map(|h| h.turn).max().unwrap_or_default();
    let late = late.zip(after + 1..).map(|(v, turn)| Heard::silent(v, turn, true));
    let open = round.heard.iter().filter(|h| h.said.is_none() || h.entered.is_some());
    open.cloned().chain(late).collect()
}

/// The voices by turn and channel, never by name, with where each stands.
fn choices(cx: &Cx, heard: &[Heard]) -> Vec<Choice> {
    heard
        .iter()
        .map(|h| {
            let stands = match h.said {
                Some(said) => cx.word("evaluate-verdict-said", said.word()),
                None if h.tried.is_empty() => cx.t("evaluate-verdict-untried"),
                None => cx.app.locales.say(
                    cx.look.lang,
                    "evaluate-verdict-tries",
                    &[("n", &h.tried.len().to_string())],
                ),
            };
            let came = cx.word("web-channel", h.came.word());
            let turn = h.turn.to_string();
            let label = cx.app.locales.say(
                cx.look.lang,
                "evaluate-verdict-turn",
                &[("n", &turn), ("came", &came), ("stands", &stands)],
            );
            Choice::new(&h.voice, label)
        })
        .collect()
}

async fn post(cx: Cx, At((county, id)): Where, Checked(form): Checked<Enter>) -> Reply {
    let mut tx = cx.begin().await?;
    let mut round = asked(store::hold(&mut tx, &county, &id).await?)?;
    let mut matter = matter::load(&mut tx, &county, &id).await?;
    cx.may(policy::may_enter, &subject(&matter, &round.handlers, cx.actor()))?;
    let wrong = |field| Error::field(field, "web-wrong-choice");
    let (Some(channel), Some(day)) = (form.channel, form.day) else {
        return Err(wrong("channel").into());
    };
    let voice_id = Id::parse(&form.voice).map_err(|_| wrong("voice"))?;
    let voices = voice::of_matter(&mut tx, &county, &id).await?;
    let voice = voices.iter().find(|v| v.id == voice_id).ok_or_else(|| wrong("voice"))?;
    round.within(day, tx.now)?;
    let words = text::redact::mask(&form.words);
    let entered = if let Some(said) = Said::parse(&form.result) {
        let by = Some(cx.actor().name.clone());
        let word = Word { said, words: some(&words), channel, entered: by };
        let fact = round.say(voice, word, tx.now)?;
        store::keep_voice(&mut tx, &round, &voice.id).await?;
        fact
    } else {
        let fact = round.try_reach(&voice.id, day, channel, tx.now)?;
        store::attempt(&mut tx, &round, &voice.id, &day.to_string(), channel).await?;
        fact
    };
    let step = round.judge(tx.now);
    let follow = carry(&mut tx, &mut round, &mut matter, step, &words).await?;
    for fact in [entered].into_iter().chain(follow) {
        tx.tell(fact).await?;
    }
    cx.done(tx, "evaluate-verdict-enter-done", matter.url()).await
}
