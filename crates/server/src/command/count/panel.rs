//! 抽签小组 — `gongdi count panel`: everybody's chance, the proof that none is fairer, and the draw.

use std::path::Path;

use tally::Lang;
use tally::lot::Lot;
use tally::panel::{self, Ask, Refused, Stratified, explain, explain_refused, explain_stratified};

use super::{Out, bytes, refused, show};
use crate::Failure;
use crate::cli::count::{Count, PanelMethod, Shown};

/// The seed of a draw nobody named one for: it shows what a draw looks like and decides nothing.
const TRIAL: &str = "试抽，不作数 a trial, not a draw";

pub(super) fn run(count: &Count, shown: Shown, out: Out<'_>) -> Result<(), Failure> {
    let Count::Panel { people, features, size, method, household, lot, .. } = count else {
        return Ok(());
    };
    let quotas = panel::quotas(&bytes(features)?).map_err(|bad| refused(features, &bad))?;
    let home: Vec<&str> = household.as_deref().into_iter().collect();
    let pool =
        panel::people(&bytes(people)?, &quotas, &home).map_err(|bad| refused(people, &bad))?;
    let ask = Ask { size: *size, one_per_household: household.is_some() };
    let trial = lot.seed.is_none();
    let lot = Lot::new(lot.seed.as_deref().unwrap_or(TRIAL));
    let wrong = |why: Refused| no_panel(people, &why);
    match method {
        PanelMethod::Leximin => {
            let drawn = panel::leximin(&pool, &quotas, ask).map_err(wrong)?.draw(&lot);
            show(shown, &drawn, |lang| told(trial, lang, explain(&drawn, lang)), out)
        }
        PanelMethod::Stratified => {
            let drawn: Stratified = panel::stratified(&pool, &quotas, ask, &lot).map_err(wrong)?;
            show(shown, &drawn, |lang| told(trial, lang, explain_stratified(&drawn, lang)), out)
        }
    }
}

/// The sentences, after a warning where nobody named a seed.
fn told(trial: bool, lang: Lang, mut sentences: Vec<String>) -> Vec<String> {
    if trial {
        let warning = match lang {
            Lang::Zh => "没有写 --seed：下面抽中的只是试抽，不作数。",
            Lang::En => "No --seed was given: the draw below is a trial and counts for nothing.",
        };
        sentences.insert(0, warning.to_owned());
    }
    sentences
}

/// Why there is no panel, and the smallest change that would allow one.
fn no_panel(people: &Path, why: &Refused) -> Failure {
    let said = |lang| explain_refused(why, lang).join("\n        ");
    Failure::new(format!("{}: {}", people.display(), said(Lang::Zh)), said(Lang::En))
}
