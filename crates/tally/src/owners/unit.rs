//! 专有部分 — An exclusive part of a building, who owns it, and what it says.

use std::collections::BTreeSet;

use dashu_ratio::RBig;
use serde::{Deserialize, Serialize};

use crate::choice::Choice;
use crate::fraction::Fraction;
use crate::invalid::Invalid;
use crate::proxy::Proxy;
use crate::threshold::{Cmp, Threshold};

/// More co-owners than any part has: the input is damaged.
const MOST_CO_OWNERS: usize = 1000;

/// What an exclusive part is (法释〔2020〕17号 art. 2). All kinds count alike.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// 住宅.
    #[default]
    #[serde(alias = "住宅")]
    Dwelling,
    /// 商铺.
    #[serde(alias = "商铺")]
    Shop,
    /// 车位: one that meets the tests of art. 2; others are common parts and not listed.
    #[serde(alias = "车位")]
    Parking,
    /// 储藏室.
    #[serde(alias = "储藏室")]
    Storage,
    /// 摊位.
    #[serde(alias = "摊位")]
    Stall,
    /// 其他.
    #[serde(alias = "其他")]
    Other,
}

/// An exclusive part and its ballot.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unit {
    /// Its id, once in a vote.
    pub unit: String,
    /// What it is.
    #[serde(default)]
    pub kind: Kind,
    /// The building it is in, where that matters (art. 279).
    #[serde(default)]
    pub building: String,
    /// Who owns it: the same text for the same buyer or the same buyers together.
    pub owner: String,
    /// Its area in 0.01 m², above 0.
    pub area_centi: i64,
    /// What its ballot says.
    #[serde(default)]
    pub choice: Choice,
    /// Not sold or not delivered by the builder: all such parts are one person, whoever `owner` is.
    #[serde(default)]
    pub unsold: bool,
    /// Who cast its ballot or those of its co-owners, if not themselves.
    #[serde(default)]
    pub proxy: Option<Proxy>,
    /// Those who own it together, where they cast ballots of their own.
    #[serde(default)]
    pub co_owners: Vec<CoOwner>,
    /// Whether an owner in another building has shown that a change of use concerns them (art. 279,
    /// 法释〔2020〕17号 art. 11).
    #[serde(default)]
    pub interested: bool,
}

/// One of several who own a part together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CoOwner {
    /// Their name, once in a part.
    pub owner: String,
    /// Their share (按份共有), all together one; nobody has one where it is owned jointly (共同共有).
    pub share: Option<Fraction>,
    /// What they say.
    #[serde(default)]
    pub choice: Choice,
}

impl Unit {
    /// Whether what is written can be counted at all.
    pub(super) fn check(&self) -> Result<(), Invalid> {
        let unit = || self.unit.clone();
        if self.area_centi <= 0 {
            return Err(Invalid::NoArea { unit: unit() });
        }
        if self.owner.trim().is_empty() && !self.unsold {
            return Err(Invalid::NoOwner { unit: unit() });
        }
        if self.proxy.as_ref().is_some_and(|proxy| proxy.by.trim().is_empty()) {
            return Err(Invalid::NoProxy { unit: unit() });
        }
        self.check_co_owners()
    }

    fn check_co_owners(&self) -> Result<(), Invalid> {
        if self.co_owners.is_empty() {
            return Ok(());
        }
        if self.co_owners.len() > MOST_CO_OWNERS {
            return Err(Invalid::TooLarge { field: "co_owners" });
        }
        if self.co_owners_speak() && self.choice.takes_part() {
            return Err(Invalid::SaidTwice { unit: self.unit.clone() });
        }
        let distinct: BTreeSet<_> = self.co_owners.iter().map(|one| one.owner.trim()).collect();
        let named = distinct.len() == self.co_owners.len() && !distinct.contains("");
        let joint = self.co_owners.iter().all(|one| one.share.is_none());
        let by_shares = self.co_owners.iter().all(|one| one.share.is_some())
            && held(&self.co_owners, |_| true) == RBig::ONE;
        if named && (joint || by_shares) {
            Ok(())
        } else {
            Err(Invalid::CoOwners { unit: self.unit.clone() })
        }
    }

    /// Whether there is a ballot for it, of its own or of a co-owner.
    pub(super) fn speaks(&self) -> bool {
        self.choice.takes_part() || self.co_owners_speak()
    }

    fn co_owners_speak(&self) -> bool {
        self.co_owners.iter().any(|one| one.choice.takes_part())
    }

    /// What the part says, and whether its co-owners differ so that nobody speaks for it.
    pub(super) fn says(&self, needed: Option<Threshold>) -> (Choice, bool) {
        let spoken: BTreeSet<Choice> =
            self.co_owners.iter().map(|one| one.choice).filter(|said| said.takes_part()).collect();
        let mut all = spoken.iter().copied();
        match (all.next(), all.next()) {
            (None, _) => return (self.choice, false),
            (Some(one), None) => return (one, false),
            _ => {}
        }
        let reaches = |said: &Choice| {
            needed.is_some_and(|needed| {
                reached(&held(&self.co_owners, |one| one.choice == *said), needed)
            })
        };
        spoken.into_iter().find(reaches).map_or((Choice::Abstain, true), |said| (said, false))
    }
}

/// The shares of some co-owners together, exactly.
fn held(co_owners: &[CoOwner], wanted: impl Fn(&CoOwner) -> bool) -> RBig {
    let shares = co_owners.iter().filter(|one| wanted(one)).filter_map(|one| one.share);
    shares.map(rational).fold(RBig::ZERO, |sum, share| sum + share)
}

