//! 摘 — The part of a text around what was searched, as it was written, with what to mark.
//!
//! The hits are found in the folded form and carried back: what is shown is always a piece of the text
//! as written, after [`mask`] hid what identifies a person, cut between characters.

use serde::Serialize;

use crate::fold::{half_width, is_invisible, simplify};
use crate::redact::mask;

use super::query::Query;

/// Where a hit stands in a snippet, in bytes on character boundaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Hit {
    /// Where it begins.
    pub start: usize,
    /// Where it ends; not part of it.
    pub end: usize,
}

/// A piece of a text to show.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Snippet {
    /// The piece, as written and masked.
    pub text: String,
    /// What to mark in it, in order and without overlap.
    pub hits: Vec<Hit>,
    /// Whether the text goes on before it.
    pub before: bool,
    /// Whether the text goes on after it.
    pub after: bool,
}

impl Snippet {
    /// The text in pieces, each with whether it is to be marked.
    pub fn pieces(&self) -> Vec<(bool, &str)> {
        let mut pieces = Vec::new();
        let mut from = 0;
        for hit in &self.hits {
            pieces.push((false, self.text.get(from..hit.start).unwrap_or_default()));
            pieces.push((true, self.text.get(hit.start..hit.end).unwrap_or_default()));
            from = hit.end;
        }
        pieces.push((false, self.text.get(from..).unwrap_or_default()));
        pieces.retain(|(_, piece)| !piece.is_empty());
        pieces
    }
}

/// The piece of `text` of at most `most` characters that has the most parts of the query; its beginning
/// when it has none. A third of what is left of the room stands before the first hit.
pub fn snippet(text: &str, query: &Query, most: usize) -> Snippet {
    let text = mask(text);
    let bounds: Vec<usize> =
        text.char_indices().map(|(at, _)| at).chain(std::iter::once(text.len())).collect();
    let length = bounds.len().saturating_sub(1);
    let hits = hits(&text, query);
    let (from, to) = window(&text, &hits, length, most);
    let at = |character: usize| bounds.get(character).copied().unwrap_or(text.len());
    let (start, end) = (at(from), at(to));
    let inside = |hit: &&(usize, Hit)| start <= hit.1.start && hit.1.end <= end;
    let mut marks: Vec<Hit> = Vec::new();
    for (_, hit) in hits.iter().filter(inside) {
        let hit = Hit { start: hit.start - start, end: hit.end - start };
        match marks.last_mut() {
            Some(last) if hit.start <= last.end => last.end = last.end.max(hit.end),
            _ => marks.push(hit),
        }
    }
    let piece = text.get(start..end).unwrap_or_default().to_owned();
    Snippet { text: piece, hits: marks, before: from > 0, after: to < length }
}

/// From which character to which: the hits in the window that begins at each hit are compared.
fn window(text: &str, hits: &[(usize, Hit)], length: usize, most: usize) -> (usize, usize) {
    if length <= most {
        return (0, length);
    }
    let character = |byte: usize| text.get(..byte).map_or(0, |head| head.chars().count());
    let placed: Vec<(usize, usize, usize)> = hits
        .iter()
        .take(MAX_HITS)
        .map(|(part, hit)| (*part, character(hit.start), character(hit.end)))
        .collect();
    let mut best: Option<(usize, usize, usize)> = None;
    for (_, start, _) in &placed {
        let within = |one: &&(usize, usize, usize)| one.1 >= *start && one.2 <= start + most;
        let inside: Vec<_> = placed.iter().filter(within).collect();
        let parts: std::collections::BTreeSet<_> = inside.iter().map(|one| one.0).collect();
        let end = inside.iter().map(|one| one.2).max().unwrap_or(*start);
        if best.is_none_or(|(many, _, _)| parts.len() > many) {
            best = Some((parts.len(), *start, end));
        }
    }
    let (start, end) = best.map_or((0, 0), |(_, start, end)| (start, end));
    let room = most.saturating_sub(end - start) / 3;
    let from = start.saturating_sub(room).min(length - most);
    (from, from + most)
}

