//! 逐条看 — Folding, tokens, replies and redaction: one row in, one answer out.

use serde_json::json;
use text::words::Words;
use text::{fold as folding, redact, reply, search};

use super::table::{Field, Row};
use super::{Out, line, rows};
use crate::Failure;
use crate::cli::text::Source;

/// Title and body of a row as one text.
fn whole(row: &Row) -> String {
    let parts = [row.get(Field::Title), row.get(Field::Body)];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n")
}

pub(super) fn fold(source: &Source, out: Out<'_>) -> Result<(), Failure> {
    for row in rows(source)? {
        let words = whole(&row);
        let (folded, plain) = (folding::fold(&words), folding::plain(&words));
        if source.json {
            let entities = folding::entities(&words);
            line(&row, &json!({"folded": folded, "plain": plain, "entities": entities}), out)?;
        } else {
            writeln!(out, "{folded}")?;
        }
    }
    Ok(())
}

pub(super) fn tokens(source: &Source, out: Out<'_>) -> Result<(), Failure> {
    let house = Words::house();
    for row in rows(source)? {
        let said = whole(&row);
        let words = house.words(&said);
        if source.json {
            let found_by = search::tokens(&said);
            line(&row, &json!({"words": words, "tokens": found_by}), out)?;
        } else {
            writeln!(out, "{}", words.join(" / "))?;
        }
    }
    Ok(())
}

pub(super) fn check_reply(source: &Source, out: Out<'_>) -> Result<(), Failure> {
    for row in rows(source)? {
        let asked = whole(&row);
        // A list of replies alone has them in its one column of words.
        let alone = row.get(Field::Reply).is_empty() && !row.has(Field::Reply);
        let (question, answer) = if alone {
            (None, asked.as_str())
        } else {
            (Some(asked.as_str()).filter(|q| !q.is_empty()), row.get(Field::Reply))
        };
        let found = reply::review(question, answer);
        if source.json {
            let concerns: Vec<_> = found.iter().map(|f| f.concern).collect();
            line(
                &row,
                &json!({"ok": found.is_empty(), "concerns": concerns, "findings": found}),
                out,
            )?;
        } else {
            let said: Vec<&str> = found.iter().map(|f| f.zh.as_str()).collect();
            let said = if said.is_empty() {
                "✓".to_owned()
            } else {
                format!("✗ {}", said.join("；"))
            };
            writeln!(out, "{}  {said}", row.key())?;
        }
    }
    Ok(())
}

pub(super) fn redact(source: &Source, out: Out<'_>) -> Result<(), Failure> {
    for row in rows(source)? {
        let said = whole(&row);
        let masked = redact::mask(&said);
        if source.json {
            let mut spans = Vec::new();
            for mark in redact::mark(&said) {
                let words = said.get(mark.start..mark.end).unwrap_or_default().to_owned();
                let mut span = serde_json::to_value(&mark).map_err(|e| Failure(e.to_string()))?;
                if let Some(object) = span.as_object_mut() {
                    object.insert("text".to_owned(), words.into());
                }
                spans.push(span);
            }
            line(&row, &json!({"redacted": masked, "spans": spans}), out)?;
        } else {
            writeln!(out, "{masked}")?;
            for mark in redact::mark(&said).into_iter().filter(|mark| !mark.sure) {
                let words = said.get(mark.start..mark.end).unwrap_or_default();
                writeln!(out, "  ? {words}：{}", mark.why)?;
            }
        }
    }
    Ok(())
}
