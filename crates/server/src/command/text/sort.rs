//! 归口 — Training, testing and suggesting kinds of problems.

use std::path::Path;

use serde::Serialize;
use serde_json::json;
use text::classify::compare::{compare, evaluate};
use text::classify::rules::Rules;
use text::classify::score::Score;
use text::classify::{Example, Message, Model, Options, Suggested, Taxonomy, train as learn};
use text::urgency;

use super::table::{Field, Row};
use super::{Out, line, print_json, rows};
use crate::Failure;
use crate::cli::text::Source;
use crate::command::count::bytes;

fn message(row: &Row) -> Message<'_> {
    Message { title: row.get(Field::Title), body: row.get(Field::Body) }
}

fn examples(rows: &[Row]) -> Vec<Example<'_>> {
    let labelled = rows.iter().filter(|row| !row.get(Field::Label).is_empty());
    let worded = labelled
        .filter(|row| !(row.get(Field::Title).is_empty() && row.get(Field::Body).is_empty()));
    worded.map(|row| Example { group: row.group(), ..of(row) }).collect()
}

fn of(row: &Row) -> Example<'_> {
    Example::new(row.get(Field::Title), row.get(Field::Body), row.get(Field::Label))
}

fn read_model(path: &Path) -> Result<Model, Failure> {
    Model::from_bytes(&bytes(path)?).map_err(|why| Failure(format!("{}: {why}", path.display())))
}

pub(super) fn train(
    source: &Source,
    model: &Path,
    seed: u64,
    leave_thin: bool,
    out: Out<'_>,
) -> Result<(), Failure> {
    let rows = rows(source)?;
    let examples = examples(&rows);
    let options = Options { seed, leave_thin, ..Options::default() };
    let trained = learn(&examples, &options).map_err(|why| Failure(why.to_string()))?;
    let shown = model.display();
    std::fs::write(model, trained.model.to_bytes()).map_err(|e| {
        Failure::new(format!("{shown} 写不进去：{e}"), format!("{shown} cannot be written: {e}"))
    })?;
    let report = &trained.report;
    let left_out = rows.len() - examples.len();
    if source.json {
        let name = trained.model.name();
        return print_json(
            &json!({"model": name, "path": model, "left_out": left_out, "report": report}),
            out,
        );
    }
    writeln!(out, "{} 条，模型 {} 写在 {shown}", report.examples, trained.model.name())?;
    if left_out > 0 {
        writeln!(
            out,
            "{left_out} 行没有标签或文字，没有用。 rows without label or words were left out"
        )?;
    }
    for (label, n) in &report.aside {
        writeln!(out, "“{label}”只有 {n} 条，先没有学。 too few, not learned")?;
    }
    figures(&report.score, out)
}

fn percent(share: f64) -> String {
    format!("{:.1}%", share * 100.0)
}

fn figures(score: &Score, out: Out<'_>) -> Result<(), Failure> {
    writeln!(
        out,
        "各类平均 F1 {:.3} · 判对 {} · 前两个里有 {} · 把握偏差 {:.3} · 有把握的 {}，其中对 {}",
        score.macro_f1,
        percent(score.accuracy),
        percent(score.top_two),
        score.calibration_error,
        percent(score.sure),
        percent(score.sure_precision),
    )?;
    for class in &score.classes {
        writeln!(
            out,
            "  {}  {} 条  说是的真是 {}  真是的说出来 {}  F1 {:.3}",
            class.label,
            class.rows,
            percent(class.precision),
            percent(class.recall),
            class.f1
        )?;
    }
    writeln!(out, "混淆（行：本来是；列：当成）Confusion (rows: given; columns: suggested)")?;
    for (class, row) in score.classes.iter().zip(&score.confusion) {
        let counts: Vec<String> = row.iter().map(ToString::to_string).collect();
        writeln!(out, "  {}  {}", class.label, counts.join(" "))?;
    }
    Ok(())
}

