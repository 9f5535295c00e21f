//! 公开留言 — Where the open messages lie: real ones, which we check against and do not ship. Without them a
//! test says so and checks its own invented cases only.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use serde_json::Value;

/// A file of the open messages: in the folder `GONGDI_OPEN_DATA` names or beside it, else beside the checkout.
/// `None` when it is not here.
pub fn file(name: &str) -> Option<PathBuf> {
    let named = std::env::var_os("GONGDI_OPEN_DATA").map(PathBuf::from);
    let named =
        named.into_iter().flat_map(|data| [data.clone(), data.join("text"), data.join("../text")]);
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/text");
    let found = named.chain([beside]).map(|folder| folder.join(name)).find(|path| path.is_file());
    if found.is_none() {
        println!("the open messages are not here: {name} is left out");
    }
    found
}

/// The text of a file, unpacked when it ends in `.gz`.
pub fn text(name: &str) -> Option<String> {
    let bytes = std::fs::read(file(name)?).unwrap();
    let mut text = String::new();
    if Path::new(name).extension().is_some_and(|ending| ending == "gz") {
        flate2::read::GzDecoder::new(&bytes[..]).read_to_string(&mut text).unwrap();
    } else {
        text = String::from_utf8(bytes).unwrap();
    }
    Some(text)
}

/// The rows of a file of JSON lines.
pub fn rows(name: &str) -> Option<Vec<Value>> {
    Some(text(name)?.lines().map(|line| serde_json::from_str(line).unwrap()).collect())
}

/// Minutes since 1970-01-01 of `2019/7/1 8:30:00` or `2019-07-01 08:30`.
pub fn minutes(time: &str) -> Option<i64> {
    let numbers: Vec<i64> = time
        .split(|character: char| !character.is_ascii_digit())
        .filter_map(|part| part.parse().ok())
        .collect();
    let [year, month, day, rest @ ..] = &numbers[..] else { return None };
    let (year, month) = if *month <= 2 { (year - 1, month + 9) } else { (*year, month - 3) };
    let days = 365 * year + year / 4 - year / 100 + year / 400 + (month * 306 + 5) / 10 + day - 1;
    let clock = rest.first().unwrap_or(&0) * 60 + rest.get(1).unwrap_or(&0);
    Some((days - 719_468) * 1_440 + clock)
}
