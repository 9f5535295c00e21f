//! 问 — Reading what was typed: words, "phrases", the beginnings of names.

use std::fmt;

use crate::fold::{fold, is_han};
use crate::words::Words;

/// The most characters of a query that are read.
pub const MAX_QUERY: usize = 60;
/// The most parts of a query that are read.
pub const MAX_PARTS: usize = 8;

/// What was typed, folded, in its parts: every one must be in a row that fits.
///
/// Spaces part; what stands in "double quotes" is one part with its spaces. Chinese is not cut: a part
/// fits where it stands as written, so 小区门 is found in 小区门口 and not in 小区大门.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Query {
    parts: Vec<String>,
}

/// What an index must give back for one part: rows with all the tokens, or rows whose place or body has
/// a name that begins with `name`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Need {
    /// Tokens a row has every one of, see [`super::tokens`].
    pub tokens: Vec<String>,
    /// Instead: how a name begins, see [`super::names`].
    pub name: Option<String>,
}

impl Query {
    /// Reads what was typed; any text will do. Only the first 60 characters and 8 parts count.
    pub fn parse(text: &str) -> Self {
        let typed: String = text.chars().take(MAX_QUERY).collect();
        let mut parts: Vec<String> = Vec::new();
        let mut part = String::new();
        let mut quoted = false;
        for character in fold(&typed).chars().chain([' ']) {
            let quote = matches!(character, '"' | '“' | '”');
            if quote {
                quoted = !quoted;
            }
            if quote || (character == ' ' && !quoted) {
                parts.push(std::mem::take(&mut part));
            } else {
                part.push(character);
            }
        }
        parts.push(part);
        Self::of(parts)
    }

    /// A query of folded parts; those that nothing could be found by, and repetitions, are left out.
    fn of(parts: impl IntoIterator<Item = String>) -> Self {
        let mut kept: Vec<String> = Vec::new();
        for part in parts {
            let part = part.trim().to_owned();
            if part.chars().any(char::is_alphanumeric) && !kept.contains(&part) {
                kept.push(part);
            }
        }
        kept.truncate(MAX_PARTS);
        Self { parts: kept }
    }

    /// The parts, folded.
    pub fn parts(&self) -> &[String] {
        &self.parts
    }

    /// Whether nothing can be found by it.
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// What an index is asked for each part.
    pub fn needs(&self) -> Vec<Need> {
        self.parts.iter().map(|part| need(part)).collect()
    }

    /// When nothing fits: queries that ask for less, the nearest first. The words of what was typed
    /// without those that say little, then only the longest two of them, then the longest.
    ///
    /// `names` (of the places around) are not cut.
    pub fn weaker(&self, words: &Words, names: &[String]) -> Vec<Self> {
        let mut cut: Vec<String> = Vec::new();
        for part in &self.parts {
            for word in words.words_around(part, names) {
                if is_telling(&word) && !cut.contains(&word) {
                    cut.push(word);
                }
            }
        }
        let mut longest = cut.clone();
        // A stable sort: of words as long, the earlier one.
        longest.sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
        let mut weaker: Vec<Self> = Vec::new();
        for less in [cut.len(), 2, 1] {
            let one = if less == cut.len() {
                cut.clone()
            } else {
                longest.iter().take(less).cloned().collect()
            };
            let one = Self::of(one);
            if !one.is_empty() && one != *self && !weaker.contains(&one) {
                weaker.push(one);
            }
        }
        weaker
    }
}

impl fmt::Display for Query {
    /// The parts as they could be typed.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, part) in self.parts.iter().enumerate() {
            let space = if at == 0 { "" } else { " " };
            let quote = if part.contains(' ') { "\"" } else { "" };
            write!(f, "{space}{quote}{part}{quote}")?;
        }
        Ok(())
    }
}

/// Words that part a question and say nothing of what it is about.
const IDLE: &str = "什么 怎么 怎样 如何 为何 为什么 哪里 哪儿 哪个 请问 可以 能否 是否 可否 有没有 没有 一个 我们 你们 \
    他们 这个 那个 这里 那里 现在 已经 还是 因为 所以 但是 希望 反映 咨询 投诉 建议 问题 情况 关于 尊敬 领导 你好 您好 谢谢";

/// Whether a word tells something: two Chinese characters at least, or letters and digits.
fn is_telling(word: &str) -> bool {
    let han = word.chars().any(is_han);
    (!han || word.chars().count() > 1) && !IDLE.split_whitespace().any(|idle| idle == word)
}

fn need(part: &str) -> Need {
    let mut tokens: Vec<String> = Vec::new();
    let runs = part.split(|c: char| !c.is_alphanumeric()).filter(|run| !run.is_empty());
    for run in runs {
        let run: Vec<char> = run.chars().collect();
        // A pair has its characters in it: they are asked for only where one stands alone.
        for token in run.windows(run.len().min(2)).map(|token| token.iter().collect()) {
            if !tokens.contains(&token) {
                tokens.push(token);
            }
        }
    }
    let name = part.chars().all(char::is_alphanumeric) && part.chars().nth(1).is_some();
    Need { tokens, name: name.then(|| part.to_owned()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> Vec<String> {
        Query::parse(text).parts().to_vec()
    }

    #[test]
    fn spaces_part_and_quotes_hold() {
        assert_eq!(parts("　路燈 ＂3 号楼＂ ，路灯"), ["路灯", "3 号楼", ",路灯"]);
        assert_eq!(parts("“电 梯"), ["电 梯"]);
        assert_eq!(parts("！ \" \" 👍"), Vec::<String>::new());
        assert_eq!(parts(&"路 灯 a b c d e f g h".repeat(9)).len(), MAX_PARTS);
    }

    #[test]
    fn pairs_where_there_are_two() {
        let ask = |text: &str| Query::parse(text).needs().remove(0);
        assert_eq!(ask("路灯坏").tokens, ["路灯", "灯坏"]);
        assert_eq!((ask("灯").tokens, ask("灯").name), (vec!["灯".to_owned()], None));
        assert_eq!(ask("5栋12").tokens, ["5栋", "栋1", "12"]);
        assert_eq!(ask("灯，坏了").tokens, ["灯", "坏了"]);
        assert_eq!((ask("nhl").name.as_deref(), ask("灯，坏").name), (Some("nhl"), None));
    }

    #[test]
    fn a_long_question_asks_for_less() {
        let weaker = Query::parse("请问三号楼的电梯停运怎么还没有人修").weaker(Words::house(), &[]);
        assert!(weaker[0].parts().contains(&"电梯停运".to_owned()), "{weaker:?}");
        assert_eq!(weaker.last().unwrap().parts(), ["电梯停运"]);
        assert_eq!(Query::parse("路灯").weaker(Words::house(), &[]), []);
        let names = ["红旗二里".to_owned()];
        let weaker = Query::parse("红旗二里的路灯").weaker(Words::house(), &names);
        assert_eq!(weaker[0].to_string(), "红旗二里 路灯");
    }
}
