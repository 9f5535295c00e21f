//! 套话 — What is left of a reply without greetings, thanks, receipts, wishes, names of bodies and dates.
//!
//! Templates come in endless wordings but of the same few hundred words. Cell by cell, what such a
//! word covers says nothing of its own; a concrete act, thing or place is not among them and remains.

use super::date::has_date;
use super::lists::LISTS;
use crate::fold::{Trace, is_han};

/// A sentence, by cells.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sentence {
    pub from: usize,
    pub to: usize,
    /// Whether it only cites or repeats law.
    pub law: bool,
}

/// A reply read cell by cell.
#[derive(Debug)]
pub(super) struct Shape {
    pub trace: Trace,
    /// Whether a cell says something of its own.
    pub own: Vec<bool>,
    /// Whether a cell repeats the question (您反映的…问题).
    pub quoted: Vec<bool>,
    pub sentences: Vec<Sentence>,
    /// Where names of bodies stand, without 有关部门.
    pub bodies: Vec<(usize, usize)>,
}

impl Shape {
    /// Reads a reply.
    pub fn of(reply: &str) -> Self {
        let trace = Trace::of(reply);
        let own: Vec<bool> = (0..trace.len()).map(|at| trace.at(at).is_alphanumeric()).collect();
        let quoted = vec![false; trace.len()];
        let mut shape = Self { sentences: Vec::new(), bodies: Vec::new(), trace, own, quoted };
        shape.name_bodies();
        shape.take_off_words();
        shape.quote();
        shape.sentences = shape.parts(|c| "。!?;\n".contains(c));
        super::law::mark(&mut shape);
        shape
    }

    /// Letters, digits and Chinese characters.
    pub fn visible(&self) -> usize {
        (0..self.trace.len()).filter(|at| self.trace.at(*at).is_alphanumeric()).count()
    }

    /// How many cells of `from..to` say something of their own.
    pub fn own_in(&self, from: usize, to: usize) -> usize {
        self.own.get(from..to).unwrap_or_default().iter().filter(|own| **own).count()
    }

    /// How many cells do in all.
    pub fn own_count(&self) -> usize {
        self.own_in(0, self.own.len())
    }

    /// The parts between the characters that `cuts` names.
    pub fn parts(&self, cuts: impl Fn(char) -> bool) -> Vec<Sentence> {
        let mut parts = Vec::new();
        let mut from = 0;
        for at in 0..=self.trace.len() {
            if at == self.trace.len() || cuts(self.trace.at(at)) {
                if at > from {
                    parts.push(Sentence { from, to: at, law: false });
                }
                from = at + 1;
            }
        }
        parts
    }

    /// Clauses with a date that is no receipt, no signature and no law.
    pub fn dated(&self) -> Vec<Sentence> {
        let clauses = self.parts(|c| "。!?;\n,:".contains(c));
        let is_law = |at: usize| self.sentence_at(at).is_some_and(|sentence| sentence.law);
        let last = clauses.last().map_or(0, |clause| clause.from);
        clauses
            .into_iter()
            .filter(|clause| {
                let text = self.trace.text(clause.from, clause.to);
                let receipt = ["收悉", "收到", "留言", "来信", "来电", "受理"];
                let limit = ["前", "内", "起", "后"].iter().any(|word| text.contains(word));
                let signed =
                    clause.from == last && self.own_in(clause.from, clause.to) < 4 && !limit;
                has_date(&text)
                    && !is_law(clause.from)
                    && !signed
                    && (limit && text.contains('内')
                        || !receipt.iter().any(|word| text.contains(word)))
            })
            .collect()
    }

    /// The sentence a cell belongs to.
    pub fn sentence_at(&self, at: usize) -> Option<&Sentence> {
        let index = self.sentences.partition_point(|sentence| sentence.to <= at);
        self.sentences.get(index).filter(|sentence| sentence.from <= at)
    }

    fn take_off(&mut self, from: usize, to: usize) {
        if let Some(cells) = self.own.get_mut(from..to) {
            cells.fill(false);
        }
    }

    fn take_off_words(&mut self) {
        let mut at = 0;
        while at < self.trace.len() {
            // An act may begin like a set word: 安排 in 安排人员 is none, but 处罚 is no 处.
            let set = LISTS.set.at(&self.trace, at).map_or(0, |(_, length)| length);
            let step = LISTS.step.at(&self.trace, at).map_or(0, |(_, length)| length);
            if set > 0 && set >= step {
                self.take_off(at, at + set);
                at += set;
            } else {
                at += step.max(1);
            }
        }
        for at in 0..self.trace.len() {
            let unit = "年月日号天时点周".contains(self.trace.at(at + 1));
            if self.trace.at(at).is_ascii_digit()
                && (unit || self.trace.at(at + 1).is_ascii_digit())
            {
                self.take_off(at, at + 1);
            }
        }
    }

    /// 市住房和城乡建设局: back from the ending to where the name can begin.
    fn name_bodies(&mut self) {
        for at in 0..self.trace.len() {
            let Some((_, length)) = LISTS.body.at(&self.trace, at) else { continue };
            let stop =
                |c: char| is_han(c) && !"转由至向给经请对在是的到了将已被让为您你我".contains(c);
            let back = self.trace.run_back(at, 10, stop);
            let (from, to) = (at - back, at + length);
            let vague = ["有关", "相关", "职能", "主管", "责任"];
            let name = self.trace.text(from, to);
            if !vague.iter().any(|word| name.contains(word)) {
                self.bodies.push((from, to));
            }
            // Only a name that ends like an office; 三号楼电梯由物业 keeps its things.
            if back <= 8
                && (name.ends_with('局')
                    || name.ends_with('会')
                    || name.ends_with('处')
                    || name.ends_with("政府")
                    || name.ends_with("中心"))
            {
                self.take_off(from, to);
            }
        }
    }

    /// 关于您反映的…问题, 您咨询的…一事: the question said again.
    fn quote(&mut self) {
        const BEGINS: [&str; 14] = [
            "关于",
            "针对",
            "您反映",
            "你反映",
            "您提出",
            "您咨询",
            "您所",
            "您的",
            "你的",
            "反映的",
            "您投诉",
            "您留言",
            "您来信",
            "反映",
        ];
        const ENDS: [&str; 9] =
            ["问题", "一事", "事宜", "情况", "诉求", "建议", "留言", "收悉", "咨询"];
        let mut at = 0;
        while at < self.trace.len() {
            let Some((_, length)) = self.trace.any(at, &BEGINS) else {
                at += 1;
                continue;
            };
            let sentence = self.trace.run(at, 60, |c| !"。!?;\n".contains(c));
            // 有问题请打… ends no question.
            let offers = |from: usize| "有无何".contains(self.trace.before(from));
            let end = (at + length..at + sentence)
                .filter(|from| !offers(*from))
                .find_map(|from| Some(from + self.trace.any(from, &ENDS)?.1));
            if let Some(end) = end {
                self.take_off(at, end);
                if let Some(cells) = self.quoted.get_mut(at..end) {
                    cells.fill(true);
                }
            }
            at = end.unwrap_or(at + length);
        }
    }
}
