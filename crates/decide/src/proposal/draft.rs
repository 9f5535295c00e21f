//! 方案 — What proposing and revising both ask.

use kernel::Fen;
use web::{Fields, Form};

/// The words of a proposal as typed, masked: they become public.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Draft {
    pub title: String,
    pub body: String,
    pub options: Vec<String>,
    pub cost: Option<Fen>,
}

/// More options than this nobody compares.
const MOST: usize = 8;

pub(crate) fn read(f: &mut Fields) -> Draft {
    let title = text::redact::mask(&f.text("title").required().max(60).get());
    let body = text::redact::mask(&f.long("body").required().get());
    let options = lines(&text::redact::mask(&f.long("options").max(800).get()));
    if options.len() == 1 || options.len() > MOST {
        f.wrong("options", "decide-proposal-wrong-options", MOST);
    }
    let cost = f.money("cost").fen();
    Draft { title, body, options, cost }
}

/// The lines that say something.
pub(crate) fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::trim).filter(|l| !l.is_empty()).map(str::to_owned).collect()
}

/// What proposing asks.
#[derive(Debug)]
pub(super) struct Propose {
    pub kind: super::Kind,
    pub draft: Draft,
}

impl Form for Propose {
    const NAME: &'static str = "decide-proposal-propose";
    fn read(f: &mut Fields) -> Self {
        let kind = f.choice("kind", super::Kind::WORDS).word(super::Kind::parse);
        Self { kind: kind.unwrap_or(super::Kind::Plan), draft: read(f) }
    }
}
