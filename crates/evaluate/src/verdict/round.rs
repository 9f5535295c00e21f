//! 一轮 — One time a matter was reported handled, and what each voice said to it.

use ground::voice::Voice;
use jiff::civil::Date;
use kernel::{Channel, Error, Fact, Id, MatterId, Moment, PlaceCode, Refusal, Result, Stage, days};
use serde::Serialize;
use tally::{Rule, RuleBook};

use super::settle::{self, Ear, Step};
use super::{DISPUTED, GIVEN, Said, State, TRIED};

/// For how long after it counted as solved a voice may say "not solved after all" through its link.
/// Later it is reported anew. A lapsed matter, where nobody was reached, can be spoken to at any time.
pub const DISPUTE_DAYS: i64 = 90;

/// What a voice said, or how it was tried.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Heard {
    /// The voice.
    pub voice: Id<Voice>,
    /// Its turn among the voices of the matter, from 1: shown instead of a name.
    pub turn: i64,
    /// How it raised the matter.
    pub came: Channel,
    /// It joined after the round began.
    pub late: bool,
    /// What it said, once reached.
    pub said: Option<Said>,
    /// How that reached us.
    pub channel: Option<Channel>,
    /// The public name of who entered it; `None` when they said it themselves.
    pub entered: Option<String>,
    /// Their words, masked.
    pub words: Option<String>,
    /// When they said it.
    pub at: Option<Moment>,
    /// The days on which somebody tried to reach it in vain.
    pub tried: Vec<String>,
}

/// One word as it reached us.
#[derive(Debug, Clone)]
pub struct Word {
    /// What was said.
    pub said: Said,
    /// In their words, masked.
    pub words: Option<String>,
    /// How it reached us.
    pub channel: Channel,
    /// Who entered it for them.
    pub entered: Option<String>,
}

/// What was said, each number its own; nobody is in two of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Numbers {
    /// Who say solved.
    pub solved: i64,
    /// Who say partly.
    pub partly: i64,
    /// Who say not.
    pub not: i64,
    /// Who were not reached: neither satisfied nor solved.
    pub unreached: i64,
}

/// One round of asking.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Round {
    /// Its id.
    pub id: Id<Round>,
    /// The matter.
    pub matter: MatterId,
    /// Where.
    pub place: PlaceCode,
    /// The how-manieth time the matter was reported handled.
    pub number: i64,
    /// When they were asked.
    pub opened: Moment,
    /// Until when they have time; `None` while the holidays of that year are not published.
    pub due: Option<Moment>,
    /// The version of the fall-back rule it runs under; empty when none was in force.
    pub rule: String,
    /// Public names of who reported it handled.
    pub handlers: Vec<String>,
    /// How it stands.
    pub state: State,
    /// When it was settled.
    pub settled: Option<Moment>,
    /// The voices, in their turn.
    pub heard: Vec<Heard>,
}

