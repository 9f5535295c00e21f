//! Configuration: what is read, what goes before what, and what is refused with which words.

use server::config::Config;

use crate::gongdi::{Folder, command, run, said};

fn problems(text: &str, env: &[(&str, &str)]) -> Vec<String> {
    let env = env.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned()));
    let wrong = Config::read("gongdi.toml", text, env).expect_err("it is refused");
    wrong.iter().map(ToString::to_string).collect()
}

fn read(text: &str, env: &[(&str, &str)]) -> Config {
    let env = env.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned()));
    Config::read("gongdi.toml", text, env).expect("it is good")
}

#[test]
fn a_file_and_the_environment_over_it() {
    let usual = read("", &[]);
    assert_eq!(usual.origin, "http://127.0.0.1:8420");
    assert_eq!(usual, Config { origin: usual.origin.clone(), ..Config::default() });

    let text = "database = \"postgres://gongdi@db/gongdi\"\nlisten = \"[::]:80\"\norigin = \"https://gongdi.example/\"\n\
                key_file = \"k\"\nlog = \"debug\"\n";
    let config = read(text, &[]);
    assert_eq!(config.database, "postgres://gongdi@db/gongdi");
    assert_eq!(config.origin, "https://gongdi.example");
    assert_eq!(config.listen.port(), 80);
    assert_eq!(config.key_file.to_str(), Some("k"));
    assert_eq!(config.log.to_string(), "debug");

    let over = read(
        text,
        &[("GONGDI_DATABASE", "sqlite:other.db"), ("GONGDI_KEY_FILE", "other"), ("HOME", "x")],
    );
    assert_eq!(
        (over.database.as_str(), over.key_file.to_str()),
        ("sqlite:other.db", Some("other"))
    );
    assert_eq!(over.origin, "https://gongdi.example");
}

#[test]
fn unknown_names_are_refused_with_the_nearest_known_one() {
    insta::assert_snapshot!(
        problems(
            "listen = \"127.0.0.1:1\"\n\ndatabse = \"sqlite:x\"\nKey-File = \"k\"\ncolour = \"red\"\n",
            &[("GONGDI_DATABSE", "x"), ("GONGDI_TEST_PG", "x"), ("GONGDI_BIN", "x"), ("GONGDI_SHOTS", "x")],
        )
        .join("\n")
    );
}

#[test]
fn wrong_types_and_values_are_refused_with_what_is_expected() {
    insta::assert_snapshot!(
        problems(
            "database = \"mysql://x\"\nlisten = 8420\norigin = \"gongdi.example\"\nkey_file = [\"k\"]\n[log]\nlevel = 1\n",
            &[("GONGDI_LISTEN", "localhost")],
        )
        .join("\n")
    );
    insta::assert_snapshot!(problems("listen = \"a\nlisten = 1\n", &[]).join("\n"));
    // A password in a value that is refused is not repeated.
    assert!(!problems("database = \"pg://gongdi:secret@db/x\"", &[])[0].contains("secret"));
}

#[test]
fn the_program_refuses_to_start_and_says_why() {
    let folder = Folder::new();
    let file = folder.write("gongdi.toml", "lissten = \"127.0.0.1:0\"\n");
    for name in ["serve", "migrate", "check"] {
        let output = run(&[name, "--config", file.to_str().unwrap()]);
        assert_eq!(output.status.code(), Some(1), "{name}");
        let words = said(&output, &folder.0);
        assert!(
            words.contains("DIR/gongdi.toml:1: ") && words.contains("did you mean listen?"),
            "{words}"
        );
    }
    let missing = run(&["serve", "--config", folder.join("none.toml").to_str().unwrap()]);
    assert_eq!(missing.status.code(), Some(1));
    let output =
        command(&["check"]).current_dir(&folder.0).env("GONGDI_ORIGN", "x").output().unwrap();
    assert!(said(&output, &folder.0).contains("did you mean GONGDI_ORIGIN?"));
}
