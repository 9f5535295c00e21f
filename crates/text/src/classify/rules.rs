//! 关键词 — Rules a host can read and edit, for the time before there is a model.
//!
//! ```toml
//! [[rule]]
//! label = "环境保护"
//! words = ["噪音", "油烟"]   # each counts once, twice in the title
//! not = ["没有噪音"]         # a word inside such a phrase does not count;
//!                            # a phrase without any of the words bars the rule
//! weight = 1.0
//! ```
//!
//! A label's points are the weights of its words found. Confidence is its part of all points, with
//! [`DOUBT`] points left open, so that one word alone is never sure.

use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;
use toml::Spanned;

use super::because::per_mille;
use super::mention::{Finder, Mentions, Terms, folded, line_of};
use super::{Message, Reason, SUGGESTED, Suggested, Suggestion, Unsure};

/// Points that speak for nothing.
pub const DOUBT: f64 = 1.5;
/// From this confidence on a suggestion by rules is sure.
pub const SURE_FROM: f64 = 0.6;

const PUBLIC: &str = include_str!("../../data/keywords.toml");

/// Keyword rules, in the order of the file.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Rules {
    rules: Vec<Rule>,
    finder: Finder,
}

#[derive(Debug, Clone, PartialEq)]
struct Rule {
    label: String,
    weight: f64,
}

/// Why a file of rules cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrongRule {
    /// The line, counted from one.
    pub line: usize,
    /// What is wrong, Chinese first.
    pub what: String,
}

impl fmt::Display for WrongRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "第 {0} 行 (line {0}): {1}", self.line, self.what)
    }
}

impl std::error::Error for WrongRule {}

impl WrongRule {
    /// At a byte of a file.
    pub(crate) fn at(text: &str, byte: usize, what: &str) -> Self {
        Self { line: line_of(text, byte), what: what.to_owned() }
    }

    /// What the reader of TOML complains of.
    pub(crate) fn toml(text: &str, error: &toml::de::Error) -> Self {
        let byte = error.span().map_or(0, |span| span.start);
        Self::at(text, byte, &format!("格式有误 (not understood): {}", error.message()))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    rule: Vec<Spanned<Written>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    label: Spanned<String>,
    words: Spanned<Vec<String>>,
    #[serde(default)]
    not: Vec<Spanned<String>>,
    weight: Option<Spanned<f64>>,
}

impl Rules {
    /// The rules for the first level of the public classification.
    pub fn public() -> Self {
        Self::parse(PUBLIC).unwrap_or_default()
    }

    /// Reads a host's rules; the first mistake is named with its line.
    pub fn parse(text: &str) -> Result<Self, WrongRule> {
        let file: File = toml::from_str(text).map_err(|error| WrongRule::toml(text, &error))?;
        let read = file.rule.into_iter().map(|rule| read(text, rule.into_inner()));
        let (rules, terms) = read.collect::<Result<_, _>>()?;
        Ok(Self { rules, finder: Finder::new(terms) })
    }

    /// The labels the rules know, in the order of the file.
    pub fn labels(&self) -> Vec<&str> {
        let mut labels: Vec<&str> = Vec::new();
        for rule in &self.rules {
            if !labels.contains(&rule.label.as_str()) {
                labels.push(&rule.label);
            }
        }
        labels
    }

