//! The rules shipped: what each must say, which version judges what, and the contract of
//! `gongdi count meeting`.

use jiff::civil::{Date, date};
use proptest::prelude::*;
use serde_json::Value;
use tally::explain::explain_steps;
use tally::meeting::{self, Count, Verdict};
use tally::petition::{self, Support};
use tally::rule::{Asker, Content, Electronic};
use tally::steps::{self, Held};
use tally::{Lang, Period, Rule, RuleBook, explain, parse, recall};

fn book() -> &'static RuleBook {
    RuleBook::builtin()
}

fn rule(id: &str, on: Date, place: &str) -> &'static Rule {
    book().in_force(id, on, place).unwrap_or_else(|| panic!("no {id} on {on} in {place:?}"))
}

const OLD: Date = date(2025, 6, 1);
const NEW: Date = date(2026, 6, 1);

#[test]
fn every_open_meeting_gives_the_fields_it_expects() {
    let cases: Value = serde_json::from_str(include_str!("../vectors/meetings.json")).unwrap();
    for case in cases.as_array().unwrap() {
        let rule = book().named(case["kind"].as_str().unwrap(), NEW, "").unwrap();
        let number = |key: &str| case[key].as_i64().unwrap();
        let count = Count::new(number("total"), number("present"), number("yes"));
        let verdict = Verdict::from(meeting::decide(rule, &count).unwrap());
        let got = serde_json::to_value(verdict).unwrap();
        for field in ["quorum", "consent", "passed"] {
            assert_eq!(got[field], case[field], "{case}: {field}");
        }
    }
}

#[test]
fn what_was_not_read_says_so() {
    for rule in book().iter().filter(|rule| !rule.is_verified()) {
        let note = rule.note.as_ref().unwrap_or_else(|| panic!("{} has no note", rule.version()));
        assert!(!note.zh.is_empty() && !note.en.is_empty(), "{}", rule.version());
    }
    for rule in book().iter().filter(|rule| rule.effective_from >= date(2026, 1, 1)) {
        assert!(!rule.is_verified(), "{}: the text of 2026 was not read in full", rule.version());
    }
}

#[test]
fn names_are_found_by_version_alias_and_id() {
    let version = "cn-villagers-representatives@2018-12-29";
    for name in [version, "villager_reps"] {
        assert_eq!(book().named(name, NEW, "").unwrap().version(), version);
    }
    let now = book().named("cn-villagers-representatives", NEW, "420115").unwrap();
    assert_eq!(now.version(), "cn-villagers-representatives@2026-01-01");
    assert!(book().named("cn-nothing", NEW, "").is_none());
}

/// Both versions of every rule that changed on 2026-01-01 meet at that day, with none between.
#[test]
fn the_law_of_2026_follows_the_law_before_without_a_gap() {
    let changed: Vec<_> =
        book().iter().filter(|rule| rule.effective_to == Some(date(2025, 12, 31))).collect();
    assert!(changed.len() >= 15, "{}", changed.len());
    for old in changed {
        let on = |day| rule(&old.id, day, &old.jurisdiction);
        assert_eq!(on(date(2025, 12, 31)), old);
        assert_eq!(on(date(2026, 1, 1)).effective_from, date(2026, 1, 1), "{}", old.id);
    }
}

const REFORM: &str = r#"
[[rule]]
id = "local-assembly"
name = { zh = "本村会议", en = "our assembly" }
law = "村规"
article = "第一条"
jurisdiction = "420583"
effective_from = 2020-01-01
effective_to = 2025-12-31
source = "村规"
verified_by = "甲"
[rule.vote]
body = { zh = "村民会议", en = "assembly" }
base = "adults"
quorum = "> 1/2"
consent = "> 1/2"
measured_on = "of_present"
"#;

