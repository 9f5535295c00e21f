//! 会议表决 — `gongdi count meeting`: quorum and consent under a rule, from three numbers.

use kernel::{Clock as _, SystemClock};
use tally::{explain, meeting};

use super::{Out, impossible, judged_by, show};
use crate::Failure;
use crate::cli::count::{Count, Shown};
use crate::command::rules::book;

pub(super) fn run(count: &Count, shown: Shown, out: Out<'_>) -> Result<(), Failure> {
    let Count::Meeting { rule, total, present, yes, women, on, place, host, .. } = count else {
        return Ok(());
    };
    let day = on.unwrap_or_else(|| SystemClock.now().day());
    let book = book(host)?;
    let rule = book.named(rule, day, place).ok_or_else(|| {
        Failure::new(
            format!("{day} 没有规则 {rule}，见 gongdi rules list"),
            format!("no rule {rule} on {day}: see gongdi rules list"),
        )
    })?;
    let numbers = meeting::Count { women: *women, ..meeting::Count::new(*total, *present, *yes) };
    let outcome = meeting::decide(rule, &numbers).map_err(|why| impossible(&why))?;
    let verdict = meeting::Verdict::from(outcome);
    let judged = |lang| [judged_by(&verdict.outcome.rule, lang)].into_iter();
    show(shown, &verdict, |lang| judged(lang).chain(explain(&verdict.outcome, lang)).collect(), out)
}