    /// The three labels with most points, with the words found.
    pub fn suggest(&self, message: &Message<'_>) -> Suggested {
        let mentions = Mentions::of(message);
        let mut found: BTreeMap<&str, BTreeMap<&str, f64>> = BTreeMap::new();
        for (rule, places) in self.finder.counted(&mentions) {
            let Some(rule) = self.rules.get(rule) else { continue };
            for first in places {
                let times = if mentions.in_title(first) { 2.0 } else { 1.0 };
                let words = found.entry(&rule.label).or_default();
                *words.entry(mentions.written(first)).or_default() += rule.weight * times;
            }
        }
        let points = |words: &BTreeMap<&str, f64>| words.values().sum::<f64>();
        let all: f64 = found.values().map(points).sum();
        let one = |(label, words): (&str, BTreeMap<&str, f64>)| Suggestion {
            label: label.to_owned(),
            parents: Vec::new(),
            confidence: points(&words) / (all + DOUBT),
            because: reasons(&words, points(&words)),
        };
        let mut suggestions: Vec<_> = found.into_iter().map(one).collect();
        suggestions.sort_by(|a, b| {
            b.confidence.total_cmp(&a.confidence).then_with(|| a.label.cmp(&b.label))
        });
        suggestions.truncate(SUGGESTED);
        let confidence = suggestions.first().map(|first| first.confidence);
        let unsure = match confidence {
            None => Some(Unsure::Nothing),
            Some(confidence) if confidence < SURE_FROM => Some(Unsure::Close),
            Some(_) => None,
        };
        Suggested { suggestions, sure: unsure.is_none(), unsure }
    }
}

fn read(text: &str, rule: Written) -> Result<(Rule, Terms), WrongRule> {
    let wrong = |byte: usize, what: &str| Err(WrongRule::at(text, byte, what));
    if rule.label.get_ref().trim().is_empty() {
        return wrong(rule.label.span().start, "标签为空 (the label is empty)");
    }
    let words: Vec<String> = rule.words.get_ref().iter().map(|word| folded(word)).collect();
    if words.is_empty() || words.iter().any(String::is_empty) {
        return wrong(rule.words.span().start, "没有词或词为空 (no words, or an empty one)");
    }
    let weight = rule.weight.as_ref().map_or(1.0, |weight| *weight.get_ref());
    if !(weight > 0.0 && weight <= 100.0) {
        let at = rule.weight.map_or(0, |weight| weight.span().start);
        return wrong(at, "权重应大于 0、不超过 100 (a weight is above 0 and at most 100)");
    }
    if let Some(empty) = rule.not.iter().find(|phrase| folded(phrase.get_ref()).is_empty()) {
        return wrong(empty.span().start, "“not”里有空词 (an empty phrase in \"not\")");
    }
    let not = rule.not.iter().map(|phrase| folded(phrase.get_ref())).collect();
    let read = Rule { label: rule.label.get_ref().trim().to_owned(), weight };
    Ok((read, Terms { words, not }))
}

/// The words with most points, at most five.
fn reasons(words: &BTreeMap<&str, f64>, all: f64) -> Vec<Reason> {
    let mut order: Vec<_> = words.iter().collect();
    order.sort_by(|a, b| b.1.total_cmp(a.1).then(a.0.cmp(b.0)));
    let reason = |(word, points): (&&str, &f64)| Reason {
        word: (*word).to_owned(),
        share: per_mille(*points, all),
    };
    order.into_iter().take(5).map(reason).collect()
}

#[cfg(test)]
mod tests {
    use super::super::Taxonomy;
    use super::*;

    fn suggest(title: &str, body: &str) -> Suggested {
        Rules::public().suggest(&Message { title, body })
    }

    #[test]
    fn every_first_level_has_rules_and_nothing_else() {
        let (rules, taxonomy) = (Rules::parse(PUBLIC).unwrap(), Taxonomy::public());
        let (mut ours, mut theirs) = (rules.labels(), taxonomy.first_level());
        ours.sort_unstable();
        theirs.sort_unstable();
        assert_eq!(ours, theirs);
    }

    #[test]
    fn plain_messages_go_where_they_belong() {
        let cases = [
            ("噪音扰民", "楼下饭店油烟大，夜里噪音扰民，请环保部门处理", "环境保护"),
            ("拖欠工资", "工地干了三个月，老板拖欠农民工工资，没有签劳动合同", "劳动和社会保障"),
            ("幼儿园乱收费", "学校要求学生交补课费，老师有偿补课", "教育文体"),
            ("的士拒载", "出租车司机拒载还不打表，公交车班次也少", "交通运输"),
            ("医院收费", "住院时医生多开药，医院收费不合理", "卫生计生"),
            ("電梯壞了", "物業公司不修電梯，小區停水", "城乡建设"),
            ("低保", "老人低保被取消，救助也没有，想去养老院", "民政"),
            ("买到假货", "超市卖假货，景区导游强制购物，消费者投诉无门", "商贸旅游"),
        ];
        for (title, body, label) in cases {
            let suggested = suggest(title, body);
            assert_eq!(suggested.suggestions[0].label, label, "{title}: {suggested:?}");
            assert!(suggested.sure && !suggested.suggestions[0].because.is_empty(), "{title}");
        }
    }

    #[test]
    fn reasons_are_as_written_and_doubt_is_kept() {
        let suggested = suggest("電梯", "");
        assert_eq!(
            suggested.suggestions[0].because[0],
            Reason { word: "電梯".into(), share: 1000 }
        );
        assert_eq!((suggested.sure, suggested.unsure), (false, Some(Unsure::Close)), "one word");
        let nothing = suggest("你好", "今天天气不错");
        assert!(nothing.suggestions.is_empty() && nothing.unsure == Some(Unsure::Nothing));
    }

    #[test]
    fn mistakes_are_named_with_their_line() {
        let line = |text: &str| Rules::parse(text).unwrap_err().line;
        assert_eq!(line("[[rule]]\nlabel = \"水\"\nwords = [\"水\"\n"), 3);
        assert_eq!(line("[[rule]]\nlabel = \"水\"\nwords = []\n"), 3);
        assert_eq!(line("[[rule]]\nlabel = \" \"\nwords = [\"水\"]\n"), 2);
        assert_eq!(line("\n[[rule]]\nlabel = \"水\"\nwords = [\"水\"]\nweight = -1.0\n"), 5);
        assert_eq!(line("[[rule]]\nlabel = \"水\"\nwords = [\"水\"]\nnot = [\"\"]\n"), 4);
        assert_eq!(line("[[rule]]\nlabel = \"水\"\nword = [\"水\"]\n"), 3);
        assert!(Rules::parse("").unwrap().labels().is_empty());
    }
}
