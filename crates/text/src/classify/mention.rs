//! 提及 — Where a word of a rule stands in a message, and how it was written there.
//!
//! Rules and messages are compared folded (width, Traditional, case, invisible characters); what is
//! shown is cut from the message as written.

use super::Message;
use crate::fold::{half_width, is_invisible, simplify};

/// A message in which words can be looked for.
#[derive(Debug)]
pub(crate) struct Mentions<'a> {
    message: Message<'a>,
    folded: String,
    /// For each byte of the folded text where a character begins: the bytes it was written with.
    written: Vec<(usize, usize)>,
    title: usize,
}

/// A place in the folded text.
pub(crate) type Place = (usize, usize);

impl<'a> Mentions<'a> {
    /// Folds a message.
    pub fn of(message: &Message<'a>) -> Self {
        let mut folded = String::with_capacity(message.title.len() + message.body.len() + 1);
        let mut written = Vec::with_capacity(folded.capacity());
        let mut take = |text: &str, offset: usize| {
            for (at, character) in text.char_indices().take(super::MAX_CHARACTERS) {
                if !is_invisible(character) {
                    let bytes = (offset + at, offset + at + character.len_utf8());
                    folded.extend(simplify(half_width(character)).to_lowercase());
                    written.resize(folded.len(), bytes);
                }
            }
            folded.len()
        };
        let title = take(message.title, 0);
        take("\n", message.title.len());
        take(message.body, message.title.len());
        Self { message: *message, folded, written, title }
    }

    /// Every place where a folded word stands.
    pub fn find(&self, word: &str) -> impl Iterator<Item = Place> {
        self.folded.match_indices(word).map(|(at, found)| (at, at + found.len()))
    }

    /// Whether a place is in the title.
    pub fn in_title(&self, place: Place) -> bool {
        place.1 <= self.title
    }

    /// What was written at a place.
    pub fn written(&self, place: Place) -> &'a str {
        let from = self.written.get(place.0).map(|bytes| bytes.0);
        let to =
            place.1.checked_sub(1).and_then(|last| self.written.get(last)).map(|bytes| bytes.1);
        let (Some(from), Some(to)) = (from, to) else { return "" };
        let title = self.message.title.len();
        let (text, from, to) = match from.checked_sub(title) {
            Some(inside) => (self.message.body, inside, to.saturating_sub(title)),
            None => (self.message.title, from, to),
        };
        text.get(from..to).unwrap_or("")
    }

    /// The places of `words` that count: not inside a phrase of `not`. When a phrase of `not` that
    /// holds none of the words stands in the message, nothing counts.
    pub fn counted(&self, words: &[String], not: &[String]) -> Vec<Vec<Place>> {
        let holds = |phrase: &String| words.iter().any(|word| phrase.contains(word.as_str()));
        let barred = not.iter().any(|phrase| !holds(phrase) && self.find(phrase).next().is_some());
        if barred {
            return vec![Vec::new(); words.len()];
        }
        let taken: Vec<Place> = not.iter().flat_map(|phrase| self.find(phrase)).collect();
        let free = |place: &Place| !taken.iter().any(|not| not.0 <= place.0 && place.1 <= not.1);
        words.iter().map(|word| self.find(word).filter(free).collect()).collect()
    }
}

/// A word of a rule in the form it is looked for.
pub(crate) fn folded(word: &str) -> String {
    let visible = word.trim().chars().filter(|character| !is_invisible(*character));
    visible.flat_map(|character| simplify(half_width(character)).to_lowercase()).collect()
}

/// The line of a byte, counted from one.
pub(crate) fn line_of(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(words: &[&str]) -> Vec<String> {
        words.iter().map(|word| folded(word)).collect()
    }

    #[test]
    fn what_is_shown_was_written() {
        let mentions =
            Mentions::of(&Message { title: "漏\u{200b}電", body: "ＬＥＤ灯漏电" });
        let places: Vec<_> = mentions.find("漏电").collect();
        let written: Vec<_> = places.iter().map(|place| mentions.written(*place)).collect();
        assert_eq!(written, ["漏\u{200b}電", "漏电"]);
        assert!(mentions.in_title(places[0]) && !mentions.in_title(places[1]));
        assert_eq!(
            mentions.find(&folded("led灯")).map(|place| mentions.written(place)).next(),
            Some("ＬＥＤ灯")
        );
    }

    #[test]
    fn a_denied_word_does_not_count_but_another_mention_does() {
        let counted = |body| {
            let mentions = Mentions::of(&Message { title: "", body });
            mentions.counted(&list(&["漏电"]), &list(&["没有漏电", "演练"]))[0].len()
        };
        assert_eq!(counted("插座没有漏电"), 0);
        assert_eq!(counted("昨天没有漏电，今天漏电了"), 1);
        assert_eq!(counted("漏电演练"), 0, "a phrase without the word bars the rule");
    }

    #[test]
    fn lines_are_counted_from_one() {
        assert_eq!([line_of("a\nb", 0), line_of("a\nb", 2), line_of("", 9)], [1, 2, 1]);
    }
}
