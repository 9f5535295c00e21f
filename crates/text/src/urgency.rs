//! 急难小 — Whether a matter looks urgent, hard or small, by rules a host can read.
//!
//! Urgent is measured by the time to first act, hard by an owner and steps kept, small by the
//! resident's own word. A worker decides; this only points at words. Several rules may match: urgent
//! goes before hard before small, because a wrong "urgent" costs a look and a missed one may cost a
//! life. Nothing matched, nothing suggested. A denied word (没有漏电) does not count.
//!
//! ```toml
//! [[rule]]
//! class = "urgent"
//! because = "燃气、用电、火情有危险"
//! words = ["漏电", "着火"]
//! not = ["没有漏电"]
//! ```

use serde::{Deserialize, Serialize};
use toml::Spanned;

use crate::classify::Message;
use crate::classify::mention::{Finder, Mentions, Place, Terms, folded};
use crate::classify::rules::WrongRule;

const PUBLIC: &str = include_str!("../data/urgency.toml");

/// The three classes, in the order in which they go before each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Class {
    /// 急: measured by the time to first act.
    Urgent,
    /// 难: an owner, steps kept, an honest explanation.
    Hard,
    /// 小: the resident's own word.
    Small,
}

impl Class {
    /// The word used in addresses and files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Urgent => "urgent",
            Self::Hard => "hard",
            Self::Small => "small",
        }
    }
}

/// A rule that matched.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Match {
    /// What the rule says.
    pub class: Class,
    /// Why, in the words of whoever wrote the rule.
    pub because: String,
    /// The words found, as written in the message, each once.
    pub words: Vec<String>,
}

/// What is suggested, with every rule that matched.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Urgency {
    /// The class that goes first among those matched.
    pub class: Class,
    /// All matches, those of the class first, then in the order of the file.
    pub matches: Vec<Match>,
}

/// Rules for urgent, hard and small, in the order of the file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rules {
    rules: Vec<Rule>,
    finder: Finder,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Rule {
    class: Class,
    because: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    rule: Vec<Written>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    class: Class,
    because: Spanned<String>,
    words: Spanned<Vec<String>>,
    #[serde(default)]
    not: Vec<Spanned<String>>,
}

impl Rules {
    /// The rules that come with the program.
    pub fn public() -> Self {
        Self::parse(PUBLIC).unwrap_or_default()
    }

    /// Reads a host's rules; the first mistake is named with its line.
    pub fn parse(text: &str) -> Result<Self, WrongRule> {
        let file: File = toml::from_str(text).map_err(|error| WrongRule::toml(text, &error))?;
        let read = file.rule.into_iter().map(|rule| read(text, rule));
        let (rules, terms) = read.collect::<Result<_, _>>()?;
        Ok(Self { rules, finder: Finder::new(terms) })
    }

    /// The class that goes first among those whose words stand in the message, with all matches.
    pub fn suggest(&self, message: &Message<'_>) -> Option<Urgency> {
        let mentions = Mentions::of(message);
        let found = self.finder.counted(&mentions).into_iter();
        let mut matches: Vec<Match> = found
            .filter_map(|(rule, places)| Some(self.rules.get(rule)?.matched(&mentions, &places)))
            .collect();
        matches.sort_by_key(|found| found.class);
        let class = matches.first()?.class;
        Some(Urgency { class, matches })
    }
}

impl Rule {
    fn matched(&self, mentions: &Mentions<'_>, places: &[Place]) -> Match {
        let mut words: Vec<String> = Vec::new();
        for place in places {
            let word = mentions.written(*place);
            if !words.iter().any(|known| known == word) {
                words.push(word.to_owned());
            }
        }
        Match { class: self.class, because: self.because.clone(), words }
    }
}

