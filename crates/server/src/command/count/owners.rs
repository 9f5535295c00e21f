//! 业主表决 — `gongdi count owners`: one case by area and by heads, judged by the law of its day.

use std::path::Path;

use kernel::{Clock as _, SystemClock};
use tally::explain::explain_owners;
use tally::owners::Case;

use super::{Out, bytes, invalid, json, judged_by, show};
use crate::Failure;
use crate::cli::Host;
use crate::cli::count::Shown;
use crate::command::rules::book;

pub(super) fn run(file: &Path, host: &Host, shown: Shown, out: Out<'_>) -> Result<(), Failure> {
    let case: Case = serde_json::from_slice(json(&bytes(file)?)).map_err(|e| {
        let at = format!("{}:{}:{}", file.display(), e.line(), e.column());
        Failure::new(format!("{at}: 不是一份业主表决案卷：{e}"), "not a case of an owners' vote")
    })?;
    let today = SystemClock.now().day();
    let verdict = case.count(&book(host)?, today).map_err(|why| invalid(file, &why))?;
    let judged = |lang| [judged_by(&verdict.outcome.rule, lang)].into_iter();
    show(shown, &verdict, |lang| judged(lang).chain(explain_owners(&verdict, lang)).collect(), out)
}
