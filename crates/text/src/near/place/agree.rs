//! 同地 — Whether two texts speak of the same place: agree, one is silent, contradict.

use super::{Kind, Named};

/// What two texts say about each other's places, for one kind of place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Says {
    /// Both name the same.
    Agree,
    /// One of them names none.
    Silent,
    /// Both name some, none of them the same.
    Contradict,
}

/// The places of two texts compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Places {
    /// What each kind says.
    says: [(Kind, Says); KINDS.len()],
    /// A name both have, the narrowest.
    pub shared: Option<Named>,
    /// Names that contradict, the first text's first.
    pub apart: Option<(Named, Named)>,
}

const KINDS: [Kind; 8] = [
    Kind::Estate,
    Kind::Line,
    Kind::Village,
    Kind::Body,
    Kind::Road,
    Kind::Town,
    Kind::Region,
    Kind::Building,
];

/// What is read of one text: its names and itself, folded, where the other's names may stand without
/// their ending.
#[derive(Debug, Clone, Copy)]
pub struct Read<'a> {
    /// The names.
    pub named: &'a [Named],
    /// The folded title and body.
    pub text: [&'a str; 2],
}

impl Read<'_> {
    fn of(&self, kind: Kind) -> impl Iterator<Item = &Named> {
        self.named.iter().filter(move |named| named.kind == kind)
    }

    fn holds(&self, name: &str) -> bool {
        self.text.iter().any(|text| text.contains(name))
    }
}

/// Compares what two texts name.
pub fn compare(a: Read<'_>, b: Read<'_>) -> Places {
    let mut shared = None;
    let mut apart = None;
    let says = KINDS.map(|kind| {
        let said = one(a, b, kind);
        if said == Says::Agree && shared.is_none() {
            shared = both(a, b, kind);
        }
        if said == Says::Contradict && apart.is_none() && kind != Kind::Building {
            apart = a.of(kind).next().cloned().zip(b.of(kind).next().cloned());
        }
        (kind, said)
    });
    Places { says, shared, apart }
}

/// A name of `kind` that both texts have, at most one of them without its ending.
fn both(a: Read<'_>, b: Read<'_>, kind: Kind) -> Option<Named> {
    let exact = matches!(kind, Kind::Line | Kind::Building | Kind::Region);
    let stems = matches!(kind, Kind::Town | Kind::Village);
    let same = |named: &&Named| b.of(kind).any(|other| stem(&other.name) == stem(&named.name));
    if let Some(named) = a.of(kind).find(same).filter(|_| stems) {
        return Some(named.clone());
    }
    let of_a =
        a.of(kind).find(|named| if exact { b.named.contains(named) } else { b.holds(&named.name) });
    of_a.or_else(|| b.of(kind).find(|named| !exact && a.holds(&named.name))).cloned()
}

/// A town or village without the word for what it is: offices are renamed when towns become streets.
fn stem(name: &str) -> &str {
    let endings = ["街道办事处", "街道办", "街道", "镇", "乡", "社区", "居委会", "村委会", "村"];
    endings.iter().find_map(|ending| name.strip_suffix(ending)).unwrap_or(name)
}

fn one(a: Read<'_>, b: Read<'_>, kind: Kind) -> Says {
    if both(a, b, kind).is_some() {
        return Says::Agree;
    }
    if a.of(kind).next().is_none() || b.of(kind).next().is_none() {
        return Says::Silent;
    }
    Says::Contradict
}

impl Places {
    /// What one kind says.
    pub fn says(&self, kind: Kind) -> Says {
        let found = self.says.iter().find(|(of, _)| *of == kind);
        found.map_or(Says::Silent, |(_, says)| *says)
    }

    /// The whole: a region that contradicts decides unless the estate agrees; then the narrowest kind
    /// that is named by both.
    pub fn whole(&self) -> Says {
        let estate = self.says(Kind::Estate);
        if self.says(Kind::Region) == Says::Contradict {
            return if estate == Says::Agree { Says::Silent } else { Says::Contradict };
        }
        let narrow = [Kind::Line, Kind::Estate, Kind::Village, Kind::Body, Kind::Road, Kind::Town];
        if self.says(Kind::Line) == Says::Contradict || estate == Says::Contradict {
            return Says::Contradict;
        }
        if narrow.iter().any(|kind| self.says(*kind) == Says::Agree) {
            return Says::Agree;
        }
        if narrow.iter().any(|kind| self.says(*kind) == Says::Contradict) {
            return Says::Contradict;
        }
        Says::Silent
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fold;
    use crate::near::place::read;

    fn whole(a: &str, b: &str) -> Says {
        let (named_a, named_b) = (read(a), read(b));
        let (a, b) = (fold(a), fold(b));
        let of = |named, text| Read { named, text: [text, ""] };
        let (one, other) = (of(&named_a, &a), of(&named_b, &b));
        let says = compare(one, other).whole();
        assert_eq!(compare(other, one).whole(), says, "the same both ways");
        says
    }

    #[test]
    fn agree_silent_contradict() {
        assert_eq!(whole("南湖路桂花园小区油烟", "桂花园楼下油烟扰民"), Says::Agree);
        assert_eq!(whole("桂花园小区油烟", "楼下油烟扰民"), Says::Silent);
        assert_eq!(whole("桂花园小区油烟", "春天家园小区油烟"), Says::Contradict);
        assert_eq!(whole("社区巴士7号线难等", "社区巴士5号线难等"), Says::Contradict);
        assert_eq!(whole("万利桂花园小区油烟", "桂花园小区油烟"), Says::Agree);
        assert_eq!(whole("星光镇路灯不亮", "星光街道路灯不亮"), Says::Agree);
        assert_eq!(whole("星光镇路灯不亮", "红旗镇路灯不亮"), Says::Contradict);
        assert_eq!(whole("A2区楼下油烟", "A5区楼下油烟"), Says::Contradict);
        assert_eq!(whole("A2区桂花园小区油烟", "A5区桂花园小区油烟"), Says::Silent);
    }

    #[test]
    fn one_road_is_no_agreement_of_two_estates_on_it() {
        let says = whole("劳动路桂花园小区油烟扰民", "劳动路春天家园小区油烟扰民");
        assert_eq!(says, Says::Contradict);
    }
}
