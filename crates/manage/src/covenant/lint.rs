//! 条款体检 — Finds clauses of a covenant that may break the law: penalties, benefits withheld, force, collective punishment, exclusion.
//!
//! Villagers' Committees Law (2018 text) art. 27: a covenant may not conflict with the law nor infringe
//! personal, democratic and property rights, and the township may order it corrected. 民政部等七部门
//! 《关于做好村规民约和居民公约工作的指导意见》(2018): no abusive penalties. It only points: people who
//! know the law decide. What is said to be forbidden (“不得罚款”) is not flagged.

use serde::Serialize;

use super::words::{
    BENEFIT, COLLECTIVE, DENIALS, EQUAL, EXCLUDED, EXPOSURE, FINE, FORCE, LEVY, MARRIED, PROPERTY,
    PUNISHED, WHOLE, WITHHELD, WITHHOLD,
};

/// What may be wrong with a clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Wrong {
    /// 罚款: only bodies the law empowers may fine.
    Fine,
    /// 取消福利、不予办理: benefits and services do not depend on conduct.
    Benefit,
    /// 扣人、打人、游街: personal freedom and dignity.
    Force,
    /// 没收、锁车、断水断电: property and what daily life needs.
    Property,
    /// 全户、株连: nobody answers for another's conduct.
    Household,
    /// 外嫁女、上门女婿: exclusion by gender or marriage.
    Exclusion,
    /// 曝光、黑名单: name and privacy.
    Exposure,
    /// 强制捐款: giving is voluntary.
    Levy,
}

impl Wrong {
    /// Every kind, in the order they are told.
    pub const ALL: &'static [Wrong] = &[
        Self::Fine,
        Self::Benefit,
        Self::Force,
        Self::Property,
        Self::Household,
        Self::Exclusion,
        Self::Exposure,
        Self::Levy,
    ];

    /// The word in locale keys.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Fine => "fine",
            Self::Benefit => "benefit",
            Self::Force => "force",
            Self::Property => "property",
            Self::Household => "household",
            Self::Exclusion => "exclusion",
            Self::Exposure => "exposure",
            Self::Levy => "levy",
        }
    }

    fn looks(self, clause: &str) -> Option<String> {
        match self {
            Self::Fine => fine(clause),
            Self::Benefit => {
                one_of(clause, WITHHELD).or_else(|| near(clause, WITHHOLD, BENEFIT, 12))
            }
            Self::Force => one_of(clause, FORCE),
            Self::Property => one_of(clause, PROPERTY),
            Self::Household => one_of(clause, COLLECTIVE).or_else(|| household(clause)),
            Self::Exclusion => exclusion(clause),
            Self::Exposure => one_of(clause, EXPOSURE),
            Self::Levy => one_of(clause, LEVY),
        }
    }
}

/// A clause that may be wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Flag {
    /// The clause's number, from 1.
    pub no: usize,
    /// The clause as written.
    pub clause: String,
    /// What may be wrong.
    pub wrong: Wrong,
    /// The words that gave rise to it.
    pub found: String,
}

/// Looks at every clause (line) of a draft.
pub fn check(draft: &str) -> Vec<Flag> {
    check_clauses(&super::clauses(draft))
}

/// Looks at clauses that are already parted.
pub fn check_clauses(clauses: &[String]) -> Vec<Flag> {
    let mut flags = Vec::new();
    for (no, clause) in (1..).zip(clauses) {
        let plain = without_denials(&text::fold::fold(clause).replace(' ', ""));
        for wrong in Wrong::ALL {
            if let Some(found) = wrong.looks(&plain) {
                flags.push(Flag { no, clause: clause.clone(), wrong: *wrong, found });
            }
        }
    }
    flags
}

/// Drops words of penalty that stand right behind a denial: 不得罚款, 禁止扣押.
fn without_denials(clause: &str) -> String {
    let mut out = without_pretexts(clause);
    for denial in DENIALS {
        for words in [FINE, FORCE, COLLECTIVE, EXPOSURE, LEVY, PROPERTY, WITHHOLD] {
            for word in words {
                // “不予办理” is itself the penalty: a bare 不 denies nothing there.
                if !word.starts_with('不') {
                    out = out.replace(&format!("{denial}{word}"), "");
                }
            }
        }
    }
    out
}

/// Drops “不得以…为由…” up to the next mark: it protects, whatever it names.
fn without_pretexts(clause: &str) -> String {
    let mut out = String::new();
    for part in clause.split_inclusive(['，', ',', '。', ';', '；']) {
        let kept = match part.find("不得以") {
            Some(at) if part.contains("为由") => part.get(..at).unwrap_or_default(),
            _ => part,
        };
        out.push_str(kept);
    }
    out
}

/// 罚款 in words, or 罚 … 元 with a number between.
fn fine(clause: &str) -> Option<String> {
    if let Some(word) = one_of(clause, FINE) {
        return Some(word);
    }
    let (_, after) = clause.split_once('罚')?;
    let head: String = after.chars().take(8).collect();
    let sum = head.split_once(['元', '块'])?.0;
    let number = |c: char| c.is_ascii_digit() || "一二两三四五六七八九十百千万几".contains(c);
    sum.chars().any(number).then(|| format!("罚{sum}元"))
}

