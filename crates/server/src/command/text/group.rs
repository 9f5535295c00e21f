//! 同类 — Messages grouped by the problem they speak of, the ones that move most people first.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use text::group::{Card, Grouper, Message, Period};

use super::table::{Field, Row};
use super::{Out, names, print_json, rows};
use crate::Failure;
use crate::cli::text::Source;

fn message(row: &Row) -> Message {
    let some = |field| Some(row.get(field).to_owned()).filter(|cell| !cell.is_empty());
    Message {
        id: row.key(),
        title: row.get(Field::Title).to_owned(),
        body: row.get(Field::Body).to_owned(),
        time: row.minute(),
        place: some(Field::Place),
        author: some(Field::Author),
        up: row.number(Field::Up),
        down: row.number(Field::Down),
        solved: row.yes(Field::Solved),
    }
}

pub(super) fn run(source: &Source, days: u32, least: usize, out: Out<'_>) -> Result<(), Failure> {
    let rows = rows(source)?;
    let mut grouper = Grouper::new();
    grouper.add(rows.iter().map(message));
    let latest = rows.iter().filter_map(Row::minute).max();
    let period = latest.map_or_else(Period::default, |minute| Period::last_days(minute, days));
    let mut cards = grouper.cards(period);
    cards.retain(|card| card.ids.len() >= least);
    cards.sort_by(|a, b| {
        (b.heat.points, b.ids.len(), &a.key).cmp(&(a.heat.points, a.ids.len(), &b.key))
    });
    if source.json {
        let names = names(&rows);
        let groups: Vec<Value> = cards.iter().map(|card| shown(card, &names)).collect();
        return print_json(&json!({"groups": groups}), out);
    }
    for card in &cards {
        writeln!(
            out,
            "{}  {} 条 {} 人  热度 {}  {}",
            card.name,
            card.ids.len(),
            card.people,
            card.heat.points,
            card.growth.words
        )?;
    }
    Ok(())
}

fn shown(card: &Card, names: &BTreeMap<String, Value>) -> Value {
    let id = |id: &String| names.get(id).cloned().unwrap_or_else(|| json!(id));
    json!({
        "key": id(&card.key),
        "name": card.name,
        "ids": card.ids.iter().map(id).collect::<Vec<_>>(),
        "places": card.places,
        "times": card.times,
        "growth": card.growth,
        "heat": card.heat.points,
        "heat_parts": card.heat,
        "people": card.people,
        "solved": card.solved,
        "may_leave_community": card.may_leave_community,
        "took_in": card.took_in,
    })
}
