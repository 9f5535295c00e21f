//! 报名的人与名额 — Who is willing, what the panel must look like, and who counts as alike.
//!
//! People with the same answers have the same chance, whoever they are: they are one *type*, and
//! only types are counted. Where at most one person a household may sit, households of the same
//! make-up are alike too, and a type is the people with the same answers in alike households. This
//! folding loses nothing (leximin is the same for interchangeable people) and makes a search over
//! thousands of people one over a few hundred numbers.
//!
//! Everything is put into one order here (by feature, value, answers and id as text), so that
//! neither the order of a file nor its numbering ever reaches a result.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::program::{Column, Program};
use crate::invalid::Invalid;

/// More people than any pool has; beyond it the input is damaged.
pub const MOST_PEOPLE: usize = 100_000;
/// More types, or more quotas and make-ups of households, than can be counted in reasonable time:
/// what is computed with grows with their squares.
const MOST_TYPES: usize = 5_000;
const MOST_ROWS: usize = 2_000;

/// How many of a feature's value a panel must have.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Quota {
    /// The feature, such as `年龄`.
    pub feature: String,
    /// The value, such as `60岁以上`.
    pub value: String,
    /// At least so many seats.
    pub min: u32,
    /// At most so many seats.
    pub max: u32,
    /// How far the least may be lowered if it must (`min_flex`).
    pub lowest: Option<u32>,
    /// How far the most may be raised if it must (`max_flex`).
    pub highest: Option<u32>,
}

/// Somebody who is willing to sit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Who, as the file says.
    pub id: String,
    /// The answer to each feature.
    pub answers: BTreeMap<String, String>,
    /// The household (address), where it matters and is known.
    pub household: Option<String>,
}

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ask {
    /// Seats of the panel.
    pub size: u32,
    /// Whether at most one person a household may sit.
    pub one_per_household: bool,
}

/// People who are alike.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Type {
    /// Their answer to each feature.
    pub answers: BTreeMap<String, String>,
    /// Their ids, by text.
    pub people: Vec<String>,
    /// Which make-up of household they live in (from 0), when more than one of it is in the pool.
    pub household: Option<usize>,
}

/// What a row of the programme is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Row {
    /// All seats.
    Size,
    /// A quota, by its place among the quotas.
    Quota(usize),
    /// Households of one make-up, one seat each.
    Households(usize),
}

/// The pool as types and rows.
#[derive(Clone, Debug)]
pub(super) struct Pool {
    pub(super) size: u32,
    pub(super) one_per_household: bool,
    pub(super) quotas: Vec<Quota>,
    pub(super) types: Vec<Type>,
    /// For each make-up of household: the households, each with the ids of its members by type.
    pub(super) households: Vec<Vec<BTreeMap<usize, Vec<String>>>>,
    pub(super) rows: Vec<Row>,
    pub(super) program: Program,
}

impl Pool {
    /// Folds people into types. Households count only when `one_per_household` is set.
    pub(super) fn new(people: &[Person], quotas: &[Quota], ask: Ask) -> Result<Self, Invalid> {
        let Ask { size, one_per_household } = ask;
        let quotas = checked_quotas(quotas)?;
        check_people(people, &quotas)?;
        if size == 0 {
            return Err(Invalid::NoSeats);
        }
        let (types, households) = fold(people, &quotas, one_per_household);
        let mut pool = Self {
            size,
            one_per_household,
            rows: Vec::new(),
            program: Program::default(),
            quotas,
            types,
            households,
        };
        if pool.types.len() > MOST_TYPES {
            return Err(Invalid::TooLarge { field: "types" });
        }
        if pool.quotas.len() + pool.households.len() > MOST_ROWS {
            return Err(Invalid::TooLarge { field: "quotas" });
        }
        pool.lay_rows();
        Ok(pool)
    }

    fn lay_rows(&mut self) {
        let size = i64::from(self.size);
        self.rows.push(Row::Size);
        self.program.rows.push((size, size));
        for (place, quota) in self.quotas.iter().enumerate() {
            self.rows.push(Row::Quota(place));
            self.program.rows.push((i64::from(quota.min), i64::from(quota.max)));
        }
        for (make_up, households) in self.households.iter().enumerate() {
            self.rows.push(Row::Households(make_up));
            self.program.rows.push((0, count(households.len())));
        }
        let first = 1 + self.quotas.len();
        let column = |of: &Type| {
            let quotas = self.quotas.iter().enumerate();
            let met =
                quotas.filter(|(_, quota)| of.answers.get(&quota.feature) == Some(&quota.value));
            let rows = [0].into_iter().chain(met.map(|(place, _)| 1 + place));
            let rows = rows.chain(of.household.map(|make_up| first + make_up));
            let of_household = of.household.and_then(|make_up| self.households.get(make_up));
            let cap = of_household.map_or(of.people.len(), |all| all.len().min(of.people.len()));
            Column { cap: count(cap), rows: rows.map(|row| (row, 1)).collect() }
        };
        self.program.columns = self.types.iter().map(column).collect();
    }
}

