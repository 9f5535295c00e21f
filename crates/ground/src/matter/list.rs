//! 三张清单 — Problem, task and outcome list: three views over matters, never three tables.

use std::collections::BTreeMap;

use askama::Template;
use kernel::{Error, Level, PlaceCode, Result, Stage, Standing, Subject};
use serde::Serialize;
use store::{Tx, binds};
use web::{At, Cx, Frame, Reply, Verb};

use super::store::level;
use super::{Matter, page_of, policy};
use crate::place;

/// One of the three lists. Every matter is on exactly one; one joined to another counts there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum List {
    /// 问题清单: said or parked, nobody is at work on it.
    Problem,
    /// 任务清单: somebody answers for it, or the residents' verdict is awaited.
    Task,
    /// 成效清单: solved in the residents' own word, or by the disclosed fall-back (shown apart).
    Outcome,
}

impl List {
    /// All three, in order.
    pub const ALL: &'static [List] = &[List::Problem, List::Task, List::Outcome];

    /// The word in addresses, columns and keys.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Problem => "problem",
            Self::Task => "task",
            Self::Outcome => "outcome",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|l| l.word() == word)
    }

    /// Whether matters of this standing are on it.
    pub const fn holds(self, standing: Standing) -> bool {
        match standing {
            Standing::Heard | Standing::Parked => matches!(self, Self::Problem),
            Standing::Open | Standing::Waiting => matches!(self, Self::Task),
            Standing::Solved | Standing::Lapsed => matches!(self, Self::Outcome),
            Standing::Merged => false,
        }
    }

    /// The list a standing is on; `None` for a matter joined to another.
    pub fn of(standing: Standing) -> Option<Self> {
        Self::ALL.iter().copied().find(|l| l.holds(standing))
    }
}

/// How many matters of a place stand how.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Numbers {
    /// By standing.
    pub standing: BTreeMap<&'static str, i64>,
    /// By stage, of those not joined to another.
    pub stage: BTreeMap<&'static str, i64>,
}

impl Numbers {
    /// How many stand so.
    pub fn of(&self, standing: Standing) -> i64 {
        self.standing.get(standing.word()).copied().unwrap_or_default()
    }

    /// How many are at a stage.
    pub fn at(&self, stage: Stage) -> i64 {
        self.stage.get(stage.word()).copied().unwrap_or_default()
    }

    /// How many are on a list.
    pub fn on(&self, list: List) -> i64 {
        Standing::ALL.iter().filter(|s| list.holds(**s)).map(|s| self.of(*s)).sum()
    }

    /// Takes some away: what is left of a place's count without the places below it.
    pub fn take(&mut self, standing: Standing, stage: Stage, n: i64) {
        *self.standing.entry(standing.word()).or_default() -= n;
        if standing != Standing::Merged {
            *self.stage.entry(stage.word()).or_default() -= n;
        }
    }

    /// All that count.
    pub fn all(&self) -> i64 {
        List::ALL.iter().map(|l| self.on(*l)).sum()
    }
}

/// Counts the matters of a place and everything in it, at any level.
///
/// # Errors
/// A fault when the database fails.
pub async fn numbers(tx: &mut Tx, at: &PlaceCode) -> Result<Numbers> {
    // Above the county, its counties' own rows are added up; elsewhere the place has its row.
    let rows = if at.level() < Level::County {
        let ((low, high), (from, to)) = (counties(at), at.range());
        tx.all(
            "SELECT standing, stage, CAST(SUM(n) AS BIGINT) AS n FROM ground_tally \
             WHERE county >= $1 AND county <= $2 AND level <= 6 AND place >= $3 AND place < $4 \
             GROUP BY standing, stage",
            binds![low, high, from, to],
        )
        .await?
    } else {
        tx.all(
            "SELECT standing, stage, n FROM ground_tally \
             WHERE county = $1 AND level = $2 AND place = $3",
            binds![at.county(), level(at), at],
        )
        .await?
    };
    let mut numbers = Numbers::default();
    for row in rows {
        let standing = row.word("standing", Standing::parse)?;
        let stage = row.word("stage", Stage::parse)?;
        let n = row.int("n")?;
        *numbers.standing.entry(standing.word()).or_default() += n;
        if standing != Standing::Merged {
            *numbers.stage.entry(stage.word()).or_default() += n;
        }
    }
    Ok(numbers)
}

/// The counties a place spans, as codes.
fn counties(at: &PlaceCode) -> (String, String) {
    let head: String = at.as_str().chars().take(6).collect();
    (format!("{head:0<6}"), format!("{head:9<6}"))
}

/// The three lists' numbers.
///
/// # Errors
/// A fault when the database fails.
pub async fn lists(tx: &mut Tx, at: &PlaceCode) -> Result<Vec<(List, i64)>> {
    let numbers = numbers(tx, at).await?;
    Ok(List::ALL.iter().map(|l| (*l, numbers.on(*l))).collect())
}

/// How many matters a page of a list shows.
const PAGE: i64 = 30;

#[derive(Template, Serialize)]
#[template(path = "matter/list.html")]
struct ListPage {
    #[serde(skip)]
    page: Frame,
    place: PlaceCode,
    list: List,
    lists: Vec<(List, i64)>,
    matters: Vec<Matter>,
    /// Above the county only numbers go up, never the matters of persons (privacy narrows upward).
    below: Vec<place::Place>,
    next: Option<String>,
}

impl ListPage {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "templates pass references")]
    fn address(&self, list: &List) -> String {
        format!("/places/{}/lists/{}", self.place, list.word())
    }

    fn below_address(&self, below: &place::Place) -> String {
        format!("{}/lists/{}", below.url(), self.list.word())
    }

    fn tone(&self, matter: &Matter) -> &'static str {
        matter.tone(self.page.now())
    }

    /// What is late says so before anything else.
    fn standing(&self, matter: &Matter) -> String {
        if matter.overdue(self.page.now()) {
            return self.page.t("ground-matter-overdue");
        }
        self.page.word("ground-standing", matter.standing.word())
    }
}

pub(super) fn verb() -> Verb {
    Verb::page("ground-matter-list", "/places/{place}/lists/{list}", policy::may_list, get)
}

async fn get(cx: Cx, At((at, word)): At<(PlaceCode, String)>) -> Reply {
    cx.may(policy::may_list, &Subject::at(at.clone(), Stage::Listen))?;
    let list = List::parse(&word).ok_or(Error::NotFound)?;
    let mut tx = cx.read().await?;
    let here = place::load(&mut tx, &at).await?;
    let after = cx.query("after").as_deref().and_then(cursor);
    let high = at.level() < Level::County;
    let (matters, below) = if high {
        (Vec::new(), place::children(&mut tx, &at).await?)
    } else {
        (page_of(&mut tx, &at, list, after, PAGE).await?, Vec::new())
    };
    let full = i64::try_from(matters.len()).unwrap_or(i64::MAX) == PAGE;
    let next = matters
        .last()
        .filter(|_| full)
        .map(|m| format!("/places/{at}/lists/{word}?after={}-{}", m.changed.0, m.id));
    let title = format!("{} · {}", here.name, cx.word("ground-list", list.word()));
    let page = cx.frame(title).crumbs_of(place::crumbs(&mut tx, &at).await?);
    let lists = lists(&mut tx, &at).await?;
    cx.public(&ListPage { page, place: at, list, lists, matters, below, next })
}

fn cursor(text: &str) -> Option<(i64, String)> {
    let (at, id) = text.split_once('-')?;
    Some((at.parse().ok()?, id.to_owned()))
}
