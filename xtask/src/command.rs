//! 外部程序 — Runs other programs and says clearly what went wrong.

use std::fmt;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Why a command of the workshop stopped, in one sentence for the person who ran it.
#[derive(Debug, PartialEq, Eq)]
pub struct Failure(String);

impl Failure {
    /// A failure with this sentence.
    pub fn new(sentence: impl Into<String>) -> Self {
        Self(sentence.into())
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Failure {}

/// What every step of the workshop answers.
pub type Outcome<T = ()> = Result<T, Failure>;

/// Prints one line for the person at the terminal.
#[expect(clippy::print_stdout, reason = "the workshop is a command line: its lines are its output")]
pub fn say(line: &str) {
    println!("{line}");
}

/// Runs a program whose output the person sees; fails unless it ends with 0.
pub fn run(command: &mut Command) -> Outcome {
    let shown = shown(command);
    let status =
        command.status().map_err(|e| Failure::new(format!("cannot run `{shown}`: {e}")))?;
    if status.success() {
        Ok(())
    } else {
        Err(Failure::new(format!("`{shown}` ended with {status}")))
    }
}

/// Runs a program and takes what it prints; a failure carries what it printed to standard error.
pub fn capture(command: &mut Command) -> Outcome<String> {
    let shown = shown(command);
    let output =
        command.output().map_err(|e| Failure::new(format!("cannot run `{shown}`: {e}")))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(Failure::new(format!("`{shown}` ended with {}: {}", output.status, said.trim())))
}

/// The command as one would type it, for messages.
fn shown(command: &Command) -> String {
    std::iter::once(command.get_program())
        .chain(command.get_args())
        .map(|part| part.to_string_lossy())
        .collect::<Vec<_>>()
        .join(" ")
}

/// The folders of `PATH`, in their order.
pub fn path_folders() -> Vec<PathBuf> {
    std::env::var_os("PATH").map(|path| std::env::split_paths(&path).collect()).unwrap_or_default()
}

/// The first program with one of these names in `PATH`; earlier names win.
pub fn find(names: &[&str]) -> Option<PathBuf> {
    let folders = path_folders();
    names.iter().find_map(|name| first_file(&folders, name))
}

fn first_file(folders: &[PathBuf], name: &str) -> Option<PathBuf> {
    folders.iter().map(|folder| folder.join(name)).find(|path| path.is_file())
}

/// Whether this process runs as root (user id 0).
pub fn is_root() -> bool {
    capture(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}

/// `cargo` as the one that started us, in the workspace.
///
/// What cargo told this program about itself is not passed on: build scripts look at it (ring's does), and half
/// the house would be built anew each time one builds here and then by hand.
pub fn cargo(root: &Path) -> Command {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.current_dir(root);
    for (name, _) in std::env::vars_os() {
        if name.to_str().is_some_and(about_us) {
            command.env_remove(name);
        }
    }
    command
}

/// Whether a variable tells of the package that runs, and not of how to build.
fn about_us(name: &str) -> bool {
    name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cargo_is_not_told_who_we_are_but_where_to_build() {
        let told = ["CARGO_PKG_NAME", "CARGO_MANIFEST_DIR", "CARGO_TARGET_DIR", "CARGO_HOME"];
        assert_eq!(told.map(about_us), [true, true, false, false]);
        let cargo = cargo(Path::new("."));
        let removed = |name: &str| cargo.get_envs().any(|(n, v)| n == name && v.is_none());
        assert!(removed("CARGO_PKG_NAME"), "the tests of xtask are run by cargo");
    }

    #[test]
    fn a_failed_program_is_named_with_what_it_said() {
        let failure = capture(Command::new("sh").args(["-c", "echo no such luck >&2; exit 3"]));
        let sentence = failure.unwrap_err().to_string();
        assert!(sentence.contains("sh -c") && sentence.contains("no such luck"), "{sentence}");
        assert!(sentence.contains('3'), "{sentence}");
    }

    #[test]
    fn output_is_taken_and_earlier_names_win() {
        assert_eq!(capture(Command::new("echo").arg("共缔")), Ok("共缔\n".to_owned()));
        let found = find(&["no-such-program-here", "sh", "ls"]).unwrap();
        assert!(found.ends_with("sh"), "{}", found.display());
        assert_eq!(find(&["no-such-program-here"]), None);
    }
}
