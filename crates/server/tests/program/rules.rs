//! `gongdi rules`: a host's own rules and holidays, from their folder to the count.

use crate::gongdi::{Folder, Program, run, said};

const LOCAL: &str = r#"
[[rule]]
id = "cn-notice-award"
name = { zh = "以奖代补公示（本县）", en = "Award notice, this county" }
law = "本县办法"
article = "第九条"
jurisdiction = "420583"
effective_from = 2026-01-01
source = "测试用"
verified_by = "unverified"

[rule.notice]
days = 10
unit = "working_day"
"#;

#[test]
fn a_hosts_own_rules_go_before_the_national_ones() {
    let folder = Folder::new();
    std::fs::create_dir(folder.join("own")).unwrap();
    folder.write("own/local.toml", LOCAL);
    folder.write("own/holidays-2027.txt", "cover 2027-01-01 2027-12-31\noff 2027-01-01\n");
    folder.write("own/readme.md", "不是规则");
    let config = format!("rules = \"{}\"\n", folder.join("own").display());
    let file = folder.write("gongdi.toml", &config).display().to_string();
    let listed = |place: &str| {
        let on = ["rules", "list", "--place", place, "--on", "2026-06-01", "--config", &file];
        said(&run(&on), &folder.0)
    };
    assert!(listed("420583001003").contains("cn-notice-award@2026-01-01~420583"));
    assert!(!listed("420115").contains("~420583"));
    let shown = said(&run(&["rules", "show", "cn-notice-award", "--config", &file]), &folder.0);
    assert!(shown.contains("本县办法 第九条"), "{shown}");
}

#[test]
fn a_broken_file_is_named_with_its_line_and_nothing_is_served() {
    let folder = Folder::new();
    std::fs::create_dir(folder.join("own")).unwrap();
    let broken = folder.write("own/holidays.txt", "cover 2027-01-01 2027-12-31\noff 2028-01-01\n");
    let output = run(&["rules", "check", &broken.display().to_string()]);
    assert_eq!(output.status.code(), Some(1));
    let words = said(&output, &folder.0);
    assert!(words.contains("DIR/own/holidays.txt:2: outside `cover`"), "{words}");
    let config = format!("rules = \"{}\"\n", folder.join("own").display());
    let file = folder.write("gongdi.toml", &config).display().to_string();
    let output = run(&["serve", "--config", &file]);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output, &folder.0).contains("holidays.txt:2"));
    let config = format!("rules = \"{}\"\n", folder.join("nowhere").display());
    let file = folder.write("gongdi.toml", &config).display().to_string();
    assert!(said(&run(&["check", "--config", &file]), &folder.0).contains("规则文件夹"));
}

#[test]
fn a_hosts_own_lists_are_known_by_their_names() {
    let folder = Folder::new();
    let keywords = "[[rule]]\nlabel = \"渔业\"\nwords = [\"鱼塘\"]\n";
    let urgency = "[[rule]]\nclass = \"urgent\"\nbecause = \"决口\"\nwords = [\"决口\"]\n";
    let good = [
        folder.write("keywords.toml", keywords),
        folder.write("urgency.toml", urgency),
        folder.write("taxonomy.tsv", "渔业\t鱼塘\n渔业\t渔船\n"),
    ];
    let mut check = vec!["rules".to_owned(), "check".to_owned()];
    check.extend(good.iter().map(|path| path.display().to_string()));
    let check: Vec<&str> = check.iter().map(String::as_str).collect();
    let words = said(&run(&check), &folder.0);
    for told in ["1 类的关键词可用", "急难小的词可用", "2 个分类可用"] {
        assert!(words.contains(told), "{told}: {words}");
    }
    let broken = folder.write("keywords.toml", "[[rule]]\nlabel = \"渔业\"\nwords = []\n");
    let output = run(&["rules", "check", &broken.display().to_string()]);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output, &folder.0).contains("DIR/keywords.toml:3: 没有词"));
}

/// The one test of this program that settles anything for itself; all others run `gongdi`.
#[test]
fn what_is_settled_is_what_suggestions_are_made_by() {
    let folder = Folder::new();
    folder.write("keywords.toml", "[[rule]]\nlabel = \"渔业\"\nwords = [\"鱼塘\"]\n");
    folder.write("places.tsv", "not a list of ours\t\t\t\t");
    let rules = server::rules::Rules::read(Some(&folder.0)).unwrap();
    rules.settle().unwrap();
    let message = text::classify::Message { title: "鱼塘漏水", body: "" };
    let suggested = text::host::Lists::host().keywords.suggest(&message);
    assert_eq!(suggested.suggestions[0].label, "渔业");
}

#[test]
fn a_host_serves_with_its_own_rules() {
    let folder = Folder::new();
    std::fs::create_dir(folder.join("own")).unwrap();
    folder.write("own/local.toml", LOCAL);
    let text = format!(
        "database = \"sqlite:{}\"\nlisten = \"127.0.0.1:0\"\nkey_file = \"{}\"\nrules = \"{}\"\n",
        folder.join("gongdi.db").display(),
        folder.join("gongdi.key").display(),
        folder.join("own").display(),
    );
    let file = folder.write("gongdi.toml", &text).display().to_string();
    let program = Program::start(&["serve", "--config", &file]);
    assert_eq!(program.stop(), Some(0));
}
