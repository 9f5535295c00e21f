//! The help is the specification: every command's, as it is printed.

use std::fmt::Write as _;

use clap::CommandFactory as _;
use server::cli::Cli;

use crate::gongdi::{Folder, run, said};

/// The help of a command and of everything below it.
fn pages(command: &mut clap::Command, way: &str, into: &mut String) {
    writeln!(into, "──── {way} --help\n{}", command.render_help()).unwrap();
    for below in command.get_subcommands_mut() {
        pages(below, &format!("{way} {}", below.get_name().to_owned()), into);
    }
}

#[test]
fn every_command_says_what_it_does() {
    let mut cli = Cli::command();
    cli.build();
    let mut all = String::new();
    pages(&mut cli, "gongdi", &mut all);
    insta::assert_snapshot!(all);
}

#[test]
fn a_misspelt_command_is_answered_with_the_nearest() {
    let output = run(&["demmo"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output, &Folder::new().0).contains("'demo'"));
}

#[test]
fn rules_are_listed_shown_and_checked() {
    let folder = Folder::new();
    let list = said(&run(&["rules", "list", "--on", "2023-05-01", "--place", "420583"]), &folder.0);
    assert!(list.contains("cn-civil-278-ordinary@2021-01-01  业主共同决定（一般事项）"), "{list}");
    let show = said(&run(&["rules", "show", "cn-civil-278-ordinary"]), &folder.0);
    assert!(
        show.contains("中华人民共和国民法典 第二百七十八条") && show.contains("\">= 2/3\""),
        "{show}"
    );
    let missing = run(&["rules", "show", "cn-civil-278-ordinery"]);
    assert_eq!(missing.status.code(), Some(1));
    assert!(said(&missing, &folder.0).contains("did you mean cn-civil-278-ordinary?"));

    assert_eq!(run(&["rules", "check"]).status.code(), Some(0));
    let good = r#"
[[rule]]
id = "local-notice"
name = { zh = "本村公示", en = "Notice in this village" }
law = "村规"
article = "第三条"
jurisdiction = "420583107205"
effective_from = 2024-01-01
source = "村民会议"
verified_by = "村委会"
notice = { days = 10, unit = "day" }
"#;
    let good = folder.write("good.toml", good);
    let bad = folder.write("bad.toml", "[[rule]]\nid = \"x\"\nefective_to = 2024-01-01\n");
    let output = run(&["rules", "check", good.to_str().unwrap(), bad.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(1));
    let words = said(&output, &folder.0);
    assert!(words.contains("✓ DIR/good.toml: 1 条规则可用"), "{words}");
    assert!(words.contains("✗ DIR/bad.toml:3: "), "{words}");
    assert!(words.contains("did you mean `effective_to`?"), "{words}");
}
