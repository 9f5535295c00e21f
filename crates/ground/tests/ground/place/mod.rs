//! 地方 — The place tree: importing it, finding in it.

mod find;
mod import;

use std::path::{Path, PathBuf};

use ground::place::import::{Release, Report, import};
use kernel::{PlaceCode, Result};
use testkit::World;

/// The samples, lowest level first: the order must not matter.
const SAMPLES: [&str; 5] =
    ["villages.csv", "streets.csv", "areas.csv", "cities.csv", "provinces.csv"];

fn sample(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(name)
}

fn samples() -> Vec<PathBuf> {
    SAMPLES.map(sample).to_vec()
}

fn code(text: &str) -> PlaceCode {
    PlaceCode::parse(text).unwrap()
}

async fn each() -> Vec<World> {
    World::each(Vec::new(), Vec::new()).await
}

async fn brought(w: &World, files: &[PathBuf], release: Release) -> Result<Report> {
    import(&w.app.db, files, &release, w.app.clock.now(), &mut |_| {}).await
}

/// A file of this test only; gone with its folder.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let folder =
            std::env::temp_dir().join(format!("gongdi_places_{}_{name}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.0.join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // A folder left in the system's temporary place is no reason to fail a test.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
