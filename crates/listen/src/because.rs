//! 为什么像 — Why two matters may be the same, in the reader's language.

use text::near::Reason;
use web::Frame;

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
            Reason::Words(words) => page.t1("listen-because-shared", "words", &words.join("、")),
            Reason::NoPlace | Reason::DaysApart(_) => return None,
        })
    };
    reasons.iter().filter_map(said).collect()
}