fn read(text: &str, rule: Written) -> Result<(Rule, Terms), WrongRule> {
    let wrong = |byte: usize, what: &str| Err(WrongRule::at(text, byte, what));
    if rule.because.get_ref().trim().is_empty() {
        return wrong(rule.because.span().start, "没有理由 (no reason is given)");
    }
    let words: Vec<String> = rule.words.get_ref().iter().map(|word| folded(word)).collect();
    if words.is_empty() || words.iter().any(String::is_empty) {
        return wrong(rule.words.span().start, "没有词或词为空 (no words, or an empty one)");
    }
    if let Some(empty) = rule.not.iter().find(|phrase| folded(phrase.get_ref()).is_empty()) {
        return wrong(empty.span().start, "“not”里有空词 (an empty phrase in \"not\")");
    }
    let not = rule.not.iter().map(|phrase| folded(phrase.get_ref())).collect();
    let read = Rule { class: rule.class, because: rule.because.into_inner() };
    Ok((read, Terms { words, not }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn class(body: &str) -> Option<Class> {
        Rules::public().suggest(&Message { title: "", body }).map(|found| found.class)
    }

    #[test]
    fn the_rules_that_come_along_are_read() {
        let rules = Rules::parse(PUBLIC).unwrap();
        for class in [Class::Urgent, Class::Hard, Class::Small] {
            assert!(rules.rules.iter().any(|rule| rule.class == class), "{}", class.word());
        }
        // A phrase that denies must deny something, or bar on purpose.
        let bars = ["演练", "演习", "培训", "宣传讲座", "知识讲座", "已恢复", "已经恢复", "已来"];
        for rule in rules.finder.terms() {
            for phrase in &rule.not {
                let denies = rule.words.iter().any(|word| phrase.contains(word.as_str()));
                assert!(denies || bars.iter().any(|bar| phrase.starts_with(bar)), "{phrase}");
            }
        }
    }

    #[test]
    fn plain_messages() {
        let cases = [
            ("三号楼配电箱漏電，孩子差点触电", Some(Class::Urgent)),
            ("老人困在电梯里一个小时", Some(Class::Urgent)),
            ("小区停水三天了", Some(Class::Urgent)),
            ("房产证办了八年，多次反映，部门互相推诿", Some(Class::Hard)),
            ("楼道灯坏了，请换一个灯泡", Some(Class::Small)),
            ("请问医保卡怎么补办", Some(Class::Small)),
            ("谢谢网格员", None),
            ("", None),
        ];
        for (body, expected) in cases {
            assert_eq!(class(body), expected, "{body}");
        }
    }

    #[test]
    fn what_is_denied_does_not_count() {
        assert_eq!(class("检查过了，没有漏电"), None);
        assert_eq!(class("幸好无人受伤，路灯坏了"), Some(Class::Small));
        assert_eq!(class("上次没有漏电，这次漏电了"), Some(Class::Urgent));
        assert_eq!(class("明天组织火灾演练"), None);
    }

    #[test]
    fn urgent_goes_first_and_all_matches_are_told() {
        let found = Rules::public()
            .suggest(&Message { title: "路灯坏了", body: "多次反映，今天燈桿冒煙" });
        let found = found.unwrap();
        assert_eq!(found.class, Class::Urgent);
        let classes: Vec<_> = found.matches.iter().map(|found| found.class).collect();
        assert_eq!(classes, [Class::Urgent, Class::Hard, Class::Small]);
        assert_eq!(found.matches[0].words, ["冒煙"], "as written");
    }

    #[test]
    fn mistakes_are_named_with_their_line() {
        let line = |text: &str| Rules::parse(text).unwrap_err().line;
        assert_eq!(line("[[rule]]\nclass = \"soon\"\nbecause = \"x\"\nwords = [\"x\"]"), 2);
        assert_eq!(line("[[rule]]\nclass = \"hard\"\nbecause = \"\"\nwords = [\"x\"]"), 3);
        assert_eq!(line("[[rule]]\nclass = \"hard\"\nbecause = \"x\"\nwords = [\" \"]"), 4);
        assert_eq!(Rules::parse("").unwrap().suggest(&Message { title: "漏电", body: "" }), None);
    }
}
