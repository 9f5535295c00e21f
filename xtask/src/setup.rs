//! 准备环境 — Finds what the tests lack and installs it where it may; otherwise says exactly what to install.

use std::process::Command;

use crate::command::{self, Failure, Outcome};
use crate::test::Step;
use crate::{chromium, node, postgres};

/// A thing the tests need from outside, and the Debian or Ubuntu packages that bring it.
struct Need {
    what: &'static str,
    packages: &'static [&'static str],
    for_step: Step,
    is_there: fn() -> bool,
}

const NEEDS: [Need; 5] = [
    Need {
        what: "PostgreSQL 13 or newer (initdb, pg_ctl, postgres)",
        packages: &["postgresql"],
        for_step: Step::Test,
        is_there: || postgres::find_bin().is_some(),
    },
    Need {
        what: "Chromium (or set CHROMIUM to a Chrome's path)",
        packages: &["chromium"],
        for_step: Step::Journeys,
        is_there: || chromium::find().is_some(),
    },
    Need {
        what: "a Chinese font (Noto Sans CJK)",
        packages: &["fonts-noto-cjk"],
        for_step: Step::Journeys,
        is_there: chromium::has_chinese_font,
    },
    Need {
        what: "Node.js 18 or newer",
        packages: &["nodejs"],
        for_step: Step::Journeys,
        is_there: || node::find().is_some(),
    },
    Need {
        what: "npm",
        packages: &["npm"],
        for_step: Step::Journeys,
        is_there: || node::find_npm().is_some(),
    },
];

/// Makes sure the chosen steps have what they need, or fails before anything runs.
pub fn prepare(steps: &[Step]) -> Outcome {
    components(steps)?;
    let lacking = lacking(steps);
    if lacking.is_empty() {
        return Ok(());
    }
    if let Some(apt) = apt() {
        install(&apt, &lacking)?;
    }
    let lacking = self::lacking(steps);
    if lacking.is_empty() { Ok(()) } else { Err(Failure::new(advice(&lacking))) }
}

fn lacking(steps: &[Step]) -> Vec<&'static Need> {
    NEEDS.iter().filter(|need| steps.contains(&need.for_step) && !(need.is_there)()).collect()
}

fn packages(lacking: &[&Need]) -> Vec<&'static str> {
    lacking.iter().flat_map(|need| need.packages).copied().collect()
}

fn advice(lacking: &[&Need]) -> String {
    let things: Vec<&str> = lacking.iter().map(|need| need.what).collect();
    format!(
        "the tests lack:\n  - {}\non Debian or Ubuntu: sudo apt-get install {}",
        things.join("\n  - "),
        packages(lacking).join(" ")
    )
}

/// How to call `apt-get` without being asked for anything: as root, or by a sudo that wants no password.
fn apt() -> Option<Vec<&'static str>> {
    command::find(&["apt-get"])?;
    if command::is_root() {
        return Some(vec!["env"]);
    }
    let sudo = command::capture(Command::new("sudo").args(["-n", "true"])).is_ok();
    sudo.then(|| vec!["sudo", "-n", "env"])
}

fn install(apt: &[&str], lacking: &[&Need]) -> Outcome {
    let packages = packages(lacking);
    command::say(&format!("installing: {}", packages.join(" ")));
    let (program, before) = apt.split_first().ok_or_else(|| Failure::new("no apt-get"))?;
    let get = |arguments: &[&str]| {
        let mut command = Command::new(program);
        command.args(before).args(["DEBIAN_FRONTEND=noninteractive", "apt-get"]).args(arguments);
        command::run(&mut command)
    };
    get(&["update", "-q"])?;
    let mut arguments = vec!["install", "-q", "-y", "--no-install-recommends"];
    arguments.extend(packages);
    get(&arguments)
}

/// rustfmt and clippy, which a minimal Rust leaves out.
fn components(steps: &[Step]) -> Outcome {
    for (step, program, component) in
        [(Step::Fmt, "cargo-fmt", "rustfmt"), (Step::Clippy, "cargo-clippy", "clippy")]
    {
        let works = || command::capture(Command::new(program).arg("--version")).is_ok();
        if !steps.contains(&step) || works() {
            continue;
        }
        let add = ["component", "add", component];
        if command::find(&["rustup"]).is_none() {
            return Err(Failure::new(format!(
                "{component} is missing: install Rust's {component}"
            )));
        }
        command::run(Command::new("rustup").args(add))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_advice_names_the_things_and_one_command() {
        let lacking: Vec<&Need> = NEEDS.iter().take(2).collect();
        let advice = advice(&lacking);
        assert!(advice.contains("- PostgreSQL 13 or newer"), "{advice}");
        assert!(advice.ends_with("sudo apt-get install postgresql chromium"), "{advice}");
    }

    #[test]
    fn steps_that_are_left_out_need_nothing() {
        assert!(lacking(&[Step::Fmt, Step::Clippy, Step::Tidy]).is_empty());
    }
}
