//! 表决·页面 — The page of a vote: while it runs how many voted, afterwards the result line by line.

use askama::Template;
use ground::{matter, notice};
use kernel::{County, Id};
use serde::Serialize;
use tally::outcome::{Key, Line, Unit};
use tally::{Lang, Rule, explain};
use web::{At, Cx, Frame, Link, Reply, Verb};

use super::{Mode, Vote, Way, policy, store};
use crate::proposal::{self, Proposal};

/// A line of the result as a bar with its numbers.
#[derive(Serialize)]
struct Bar {
    label: String,
    count: String,
    share: String,
    permille: i64,
    tone: &'static str,
}

#[derive(Template, Serialize)]
#[template(path = "vote/show.html")]
struct ShowPage {
    #[serde(skip)]
    page: Frame,
    vote: Vote,
    proposal: Proposal,
    rule: Option<Rule>,
    may_cast: bool,
    may_paper: bool,
    notice: Option<String>,
}

impl ShowPage {
    fn lang(&self) -> Lang {
        if self.page.lang() == "en" { Lang::En } else { Lang::Zh }
    }

    fn rule_name(&self) -> &str {
        self.rule
            .as_ref()
            .map_or("", |r| if self.page.lang() == "en" { &r.name.en } else { &r.name.zh })
    }

    fn law(&self) -> String {
        self.rule.as_ref().map_or_else(String::new, |r| format!("{} {}", r.law, r.article))
    }

    fn verified(&self) -> bool {
        self.rule.as_ref().is_some_and(Rule::is_verified)
    }

    fn sentences(&self) -> Vec<String> {
        self.vote.result.as_ref().map_or_else(Vec::new, |c| explain(&c.outcome, self.lang()))
    }

    fn lines(&self, quorum: bool) -> Vec<&Line> {
        let lines = self.vote.result.iter().flat_map(|c| &c.outcome.lines);
        lines.filter(|l| matches!(l.key, Key::Quorum | Key::QuorumArea) == quorum).collect()
    }

    fn bars(&self, quorum: bool) -> Vec<Bar> {
        self.lines(quorum).into_iter().map(|line| self.bar(line)).collect()
    }

    fn bar(&self, line: &Line) -> Bar {
        let key = match line.key {
            Key::Quorum => "decide-vote-line-quorum",
            Key::QuorumArea => "decide-vote-line-quorum-area",
            Key::ConsentArea => "decide-vote-line-consent-area",
            Key::WomenPresent => "decide-vote-line-women",
            _ => "decide-vote-line-consent",
        };
        let amount = |n| match line.unit {
            Unit::Area => kernel::Area(n).to_string(),
            _ => n.to_string(),
        };
        let permille = if line.of > 0 { line.got.saturating_mul(1000) / line.of } else { 0 };
        Bar {
            label: self.page.t(key),
            count: format!("{} / {}", amount(line.got), amount(line.of)),
            share: web::percent(permille),
            permille: permille.clamp(0, 1000),
            tone: if line.ok { "for" } else { "against" },
        }
    }

    /// Where the mark stands that must be reached, in permille.
    fn limit(&self, quorum: bool) -> i64 {
        let line = self.lines(quorum).into_iter().next();
        line.map_or(0, |l| l.needed.numerator().saturating_mul(1000) / l.needed.denominator())
    }

    fn limit_text(&self, quorum: bool) -> String {
        let line = self.lines(quorum).into_iter().next();
        line.map_or_else(String::new, |l| {
            let sign = l.cmp.sign().replace(">=", "≥").replace("<=", "≤");
            let needed = format!("{sign} {}", l.needed);
            self.page.t1("decide-vote-limit", "needed", &needed)
        })
    }
}

pub(super) fn verb() -> Verb {
    Verb::page("decide-vote-show", "/{county}/votes/{id}", policy::may_show, get)
}

async fn get(cx: Cx, At((county, id)): At<(County, Id<Vote>)>) -> Reply {
    let mut tx = cx.read().await?;
    let vote = store::load(&mut tx, &county, &id).await?;
    let matter = matter::load(&mut tx, &county, &vote.matter).await?;
    cx.may(policy::may_show, &vote.subject(matter.stage, false))?;
    let proposal = proposal::load(&mut tx, &county, &vote.proposal).await?;
    let decided = vote.mode != Mode::Advisory && vote.result.is_some();
    let notice = notice::of_subject(&mut tx, &county, proposal.id.as_str()).await?.pop();
    let back = vec![
        Link::new(matter.url(), matter.title),
        Link::new(proposal.url(), proposal.title.clone()),
    ];
    let page = cx.frame(vote.question.clone()).crumbs_of(back);
    let awaited = super::awaits(&mut tx, &vote, &page).await?;
    let subject = vote.subject(matter.stage, awaited);
    cx.public(&ShowPage {
        may_cast: page.may(policy::may_cast, &subject),
        may_paper: vote.takes(Way::Paper, cx.now()).is_ok()
            && page.may(policy::may_enter, &subject),
        rule: vote.law(),
        notice: notice.filter(|_| decided).map(|n| n.url()),
        page,
        vote,
        proposal,
    })
}
