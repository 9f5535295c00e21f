//! 计票截止 — When its time has come a vote closes by itself: counted, told, and posted when it passed.

use ::store::{Told, Tx};
use ground::notice;
use jiff::civil::Date;
use kernel::{Error, Id, Result, Stage};
use tally::{Lang, Rule, RuleBook, explain};

use super::{CLOSED, Counted, Mode, OPENED, Vote, ballot, count, store};
use crate::proposal::{self, Kind, Proposal};
use crate::{assembly, topic};

/// The flow that closes votes.
pub(crate) const FLOW: &str = "decide_vote_closes";

/// Has the vote closed right after its last moment.
pub(super) async fn later(tx: &mut Tx, vote: &Vote) -> Result<()> {
    let fact = vote.fact(OPENED);
    let told = Told {
        seq: -1,
        kind: fact.kind.to_owned(),
        place: fact.place,
        matter: fact.matter,
        stage: fact.stage,
        subject: fact.subject,
        at: tx.now,
        role: String::new(),
        name: String::new(),
        body: fact.body,
    };
    tx.later(FLOW, vote.counts.plus(1), &told).await
}

/// Counts a vote whose time is over. One that was counted stays as it is.
///
/// # Errors
/// A fault when it is called before its time, or the database fails.
pub async fn close(tx: &mut Tx, told: &Told) -> Result<()> {
    let county = told.county();
    let id = Id::parse(&told.subject)?;
    // The row is taken first: a ballot on its way is either counted or refused, never lost between.
    if !store::shut(tx, &county, &id).await? {
        return Ok(());
    }
    let vote = store::load(tx, &county, &id).await?;
    if tx.now <= vote.counts {
        return Err(Error::fault("a vote was to close before its time"));
    }
    let rule = vote.law().ok_or_else(|| Error::fault(format!("no rule {}", vote.rule)))?;
    let casting = vote.casting(&rule)?;
    let roll = ballot::electors(tx, &vote).await?;
    let ballots = ballot::ballots(tx, &vote).await?;
    let unread = store::unread(tx, &vote).await?.len();
    let unread = i64::try_from(unread).map_err(Error::fault)?;
    let women = match topic::of_matter(tx, &county, &vote.matter).await? {
        Some(topic) => assembly::most_women(tx, &county, &topic.id).await?,
        None => 0,
    };
    let counted = count::count((&rule, casting.as_ref()), &roll, &ballots, unread, women)
        .map_err(|e| Error::fault(format!("vote {id}: {e:?}")))?;
    store::keep_result(tx, &vote, &counted).await?;
    let mut proposal = proposal::load(tx, &county, &vote.proposal).await?;
    let decides = counted.outcome.passed && vote.mode != Mode::Advisory;
    proposal.counted(decides)?;
    proposal::save(tx, &mut proposal).await?;
    tx.tell(
        vote.fact(CLOSED)
            .with("yes", counted.yes)
            .with("no", counted.no)
            .with("abstain", counted.abstain)
            .with("electronic", counted.electronic)
            .with("paper", counted.paper)
            .with("passed", counted.outcome.passed)
            .with("ballots", &counted.digest),
    )
    .await?;
    if decides { post(tx, &vote, &rule, &proposal, &counted).await } else { Ok(()) }
}

/// The rule that says how long the result of such a vote hangs.
pub(super) fn notice_rule(rule: &Rule, proposal: &Proposal, day: Date) -> Option<&'static Rule> {
    let owners = rule.vote().is_some_and(|v| super::roll_of(v.base) == super::Roll::Owners);
    let id = match proposal.kind {
        _ if owners => "cn-notice-owners-result",
        Kind::Covenant => "cn-notice-covenant",
        Kind::Plan => "cn-notice-decision",
    };
    RuleBook::host().in_force(id, day, proposal.place.as_str())
}

/// Posts the result for everybody to object to.
async fn post(
    tx: &mut Tx,
    vote: &Vote,
    rule: &Rule,
    proposal: &Proposal,
    counted: &Counted,
) -> Result<()> {
    let posted = notice_rule(rule, proposal, tx.now.day())
        .ok_or_else(|| Error::fault("no rule for the notice of a decision"))?;
    let period = posted.notice().ok_or_else(|| Error::fault("a notice without a period"))?;
    let sentences = explain(&counted.outcome, Lang::Zh).join("\n");
    let body =
        format!("{}\n{}\n{} {}\n{sentences}", vote.question, proposal.body, rule.law, rule.article);
    notice::open(
        tx,
        &vote.place,
        Some(&vote.matter),
        Stage::Decide,
        ("proposal", proposal.id.as_str()),
        &proposal.title,
        &body,
        &posted.version(),
        period,
    )
    .await?;
    Ok(())
}
