//! 公开的表决 — `gongdi count vote`: a published vote counted again by the rule kept in its file.

use std::path::Path;
use std::process::ExitCode;

use tally::published::{Published, Recount};
use tally::{Lang, explain};

use super::{Out, bytes, invalid, json, judged_by, show};
use crate::Failure;
use crate::cli::Host;
use crate::cli::count::Shown;
use crate::command::rules::book;

/// How the program ends when the count is not what was announced: `1` is a file that cannot be counted.
const DIFFERS: u8 = 2;

pub(super) fn run(
    file: &Path,
    host: &Host,
    shown: Shown,
    out: Out<'_>,
) -> Result<ExitCode, Failure> {
    let vote: Published = serde_json::from_slice(json(&bytes(file)?)).map_err(|e| {
        let at = format!("{}:{}:{}", file.display(), e.line(), e.column());
        Failure::new(
            format!("{at}: 不是一份公开的表决文件：{e}"),
            "not the file of a published vote",
        )
    })?;
    let recount = vote.count(&book(host)?).map_err(|why| invalid(file, &why))?;
    show(shown, &recount, |lang| sentences(&vote, &recount, lang), out)?;
    Ok(if recount.agrees { ExitCode::SUCCESS } else { ExitCode::from(DIFFERS) })
}

fn sentences(vote: &Published, recount: &Recount, lang: Lang) -> Vec<String> {
    let mut said = vec![vote.question.clone(), judged_by(&vote.rule, lang)];
    said.extend(explain(&recount.outcome, lang));
    let (counted, announced) = (&recount.counted, &vote.announced);
    let (n, digest) = (vote.ballots.len(), &counted.digest);
    said.push(match lang {
        Lang::Zh => format!(
            "选票 {n} 张：同意 {}，不同意 {}，弃权 {}；票据指纹 {digest}",
            counted.yes, counted.no, counted.abstain
        ),
        Lang::En => format!(
            "{n} ballots: {} yes, {} no, {} abstain; fingerprint {digest}",
            counted.yes, counted.no, counted.abstain
        ),
    });
    said.push(agreement(recount, announced.passed, lang).to_owned());
    said.extend(rule(vote, recount, lang).map(str::to_owned));
    said
}

fn agreement(recount: &Recount, announced: bool, lang: Lang) -> &'static str {
    let outcome_alike = recount.outcome.passed == announced;
    match (recount.agrees, outcome_alike, lang) {
        (true, _, Lang::Zh) => "✓ 选票和结果都与公布的一致（指纹请再与公共账本里的核对）",
        (true, _, Lang::En) => {
            "✓ ballots and result are what was announced (compare the fingerprint with the public record)"
        }
        (false, true, Lang::Zh) => "✗ 选票与公布的不一致：票数或指纹对不上",
        (false, true, Lang::En) => {
            "✗ the ballots are not those announced: numbers or fingerprint differ"
        }
        (false, false, Lang::Zh) => "✗ 结果与公布的不一致",
        (false, false, Lang::En) => "✗ the result is not the one announced",
    }
}

fn rule(vote: &Published, recount: &Recount, lang: Lang) -> Option<&'static str> {
    match (recount.rule_agrees, vote.rule_text.is_empty(), lang) {
        (Some(false), _, Lang::Zh) => Some(
            "⚠ 文件里的规则原文，和这里同一版本的规则说法不同：请核对是谁改了规则（已按文件里的原文数）",
        ),
        (Some(false), _, Lang::En) => Some(
            "⚠ the rule in the file says something else than this version here: ask who changed it (counted by the file's)",
        ),
        (None, false, Lang::Zh) => Some("⚠ 这里没有这一版规则，已按文件里的原文数：请与法条核对"),
        (None, false, Lang::En) => {
            Some("⚠ this version is not known here; counted by the file's: compare it with the law")
        }
        (None, true, Lang::Zh) => Some("这份文件没有带规则原文，已按这里的规则书数"),
        (None, true, Lang::En) => Some("the file keeps no rule; counted by the rule book here"),
        (Some(true), ..) => None,
    }
}
