//! Generated documents are snapshots: they cannot go stale unseen.

use std::path::PathBuf;

/// The workspace's folder.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

/// The file must say exactly this. `GONGDI_KEEP=1 cargo test -p server --test house` writes it anew;
/// then read the diff.
pub fn keep(path: &str, text: &str) {
    let file = root().join(path);
    if std::env::var_os("GONGDI_KEEP").is_some() {
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(&file, text).unwrap();
        return;
    }
    let kept = std::fs::read_to_string(&file).unwrap_or_default();
    let differs = kept.lines().zip(text.lines()).find(|(a, b)| a != b);
    assert!(
        kept == text,
        "{path} is stale; first difference: {differs:?}\nrun: GONGDI_KEEP=1 cargo test -p server --test house"
    );
}