impl Round {
    /// The rule the round runs under.
    pub fn rule(&self) -> Option<&'static Rule> {
        RuleBook::host().version(&self.rule)
    }

    /// How often each voice must have been tried; without a rule nothing ever lapses.
    pub fn needed(&self) -> u32 {
        self.rule().and_then(Rule::fallback).map_or(u32::MAX, |f| f.contact_attempts)
    }

    /// What was said so far.
    pub fn numbers(&self) -> Numbers {
        let count = |said: Option<Said>| {
            crate::number(self.heard.iter().filter(|h| h.said == said).count())
        };
        Numbers {
            solved: count(Some(Said::Solved)),
            partly: count(Some(Said::Partly)),
            not: count(Some(Said::Not)),
            unreached: count(None),
        }
    }

    /// Whether nobody raised it: then the roll decides (see [`settle::by_roll`]).
    pub fn by_roll(&self) -> bool {
        self.heard.iter().all(|h| h.late)
    }

    /// What follows from what was said so far.
    pub fn judge(&self, now: Moment) -> Step {
        let ears: Vec<Ear> = self
            .heard
            .iter()
            .map(|h| Ear {
                said: h.said,
                late: h.late,
                tries: u32::try_from(h.tried.len()).unwrap_or(u32::MAX),
            })
            .collect();
        settle::judge(&ears, self.due.is_some_and(|due| due < now), self.needed())
    }

    /// Somebody says how it is: themselves, or through who enters it. It may be changed until the round
    /// is settled; what a person said themselves is never replaced by who enters.
    ///
    /// # Errors
    /// Refused when the round is settled or it would replace somebody's own word; invalid when a voice
    /// that joined later says "solved" for those who were asked.
    pub fn say(&mut self, voice: &Voice, word: Word, now: Moment) -> Result<Fact> {
        match self.state {
            State::Open | State::Lapsed => {}
            State::Solved => return Err(Refusal::new("evaluate-verdict-refused-settled").into()),
            State::Reopened => return Err(Refusal::new("evaluate-verdict-refused-reopened").into()),
        }
        self.hear(voice, word, now, GIVEN)
    }

    /// One of them says it is not solved after all.
    ///
    /// # Errors
    /// Refused while the round is open (then it is said plainly), after it was reopened, and when the
    /// window is over; `again`: the place is being asked again just now, so there is no such end.
    pub fn dispute(&mut self, voice: &Voice, word: Word, now: Moment, again: bool) -> Result<Fact> {
        let over = self.settled.is_none_or(|at| at.plus(days(DISPUTE_DAYS)) < now);
        match self.state {
            State::Open => return Err(Refusal::new("evaluate-verdict-refused-asked").into()),
            State::Reopened => return Err(Refusal::new("evaluate-verdict-refused-reopened").into()),
            State::Solved if over && !again => {
                return Err(Refusal::new("evaluate-verdict-refused-window")
                    .with("days", DISPUTE_DAYS)
                    .into());
            }
            State::Solved | State::Lapsed => {}
        }
        if word.said == Said::Solved {
            return Err(Error::field("result", "web-wrong-choice"));
        }
        self.hear(voice, word, now, DISPUTED)
    }

    fn hear(&mut self, voice: &Voice, word: Word, now: Moment, kind: &'static str) -> Result<Fact> {
        let known = self.heard.iter().position(|h| h.voice == voice.id);
        if word.said == Said::Solved && known.and_then(|i| self.heard.get(i)).is_none_or(|h| h.late)
        {
            return Err(Error::field("result", "evaluate-verdict-wrong-late"));
        }
        if known.is_none() {
            let turn = self.heard.iter().map(|h| h.turn).max().unwrap_or_default() + 1;
            self.heard.push(Heard::silent(voice, turn, true));
        }
        let Some(heard) = self.heard.iter_mut().find(|h| h.voice == voice.id) else {
            return Err(Error::fault("a voice was added and is not there"));
        };
        let changed = heard.said.is_some();
        if changed && heard.entered.is_none() && word.entered.is_some() {
            return Err(Refusal::new("evaluate-verdict-refused-own-word").into());
        }
        let fact = Fact::new(kind, Stage::Evaluate, &self.place, &self.id)
            .on(&self.matter)
            .with("result", word.said.word())
            .with("channel", word.channel.word())
            .with("entered", word.entered.is_some())
            .with("changed", changed);
        heard.said = Some(word.said);
        heard.channel = Some(word.channel);
        heard.entered = word.entered;
        heard.words = word.words;
        heard.at = Some(now);
        Ok(fact)
    }

    /// Somebody tried to reach a voice and did not. At most one attempt counts per day.
    ///
    /// # Errors
    /// Refused when the round is not open or the voice was reached; invalid for a day before the round
    /// or after today, or one already counted.
    pub fn try_reach(
        &mut self,
        voice: &Id<Voice>,
        day: Date,
        channel: Channel,
        now: Moment,
    ) -> Result<Fact> {
        if self.state != State::Open {
            return Err(Refusal::new("evaluate-verdict-refused-settled").into());
        }
        self.within(day, now)?;
        let Some(heard) = self.heard.iter_mut().find(|h| h.voice == *voice) else {
            return Err(Error::field("voice", "web-wrong-choice"));
        };
        if heard.said.is_some() {
            return Err(Refusal::new("evaluate-verdict-refused-reached").into());
        }
        let day = day.to_string();
        if heard.tried.contains(&day) {
            return Err(Error::field("day", "evaluate-verdict-wrong-twice"));
        }
        let fact = Fact::new(TRIED, Stage::Evaluate, &self.place, &self.id)
            .on(&self.matter)
            .with("channel", channel.word())
            .with("day", &day)
            .with("tries", crate::number(heard.tried.len()) + 1);
        heard.tried.push(day);
        Ok(fact)
    }

    /// A day of this round that is not in the future.
    ///
    /// # Errors
    /// Invalid for any other day.
    pub fn within(&self, day: Date, now: Moment) -> Result<()> {
        let fits = self.opened.day() <= day && day <= now.day();
        if fits { Ok(()) } else { Err(Error::field("day", "evaluate-verdict-wrong-day")) }
    }

    /// Settles the round as its rule says.
    pub(crate) fn settle(&mut self, step: Step, now: Moment) {
        self.state = match step {
            Step::Await(_) => return,
            Step::Reopen => State::Reopened,
            Step::Solved => State::Solved,
            Step::Lapsed => State::Lapsed,
        };
        self.settled = Some(now);
    }
}

