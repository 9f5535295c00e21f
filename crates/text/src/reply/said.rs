//! 审读 — Each concern of a reply with the words that made it and what to do about it.

use super::lists::LISTS;
use super::shape::{Sentence, Shape};
use super::subject::{self, Apart};
use super::{Concern, Finding, SHORT};
use crate::fold::{Trace, Words};
use crate::redact::{self, Kind, SuspectKind};

/// Fewer own characters than this are no answer.
const OWN: usize = 8;
/// As many may still be lost among set phrases, when these are eight times as many.
const OWN_AMONG_MANY: usize = 16;
/// A reply that only passes on says no more than this of its own.
const PASSED_ON: usize = 30;

/// How far after 尽快 the act it promises may stand, in characters.
const PROMISE_REACH: usize = 40;

/// What follows a verb whose work is done or agreed.
const RESULTS: [&str; 16] = [
    "好了",
    "完了",
    "掉了",
    "成了",
    "通了",
    "走了",
    "平了",
    "上了",
    "亮了",
    "净了",
    "换成",
    "改成",
    "改到",
    "商量好",
    "谈好",
    "说好",
];

/// See [`super::review`].
pub(super) fn review(question: Option<&str>, reply: &str) -> Vec<Finding> {
    let shape = Shape::of(reply);
    let visible = shape.visible();
    let read = Read { shape: &shape, reply };
    if visible == 0 {
        return vec![read.lack(
            Concern::Empty,
            "请写上办了什么、谁办、什么时候办。",
            "Write what is done, by whom and until when.",
        )];
    }
    let own = shape.own_count();
    let template = own < OWN || (own < OWN_AMONG_MANY && own * 8 < visible);
    let step = read.step().is_some();
    let law = read.law_only(step);
    let no_step = !step && law.is_none();
    let no_date = read.no_date();
    let no_owner = if template { None } else { read.no_owner() };
    // Short is no fault when it says what, who and when.
    let thin = template || no_step || no_date.is_some() || no_owner.is_some();
    let of_other = question.filter(|_| law.is_none());
    let findings = [
        (visible < SHORT && thin).then(|| read.short()),
        template.then(|| read.template()),
        read.forwarded(step),
        law,
        no_step.then(|| read.no_step()),
        no_date,
        if template { None } else { read.vague_promise() },
        no_owner,
        of_other.and_then(|question| read.unrelated(question, template)),
        read.personal_data(),
    ];
    findings.into_iter().flatten().collect()
}

struct Read<'r> {
    shape: &'r Shape,
    reply: &'r str,
}

