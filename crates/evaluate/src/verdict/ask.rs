//! 请人评 — A matter was reported handled: those who raised it are asked, once.

use ::store::{Told, Tx, facts_of};
use ground::{matter, voice};
use kernel::{County, Fact, Id, MatterId, Moment, Result, Stage, Standing, days};
use tally::{Calendar, Rule, RuleBook};

use super::round::{Heard, Round};
use super::{ASKED, State, store};
use crate::review;

/// Facts by which the handling side reports that its part is done; who told them enters no verdict.
const HANDLED: &[&str] = &[
    "listen-matter-answered",
    "build-project-finished",
    "manage-upkeep-taken-over",
    "manage-covenant-enacted",
];

/// Opens a round for a matter whose verdict is awaited; when nobody raised it, the roll is asked instead.
/// Does nothing when a round is open, or the matter has moved on since.
///
/// # Errors
/// A fault when the database fails.
pub async fn ask(tx: &mut Tx, told: &Told) -> Result<()> {
    let Some(id) = &told.matter else { return Ok(()) };
    let matter = matter::load(tx, &told.county(), id).await?;
    if matter.standing != Standing::Waiting {
        return Ok(());
    }
    let round = begin(tx, &matter, told).await?;
    if round.by_roll() {
        review::begin(tx, &matter, told, 0).await?;
    }
    Ok(())
}

/// The open round of a matter, begun when there is none.
pub(crate) async fn begin(tx: &mut Tx, matter: &matter::Matter, told: &Told) -> Result<Round> {
    let county = matter.place.county();
    let last = store::hold(tx, &county, &matter.id).await?;
    let number = match last {
        Some(round) if round.state == State::Open => return Ok(round),
        Some(round) => round.number + 1,
        None => 1,
    };
    let today = tx.now.day();
    let rule = RuleBook::host().in_force("cn-evaluate-fallback", today, matter.place.as_str());
    let voices = voice::of_matter(tx, &county, &matter.id).await?;
    let round = Round {
        id: Id::random(&mut *tx.rng),
        matter: matter.id.clone(),
        place: matter.place.clone(),
        number,
        opened: tx.now,
        due: due(tx.now, rule),
        rule: rule.map(Rule::version).unwrap_or_default(),
        handlers: handlers(tx, &county, &matter.id, told).await?,
        state: State::Open,
        settled: None,
        heard: voices.iter().zip(1..).map(|(v, turn)| Heard::silent(v, turn, false)).collect(),
    };
    store::insert(tx, &round).await?;
    let fact = Fact::new(ASKED, Stage::Evaluate, &round.place, &round.id)
        .on(&round.matter)
        .with("number", round.number)
        .with("voices", crate::number(round.heard.len()))
        .with("dated", round.due.is_some())
        .with("until", round.due.map_or_else(String::new, Moment::date));
    let look = round.due.map_or_else(|| tx.now.plus(days(30)), |due| due.plus(1));
    let told = crate::told(tx.now, &fact);
    tx.later("evaluate_verdict_lapse", look, &told).await?;
    tx.tell(fact).await?;
    Ok(round)
}

/// The end of the time the rule gives, from the day they were asked. `None` without a rule, or while the
/// holidays of that year are not published: nothing is guessed, nothing lapses.
pub(super) fn due(opened: Moment, rule: Option<&Rule>) -> Option<Moment> {
    let period = rule?.fallback()?.without_answer;
    Calendar::host().end(opened.day(), period).ok().map(Moment::end_of)
}

/// The public names of who reported a matter handled: this time, or any time before.
pub(crate) async fn handlers(
    tx: &mut Tx,
    county: &County,
    matter: &MatterId,
    told: &Told,
) -> Result<Vec<String>> {
    let thread = facts_of(tx, county, matter).await?;
    let reports = thread.iter().filter(|f| HANDLED.contains(&f.kind.as_str())).chain([told]);
    let mut names: Vec<String> = Vec::new();
    for name in reports.map(|f| &f.name).filter(|n| !n.is_empty() && *n != "gongdi") {
        if !names.contains(name) {
            names.push(name.clone());
        }
    }
    Ok(names)
}
