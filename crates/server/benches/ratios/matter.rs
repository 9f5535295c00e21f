//! 事项 — One matter as chance has it: where, what, how it stands, who spoke, what happened.

use std::collections::BTreeSet;

use kernel::{Klass, MatterId, PlaceCode, Rng as _, Stage, Standing, days};

use crate::Outcome;
use crate::chance::Chance;
use crate::county::Spread;
use crate::words;

/// How many per mille of all matters stand how.
const STANDINGS: [(Standing, u64); 7] = [
    (Standing::Heard, 100),
    (Standing::Open, 150),
    (Standing::Parked, 50),
    (Standing::Waiting, 100),
    (Standing::Solved, 450),
    (Standing::Lapsed, 90),
    (Standing::Merged, 60),
];

/// What there is to know of a matter.
#[derive(Debug)]
pub struct Matter {
    pub id: String,
    /// The rank of its community.
    pub community: usize,
    pub place: PlaceCode,
    pub title: String,
    pub words: String,
    pub stage: Stage,
    pub standing: Standing,
    pub klass: Option<Klass>,
    pub answers: Option<&'static str>,
    pub due: Option<i64>,
    pub voices: i64,
    pub raised: i64,
    pub changed: i64,
}

impl Matter {
    /// The next matter, raised at a moment.
    pub fn draw(
        chance: &mut Chance,
        spread: &Spread,
        taken: &mut BTreeSet<String>,
        raised: i64,
        now: i64,
    ) -> Outcome<Self> {
        let (community, place) = spread.draw(chance)?;
        let title = words::title(chance);
        let words = words::said(chance, &title);
        let standing = standing(chance);
        let taken_on = !matches!(standing, Standing::Heard | Standing::Merged);
        // Two of half a million may draw the same number: the second draws again.
        let mut id = MatterId::random(chance).to_string();
        while !taken.insert(id.clone()) {
            id = MatterId::random(chance).to_string();
        }
        Ok(Self {
            id,
            community,
            place,
            title,
            words,
            stage: stage(chance, standing),
            standing,
            klass: taken_on.then(|| klass(chance)),
            answers: taken_on.then(|| answers(chance)),
            due: due(chance, standing, now),
            voices: voices(chance),
            raised,
            changed: (raised + chance.within(days(1), days(60)))
                .min(now - chance.within(0, days(1))),
        })
    }

    /// Whether its verdict was asked for.
    pub fn judged(&self) -> bool {
        matches!(self.standing, Standing::Waiting | Standing::Solved | Standing::Lapsed)
    }

    /// The first so many characters of its place's code.
    pub fn head(&self, n: usize) -> &str {
        self.place.as_str().get(..n).unwrap_or(self.place.as_str())
    }
}

fn standing(chance: &mut Chance) -> Standing {
    let mut left = chance.below(1000);
    for (standing, share) in STANDINGS {
        if left < share {
            return standing;
        }
        left -= share;
    }
    Standing::Solved
}

fn stage(chance: &mut Chance, standing: Standing) -> Stage {
    match (standing, chance.below(20)) {
        (Standing::Open, 0..5) => Stage::Decide,
        (Standing::Open, 5..9) => Stage::Build,
        (Standing::Solved, 0..2) => Stage::Manage,
        (Standing::Solved, 2) => Stage::Share,
        (Standing::Waiting | Standing::Solved | Standing::Lapsed, _) => Stage::Evaluate,
        _ => Stage::Listen,
    }
}

fn klass(chance: &mut Chance) -> Klass {
    match chance.below(10) {
        0..2 => Klass::Urgent,
        2..5 => Klass::Hard,
        _ => Klass::Small,
    }
}

fn answers(chance: &mut Chance) -> &'static str {
    chance.one(&["社区居委会", "社区居委会", "社区居委会", "街道办事处", "市城管局", "市住建局"])
}

/// One in seven of what is promised is late.
fn due(chance: &mut Chance, standing: Standing, now: i64) -> Option<i64> {
    let promised = matches!(standing, Standing::Open | Standing::Parked);
    promised.then(|| now + chance.within(days(-5), days(30)))
}

/// Most have one voice, some a few, one in two hundred a crowd.
fn voices(chance: &mut Chance) -> i64 {
    match chance.below(200) {
        0 => chance.within(10, 60),
        1..20 => chance.within(3, 8),
        20..50 => 2,
        _ => 1,
    }
}
