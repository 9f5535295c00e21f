//! 标记文本 — Tags and texts of a workbook's part, one after another.
//!
//! As much of XML 1.0 as the parts of a workbook use. A document type is refused: it could define
//! texts that unfold without end.

use std::borrow::Cow;

/// What comes next. Names are without their prefix.
pub(super) enum Piece<'a> {
    /// `<name …>`.
    Open { name: &'a str, tag: Tag<'a> },
    /// `</name>`, or the end of `<name …/>`.
    Close { name: &'a str },
    /// Text between tags.
    Text(Cow<'a, str>),
}

/// The attributes of an opening tag.
pub(super) struct Tag<'a>(Vec<(&'a str, Cow<'a, str>)>);

/// What is left of a part. Ends with `None` when it is read, with `Some(None)` where it is no XML.
pub(super) struct Xml<'a> {
    rest: &'a str,
    /// A name still to be closed.
    open: Option<&'a str>,
}

impl<'a> Xml<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { rest: text.trim_start_matches('\u{feff}'), open: None }
    }

    fn piece(&mut self) -> Option<Piece<'a>> {
        if let Some(name) = self.open.take() {
            return Some(Piece::Close { name });
        }
        let Some(markup) = self.rest.strip_prefix('<') else {
            let (text, rest) = self.rest.split_at(self.rest.find('<').unwrap_or(self.rest.len()));
            self.rest = rest;
            return Some(Piece::Text(decode(text)?));
        };
        if let Some(data) = markup.strip_prefix("![CDATA[") {
            let (text, rest) = data.split_once("]]>")?;
            self.rest = rest;
            return Some(Piece::Text(Cow::Borrowed(text)));
        }
        if let Some(closing) = markup.strip_prefix('/') {
            let (name, rest) = closing.split_once('>')?;
            self.rest = rest;
            return Some(Piece::Close { name: local(name.trim_end()) });
        }
        let (inside, rest) = markup.split_at(tag_end(markup)?);
        self.rest = rest.get(1..)?;
        let (inside, empty) = inside.strip_suffix('/').map_or((inside, false), |it| (it, true));
        let (name, attributes) =
            inside.split_at(inside.find(|c: char| c.is_ascii_whitespace()).unwrap_or(inside.len()));
        let name = local(name);
        self.open = empty.then_some(name);
        Some(Piece::Open { name, tag: Tag::read(attributes)? })
    }

    /// Steps over comments and instructions; false where one does not end or is a document type.
    fn skip(&mut self) -> bool {
        loop {
            let (begin, end) = match self.rest {
                rest if rest.starts_with("<!--") => (4, "-->"),
                rest if rest.starts_with("<?") => (2, "?>"),
                rest => return !rest.starts_with("<!") || rest.starts_with("<![CDATA["),
            };
            let after = self.rest.get(begin..).and_then(|rest| rest.split_once(end));
            let Some((_, rest)) = after else { return false };
            self.rest = rest;
        }
    }
}

impl<'a> Iterator for Xml<'a> {
    type Item = Option<Piece<'a>>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.open.is_none() {
            if !self.skip() {
                self.rest = "";
                return Some(None);
            }
            if self.rest.is_empty() {
                return None;
            }
        }
        let piece = self.piece();
        if piece.is_none() {
            (self.rest, self.open) = ("", None);
        }
        Some(piece)
    }
}

impl<'a> Tag<'a> {
    /// Reads all attributes; none when one of them cannot be read.
    fn read(mut attributes: &'a str) -> Option<Self> {
        let mut read = Vec::new();
        while !attributes.trim_start().is_empty() {
            let (name, value) = attributes.split_once('=')?;
            let value = value.trim_start();
            let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
            let (value, after) = value.get(1..)?.split_once(quote)?;
            read.push((local(name.trim()), decode(value)?));
            attributes = after;
        }
        Some(Self(read))
    }

    /// The value of an attribute.
    pub(super) fn get(&self, wanted: &str) -> Option<&str> {
        self.0.iter().find(|(name, _)| *name == wanted).map(|(_, value)| value.as_ref())
    }
}

/// Where the tag ends that begins here: `>` may stand in quotation marks.
fn tag_end(markup: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in markup.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return Some(at),
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    None
}

fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// A text with its references resolved; none where one is unknown.
fn decode(text: &str) -> Option<Cow<'_, str>> {
    let Some((before, mut rest)) = text.split_once('&') else { return Some(Cow::Borrowed(text)) };
    let mut plain = before.to_owned();
    loop {
        let (reference, after) = rest.split_once(';')?;
        plain.push(match reference {
            "lt" => '<',
            "gt" => '>',
            "amp" => '&',
            "quot" => '"',
            "apos" => '\'',
            _ => {
                let number = reference.strip_prefix('#')?;
                let code = match number.strip_prefix(['x', 'X']) {
                    Some(hex) => u32::from_str_radix(hex, 16),
                    None => number.parse(),
                };
                char::from_u32(code.ok()?)?
            }
        });
        let Some((text, next)) = after.split_once('&') else {
            plain.push_str(after);
            return Some(Cow::Owned(plain));
        };
        plain.push_str(text);
        rest = next;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        let piece = |piece: Option<Piece<'_>>| match piece {
            Some(Piece::Open { name, tag }) => format!("<{name} {:?}>", tag.get("r")),
            Some(Piece::Close { name }) => format!("</{name}>"),
            Some(Piece::Text(text)) => text.into_owned(),
            None => "!".to_owned(),
        };
        Xml::new(text).map(piece).collect()
    }

    #[test]
    fn tags_and_texts() {
        let text = "\u{feff}<?xml version='1'?><x:a r=\"&#65;&lt;>\" q='1'><!-- <b> --><b/>\
            t&amp;<![CDATA[<&]]></x:a >";
        assert_eq!(read(text), "<a Some(\"A<>\")><b None></b>t&<&</a>");
    }

    #[test]
    fn what_is_no_xml_ends_in_none() {
        for text in [
            "<a r=1>",
            "<a r>",
            "<a r='&b;'>",
            "<a",
            "<a r='>",
            "</a",
            "<!--",
            "<!DOCTYPE a>",
            "a&b;",
            "a&b",
            "<![CDATA[",
            "<?",
        ] {
            assert!(read(text).ends_with('!'), "{text}");
        }
        assert_eq!(read(""), "");
        assert_eq!(read("<>"), "< None>");
    }
}
