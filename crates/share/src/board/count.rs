//! 数 — The numbers of a board, for a place and for each place right below it.

use std::collections::BTreeMap;
use std::fmt;

use ground::matter::Numbers;
use kernel::{Level, PlaceCode, Stage, Standing};
use serde::Serialize;

/// How far what is overdue is counted, in one place below. More is shown as `1000+`: by then the exact
/// number helps nobody, and the page must not cost more.
pub const MOST: i64 = 1000;

/// A number that may have stopped counting.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Count {
    /// How many were counted.
    pub n: i64,
    /// Whether there are more.
    pub more: bool,
}

impl Count {
    /// A number counted to its end.
    pub const fn exact(n: i64) -> Self {
        Self { n, more: false }
    }

    /// A number counted up to one above [`MOST`].
    pub const fn capped(n: i64) -> Self {
        if n > MOST { Self { n: MOST, more: true } } else { Self::exact(n) }
    }

    /// Both together.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self { n: self.n + other.n, more: self.more || other.more }
    }
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.n, if self.more { "+" } else { "" })
    }
}

/// What one number of the board counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Pick {
    /// Matters that stand so.
    Standing(Standing),
    /// Matters whose promised word is late.
    Overdue,
    /// Matters at a stage, those joined to another left out.
    Stage(Stage),
}

impl Pick {
    /// How matters stand, in the order of the board.
    pub const STANDINGS: [Pick; 7] = [
        Pick::Standing(Standing::Heard),
        Pick::Standing(Standing::Open),
        Pick::Overdue,
        Pick::Standing(Standing::Parked),
        Pick::Standing(Standing::Waiting),
        Pick::Standing(Standing::Solved),
        Pick::Standing(Standing::Lapsed),
    ];

    /// Reads the query of the page behind a number: `standing=parked`, `standing=overdue`, `stage=build`.
    pub fn parse(standing: Option<&str>, stage: Option<&str>) -> Option<Self> {
        match (standing, stage) {
            (Some("overdue"), None) => Some(Self::Overdue),
            (Some(word), None) => {
                Standing::parse(word).filter(|s| *s != Standing::Merged).map(Self::Standing)
            }
            (None, Some(word)) => Stage::parse(word).map(Self::Stage),
            _ => None,
        }
    }

    /// The query that asks for it.
    pub fn query(self) -> String {
        match self {
            Self::Standing(standing) => format!("standing={standing}"),
            Self::Overdue => "standing=overdue".to_owned(),
            Self::Stage(stage) => format!("stage={stage}"),
        }
    }

    /// The locale key of its words.
    pub fn label(self) -> String {
        match self {
            Self::Standing(standing) => format!("ground-standing-{standing}"),
            Self::Overdue => "ground-matter-overdue".to_owned(),
            Self::Stage(stage) => format!("web-stage-{stage}"),
        }
    }

    /// The address of the records behind it.
    pub fn url(self, place: &PlaceCode) -> String {
        format!("/places/{place}/matters?{}", self.query())
    }
}

/// The numbers of one place.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Sums {
    /// How matters stand, and at which stage they are.
    pub numbers: Numbers,
    /// How many are overdue.
    pub overdue: Count,
}

impl Sums {
    /// One of them.
    pub fn of(&self, pick: Pick) -> Count {
        match pick {
            Pick::Standing(standing) => Count::exact(self.numbers.of(standing)),
            Pick::Overdue => self.overdue,
            Pick::Stage(stage) => Count::exact(self.numbers.at(stage)),
        }
    }

    /// Adds some matters that stand so at a stage.
    pub(super) fn add(&mut self, standing: Standing, stage: Stage, n: i64) {
        *self.numbers.standing.entry(standing.word()).or_default() += n;
        if standing != Standing::Merged {
            *self.numbers.stage.entry(stage.word()).or_default() += n;
        }
    }

    fn and(&mut self, other: &Self) {
        for (word, n) in &other.numbers.standing {
            *self.numbers.standing.entry(word).or_default() += n;
        }
        for (word, n) in &other.numbers.stage {
            *self.numbers.stage.entry(word).or_default() += n;
        }
        self.overdue = self.overdue.and(other.overdue);
    }
}

/// Everything together.
pub(super) fn total<'a>(parts: impl Iterator<Item = &'a Sums>) -> Sums {
    parts.fold(Sums::default(), |mut all, part| {
        all.and(part);
        all
    })
}

/// The numbers by place below; the place itself stands for what lies in no place below.
pub(super) type ByPlace = BTreeMap<PlaceCode, Sums>;

/// How long the code of a place right below is; `None` from the community down, where matters are shown.
pub(super) fn head(at: &PlaceCode) -> Option<i64> {
    match at.level() {
        Level::Province => Some(4),
        Level::City => Some(6),
        Level::County => Some(9),
        Level::Street => Some(12),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_number_and_its_address_say_the_same() {
        let stages = Stage::ALL.iter().map(|s| Pick::Stage(*s));
        for pick in Pick::STANDINGS.into_iter().chain(stages) {
            let query = pick.query();
            let (name, word) = query.split_once('=').unwrap();
            let read = if name == "stage" {
                Pick::parse(None, Some(word))
            } else {
                Pick::parse(Some(word), None)
            };
            assert_eq!(read, Some(pick));
        }
        assert_eq!(Pick::parse(None, None), None);
        assert_eq!(
            Pick::parse(Some("merged"), None),
            None,
            "joined matters count where they were joined"
        );
        assert_eq!(Pick::parse(Some("open"), Some("build")), None);
    }

    proptest! {
        #[test]
        fn the_whole_is_the_sum_of_its_places(
            parts in prop::collection::vec((0usize..7, 0usize..6, 0i64..50, 0i64..2000), 0..12),
        ) {
            let sums: Vec<Sums> = parts.iter().map(|(standing, stage, n, late)| {
                let mut one = Sums { overdue: Count::capped(*late), ..Sums::default() };
                one.add(Standing::ALL[*standing], Stage::ALL[*stage], *n);
                one
            }).collect();
            let all = total(sums.iter());
            for pick in Pick::STANDINGS {
                prop_assert_eq!(all.of(pick).n, sums.iter().map(|s| s.of(pick).n).sum::<i64>());
            }
            prop_assert_eq!(all.overdue.more, parts.iter().any(|p| p.3 > MOST));
            let stages: i64 = Stage::ALL.iter().map(|s| all.numbers.at(*s)).sum();
            prop_assert_eq!(stages, all.numbers.all());
        }
    }
}
