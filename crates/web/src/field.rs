//! 字段 — One description of a field both draws it and reads it.
//!
//! A form's `read` runs twice: to learn which fields there are, and to read what was typed. So label,
//! limit, error and API schema can never disagree.

use jiff::civil::Date;
use kernel::{Fen, FieldError};
use serde::Serialize;

use crate::form::Choice;

/// How a field is shown and typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// One line.
    Text,
    /// Several lines.
    Long,
    /// A whole number.
    Number,
    /// Yuan, up to two decimals.
    Money,
    /// A day.
    Date,
    /// A time of day.
    Time,
    /// One of a few, all visible.
    Choice,
    /// Yes or no.
    Check,
    /// Several of a list.
    Many,
    /// Carried along unseen.
    Hidden,
}

impl Kind {
    /// The word templates know.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Long => "long",
            Self::Number => "number",
            Self::Money => "money",
            Self::Date => "date",
            Self::Time => "time",
            Self::Choice => "choice",
            Self::Check => "check",
            Self::Many => "many",
            Self::Hidden => "hidden",
        }
    }
}

/// What a form says about one of its fields.
#[derive(Debug, Clone, Serialize)]
pub struct Spec {
    /// The name in the form and in JSON.
    pub name: &'static str,
    /// How it is typed.
    pub kind: Kind,
    /// Whether it must be filled in.
    pub required: bool,
    /// The most characters; 0 when it does not apply.
    pub max: usize,
    /// Fixed choices; empty when the page supplies them.
    pub words: &'static [&'static str],
    /// Personal: never kept as a draft on the phone.
    pub private: bool,
}

/// A field as a template shows it.
#[derive(Debug, Clone, Serialize)]
pub struct FieldView {
    /// The name in the form.
    pub name: &'static str,
    /// What it asks, in the reader's language.
    pub label: String,
    /// Why, or how.
    pub hint: Option<String>,
    /// How it is typed (see [`Kind::word`]).
    pub kind: &'static str,
    /// What stands in it.
    pub value: String,
    /// What can be chosen.
    pub options: Vec<Choice>,
    /// What is wrong with it.
    pub error: Option<String>,
    /// Whether it must be filled in.
    pub required: bool,
    /// The most characters; 0 for no limit.
    pub max: usize,
    /// 元, 天, ㎡ …
    pub unit: Option<String>,
    /// The browser's autofill word.
    pub autocomplete: Option<&'static str>,
    /// Never kept as a draft.
    pub private: bool,
    /// Where similar records are asked while typing.
    pub near: Option<String>,
}

/// Collects what a form says about its fields, and reads what was typed into them.
#[derive(Debug, Default)]
pub struct Fields {
    typed: Vec<(String, String)>,
    /// What the form said.
    pub specs: Vec<Spec>,
    /// What is wrong.
    pub errors: Vec<FieldError>,
}

impl Fields {
    /// Reads what was typed.
    pub fn new(typed: &[(String, String)]) -> Self {
        Self { typed: typed.to_vec(), ..Self::default() }
    }