#[test]
fn a_decision_is_judged_for_ever_by_the_law_of_the_day_its_vote_opened() {
    let before = book().extended(parse(REFORM).unwrap()).unwrap();
    let opened = date(2025, 12, 31);
    let judge = |book: &RuleBook, on| {
        let rule = book.in_force("local-assembly", on, "420583001");
        rule.map(|rule| meeting::decide(rule, &Count::new(300, 160, 90)).unwrap())
    };
    let then = judge(&before, opened).unwrap();
    assert!(then.passed);
    assert_eq!(judge(&before, date(2026, 1, 1)), None);
    // The reform asks three quarters of those present from 2026 on.
    let stricter = REFORM
        .replace("2020-01-01\neffective_to = 2025-12-31", "2026-01-01")
        .replace("consent = \"> 1/2\"", "consent = \">= 3/4\"");
    let after = before.extended(parse(&stricter).unwrap()).unwrap();
    assert_eq!(judge(&after, opened).unwrap(), then, "the older decision stands");
    let now = judge(&after, date(2026, 1, 1)).unwrap();
    assert!(!now.passed && now.rule != then.rule);
    // The version kept with the old decision still finds its words.
    assert_eq!(after.version(&then.rule), before.version(&then.rule));
    assert!(after.version(&then.rule).is_some());
    // And what was in force cannot be rewritten afterwards.
    assert!(after.extended(parse(&REFORM.replace("> 1/2", ">= 2/3")).unwrap()).is_err());
}

#[test]
fn party_members_need_two_thirds_present_and_more_than_half_of_those_due() {
    let members = rule("cn-party-members", OLD, "");
    let decided = |present, yes| meeting::decide(members, &Count::new(30, present, yes)).unwrap();
    assert!(decided(20, 16).passed);
    assert!(!decided(20, 15).consent(), "15 of 30 due are a tie");
    assert!(!decided(19, 19).quorum());
}

#[test]
fn a_recall_is_asked_for_and_then_voted_on() {
    for on in [OLD, NEW] {
        let law = rule("cn-village-recall", on, "420583");
        let asked = |by, asked, of| {
            let count = [(by, Support { asked, of })].into_iter().collect();
            petition::decide(law, &count).unwrap()
        };
        assert!(asked(Asker::Voters, 200, 1000).passed);
        assert!(!asked(Asker::Voters, 199, 1000).passed);
        assert!(asked(Asker::Representatives, 10, 30).passed);
        let count = recall::Count { registered: 1000, issued: Some(700), cast: 600, yes: 301 };
        let outcome = recall::decide(law, &count).unwrap();
        let zh = [
            "收回选票 600 张 ≤ 发出选票 700 张：达到",
            "收回选票 600 张 > 登记选民 1000 张 的 1/2：达到",
            "赞成罢免 301 张 > 收回选票 600 张 的 1/2：达到",
            "结论：通过。",
        ];
        assert_eq!(explain(&outcome, Lang::Zh), zh);
        let en =
            explain(&recall::decide(law, &recall::Count { cast: 500, ..count }).unwrap(), Lang::En);
        assert_eq!(en.last().unwrap(), "Conclusion: too few took part to decide.");
    }
}

#[test]
fn a_petition_reads_as_sentences() {
    let owners = rule("cn-owners-petition", NEW, "420115");
    let count = [(Asker::Owners, Support { asked: 20, of: 100 })].into_iter().collect();
    let zh = [
        "提议人数 20 人 ≥ 总人数 100 人 的 1/5：达到",
        "结论：提议的人数够了（有一种达到即可），应当办理。",
    ];
    assert_eq!(explain(&petition::decide(owners, &count).unwrap(), Lang::Zh), zh);
    let residents = rule("cn-residents-petition", OLD, "420115");
    let few = Support { asked: 2, of: 9 };
    let count = [(Asker::Groups, few), (Asker::Households, few)].into_iter().collect();
    let outcome = petition::decide(residents, &count).unwrap();
    let en = [
        "Households asking 2 ≥ 1/5 of all households 9: met",
        "Groups asking 2 < 1/3 of all groups 9: not met",
        "Conclusion: enough ask (one way is enough); it must follow.",
    ];
    assert_eq!(explain(&outcome, Lang::En), en);
    assert!(outcome.passed);
}

