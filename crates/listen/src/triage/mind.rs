//! 判断所据 — By what suggestions are made: the host's keyword rules, and the county's live model with every
//! label workers gave since it was trained.
//!
//! Models are read from the database once and kept by what they were read from: a new label or another live model
//! makes another key, so nothing old is ever used.

use std::sync::Arc;

use ::store::Tx;
use kernel::{County, Error, Result};
use text::classify::{Message, Model, Suggested};
use text::host::Lists;

use super::store::{self, Lesson};
use crate::memory::Memory;

/// At most so many labels given since a model was trained are folded in: the latest.
const LESSONS: i64 = 2_000;

/// By what a suggestion was made.
#[derive(Debug, Clone)]
pub(super) enum Mind {
    /// Keyword rules: there is no model.
    Rules,
    /// A model, with the labels given since folded in.
    Model(Arc<Model>),
}

/// A county's model as it is kept in memory.
#[derive(Debug, Clone)]
struct Known {
    /// Its version, how often labels were given since, and when the last was.
    key: (String, i64, i64),
    /// As it was trained.
    base: Arc<Model>,
    /// With the labels given since folded in.
    model: Arc<Model>,
}

/// By county.
static MODELS: Memory<Known> = Memory::new(8);

impl Mind {
    /// The county's mind now.
    ///
    /// # Errors
    /// A fault when the database fails or holds a damaged model.
    pub(super) async fn of(tx: &mut Tx, county: &County) -> Result<Self> {
        let Some(live) = store::live(tx, county).await? else { return Ok(Self::Rules) };
        let (lessons, last) = store::lessons_since(tx, county, live.upto).await?;
        let key = (live.version.clone(), lessons, last);
        // The trained model is read once; what workers said since is folded in anew, so that a label said
        // otherwise leaves nothing of what it was before.
        let base = match MODELS.get(county.as_str()).filter(|known| known.key.0 == live.version) {
            Some(known) if known.key == key => return Ok(Self::Model(known.model)),
            Some(known) => known.base,
            None => Arc::new(store::body(tx, county, &live.version).await?),
        };
        let lessons = store::lessons(tx, county, live.upto, LESSONS).await?;
        let mut model = Model::clone(&base);
        let learned = tokio::task::spawn_blocking(move || {
            model.correct_all(lessons.iter().map(Lesson::said));
            model
        });
        let model = Arc::new(learned.await.map_err(Error::fault)?);
        MODELS.put(county.to_string(), Known { key, base, model: model.clone() });
        Ok(Self::Model(model))
    }

    /// What it suggests for a text.
    pub(super) fn suggest(&self, title: &str, words: &str) -> Suggested {
        let message = Message { title, body: words };
        let suggested = match self {
            Self::Rules => Lists::host().keywords.suggest(&message),
            Self::Model(model) => model.suggest(&message),
        };
        suggested.placed(&Lists::host().taxonomy)
    }

    /// The kinds it tells apart, then the first level of all there are.
    pub(super) fn labels(&self) -> Vec<String> {
        let known = if let Self::Model(model) = self { model.labels() } else { &[] };
        let all = Lists::host().taxonomy.first_level().into_iter().map(str::to_owned);
        known.iter().cloned().chain(all).collect()
    }
}

/// Bytes kept as text are damaged: nothing is suggested from them.
pub(super) fn damaged(why: impl std::fmt::Display) -> Error {
    Error::fault(format!("a kept model cannot be read: {why}"))
}
