//! 意见地图 — `gongdi count opinions`: what people agree on across groups, and the map as a picture.

use std::io::Read as _;
use std::path::Path;

use tally::Lang;
use tally::opinion::{Given, Map, Moderation, Reader, Votes, explain};

use super::{Out, bytes, json, open, refused, show, unread};
use crate::Failure;
use crate::cli::count::{Shown, Tongue};

pub(super) fn run(
    file: &Path,
    groups: Option<&Path>,
    svg: Option<&Path>,
    shown: Shown,
    out: Out<'_>,
) -> Result<(), Failure> {
    let votes = read(file)?;
    let map = match groups {
        None => Map::draw(votes, Moderation::default()),
        Some(groups) => {
            let given: Given = serde_json::from_slice(json(&bytes(groups)?)).map_err(|e| {
                let at = format!("{}:{}:{}", groups.display(), e.line(), e.column());
                Failure::new(format!("{at}: 不是分群的文件：{e}"), "not a file of groups")
            })?;
            if given.groups.is_empty() {
                let shown = groups.display();
                return Err(Failure::new(
                    format!("{shown}: 文件里一个群也没有"),
                    format!("{shown}: there is no group in it"),
                ));
            }
            let moderation = given.moderation.clone();
            Map::draw_given(votes, moderation, &given).map_err(|bad| refused(groups, &bad))?
        }
    };
    if let Some(path) = svg {
        let lang = if shown.lang == Tongue::En { Lang::En } else { Lang::Zh };
        std::fs::write(path, map.svg(lang)).map_err(|e| {
            let shown = path.display();
            Failure::new(format!("{shown} 写不了：{e}"), format!("{shown} cannot be written: {e}"))
        })?;
    }
    show(shown, &map.report(), |lang| explain(&map, lang), out)
}

/// Reads piece by piece: ten million votes need not lie in memory as text.
fn read(file: &Path) -> Result<Votes, Failure> {
    let (mut source, mut reader) = (open(file)?, Reader::default());
    let mut piece = vec![0; 1 << 16];
    loop {
        let length = source.read(&mut piece).map_err(|e| unread(file, &e))?;
        let Some(read) = piece.get(..length).filter(|read| !read.is_empty()) else {
            return reader.finish().map_err(|bad| refused(file, &bad));
        };
        reader.push(read).map_err(|bad| refused(file, &bad))?;
    }
}
