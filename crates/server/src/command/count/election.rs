//! 选举 — `gongdi count election`: ranked, marked and scored ballots by ten methods, round by round.

use std::path::Path;

use tally::Invalid;
use tally::ballot::{self, Papers, Range, Terms, Unranked};
use tally::pairwise::{self, Strength};
use tally::profile::Profile;
use tally::read::{self, Kind};
use tally::transfer;

use super::{Out, bytes, ending, invalid, lot, refused, show};
use crate::Failure;
use crate::cli::count::{Count, ElectionMethod, Shown};

pub(super) fn run(count: &Count, shown: Shown, out: Out<'_>) -> Result<(), Failure> {
    let Count::Election { file, method, .. } = count else { return Ok(()) };
    let text = bytes(file)?;
    match method {
        ElectionMethod::Plurality | ElectionMethod::Block | ElectionMethod::Approval
            if is_table(file) =>
        {
            let papers = read::marks(&text).map_err(|bad| refused(file, &bad))?;
            marked(count, &papers, shown, out)
        }
        ElectionMethod::Score if is_table(file) => scored(count, &text, shown, out),
        ElectionMethod::Score => Err(Failure::new(
            format!("{}: 打分票要用 CSV 或 XLSX 的表", file.display()),
            "scores are read from a CSV or XLSX table",
        )),
        _ => ranked(count, &profile(file, &text)?, shown, out),
    }
}

/// Ranked ballots of a file, by the ending of its name.
pub(super) fn profile(file: &Path, text: &[u8]) -> Result<Profile, Failure> {
    let ending = ending(file);
    let read = if ending == "blt" {
        read::blt(text)
    } else if let Some(kind) = Kind::of_name(&format!(".{ending}")) {
        read::preflib(text, kind)
    } else if is_table(file) {
        read::ranks(text)
    } else {
        return Err(Failure::new(
            format!("{}: 认不出的选票文件，见 gongdi count election --help", file.display()),
            "no known ballot file: see gongdi count election --help",
        ));
    };
    read.map_err(|bad| refused(file, &bad))
}

/// Whether a file is a table of ballots, one a row.
pub(super) fn is_table(file: &Path) -> bool {
    ["csv", "xlsx"].contains(&ending(file).as_str())
}

/// Seats asked for, else those of the file, else one.
fn seats(count: &Count, file: Option<u32>) -> u32 {
    let Count::Election { seats, .. } = count else { return 1 };
    seats.or(file).unwrap_or(1)
}

fn terms(count: &Count, file: Option<u32>) -> Terms {
    let contested = matches!(count, Count::Election { contested: true, .. });
    Terms { contested, ..Terms::new(seats(count, file)) }
}

fn marked(count: &Count, papers: &Papers, shown: Shown, out: Out<'_>) -> Result<(), Failure> {
    let Count::Election { file, method, lot: seed, .. } = count else { return Ok(()) };
    let (terms, lot) = (terms(count, None), lot(seed));
    let counted = match method {
        ElectionMethod::Plurality => ballot::plurality(papers, terms, lot.as_ref()),
        ElectionMethod::Block => ballot::block(papers, terms, lot.as_ref()),
        _ => ballot::approval(papers, terms, lot.as_ref()),
    };
    let counted = counted.map_err(|why| invalid(file, &why))?;
    show(shown, &counted, |lang| ballot::explain(&counted, lang), out)
}

fn scored(count: &Count, text: &[u8], shown: Shown, out: Out<'_>) -> Result<(), Failure> {
    let Count::Election { file, range, lot: seed, .. } = count else { return Ok(()) };
    let range = range.as_deref().and_then(limits).ok_or_else(|| {
        Failure::new(
            "打分要写明上下限，如 --range 0..5",
            "scores need their range, such as --range 0..5",
        )
    })?;
    let scores = read::scores(text).map_err(|bad| refused(file, &bad))?;
    let lot = lot(seed);
    let counted = ballot::score(&scores, range, terms(count, None), lot.as_ref())
        .map_err(|why| invalid(file, &why))?;
    show(shown, &counted, |lang| ballot::explain(&counted, lang), out)
}

/// `0..5`, both included.
fn limits(text: &str) -> Option<Range> {
    let (least, most) = text.split_once("..")?;
    Some(Range { least: least.trim().parse().ok()?, most: most.trim().parse().ok()? })
}

fn ranked(count: &Count, profile: &Profile, shown: Shown, out: Out<'_>) -> Result<(), Failure> {
    let Count::Election { file, method, lot: seed, .. } = count else { return Ok(()) };
    let (seats, terms, lot) = (seats(count, profile.seats), terms(count, profile.seats), lot(seed));
    let lot = lot.as_ref();
    let wrong = |why| invalid(file, &why);
    let standing = (0..profile.candidates.len()).filter(|&name| profile.stands(name)).count();
    if terms.contested && standing <= usize::try_from(seats).unwrap_or(usize::MAX) {
        return Err(wrong(Invalid::Uncontested { candidates: standing, seats }));
    }
    if profile.heaps.iter().all(|heap| heap.ranking.is_empty()) {
        return Err(wrong(Invalid::NoBallots));
    }
    match method {
        ElectionMethod::ScottishStv => {
            let c = transfer::scottish(profile, seats, lot).map_err(wrong)?;
            show(shown, &c, |lang| transfer::explain(&c, lang), out)
        }
        ElectionMethod::MeekStv => {
            let c = transfer::meek(profile, seats, lot).map_err(wrong)?;
            show(shown, &c, |lang| transfer::explain_meek(&c, lang), out)
        }
        ElectionMethod::Irv => {
            one_seat(count)?;
            let c = transfer::irv(profile, lot).map_err(wrong)?;
            show(shown, &c, |lang| transfer::explain_irv(&c, lang), out)
        }
        ElectionMethod::Schulze => {
            one_seat(count)?;
            let c = pairwise::schulze(profile, Strength::WinningVotes, lot).map_err(wrong)?;
            show(shown, &c, |lang| pairwise::explain_schulze(&c, lang), out)
        }
        ElectionMethod::RankedPairs => {
            one_seat(count)?;
            let c = pairwise::ranked_pairs(profile, lot).map_err(wrong)?;
            show(shown, &c, |lang| pairwise::explain_ranked_pairs(&c, lang), out)
        }
        ElectionMethod::Borda => {
            let c = ballot::borda(profile, Unranked::Mean, terms, lot).map_err(wrong)?;
            show(shown, &c, |lang| ballot::explain(&c, lang), out)
        }
        ElectionMethod::Plurality => {
            let c = ballot::rank::plurality(profile, terms, lot).map_err(wrong)?;
            show(shown, &c, |lang| ballot::explain(&c, lang), out)
        }
        ElectionMethod::Block => {
            let c = ballot::rank::block(profile, terms, lot).map_err(wrong)?;
            show(shown, &c, |lang| ballot::explain(&c, lang), out)
        }
        ElectionMethod::Approval | ElectionMethod::Score => {
            let c = ballot::rank::approval(profile, terms, lot).map_err(wrong)?;
            show(shown, &c, |lang| ballot::explain(&c, lang), out)
        }
    }
}

/// Methods that elect one refuse to be asked for more, rather than pass over it in silence.
fn one_seat(count: &Count) -> Result<(), Failure> {
    match count {
        Count::Election { seats: Some(2..), .. } => {
            Err(Failure::new("这种数法只选一名", "this method elects one: leave --seats out"))
        }
        _ => Ok(()),
    }
}