impl Read<'_> {
    fn trace(&self) -> &Trace {
        &self.shape.trace
    }

    fn lack(&self, concern: Concern, zh: &str, en: &str) -> Finding {
        let (zh, en) = (zh.to_owned(), en.to_owned());
        Finding { concern, start: 0, end: self.reply.len(), words: Vec::new(), zh, en }
    }

    fn at(&self, concern: Concern, cells: (usize, usize), zh: &str, en: &str) -> Finding {
        let (start, end) = self.trace().span(cells.0, cells.1).unwrap_or((0, self.reply.len()));
        let words = vec![self.trace().text(cells.0, cells.1)];
        Finding { concern, start, end, words, zh: zh.to_owned(), en: en.to_owned() }
    }

    fn short(&self) -> Finding {
        let zh = "太短了，请写明办了什么、谁办、什么时候办。";
        let en = "It is very short: say what is done, by whom and until when.";
        self.lack(Concern::Short, zh, en)
    }

    fn template(&self) -> Finding {
        let zh = "几乎都是套话，请写这件事本身：查到了什么、怎么办。";
        let en = "It is nearly all set phrases: write about this matter, what was found and what is done.";
        self.lack(Concern::Template, zh, en)
    }

    fn no_step(&self) -> Finding {
        let zh = "没有说做了什么或者下一步做什么，请写具体的动作。";
        let en = "It does not say what was or will be done: name the act.";
        self.lack(Concern::NoNextStep, zh, en)
    }

    /// The first act outside law and set phrases.
    fn step(&self) -> Option<usize> {
        let sentences = self.shape.sentences.iter().filter(|sentence| !sentence.law);
        let trace = self.trace();
        sentences.flat_map(|s| s.from..s.to).find(|at| {
            let own = |from: usize, to: usize| self.shape.own_in(from, to) > 0;
            let act = LISTS.step.at(trace, *at).is_some_and(|(_, length)| own(*at, at + length));
            // 接好了, 换成: a verb with its result, whatever the verb is.
            let result = trace.any(*at, &RESULTS).is_some() && own(at.saturating_sub(1), at + 1);
            act || result || self.is_done(*at)
        })
    }

    /// 已贴告示, 已露出; 自5月1日起: done or in force, whatever the verb.
    fn is_done(&self, at: usize) -> bool {
        let trace = self.trace();
        let after = at + 1 + usize::from(trace.at(at + 1) == '经');
        // 已给该户空调加接水管: the act comes after whom it is for.
        let for_whom = "给对将把向为在从按与同派请".contains(trace.at(after));
        let own = self.shape.own_in(after, after + if for_whom { 8 } else { 1 });
        let done = trace.at(at) == '已'
            && own >= if for_whom { 4 } else { 1 }
            && !"有是很出达超过近老旧多不无久形".contains(trace.at(after));
        let begins = matches!(trace.at(at), '自' | '从') && {
            let reach = trace.run(at, 14, |c| !matches!(c, ',' | '。' | ';' | '\n'));
            let text = trace.text(at, at + reach);
            text.contains(['起', '开']) && super::date::has_date(&text)
        };
        done || begins
    }

    fn forwarded(&self, step: bool) -> Option<Finding> {
        const FORWARDS: [&str; 18] = [
            "已转",
            "转交",
            "转至",
            "转给",
            "转送",
            "转办",
            "转到",
            "转派",
            "批转",
            "转有关",
            "转相关",
            "移交",
            "移送",
            "交办",
            "交由",
            "派单",
            "分派",
            "流转",
        ];
        const OTHERS: [&str; 9] = [
            "不属于我",
            "不属于本",
            "不归我",
            "不归本",
            "不在我",
            "不在本",
            "非我",
            "无管辖权",
            "无权处理",
        ];
        let trace = self.trace();
        let first = |words: &[&str]| {
            (0..trace.len()).find_map(|at| Some((at, at + trace.any(at, words)?.1)))
        };
        let limit = self
            .shape
            .dated()
            .iter()
            .any(|clause| trace.text(clause.from, clause.to).contains(['内', '前']));
        let passed =
            first(&FORWARDS).filter(|_| !step && !limit && self.shape.own_count() < PASSED_ON);
        let refused = first(&OTHERS).filter(|_| {
            let elsewhere = self.shape.bodies.iter().any(|(from, to)| {
                let before = trace.text(from.saturating_sub(4), *to);
                ["向", "到", "由", "请", "至", "归", "找"].iter().any(|word| before.contains(word))
            });
            !elsewhere && !self.has_contact()
        });
        let zh = "只说转给别人或者不归自己管：请写转给了谁、什么时候答复、找谁问。";
        let en =
            "It only passes the matter on: say to whom, when they will answer, and whom to ask.";
        passed.or(refused).map(|cells| self.at(Concern::Forwarded, cells, zh, en))
    }

    fn law_only(&self, step: bool) -> Option<Finding> {
        let sentences = || self.shape.sentences.iter();
        let first = sentences().find(|sentence| sentence.law)?;
        let count = |law: bool| -> usize {
            sentences().filter(|s| s.law == law).map(|s| self.shape.own_in(s.from, s.to)).sum()
        };
        let zh = "只抄了法条，请说这件事按这一条怎么办、谁来办。";
        let en = "It only copies law: say what follows for this matter and who does it.";
        let only = !step && count(false) < OWN_AMONG_MANY && count(true) > count(false) * 2;
        only.then(|| self.at(Concern::LawOnly, (first.from, first.to), zh, en))
    }

    fn no_date(&self) -> Option<Finding> {
        let guide = self.first_own(&LISTS.guide).is_some();
        (self.shape.dated().is_empty() && !guide).then(|| {
            self.lack(
                Concern::NoDate,
                "没有说什么时候：请写办好的日子或者期限。",
                "It does not say when: give the day it was done or the deadline.",
            )
        })
    }

    fn first_own(&self, words: &Words) -> Option<(usize, usize)> {
        let sentences = self.shape.sentences.iter().filter(|sentence| !sentence.law);
        sentences.flat_map(|s| s.from..s.to).find_map(|at| {
            let (_, length) = words.at(self.trace(), at)?;
            Some((at, at + length))
        })
    }

    fn vague_promise(&self) -> Option<Finding> {
        let trace = self.trace();
        let dated = self.shape.dated();
        // Clauses come in order, so whether a part holds a dated one is a look at the next.
        let is_dated = |part: &Sentence| {
            let next = dated.partition_point(|clause| clause.from < part.from);
            dated.get(next).is_some_and(|clause| clause.to <= part.to)
        };
        let ahead = [
            "将", "前", "内", "计划", "预计", "拟", "力争", "确保", "争取", "明天", "下周", "下月",
            "底",
        ];
        let deadline = dated.iter().any(|clause| {
            let text = trace.text(clause.from, clause.to);
            ahead.iter().any(|word| text.contains(word))
        });
        if deadline
            || LISTS.done.first(trace, 0, trace.len()).is_some()
            || self.first_own(&LISTS.guide).is_some()
        {
            return None;
        }
        // 尽快 is vague beside any date of its sentence, 将 only where none is.
        let weak = |word: &str| ["将", "待", "届时"].contains(&word);
        let clauses = self.shape.parts(|c| "。!?;\n,:".contains(c));
        let promise = clauses.iter().filter(|clause| !is_dated(clause)).find_map(|clause| {
            let sentence = self.shape.sentence_at(clause.from).filter(|s| !s.law)?;
            let (word, at) = (clause.from..clause.to).find_map(|at| {
                let (word, _) = LISTS.vague.at(trace, at)?;
                (!weak(word) || !is_dated(sentence)).then_some((word, at))
            })?;
            // An act is promised near the promise; a sentence without end is not read through.
            let reach = sentence.to.min(at + PROMISE_REACH);
            let acts = (at..reach).any(|at| LISTS.step.at(trace, at).is_some());
            let own = self.shape.own_in(clause.from, reach) >= 2;
            (own && acts).then_some((at, at + word.chars().count()))
        });
        let zh = "答应了却没有期限：请写哪天之前办好，办不到时怎么告诉居民。";
        let en =
            "It promises without a deadline: say until which day, and how people hear if it slips.";
        promise.map(|cells| self.at(Concern::VaguePromise, cells, zh, en))
    }

    fn has_contact(&self) -> bool {
        let entities = crate::fold::entities(self.reply);
        entities.iter().any(|entity| entity.kind == crate::fold::EntityKind::Telephone)
    }

    fn no_owner(&self) -> Option<Finding> {
        let named = !self.shape.bodies.is_empty()
            || LISTS.owner.first(self.trace(), 0, self.trace().len()).is_some();
        (!named && !self.has_contact()).then(|| {
            self.lack(
                Concern::NoOwner,
                "没有说谁来办、找谁问：请写上负责的单位或者联系办法。",
                "It does not say who does it or whom to ask: name the body or a contact.",
            )
        })
    }

    /// Set phrases share no word with any question, so there only another subject or place counts.
    fn unrelated(&self, question: &str, template: bool) -> Option<Finding> {
        let apart = subject::apart(question, self.shape, self.reply)
            .filter(|apart| !template || *apart != Apart::Words)?;
        let (zh, en, words) = match apart {
            Apart::Place(asked, said) => (
                format!("问的是{asked}，答的是{said}，请核对。"),
                format!("The question is about {asked}, the reply about {said}: compare them."),
                vec![asked, said],
            ),
            Apart::Subject(asked, said) => (
                format!("问的是{asked}，答的是{said}，请核对是不是答错了。"),
                format!(
                    "The question is about {asked}, the reply about {said}: is it for another matter?"
                ),
                vec![asked, said],
            ),
            Apart::Words => (
                "和居民说的事对不上，请核对是不是答错了。".to_owned(),
                "It shares no word with what was reported: is it for another matter?".to_owned(),
                Vec::new(),
            ),
        };
        Some(Finding {
            concern: Concern::Unrelated,
            start: 0,
            end: self.reply.len(),
            words,
            zh,
            en,
        })
    }

    fn personal_data(&self) -> Option<Finding> {
        let sure = redact::find(self.reply).into_iter().filter_map(|span| {
            let office = span.kind == Kind::Landline && !self.is_residents(span.start);
            (!office).then_some((span.start, span.end))
        });
        let suspected = redact::suggest(self.reply).into_iter().filter_map(|suspect| {
            let official =
                suspect.kind == SuspectKind::PersonName && !self.is_residents(suspect.start);
            (!official).then_some((suspect.start, suspect.end))
        });
        let mut spans: Vec<_> = sure.chain(suspected).collect();
        spans.sort_unstable();
        let (start, end) = *spans.first()?;
        let text = |(start, end): &(usize, usize)| self.reply.get(*start..*end).map(str::to_owned);
        Some(Finding {
            concern: Concern::PersonalData,
            start,
            end,
            words: spans.iter().filter_map(text).collect(),
            zh: "里面有个人的号码、姓名或者门牌，公开前请隐去。".to_owned(),
            en: "It shows a person's number, name or door: hide it before it is public.".to_owned(),
        })
    }

    /// Whether the words before a byte speak of a resident and not of an office.
    fn is_residents(&self, byte: usize) -> bool {
        const RESIDENTS: [&str; 22] = [
            "业主",
            "村民",
            "居民",
            "住户",
            "租户",
            "租客",
            "户主",
            "投诉人",
            "举报人",
            "反映人",
            "来电人",
            "来信人",
            "诉求人",
            "申请人",
            "当事人",
            "您家",
            "家中",
            "住宅",
            "本人",
            "患者",
            "学生",
            "家属",
        ];
        let (at, _) = self.trace().cells_in(byte, byte);
        let words = self.trace().text(at.saturating_sub(8), at);
        RESIDENTS.iter().any(|word| words.contains(word))
    }
}
