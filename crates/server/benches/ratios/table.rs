//! 表 — One readable table: what was measured, against what, and whether the aim was met.

use std::fmt::Write as _;
use std::io::Write as _;

use crate::Outcome;

/// What a ratio should be.
#[derive(Debug, Clone, Copy)]
pub enum Aim {
    AtLeast(f64),
    AtMost(f64),
    /// Only told.
    None,
}

#[derive(Debug)]
struct Line {
    name: String,
    ours: String,
    reference: String,
    ratio: f64,
    aim: Aim,
}

impl Line {
    fn verdict(&self) -> &'static str {
        match self.aim {
            Aim::AtLeast(least) if self.ratio < least => "SHORT",
            Aim::AtMost(most) if self.ratio > most => "SHORT",
            Aim::None => "",
            Aim::AtLeast(_) | Aim::AtMost(_) => "ok",
        }
    }

    fn aim(&self) -> String {
        match self.aim {
            Aim::AtLeast(least) => format!(">= {least}"),
            Aim::AtMost(most) => format!("<= {most}"),
            Aim::None => String::new(),
        }
    }
}

/// The table as it grows.
#[derive(Debug, Default)]
pub struct Table(Vec<Line>);

impl Table {
    /// Adds a line: ours to reference.
    pub fn add(&mut self, name: &str, ours: (f64, &str), reference: (f64, &str), aim: Aim) {
        let shown = |(value, unit): (f64, &str)| {
            if value < 100.0 { format!("{value:.2} {unit}") } else { format!("{value:.0} {unit}") }
        };
        let (ratio, ours, reference) = (ours.0 / reference.0, shown(ours), shown(reference));
        self.0.push(Line { name: name.to_owned(), ours, reference, ratio, aim });
    }

    /// How many aims were missed.
    pub fn short(&self) -> usize {
        self.0.iter().filter(|l| l.verdict() == "SHORT").count()
    }

    /// Prints everything under a heading.
    pub fn print(&self, heading: &str, columns: [&str; 2]) -> Outcome {
        let mut text = format!("\n{heading}\n");
        let [ours, reference] = columns;
        writeln!(text, "{:44} {ours:>20} {reference:>20} {:>7}  {:8}", "", "ratio", "aim")?;
        for line in &self.0 {
            let (name, ours, reference) = (&line.name, &line.ours, &line.reference);
            let (ratio, aim, verdict) = (line.ratio, line.aim(), line.verdict());
            writeln!(text, "{name:44} {ours:>20} {reference:>20} {ratio:>7.2}  {aim:8} {verdict}")?;
        }
        say(&text)
    }
}

/// Says something at once.
pub fn say(text: &str) -> Outcome {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{text}")?;
    Ok(out.flush()?)
}