fn reached(share: &RBig, needed: Threshold) -> bool {
    let needed_share = rational(needed.fraction);
    match needed.cmp {
        Cmp::AtLeast => *share >= needed_share,
        Cmp::MoreThan => *share > needed_share,
        Cmp::AtMost => *share <= needed_share,
    }
}

fn rational(fraction: Fraction) -> RBig {
    // The denominator of a fraction is at least 1.
    RBig::from_parts(fraction.numerator().into(), fraction.denominator().unsigned_abs().into())
}

/// 有利害关系的业主: the owners who must all agree before a dwelling is used for business (art. 279).
/// The other owners of its building are presumed to be (法释〔2020〕17号 art. 11); owners elsewhere are
/// when they have shown it ([`Unit::interested`]). The applicant's own parts are left out.
pub fn interested(units: &[Unit], dwelling: &str) -> Result<Vec<Unit>, Invalid> {
    let applicant = units.iter().find(|unit| unit.unit == dwelling);
    let applicant = applicant.ok_or_else(|| Invalid::UnknownUnit { unit: dwelling.to_owned() })?;
    let same_person = |unit: &Unit| match (unit.unsold, applicant.unsold) {
        (false, false) => unit.owner.trim() == applicant.owner.trim(),
        (theirs, ours) => theirs && ours,
    };
    let concerned = |unit: &&Unit| {
        (unit.interested || unit.building == applicant.building) && !same_person(unit)
    };
    let all: Vec<Unit> = units.iter().filter(concerned).cloned().collect();
    if all.is_empty() { Err(Invalid::NoOwners) } else { Ok(all) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn co(owner: &str, share: Option<&str>, choice: Choice) -> CoOwner {
        CoOwner { owner: owner.into(), share: share.map(|text| text.parse().unwrap()), choice }
    }

    fn owned(co_owners: Vec<CoOwner>) -> Unit {
        let unit =
            Unit { unit: "1-101".into(), owner: "甲等".into(), area_centi: 1, ..Unit::default() };
        Unit { co_owners, ..unit }
    }

    #[test]
    fn co_owners_speak_with_one_voice_or_with_two_thirds_of_the_shares() {
        let needed: Threshold = ">= 2/3".parse().unwrap();
        let (yes, no, none) = (Choice::Yes, Choice::No, Choice::None);
        let third = Some("1/3");
        let cases = [
            (owned(vec![co("甲", None, yes), co("乙", None, none)]), (yes, false)),
            (owned(vec![co("甲", None, yes), co("乙", None, no)]), (Choice::Abstain, true)),
            (
                owned(vec![co("甲", third, yes), co("乙", third, yes), co("丙", third, no)]),
                (yes, false),
            ),
            (
                owned(vec![co("甲", third, no), co("乙", third, yes), co("丙", third, none)]),
                (Choice::Abstain, true),
            ),
            (
                owned(vec![co("甲", Some("1/2"), yes), co("乙", Some("1/2"), no)]),
                (Choice::Abstain, true),
            ),
            (owned(vec![co("甲", None, none)]), (none, false)),
        ];
        for (unit, expected) in cases {
            assert_eq!(unit.check(), Ok(()));
            assert_eq!(unit.says(Some(needed)), expected, "{unit:?}");
        }
        let most = owned(vec![co("甲", third, yes), co("乙", third, yes), co("丙", third, no)]);
        assert_eq!(most.says(None), (Choice::Abstain, true));
    }

    #[test]
    fn co_owners_that_do_not_add_up_are_refused() {
        let refused = |co_owners| owned(co_owners).check().unwrap_err().key();
        let (half, yes) = (Some("1/2"), Choice::Yes);
        assert_eq!(refused(vec![co("甲", half, yes)]), "co-owners");
        assert_eq!(refused(vec![co("甲", half, yes), co("甲", half, yes)]), "co-owners");
        assert_eq!(refused(vec![co("甲", half, yes), co(" ", half, yes)]), "co-owners");
        assert_eq!(refused(vec![co("甲", Some("1"), yes), co("乙", None, yes)]), "co-owners");
        let many = (0..=MOST_CO_OWNERS).map(|n| co(&n.to_string(), None, yes)).collect();
        assert_eq!(refused(many), "too-large");
        let twice = Unit { choice: Choice::No, ..owned(vec![co("甲", None, yes)]) };
        assert_eq!(twice.check().unwrap_err().key(), "said-twice");
        let nameless =
            Unit { proxy: Some(Proxy { by: " ".into(), written: true }), ..owned(vec![]) };
        assert_eq!(nameless.check().unwrap_err().key(), "no-proxy");
    }

    #[test]
    fn the_other_owners_of_the_building_are_interested_and_whoever_has_shown_it() {
        let unit = |id: &str, owner: &str, building: &str| Unit {
            unit: id.into(),
            owner: owner.into(),
            building: building.into(),
            area_centi: 1,
            ..Unit::default()
        };
        let mut units = vec![
            unit("1-101", "甲", "1"),
            unit("1-102", "甲", "1"),
            unit("1-201", "乙", "1"),
            unit("2-101", "丙", "2"),
            unit("2-201", "丁", "2"),
        ];
        units[4].interested = true;
        let ids = |units: &[Unit]| {
            let found = interested(units, "1-101").unwrap();
            found.into_iter().map(|unit| unit.unit).collect::<Vec<_>>()
        };
        assert_eq!(ids(&units), ["1-201", "2-201"]);
        assert_eq!(interested(&units, "9-999").unwrap_err().key(), "unknown-unit");
        assert_eq!(interested(&units[..2], "1-101").unwrap_err().key(), "no-owners");
    }
}
