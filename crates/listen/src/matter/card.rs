//! 受理·卡片 — What was said, and what the reader may do about it, on the matter's page.

use ::store::Tx;
use askama::Template;
use ground::matter::{self as spine, Matter};
use kernel::{County, Error, MatterId, Result, Stage, Standing};
use tally::RuleBook;
use web::Frame;

use super::{policy, store};
use crate::report::{self, Report};
use crate::triage;

#[derive(Template)]
#[template(path = "matter/card.html")]
struct Card<'a> {
    page: &'a Frame,
    matter: Matter,
    reports: Vec<Report>,
    /// In words: law, article, and whether somebody verified it.
    rule: Option<String>,
    unlock: Option<String>,
    /// Whether another voice may still join.
    join: bool,
    acts: Vec<Deed>,
}

/// An act the reader may do now.
struct Deed {
    href: String,
    label: String,
    /// Whether its form may open below the link: not where hints stand beside the form.
    inline: bool,
}

/// The reports of a matter and the acts of triage, for its page.
///
/// # Errors
/// A fault when the database fails.
pub async fn card(
    tx: &mut Tx,
    page: &Frame,
    county: &County,
    id: &MatterId,
) -> Result<Option<String>> {
    let matter = spine::load(tx, county, id).await?;
    let reports = report::of_matter(tx, county, id, report::SHOWN).await?;
    let (rule, unlock) = store::terms(tx, county, &matter).await?;
    // Only those who may look at a contact learn whether there is one.
    let left = page.may(policy::may_reveal, &matter.subject())
        && !report::reachable(tx, county, id).await?.is_empty();
    let acts = acts(page, &matter, left);
    let join = !matches!(matter.standing, Standing::Solved | Standing::Lapsed | Standing::Merged);
    if reports.is_empty() && acts.is_empty() && !join {
        return Ok(None);
    }
    let in_hand = matter.standing == Standing::Open;
    let rule = rule.filter(|_| in_hand).map(|version| named(page, &version));
    let unlock = unlock.filter(|_| matter.standing == Standing::Parked);
    Card { page, matter, reports, rule, unlock, join, acts }
        .render()
        .map(Some)
        .map_err(Error::fault)
}

/// A rule's version in words.
fn named(page: &Frame, version: &str) -> String {
    let Some(rule) = RuleBook::host().version(version) else {
        let meeting = version == "dispatch";
        return page.t(if meeting {
            "listen-matter-rule-dispatch"
        } else {
            "listen-matter-rule-hand"
        });
    };
    let name = if page.lang() == "en" { &rule.name.en } else { &rule.name.zh };
    let key =
        if rule.is_verified() { "listen-matter-rule" } else { "listen-matter-rule-unverified" };
    page.tn(key, &[("name", name), ("law", &rule.law), ("article", &rule.article)])
}

/// What the reader may do now: by role, by stage, and by how it stands.
fn acts(page: &Frame, matter: &Matter, left: bool) -> Vec<Deed> {
    let on = matter.subject();
    let heard = matter.stage == Stage::Listen;
    let stands = |standings: &[Standing]| standings.contains(&matter.standing);
    let in_hand = stands(&[Standing::Heard, Standing::Open]);
    let may: [(&str, &str, web::May, bool); 8] = [
        (
            "accept",
            "listen-matter-accept",
            policy::may_accept,
            stands(&[Standing::Heard, Standing::Parked]),
        ),
        ("answer", "listen-matter-answer", policy::may_answer, in_hand),
        (
            "take-up",
            "listen-matter-take-up",
            policy::may_take_up,
            heard && !stands(&[Standing::Merged]),
        ),
        ("park", "listen-matter-park", policy::may_park, in_hand),
        ("merge", "listen-matter-merge", policy::may_merge, in_hand || stands(&[Standing::Parked])),
        (
            "label",
            "listen-triage-label",
            triage::policy::may_label,
            !stands(&[Standing::Heard, Standing::Merged]),
        ),
        ("note", "listen-matter-note", policy::may_note, !stands(&[Standing::Merged])),
        ("reveal", "listen-matter-reveal", policy::may_reveal, left),
    ];
    may.into_iter()
        .filter(|(_, _, policy, now)| *now && page.may(*policy, &on))
        .map(|(verb, key, ..)| Deed {
            href: format!("{}/{verb}", matter.url()),
            label: page.t(key),
            inline: !matches!(verb, "accept" | "label" | "answer" | "reveal"),
        })
        .collect()
}
