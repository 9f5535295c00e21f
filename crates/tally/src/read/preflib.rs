//! `PrefLib` 文件 — Orders and categories of the library of preferences, checked against their header.
//!
//! Mattei and Walsh, "`PrefLib`: A Library for Preferences", ADT 2013, in the format of 2022:
//!
//! ```text
//! # TITLE: Ballina 2015
//! # DATA TYPE: soi
//! # NUMBER ALTERNATIVES: 7
//! # NUMBER VOTERS: 47458
//! # NUMBER UNIQUE ORDERS: 2363
//! # ALTERNATIVE NAME 1: HARTLEY Matthew
//! 14591: 3                              how many: the order, best first
//! 3336: 7,5,{2,1},6                     names in braces are on a par
//! ```
//!
//! `soc` and `toc` are complete orders, `soi` and `toi` may stop early; `s` is strict, `t` may tie.
//! `cat` sorts names into categories (`13: 6,{1,2},{}`). As a [`Profile`] a `cat` ballot ranks the
//! names of the *first* category on a par and no others: those are the approved ones. Who wants all
//! categories calls [`categories`].

use std::collections::BTreeMap;

use super::heaps::Heaps;
use super::text::{decode, quote, whole};
use super::{Bad, categories};
use crate::profile::Profile;

/// What the ballots of a `PrefLib` file are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Strict orders, complete.
    Soc,
    /// Strict orders that may leave names out.
    Soi,
    /// Orders with ties, complete.
    Toc,
    /// Orders with ties that may leave names out.
    Toi,
    /// Names sorted into categories.
    Cat,
}

impl Kind {
    /// The kind by the ending of a file's name (`.gz` after it is looked through), in either case.
    pub fn of_name(name: &str) -> Option<Self> {
        let name = name.to_ascii_lowercase();
        let (_, ending) = name.strip_suffix(".gz").unwrap_or(&name).rsplit_once('.')?;
        Self::of_type(ending)
    }

    fn of_type(name: &str) -> Option<Self> {
        Some(match name {
            "soc" => Self::Soc,
            "soi" => Self::Soi,
            "toc" => Self::Toc,
            "toi" => Self::Toi,
            "cat" => Self::Cat,
            _ => return None,
        })
    }

    const fn strict(self) -> bool {
        matches!(self, Self::Soc | Self::Soi)
    }

    const fn complete(self) -> bool {
        matches!(self, Self::Soc | Self::Toc)
    }
}

/// Reads orders, or the approvals of a [`Kind::Cat`] file. Which kind it is the file's name says
/// ([`Kind::of_name`]); a header that names another kind of orders makes the check stricter, never
/// looser.
pub fn preflib(bytes: &[u8], kind: Kind) -> Result<Profile, Bad> {
    if kind == Kind::Cat {
        return Ok(categories(bytes)?.approvals());
    }
    let text = decode(bytes)?;
    let file = File::try_new(&text, kind)?;
    let mut heaps = Heaps::try_new(0, file.names.len() as u64)?;
    let strict = kind.strict() || file.kind.is_some_and(Kind::strict);
    let complete = kind.complete() || file.kind.is_some_and(Kind::complete);
    let mut lines = 0;
    for entry in file.entries() {
        let Entry { line, count, order } = entry?;
        for step in order {
            if step.is_empty() || (strict && step.len() > 1) {
                return Err(Bad::at(
                    line,
                    "空的名次，或严格排序的文件里有并列。",
                    "an empty step, or names on a par in a file of strict orders.",
                ));
            }
            for (place, name) in step.into_iter().enumerate() {
                heaps.put(line, name, place > 0)?;
            }
        }
        if complete && heaps.named() != file.names.len() {
            return Err(Bad::at(
                line,
                format!("应排完 {} 名，只排了 {} 名。", file.names.len(), heaps.named()),
                format!("all {} names wanted, {} ranked.", file.names.len(), heaps.named()),
            ));
        }
        heaps.close(line, count)?;
        lines += 1;
    }
    file.check(heaps.total(), lines, heaps.distinct())?;
    let File { title, names, .. } = file;
    Ok(Profile { title, candidates: names, heaps: heaps.finish(), ..Profile::default() })
}

/// A `PrefLib` file, its header read.
pub(super) struct File<'a> {
    text: &'a str,
    kind: Option<Kind>,
    pub(super) title: String,
    pub(super) names: Vec<String>,
    pub(super) categories: Vec<String>,
    voters: u64,
    unique: Option<u64>,
}

/// One line of the body: how many, and the names (numbered from 1) of each step.
pub(super) struct Entry {
    pub(super) line: u64,
    pub(super) count: u64,
    pub(super) order: Vec<Vec<u64>>,
}

