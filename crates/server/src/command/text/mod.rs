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

/// Prints one result a line: what names the row first, then the fields.
fn line<T: Serialize>(row: &Row, fields: &T, out: Out<'_>) -> Result<(), Failure> {
    let mut object = Map::new();
    row.name_into(&mut object);
    match serde_json::to_value(fields).map_err(|e| Failure(e.to_string()))? {
        Value::Object(more) => object.extend(more),
        other => _ = object.insert("value".to_owned(), other),
    }
    print_json(&Value::Object(object), out)
}

/// What names each row in output, by its key.
fn names(rows: &[Row]) -> BTreeMap<String, Value> {
    rows.iter().map(|row| (row.key(), row.name())).collect()
}
