//! The program as an operator runs it: started, listened to, ended, killed.

use std::io::{BufRead as _, BufReader, Read as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Output, Stdio};

/// A folder that is gone when the test ends.
pub struct Folder(pub PathBuf);

impl Folder {
    pub fn new() -> Self {
        let name = format!("gongdi-program-{}", kernel::token(&mut kernel::SystemRng, 12));
        let path = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub fn join(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    pub fn write(&self, name: &str, text: &str) -> PathBuf {
        std::fs::write(self.join(name), text).unwrap();
        self.join(name)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // A folder left in the system's temporary place is no reason to fail.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// The program with none of our variables in its environment.
pub fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gongdi"));
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("GONGDI_")) {
        command.env_remove(name);
    }
    command.args(arguments).stdin(Stdio::null());
    command
}

/// Runs it to its end.
pub fn run(arguments: &[&str]) -> Output {
    command(arguments).output().unwrap()
}

/// Everything it said, with our folder as `DIR`.
pub fn said(output: &Output, folder: &Path) -> String {
    let text = [&output.stdout[..], &output.stderr[..]].concat();
    String::from_utf8(text).unwrap().replace(&folder.display().to_string(), "DIR")
}

/// A running program; ended when it is dropped.
pub struct Program {
    child: Child,
    out: BufReader<ChildStdout>,
    /// What it said until it listened.
    pub said: String,
    /// `127.0.0.1:PORT`
    pub address: String,
}

impl Program {
    /// Starts it and waits until it listens.
    pub fn start(arguments: &[&str]) -> Self {
        Self::spawn(&mut command(arguments))
    }

    /// Starts it with an environment of the test's own, and waits until it listens.
    pub fn spawn(command: &mut Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        let (mut said, mut line) = (String::new(), String::new());
        while out.read_line(&mut line).unwrap() > 0 {
            said.push_str(&line);
            if let Some(address) = line.trim().strip_prefix("listening on http://") {
                let address = address.to_owned();
                return Self { child, out, said, address };
            }
            line.clear();
        }
        panic!("it did not listen ({}):\n{said}", child.wait().unwrap());
    }

    /// The sign-in link of a role, without the host.
    pub fn link(&self, role: &str) -> String {
        let head = format!("role {role} http://{}", self.address);
        let line = self.said.lines().find_map(|line| line.strip_prefix(&head));
        line.unwrap_or_else(|| panic!("no line {head}… in:\n{}", self.said)).to_owned()
    }

    /// Ends it as an operator does; gives its exit code.
    pub fn stop(mut self) -> Option<i32> {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
        let mut rest = String::new();
        self.out.read_to_string(&mut rest).unwrap();
        self.child.wait().unwrap().code()
    }

    /// Ends it as a power cut does.
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
