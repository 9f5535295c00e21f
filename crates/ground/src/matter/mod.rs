//! 事项 — The one record: from the first word to the shared case it is the same matter.

mod card;
mod find;
mod index;
mod list;
mod names;
pub mod policy;
mod search;
mod show;
mod store;

pub use index::{findable, found_by, number_of};
pub use list::{List, Numbers, lists, numbers};
pub use show::sentence;
pub use store::{load, open, open_saying, page_of, save};

use kernel::{
    Error, Klass, MatterId, Moment, PlaceCode, Refusal, Result, Stage, Standing, Subject,
};
use serde::Serialize;
use web::Verb;

/// A matter as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Matter {
    /// The number people read aloud.
    pub id: MatterId,
    /// Where it is.
    pub place: PlaceCode,
    /// What it is, in a line.
    pub title: String,
    /// Where it is on its way.
    pub stage: Stage,
    /// How it stands.
    pub standing: Standing,
    /// 急 难 小, once the community named it.
    pub klass: Option<Klass>,
    /// The body or unit that answers for it.
    pub answers: Option<String>,
    /// When the next word is due.
    pub due: Option<Moment>,
    /// Why it is parked.
    pub reason: Option<String>,
    /// When a parked matter is looked at again.
    pub review: Option<Moment>,
    /// The matter it was joined to.
    pub into: Option<MatterId>,
    /// How many have raised or joined it.
    pub voices: i64,
    /// When it was first said.
    pub raised: Moment,
    /// When it last changed.
    pub changed: Moment,
    pub(crate) version: i64,
}

impl Matter {
    /// What a policy looks at.
    pub fn subject(&self) -> Subject {
        Subject::at(self.place.clone(), self.stage)
    }

    /// The address of its page.
    pub fn url(&self) -> String {
        url(&self.place, &self.id)
    }

    /// The community takes it on: class, who answers, by when.
    ///
    /// # Errors
    /// Refused when it was taken on before.
    pub fn accept(&mut self, klass: Klass, answers: &str, due: Moment) -> Result<()> {
        self.only(&[Standing::Heard, Standing::Parked], "ground-matter-refused-accepted")?;
        self.standing = Standing::Open;
        self.klass = Some(klass);
        self.answers = Some(answers.to_owned());
        self.due = Some(due);
        (self.reason, self.review) = (None, None);
        Ok(())
    }

    /// Moves it to a stage of its way. A matter at rest is open again.
    ///
    /// # Errors
    /// Refused for a matter that was joined to another.
    pub fn advance(&mut self, stage: Stage) -> Result<()> {
        self.not_merged()?;
        // What is kept up stands beside the residents' judgement, never in its way: a covenant that
        // comes into force late must not take a matter out of the stage where verdicts are given.
        if stage == Stage::Manage && self.stage > Stage::Manage {
            return Ok(());
        }
        self.stage = stage;
        if stage == Stage::Evaluate {
            self.standing = Standing::Waiting;
        } else if stage != Stage::Share && stage != Stage::Manage {
            self.standing = Standing::Open;
        }
        Ok(())
    }

    /// 挂账: it cannot be solved now. Never counts as solved.
    ///
    /// # Errors
    /// Refused unless it is being handled, or when the review is not in the future.
    pub fn park(&mut self, reason: &str, answers: &str, review: Moment, now: Moment) -> Result<()> {
        self.only(&[Standing::Heard, Standing::Open], "ground-matter-refused-parked")?;
        if review <= now {
            return Err(Error::field("review", "ground-matter-wrong-review"));
        }
        self.standing = Standing::Parked;
        self.reason = Some(reason.to_owned());
        self.answers = Some(answers.to_owned());
        (self.review, self.due) = (Some(review), Some(review));
        Ok(())
    }

    /// The handler has done its part: now the residents judge.
    ///
    /// # Errors
    /// Refused unless it is being handled.
    pub fn handled(&mut self) -> Result<()> {
        self.only(&[Standing::Heard, Standing::Open], "ground-matter-refused-handled")?;
        self.stage = Stage::Evaluate;
        self.standing = Standing::Waiting;
        self.due = None;
        Ok(())
    }

    /// Those who raised it say it is solved.
    ///
    /// # Errors
    /// Refused unless their verdict is awaited.
    pub fn solved(&mut self) -> Result<()> {
        self.only(&[Standing::Waiting, Standing::Lapsed], "ground-matter-refused-verdict")?;
        self.standing = Standing::Solved;
        Ok(())
    }

    /// The disclosed fall-back ran: nobody could be reached in the time the rule gives. Counted apart.
    ///
    /// # Errors
    /// Refused unless a verdict is awaited.
    pub fn lapsed(&mut self) -> Result<()> {
        self.only(&[Standing::Waiting], "ground-matter-refused-verdict")?;
        self.standing = Standing::Lapsed;
        Ok(())
    }