#[test]
fn shandong_asks_a_fifth_of_the_representatives_and_only_there() {
    assert!(book().in_force("cn-village-affairs-petition", NEW, "420583").is_none());
    let law = rule("cn-village-affairs-petition", NEW, "370702");
    let fifth = [(Asker::Representatives, Support { asked: 6, of: 30 })].into_iter().collect();
    assert!(petition::decide(law, &fifth).unwrap().passed);
}

#[test]
fn a_procedure_reads_as_sentences() {
    let law = rule("cn-four-debates-two-publications", NEW, "420583");
    let proposed = Held {
        step: "propose".into(),
        on: NEW,
        merged: false,
        outcome: None,
        recorded: law.steps().unwrap()[0].records.iter().copied().take(1).collect(),
    };
    let progress = steps::follow(law, &[proposed]).unwrap();
    let zh = explain_steps(&progress, Lang::Zh);
    assert_eq!(zh[0], "第 1 步 村党组织提议：已办，记录还缺内容、签字。");
    assert_eq!(zh[1], "第 2 步 村“两委”商议：没有办。");
    assert_eq!(zh[6], "结论：走到“村“两委”商议”这一步。");
    let en = explain_steps(&progress, Lang::En);
    assert_eq!(en[2], "Step 3, the party members deliberate: not done.");
}

/// Every step that is decided names rules that can decide it on any day the procedure holds.
#[test]
fn the_rules_a_step_names_are_in_force_with_it() {
    let procedures = book().iter().filter(|rule| rule.steps().is_some());
    for procedure in procedures {
        for step in procedure.steps().unwrap() {
            for on in [OLD, NEW] {
                for id in &step.decided_by {
                    let law = rule(id, on, "420583");
                    assert!(law.vote().is_some(), "{} {}", procedure.id, step.key);
                }
                if let Some(id) = &step.posted_by {
                    assert!(rule(id, on, "420583").notice().is_some());
                }
            }
        }
    }
    assert_eq!(rule("cn-covenant-steps", NEW, "").steps().unwrap().len(), 5);
}

#[test]
fn local_law_goes_before_national_law_there_only() {
    let casting = |place| rule("cn-owners-casting", NEW, place).casting().unwrap();
    assert_eq!(casting("420115").max_proxies, None);
    assert_eq!(casting("370725").max_proxies, Some(3));
    let official = Some(Electronic::OfficialOnly);
    assert_eq!((casting("110105").electronic, casting("110105").announced_only), (official, true));
    assert_eq!((casting("441802").electronic, casting("370725").electronic), (official, official));
    assert_eq!(casting("330502").electronic, Some(Electronic::OfficialOrRecognised));
    let voting = casting("330106").voting.unwrap();
    assert_eq!((voting.least, voting.most), (Period::days(5), Period::days(60)));
    assert!(casting("330106").paper_on_request);
    let zhejiang = rule("cn-village-casting", NEW, "330106").casting().unwrap();
    assert_eq!((zhejiang.max_proxies, zhejiang.written_proxies), (Some(3), true));
    assert_eq!(zhejiang.proxy_notice, Some(Period::days(3)));
    let notice = |id, place| rule(id, NEW, place).notice();
    assert_eq!(notice("cn-notice-owners-meeting-extraordinary", "330106"), Some(Period::days(7)));
    assert_eq!(notice("cn-notice-owners-consultation", "441802"), Some(Period::days(7)));
    assert_eq!(notice("cn-notice-owners-result", "441802"), Some(Period::days(15)));
    let dissent = rule("cn-owners-repair-fund-dissent", NEW, "410105");
    assert_eq!(dissent.dissent().unwrap().at_most.to_string(), "1/3");
    assert!(!dissent.is_verified());
}

