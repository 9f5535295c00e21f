//! 怎样算解决 — When a matter is solved, open again, or lapsed: pure, so that anybody can check it.
//!
//! ```text
//! anybody says partly or not ───────────────────────────▶ open again, at once
//! everybody reached, all say solved ────────────────────▶ solved
//! time ran, everybody else tried often enough:
//!     at least one says solved ─▶ solved (the unreached counted apart)
//!     nobody was reached ───────▶ lapsed (neither satisfied nor solved)
//! ```

use serde::Serialize;

use super::Said;

/// One voice, as far as the rule looks at it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ear {
    /// What it said, once reached.
    pub said: Option<Said>,
    /// It joined after the round began: it can reopen, but never speaks for those who were asked.
    pub late: bool,
    /// On how many days somebody tried to reach it.
    pub tries: u32,
}

/// What a round waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Wait {
    /// There is no voice to ask: the roll's three questions decide.
    Roll,
    /// The time the rule gives has not run.
    Time,
    /// The time has run, but somebody was not tried as often as the rule asks (联系次数不够).
    Attempts,
}

impl Wait {
    /// The word in locale keys.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Roll => "roll",
            Self::Time => "time",
            Self::Attempts => "attempts",
        }
    }
}

/// What follows from what was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Nothing yet.
    Await(Wait),
    /// It is open again.
    Reopen,
    /// It is solved.
    Solved,
    /// The disclosed fall-back ran: counted apart from solved.
    Lapsed,
}

/// Judges a round. `overdue`: the time the rule gives has run; `needed`: attempts it asks for.
pub fn judge(ears: &[Ear], overdue: bool, needed: u32) -> Step {
    if ears.iter().any(|e| matches!(e.said, Some(Said::Partly | Said::Not))) {
        return Step::Reopen;
    }
    let asked = || ears.iter().filter(|e| !e.late);
    if asked().next().is_none() {
        return Step::Await(Wait::Roll);
    }
    if asked().all(|e| e.said.is_some()) {
        return Step::Solved;
    }
    if !overdue {
        return Step::Await(Wait::Time);
    }
    if asked().any(|e| e.said.is_none() && e.tries < needed) {
        return Step::Await(Wait::Attempts);
    }
    if asked().any(|e| e.said.is_some()) { Step::Solved } else { Step::Lapsed }
}

/// The fewest answers that may be broken out or said to be solved: below, people could be guessed.
pub const FEWEST: i64 = 5;

/// Judges a matter that no voice stands behind (it was tried from a case) by the roll's answers to 认可:
/// more than half of those who answered, and at least [`FEWEST`] of them. Our custom, shown on the page.
pub const fn by_roll(yes: i64, so_so: i64, no: i64) -> Step {
    let all = yes + so_so + no;
    if all == 0 {
        Step::Lapsed
    } else if yes * 2 <= all {
        Step::Reopen
    } else if all < FEWEST {
        Step::Lapsed
    } else {
        Step::Solved
    }
}

#[cfg(test)]
mod props {
    use super::*;
    use proptest::prelude::*;

    fn ear() -> impl Strategy<Value = Ear> {
        let said = prop_oneof![
            2 => Just(None),
            3 => Just(Some(Said::Solved)),
            1 => Just(Some(Said::Partly)),
            1 => Just(Some(Said::Not)),
        ];
        (said, any::<bool>(), 0u32..6).prop_map(|(said, late, tries)| Ear { said, late, tries })
    }

    proptest! {
        #[test]
        fn the_promises_hold_for_any_voices(ears in prop::collection::vec(ear(), 0..8), overdue: bool, needed in 1u32..5) {
            let step = judge(&ears, overdue, needed);
            let unhappy = ears.iter().any(|e| matches!(e.said, Some(Said::Partly | Said::Not)));
            prop_assert_eq!(step == Step::Reopen, unhappy);
            let asked: Vec<_> = ears.iter().filter(|e| !e.late).collect();
            let tried = asked.iter().all(|e| e.said.is_some() || e.tries >= needed);
            let ran = overdue && tried;
            match step {
                Step::Solved => {
                    prop_assert!(asked.iter().any(|e| e.said == Some(Said::Solved)));
                    prop_assert!(ran || asked.iter().all(|e| e.said == Some(Said::Solved)));
                }
                Step::Lapsed => prop_assert!(ran && asked.iter().all(|e| e.said.is_none())),
                Step::Await(Wait::Attempts) => prop_assert!(overdue && !tried),
                Step::Await(Wait::Time) => prop_assert!(!overdue),
                Step::Await(Wait::Roll) => prop_assert!(asked.is_empty()),
                Step::Reopen => {}
            }
        }

        #[test]
        fn the_order_of_voices_does_not_matter(mut ears in prop::collection::vec(ear(), 0..8), overdue: bool) {
            let before = judge(&ears, overdue, 3);
            ears.reverse();
            prop_assert_eq!(judge(&ears, overdue, 3), before);
        }

        #[test]
        fn a_late_word_of_praise_changes_nothing(ears in prop::collection::vec(ear(), 0..8), overdue: bool) {
            let mut more = ears.clone();
            more.push(Ear { said: Some(Said::Solved), late: true, tries: 0 });
            prop_assert_eq!(judge(&more, overdue, 3), judge(&ears, overdue, 3));
        }

        #[test]
        fn a_roll_says_solved_only_with_more_than_half_of_enough(yes in 0i64..9, so_so in 0i64..9, no in 0i64..9) {
            let solved = by_roll(yes, so_so, no) == Step::Solved;
            prop_assert_eq!(solved, yes > so_so + no && yes + so_so + no >= FEWEST);
        }
    }

    #[test]
    fn unreached_is_not_satisfied() {
        let silent = Ear { said: None, late: false, tries: 0 };
        let tried = Ear { tries: 3, ..silent };
        assert_eq!(judge(&[silent], false, 3), Step::Await(Wait::Time));
        assert_eq!(judge(&[silent], true, 3), Step::Await(Wait::Attempts));
        assert_eq!(judge(&[tried], true, 3), Step::Lapsed);
        assert_eq!(judge(&[tried], false, 3), Step::Await(Wait::Time));
    }
}