    fn field(&mut self, name: &'static str, kind: Kind) -> Field<'_> {
        let spec = Spec { name, kind, required: false, max: 0, words: &[], private: false };
        Field { all: self, spec }
    }

    /// One line of text, at most 100 characters unless said otherwise.
    pub fn text(&mut self, name: &'static str) -> Field<'_> {
        self.field(name, Kind::Text).max(100)
    }

    /// Several lines of text, at most 4,000 characters unless said otherwise.
    pub fn long(&mut self, name: &'static str) -> Field<'_> {
        self.field(name, Kind::Long).max(4000)
    }

    /// Something carried along unseen.
    pub fn hidden(&mut self, name: &'static str) -> Field<'_> {
        self.field(name, Kind::Hidden).max(400)
    }

    /// One of a few fixed words; labels are the keys `<form>-<field>-<word>`.
    pub fn choice(&mut self, name: &'static str, words: &'static [&'static str]) -> Field<'_> {
        let mut field = self.field(name, Kind::Choice);
        field.spec.words = words;
        field
    }

    /// One of a list that the page supplies.
    pub fn pick(&mut self, name: &'static str) -> Field<'_> {
        self.field(name, Kind::Choice).max(100)
    }

    /// Several of a list that the page supplies.
    pub fn many(&mut self, name: &'static str) -> Vec<String> {
        let all: Vec<String> = self
            .typed
            .iter()
            .filter(|(n, v)| n == name && !v.is_empty())
            .map(|(_, v)| v.clone())
            .collect();
        if !all.iter().all(|v| legible(v)) {
            self.wrong(name, "web-wrong-damaged", "");
        }
        self.field(name, Kind::Many).declare();
        all
    }

    /// Yes or no.
    pub fn check(&mut self, name: &'static str) -> bool {
        let yes = matches!(self.value(name).as_str(), "on" | "true" | "1" | "yes");
        self.field(name, Kind::Check).declare();
        yes
    }

    /// A day, `2026-11-22`.
    pub fn date(&mut self, name: &'static str) -> Field<'_> {
        self.field(name, Kind::Date)
    }

    /// A time of day, `19:30`.
    pub fn time(&mut self, name: &'static str) -> Field<'_> {
        self.field(name, Kind::Time)
    }

    /// A whole number.
    pub fn number(&mut self, name: &'static str) -> Field<'_> {
        self.field(name, Kind::Number)
    }

    /// An amount of money in yuan.
    pub fn money(&mut self, name: &'static str) -> Field<'_> {
        self.field(name, Kind::Money)
    }

    fn value(&self, name: &str) -> String {
        let raw = self.typed.iter().find(|(n, _)| n == name).map_or("", |(_, v)| v.as_str());
        raw.replace("\r\n", "\n").trim().to_owned()
    }

    /// Marks a field as wrong for a reason (a locale key).
    pub fn wrong(&mut self, field: &str, reason: &'static str, arg: impl std::fmt::Display) {
        let field = field.to_owned();
        self.errors.push(FieldError { field, reason, arg: arg.to_string() });
    }
}

/// One field being described; ends with a reading method.
#[derive(Debug)]
pub struct Field<'a> {
    all: &'a mut Fields,
    spec: Spec,
}

impl Field<'_> {
    /// It must be filled in.
    #[must_use]
    pub fn required(mut self) -> Self {
        self.spec.required = true;
        self
    }

    /// The most characters.
    #[must_use]
    pub fn max(mut self, max: usize) -> Self {
        self.spec.max = max;
        self
    }

    /// Personal: never kept as a draft on the phone, never put in a fact.
    #[must_use]
    pub fn private(mut self) -> Self {
        self.spec.private = true;
        self
    }

    fn declare(self) {
        self.all.specs.push(self.spec);
    }

    /// The text, empty when absent. Damaged text is refused rather than kept.
    pub fn get(self) -> String {
        let value = self.all.value(self.spec.name);
        let (name, max) = (self.spec.name, self.spec.max);
        if value.is_empty() {
            if self.spec.required {
                self.all.wrong(name, "web-wrong-empty", "");
            }
        } else if max > 0 && value.chars().count() > max {
            self.all.wrong(name, "web-wrong-long", max);
        } else if !legible(&value) {
            self.all.wrong(name, "web-wrong-damaged", "");
        } else if !self.spec.words.is_empty() && !self.spec.words.contains(&value.as_str()) {
            self.all.wrong(name, "web-wrong-choice", "");
        }
        self.declare();
        value
    }

    /// The chosen word, read by one of the kernel's `parse` functions.
    pub fn word<T>(self, parse: fn(&str) -> Option<T>) -> Option<T> {
        parse(&self.get())
    }

    /// The amount in fen, not below zero. `None` when absent or wrong.
    pub fn fen(self) -> Option<Fen> {
        self.reading("web-wrong-money", |v| Fen::parse(v).filter(|f| f.0 >= 0))
    }

    /// The whole number within limits. `None` when absent or wrong.
    pub fn within(self, least: i64, most: i64) -> Option<i64> {
        let name = self.spec.name;
        let all = self.reading_on("web-wrong-number", |v| v.parse().ok());
        let (fields, number) = all;
        if let Some(n) = number
            && !(least..=most).contains(&n)
        {
            fields.wrong(name, "web-wrong-range", format!("{least}–{most}"));
        }
        number
    }

    /// The day. `None` when absent or wrong.
    pub fn day(self) -> Option<Date> {
        self.reading("web-wrong-date", |v| v.parse().ok())
    }

    /// The time of day as `HH:MM`. `None` when absent or wrong.
    pub fn hour(self) -> Option<String> {
        self.reading("web-wrong-time", |v| {
            let (h, m) = v.split_once(':')?;
            let (h, m): (u8, u8) = (h.parse().ok()?, m.get(..2)?.parse().ok()?);
            (h < 24 && m < 60).then(|| format!("{h:02}:{m:02}"))
        })
    }

    fn reading<T>(self, wrong: &'static str, read: impl FnOnce(&str) -> Option<T>) -> Option<T> {
        self.reading_on(wrong, read).1
    }
}

impl<'a> Field<'a> {
    fn reading_on<T>(
        self,
        wrong: &'static str,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> (&'a mut Fields, Option<T>) {
        let Field { all, spec } = self;
        let value = half_width(&all.value(spec.name));
        let known = if value.is_empty() { None } else { read(&value) };
        if value.is_empty() && spec.required {
            all.wrong(spec.name, "web-wrong-empty", "");
        } else if !value.is_empty() && known.is_none() {
            all.wrong(spec.name, wrong, "");
        }
        all.specs.push(spec);
        (all, known)
    }
}

/// Full-width digits and signs as typed by Chinese keyboards.
fn half_width(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '！'..='～' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
            _ => c,
        })
        .collect()
}

/// No replacement characters and no control characters but line breaks and tabs.
fn legible(text: &str) -> bool {
    !text.chars().any(|c| c == '\u{FFFD}' || (c.is_control() && c != '\n' && c != '\t'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(pairs: &[(&str, &str)]) -> Fields {
        let pairs: Vec<_> = pairs.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
        Fields::new(&pairs)
    }

    #[test]
    fn one_description_reads_and_explains() {
        let mut f = typed(&[("n", "７"), ("m", "12.345"), ("t", "a\u{0}b"), ("d", "2026-02-30")]);
        assert_eq!(f.number("n").within(1, 9), Some(7));
        assert_eq!(f.money("m").fen(), None);
        f.text("t").get();
        assert_eq!(f.date("d").day(), None);
        f.text("missing").required().get();
        let wrong: Vec<_> = f.errors.iter().map(|e| (e.field.as_str(), e.reason)).collect();
        assert_eq!(
            wrong,
            [
                ("m", "web-wrong-money"),
                ("t", "web-wrong-damaged"),
                ("d", "web-wrong-date"),
                ("missing", "web-wrong-empty")
            ]
        );
        assert_eq!(f.specs.len(), 5);
    }

    #[test]
    fn a_word_outside_the_list_is_refused() {
        let mut f = typed(&[("c", "other")]);
        f.choice("c", &["yes", "no"]).required().get();
        assert_eq!(f.errors[0].reason, "web-wrong-choice");
    }
}
