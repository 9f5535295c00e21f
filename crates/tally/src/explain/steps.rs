//! 说明程序 — How far a procedure has come: a sentence for each step, then what is next.

use super::Lang;
use crate::rule::Record;
use crate::steps::{Progress, Stand, State};

/// A procedure as sentences.
pub fn explain_steps(progress: &Progress, lang: Lang) -> Vec<String> {
    let steps = progress.steps.iter().zip(1..);
    let mut said: Vec<String> = steps.map(|(stand, n)| step(n, stand, lang)).collect();
    let next = progress.steps.iter().find(|stand| Some(&stand.key) == progress.next.as_ref());
    said.push(match (next, progress.complete, lang) {
        (Some(stand), _, Lang::Zh) => format!("结论：走到“{}”这一步。", stand.name.zh),
        (Some(stand), _, Lang::En) => format!("Conclusion: it stands at “{}”.", stand.name.en),
        (None, true, Lang::Zh) => "结论：各步都办了，记录齐全。".to_owned(),
        (None, true, Lang::En) => "Conclusion: every step is done and on record.".to_owned(),
        (None, false, Lang::Zh) => "结论：各步都办了，记录不全。".to_owned(),
        (None, false, Lang::En) => {
            "Conclusion: every step is done, but the register lacks something.".to_owned()
        }
    });
    said
}

fn step(n: usize, stand: &Stand, lang: Lang) -> String {
    let (zh, en) = match stand.state {
        State::Done => ("已办", "done"),
        State::Missing => ("没有办", "not done"),
        State::OutOfOrder => (
            "上一步还没有办好就办了，不算",
            "before the step before it was done, so it does not count",
        ),
        State::Undecided => ("没有表决结果", "without the result of its vote"),
        State::NotPassed => ("没有通过", "not passed"),
    };
    let lacks: Vec<&str> = stand.lacks.iter().map(|record| record_name(*record, lang)).collect();
    let name = lang.pick(&stand.name.zh, &stand.name.en);
    match (lang, lacks.is_empty()) {
        (Lang::Zh, true) => format!("第 {n} 步 {name}：{zh}。"),
        (Lang::Zh, false) => format!("第 {n} 步 {name}：{zh}，记录还缺{}。", lacks.join("、")),
        (Lang::En, true) => format!("Step {n}, {name}: {en}."),
        (Lang::En, false) => {
            format!("Step {n}, {name}: {en}; the register lacks {}.", lacks.join(", "))
        }
    }
}

const fn record_name(record: Record, lang: Lang) -> &'static str {
    match record {
        Record::Origin => lang.pick("事由来源", "where it came from"),
        Record::Due => lang.pick("应到人数", "how many were due"),
        Record::Present => lang.pick("实到人数", "how many came"),
        Record::Share => lang.pick("比例", "what part that is"),
        Record::Content => lang.pick("内容", "what was said and decided"),
        Record::Signatures => lang.pick("签字", "signatures"),
        Record::HouseholdSignatures => lang.pick("农户签字", "signatures of the households"),
        Record::TownshipAttendee => lang.pick("乡镇到会人员", "who attended for the township"),
        Record::Objections => lang.pick("异议情况", "objections"),
    }
}
