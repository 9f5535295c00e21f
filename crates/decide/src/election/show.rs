//! 推选·页面 — The page of an election, and its place on the matter's page.

use ::store::Tx;
use askama::Template;
use ground::{matter, notice};
use kernel::{County, Error, Id, MatterId, Result};
use serde::Serialize;
use tally::election::Elected;
use tally::explain::explain_election;
use tally::{Lang, Rule};
use web::{At, Cx, Frame, Link, Reply, Verb};

use super::{Candidate, Election, Sheet, Standing, State, policy, store};

/// One name of a round as a bar with its number.
#[derive(Serialize)]
struct Bar {
    label: String,
    count: i64,
    share: String,
    permille: i64,
    tone: &'static str,
}

#[derive(Template, Serialize)]
#[template(path = "election/show.html")]
struct ShowPage {
    #[serde(skip)]
    page: Frame,
    election: Election,
    candidates: Vec<Candidate>,
    rounds: Vec<(Sheet, Elected)>,
    rule: Option<Rule>,
    notice: Option<String>,
    /// The next thing the reader may do: the tail of its address.
    acts: Vec<&'static str>,
}

impl ShowPage {
    fn rule_name(&self) -> &str {
        self.rule
            .as_ref()
            .map_or("", |r| if self.page.lang() == "en" { &r.name.en } else { &r.name.zh })
    }

    fn sentences(&self, result: &Elected) -> Vec<String> {
        let lang = if self.page.lang() == "en" { Lang::En } else { Lang::Zh };
        explain_election(result, lang)
    }

    #[expect(clippy::unused_self, reason = "templates call methods of the page")]
    fn bars(&self, sheet: &Sheet, result: &Elected) -> Vec<Bar> {
        let mut named: Vec<(&String, &i64)> = sheet.votes.iter().collect();
        named.sort_by_key(|(_, votes)| std::cmp::Reverse(**votes));
        named
            .into_iter()
            .map(|(name, votes)| {
                let of = sheet.returned;
                let permille = if of > 0 { votes.saturating_mul(1000) / of } else { 0 };
                Bar {
                    label: name.clone(),
                    count: *votes,
                    share: web::percent(permille),
                    permille: permille.clamp(0, 1000),
                    tone: if result.elected.contains(name) { "for" } else { "" },
                }
            })
            .collect()
    }

    fn office(&self, candidate: &Candidate) -> String {
        let is = |office: &Option<String>| office.as_ref() == Some(&candidate.alias);
        if is(&self.election.chair) {
            self.page.t("decide-election-chair")
        } else if is(&self.election.vice) {
            self.page.t("decide-election-vice")
        } else {
            self.page.word("decide-election-standing", candidate.standing.word())
        }
    }
}

pub(super) fn verb() -> Verb {
    Verb::page("decide-election-show", "/{county}/elections/{id}", policy::may_show, get)
}

async fn get(cx: Cx, At((county, id)): At<(County, Id<Election>)>) -> Reply {
    let mut tx = cx.read().await?;
    let election = store::load(&mut tx, &county, &id).await?;
    let matter = matter::load(&mut tx, &county, &election.matter).await?;
    let subject = election.subject(matter.stage);
    cx.may(policy::may_show, &subject)?;
    let candidates = store::candidates(&mut tx, &election).await?;
    let standing = candidates.iter().filter(|c| c.standing == Standing::Standing).count();
    let back = vec![Link::new(matter.url(), matter.title)];
    let page = cx.frame(election.body.clone()).crumbs_of(back);
    let mut acts = Vec::new();
    if election.nominates(standing).is_ok() && page.may(policy::may_nominate, &subject) {
        acts.push("nominate");
    }
    if page.may(policy::may_count, &subject) {
        acts.extend(match election.state {
            State::Nominating => Some("count"),
            State::Counted => Some("confirm"),
            State::Again => Some("rerun"),
            State::Decided => Some("assign"),
            State::Held => Some("install"),
            State::Noticed | State::Installed => None,
        });
    }
    let notice = notice::of_subject(&mut tx, &county, id.as_str()).await?.pop().map(|n| n.url());
    cx.public(&ShowPage {
        rounds: store::rounds(&mut tx, &election).await?,
        rule: election.law(),
        page,
        election,
        candidates,
        notice,
        acts,
    })
}

#[derive(Template)]
#[template(path = "election/card.html")]
struct Card<'a> {
    page: &'a Frame,
    elections: Vec<Election>,
    open: Option<String>,
}

/// The elections of a matter, for its page.
///
/// # Errors
/// A fault when the database fails.
pub async fn card(
    tx: &mut Tx,
    page: &Frame,
    county: &County,
    id: &MatterId,
) -> Result<Option<String>> {
    let matter = matter::load(tx, county, id).await?;
    let elections = store::of_matter(tx, county, id).await?;
    let may = page.may(policy::may_open, &matter.subject());
    let open = may.then(|| format!("{}/election", matter.url()));
    if elections.is_empty() && open.is_none() {
        return Ok(None);
    }
    Card { page, elections, open }.render().map(Some).map_err(Error::fault)
}
