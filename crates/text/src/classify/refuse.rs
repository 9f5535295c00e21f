//! 拒绝 — Why a model is not trained or a file not read, in words a person can act on.

use std::error::Error;
use std::fmt;

use serde::Serialize;

/// So many messages must be there in all.
pub const LEAST_IN_ALL: usize = 400;
/// So many messages a class must have.
pub const LEAST_IN_A_CLASS: usize = 50;

/// Why nothing was trained; shown in Chinese and English.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// Fewer than [`LEAST_IN_ALL`] messages.
    TooFew {
        /// How many there are.
        have: usize,
    },
    /// Classes with fewer than [`LEAST_IN_A_CLASS`] messages, with how many they have.
    ThinClasses(Vec<(String, usize)>),
    /// All messages have this label, so there is nothing to tell apart.
    OneClass(String),
    /// Rows (counted from one) without any letter, or without a label: more than one in a hundred.
    EmptyRows(Vec<usize>),
    /// Rows (counted from one) whose weight is not a number above zero.
    WrongWeight(Vec<usize>),
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooFew { have } => write!(
                f,
                "训练至少需要 {LEAST_IN_ALL} 条留言，现有 {have} 条；先用关键词规则。\n\
                 Training needs at least {LEAST_IN_ALL} messages, there are {have}; use keyword rules meanwhile."
            ),
            Self::ThinClasses(classes) => {
                let list: Vec<_> =
                    classes.iter().map(|(label, rows)| format!("{label} ({rows})")).collect();
                write!(
                    f,
                    "每类至少需要 {LEAST_IN_A_CLASS} 条留言，不足的有：{}。\n\
                     Each class needs at least {LEAST_IN_A_CLASS} messages; too few in: {}.",
                    list.join("、"),
                    list.join(", ")
                )
            }
            Self::OneClass(label) => write!(
                f,
                "所有留言都属于“{label}”一类，没有可区分的。\n\
                 All messages are of the one class \"{label}\": there is nothing to tell apart."
            ),
            Self::EmptyRows(rows) => write!(
                f,
                "有 {} 行没有标签或没有文字（如第 {} 行），可能选错了列。\n\
                 {} rows have no label or no words (such as row {}): the wrong column?",
                rows.len(),
                first(rows),
                rows.len(),
                first(rows)
            ),
            Self::WrongWeight(rows) => write!(
                f,
                "有 {} 行的权重不是大于零的数，如第 {} 行。\n\
                 The weight of {} rows is not a number above zero, such as row {}.",
                rows.len(),
                first(rows),
                rows.len(),
                first(rows)
            ),
        }
    }
}

impl Error for Refusal {}

fn first(rows: &[usize]) -> String {
    let shown: Vec<_> = rows.iter().take(5).map(usize::to_string).collect();
    shown.join(", ")
}

/// Why bytes are no model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Damaged {
    /// They do not begin like a model.
    NoModel,
    /// A later version of this program wrote them.
    Newer,
    /// Their checksum or their inner order is broken.
    Broken,
}

impl fmt::Display for Damaged {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoModel => "这不是分类模型文件。\nThis is no classification model.",
            Self::Newer => {
                "模型文件由更新版本的程序写成。\nA later version of the program wrote this model."
            }
            Self::Broken => {
                "模型文件已损坏，请换回上一版本。\nThe model file is damaged; go back to the version before."
            }
        })
    }
}

impl Error for Damaged {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refusals_are_read_in_two_languages() {
        let thin = Refusal::ThinClasses(vec![("水务".into(), 3), ("路政".into(), 49)]);
        let text = thin.to_string();
        assert!(
            text.contains("水务 (3)、路政 (49)") && text.contains("水务 (3), 路政 (49)"),
            "{text}"
        );
        let all = [
            Refusal::TooFew { have: 12 },
            Refusal::OneClass("水务".into()),
            Refusal::EmptyRows((1..40).collect()),
            Refusal::WrongWeight(vec![3]),
        ];
        for refusal in all {
            let text = refusal.to_string();
            assert!(text.lines().count() == 2 && text.len() < 300, "{text}");
        }
        assert!(Damaged::Broken.to_string().lines().count() == 2);
    }
}
