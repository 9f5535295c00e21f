//! 下载 — One file of at most 10,000 rows: CSV that opens in a spreadsheet, or JSON under `/api/v1`.
//!
//! UTF-8 with a byte order mark, so that spreadsheets in China show Chinese; CRLF and quotes as in RFC 4180.
//! A cell that a spreadsheet would run as a formula gets an apostrophe before it.

use axum::http::header;
use axum::response::IntoResponse;
use ground::place;
use kernel::{Error, PlaceCode, Result, Stage, Subject};
use serde_json::json;
use web::{At, Cx, Format, Reply, Verb};

use super::store::Cursor;
use super::{policy, store};
use crate::line::Line;

/// The columns, in order: the words of their heads are `share-open-data-column-<word>`.
pub(super) const COLUMNS: [&str; 9] =
    ["number", "place", "title", "stage", "standing", "klass", "raised", "changed", "voices"];

pub(super) fn verb() -> Verb {
    Verb::page(
        "share-open-data-download",
        "/places/{place}/open-data/download",
        policy::may_download,
        get,
    )
}

async fn get(cx: Cx, At(at): At<PlaceCode>) -> Reply {
    cx.may(policy::may_download, &Subject::at(at.clone(), Stage::Share))?;
    let mut tx = cx.read().await?;
    place::load(&mut tx, &at).await?;
    let after = cx.query("after").as_deref().and_then(Cursor::parse).unwrap_or_else(Cursor::begin);
    let (lines, next) = store::file(&mut tx, &at, &after, store::MOST).await?;
    let next = next.map(|c| format!("/places/{at}/open-data/download?after={}", c.text()));
    let keep = (header::CACHE_CONTROL, "private, no-cache".to_owned());
    if cx.look.format == Format::Json {
        let matters: Vec<_> = lines.iter().map(row).collect();
        let next = next.map(|path| format!("/api/v1{path}"));
        let text =
            json!({ "place": at, "as_of": cx.now().to_string(), "matters": matters, "next": next });
        let kind = (header::CONTENT_TYPE, "application/json".to_owned());
        return Ok(([kind, keep], text.to_string()).into_response());
    }
    let name = format!("attachment; filename=\"gongdi-{at}.csv\"");
    let head = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, name),
        keep,
    ];
    let mut response = (head, csv(&cx, &lines)?).into_response();
    if let Some(link) = next.and_then(|path| format!("<{path}>; rel=\"next\"").parse().ok()) {
        response.headers_mut().insert(header::LINK, link);
    }
    Ok(response)
}

fn row(line: &Line) -> serde_json::Value {
    json!({
        "number": line.id, "place": line.place, "title": line.title, "stage": line.stage,
        "standing": line.standing, "klass": line.klass, "raised": line.raised.date(),
        "changed": line.changed.date(), "voices": line.voices,
    })
}

fn csv(cx: &Cx, lines: &[Line]) -> Result<Vec<u8>> {
    let mut out = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer("\u{feff}".as_bytes().to_vec());
    let head: Vec<String> = COLUMNS.iter().map(|c| cx.word("share-open-data-column", c)).collect();
    out.write_record(head).map_err(Error::fault)?;
    for line in lines {
        let klass = line.klass.map_or_else(String::new, |k| cx.word("ground-klass", k.word()));
        let cells = [
            line.id.to_string(),
            line.place.to_string(),
            line.title.clone(),
            cx.word("web-stage", line.stage.word()),
            cx.word("ground-standing", line.standing.word()),
            klass,
            line.raised.date(),
            line.changed.date(),
            line.voices.to_string(),
        ];
        out.write_record(cells.map(|cell| safe(&cell))).map_err(Error::fault)?;
    }
    out.into_inner().map_err(|e| Error::fault(e.error()))
}

/// The cell as text: what begins like a formula (half or full width), or with a tab or line break that
/// hides one, gets an apostrophe.
fn safe(cell: &str) -> String {
    let risky = cell.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '\n']);
    if risky { format!("'{cell}") } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_looks_like_a_formula_stays_text() {
        for bad in ["=1+1", "+86", "-2", "@SUM(A1)", "＝HYPERLINK(\"x\")", "\t=1", "\r=1"] {
            assert_eq!(safe(bad), format!("'{bad}"));
        }
        assert_eq!(safe("路灯=不亮"), "路灯=不亮");
        assert_eq!(safe(""), "");
    }

    proptest! {
        #[test]
        fn a_cell_is_kept_whole_and_never_begins_like_a_formula(cell: String) {
            let shown = safe(&cell);
            prop_assert!(shown.ends_with(&cell));
            prop_assert!(!shown.starts_with(['=', '+', '-', '@']));
        }
    }
}
