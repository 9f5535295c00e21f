//! 发起表决 — Puts an edition of a proposal to the vote: the rule decides the roll, the roll is frozen.

use ground::{matter, roll};
use jiff::civil::Date;
use kernel::{Area, County, Error, FieldError, Id, Moment, Refusal, Result};
use tally::{Calendar, Rule, RuleBook, published};
use web::{At, Checked, Choice, Cx, Fields, Form, Link, Reply, Verb};

use super::{Mode, OPENED, Vote, ballot, close, policy, roll_of, store};
use crate::proposal::{self, Proposal};

/// What opening a vote asks.
#[derive(Debug)]
struct Open {
    question: String,
    rule: String,
    mode: Mode,
    basis: String,
    closes: Option<Date>,
    counts: Option<Date>,
}

impl Form for Open {
    const NAME: &'static str = "decide-vote-open";
    fn read(f: &mut Fields) -> Self {
        let question = f.text("question").required().max(120).get();
        let rule = f.pick("rule").required().get();
        // Without a word the result is a reference only: nobody is bound by an oversight.
        let mode = f.choice("mode", Mode::WORDS).word(Mode::parse).unwrap_or(Mode::Advisory);
        let basis = f.text("basis").max(300).get();
        let (closes, counts) = (f.date("closes").required().day(), f.date("counts").day());
        Self { question, rule, mode, basis, closes, counts }
    }
}

pub(super) fn verb() -> Verb {
    let path = "/{county}/proposals/{id}/vote";
    Verb::act::<Open, _, _, _, _>(path, policy::may_open, get, post)
}

type Where = At<(County, Id<Proposal>)>;

async fn get(cx: Cx, At((county, id)): Where) -> Reply {
    let mut tx = cx.read().await?;
    let proposal = proposal::load(&mut tx, &county, &id).await?;
    let stage = matter::load(&mut tx, &county, &proposal.matter).await?.stage;
    cx.may(policy::may_open, &proposal.subject(stage, cx.actor()))?;
    let place = proposal.place.as_str();
    let rules = RuleBook::host().all_in_force(cx.now().day(), place);
    // No rule is chosen beforehand: which law applies is a decision, not a default.
    let none = Choice::new("", cx.t("decide-vote-choice-none"));
    let rules = rules.filter(|r| r.vote().is_some()).map(|r| choice(&cx, r));
    let options = [none].into_iter().chain(rules).collect();
    let day = cx.now().day();
    // Fifteen days is what owners must be told beforehand; others may close earlier.
    let later = Calendar::host().end(day, tally::Period::days(15));
    cx.ask::<Open>()
        .fill(
            "question",
            cx.app.locales.say(cx.look.lang, "decide-vote-question", &[("title", &proposal.title)]),
        )
        .options("rule", options)
        .fill("closes", later.map_or_else(|_| String::new(), |d| d.to_string()))
        .crumbs(vec![Link::new(proposal.url(), proposal.title)])
        .reply()
}

fn choice(cx: &Cx, rule: &Rule) -> Choice {
    let name = if cx.look.lang == "en" { &rule.name.en } else { &rule.name.zh };
    let mut label = format!("{name}（{}）", rule.law);
    if !rule.is_verified() {
        label = format!("{label} {}", cx.t("decide-vote-unverified"));
    }
    Choice::new(&rule.id, label)
}

