//! 公约页 — The page of a covenant: clauses, since when, filed when, its editions; and its place on the matter's page.

use ::store::Tx;
use askama::Template;
use ground::{matter, place};
use kernel::{County, Error, Id, MatterId, Result};
use serde::Serialize;
use web::{At, Cx, Frame, Link, Reply, Verb};

use super::lint::{self, Flag};
use super::{Covenant, policy, store};

#[derive(Template, Serialize)]
#[template(path = "covenant/show.html")]
struct ShowPage {
    #[serde(skip)]
    page: Frame,
    covenant: Covenant,
    flags: Vec<Flag>,
    editions: Vec<Covenant>,
    may_file: bool,
}

/// A clause with what may be wrong with it.
struct Line<'a> {
    no: usize,
    words: &'a str,
    flags: Vec<&'a Flag>,
}

impl ShowPage {
    fn lines(&self) -> Vec<Line<'_>> {
        let line = |(no, words)| Line {
            no,
            words,
            flags: self.flags.iter().filter(|f| f.no == no).collect(),
        };
        (1..).zip(self.covenant.clauses.iter().map(String::as_str)).map(line).collect()
    }

    fn overdue(&self) -> bool {
        self.covenant.ends.is_none() && self.covenant.review <= self.page.now()
    }

    fn law(&self) -> Option<String> {
        let rule = self.covenant.law()?;
        let mark = if rule.is_verified() {
            String::new()
        } else {
            self.page.t("manage-covenant-unverified")
        };
        Some(format!("《{}》{} {mark}", rule.law, rule.article))
    }
}

pub(super) fn verb() -> Verb {
    Verb::page("manage-covenant-show", "/{county}/covenants/{id}", policy::may_show, get)
}

async fn get(cx: Cx, At((county, id)): At<(County, Id<Covenant>)>) -> Reply {
    let mut tx = cx.read().await?;
    let covenant = store::load(&mut tx, &county, &id).await?;
    cx.may(policy::may_show, &covenant.subject())?;
    let mut crumbs = place::crumbs(&mut tx, &covenant.place).await?;
    if let Some(id) = &covenant.matter {
        let matter = matter::load(&mut tx, &county, id).await?;
        crumbs.push(Link::new(matter.url(), matter.title));
    }
    let mut editions = store::editions(&mut tx, &covenant.place, &covenant.title).await?;
    editions.retain(|e| e.id != covenant.id);
    let page = cx.frame(covenant.title.clone()).crumbs_of(crumbs);
    let may_file = covenant.filed.is_none() && page.may(policy::may_file, &covenant.subject());
    let flags = lint::check_clauses(&covenant.clauses);
    cx.public(&ShowPage { page, covenant, flags, editions, may_file })
}

#[derive(Template)]
#[template(path = "covenant/card.html")]
struct Card<'a> {
    page: &'a Frame,
    covenants: Vec<Covenant>,
}

/// The covenants of a matter, for its page.
///
/// # Errors
/// A fault when the database fails.
pub async fn card(
    tx: &mut Tx,
    page: &Frame,
    county: &County,
    id: &MatterId,
) -> Result<Option<String>> {
    let covenants = store::of_matter(tx, county, id).await?;
    if covenants.is_empty() {
        return Ok(None);
    }
    Card { page, covenants }.render().map(Some).map_err(Error::fault)
}
