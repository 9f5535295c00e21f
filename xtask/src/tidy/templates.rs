//! 模板 — Templates carry no inline style and no inline script: the content security policy forbids both.

use super::Finding;
use super::tree::Tree;

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    tree.under("crates/")
        .filter(|file| ["html", "svg", "xml"].iter().any(|kind| file.is_a(kind)))
        .flat_map(|file| {
            let text = file.text.to_ascii_lowercase();
            INLINE
                .iter()
                .filter(|(_, is_in)| is_in(&text))
                .map(|(what, _)| Finding::fail(&file.path, *what))
                .collect::<Vec<_>>()
        })
        .collect()
}

type IsIn = fn(&str) -> bool;

const INLINE: [(&str, IsIn); 4] = [
    ("an inline style: use a class of the stylesheet", has_style_attribute),
    ("a <style> element: the stylesheet is one file", |text| text.contains("<style")),
    ("an inline <script>: write a module and load it by src", has_inline_script),
    ("an inline event handler: a module adds the listener", has_handler),
];

fn has_style_attribute(text: &str) -> bool {
    text.split("style=").zip(text.split("style=").skip(1)).any(|(before, after)| {
        before.ends_with(char::is_whitespace) && after.starts_with(['"', '\''])
    })
}

fn has_inline_script(text: &str) -> bool {
    text.split("<script").skip(1).any(|rest| {
        let tag = rest.split('>').next().unwrap_or_default();
        !tag.contains(" src=")
    })
}

/// An attribute such as `onclick="…"`.
fn has_handler(text: &str) -> bool {
    text.split_whitespace().any(|word| {
        let attribute = word.strip_prefix("on").and_then(|rest| rest.split_once('='));
        attribute.is_some_and(|(name, value)| {
            name.len() > 2
                && name.bytes().all(|byte| byte.is_ascii_lowercase())
                && value.starts_with(['"', '\''])
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(text: &str) -> usize {
        check(&Tree::of_files(&[("crates/listen/src/report/show.html", text)])).len()
    }

    #[test]
    fn what_the_policy_forbids_fails() {
        assert_eq!(count("<p style=\"color: red\">"), 1);
        assert_eq!(count("<P\n STYLE='x'>"), 1);
        assert_eq!(count("<style>p {}</style>"), 1);
        assert_eq!(count("<script>go()</script>"), 1);
        assert_eq!(count("<button onclick=\"go()\">"), 1);
    }

    #[test]
    fn classes_modules_and_prose_hold() {
        assert_eq!(count("<p class=\"style\">a new style=good</p>"), 0);
        assert_eq!(count("<script type=\"module\" src=\"/assets/join.js\"></script>"), 0);
        assert_eq!(count("{% if on == \"yes\" %}online=1{% endif %}"), 0);
    }
}
