//! 词 — The words replies are read by, from data a host can edit.

use std::sync::LazyLock;

use crate::fold::Words;

const WORDS: &str = include_str!("../../data/reply.txt");
const TEMPLATES: &str = include_str!("../../data/templates.txt");

/// All lists.
#[derive(Debug, Default)]
pub(super) struct Lists {
    /// What is said in every reply.
    pub set: Words,
    /// Concrete acts and outcomes.
    pub step: Words,
    /// How a person gets it done.
    pub guide: Words,
    /// Times that are none.
    pub vague: Words,
    /// What is done.
    pub done: Words,
    /// Who answers for it.
    pub owner: Words,
    /// Endings of names of bodies.
    pub body: Words,
    /// Words that make no two texts alike.
    pub generic: Words,
    /// Words of subjects, by subject.
    pub topics: Vec<(&'static str, Words)>,
}

pub(super) static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let mut lists = Lists::default();
    let lines = |text: &'static str| text.lines().filter(|line| !line.starts_with('#'));
    lists.set.add(lines(TEMPLATES));
    for (section, words) in lines(WORDS).filter_map(|line| line.split_once(':')) {
        let words = words.split_whitespace();
        match section {
            "set" => lists.set.add(words),
            "step" => lists.step.add(words),
            "guide" => lists.guide.add(words),
            "vague" => lists.vague.add(words),
            "done" => lists.done.add(words),
            "owner" => lists.owner.add(words),
            "body" => lists.body.add(words),
            "generic" => lists.generic.add(words),
            topic => {
                let mut list = Words::default();
                list.add(words);
                lists.topics.push((topic.trim_start_matches("topic-"), list));
            }
        }
    }
    lists
});