pub(super) fn eval(
    source: &Source,
    model: Option<&Path>,
    against: Option<&Path>,
    out: Out<'_>,
) -> Result<(), Failure> {
    let rows = rows(source)?;
    let examples = examples(&rows);
    if examples.is_empty() {
        return Err(Failure::new("没有一行有标签", "no row has a label"));
    }
    let Some(model) = model else {
        let rules = Rules::public();
        let judged = by_rules(&rules, &examples);
        let score = text::classify::score::score(&judged);
        return if source.json {
            print_json(&json!({"score": score}), out)
        } else {
            figures(&score, out)
        };
    };
    let model = read_model(model)?;
    if let Some(other) = against {
        let comparison = compare(&model, &read_model(other)?, &examples);
        if source.json {
            return print_json(&comparison, out);
        }
        writeln!(out, "{}", comparison.live)?;
        figures(&comparison.live_score, out)?;
        writeln!(out, "{}", comparison.other)?;
        figures(&comparison.other_score, out)?;
        writeln!(
            out,
            "改变 {} 条；只有前一个对 {}，只有后一个对 {}：{:?}",
            comparison.changed, comparison.only_live, comparison.only_other, comparison.verdict
        )?;
        return Ok(());
    }
    let score = evaluate(&model, &examples);
    if source.json {
        print_json(&json!({"model": model.name(), "score": score}), out)
    } else {
        figures(&score, out)
    }
}

fn by_rules<'a>(
    rules: &'a Rules,
    examples: &[Example<'a>],
) -> Vec<text::classify::score::Judged<'a>> {
    let labels = rules.labels();
    let judged = |one: &Example<'a>| {
        let suggested = rules.suggest(&one.message);
        let ranked = suggested.suggestions.iter().filter_map(|s| {
            labels.iter().find(|label| **label == s.label).map(|label| (*label, s.confidence))
        });
        let ranked = ranked.collect();
        text::classify::score::Judged { truth: one.label.trim(), ranked, sure: suggested.sure }
    };
    examples.iter().map(judged).collect()
}

/// One suggestion as it is printed: the words apart from their shares, so that a list of words is one.
#[derive(Serialize)]
struct Shown<'a> {
    label: &'a str,
    parents: &'a [String],
    confidence: f64,
    because: Vec<&'a str>,
    shares: Vec<u16>,
}

/// What is printed for a row.
#[derive(Serialize)]
struct Line<'a> {
    suggestions: Vec<Shown<'a>>,
    sure: bool,
    unsure: Option<text::classify::Unsure>,
    urgency: Option<urgency::Urgency>,
}

pub(super) fn suggest(
    source: &Source,
    model: Option<&Path>,
    rules: Option<&Path>,
    sure: u16,
    out: Out<'_>,
) -> Result<(), Failure> {
    let model = model.map(read_model).transpose()?;
    let rules = match rules {
        Some(path) => {
            let text = text::fold::from_bytes(&bytes(path)?).text;
            Rules::parse(&text).map_err(|why| Failure(format!("{}:{why}", path.display())))?
        }
        None if model.is_some() => Rules::default(),
        None => Rules::public(),
    };
    let (taxonomy, urgent) = (Taxonomy::public(), urgency::Rules::public());
    for row in rows(source)? {
        let message = message(&row);
        let suggested = match &model {
            Some(model) => model.suggest_at(&message, sure),
            None => rules.suggest(&message),
        };
        let suggested = suggested.placed(&taxonomy);
        if !source.json {
            writeln!(out, "{}  {}", row.key(), sentence(&suggested))?;
            continue;
        }
        let shown: Vec<Shown<'_>> = suggested
            .suggestions
            .iter()
            .map(|s| Shown {
                label: &s.label,
                parents: &s.parents,
                confidence: s.confidence,
                because: s.because.iter().map(|reason| reason.word.as_str()).collect(),
                shares: s.because.iter().map(|reason| reason.share).collect(),
            })
            .collect();
        let (sure, unsure) = (suggested.sure, suggested.unsure);
        let urgency = urgent.suggest(&message);
        line(&row, &Line { suggestions: shown, sure, unsure, urgency }, out)?;
    }
    Ok(())
}

fn sentence(suggested: &Suggested) -> String {
    let one = |s: &text::classify::Suggestion| {
        let words: Vec<&str> = s.because.iter().map(|reason| reason.word.as_str()).collect();
        format!("{} {}（{}）", s.label, percent(s.confidence), words.join("、"))
    };
    let all: Vec<String> = suggested.suggestions.iter().map(one).collect();
    let doubt = if suggested.sure { "" } else { "没有把握 not sure  " };
    format!("{doubt}{}", all.join("；"))
}
