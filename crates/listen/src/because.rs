//! 为什么像 — Why two matters may be the same, in the reader's language.

use text::near::Reason;
use web::Frame;

/// The most shared words told.
const TOLD: usize = 3;

/// Shared words as a reader would say them: longer ones before bare pairs, without the particle they begin with.
fn telling(words: &[String]) -> String {
    let trimmed = words.iter().map(|word| word.trim_start_matches(['的', '了', '是', '在']));
    let mut told: Vec<&str> = trimmed.filter(|word| word.chars().count() > 1).collect();
    told.sort_by_key(|word| word.chars().count() < 3);
    told.truncate(TOLD);
    told.join("、")
}

/// Reasons a person can check: places, copied words, shared words. That no place is named or how long ago it
/// was is none.
pub(crate) fn because(page: &Frame, reasons: &[Reason]) -> Vec<String> {
    let said = |reason: &Reason| {
        Some(match reason {
            // The name of a place the tree gave stands beside the matter.
            Reason::SameCode(_) => page.t("listen-because-here"),
            Reason::OtherCode(..) => page.t("listen-because-beside"),
            Reason::SamePlace(name) => page.t1("listen-because-place", "name", name),
            Reason::OtherPlace(a, b) => page.t2("listen-because-apart", "a", a, "b", b),
            Reason::Copied => page.t("listen-because-copied"),
            Reason::Words(words) => page.t1("listen-because-shared", "words", &telling(words)),
            Reason::NoPlace | Reason::DaysApart(_) => return None,
        })
    };
    reasons.iter().filter_map(said).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_told_as_a_reader_would_say_them() {
        let words = ["修一", "的路灯", "了", "餐馆油烟", "开不了窗"].map(str::to_owned);
        assert_eq!(telling(&words), "餐馆油烟、开不了窗、修一");
        assert_eq!(telling(&[]), "");
    }
}
