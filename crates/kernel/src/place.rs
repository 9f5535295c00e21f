//! 地方 — Places by code: GB/T 2260 and the statistical divisions down to the community, our own below.
//!
//! ```text
//! 42 province · 4201 city · 420115 county · 420115004 street · 420115004001 community
//! 420115004001.01 estate, hamlet or group · .01.03 building · .01.03.0201 household
//! ```
//! A place contains another exactly when its code begins the other's, so scope needs no look-up.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize};

use crate::{Error, Result};

/// How high a place stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// 省
    Province,
    /// 市
    City,
    /// 县（市、区）
    County,
    /// 街道、乡镇
    Street,
    /// 社区、村
    Community,
    /// 小区、自然湾、村民小组
    Estate,
    /// 楼栋
    Building,
    /// 户
    Household,
}

/// The six-digit code of a county: the first key of every table.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct County(String);

impl County {
    /// Reads a county code (six digits).
    ///
    /// # Errors
    /// [`Error::NotFound`] for anything else.
    pub fn parse(text: &str) -> Result<Self> {
        let ok = text.len() == 6 && text.bytes().all(|b| b.is_ascii_digit());
        if ok { Ok(Self(text.to_owned())) } else { Err(Error::NotFound) }
    }

    /// The six digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for County {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The code of a place at any level. Codes are text, never numbers.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct PlaceCode(String);

impl PlaceCode {
    /// Reads a code of any level.
    ///
    /// # Errors
    /// [`Error::NotFound`] when it cannot be a code.
    pub fn parse(text: &str) -> Result<Self> {
        let mut parts = text.split('.');
        let head = parts.next().unwrap_or_default();
        let digits = !head.is_empty() && head.bytes().all(|b| b.is_ascii_digit());
        let below: Vec<&str> = parts.collect();
        let own = below.iter().all(|p| {
            (1..=12).contains(&p.len())
                && p.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase())
        });
        let fits = match head.len() {
            2 | 4 | 6 | 9 => below.is_empty(),
            12 => below.len() <= 3,
            _ => false,
        };
        if digits && own && fits { Ok(Self(text.to_owned())) } else { Err(Error::NotFound) }
    }

    /// The whole country, for what belongs to no place: its county is `000000`.
    pub fn nowhere() -> Self {
        Self("00".to_owned())
    }

    /// The code as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The county whose shard keeps this place; provinces and cities keep `420000`, `420100`.
    pub fn county(&self) -> County {
        let head: String = self.0.chars().take(6).take_while(char::is_ascii_digit).collect();
        County(format!("{head:0<6}"))
    }

    /// How high the place stands.
    pub fn level(&self) -> Level {
        let dots = self.0.bytes().filter(|b| *b == b'.').count();
        match (self.0.len(), dots) {
            (2, _) => Level::Province,
            (4, _) => Level::City,
            (6, _) => Level::County,
            (9, _) => Level::Street,
            (_, 0) => Level::Community,
            (_, 1) => Level::Estate,
            (_, 2) => Level::Building,
            _ => Level::Household,
        }
    }

    /// Whether `other` lies in this place (or is it).
    pub fn contains(&self, other: &PlaceCode) -> bool {
        other
            .0
            .strip_prefix(&self.0)
            .is_some_and(|rest| rest.is_empty() || self.0.len() < 12 || rest.starts_with('.'))
    }

    /// The codes of everything in this place as a half-open range of text in byte order: SQL's
    /// `place >= $1 AND place < $2`.
    pub fn range(&self) -> (String, String) {
        // Below the community the next byte is '.', above it a digit; '/' and ':' follow them.
        let end = if self.0.len() < 12 { ':' } else { '/' };
        (self.0.clone(), format!("{}{end}", self.0))
    }

    /// The community this place is, or lies in; `None` above the community.
    pub fn community(&self) -> Option<PlaceCode> {
        self.0.get(..12).map(|head| PlaceCode(head.to_owned()))
    }

    /// The place one level up; `None` for a province.
    pub fn parent(&self) -> Option<PlaceCode> {
        let code = match self.0.rfind('.') {
            Some(dot) => self.0.get(..dot),
            None => match self.0.len() {
                12 => self.0.get(..9),
                9 => self.0.get(..6),
                6 => self.0.get(..4),
                4 => self.0.get(..2),
                _ => None,
            },
        };
        code.map(|c| PlaceCode(c.to_owned()))
    }

    /// This place and everything above it, highest first.
    pub fn path(&self) -> Vec<PlaceCode> {
        let mut path = vec![self.clone()];
        while let Some(up) = path.last().and_then(PlaceCode::parent) {
            path.push(up);
        }
        path.reverse();
        path
    }

    /// A place of our own below this one, e.g. estate `01` of a community.
    ///
    /// # Errors
    /// [`Error::NotFound`] above the community, below a household, or for a part that is no code.
    pub fn below(&self, part: &str) -> Result<PlaceCode> {
        Self::parse(&format!("{}.{part}", self.0))
    }
}

impl fmt::Display for PlaceCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for County {
    fn deserialize<D: Deserializer<'de>>(d: D) -> std::result::Result<Self, D::Error> {
        let text = String::deserialize(d)?;
        Self::parse(&text).map_err(|_| serde::de::Error::custom("not a county code"))
    }
}

impl<'de> Deserialize<'de> for PlaceCode {
    fn deserialize<D: Deserializer<'de>>(d: D) -> std::result::Result<Self, D::Error> {
        let text = String::deserialize(d)?;
        Self::parse(&text).map_err(|_| serde::de::Error::custom("not a place code"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn place(code: &str) -> PlaceCode {
        PlaceCode::parse(code).unwrap()
    }

    #[test]
    fn a_place_contains_what_lies_in_it_and_nothing_beside_it() {
        assert!(place("42").contains(&place("420115004001.01.03")));
        assert!(place("420115004001.1").contains(&place("420115004001.1.2")));
        assert!(!place("420115004001.1").contains(&place("420115004001.10")));
        assert!(!place("420115").contains(&place("420116001001")));
    }

    #[test]
    fn levels_counties_and_paths() {
        assert_eq!(place("4201").county().as_str(), "420100");
        assert_eq!(place("42").county().as_str(), "420000");
        assert_eq!(place("420115004001.01").county().as_str(), "420115");
        assert_eq!(place("420115004001.01").level(), Level::Estate);
        let path: Vec<String> =
            place("420115004001.01").path().iter().map(ToString::to_string).collect();
        assert_eq!(path, ["42", "4201", "420115", "420115004", "420115004001", "420115004001.01"]);
    }

    proptest! {
        #[test]
        fn any_text_is_answered(text: String) {
            if let Ok(p) = PlaceCode::parse(&text) {
                let path = p.path();
                prop_assert_eq!(path.last(), Some(&p));
                for up in &path {
                    let (from, to) = up.range();
                    prop_assert!(up.contains(&p) && from <= text && text < to);
                }
            }
        }
    }
}
