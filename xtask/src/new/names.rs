//! 名字 — The words of a skeleton in the shapes code needs.

use std::path::{Path, PathBuf};

use crate::command::Failure;

/// Slice, noun and verb, checked.
pub(super) struct Names {
    slice: String,
    noun: String,
    verb: String,
}

impl Names {
    /// Lower-case words joined by hyphens; anything else is refused.
    pub fn try_new(slice: &str, noun: &str, verb: &str) -> Result<Self, Failure> {
        for word in [slice, noun, verb] {
            let ok = !word.is_empty()
                && word
                    .split('-')
                    .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase()));
            if !ok {
                return Err(Failure::new(format!(
                    "{word:?} is no name: lower-case letters, words joined by -"
                )));
            }
        }
        Ok(Self { slice: slice.to_owned(), noun: noun.to_owned(), verb: verb.to_owned() })
    }

    pub fn slice_folder(&self, root: &Path) -> PathBuf {
        root.join("crates").join(&self.slice)
    }

    pub fn noun_folder(&self, root: &Path) -> PathBuf {
        self.slice_folder(root).join("src").join(self.noun.replace('-', "_"))
    }

    /// Fills `{slice}`, `{noun}`, `{noun-kebab}`, `{Noun}`, `{verb}`, `{verb-kebab}`, `{Verb}` into a text.
    pub fn fill(&self, text: &str) -> String {
        text.replace("{slice}", &self.slice)
            .replace("{noun-kebab}", &self.noun)
            .replace("{noun}", &self.noun.replace('-', "_"))
            .replace("{Noun}", &camel(&self.noun))
            .replace("{verb-kebab}", &self.verb)
            .replace("{verb}", &self.verb.replace('-', "_"))
            .replace("{Verb}", &camel(&self.verb))
    }
}

fn camel(kebab: &str) -> String {
    kebab
        .split('-')
        .map(|word| {
            let mut letters = word.chars();
            letters.next().map_or_else(String::new, |first| {
                first.to_ascii_uppercase().to_string() + letters.as_str()
            })
        })
        .collect()
}
