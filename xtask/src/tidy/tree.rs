//! 全树 — What the checks look at: the text files git knows of, our crates and what they use, all packages' licences.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use cargo_metadata::{DependencyKind, Metadata, MetadataCommand};

use crate::command::{self, Failure, Outcome};

/// The tree as the checks see it; tests make small ones by hand.
#[derive(Debug, Default)]
pub(super) struct Tree {
    /// Text files, by path from the root with `/`, in order; what is not UTF-8 is left out.
    pub files: Vec<File>,
    /// Our own crates.
    pub rooms: Vec<Room>,
    /// Every package of the build but our own, on all platforms.
    pub packages: Vec<Package>,
    /// What `deny.toml` allows.
    pub licences: Allowed,
}

#[derive(Debug, Clone)]
pub(super) struct File {
    pub path: String,
    pub text: String,
}

impl File {
    /// Whether the path ends in this extension, such as `rs`.
    pub fn is_a(&self, extension: &str) -> bool {
        Path::new(&self.path).extension().is_some_and(|end| end == extension)
    }
}

#[derive(Debug, Clone)]
pub(super) struct Room {
    pub name: String,
    /// The other rooms it uses.
    pub uses: Vec<Use>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Use {
    pub room: String,
    /// Only by its tests and benchmarks.
    pub dev: bool,
}

#[derive(Debug, Clone)]
pub(super) struct Package {
    pub name: String,
    pub licence: Option<String>,
}

/// The licences of `deny.toml`: for everybody, and for single packages.
#[derive(Debug, Default)]
pub(super) struct Allowed {
    pub all: Vec<String>,
    pub exceptions: BTreeMap<String, Vec<String>>,
}

impl Tree {
    pub fn load(root: &Path) -> Outcome<Self> {
        let metadata = MetadataCommand::new()
            .manifest_path(root.join("Cargo.toml"))
            .exec()
            .map_err(|e| Failure::new(e.to_string()))?;
        let deny = std::fs::read_to_string(root.join("deny.toml"))
            .map_err(|e| Failure::new(format!("cannot read deny.toml: {e}")))?;
        Ok(Self {
            files: files(root)?,
            rooms: rooms(&metadata),
            packages: packages(&metadata),
            licences: Allowed::parse(&deny)?,
        })
    }

    /// Our Rust files.
    pub fn rust(&self) -> impl Iterator<Item = &File> {
        self.under("crates/").chain(self.under("xtask/")).filter(|file| file.is_a("rs"))
    }

    /// Files whose path starts with `start`.
    pub fn under<'a>(&'a self, start: &'a str) -> impl Iterator<Item = &'a File> {
        self.files.iter().filter(move |file| file.path.starts_with(start))
    }
}

impl Allowed {
    pub fn parse(deny: &str) -> Outcome<Self> {
        let wrong = |what: &str| Failure::new(format!("deny.toml: {what}"));
        let table: toml::Table = deny.parse().map_err(|e| wrong(&format!("{e}")))?;
        let licences = table.get("licenses").ok_or_else(|| wrong("no [licenses]"))?;
        let all = strings(licences.get("allow"));
        let listed = licences.get("exceptions").and_then(toml::Value::as_array);
        let exceptions = listed.into_iter().flatten().filter_map(|exception| {
            let name = exception.get("crate")?.as_str()?;
            Some((name.to_owned(), strings(exception.get("allow"))))
        });
        Ok(Self { all, exceptions: exceptions.collect() })
    }
}

fn strings(value: Option<&toml::Value>) -> Vec<String> {
    let array = value.and_then(toml::Value::as_array).into_iter().flatten();
    array.filter_map(|item| item.as_str().map(str::to_owned)).collect()
}

/// Tracked files and new ones that are not ignored: what would land.
fn files(root: &Path) -> Outcome<Vec<File>> {
    let listed = command::capture(
        Command::new("git")
            .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
            .current_dir(root),
    )?;
    let mut files: Vec<File> = listed
        .split('\0')
        .filter(|path| !path.is_empty())
        .filter_map(|path| {
            let text = std::fs::read_to_string(root.join(path)).ok()?;
            Some(File { path: path.to_owned(), text })
        })
        .collect();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files.dedup_by(|a, b| a.path == b.path);
    Ok(files)
}

fn rooms(metadata: &Metadata) -> Vec<Room> {
    let ours = metadata.workspace_packages();
    let is_ours = |name: &str| ours.iter().any(|package| package.name.as_str() == name);
    ours.iter()
        .map(|package| Room {
            name: package.name.to_string(),
            uses: package
                .dependencies
                .iter()
                .filter(|used| used.path.is_some() && is_ours(&used.name))
                .map(|used| Use {
                    room: used.name.clone(),
                    dev: used.kind == DependencyKind::Development,
                })
                .collect(),
        })
        .collect()
}

fn packages(metadata: &Metadata) -> Vec<Package> {
    metadata
        .packages
        .iter()
        .filter(|package| !metadata.workspace_members.contains(&package.id))
        .map(|package| Package { name: package.name.to_string(), licence: package.license.clone() })
        .collect()
}

#[cfg(test)]
impl Tree {
    /// A tree of only these files.
    pub fn of_files(files: &[(&str, &str)]) -> Self {
        let file = |(path, text): &(&str, &str)| File {
            path: (*path).to_owned(),
            text: (*text).to_owned(),
        };
        Self { files: files.iter().map(file).collect(), ..Self::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_very_tree_has_its_rooms_files_and_packages() {
        let tree = Tree::load(&crate::root()).unwrap();
        assert!(tree.files.iter().any(|file| file.path == "Cargo.toml"));
        let listen = tree.rooms.iter().find(|room| room.name == "listen").unwrap();
        assert!(listen.uses.contains(&Use { room: "kernel".into(), dev: false }));
        assert!(listen.uses.contains(&Use { room: "testkit".into(), dev: true }));
        let clap = tree.packages.iter().find(|package| package.name == "clap").unwrap();
        assert_eq!(clap.licence.as_deref(), Some("MIT OR Apache-2.0"));
        assert!(!tree.packages.iter().any(|package| package.name == "listen"));
        assert!(tree.licences.all.contains(&"MIT".to_owned()));
    }

    #[test]
    fn a_list_without_licences_is_refused() {
        assert!(Allowed::parse("[bans]").unwrap_err().to_string().contains("no [licenses]"));
        assert!(Allowed::parse("[licenses").is_err());
    }
}
