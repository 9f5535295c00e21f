//! 案例页 — The page of a case, which is also its printed sheet, and its place on the matter's page.

use askama::Template;
use ground::matter::{self, Matter};
use ground::place::{self, Place};
use kernel::{County, Error, Id, MatterId, Result};
use serde::Serialize;
use store::Tx;
use web::{At, Cx, Frame, Link, Reply, Verb};

use super::record::Record;
use super::trial::{self, Adoption};
use super::{Basis, Case, State, Words, policy, store as kept, tellable};

#[derive(Template, Serialize)]
#[template(path = "case/show.html")]
struct ShowPage {
    #[serde(skip)]
    page: Frame,
    case: Case,
    /// The words shown: the newest, or those of an earlier edition.
    words: Words,
    basis: Basis,
    edition: i64,
    day: String,
    record: Record,
    place: Place,
    /// Residents said since that it is not solved.
    reopened: bool,
    adoptions: Vec<Adoption>,
    /// Earlier and later editions, by number and address.
    editions: Vec<(i64, String)>,
    may_publish: bool,
    may_edit: bool,
}

impl ShowPage {
    fn qr(&self) -> String {
        self.page.qr(&self.case.url())
    }

    fn matter_url(&self) -> String {
        matter::url(&self.case.place, &self.case.matter)
    }
}

pub(super) fn verb() -> Verb {
    Verb::page("share-case-show", "/{county}/cases/{id}", policy::may_show, get)
}

/// `GET /420583/cases/…`, `?edition=1` for an earlier one. A draft is a page only for those who may write it;
/// a withdrawn case keeps its reason and loses its words.
async fn get(cx: Cx, At((county, id)): At<(County, Id<Case>)>) -> Reply {
    let mut tx = cx.read().await?;
    let mut case = kept::load(&mut tx, &county, &id).await?;
    let matter = matter::load(&mut tx, &county, &case.matter).await?;
    let subject = case.subject(matter.stage);
    cx.may(policy::may_show, &subject)?;
    let title = case.words.title.clone();
    let page = cx.frame(title).crumbs_of(vec![Link::new(matter.url(), matter.title.clone())]);
    let may_edit = case.state != State::Withdrawn && page.may(policy::may_revise, &subject);
    if case.state == State::Draft && !may_edit {
        return Err(Error::NotFound.into());
    }
    let (words, basis, edition, at) = chosen(&cx, &mut tx, &county, &case).await?;
    let thread = ::store::facts_of(&mut tx, &county, &case.matter).await?;
    let mut record = Record::of(&page, &thread, basis.upto);
    if case.state == State::Withdrawn {
        case.words = Words { title: case.words.title, ..Words::default() };
        record = Record::of(&page, &[], -1);
    }
    let published = case.state == State::Published;
    let may_publish = case.state == State::Draft && page.may(policy::may_publish, &subject);
    let editions = if published { others(&case, edition) } else { Vec::new() };
    let place = place::load(&mut tx, &case.place).await?;
    let adoptions = trial::adoptions(&mut tx, &county, &id).await?;
    let reopened = tellable(&matter).is_err();
    let words = if case.state == State::Withdrawn { case.words.clone() } else { words };
    let shown = ShowPage {
        page,
        case,
        words,
        basis,
        edition,
        day: at.date(),
        record,
        place,
        reopened,
        adoptions,
        editions,
        may_publish,
        may_edit,
    };
    if published { cx.public(&shown) } else { cx.page(&shown) }
}

/// The edition asked for, else the newest.
async fn chosen(
    cx: &Cx,
    tx: &mut Tx,
    county: &County,
    case: &Case,
) -> Result<(Words, Basis, i64, kernel::Moment)> {
    let asked = cx.query("edition").filter(|_| case.state == State::Published);
    match asked {
        Some(text) => {
            let edition = text.parse().map_err(|_| Error::NotFound)?;
            let (words, basis, at) = kept::edition(tx, county, &case.id, edition).await?;
            Ok((words, basis, edition, at))
        }
        None => Ok((case.words.clone(), case.basis, case.edition, case.at)),
    }
}

fn others(case: &Case, shown: i64) -> Vec<(i64, String)> {
    (1..=case.edition)
        .filter(|n| *n != shown)
        .map(|n| (n, format!("{}?edition={n}", case.url())))
        .collect()
}

#[derive(Template)]
#[template(path = "case/card.html")]
struct Card<'a> {
    page: &'a Frame,
    case: Option<Case>,
    compose: Option<String>,
}

/// The case of a matter, or the way to write one, for the matter's page.
///
/// # Errors
/// A fault when the database fails.
pub async fn card(
    tx: &mut Tx,
    page: &Frame,
    county: &County,
    id: &MatterId,
) -> Result<Option<String>> {
    let matter: Matter = matter::load(tx, county, id).await?;
    let subject = matter.subject();
    let found = kept::of_matter(tx, county, id).await?;
    let free = found.is_none();
    let case =
        found.filter(|c| c.state == State::Published || page.may(policy::may_revise, &subject));
    let may = free && tellable(&matter).is_ok() && page.may(policy::may_compose, &subject);
    let compose = may.then(|| format!("{}/case", matter.url()));
    if case.is_none() && compose.is_none() {
        return Ok(None);
    }
    Card { page, case, compose }.render().map(Some).map_err(Error::fault)
}
