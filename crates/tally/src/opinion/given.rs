//! 给定的小组 — GROUPS.json: groups somebody else found, to count by them what we would count by ours.
//!
//! Taken are `[["甲", "乙"], ["丙"]]`, `[{"id": 0, "members": [1, 2]}, …]`, `{"A": [1, 2], "B": [3]}`,
//! `{"1": 0, "2": 1}` (person to group), and any of these as the field `groups`, `group_members` or
//! `clusters` of a larger object, such as our own output; that object may name moderated statements
//! as `mod_out` and `meta`.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::id;
use super::moderation::Moderation;
use super::votes::{Votes, narrow};
use crate::read::Bad;

/// Groups at most.
const MOST: usize = 100;

/// Groups as given in a file.
#[derive(Clone, Debug, Deserialize)]
#[serde(from = "File")]
pub struct Given {
    /// Each group's name and members, by name.
    pub groups: Vec<(String, Vec<String>)>,
    /// Moderated statements, where the file names them.
    pub moderation: Moderation,
}

/// The groups of rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Groups {
    /// Their names.
    pub names: Vec<String>,
    /// For each row the place of its group in `names`.
    pub of: Vec<Option<u32>>,
}

impl Given {
    /// The groups as rows of these votes. Refused are people who cast no vote, people in two groups,
    /// and more than a hundred groups. Groups without members are left out.
    pub(super) fn groups(&self, votes: &Votes) -> Result<Groups, Bad> {
        let mut groups = Groups { names: Vec::new(), of: vec![None; votes.people().len()] };
        for (name, members) in self.groups.iter().filter(|(_, members)| !members.is_empty()) {
            let group = narrow(groups.names.len());
            groups.names.push(name.clone());
            for member in members {
                let slot = votes.person(member).and_then(|person| groups.of.get_mut(person));
                match slot {
                    Some(slot @ None) => *slot = Some(group),
                    Some(_) => {
                        return Err(Bad::whole(
                            format!("{member} 在小组里出现两次"),
                            format!("{member} stands in the groups twice"),
                        ));
                    }
                    None => {
                        return Err(Bad::whole(
                            format!("小组 {name} 里的 {member} 没有投过票"),
                            format!("{member} of group {name} has not voted"),
                        ));
                    }
                }
            }
        }
        if groups.names.len() > MOST {
            return Err(Bad::whole(
                format!("小组超过 {MOST} 个"),
                format!("more than {MOST} groups"),
            ));
        }
        Ok(groups)
    }
}

#[derive(Deserialize)]
#[serde(
    untagged,
    expecting = "groups as lists of participants, as {group: [participants]}, as {participant: \
                 group}, or as an object with the field groups, group_members or clusters"
)]
enum File {
    Whole {
        #[serde(alias = "groups", alias = "clusters")]
        group_members: Shape,
        #[serde(default)]
        mod_out: Vec<Id>,
        #[serde(default)]
        meta: Vec<Id>,
    },
    Bare(Shape),
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Shape {
    Lists(Vec<Group>),
    ByGroup(BTreeMap<String, Vec<Id>>),
    ByPerson(BTreeMap<String, Id>),
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Group {
    Members(Vec<Id>),
    Named { id: Id, members: Vec<Id> },
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Id {
    Number(i64),
    Text(String),
}

impl From<Id> for String {
    fn from(id: Id) -> Self {
        match id {
            Id::Number(number) => number.to_string(),
            Id::Text(text) => text,
        }
    }
}

impl From<File> for Given {
    fn from(file: File) -> Self {
        let texts = |ids: Vec<Id>| ids.into_iter().map(String::from).collect::<Vec<_>>();
        let (shape, out, meta) = match file {
            File::Whole { group_members, mod_out, meta } => (group_members, mod_out, meta),
            File::Bare(shape) => (shape, Vec::new(), Vec::new()),
        };
        let mut groups: Vec<(String, Vec<String>)> = match shape {
            Shape::Lists(lists) => (0..)
                .zip(lists)
                .map(|(place, group): (u32, _)| match group {
                    Group::Members(members) => (place.to_string(), texts(members)),
                    Group::Named { id, members } => (id.into(), texts(members)),
                })
                .collect(),
            Shape::ByGroup(groups) => {
                groups.into_iter().map(|(name, members)| (name, texts(members))).collect()
            }
            Shape::ByPerson(people) => {
                let mut groups: BTreeMap<String, Vec<String>> = BTreeMap::new();
                for (person, group) in people {
                    groups.entry(group.into()).or_default().push(person);
                }
                groups.into_iter().collect()
            }
        };
        groups.sort_by(|a, b| id::order(&a.0, &b.0));
        let moderation = Moderation {
            out: texts(out).into_iter().collect(),
            meta: texts(meta).into_iter().collect(),
        };
        Self { groups, moderation }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(json: &str) -> Given {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn every_shape_says_the_same() {
        let wanted = [("0", vec!["1", "乙"]), ("1", vec!["3"])];
        let wanted = wanted.map(|(name, ids)| {
            (name.to_owned(), ids.into_iter().map(str::to_owned).collect::<Vec<_>>())
        });
        for json in [
            r#"[[1, "乙"], ["3"]]"#,
            r#"[{"id": 1, "members": [3]}, {"id": "0", "members": [1, "乙"]}]"#,
            r#"{"0": [1, "乙"], "1": [3]}"#,
            r#"{"1": 0, "3": 1, "乙": "0"}"#,
            r#"{"groups": {"0": ["1", "乙"], "1": ["3"]}, "n": 3, "pca": {"center": [0.5]}}"#,
            r#"{"clusters": {"1": 0, "3": 1, "乙": 0}, "mod_out": [4], "meta": ["5"]}"#,
        ] {
            assert_eq!(given(json).groups, wanted, "{json}");
        }
        let given = given(r#"{"group_members": [[1]], "mod_out": [4], "meta": ["5"]}"#);
        assert!(given.moderation.out.contains("4") && given.moderation.meta.contains("5"));
        assert!(serde_json::from_str::<Given>("{\"a\": 1.5}").is_err());
    }

    #[test]
    fn people_without_votes_or_in_two_groups_are_refused() {
        let votes = Votes::read(b"participant,statement,vote\n1,1,1\n2,1,1\n").unwrap();
        let groups = |json: &str| given(json).groups(&votes);
        assert_eq!(groups("[[2], [], [1]]").unwrap().of, [Some(1), Some(0)]);
        assert!(groups("[[2], [3]]").unwrap_err().en.contains("has not voted"));
        assert!(groups("[[2], [2]]").unwrap_err().en.contains("twice"));
        assert!(groups("[[2, 2]]").unwrap_err().en.contains("twice"));
    }
}
