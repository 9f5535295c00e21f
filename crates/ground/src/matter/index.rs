//! 搜得到 — By what matters are found: our own tokens, kept in the change that makes them so.
//!
//! ```text
//! open, save, what was said ─ same transaction ─▶ ground_find ─▶ FTS5 (SQLite) or GIN (PostgreSQL)
//! merged ────────────────────────────────────────▶ gone from both
//! ```
//!
//! A search reads the latest rows that have every token (`text::search`), a bounded number of them: in
//! SQLite the full-text index gives them in that order by itself; PostgreSQL is asked for the last weeks
//! first, then for more, so that what everybody says costs no more than what nobody says.

use std::collections::BTreeSet;

use ::store::{Dialect, Row, Tx, binds};
use kernel::{County, MatterId, Moment, PlaceCode, Result, Standing, days};
use text::search::{NAME, Query, tokens};

use super::{Matter, names, store};

/// The most characters of what was said that a matter is found by.
const MOST: usize = 4_000;
/// Stands before a week: of the private use area, which no word has.
const WEEK: char = '\u{e004}';
/// How many weeks back PostgreSQL is asked for, one after the other, before it is asked for all.
const WEEKS: [i64; 2] = [2, 26];

/// A matter with what it is found by.
#[derive(Debug)]
pub(super) struct Hit {
    /// Sorts by when it was raised.
    pub n: i64,
    pub matter: Matter,
    /// What was said, masked.
    pub words: String,
    /// The parts of the query that are names of its places or of who answers (`text::search::Row`).
    pub names: String,
}

/// Makes a matter findable: by its title, the names of its places and of who answers, and by what
/// residents said as its page shows it (`words`, masked).
///
/// # Errors
/// A fault when the database fails.
pub async fn findable(tx: &mut Tx, matter: &Matter, words: &str) -> Result<()> {
    let county = matter.place.county();
    if matter.standing == Standing::Merged {
        return leave(tx, &county, &matter.id).await;
    }
    let known = number(tx, &county, &matter.id).await?;
    let n = match known {
        Some(n) => n,
        None => fresh(tx, &county, matter).await?,
    };
    let words: String = words.chars().filter(|c| *c != '\0').take(MOST).collect();
    let list =
        found_by(&matter.place, matter.answers.as_deref(), &matter.title, &words, matter.raised);
    let sqlite = tx.dialect() == Dialect::Sqlite;
    let kept = if sqlite { "" } else { list.as_str() };
    tx.run(
        "INSERT INTO ground_find (county, matter, n, words, tokens) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT (county, matter) DO UPDATE SET words = excluded.words, tokens = excluded.tokens",
        binds![&county, &matter.id, n, &words, kept],
    )
    .await?;
    if sqlite {
        if known.is_some() {
            forget(tx, n).await?;
        }
        let sql = "INSERT INTO ground_find_token (rowid, county, tokens) VALUES ($1, $2, $3)";
        tx.run(sql, binds![n, &county, list]).await?;
    }
    names::keep(tx, matter).await
}

/// As [`findable`], with the words it has been found by so far.
pub(super) async fn refresh(tx: &mut Tx, matter: &Matter) -> Result<()> {
    let sql = "SELECT words FROM ground_find WHERE county = $1 AND matter = $2";
    // One that is not findable yet becomes so with its words, not without them.
    match tx.maybe(sql, binds![matter.place.county(), &matter.id]).await? {
        Some(row) => findable(tx, matter, &row.text("words")?).await,
        None => Ok(()),
    }
}

/// Takes a matter out: nothing finds it any more.
async fn leave(tx: &mut Tx, county: &County, id: &MatterId) -> Result<()> {
    let Some(n) = number(tx, county, id).await? else { return Ok(()) };
    if tx.dialect() == Dialect::Sqlite {
        forget(tx, n).await?;
    }
    tx.run("DELETE FROM ground_find WHERE county = $1 AND matter = $2", binds![county, id]).await?;
    Ok(())
}

async fn forget(tx: &mut Tx, n: i64) -> Result<()> {
    // The county is in the number, see `numbers_of`.
    tx.run("DELETE FROM ground_find_token WHERE rowid = $1", binds![n]).await?;
    Ok(())
}

async fn number(tx: &mut Tx, county: &County, id: &MatterId) -> Result<Option<i64>> {
    let sql = "SELECT n FROM ground_find WHERE county = $1 AND matter = $2";
    tx.maybe(sql, binds![county, id]).await?.map(|row| row.int("n")).transpose()
}

