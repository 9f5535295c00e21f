//! 判断所据 — By what suggestions are made: the host's keyword rules, and the county's live model with every
//! label workers gave since it was trained.
//!
//! Models are read from the database once and kept by what they were read from: a new label or another live model
//! makes another key, so nothing old is ever used.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock, Mutex, OnceLock};

use ::store::Tx;
use kernel::{County, Error, Result};
use text::classify::{self, Message, Model, Suggested, Taxonomy};
use text::urgency;

use super::store::{self, Lesson};

/// How many counties' models stay in memory.
const KEPT: usize = 8;
/// At most so many labels given since a model was trained are folded in: the latest.
const LESSONS: i64 = 2_000;

/// What a host may put in place of what the program comes with.
#[derive(Debug)]
pub struct Settings {
    /// The kinds there are.
    pub taxonomy: Taxonomy,
    /// Words that speak for a kind, until there is a model.
    pub keywords: classify::rules::Rules,
    /// Words that speak for 急 难 小.
    pub urgency: urgency::Rules,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            taxonomy: Taxonomy::public(),
            keywords: classify::rules::Rules::public(),
            urgency: urgency::Rules::public(),
        }
    }
}

static SETTINGS: OnceLock<Settings> = OnceLock::new();

/// Settles the host's own for this run of the program; what was settled first stays.
///
/// # Errors
/// The settings, when others were settled or used before.
pub fn settle(settings: Settings) -> std::result::Result<(), Settings> {
    SETTINGS.set(settings)
}

/// What this host suggests by.
pub(super) fn settings() -> &'static Settings {
    SETTINGS.get_or_init(Settings::default)
}

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

static MODELS: LazyLock<Mutex<BTreeMap<String, Known>>> = LazyLock::new(Mutex::default);

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
        let base = match recall(county, &live.version) {
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
        remember(county, Known { key, base, model: model.clone() });
        Ok(Self::Model(model))
    }

    /// What it suggests for a text.
    pub(super) fn suggest(&self, title: &str, words: &str) -> Suggested {
        let message = Message { title, body: words };
        let suggested = match self {
            Self::Rules => settings().keywords.suggest(&message),
            Self::Model(model) => model.suggest(&message),
        };
        suggested.placed(&settings().taxonomy)
    }

    /// The kinds it tells apart.
    pub(super) fn labels(&self) -> Vec<String> {
        match self {
            Self::Rules => {
                settings().taxonomy.first_level().into_iter().map(str::to_owned).collect()
            }
            Self::Model(model) => model.labels().to_vec(),
        }
    }
}

fn recall(county: &County, version: &str) -> Option<Known> {
    let models = MODELS.lock().ok()?;
    models.get(county.as_str()).filter(|known| known.key.0 == version).cloned()
}

fn remember(county: &County, known: Known) {
    // A poisoned lock only costs reading the model again.
    let Ok(mut models) = MODELS.lock() else { return };
    if models.len() >= KEPT && !models.contains_key(county.as_str()) {
        models.pop_first();
    }
    models.insert(county.as_str().to_owned(), known);
}

/// Bytes kept as text are damaged: nothing is suggested from them.
pub(super) fn damaged(why: impl std::fmt::Display) -> Error {
    Error::fault(format!("a kept model cannot be read: {why}"))
}
