//! 页面测试依赖 — Finds Node.js and installs the two packages of the journeys (test-only, from the lock file).

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::command::{self, Failure, Outcome};

/// The oldest Node.js whose own test runner prints what we read; Debian 12 has it.
const OLDEST: u32 = 18;

/// Node.js, if it is there and not older than 18.
pub fn find() -> Option<PathBuf> {
    let node = command::find(&["node", "nodejs"])?;
    let version = command::capture(Command::new(&node).arg("--version")).ok()?;
    (major(&version)? >= OLDEST).then_some(node)
}

/// The package manager that comes with Node.js or beside it.
pub fn find_npm() -> Option<PathBuf> {
    command::find(&["npm"])
}

fn major(version: &str) -> Option<u32> {
    version.trim().strip_prefix('v')?.split('.').next()?.parse().ok()
}

/// Installs the packages of `journeys/package-lock.json`, unless the installed ones are of this very lock file.
pub fn install(root: &Path) -> Outcome {
    let journeys = root.join("journeys");
    if is_current(&journeys) {
        return Ok(());
    }
    let npm = find_npm().ok_or_else(|| Failure::new("npm is not in PATH"))?;
    command::run(Command::new(npm).args(["ci", "--no-audit", "--no-fund"]).current_dir(&journeys))?;
    let lock = journeys.join("package-lock.json");
    std::fs::copy(&lock, journeys.join(INSTALLED))
        .map(drop)
        .map_err(|e| Failure::new(format!("cannot note what npm installed: {e}")))
}

/// The lock file as it was when `npm ci` last ended well.
const INSTALLED: &str = "node_modules/.installed-lock.json";

fn is_current(journeys: &Path) -> bool {
    let wanted = std::fs::read(journeys.join("package-lock.json"));
    let installed = std::fs::read(journeys.join(INSTALLED));
    matches!((wanted, installed), (Ok(wanted), Ok(installed)) if wanted == installed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_version_is_read() {
        assert_eq!(major("v20.20.2\n"), Some(20));
        assert_eq!(major("v18.20.4"), Some(18));
        assert_eq!(major("20.1"), None);
    }

    #[test]
    fn packages_of_another_lock_file_are_not_current() {
        let folder = std::env::temp_dir().join(format!("gongdi-node-{}", std::process::id()));
        std::fs::create_dir_all(folder.join("node_modules")).unwrap();
        std::fs::write(folder.join("package-lock.json"), "new").unwrap();
        assert!(!is_current(&folder));
        std::fs::write(folder.join(INSTALLED), "old").unwrap();
        assert!(!is_current(&folder));
        std::fs::write(folder.join(INSTALLED), "new").unwrap();
        assert!(is_current(&folder));
        std::fs::remove_dir_all(folder).unwrap();
    }
}