/// A number no matter has yet: the county, then the minute it was raised in, then what its id says.
async fn fresh(tx: &mut Tx, county: &County, matter: &Matter) -> Result<i64> {
    let mut n = number_of(county, &matter.id, matter.raised);
    let sql = "SELECT 1 AS one FROM ground_find WHERE county = $1 AND n = $2";
    while tx.maybe(sql, binds![county, n]).await?.is_some() {
        n += 1;
    }
    Ok(n)
}

/// The number a matter sorts by among those of its county, unless another has it: then the next.
pub fn number_of(county: &County, id: &MatterId, raised: Moment) -> i64 {
    let mark = id.as_str().bytes();
    let mark = mark.fold(0_i64, |mark, byte| (mark * 31 + i64::from(byte)) % 0x1_0000);
    let (low, high) = numbers_of(county);
    low + ((raised.0.clamp(0, high - low) >> 16) << 16) + mark
}

/// The numbers of a county: each has 2^43, one for every millisecond until the year 2248.
fn numbers_of(county: &County) -> (i64, i64) {
    let code: i64 = county.as_str().parse().unwrap_or_default();
    (code << 43, (code << 43) | ((1 << 43) - 1))
}

/// Everything a matter is found by, parted by spaces: title, names of its places and of who answers, what was
/// said (masked), the week it was raised in. For who fills a database by hand; all others call [`findable`].
pub fn found_by(
    place: &PlaceCode,
    answers: Option<&str>,
    title: &str,
    words: &str,
    raised: Moment,
) -> String {
    let mut all = tokens(title);
    all.extend(tokens(words));
    all.extend(names::of(place, answers));
    all.insert(week(raised.0.div_euclid(days(7))));
    all.into_iter().collect::<Vec<_>>().join(" ")
}

fn week(week: i64) -> String {
    format!("{WEEK}{week}")
}

/// What one part of a query asks for: all of these tokens, or one of those that stand for a name.
#[derive(Debug)]
struct Asked {
    part: String,
    tokens: Vec<String>,
    names: BTreeSet<String>,
}

/// The latest `most` matters in a place that have everything the query needs, before a number.
///
/// # Errors
/// A fault when the database fails.
pub(super) async fn latest(
    tx: &mut Tx,
    place: &PlaceCode,
    query: &Query,
    before: Option<i64>,
    most: i64,
) -> Result<Vec<Hit>> {
    let county = place.county();
    let mut asked = Vec::new();
    for (part, need) in query.parts().iter().zip(query.needs()) {
        let names = match &need.name {
            Some(name) => names::meant(tx, &county, name).await?.into_iter().collect(),
            None => BTreeSet::new(),
        };
        asked.push(Asked { part: part.clone(), tokens: need.tokens, names });
    }
    let (low, high) = numbers_of(&county);
    let before = before.unwrap_or(high).clamp(low, high);
    let rows = if tx.dialect() == Dialect::Sqlite {
        // The numbers say the county already: its token would be one more long list to go through.
        let narrow = (place.as_str().len() > 6).then(|| names::at(place));
        let ask = ask(&asked, narrow.as_deref(), &SQLITE);
        tx.all(IN_SQLITE, binds![county, ask, low, before, most]).await?
    } else {
        let ask = ask(&asked, Some(&names::at(place)), &POSTGRES);
        in_postgres(tx, &county, &ask, (low, before), most).await?
    };
    rows.iter().map(|row| read(row, &asked)).collect()
}

async fn in_postgres(
    tx: &mut Tx,
    county: &County,
    ask: &str,
    (low, before): (i64, i64),
    most: i64,
) -> Result<Vec<Row>> {
    let last = Moment(before - low).min(tx.now).0.div_euclid(days(7));
    for weeks in WEEKS {
        let among: Vec<String> =
            (0..weeks).map(|back| POSTGRES.whole(&week(last - back))).collect();
        let ask = format!("{ask} & ({})", among.join(" | "));
        let rows = tx.all(IN_POSTGRES, binds![county, ask, low, before, most]).await?;
        if i64::try_from(rows.len()).unwrap_or(i64::MAX) >= most {
            return Ok(rows);
        }
    }
    tx.all(IN_POSTGRES, binds![county, ask, low, before, most]).await
}