async fn post(cx: Cx, At((county, id)): Where, Checked(form): Checked<Open>) -> Reply {
    let mut tx = cx.begin().await?;
    let mut proposal = proposal::load(&mut tx, &county, &id).await?;
    let mut matter = matter::load(&mut tx, &county, &proposal.matter).await?;
    cx.may(policy::may_open, &proposal.subject(matter.stage, cx.actor()))?;
    proposal.put_to_vote()?;
    let (rule, today) = (rule(&form, &proposal, cx.now())?, cx.now().day());
    let kind =
        rule.vote().map(|v| roll_of(v.base)).ok_or_else(|| wrong("rule", "web-wrong-choice"))?;
    let entries = roll::entries(&mut tx, &proposal.place, kind).await?;
    check_roll(&entries, kind)?;
    let vote = Vote {
        id: Id::random(&mut *tx.rng),
        proposal: proposal.id.clone(),
        edition: proposal.edition,
        matter: proposal.matter.clone(),
        place: proposal.place.clone(),
        question: text::redact::mask(&form.question),
        rule: rule.version(),
        rule_text: published::text_of(RuleBook::host(), rule, today, proposal.place.as_str()),
        roll: kind,
        size: i64::try_from(entries.len()).map_err(Error::fault)?,
        mode: form.mode,
        basis: form.basis.clone(),
        opened: cx.now(),
        closes: form.closes.map_or(cx.now(), Moment::end_of),
        counts: form.counts.or(form.closes).map_or(cx.now(), Moment::end_of),
        electronic: 0,
        paper: 0,
        result: None,
    };
    store::insert(&mut tx, &vote).await?;
    for (at, entry) in entries.iter().enumerate() {
        ballot::freeze(&mut tx, &vote, entry, &format!("{:04}", at + 1)).await?;
    }
    proposal::save(&mut tx, &mut proposal).await?;
    matter.advance(kernel::Stage::Decide)?;
    matter::save(&mut tx, &mut matter).await?;
    close::later(&mut tx, &vote).await?;
    tx.tell(vote.fact(OPENED).with("until", vote.closes)).await?;
    cx.done(tx, "decide-vote-open-done", vote.url()).await
}

/// The rule as in force today, once everything about the dates and the legal basis is in order.
fn rule(form: &Open, proposal: &Proposal, now: Moment) -> Result<&'static Rule> {
    let (today, book) = (now.day(), RuleBook::host());
    let rule = book.in_force(&form.rule, today, proposal.place.as_str());
    let rule = rule.ok_or_else(|| wrong("rule", "web-wrong-choice"))?;
    let law = rule.vote().ok_or_else(|| wrong("rule", "web-wrong-choice"))?;
    if form.mode == Mode::Binding && !law.binding_electronic && form.basis.is_empty() {
        return Err(wrong("basis", "decide-vote-wrong-basis"));
    }
    let closes = form.closes.ok_or_else(|| wrong("closes", "web-wrong-empty"))?;
    let counts = form.counts.unwrap_or(closes);
    if closes < today {
        return Err(wrong("closes", "decide-vote-wrong-past"));
    }
    if counts < closes {
        return Err(wrong("counts", "decide-vote-wrong-counts"));
    }
    let uncovered = |_| wrong("closes", "decide-vote-wrong-calendar");
    if let Some(notice) = law.notice.filter(|_| form.mode != Mode::Advisory) {
        let first = Calendar::host().end(today, notice).map_err(uncovered)?;
        if closes < first {
            let early = FieldError {
                field: "closes".to_owned(),
                reason: "decide-vote-wrong-early",
                arg: first.to_string(),
            };
            return Err(Error::Invalid(vec![early]));
        }
    }
    // The result's notice must be countable too: better said now than on the evening of the count.
    let posted = close::notice_rule(rule, proposal, today).and_then(Rule::notice);
    if let Some(period) = posted {
        let after = counts.tomorrow().map_err(|_| wrong("counts", "decide-vote-wrong-calendar"))?;
        Calendar::host().end(after, period).map_err(uncovered)?;
    }
    Ok(rule)
}

fn check_roll(entries: &[roll::Entry], kind: roll::Kind) -> Result<()> {
    if entries.is_empty() {
        let reason = match kind {
            roll::Kind::Owners => "decide-vote-refused-empty-owners",
            roll::Kind::Adults => "decide-vote-refused-empty-adults",
            roll::Kind::Households => "decide-vote-refused-empty-households",
            roll::Kind::Representatives => "decide-vote-refused-empty-representatives",
            roll::Kind::Members => "decide-vote-refused-empty-members",
        };
        return Err(Refusal::new(reason).into());
    }
    if kind == roll::Kind::Owners
        && let Some(bare) = entries.iter().find(|e| e.area <= Area(0) || e.head.trim().is_empty())
    {
        return Err(Refusal::new("decide-vote-refused-area").with("unit", &bare.unit).into());
    }
    Ok(())
}

fn wrong(field: &str, reason: &'static str) -> Error {
    Error::field(field, reason)
}
