//! 新动词新名词 — Writes the skeleton of a verb or a noun, with a test that fails until it is finished.
//!
//! The skeleton imitates the exemplar, `decide/proposal/withdraw`. What cannot be written safely into files that
//! people shape by hand (the list of verbs, the manifest) is printed as lines to add.

mod names;
#[cfg(test)]
mod tests;

use std::fs;
use std::path::Path;

use crate::command::{Failure, Outcome, say};
use names::Names;

/// The files of a skeleton: path below the slice, and text.
type Sheets = Vec<(String, String)>;

const VERB: &str = include_str!("verb.rs.txt");
const VERB_TEST: &str = include_str!("verb_test.rs.txt");
const NOUN: &str = include_str!("noun.rs.txt");
const POLICY: &str = include_str!("policy.rs.txt");
const STORE: &str = include_str!("store.rs.txt");
const SHOW: &str = include_str!("show.rs.txt");
const SHOW_HTML: &str = include_str!("show.html.txt");
const MIGRATION: &str = include_str!("migration.sql.txt");

/// `cargo xtask new verb <slice> <noun> <verb>`
///
/// # Errors
/// When a name is not lower-case kebab, the noun is missing, or the verb is there already.
pub fn verb(root: &Path, slice: &str, noun: &str, verb: &str) -> Outcome {
    let names = Names::try_new(slice, noun, verb)?;
    let folder = names.noun_folder(root);
    if !folder.is_dir() {
        return Err(Failure::new(format!(
            "there is no noun {noun} in {slice}: write it first with `cargo xtask new noun {slice} {noun}`"
        )));
    }
    let sheets = vec![(names.fill("src/{noun}/{verb}.rs"), names.fill(VERB))];
    write(&names.slice_folder(root), &sheets)?;
    let test = names.slice_folder(root).join(names.fill("tests/web/{noun}.rs"));
    append(&test, &names.fill(VERB_TEST))?;
    append(&folder.join("policy.rs"), &names.fill(POLICY_OF_VERB))?;
    for (lang, text) in [("zh-Hans", STRINGS_ZH), ("en", STRINGS_EN)] {
        append(&names.slice_folder(root).join(format!("locales/{lang}.ftl")), &names.fill(text))?;
    }
    say(&names.fill(
        "Now add to src/{noun}/mod.rs:\n    mod {verb};              // beside the other verbs\n    \
         {verb}::verb(),          // in verbs()\nand write the change as a method on {Noun}. The new test fails \
         until it is there:\n    cargo test -p {slice} {noun}",
    ));
    Ok(())
}

/// `cargo xtask new noun <slice> <noun>`
///
/// # Errors
/// When a name is not lower-case kebab, the slice is missing, or the noun is there already.
pub fn noun(root: &Path, slice: &str, noun: &str) -> Outcome {
    let names = Names::try_new(slice, noun, "show")?;
    if !names.slice_folder(root).join("src").is_dir() {
        return Err(Failure::new(format!("there is no slice {slice}")));
    }
    let sheets = vec![
        (names.fill("src/{noun}/mod.rs"), names.fill(NOUN)),
        (names.fill("src/{noun}/policy.rs"), names.fill(POLICY)),
        (names.fill("src/{noun}/store.rs"), names.fill(STORE)),
        (names.fill("src/{noun}/show.rs"), names.fill(SHOW)),
        (names.fill("src/{noun}/show.html"), names.fill(SHOW_HTML)),
        (names.fill("migrations/20260101_{noun}.sql"), names.fill(MIGRATION)),
        (names.fill("tests/web/{noun}.rs"), names.fill(NOUN_TEST)),
    ];
    write(&names.slice_folder(root), &sheets)?;
    for lang in ["zh-Hans", "en"] {
        let path = names.slice_folder(root).join(format!("locales/{lang}.ftl"));
        append(&path, &names.fill("\n## {Noun}\n{slice}-{noun} = {Noun}\n"))?;
    }
    say(&names.fill(
        "Now: rename migrations/20260101_{noun}.sql to today's date and add it to MIGRATIONS in src/lib.rs; there, \
         add\n    pub mod {noun};\n    verbs.extend({noun}::verbs());\nadd `mod {noun};` to tests/web/main.rs and \
         `{noun}` to docs/glossary.md. The new test fails until its page is there:\n    cargo test -p {slice} {noun}",
    ));
    Ok(())
}

const POLICY_OF_VERB: &str = "
/// Say who may, and why.
pub fn may_{verb}(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::Worker], &on.place)
}
";
const STRINGS_ZH: &str = "
{slice}-{noun}-{verb-kebab} = （写明这一步）
{slice}-{noun}-{verb-kebab}-words = （写明要填什么）
{slice}-{noun}-{verb-kebab}-submit = （按钮）
{slice}-{noun}-{verb-kebab}-done = （办好以后说什么）
";
const STRINGS_EN: &str = "
{slice}-{noun}-{verb-kebab} = (what this step is)
{slice}-{noun}-{verb-kebab}-words = (what it asks)
{slice}-{noun}-{verb-kebab}-submit = (the button)
{slice}-{noun}-{verb-kebab}-done = (what is said afterwards)
";
const NOUN_TEST: &str = "//! `/{county}/{noun-kebab}s/{id}`

use testkit::World;

#[tokio::test]
async fn a_{noun}_is_shown() {
    for w in World::each(vec![ground::slice(), {slice}::slice()], Vec::new()).await {
        // Make one, open its page, look for what people read.
        w.visitor().get(\"/420583/{noun-kebab}s/AAAAAAAAAAAAAAAA\").await.ok();
    }
}
";

fn write(slice: &Path, sheets: &Sheets) -> Outcome {
    if let Some((path, _)) = sheets.iter().find(|(path, _)| slice.join(path).exists()) {
        return Err(Failure::new(format!("{path} is there already")));
    }
    for (path, text) in sheets {
        let path = slice.join(path);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)
                .map_err(|e| Failure::new(format!("{}: {e}", folder.display())))?;
        }
        fs::write(&path, text).map_err(|e| Failure::new(format!("{}: {e}", path.display())))?;
        say(&format!("wrote {}", path.display()));
    }
    Ok(())
}

fn append(path: &Path, text: &str) -> Outcome {
    let before = fs::read_to_string(path).unwrap_or_default();
    fs::write(path, format!("{before}{text}"))
        .map_err(|e| Failure::new(format!("{}: {e}", path.display())))?;
    say(&format!("added to {}", path.display()));
    Ok(())
}
