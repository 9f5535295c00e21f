//! 依据 — The rule a decision keeps: as it was written when it opened, whatever the files say later.

use tally::{Rule, RuleBook, published};

/// The rule of a decision from its version and the text kept with it, else from the host's book. None when
/// there is no such version.
pub(crate) fn kept(version: &str, text: &str) -> Option<Rule> {
    published::law(RuleBook::host(), version, text).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edited_file_re_judges_nothing() {
        let book = RuleBook::builtin();
        let day = jiff::civil::date(2026, 5, 1);
        let rule = book.in_force("cn-civil-278-ordinary", day, "420115").unwrap();
        let version = rule.version();
        assert_eq!(kept(&version, ""), Some(rule.clone()));
        let then = rule.text.replacen("2/3", "3/4", 1);
        assert_ne!(then, rule.text);
        assert_ne!(kept(&version, &then).unwrap().content, rule.content);
        assert_eq!(kept("cn-none@2020-01-01", &rule.text), None);
        assert_eq!(kept(&version, "[[rule]]"), None, "never judged by something else");
    }
}
