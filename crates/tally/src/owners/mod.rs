//! 业主表决 — Owners decide by area and by heads at once (Civil Code art. 278).
//!
//! ```text
//!   Case ──▶ Unit … ──tally──▶ Tally ──decide──▶ Outcome ──explain──▶ 句子
//!             │  what each part says: its ballot, its proxy, its co-owners
//! ```
//!
//! - **Taking part**: at least 2/3 of the exclusive area and 2/3 of the owners; consent is measured
//!   on those who took part (art. 278). Abstaining takes part and does not agree.
//! - **Heads** (法释〔2020〕17号 art. 9): each exclusive part is one person; several parts of one
//!   buyer are one person; what the builder has not sold or delivered is one person.
//! - **Area** (art. 8: register, else survey, else contract): integers in 0.01 m². Dwellings, shops,
//!   and parking and storage spaces that meet the tests of art. 2 count alike.
//! - **Co-owners**: a part has one head and one area, however many own it (art. 9), so splitting its
//!   ownership never changes heads. Each co-owner may manage the part (Civil Code art. 300): when
//!   all who speak agree, the part says that, and silence leaves it to them. When they differ, the
//!   part says what those who hold the share needed say ([`VoteRule::co_owners`]; art. 301 asks two
//!   thirds of shares for weighty acts, and the whole where there are no shares); failing that it
//!   takes part and does not agree. The Code does not say this of owners' votes in so many words:
//!   it is our reading, and the share is data.
//! - **One owner, several parts**: each area counts as its own ballot says; one person has one will,
//!   so when the ballots differ their head takes part and is neither a yes nor a no.
//! - **Proxies**: see [`crate::proxy`]; a ballot that does not count is as if it were not cast.
//! - **All interested owners** (art. 279): see [`interested`].
//!
//! [`VoteRule::co_owners`]: crate::rule::VoteRule::co_owners

mod case;
mod decide;
mod tally;
mod unit;

pub use case::{Case, Tier, Verdict};
pub use decide::decide;
pub use tally::{Held, Tally, Terms, Uncounted, tally, tally_under};
pub use unit::{CoOwner, Kind, Unit, interested};

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::book::RuleBook;
    use crate::choice::Choice;
    use crate::rule::Rule;

    fn unit(unit: &str, owner: &str, choice: Choice) -> Unit {
        Unit {
            unit: unit.into(),
            owner: owner.into(),
            area_centi: 10_000,
            choice,
            ..Unit::default()
        }
    }

    fn rule(id: &str) -> &'static Rule {
        RuleBook::builtin().in_force(id, date(2026, 5, 1), "").unwrap()
    }

    #[test]
    fn unsold_parts_are_one_person_whatever_they_are_filed_under() {
        let unsold = |id: &str, owner: &str| Unit { unsold: true, ..unit(id, owner, Choice::Yes) };
        let units = [unsold("1", ""), unsold("2", "建设单位"), unit("3", "甲", Choice::No)];
        let counted = tally(&units).unwrap();
        assert_eq!((counted.total_heads, counted.yes_heads), (2, 1));
        assert_eq!((counted.total_area, counted.yes_area), (30_000, 20_000));
    }

    #[test]
    fn one_person_has_one_will() {
        let units = [unit("1", "甲", Choice::Yes), unit("2", "甲", Choice::No)];
        let counted = tally(&units).unwrap();
        assert_eq!((counted.part_heads, counted.yes_heads, counted.yes_area), (1, 0, 10_000));
        assert_eq!((counted.no_heads, counted.no_area), (0, 10_000));
        assert_eq!(counted.split_owners, ["甲"]);
        let silent = [unit("1", "甲", Choice::Yes), unit("2", "甲", Choice::None)];
        let counted = tally(&silent).unwrap();
        assert_eq!((counted.yes_heads, counted.part_area), (1, 10_000));
        assert!(counted.split_owners.is_empty());
    }

    #[test]
    fn a_dwelling_becomes_a_shop_only_when_all_interested_owners_agree() {
        let rule = rule("cn-civil-279-dwelling-to-business");
        let mut units = [unit("1", "甲", Choice::Yes), unit("2", "乙", Choice::None)];
        assert!(!decide(rule, &tally(&units).unwrap()).unwrap().passed);
        units[1].choice = Choice::Yes;
        assert!(decide(rule, &tally(&units).unwrap()).unwrap().passed);
    }

    #[test]
    fn damaged_units_are_refused() {
        let refused = |units: &[Unit]| tally(units).unwrap_err().key();
        let good = unit("1", "甲", Choice::Yes);
        assert_eq!(refused(&[good.clone(), good.clone()]), "duplicate-unit");
        assert_eq!(refused(&[Unit { area_centi: 0, ..good.clone() }]), "no-area");
        assert_eq!(refused(&[unit("1", " ", Choice::Yes)]), "no-owner");
        let huge = |id: &str| Unit { area_centi: i64::MAX, ..unit(id, id, Choice::None) };
        assert_eq!(refused(&[huge("1"), huge("2")]), "too-large");
    }

    #[test]
    fn a_vote_with_no_ballots_passes_nothing() {
        let none = tally(&[unit("1", "甲", Choice::None)]).unwrap();
        for id in ["cn-civil-278-ordinary", "cn-civil-278-special"] {
            let outcome = decide(rule(id), &none).unwrap();
            assert!(!outcome.quorum() && !outcome.consent() && !outcome.passed);
        }
    }
}