/// The most hits looked at: a text that repeats one word ten thousand times has enough with these.
const MAX_HITS: usize = 64;

/// Where the parts stand in the text, in order, with which part it is.
fn hits(text: &str, query: &Query) -> Vec<(usize, Hit)> {
    let folded = Folded::of(text);
    let mut hits = Vec::new();
    for (part, words) in query.parts().iter().enumerate() {
        let words = Folded::of(words).text;
        if words.is_empty() {
            continue;
        }
        let found = folded.text.match_indices(words.as_str()).take(MAX_HITS);
        let back = |(at, _): (usize, &str)| Some((part, folded.back(at, at + words.len())?));
        hits.extend(found.filter_map(back));
    }
    hits.sort_by_key(|(part, hit)| (hit.start, std::cmp::Reverse(hit.end), *part));
    hits
}

/// A folded text that knows where each of its bytes came from.
struct Folded {
    text: String,
    /// For each folded byte the bytes it stands for.
    from: Vec<(usize, usize)>,
}

impl Folded {
    /// As [`crate::fold`] does character by character, but the ends are not trimmed.
    fn of(text: &str) -> Self {
        let mut folded = Self { text: String::with_capacity(text.len()), from: Vec::new() };
        let mut space: Option<(usize, usize)> = None;
        for (at, character) in text.char_indices() {
            let end = at + character.len_utf8();
            if character.is_whitespace() || character == char::REPLACEMENT_CHARACTER {
                space = Some((space.map_or(at, |(start, _)| start), end));
            } else if !is_invisible(character) {
                if let Some(came) = space.take() {
                    folded.push(' ', came);
                }
                for one in simplify(half_width(character)).to_lowercase() {
                    folded.push(one, (at, end));
                }
            }
        }
        folded
    }

    fn push(&mut self, character: char, came: (usize, usize)) {
        self.text.push(character);
        self.from.resize(self.text.len(), came);
    }

    fn back(&self, start: usize, end: usize) -> Option<Hit> {
        let (first, last) = (self.from.get(start)?, self.from.get(end.checked_sub(1)?)?);
        Some(Hit { start: first.0, end: last.1 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, query: &str, most: usize) -> String {
        let snippet = snippet(text, &Query::parse(query), most);
        let marked = snippet
            .pieces()
            .into_iter()
            .map(|(hit, piece)| if hit { format!("[{piece}]") } else { piece.to_owned() });
        let (before, after) =
            (if snippet.before { "…" } else { "" }, if snippet.after { "…" } else { "" });
        format!("{before}{}{after}", marked.collect::<String>())
    }

    #[test]
    fn what_was_written_is_marked() {
        assert_eq!(shown("三號樓的路　 燈壞了", "路 灯坏", 30), "三號樓的[路]　 [燈壞]了");
        assert_eq!(shown("路\u{200b}灯", "路灯", 30), "[路\u{200b}灯]");
        assert_eq!(shown("ＬＥＤ灯İ", "led", 30), "[ＬＥＤ]灯İ");
        assert_eq!(shown("没有", "路灯", 30), "没有");
        assert_eq!(shown("路灯灯", "路灯 灯灯", 30), "[路灯灯]");
    }

    #[test]
    fn the_window_stands_where_most_is_said() {
        let text = format!("路灯{}路灯旁的电梯停了{}", "很长".repeat(30), "还有".repeat(30));
        let found = shown(&text, "路灯 电梯", 12);
        assert!(found.contains("[路灯]旁的[电梯]"), "{found}");
        assert!(found.starts_with('…') && found.ends_with('…'));
        assert_eq!(shown(&text, "没有这个", 4), "[路灯]很长…".replace("[路灯]", "路灯"));
    }

    #[test]
    fn numbers_of_persons_are_not_shown() {
        let found = shown("路灯不亮请打１３８００１３８０００", "13800138000 路灯", 40);
        assert_eq!(found, "[路灯]不亮请打【手机号已隐去】");
    }
}
