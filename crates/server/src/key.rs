//! 密钥 — The host's secret key: 32 random bytes in a file of its own, outside the database (PIPL art. 51).

use std::fs::OpenOptions;
use std::io::{ErrorKind, Write as _};
use std::os::unix::fs::{OpenOptionsExt as _, PermissionsExt as _};
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD as BASE64;
use kernel::{Rng, Seal};

use crate::Failure;

/// Reads the key; makes it, readable by its owner only, when there is none.
///
/// # Errors
/// A failure when others may read the file, it holds no key, or it cannot be written.
pub fn load_or_make(path: &Path, rng: &mut dyn Rng) -> Result<Seal, Failure> {
    if path.exists() { load(path) } else { make(path, rng) }
}

/// Reads the key.
///
/// # Errors
/// A failure when others may read the file, or it holds no key.
pub fn load(path: &Path) -> Result<Seal, Failure> {
    let shown = path.display();
    let failed = |e: std::io::Error| {
        Failure::new(
            format!("密钥文件 {shown} 读不出来：{e}"),
            format!("the key file {shown} cannot be read: {e}"),
        )
    };
    let mode = std::fs::metadata(path).map_err(failed)?.permissions().mode() & 0o777;
    if mode & 0o077 != 0 {
        return Err(Failure::new(
            format!("密钥文件 {shown} 别人也能读（权限 {mode:03o}）。请运行：chmod 600 {shown}"),
            format!(
                "others can read the key file {shown} (mode {mode:03o}). Run: chmod 600 {shown}"
            ),
        ));
    }
    let text = std::fs::read_to_string(path).map_err(failed)?;
    let key = BASE64.decode(text.trim().trim_end_matches('=')).ok().and_then(|k| k.try_into().ok());
    key.map(Seal::new).ok_or_else(|| {
        Failure::new(
            format!("密钥文件 {shown} 里应当是 32 个随机字节的 base64"),
            format!("the key file {shown} must hold 32 random bytes in base64"),
        )
    })
}

fn make(path: &Path, rng: &mut dyn Rng) -> Result<Seal, Failure> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let mut key = [0; 32];
    rng.fill(&mut key);
    // create_new: two copies that start at once never overwrite each other's key.
    let file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path);
    match file {
        Ok(mut file) => {
            writeln!(file, "{}", BASE64.encode(key))?;
            file.sync_all()?;
            Ok(Seal::new(key))
        }
        Err(e) if e.kind() == ErrorKind::AlreadyExists => load(path),
        Err(e) => Err(Failure::new(
            format!("密钥文件 {} 写不了：{e}", path.display()),
            format!("the key file {} cannot be written: {e}", path.display()),
        )),
    }
}
