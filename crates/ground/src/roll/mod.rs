//! 名册 — Who may take part at a place, by unit: a vote copies what it needs and freezes it.

use kernel::{Actor, Area, PlaceCode, Result};
use serde::Serialize;
use store::{Row, Tx, binds};

/// Which roll: never mixed (owners by unit, adults, households, representatives, members).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// 业主, by exclusive part.
    Owners,
    /// 十八周岁以上居民 or 村民.
    Adults,
    /// 户代表
    Households,
    /// 居民代表 or 村民代表
    Representatives,
    /// Members of a body.
    Members,
}

impl Kind {
    /// Every roll.
    pub const ALL: &'static [Kind] =
        &[Self::Owners, Self::Adults, Self::Households, Self::Representatives, Self::Members];

    /// The word in columns and keys.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Owners => "owners",
            Self::Adults => "adults",
            Self::Households => "households",
            Self::Representatives => "representatives",
            Self::Members => "members",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|k| k.word() == word)
    }
}

/// One line of a roll.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// The unit (owners: the exclusive part; others: a running number).
    pub unit: String,
    /// Who counts as one head: several parts of one buyer share it.
    pub head: String,
    /// The household.
    pub household: String,
    /// The exclusive area in 0.01 m²; 0 where area does not count.
    pub area: Area,
    /// The account that may vote electronically for it, if any.
    pub person: Option<String>,
}

fn read(row: &Row) -> Result<Entry> {
    Ok(Entry {
        unit: row.text("unit")?,
        head: row.text("head")?,
        household: row.text("household")?,
        area: Area(row.int("area")?),
        person: row.opt_text("person")?,
    })
}

/// Adds or corrects a line.
///
/// # Errors
/// A fault when the database fails.
pub async fn put(tx: &mut Tx, place: &PlaceCode, kind: Kind, entry: &Entry) -> Result<()> {
    tx.run(
        "INSERT INTO ground_roll (county, place, kind, unit, head, household, area, person) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (county, place, kind, unit) DO UPDATE SET \
         head = excluded.head, household = excluded.household, area = excluded.area, person = excluded.person",
        binds![
            place.county(), place, kind.word(), &entry.unit, &entry.head, &entry.household, entry.area,
            entry.person.clone(),
        ],
    )
    .await?;
    Ok(())
}

/// Every line of a place's roll, by unit.
///
/// # Errors
/// A fault when the database fails.
pub async fn entries(tx: &mut Tx, place: &PlaceCode, kind: Kind) -> Result<Vec<Entry>> {
    tx.all(
        "SELECT unit, head, household, area, person FROM ground_roll \
         WHERE county = $1 AND place = $2 AND kind = $3 ORDER BY unit",
        binds![place.county(), place, kind.word()],
    )
    .await?
    .iter()
    .map(read)
    .collect()
}

/// Whether the actor is on any roll of the place.
///
/// # Errors
/// A fault when the database fails.
pub async fn on_roll(tx: &mut Tx, place: &PlaceCode, actor: &Actor) -> Result<bool> {
    let Some(person) = &actor.person else { return Ok(false) };
    let row = tx
        .maybe(
            "SELECT unit FROM ground_roll WHERE county = $1 AND place = $2 AND person = $3 LIMIT 1",
            binds![place.county(), place, person],
        )
        .await?;
    Ok(row.is_some())
}
