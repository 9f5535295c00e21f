//! 试写 — The skeletons are whole: every name filled in, every file in its place, nothing overwritten.

use std::fs;
use std::path::PathBuf;

use super::{noun, verb};

fn house(name: &str) -> PathBuf {
    let root = std::env::temp_dir().join(format!("gongdi-new-{name}-{}", std::process::id()));
    let _ = fs::remove_dir_all(&root);
    for folder in ["src", "locales", "migrations", "tests/web"] {
        fs::create_dir_all(root.join("crates/build").join(folder)).unwrap();
    }
    root
}

fn read(root: &std::path::Path, path: &str) -> String {
    fs::read_to_string(root.join("crates/build").join(path))
        .unwrap_or_else(|e| panic!("{path}: {e}"))
}

#[test]
fn a_noun_and_then_its_verb() {
    let root = house("both");
    noun(&root, "build", "tool-shed").unwrap();
    verb(&root, "build", "tool-shed", "lend-out").unwrap();
    let files = [
        "src/tool_shed/mod.rs",
        "src/tool_shed/policy.rs",
        "src/tool_shed/store.rs",
        "src/tool_shed/show.rs",
        "src/tool_shed/show.html",
        "src/tool_shed/lend_out.rs",
        "migrations/20260101_tool_shed.sql",
        "tests/web/tool_shed.rs",
        "locales/zh-Hans.ftl",
        "locales/en.ftl",
    ];
    for file in files {
        let text = read(&root, file);
        for left in
            ["{slice}", "{noun}", "{Noun}", "{verb}", "{Verb}", "{verb-kebab}", "{noun-kebab}"]
        {
            assert!(!text.contains(left), "{file} still has {left}:\n{text}");
        }
    }
    assert!(read(&root, "src/tool_shed/lend_out.rs").contains("\"build-tool-shed-lend-out\""));
    assert!(read(&root, "src/tool_shed/policy.rs").contains("pub fn may_lend_out("));
    assert!(read(&root, "src/tool_shed/mod.rs").contains("pub struct ToolShed"));
    assert!(read(&root, "migrations/20260101_tool_shed.sql").contains("PRIMARY KEY (county, id)"));
    let again = verb(&root, "build", "tool-shed", "lend-out").unwrap_err();
    assert!(again.to_string().contains("there already"), "{again}");
    fs::remove_dir_all(&root).unwrap();
}

#[test]
fn names_that_are_none_and_nouns_that_are_missing() {
    let root = house("none");
    assert!(verb(&root, "build", "Tool", "lend").is_err());
    assert!(verb(&root, "build", "../tool", "lend").is_err());
    let missing = verb(&root, "build", "tool", "lend").unwrap_err();
    assert!(missing.to_string().contains("new noun build tool"), "{missing}");
    assert!(noun(&root, "nowhere", "tool").is_err());
    fs::remove_dir_all(&root).unwrap();
}
