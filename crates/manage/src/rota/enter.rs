//! 录入纸质报名 — A helper types what stands on the paper sheet: one slot per line, many lines at once.

use std::collections::BTreeMap;

use kernel::{Channel, County, Error, FieldError, Id};
use web::{At, Checked, Cx, Fields, Form, Link, Reply, Verb};

use super::{ENTERED, Rota, Slot, policy, store, turns};

/// What entering asks: the lines, and the state of the sheet they were begun from.
#[derive(Debug)]
struct Enter {
    lines: String,
    seen: String,
}

impl Form for Enter {
    const NAME: &'static str = "manage-rota-enter";
    fn read(f: &mut Fields) -> Self {
        Self { lines: f.long("lines").get(), seen: f.hidden("seen").get() }
    }
}

pub(super) fn verb() -> Verb {
    Verb::act::<Enter, _, _, _, _>("/{county}/rotas/{id}/enter", policy::may_enter, get, post)
}

type Where = At<(County, Id<Rota>)>;

async fn get(cx: Cx, At((county, id)): Where) -> Reply {
    let mut tx = cx.read().await?;
    let rota = store::load(&mut tx, &county, &id).await?;
    cx.may(policy::may_enter, &rota.subject())?;
    let slots = store::slots(&mut tx, &rota).await?;
    let back = Link::new(rota.url(), rota.title);
    cx.ask::<Enter>()
        .fill("lines", written(&slots))
        .fill("seen", rota.version)
        .crumbs(vec![back])
        .reply()
}

async fn post(cx: Cx, At((county, id)): Where, Checked(form): Checked<Enter>) -> Reply {
    let mut tx = cx.begin().await?;
    let mut rota = store::load(&mut tx, &county, &id).await?;
    cx.may(policy::may_enter, &rota.subject())?;
    if !form.seen.is_empty() && form.seen != rota.version.to_string() {
        return Err(crate::later::changed(format!("{}/enter", rota.url())).into());
    }
    let slots = store::slots(&mut tx, &rota).await?;
    let lines = read_lines(&form.lines, &slots).map_err(|e| wrong(e.reason, &e.line))?;
    let none = Vec::new();
    for slot in &slots {
        let names = lines.get(&slot.no).unwrap_or(&none);
        if !turns::set_paper(&mut tx, &rota, slot, names).await? {
            return Err(wrong("manage-rota-wrong-full", &slot.no).into());
        }
    }
    store::save(&mut tx, &mut rota).await?;
    let n = i64::try_from(lines.values().map(Vec::len).sum::<usize>()).map_err(Error::fault)?;
    tx.tell(rota.fact(ENTERED).with("n", n)).await?;
    cx.done(tx, "manage-rota-enter-done", rota.url()).await
}

fn wrong(reason: &'static str, arg: &impl ToString) -> Error {
    Error::Invalid(vec![FieldError { field: "lines".to_owned(), reason, arg: arg.to_string() }])
}

/// A line that cannot be read.
#[derive(Debug, PartialEq, Eq)]
struct Wrong {
    line: usize,
    reason: &'static str,
}

/// Reads `3 居民丙、居民丁`: the slot's number, then who comes. Several lines of a slot add up.
fn read_lines(text: &str, slots: &[Slot]) -> Result<BTreeMap<i64, Vec<String>>, Wrong> {
    let mut all: BTreeMap<i64, Vec<String>> = BTreeMap::new();
    for (line, written) in (1..).zip(text.lines()) {
        let mut words = written
            .split(|c: char| c.is_whitespace() || "、，,；;：:".contains(c))
            .filter(|w| !w.is_empty());
        let Some(head) = words.next() else { continue };
        let digits: String = head.chars().map(text::fold::half_width).collect();
        let no = digits.trim_matches(['.', '第', '班', '号', '#']).parse().ok();
        let no = no.filter(|n| slots.iter().any(|s| s.no == *n));
        let no = no.ok_or(Wrong { line, reason: "manage-rota-wrong-line" })?;
        for name in words {
            if name.chars().count() > 20 {
                return Err(Wrong { line, reason: "manage-rota-wrong-name" });
            }
            all.entry(no).or_default().push(text::redact::mask(name));
        }
    }
    Ok(all)
}

/// What was entered before, as lines: correcting is editing.
fn written(slots: &[Slot]) -> String {
    let line = |s: &Slot| {
        let names: Vec<&str> = s
            .turns
            .iter()
            .filter(|t| t.channel == Channel::Paper)
            .map(|t| t.alias.as_str())
            .collect();
        (!names.is_empty()).then(|| format!("{} {}", s.no, names.join(" ")))
    };
    slots.iter().filter_map(line).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rota::{Turn, lay_out};
    use jiff::civil::date;
    use proptest::prelude::*;

    fn slots() -> Vec<Slot> {
        lay_out(date(2023, 3, 3), ("21:30", "23:00"), 1, 4, 3).unwrap()
    }

    #[test]
    fn lines_are_read_as_helpers_type_them() {
        let read =
            read_lines("1 居民丙、居民丁\n\n第２班：邻居，邻居\n1. 商户戊\n", &slots()).unwrap();
        assert_eq!(read[&1], ["居民丙", "居民丁", "商户戊"]);
        assert_eq!(read[&2], ["邻居", "邻居"]);
        let wrong = read_lines("1 甲\n9 乙", &slots()).unwrap_err();
        assert_eq!(wrong, Wrong { line: 2, reason: "manage-rota-wrong-line" });
        let long = format!("1 {}", "长".repeat(21));
        assert_eq!(read_lines(&long, &slots()).unwrap_err().reason, "manage-rota-wrong-name");
    }

    proptest! {
        #[test]
        fn what_was_written_reads_back(names in prop::collection::vec(prop::collection::vec("[甲乙丙丁]{1,4}", 0..4), 4)) {
            let mut slots = slots();
            for (slot, names) in slots.iter_mut().zip(&names) {
                slot.turns = names
                    .iter()
                    .map(|n| Turn { alias: n.clone(), person: None, channel: Channel::Paper })
                    .collect();
            }
            let read = read_lines(&written(&slots), &slots).unwrap();
            for (no, names) in (1..).zip(names) {
                prop_assert_eq!(read.get(&no).cloned().unwrap_or_default(), names);
            }
        }

        #[test]
        fn any_text_is_answered(text: String) {
            if let Ok(read) = read_lines(&text, &slots()) {
                prop_assert!(read.keys().all(|no| (1..=4).contains(no)));
            }
        }
    }
}
