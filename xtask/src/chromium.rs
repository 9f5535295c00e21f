//! 浏览器 — Finds the Chromium and the Chinese fonts that the journeys look through.

use std::path::{Path, PathBuf};

use crate::command;

/// The browser: `CHROMIUM` if set, else the first of the usual names in `PATH`.
pub fn find() -> Option<PathBuf> {
    std::env::var_os("CHROMIUM").map(PathBuf::from).filter(|path| path.is_file()).or_else(|| {
        command::find(&["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"])
    })
}

/// Whether a font with Chinese characters is installed, judged by the file names of known families.
///
/// Without one every character is the same box, and widths, wrapping and screenshots mean nothing.
pub fn has_chinese_font() -> bool {
    let home = std::env::var_os("HOME").map(|home| Path::new(&home).join(".local/share/fonts"));
    ["/usr/share/fonts", "/usr/local/share/fonts"]
        .into_iter()
        .map(PathBuf::from)
        .chain(home)
        .any(|folder| holds_chinese_font(&folder, 5))
}

fn holds_chinese_font(folder: &Path, depth: u8) -> bool {
    let Ok(entries) = std::fs::read_dir(folder) else { return false };
    entries.flatten().any(|entry| {
        let path = entry.path();
        if path.is_dir() {
            return depth > 0 && holds_chinese_font(&path, depth - 1);
        }
        is_chinese_font(&entry.file_name().to_string_lossy())
    })
}

fn is_chinese_font(file: &str) -> bool {
    let name = file.to_lowercase();
    let is_font = [".ttc", ".ttf", ".otf"].iter().any(|ending| name.ends_with(ending));
    is_font
        && ["cjk", "sourcehan", "notosanssc", "notoserifsc", "wqy", "droidsansfallback"]
            .iter()
            .any(|family| name.contains(family))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_font_files_of_chinese_families_count() {
        assert!(is_chinese_font("NotoSansCJK-Regular.ttc"));
        assert!(is_chinese_font("wqy-microhei.ttc"));
        assert!(!is_chinese_font("DejaVuSans.ttf"));
        assert!(!is_chinese_font("noto-cjk.conf"));
    }
}
