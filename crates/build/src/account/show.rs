//! 账目·页面 — The account as a page, which is also its printed sheet: it adds up to the fen.

use askama::Template;
use ground::place;
use kernel::{County, Id};
use serde::Serialize;
use web::{At, Cx, Frame, Link, Reply, Verb};

use super::{Account, Entry, Kind, State, policy, store};
use crate::project::{Project, door, site};

/// A line as the table shows it.
#[derive(Debug, Serialize)]
struct Row {
    entry: Entry,
    /// Money in, as text; empty for spending.
    income: String,
    /// Money out, as text; empty for income.
    spending: String,
    /// The record behind it.
    evidence: Option<String>,
    acts: Vec<Link>,
}

#[derive(Template, Serialize)]
#[template(path = "account/show.html")]
struct ShowPage {
    #[serde(skip)]
    page: Frame,
    project: Project,
    place: String,
    account: Account,
    rows: Vec<Row>,
    acts: Vec<Link>,
}

impl ShowPage {
    fn qr(&self) -> String {
        self.page.qr(&self.project.account_url())
    }

    fn yuan(&self, amount: impl std::fmt::Display) -> String {
        self.page.t1("build-yuan", "n", &amount.to_string())
    }

    /// What is missing, or what is too much, in words.
    fn gap(&self) -> String {
        gap(&self.page, &self.account)
    }

    fn entered(&self, entry: &Entry) -> String {
        if entry.entered_name.is_empty() {
            self.page.t("build-contribution-somebody")
        } else {
            entry.entered_name.clone()
        }
    }
}

/// What is missing, or what is too much, in words.
pub(crate) fn gap(page: &Frame, account: &Account) -> String {
    let n = kernel::Fen(account.gap.0.abs()).to_string();
    let key = match account.gap.0 {
        1.. => "build-account-gap-missing",
        0 => "build-account-gap-none",
        _ => "build-account-gap-over",
    };
    page.t1(key, "n", &n)
}

/// A line in words, for those who look at it.
pub(super) fn line(page: &Frame, entry: &Entry) -> String {
    page.tn(
        "build-account-line",
        &[
            ("day", &entry.day),
            ("kind", &page.word("build-account-kind", entry.kind.word())),
            ("amount", &entry.amount.to_string()),
            ("what", &entry.what),
            ("party", &entry.party),
            ("voucher", &entry.voucher),
        ],
    )
}

pub(super) fn verb() -> Verb {
    Verb::page("build-account-show", "/{county}/projects/{id}/account", policy::may_show, get)
}

async fn get(cx: Cx, At((county, id)): At<(County, Id<Project>)>) -> Reply {
    let mut tx = cx.read().await?;
    let site = site(&mut tx, &county, &id).await?;
    cx.may(policy::may_show, &site.subject())?;
    let place = place::load(&mut tx, &site.project.place).await?.way;
    let entries = store::of_project(&mut tx, &county, &id).await?;
    let account = Account::of(&entries, site.project.planned);
    let title = cx.frame("").t1("build-account-of", "title", &site.project.title);
    let page = cx.frame(title).crumbs_of(site.crumbs());
    let subject = site.subject();
    let enter = format!("{}/enter", site.project.url());
    let acts = door(&page, policy::may_enter, &subject, enter, "build-account-enter")
        .into_iter()
        .collect();
    let countered: Vec<Id<Entry>> = entries
        .iter()
        .filter(|e| e.state != State::Struck)
        .filter_map(|e| e.counters.clone())
        .collect();
    let rows = entries.into_iter().map(|entry| row(&page, &subject, entry, &countered)).collect();
    cx.public(&ShowPage { page, project: site.project, place, account, rows, acts })
}

fn row(page: &Frame, subject: &kernel::Subject, entry: Entry, countered: &[Id<Entry>]) -> Row {
    let confirm = || {
        let other = entry.entered_by.is_none() || entry.entered_by != page.actor().person;
        let href = entry.url("confirm");
        door(page, policy::may_confirm, subject, href, "build-account-confirm").filter(|_| other)
    };
    let counter = || {
        let open = entry.counters.is_none() && !countered.contains(&entry.id);
        let href = entry.url("counter");
        door(page, policy::may_counter, subject, href, "build-account-counter").filter(|_| open)
    };
    let act = match entry.state {
        State::Entered => confirm(),
        State::Counted => counter(),
        State::Struck => None,
    };
    let county = entry.place.county();
    let evidence = entry.record.as_ref().map(|record| match entry.kind {
        Kind::Award => format!("/{county}/awards/{record}"),
        _ => format!("/{county}/contributions/{record}"),
    });
    let amount = entry.amount.to_string();
    let (income, spending) = if entry.kind == Kind::Spending {
        (String::new(), amount)
    } else {
        (amount, String::new())
    };
    Row { income, spending, evidence, acts: act.into_iter().collect(), entry }
}
