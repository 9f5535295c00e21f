//! 找同类 — Reads what was said in a month and the one before, and groups it. Grouped once for the same words.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use ::store::{Row, Tx, binds};
use ground::matter as spine;
use jiff::civil::Date;
use kernel::{Actor, Error, MatterId, Moment, PlaceCode, Result, Role, Stage, Standing, digest};
use serde::Serialize;
use text::group::{Grouper, Growth, Heat, Message, Period, Times};

use crate::memory::Memory;

/// The most reports of a month that are grouped: of more, the latest, and the page says so.
const MOST_OF_A_MONTH: usize = 4_000;
/// By place and month, with what they were made from.
static FOUND: Memory<(String, Arc<Found>)> = Memory::new(64);
/// China has one time, eight hours before UTC.
const EAST: i64 = 8 * 60;

/// A month: `2026-11`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Month(Date);

impl Month {
    /// Reads `2026-11`; the month of `today` when it cannot.
    pub(super) fn read(text: Option<&str>, today: Date) -> Self {
        let asked = text.and_then(|t| format!("{t}-01").parse::<Date>().ok());
        Self(asked.unwrap_or(today).first_of_month())
    }

    /// The month so many later (or earlier).
    fn shifted(self, months: i32) -> Self {
        let span = jiff::Span::new().months(months);
        // Within the years a calendar has; at its edge the month stays.
        Self(self.0.checked_add(span).unwrap_or(self.0))
    }

    /// The month before.
    pub(super) fn before(self) -> Self {
        self.shifted(-1)
    }

    /// Its first moment.
    fn begins(self) -> Moment {
        self.0.yesterday().map_or(Moment::end_of(self.0), |day| Moment::end_of(day).plus(1))
    }

    /// Its first moment and that of the next month, in the minutes groups are told in.
    fn period(self) -> Period {
        let minute = |moment: Moment| moment.0.div_euclid(60_000) + EAST;
        Period { from: minute(self.begins()), until: minute(self.shifted(1).begins()) }
    }
}

impl std::fmt::Display for Month {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-{:02}", self.0.year(), self.0.month())
    }
}

/// A matter of a group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Member {
    pub id: MatterId,
    pub title: String,
    pub place: PlaceCode,
    pub standing: Standing,
    pub url: String,
    /// How many of the group spoke of it.
    pub said: i64,
}

/// A group as it is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Group {
    /// The number of its first matter names it: a group that grows keeps it.
    pub key: MatterId,
    /// Its name, from the words of its members.
    pub name: String,
    /// How many people spoke.
    pub people: u64,
    /// This month beside the one before.
    pub growth: Growth,
    /// When they spoke.
    pub times: Times,
    /// How many people it moves.
    pub heat: Heat,
    /// Its matters, most spoken of first.
    pub matters: Vec<Member>,
    /// How many of its matters their residents call solved.
    pub solved: i64,
    /// Whether at least five people stand behind it; otherwise it stays with those who serve the community.
    pub may_leave: bool,
}

/// What was found in a month.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// The groups, the hottest first.
    pub groups: Vec<Group>,
    /// Whether more was said than was looked at.
    pub cut: bool,
}

/// What was said, and of which matter.
pub(super) struct Said {
    pub voice: String,
    pub matter: MatterId,
    pub title: String,
    pub words: String,
    pub place: PlaceCode,
    pub stage: Stage,
    pub standing: Standing,
    /// When its matter was first raised.
    pub raised: Moment,
    pub at: Moment,
    /// The account that spoke, where it had one: all it says is one person's.
    person: Option<String>,
    /// How often its matter was changed: a merge or a verdict is seen without a new word.
    pub version: i64,
}

/// The groups of a place in a month. Who may see the small ones says [`seen_by`].
///
/// # Errors
/// A fault when the database fails.
pub(super) async fn groups(tx: &mut Tx, at: &PlaceCode, month: Month) -> Result<Arc<Found>> {
    let mut said = said(tx, at, month).await?;
    let cut = said.len() >= MOST_OF_A_MONTH;
    let before = self::said(tx, at, month.before()).await?;
    said.extend(before);
    // A running month is told as of today.
    let (name, mark) = (format!("{at} {month}"), format!("{} {}", tx.now.day(), mark(&said)));
    if let Some((_, kept)) = FOUND.get(&name).filter(|(of, _)| *of == mark) {
        return Ok(kept);
    }
    // Above the community the kind of problem counts, and places the words do not name part nothing.
    let (above, now) = (at.as_str().len() < 12, tx.now);
    let groups = tokio::task::spawn_blocking(move || group(&said, month, above, now)).await;
    let found = Arc::new(Found { groups: groups.map_err(Error::fault)?, cut });
    FOUND.put(name, (mark, found.clone()));
    Ok(found)
}