/// How an engine writes a question.
struct Signs {
    and: &'static str,
    or: &'static str,
    quote: char,
}

const SQLITE: Signs = Signs { and: " AND ", or: " OR ", quote: '"' };
const POSTGRES: Signs = Signs { and: " & ", or: " | ", quote: '\'' };

impl Signs {
    /// Tokens have no quotes in them: letters, digits, Chinese characters, our marks.
    fn whole(&self, token: &str) -> String {
        format!("{0}{token}{0}", self.quote)
    }
}

/// The question in an engine's own writing.
fn ask(asked: &[Asked], place: Option<&str>, signs: &Signs) -> String {
    let mut all = Vec::new();
    for one in asked {
        let words: Vec<String> = one.tokens.iter().map(|token| signs.whole(token)).collect();
        let words = format!("({})", words.join(signs.and));
        let ways = [words].into_iter().chain(one.names.iter().map(|token| signs.whole(token)));
        all.push(format!("({})", ways.collect::<Vec<_>>().join(signs.or)));
    }
    all.extend(place.map(|token| signs.whole(token)));
    all.join(signs.and)
}

/// CROSS JOIN keeps SQLite to this order: from the few rows found to their matters, never the other way.
const IN_SQLITE: &str = "SELECT f.n, f.words, m.county, m.id, m.place, m.title, m.stage, m.standing, \
    m.klass, m.answers, m.due, m.reason, m.review, m.into_matter, m.voices, m.raised, m.changed, \
    m.version FROM (SELECT rowid AS n FROM ground_find_token \
    WHERE ground_find_token MATCH $2 AND rowid >= $3 AND rowid < $4 \
    ORDER BY rowid DESC LIMIT $5) AS h CROSS JOIN ground_find AS f CROSS JOIN ground_matter AS m \
    WHERE f.county = $1 AND f.n = h.n AND m.county = $1 AND m.id = f.matter ORDER BY f.n DESC";

/// `county || ''` and `n + 0` keep PostgreSQL to the index of tokens: it cannot know how few rows have
/// all of several common ones, and would rather walk through the whole county by `n`.
const IN_POSTGRES: &str = "WITH h AS MATERIALIZED (SELECT n, matter, words FROM ground_find \
    WHERE array_to_tsvector(string_to_array(tokens, ' ')) @@ CAST($2 AS tsquery) \
    AND county || '' = $1 AND n + 0 >= $3 AND n + 0 < $4 ORDER BY n + 0 DESC LIMIT $5) \
    SELECT h.n, h.words, m.county, m.id, m.place, m.title, m.stage, m.standing, m.klass, m.answers, \
    m.due, m.reason, m.review, m.into_matter, m.voices, m.raised, m.changed, m.version \
    FROM h JOIN ground_matter m ON m.county = $1 AND m.id = h.matter ORDER BY h.n DESC";

fn read(row: &Row, asked: &[Asked]) -> Result<Hit> {
    let matter = store::read(row)?;
    let own = names::of(&matter.place, matter.answers.as_deref());
    let mut names = String::new();
    for one in asked.iter().filter(|one| !one.names.is_disjoint(&own)) {
        names.push(NAME);
        names.push_str(&one.part);
    }
    Ok(Hit { n: row.int("n")?, matter, words: row.text("words")?, names })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_in_either_writing() {
        let asked = |part: &str, tokens: &[&str], names: &[&str]| Asked {
            part: part.into(),
            tokens: tokens.iter().map(|t| (*t).to_owned()).collect(),
            names: names.iter().map(|t| (*t).to_owned()).collect(),
        };
        let all = [asked("路灯坏", &["路灯", "灯坏"], &[]), asked("nh", &["nh"], &["P1", "P2"])];
        let sqlite = ask(&all, Some("P"), &SQLITE);
        assert_eq!(sqlite, r#"(("路灯" AND "灯坏")) AND (("nh") OR "P1" OR "P2") AND "P""#);
        let postgres = ask(&all, None, &POSTGRES);
        assert_eq!(postgres, "(('路灯' & '灯坏')) & (('nh') | 'P1' | 'P2')");
    }

    #[test]
    fn numbers_sort_by_county_then_time_and_fit() {
        let of = |code| numbers_of(&County::parse(code).unwrap());
        assert!(of("420583").1 < of("420584").0);
        assert!(of("999999").1 > 0 && of("659012").0 > 0);
    }
}
