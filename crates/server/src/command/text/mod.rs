//! 文字 — `gongdi text`: everything the program sees in what residents wrote, on files of one's own.
//!
//! Reads lists as people keep them, prints one JSON object a line with `--json` (docs/text.md tells the fields) and
//! sentences without. It suggests; nothing is changed but the file a model is written to.

mod group;
mod look;
mod near;
mod sort;
mod table;
mod when;

use std::collections::BTreeMap;
use std::process::ExitCode;

use serde::Serialize;
use serde_json::{Map, Value};

use super::{Out, print_json};
use crate::Failure;
use crate::cli::text::{Source, Text};

use table::{Columns, Row};

pub(super) fn run(text: &Text, out: Out<'_>) -> Result<ExitCode, Failure> {
    match text {
        Text::Fold(source) => look::fold(source, out),
        Text::Tokens(source) => look::tokens(source, out),
        Text::CheckReply(source) => look::check_reply(source, out),
        Text::Redact(source) => look::redact(source, out),
        Text::Train { source, model, seed, leave_thin } => {
            sort::train(source, model, *seed, *leave_thin, out)
        }
        Text::Eval { source, model, against } => {
            sort::eval(source, model.as_deref(), against.as_deref(), out)
        }
        Text::Suggest { source, model, rules, sure } => {
            sort::suggest(source, model.as_deref(), rules.as_deref(), *sure, out)
        }
        Text::Near { source, query, limit, least } => {
            near::run(source, query.as_deref(), *limit, *least, out)
        }
        Text::Group { source, days, least } => group::run(source, *days, *least, out),
    }?;
    Ok(ExitCode::SUCCESS)
}

/// All rows of all files.
fn rows(source: &Source) -> Result<Vec<Row>, Failure> {
    let columns = Columns::read(source.columns.as_deref())?;
    let mut rows = Vec::new();
    for (at, file) in source.files.iter().enumerate() {
        let mut these = table::read(file, &columns)?;
        // Rows without a name of their own are told apart across files.
        if source.files.len() > 1 {
            for row in &mut these {
                row.of_file(at + 1);
            }
        }
        rows.extend(these);
    }
    Ok(rows)
}

/// Prints one result a line: what names the row first, then the fields (an object), as they are and not through
/// a tree of values.
fn line<T: Serialize>(row: &Row, fields: &T, out: Out<'_>) -> Result<(), Failure> {
    let mut name = Map::new();
    row.name_into(&mut name);
    let text = |e: serde_json::Error| Failure(e.to_string());
    let mut line = serde_json::to_vec(&name).map_err(text)?;
    let fields = serde_json::to_vec(fields).map_err(text)?;
    match fields.strip_prefix(b"{") {
        Some(b"}") => {}
        Some(fields) => {
            line.pop();
            if !name.is_empty() {
                line.push(b',');
            }
            line.extend_from_slice(fields);
        }
        None => return Err(Failure("a result is printed as fields".to_owned())),
    }
    line.push(b'\n');
    out.write_all(&line)?;
    Ok(())
}

/// What names each row in output, by its key.
fn names(rows: &[Row]) -> BTreeMap<String, Value> {
    rows.iter().map(|row| (row.key(), row.name())).collect()
}