    /// Residents say it is not solved: it is open again, whoever handled it.
    ///
    /// # Errors
    /// Refused when it was never handled.
    pub fn reopen(&mut self, due: Option<Moment>) -> Result<()> {
        self.only(
            &[Standing::Waiting, Standing::Solved, Standing::Lapsed],
            "ground-matter-refused-verdict",
        )?;
        self.stage = Stage::Listen;
        self.standing = Standing::Open;
        self.due = due;
        Ok(())
    }

    /// It is the same as another matter, where its voices now count.
    ///
    /// # Errors
    /// Refused for itself, for one at rest, or one already joined.
    pub fn merge(&mut self, into: &MatterId) -> Result<()> {
        self.only(
            &[Standing::Heard, Standing::Open, Standing::Parked],
            "ground-matter-refused-merge",
        )?;
        if *into == self.id {
            return Err(Refusal::new("ground-matter-refused-merge").into());
        }
        self.standing = Standing::Merged;
        self.into = Some(into.clone());
        Ok(())
    }

    /// One more person has it too.
    pub fn joined(&mut self) {
        self.voices += 1;
    }

    /// Whether a word is overdue.
    pub fn overdue(&self, now: Moment) -> bool {
        matches!(self.standing, Standing::Open | Standing::Parked)
            && self.due.is_some_and(|d| d < now)
    }

    /// The tone its standing is shown in.
    pub fn tone(&self, now: Moment) -> &'static str {
        match self.standing {
            _ if self.overdue(now) => "late",
            Standing::Solved => "done",
            Standing::Parked => "parked",
            Standing::Heard | Standing::Open | Standing::Waiting => "open",
            Standing::Lapsed | Standing::Merged => "",
        }
    }

    fn only(&self, standings: &[Standing], reason: &'static str) -> Result<()> {
        if standings.contains(&self.standing) { Ok(()) } else { Err(Refusal::new(reason).into()) }
    }

    fn not_merged(&self) -> Result<()> {
        if self.standing == Standing::Merged {
            return Err(Refusal::new("ground-matter-refused-merged").into());
        }
        Ok(())
    }
}

/// The address of a matter's page.
pub fn url(place: &PlaceCode, id: &MatterId) -> String {
    format!("/{}/matters/{id}", place.county())
}

pub(crate) fn verbs() -> Vec<Verb> {
    vec![show::verb(), list::verb(), find::verb(), search::verb()]
}

#[cfg(test)]
mod props {
    use super::*;
    use kernel::{Seeded, days};
    use proptest::prelude::*;

    fn fresh() -> Matter {
        Matter {
            id: MatterId::random(&mut Seeded::new(1)),
            place: PlaceCode::parse("420115004001").unwrap(),
            title: "路灯不亮".into(),
            stage: Stage::Listen,
            standing: Standing::Heard,
            klass: None,
            answers: None,
            due: None,
            reason: None,
            review: None,
            into: None,
            voices: 1,
            raised: Moment(0),
            changed: Moment(0),
            version: 0,
        }
    }

    fn act(m: &mut Matter, verb: u8) -> Result<()> {
        let now = Moment(days(1));
        match verb {
            0 => m.accept(Klass::Small, "社区", now.plus(days(3))),
            1 => m.park("不够标准", "街道", now.plus(days(30)), now),
            2 => m.handled(),
            3 => m.solved(),
            4 => m.lapsed(),
            5 => m.reopen(None),
            6 => m.advance(Stage::Decide),
            7 => m.advance(Stage::Evaluate),
            8 => m.merge(&MatterId::random(&mut Seeded::new(9))),
            _ => {
                m.joined();
                Ok(())
            }
        }
    }

    #[test]
    fn upkeep_never_takes_a_matter_from_those_who_judge_it() {
        let mut m = fresh();
        m.advance(Stage::Manage).unwrap();
        m.handled().unwrap();
        m.advance(Stage::Manage).unwrap();
        assert_eq!((m.stage, m.standing), (Stage::Evaluate, Standing::Waiting));
    }

    proptest! {
        /// Whatever is done in whatever order: solved only out of waiting, parked is never solved,
        /// a refused act changes nothing, and the lists partition.
        #[test]
        fn any_sequence_keeps_the_promises(verbs in prop::collection::vec(0u8..10, 0..40)) {
            let mut m = fresh();
            for verb in verbs {
                let before = m.clone();
                if act(&mut m, verb).is_err() {
                    prop_assert_eq!(&m, &before);
                    continue;
                }
                if m.standing == Standing::Solved && before.standing != Standing::Solved {
                    prop_assert!(verb == 3);
                    prop_assert!(matches!(before.standing, Standing::Waiting | Standing::Lapsed));
                }
                if m.standing == Standing::Parked {
                    prop_assert!(m.reason.is_some() && m.review.is_some());
                }
                let on: Vec<_> = List::ALL.iter().filter(|l| l.holds(m.standing)).collect();
                prop_assert_eq!(on.len(), usize::from(m.standing != Standing::Merged));
            }
        }
    }
}