impl<'a> File<'a> {
    /// Reads the header: every field that says how much must follow is wanted.
    pub(super) fn try_new(text: &'a str, kind: Kind) -> Result<Self, Bad> {
        let header = Header::read(text)?;
        let stated = Kind::of_type(&header.text("DATA TYPE").to_ascii_lowercase());
        if stated.is_some_and(|stated| (stated == Kind::Cat) != (kind == Kind::Cat)) {
            return Err(Bad::whole(
                "文件名与文件头的 DATA TYPE 不一致：一个是分类，一个是排序。",
                "the file's name and its DATA TYPE differ: one is categories, the other orders.",
            ));
        }
        let orders = header.number("NUMBER UNIQUE ORDERS")?;
        let kinds = if kind == Kind::Cat { header.needed("NUMBER CATEGORIES")? } else { 0 };
        Ok(Self {
            text,
            kind: stated,
            title: header.text("TITLE").to_owned(),
            names: header.list("ALTERNATIVE NAME", header.needed("NUMBER ALTERNATIVES")?)?,
            categories: header.list("CATEGORY NAME", kinds)?,
            voters: header.needed("NUMBER VOTERS")?,
            unique: orders.or(header.number("NUMBER UNIQUE PREFERENCES")?),
        })
    }

    /// The body, line by line.
    pub(super) fn entries(&self) -> impl Iterator<Item = Result<Entry, Bad>> + use<'a> {
        let lines = (1..).zip(self.text.lines().map(str::trim));
        lines.filter(|(_, said)| !said.is_empty() && !said.starts_with('#')).map(entry)
    }

    /// Checks what was read against what the header promised.
    pub(super) fn check(&self, voters: u64, lines: u64, distinct: usize) -> Result<(), Bad> {
        let stated = self.voters;
        if voters != stated {
            return Err(Bad::whole(
                format!("文件头写 {stated} 人投票，选票共 {voters} 张：文件不完整或有误。"),
                format!("NUMBER VOTERS is {stated} but the ballots are {voters}."),
            ));
        }
        match self.unique {
            Some(unique) if unique != lines && unique != distinct as u64 => Err(Bad::whole(
                format!("文件头写 {unique} 种选票，实有 {lines} 行。"),
                format!("NUMBER UNIQUE ORDERS is {unique} but there are {lines} lines."),
            )),
            _ => Ok(()),
        }
    }
}

/// The fields of a header with their lines.
struct Header<'a> {
    fields: BTreeMap<String, (u64, &'a str)>,
}

impl<'a> Header<'a> {
    /// All lines `# FIELD: value`. One that names or counts something may stand once.
    fn read(text: &'a str) -> Result<Self, Bad> {
        let mut fields = BTreeMap::new();
        for (line, said) in (1..).zip(text.lines()) {
            let field = said.trim().strip_prefix('#').and_then(|said| said.split_once(':'));
            let Some((key, value)) = field else { continue };
            let key = key.trim().to_ascii_uppercase();
            let counts = ["NUMBER", "NAME", "TYPE"].iter().any(|word| key.contains(word));
            if fields.insert(key, (line, value.trim())).is_some() && counts {
                return Err(Bad::at(
                    line,
                    format!("文件头重复：{}", quote(said)),
                    format!("the header says this twice: {}", quote(said)),
                ));
            }
        }
        Ok(Self { fields })
    }

    fn text(&self, key: &str) -> &'a str {
        self.fields.get(key).map_or("", |&(_, value)| value)
    }

    fn number(&self, key: &str) -> Result<Option<u64>, Bad> {
        let Some(&(line, value)) = self.fields.get(key) else { return Ok(None) };
        whole(value).map(Some).ok_or_else(|| {
            let said = quote(value);
            Bad::at(
                line,
                format!("{key} 应为整数，这里是“{said}”。"),
                format!("{key} must be a whole number, not `{said}`."),
            )
        })
    }

    fn needed(&self, key: &str) -> Result<u64, Bad> {
        self.number(key)?.ok_or_else(|| missing(key))
    }

    /// So many fields numbered from 1, and not one more.
    fn list(&self, key: &str, count: u64) -> Result<Vec<String>, Bad> {
        let name = |number| {
            let key = format!("{key} {number}");
            self.fields.get(&key).map(|&(_, name)| name.to_owned()).ok_or_else(|| missing(&key))
        };
        let names = (1..=count).map(name).collect::<Result<_, _>>()?;
        match self.fields.get(&format!("{key} {}", count.saturating_add(1))) {
            None => Ok(names),
            Some(&(line, _)) => Err(Bad::at(
                line,
                format!("{key} 比文件头写的 {count} 个多。"),
                format!("more than the {count} {key} the header counts."),
            )),
        }
    }
}

fn missing(key: &str) -> Bad {
    Bad::whole(format!("文件头缺 {key}。"), format!("no {key} in the header."))
}

