//! 演示文件夹 — Where the demo keeps its data: only its own files are ever removed, one demo at a time.

use std::fs::{self, File};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::Failure;

const DATABASE: &str = "gongdi-demo.db";
const KEY: &str = "gongdi-demo.key";
/// Written when the stories have been told: without it the database is half made.
const LOADED: &str = "gongdi-demo.loaded";
const LOCK: &str = "gongdi-demo.lock";
/// What SQLite puts beside its file.
const OURS: [&str; 7] = [
    DATABASE,
    "gongdi-demo.db-wal",
    "gongdi-demo.db-shm",
    "gongdi-demo.db-journal",
    KEY,
    LOADED,
    LOCK,
];

/// The demo's folder, held by this process until it ends.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    _lock: File,
}

impl Folder {
    /// Opens the folder, makes it when missing, and holds it.
    ///
    /// # Errors
    /// A failure when it holds other things, another demo runs in it, or it cannot be written.
    pub fn open(path: &Path) -> Result<Self, Failure> {
        fs::create_dir_all(path).map_err(|e| unwritable(path, &e))?;
        if let Some(other) = stranger(path)? {
            let shown = path.display();
            return Err(Failure::new(
                format!(
                    "文件夹 {shown} 里有别的东西（{other}），演示不动它。请用 --data 指定一个空文件夹"
                ),
                format!(
                    "{shown} holds other things ({other}); the demo leaves them alone. Name an empty folder with --data"
                ),
            ));
        }
        let lock = File::options().create(true).truncate(false).write(true).open(path.join(LOCK));
        let lock = lock.map_err(|e| unwritable(path, &e))?;
        lock.try_lock().map_err(|_| {
            Failure::new(
                format!("文件夹 {} 里已开着一个演示", path.display()),
                format!("another demo is running in {}", path.display()),
            )
        })?;
        Ok(Self { path: path.to_owned(), _lock: lock })
    }

    /// Removes what the demo made here.
    ///
    /// # Errors
    /// A failure when a file cannot be removed.
    pub fn clear(&self) -> Result<(), Failure> {
        for name in OURS.iter().filter(|name| **name != LOCK) {
            match fs::remove_file(self.path.join(name)) {
                Err(e) if e.kind() != ErrorKind::NotFound => {
                    return Err(unwritable(&self.path, &e));
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Whether the stories have been told here.
    pub fn loaded(&self) -> bool {
        self.path.join(LOADED).exists()
    }

    /// Remembers that the stories have been told.
    ///
    /// # Errors
    /// A failure when it cannot be written.
    pub fn set_loaded(&self) -> Result<(), Failure> {
        fs::write(self.path.join(LOADED), "").map_err(|e| unwritable(&self.path, &e))
    }

    /// The address of the database.
    pub fn database(&self) -> String {
        format!("sqlite:{}", self.path.join(DATABASE).display())
    }

    /// The file of the key.
    pub fn key(&self) -> PathBuf {
        self.path.join(KEY)
    }

    /// The folder itself.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

fn unwritable(path: &Path, cause: &std::io::Error) -> Failure {
    Failure::new(
        format!("文件夹 {} 写不了：{cause}", path.display()),
        format!("cannot write in {}: {cause}", path.display()),
    )
}

/// The first thing in the folder that is not ours.
fn stranger(path: &Path) -> Result<Option<String>, Failure> {
    let mut names = Vec::new();
    for entry in fs::read_dir(path)? {
        names.push(entry?.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    Ok(names.into_iter().find(|name| !OURS.contains(&name.as_str())))
}
