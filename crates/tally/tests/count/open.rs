//! 公开数据 — Where the open data lies: real elections, budgets, conversations and pools, which we
//! check against and do not ship. Without them a test says so and checks its own small cases only.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;

/// The folder of a kind of open data, such as `C_elections/condorcet`: below `GONGDI_OPEN_DATA`,
/// else beside the checkout. `None` when it is not here.
pub fn folder(kind: &str) -> Option<PathBuf> {
    let beside = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/count");
    let root = std::env::var_os("GONGDI_OPEN_DATA").map_or_else(|| beside.into(), PathBuf::from);
    let folder = root.join(kind);
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!("open data not here, left out: {}", folder.display());
    None
}

/// The files of a folder whose name ends so, by name.
pub fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut found: Vec<_> =
        entries.filter(|path| path.to_string_lossy().ends_with(ending)).collect();
    found.sort();
    found
}

/// The bytes of a file, unpacked when it ends in `.gz`.
pub fn bytes(path: &Path) -> Vec<u8> {
    let packed = std::fs::read(path).unwrap();
    if path.extension().is_none_or(|ending| ending != "gz") {
        return packed;
    }
    let mut plain = Vec::new();
    flate2::read::GzDecoder::new(&packed[..]).read_to_end(&mut plain).unwrap();
    plain
}

/// A JSON file.
pub fn json<T: DeserializeOwned>(path: &Path) -> T {
    serde_json::from_slice(&bytes(path)).unwrap()
}