fn entry((line, said): (u64, &str)) -> Result<Entry, Bad> {
    let wrong = || {
        Bad::at(
            line,
            format!("应为“张数: 名次”，如 3: 1,2,{{3,4}}，这里是“{}”。", quote(said)),
            format!("wanted `count: order` such as 3: 1,2,{{3,4}}, not `{}`.", quote(said)),
        )
    };
    let (count, mut rest) = said.split_once(':').ok_or_else(wrong)?;
    let count = whole(count.trim()).filter(|count| *count > 0).ok_or_else(wrong)?;
    let name = |word: &str| whole(word.trim()).ok_or_else(wrong);
    let mut order = Vec::new();
    rest = rest.trim();
    while !rest.is_empty() {
        let after;
        if let Some(inside) = rest.strip_prefix('{') {
            let (step, next) = inside.split_once('}').ok_or_else(wrong)?;
            let names = step.split(',').filter(|_| !step.trim().is_empty()).map(name);
            order.push(names.collect::<Result<_, _>>()?);
            after = next.trim_start();
        } else {
            let end = rest.find(',').unwrap_or(rest.len());
            let (step, next) = rest.split_at(end);
            order.push(vec![name(step)?]);
            after = next;
        }
        rest = match after.strip_prefix(',').map(str::trim_start) {
            Some(next) if !next.is_empty() => next,
            None if after.is_empty() => "",
            _ => return Err(wrong()),
        };
    }
    Ok(Entry { line, count, order })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::Heap;

    fn file(kind: &str, body: &str) -> String {
        format!(
            "# FILE NAME: a.{kind}\n# TITLE: Tiny\n# DESCRIPTION\n# DATA TYPE: {kind}\n\
             # NUMBER ALTERNATIVES: 4\n# NUMBER VOTERS: 6\n# NUMBER UNIQUE ORDERS: 3\n\
             # ALTERNATIVE NAME 1: A\n# ALTERNATIVE NAME 2: B\n# ALTERNATIVE NAME 3: C\n\
             # ALTERNATIVE NAME 4: D: e\n{body}"
        )
    }

    const BODY: &str = "3: {2,1}, 3\r\n2: 3,2,1\r\n\r\n1: 4 , 1";

    #[test]
    fn ties_omissions_and_counts_are_read() {
        let profile = preflib(file("toi", BODY).as_bytes(), Kind::Toi).unwrap();
        let heap = |ranking: &[&[usize]], count| Heap {
            ranking: ranking.iter().map(|step| step.to_vec()).collect(),
            count,
        };
        let heaps =
            [heap(&[&[0, 1], &[2]], 3), heap(&[&[2], &[1], &[0]], 2), heap(&[&[3], &[0]], 1)];
        assert_eq!(profile.heaps, heaps);
        assert_eq!((profile.title.as_str(), profile.candidates[3].as_str()), ("Tiny", "D: e"));
        assert_eq!(profile.seats, None);
    }

    #[test]
    fn what_does_not_fit_its_header_is_refused() {
        let said = |text: String, kind| preflib(text.as_bytes(), kind).unwrap_err();
        let (toi, soi) = (file("toi", BODY), file("soi", BODY));
        assert_eq!(said(soi, Kind::Toi).line, 12);
        assert_eq!(said(toi.clone(), Kind::Toc).line, 12);
        assert_eq!(said(toi.clone(), Kind::Cat).line, 0);
        for (from, to, line) in [
            ("1: 4 , 1", "2: 4,1", 0),
            ("1: 4 , 1", "", 0),
            ("ORDERS: 3", "ORDERS: 4", 0),
            ("ALTERNATIVES: 4", "ALTERNATIVES: 3", 11),
            ("ALTERNATIVES: 4", "ALTERNATIVES: 5", 0),
            ("ALTERNATIVES: 4", "ALTERNATIVES: 99999999999999", 0),
            ("VOTERS: 6", "VOTERS: six", 6),
            ("# NUMBER VOTERS: 6", "", 0),
            ("NAME 2", "NAME 1", 9),
            ("4 , 1", "4,5", 15),
            ("4 , 1", "4,4", 15),
            ("4 , 1", "4,,1", 15),
            ("4 , 1", "4,1,", 15),
            ("4 , 1", "{4,1", 15),
            ("4 , 1", "{4,1}2", 15),
            ("4 , 1", "{},1", 15),
            ("1: 4 , 1", "1.0: 4", 15),
            ("1: 4 , 1", "0: 4", 15),
            ("1: 4 , 1", "4 1", 15),
        ] {
            let text = toi.replacen(from, to, 1);
            let bad = preflib(text.as_bytes(), Kind::Toi).expect_err(&text);
            assert_eq!(bad.line, line, "{from} → {to}: {bad}");
        }
    }

    #[test]
    fn the_kind_is_in_the_name() {
        assert_eq!(Kind::of_name("00058-00000003.soi.gz"), Some(Kind::Soi));
        assert_eq!(Kind::of_name("a/b.CAT"), Some(Kind::Cat));
        assert_eq!(Kind::of_name("a.blt"), None);
        assert_eq!(Kind::of_name("soi"), None);
    }
}
