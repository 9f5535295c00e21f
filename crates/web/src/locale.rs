//! 语言 — Chinese first, English second; one file per room, in Fluent.

use std::collections::BTreeSet;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use kernel::{Error, Result};
use unic_langid::LanguageIdentifier;

/// The strings of one room.
#[derive(Debug, Clone, Copy)]
pub struct Strings {
    /// The room whose name begins every key (facts, policies and forms included).
    pub room: &'static str,
    /// 简体中文, the source.
    pub zh: &'static str,
    /// English.
    pub en: &'static str,
}

/// All strings of the house.
pub struct Locales {
    zh: FluentBundle<FluentResource>,
    en: FluentBundle<FluentResource>,
}

impl std::fmt::Debug for Locales {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Locales")
    }
}

impl Locales {
    /// The languages, source first.
    pub const ALL: &'static [&'static str] = &["zh-Hans", "en"];

    /// Reads every room's strings.
    ///
    /// # Errors
    /// A fault naming the room and the first thing that cannot be read, or a key said twice.
    pub fn try_new(rooms: &[Strings]) -> Result<Self> {
        let zh = bundle("zh-Hans", rooms.iter().map(|s| (s.room, s.zh)))?;
        let en = bundle("en", rooms.iter().map(|s| (s.room, s.en)))?;
        Ok(Self { zh, en })
    }

    fn of(&self, lang: &str) -> &FluentBundle<FluentResource> {
        if lang == "en" { &self.en } else { &self.zh }
    }

    /// Whether a key has words in a language.
    pub fn has(&self, lang: &str, key: &str) -> bool {
        self.of(lang).has_message(key)
    }

    /// The words of a key. A missing key shows as `⟦key⟧`, which the generic tests look for.
    pub fn say(&self, lang: &str, key: &str, args: &[(&str, &str)]) -> String {
        let bundle = self.of(lang);
        let Some(pattern) = bundle.get_message(key).and_then(|m| m.value()) else {
            return format!("⟦{key}⟧");
        };
        let mut fluent = FluentArgs::with_capacity(args.len());
        for (name, value) in args {
            fluent.set(*name, FluentValue::from(*value));
        }
        let mut errors = Vec::new();
        let said = bundle.format_pattern(pattern, Some(&fluent), &mut errors).into_owned();
        if errors.is_empty() { said } else { format!("⟦{key}: {said}⟧") }
    }
}

fn bundle<'a>(
    lang: &str,
    rooms: impl Iterator<Item = (&'a str, &'a str)>,
) -> Result<FluentBundle<FluentResource>> {
    let id: LanguageIdentifier = lang.parse().map_err(Error::fault)?;
    let mut bundle = FluentBundle::new_concurrent(vec![id]);
    // No invisible direction marks: they end up in copied text and in searches.
    bundle.set_use_isolating(false);
    for (room, text) in rooms {
        let resource = FluentResource::try_new(text.to_owned())
            .map_err(|(_, e)| Error::fault(format!("locale {room} {lang}: {e:?}")))?;
        bundle
            .add_resource(resource)
            .map_err(|e| Error::fault(format!("locale {room} {lang}: {e:?}")))?;
    }
    Ok(bundle)
}

/// The keys a locale file defines.
pub fn keys(ftl: &str) -> BTreeSet<String> {
    ftl.lines()
        .filter(|l| l.starts_with(|c: char| c.is_ascii_lowercase()))
        .filter_map(|l| l.split_once('='))
        .map(|(key, _)| key.trim().to_owned())
        .collect()
}
