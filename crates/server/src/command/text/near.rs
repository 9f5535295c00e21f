//! 相近 — Which messages say the same: to some words, or two by two.

use serde_json::json;
use text::near::index::Index;
use text::near::message::Message;
use text::near::pairs::pairs;
use text::near::verdict::Judged;

use super::table::{Field, Row};
use super::{Out, names, print_json, rows};
use crate::Failure;
use crate::cli::text::Source;

fn message(row: &Row) -> Message {
    let place = row.get(Field::Place);
    Message {
        id: row.key(),
        title: row.get(Field::Title).to_owned(),
        body: row.get(Field::Body).to_owned(),
        day: row.minute().and_then(|minute| i32::try_from(minute.div_euclid(24 * 60)).ok()),
        place: (!place.is_empty()).then(|| place.to_owned()),
    }
}

fn reasons(judged: &Judged) -> Vec<String> {
    judged.because.iter().map(ToString::to_string).collect()
}

pub(super) fn run(
    source: &Source,
    query: Option<&str>,
    limit: usize,
    least: f64,
    out: Out<'_>,
) -> Result<(), Failure> {
    let rows = rows(source)?;
    let messages: Vec<Message> = rows.iter().map(message).collect();
    let names = names(&rows);
    let id = |key: &str| names.get(key).cloned().unwrap_or_else(|| json!(key));
    if let Some(query) = query {
        let asked = Message { title: String::new(), body: query.to_owned(), ..Message::default() };
        for found in Index::of(&messages).search(&asked, limit) {
            let judged = &found.judged;
            let (because, id) = (reasons(judged), id(&found.id));
            if source.json {
                print_json(
                    &json!({"id": id, "probability": judged.probability, "verdict": judged.verdict, "because": because}),
                    out,
                )?;
            } else {
                writeln!(out, "{}  {:.2}  {}", found.id, judged.probability, because.join("；"))?;
            }
        }
        return Ok(());
    }
    for pair in pairs(&messages, least) {
        let judged = &pair.judged;
        let because = reasons(judged);
        if source.json {
            let (a, b) = (id(&pair.a), id(&pair.b));
            print_json(
                &json!({"a": a, "b": b, "probability": judged.probability, "verdict": judged.verdict, "because": because}),
                out,
            )?;
        } else {
            writeln!(
                out,
                "{} {}  {:.2}  {}",
                pair.a,
                pair.b,
                judged.probability,
                because.join("；")
            )?;
        }
    }
    Ok(())
}
