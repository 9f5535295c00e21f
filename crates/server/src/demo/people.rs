//! 演示人物 — The people of the demo: roles with an alias, never a name.

use std::collections::BTreeMap;

use kernel::{Error, PlaceCode, Result, Role};
use store::Tx;

use super::{cell, lines};

const PEOPLE: &str = include_str!("../../data/people.csv");

/// Who may be on the rolls of a place, in the order of the file.
pub(super) type Members = BTreeMap<PlaceCode, Vec<String>>;

/// Adds every person with their office. Gives those who live or own at a place.
pub(super) async fn put(tx: &mut Tx) -> Result<Members> {
    let mut members = Members::new();
    for line in lines(PEOPLE) {
        let line = line?;
        let (alias, title) = (cell(&line, 0)?, cell(&line, 3)?);
        let role = Role::parse(cell(&line, 1)?)
            .ok_or_else(|| Error::fault(format!("{alias} has no role")))?;
        let place = PlaceCode::parse(cell(&line, 2)?)?;
        let person = ground::person::add(tx, &place.county(), alias).await?;
        ground::person::appoint(tx, &person, role, &place, title, None).await?;
        if matches!(role, Role::Resident | Role::Convener | Role::Committee) {
            members.entry(place).or_default().push(person.as_str().to_owned());
        }
    }
    Ok(members)
}