/// A number of people; pools are far below 63 bits.
pub(super) fn count(many: usize) -> i64 {
    i64::try_from(many).unwrap_or(i64::MAX)
}

/// Quotas in order, each value once, no least above its most.
fn checked_quotas(quotas: &[Quota]) -> Result<Vec<Quota>, Invalid> {
    let mut sorted = quotas.to_vec();
    sorted.sort();
    let mut seen = BTreeSet::new();
    for quota in &sorted {
        if !seen.insert((&quota.feature, &quota.value)) {
            return Err(Invalid::ListedTwice { name: name(&quota.feature, &quota.value) });
        }
        if quota.min > quota.max {
            return Err(Invalid::Exceeds { field: "min", of: "max" });
        }
    }
    Ok(sorted)
}

/// A value with its feature, as sentences name it.
pub(super) fn name(feature: &str, value: &str) -> String {
    format!("{feature}={value}")
}

/// Everybody once, with a known answer to each feature.
fn check_people(people: &[Person], quotas: &[Quota]) -> Result<(), Invalid> {
    if people.len() > MOST_PEOPLE {
        return Err(Invalid::TooLarge { field: "people" });
    }
    let mut values: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for quota in quotas {
        values.entry(&quota.feature).or_default().insert(&quota.value);
    }
    let mut seen = BTreeSet::new();
    for person in people {
        if !seen.insert(&person.id) {
            return Err(Invalid::ListedTwice { name: person.id.clone() });
        }
        for (feature, known) in &values {
            let answer = person.answers.get(*feature).map_or("", String::as_str);
            if !known.contains(answer) {
                return Err(Invalid::UnknownAnswer {
                    feature: (*feature).to_owned(),
                    answer: answer.to_owned(),
                });
            }
        }
    }
    Ok(())
}

type Answers = BTreeMap<String, String>;
type MakeUps = Vec<Vec<BTreeMap<usize, Vec<String>>>>;

/// People by type, and the households of each make-up that more than one person lives in.
fn fold(people: &[Person], quotas: &[Quota], one_per_household: bool) -> (Vec<Type>, MakeUps) {
    let features: BTreeSet<&str> = quotas.iter().map(|quota| quota.feature.as_str()).collect();
    let answers = |person: &Person| -> Answers {
        let asked =
            person.answers.iter().filter(|(feature, _)| features.contains(feature.as_str()));
        asked.map(|(feature, value)| (feature.clone(), value.clone())).collect()
    };
    let mut homes: BTreeMap<&str, Vec<Answers>> = BTreeMap::new();
    for person in people {
        if let Some(home) = person.household.as_deref().filter(|_| one_per_household) {
            homes.entry(home).or_default().push(answers(person));
        }
    }
    homes.retain(|_, members| members.len() > 1);
    for members in homes.values_mut() {
        members.sort();
    }
    let make_ups: BTreeSet<&Vec<Answers>> = homes.values().collect();
    let place: BTreeMap<_, _> = make_ups.iter().enumerate().map(|(at, made)| (*made, at)).collect();
    let home = |person: &Person| person.household.as_deref().and_then(|home| homes.get(home));
    let mut types: BTreeMap<(Answers, Option<usize>), Vec<String>> = BTreeMap::new();
    for person in people {
        let make_up = home(person).and_then(|made| place.get(made).copied());
        types.entry((answers(person), make_up)).or_default().push(person.id.clone());
    }
    for ids in types.values_mut() {
        ids.sort();
    }
    let households = households(people, &homes, &place, &types);
    let types = types.into_iter();
    let types = types.map(|((answers, household), people)| Type { answers, people, household });
    (types.collect(), households)
}

fn households(
    people: &[Person],
    homes: &BTreeMap<&str, Vec<Answers>>,
    place: &BTreeMap<&Vec<Answers>, usize>,
    types: &BTreeMap<(Answers, Option<usize>), Vec<String>>,
) -> MakeUps {
    let mut type_of: BTreeMap<&str, usize> = BTreeMap::new();
    for (at, ids) in types.values().enumerate() {
        type_of.extend(ids.iter().map(|id| (id.as_str(), at)));
    }
    let mut members: BTreeMap<&str, BTreeMap<usize, Vec<String>>> = BTreeMap::new();
    for person in people {
        let home = person.household.as_deref().filter(|home| homes.contains_key(home));
        if let (Some(home), Some(&at)) = (home, type_of.get(person.id.as_str())) {
            let of_type = members.entry(home).or_default().entry(at).or_default();
            of_type.push(person.id.clone());
            of_type.sort();
        }
    }
    let mut households: MakeUps = vec![Vec::new(); place.len()];
    for (home, made) in homes {
        let make_up = place.get(made).and_then(|&at| households.get_mut(at));
        if let (Some(make_up), Some(members)) = (make_up, members.remove(home)) {
            make_up.push(members);
        }
    }
    households
}