#[test]
fn deadlines_are_data_too() {
    let days = |id, place| rule(id, OLD, place).deadline().unwrap();
    assert_eq!(days("cn-owners-result-posted", "110105"), Period::days(3));
    assert_eq!(days("cn-owners-committee-files", "42"), Period::days(30));
    assert_eq!(days("cn-village-voter-objection", "42"), Period::days(5));
    assert_eq!(days("cn-village-voter-answer", "42"), Period::days(3));
    assert_eq!(days("cn-village-affairs-answer", "3707"), Period::days(5));
    assert_eq!(days("cn-levy-review", "42"), Period::working_days(7));
}

#[test]
fn rules_that_go_with_a_rule_are_found_beside_it() {
    let owners = rule("cn-civil-278-ordinary", NEW, "370702");
    let ids: Vec<_> = book().beside(owners, NEW, "370702").map(Rule::version).collect();
    let expected = [
        "cn-owners-casting@2021-01-01~3707",
        "cn-owners-petition@2018-03-19",
        "cn-notice-owners-meeting@2018-03-19",
        "cn-notice-owners-result@2021-01-01",
    ];
    assert_eq!(ids, expected);
}

/// The issue's list of kinds, each there as data.
#[test]
fn every_kind_of_rule_is_there() {
    let is_there = |wanted: fn(&Content) -> bool| book().iter().any(|rule| wanted(&rule.content));
    assert!(is_there(|c| matches!(c, Content::Vote(_))));
    assert!(is_there(|c| matches!(c, Content::Dissent(_))));
    assert!(is_there(|c| matches!(c, Content::Casting(_))));
    assert!(is_there(|c| matches!(c, Content::Election(_))));
    assert!(is_there(|c| matches!(c, Content::Recall(_))));
    assert!(is_there(|c| matches!(c, Content::Petition(_))));
    assert!(is_there(|c| matches!(c, Content::Steps(_))));
    assert!(is_there(|c| matches!(c, Content::Notice(_))));
    assert!(is_there(|c| matches!(c, Content::Deadline(_))));
    assert!(is_there(|c| matches!(c, Content::Ceiling(_))));
}

proptest! {
    /// Of any vote rule counted by heads: a threshold met exactly by "at least" is enough and by
    /// "more than" is not, and one more yes never defeats.
    #[test]
    fn thresholds_hold_exactly_and_more_yes_never_defeats(
        at in any::<prop::sample::Index>(), total in 1..5_000_i64, present in 0..5_000_i64, yes in 0..5_000_i64,
    ) {
        let laws: Vec<_> = book().iter().filter(|rule| {
            rule.vote().is_some_and(|vote| vote.base != tally::rule::Base::UnitsByAreaAndHeads)
        }).collect();
        let law = laws[at.index(laws.len())];
        let present = present % (total + 1);
        let yes = yes % (present + 1);
        let count = |yes| Count { women: Some(present.min(1)), ..Count::new(total, present, yes) };
        let outcome = meeting::decide(law, &count(yes)).unwrap();
        if yes < present {
            let more = meeting::decide(law, &count(yes + 1)).unwrap();
            prop_assert!(more.passed || !outcome.passed);
        }
        for line in &outcome.lines {
            let (got, needed) = (i128::from(line.got) * i128::from(line.needed.denominator()),
                                 i128::from(line.of) * i128::from(line.needed.numerator()));
            let enough = match line.cmp.sign() { ">=" => got >= needed, _ => got > needed };
            prop_assert_eq!(line.ok, enough && line.of > 0);
        }
    }

    /// Nothing a person can type into a rule file breaks the check or points outside the file.
    #[test]
    fn a_damaged_rule_file_is_refused_at_a_line_of_it(
        cut in any::<prop::sample::Index>(), junk in "[ \\PC\n]{0,12}",
    ) {
        let at = (0..=REFORM.len()).rev().find(|n| *n <= cut.index(REFORM.len()) && REFORM.is_char_boundary(*n)).unwrap();
        let text = format!("{}{junk}{}", &REFORM[..at], &REFORM[at..]);
        let (_, errors) = book().check(&text);
        for error in errors {
            prop_assert!(error.line >= 1 && error.line <= text.lines().count() + 1, "{error}");
            prop_assert!(!error.reason.is_empty() && !error.zh.is_empty());
        }
    }
}