/// A punishment that falls on the family. What children may not do is no punishment.
fn household(clause: &str) -> Option<String> {
    near(clause, &["全户", "全家"], PUNISHED, 8)
        .or_else(|| {
            near(
                clause,
                WHOLE,
                &["取消", "停发", "扣发", "罚", "剥夺", "受罚", "不予", "不得享受", "不享受"],
                8,
            )
        })
        .or_else(|| near(clause, PUNISHED, &["全户", "全家"], 6))
}

fn exclusion(clause: &str) -> Option<String> {
    let mut plain = clause.to_owned();
    for word in EQUAL {
        if plain.contains(word) && word.starts_with(['同', '平', '一']) {
            return None;
        }
        plain = plain.replace(word, "");
    }
    let who = one_of(&plain, MARRIED)?;
    let how = one_of(&plain, EXCLUDED)?;
    Some(format!("{who} … {how}"))
}

fn one_of(clause: &str, words: &[&str]) -> Option<String> {
    words.iter().find(|w| clause.contains(**w)).map(|w| (*w).to_owned())
}

/// One of `first` with one of `then` behind it, at most `reach` characters between.
fn near(clause: &str, first: &[&str], then: &[&str], reach: usize) -> Option<String> {
    for word in first {
        for (at, _) in clause.match_indices(word) {
            let after = clause.get(at + word.len()..).unwrap_or_default();
            for other in then {
                if let Some(gap) = after.find(other)
                    && after.get(..gap).is_some_and(|g| g.chars().count() <= reach)
                {
                    return Some(format!("{word} … {other}"));
                }
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn wrong(clause: &str) -> Vec<Wrong> {
        check(clause).into_iter().map(|f| f.wrong).collect()
    }

    #[test]
    fn penalties_are_flagged_with_the_words_that_say_so() {
        for (clause, kind) in [
            ("乱停车的，每次罚款50元。", Wrong::Fine),
            ("高空抛物一次罚200元", Wrong::Fine),
            ("高空拋物每次罰款五十元", Wrong::Fine),
            ("乱倒垃圾的罚 款 一 百 元", Wrong::Fine),
            ("不参加大扫除的，取消当年集体福利。", Wrong::Benefit),
            ("违反公约的停发高龄补贴", Wrong::Benefit),
            ("不交卫生费的，居委会不予办理任何手续。", Wrong::Benefit),
            ("偷盗者扣押到村委会处理", Wrong::Force),
            ("小偷抓住后游街示众", Wrong::Force),
            ("乱停的车一律锁车。", Wrong::Property),
            ("欠物业费的断水断电", Wrong::Property),
            ("一人违规，全户不得享受集体分红。", Wrong::Household),
            ("违者全家取消评选资格", Wrong::Household),
            ("外嫁女不再享受本村集体收益分配。", Wrong::Exclusion),
            ("上门女婿没有表决权", Wrong::Exclusion),
            ("不文明行为在业主群曝光", Wrong::Exposure),
            ("每户必须出资三百元", Wrong::Levy),
        ] {
            assert!(wrong(clause).contains(&kind), "{clause}: {:?}", check(clause));
        }
    }

    #[test]
    fn good_clauses_and_stated_limits_pass() {
        for clause in [
            "车辆停在划好的车位里，不占消防通道。",
            "不从窗口、阳台往下扔任何东西。",
            "本公约不设罚款，靠大家互相提醒。",
            "任何人不得罚款、不得扣押他人财物。",
            "外嫁女、上门女婿与其他村民享有同等权利。",
            "不得以未婚、离婚、丧偶为由取消妇女的资格，外嫁女一样。",
            "子女不得在楼道里骑车。",
            "每户出一个人参加每月一次的大扫除，自愿报名。",
            "乱停车的，先提醒，再由自管委上门商量。",
            "捐款自愿，不搞强制捐款。",
            "晚上十点以后停止装修。",
        ] {
            assert!(wrong(clause).is_empty(), "{clause}: {:?}", check(clause));
        }
    }

    #[test]
    fn each_clause_is_named_by_its_number() {
        let flags = check("一、车停线内。\n二、乱停车罚款50元。\n三、一人违规，全户停发补贴。");
        let said: Vec<_> = flags.iter().map(|f| (f.no, f.wrong)).collect();
        assert_eq!(said, [(2, Wrong::Fine), (3, Wrong::Benefit), (3, Wrong::Household)]);
        assert_eq!(flags[0].clause, "乱停车罚款50元。");
        assert_eq!(flags[0].found, "罚款");
    }

    proptest! {
        #[test]
        fn any_text_is_answered_by_clauses_it_has(draft: String) {
            let clauses = super::super::clauses(&draft);
            for flag in check(&draft) {
                prop_assert_eq!(clauses.get(flag.no - 1), Some(&flag.clause));
            }
        }

        #[test]
        fn a_clause_is_judged_alike_wherever_it_stands(before in prop::collection::vec("[一丁七万丈]{1,9}。", 0..6)) {
            let clause = "乱停车罚款50元。";
            let draft = format!("{}\n{clause}", before.join("\n"));
            prop_assert!(check(&draft).iter().any(|f| f.clause == clause && f.wrong == Wrong::Fine));
        }
    }
}