/// What is found in what was said is made from this: every report with the version of its matter.
pub(super) fn mark(said: &[Said]) -> String {
    let all: Vec<String> = said.iter().map(|s| format!("{} {}", s.voice, s.version)).collect();
    digest(&all.join("\n"))
}

/// The groups a reader may see: those of fewer than five people only who serves their community.
pub(super) fn seen_by(actor: &Actor, at: &PlaceCode, found: &Found) -> Vec<Group> {
    let serves = at.community().is_some_and(|community| actor.holds(&[Role::Worker], &community));
    found.groups.iter().filter(|group| serves || group.may_leave).cloned().collect()
}

/// What was said at a place in a month, the latest first.
pub(super) async fn said(tx: &mut Tx, at: &PlaceCode, month: Month) -> Result<Vec<Said>> {
    let (from, to) = at.range();
    let (begin, end) = (month.begins(), month.shifted(1).begins());
    let rows = tx
        .all(
            "SELECT r.voice, r.matter, m.title, r.words, m.place, m.stage, m.standing, m.raised, m.version, r.at, v.person \
             FROM listen_report r JOIN ground_matter m ON m.county = r.county AND m.id = r.matter \
             LEFT JOIN ground_voice v ON v.county = r.county AND v.id = r.voice \
             WHERE r.county = $1 AND r.at >= $4 AND r.at < $5 AND m.place >= $2 AND m.place < $3 \
             ORDER BY r.at DESC, r.voice DESC LIMIT $6",
            binds![at.county(), from, to, begin, end, i64::try_from(MOST_OF_A_MONTH).unwrap_or(4_000)],
        )
        .await?;
    let read = |row: &Row| {
        Ok(Said {
            voice: row.text("voice")?,
            matter: row.matter("matter")?,
            title: row.text("title")?,
            words: row.text("words")?,
            place: row.place("place")?,
            stage: row.word("stage", Stage::parse)?,
            standing: row.word("standing", Standing::parse)?,
            raised: row.moment("raised")?,
            at: row.moment("at")?,
            person: row.opt_text("person")?,
            version: row.int("version")?,
        })
    };
    rows.iter().map(read).collect()
}

/// Groups what was said, oldest first, so that a group is named by its first matter.
fn group(said: &[Said], month: Month, above: bool, now: Moment) -> Vec<Group> {
    let by_voice: BTreeMap<&str, &Said> = said.iter().map(|s| (s.voice.as_str(), s)).collect();
    let mut grouper = Grouper::new();
    grouper.add(said.iter().map(|said| message(said, above)));
    // A month that still runs is as long as it is old: growth and heat are those of today.
    let whole = month.period();
    let today = now.0.div_euclid(60_000) + EAST;
    let period = Period { until: whole.until.min(today.max(whole.from) + 1), ..whole };
    let mut groups = Vec::new();
    for card in grouper.cards(period) {
        let members: Vec<&Said> =
            card.ids.iter().filter_map(|id| by_voice.get(id.as_str()).copied()).collect();
        let matters = matters(&members);
        // Two words about one matter are not yet a class of problems.
        if card.growth.now == 0 || matters.len() < 2 {
            continue;
        }
        let Some(first) = members.iter().min_by_key(|s| (s.at, &s.voice)) else { continue };
        let solved = matters.iter().filter(|m| m.standing == Standing::Solved).count();
        groups.push(Group {
            key: first.matter.clone(),
            solved: i64::try_from(solved).unwrap_or(i64::MAX),
            matters,
            name: card.name,
            people: card.people,
            growth: card.growth,
            times: card.times,
            heat: card.heat,
            may_leave: card.may_leave_community,
        });
    }
    groups.sort_by(|a, b| (b.heat.points, &a.key).cmp(&(a.heat.points, &b.key)));
    groups
}

