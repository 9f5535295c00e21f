//! 词 — By which words reports are found: the index of `listen`, written in its own order.

use std::collections::HashMap;

use kernel::PlaceCode;
use store::binds;
use text::Bag;

use crate::Outcome;
use crate::county::COUNTY;
use crate::out::Out;
use crate::table;

table! {
    TOKEN = "listen_token": county community token at report;
}

/// What is found by what, gathered until everything is said: 8 bytes a word.
#[derive(Debug, Default)]
pub struct Index {
    words: HashMap<String, u32>,
    reports: Vec<(i64, String)>,
    by_community: Vec<Vec<(u32, u32)>>,
}

impl Index {
    /// Makes a report findable, by the same words as `listen` does.
    pub fn add(&mut self, community: usize, report: &str, at: i64, said: &str) -> Outcome {
        let number = u32::try_from(self.reports.len())?;
        self.reports.push((at, report.to_owned()));
        if self.by_community.len() <= community {
            self.by_community.resize_with(community + 1, Vec::new);
        }
        let found = self.by_community.get_mut(community).ok_or("a community beyond the last")?;
        let bag = Bag::of(said);
        for (token, _) in bag.iter().filter(|(token, _)| text::tokens::is_heavy(token)) {
            let next = u32::try_from(self.words.len())?;
            let word = match self.words.get(token) {
                Some(known) => *known,
                None => *self.words.entry(token.to_owned()).or_insert(next),
            };
            found.push((word, number));
        }
        Ok(())
    }

    /// Writes everything in the order of the primary key, so that the index grows at its end.
    pub fn end<'a>(
        self,
        out: &mut Out,
        communities: impl Iterator<Item = &'a PlaceCode>,
    ) -> Outcome {
        let mut words: Vec<(String, u32)> = self.words.into_iter().collect();
        words.sort();
        let mut rank = vec![0_u32; words.len()];
        for ((_, word), place) in words.iter().zip(0..) {
            *rank.get_mut(*word as usize).ok_or("a word beyond the last")? = place;
        }
        let mut order: Vec<_> = communities.zip(self.by_community).collect();
        order.sort_by(|a, b| a.0.cmp(b.0));
        for (community, mut found) in order {
            for (word, _) in &mut found {
                *word = rank.get(*word as usize).copied().ok_or("a word beyond the last")?;
            }
            // Reports are numbered by time.
            found.sort_unstable();
            for (word, number) in found {
                let (token, _) = words.get(word as usize).ok_or("a word beyond the last")?;
                let (at, report) = self.reports.get(number as usize).ok_or("no such report")?;
                out.row(&TOKEN, binds![COUNTY, community, token, *at, report])?;
            }
        }
        Ok(())
    }
}