impl Heard {
    /// A voice that has not spoken yet.
    pub(crate) fn silent(voice: &Voice, turn: i64, late: bool) -> Self {
        Self {
            voice: voice.id.clone(),
            turn,
            came: voice.channel,
            late,
            said: None,
            channel: None,
            entered: None,
            words: None,
            at: None,
            tried: Vec::new(),
        }
    }
}

#[cfg(test)]
mod props {
    use super::*;
    use kernel::Seeded;
    use proptest::prelude::*;

    fn voices(n: usize) -> Vec<Voice> {
        let mut rng = Seeded::new(4);
        let matter = MatterId::random(&mut rng);
        (0..n)
            .map(|_| Voice {
                id: Id::random(&mut rng),
                matter: matter.clone(),
                channel: Channel::Phone,
                entered: None,
                person: None,
                at: Moment(0),
            })
            .collect()
    }

    fn fresh(asked: &[Voice]) -> Round {
        let mut rng = Seeded::new(5);
        Round {
            id: Id::random(&mut rng),
            matter: MatterId::random(&mut rng),
            place: PlaceCode::parse("420583001003.01").unwrap(),
            number: 1,
            opened: Moment(0),
            due: Some(Moment(days(15))),
            rule: "cn-evaluate-fallback@2021-01-01".to_owned(),
            handlers: vec!["网格员".to_owned()],
            state: State::Open,
            settled: None,
            heard: asked.iter().zip(1..).map(|(v, turn)| Heard::silent(v, turn, false)).collect(),
        }
    }

    proptest! {
        /// Whatever is said, tried and disputed in whatever order: the numbers partition the voices, a
        /// reopened round stays reopened, nothing unhappy is ever settled as solved, a refusal changes nothing.
        #[test]
        fn any_sequence_keeps_the_promises(acts in prop::collection::vec((0u8..3, 0usize..4, 0usize..3, 0i64..40, any::<bool>()), 0..30)) {
            let all = voices(4);
            let mut round = fresh(&all[..3]);
            let mut now = Moment(0);
            for (verb, who, said, day, entered) in acts {
                now = now.max(Moment(days(day)));
                let before = round.clone();
                let said = Said::parse(Said::WORDS[said]).unwrap();
                let word = Word {
                    said, words: None, channel: Channel::Visit,
                    entered: entered.then(|| "社区工作者".to_owned()),
                };
                let result = match verb {
                    0 => round.say(&all[who], word, now),
                    1 => round.try_reach(&all[who].id, now.day(), Channel::Phone, now),
                    _ => round.dispute(&all[who], word, now, false),
                };
                let refused = result.is_err();
                if refused {
                    prop_assert_eq!(&round, &before);
                } else {
                    let step = round.judge(now);
                    round.settle(step, now);
                }
                let n = round.numbers();
                prop_assert_eq!(n.solved + n.partly + n.not + n.unreached, crate::number(round.heard.len()));
                if before.state == State::Reopened {
                    prop_assert_eq!(&round, &before);
                }
                if round.state == State::Solved {
                    prop_assert!(n.partly == 0 && n.not == 0 && n.solved > 0);
                }
                if round.state == State::Lapsed {
                    prop_assert!(n.solved + n.partly + n.not == 0);
                }
                if !refused && verb != 1 && said != Said::Solved {
                    prop_assert_eq!(round.state, State::Reopened);
                }
            }
        }
    }

    #[test]
    fn who_enters_never_replaces_a_persons_own_word() {
        let all = voices(2);
        let mut round = fresh(&all);
        let word = |entered: Option<&str>| Word {
            said: Said::Solved,
            words: None,
            channel: Channel::Web,
            entered: entered.map(str::to_owned),
        };
        round.say(&all[0], word(Some("社区工作者")), Moment(1)).unwrap();
        round.say(&all[0], word(None), Moment(2)).unwrap();
        let refused = round.say(&all[0], word(Some("社区工作者")), Moment(3));
        assert!(
            matches!(refused, Err(Error::Refused(r)) if r.reason == "evaluate-verdict-refused-own-word")
        );
    }

    #[test]
    fn a_solved_matter_is_disputed_within_ninety_days() {
        let all = voices(1);
        let mut round = fresh(&all);
        let word = |said| Word { said, words: None, channel: Channel::Web, entered: None };
        round.say(&all[0], word(Said::Solved), Moment(0)).unwrap();
        round.settle(round.judge(Moment(0)), Moment(0));
        assert_eq!(round.state, State::Solved);
        let late = Moment(days(91));
        assert!(round.clone().dispute(&all[0], word(Said::Not), late, false).is_err());
        assert!(round.clone().dispute(&all[0], word(Said::Not), late, true).is_ok());
        assert!(round.dispute(&all[0], word(Said::Not), Moment(days(90)), false).is_ok());
        assert_eq!(round.judge(Moment(0)), Step::Reopen);
    }
}