fn message(said: &Said, above: bool) -> Message {
    Message {
        id: said.voice.clone(),
        title: said.title.clone(),
        body: said.words.clone(),
        time: Some(said.at.0.div_euclid(60_000) + EAST),
        place: (!above).then(|| path(&said.place)),
        author: said.person.clone(),
        solved: Some(said.standing == Standing::Solved),
        ..Message::default()
    }
}

/// A place as groups read it: an estate lies in its community, another estate beside it.
fn path(place: &PlaceCode) -> String {
    let code = place.as_str();
    let below = code.get(12..).unwrap_or_default().replace('.', "/");
    format!("{}{below}", code.get(..12).unwrap_or(code))
}

fn matters(members: &[&Said]) -> Vec<Member> {
    let mut of: BTreeMap<&MatterId, (i64, &Said)> = BTreeMap::new();
    for said in members {
        of.entry(&said.matter).or_insert((0, *said)).0 += 1;
    }
    let mut matters: Vec<Member> = of
        .into_iter()
        .map(|(id, (n, said))| Member {
            id: id.clone(),
            title: said.title.clone(),
            place: said.place.clone(),
            standing: said.standing,
            url: spine::url(&said.place, id),
            said: n,
        })
        .collect();
    matters.sort_by(|a, b| (b.said, &a.id).cmp(&(a.said, &b.id)));
    matters
}

/// The places of a group's matters.
pub(super) fn places(group: &Group) -> Vec<PlaceCode> {
    let places: BTreeSet<&PlaceCode> = group.matters.iter().map(|m| &m.place).collect();
    places.into_iter().cloned().collect()
}

#[cfg(test)]
mod tests {
    use kernel::Seeded;

    use super::*;

    fn said(n: u64, place: &str, title: &str, at: i64) -> Said {
        Said {
            voice: format!("v{n:02}"),
            matter: MatterId::random(&mut Seeded::new(n)),
            title: title.to_owned(),
            words: String::new(),
            place: PlaceCode::parse(place).unwrap(),
            stage: Stage::Listen,
            standing: Standing::Heard,
            raised: Moment(at),
            at: Moment(at),
            person: None,
            version: 0,
        }
    }

    fn month() -> Month {
        Month::read(Some("2026-11"), jiff::civil::date(2026, 1, 1))
    }

    #[test]
    fn a_month_begins_and_ends_by_the_clock_of_its_place() {
        assert_eq!(
            (month().to_string(), month().before().to_string().as_str()),
            ("2026-11".into(), "2026-10")
        );
        assert_eq!(month().begins().date(), "2026-11-01");
        assert_eq!(month().begins().plus(-1).date(), "2026-10-31");
        let period = month().period();
        assert_eq!(period.until - period.from, 30 * 24 * 60);
        assert_eq!(Month::read(Some("soon"), jiff::civil::date(2026, 11, 26)), month());
    }

    #[test]
    fn the_same_lift_is_one_group_and_few_people_stay_in_their_community() {
        let begins = month().begins().0;
        let lift =
            ["春晓小区3号楼电梯又坏了", "春晓小区3号楼电梯坏了没人修", "3号楼电梯坏了，春晓小区"];
        let mut all: Vec<Said> = (0..)
            .zip(lift)
            .map(|(n, title)| {
                said(n, "420583001003.01", title, begins + 60_000 * i64::try_from(n).unwrap())
            })
            .collect();
        all.push(said(9, "420583001003.02", "广场舞半夜还在响", begins));
        all.reverse();
        let groups = group(&all, month(), false, Moment(begins + 86_400_000));
        assert_eq!(groups.len(), 1, "{groups:?}");
        // Nobody gave an account, and two of the three say nearly the same: two people for certain.
        assert_eq!((groups[0].matters.len(), groups[0].people), (3, 2));
        assert_eq!(groups[0].key, all.last().unwrap().matter, "named by its first matter");
        assert!(!groups[0].may_leave, "three people do not leave their community");
        let at = PlaceCode::parse("420583001003").unwrap();
        let found = Found { groups, cut: false };
        assert_eq!(seen_by(&Actor::visitor(), &at, &found), []);
    }
}
