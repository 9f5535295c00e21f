//! 来访 — How a request looks at us: who, in which language, how large, as page or as JSON.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use axum::http::HeaderMap;
use axum::http::header::{AUTHORIZATION, COOKIE};
use kernel::{Actor, Moment};

/// Page or JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A page for a person.
    Html,
    /// JSON for a program.
    Json,
}

/// What the border learned about a request before any handler ran.
#[derive(Debug, Clone)]
pub struct Look {
    /// `zh-Hans` or `en`.
    pub lang: &'static str,
    /// `auto`, `light` or `dark`.
    pub theme: &'static str,
    /// 长辈版
    pub elder: bool,
    /// Page or JSON.
    pub format: Format,
    /// The session token, when the request carries one.
    pub session: Option<String>,
    /// The visitor's random cookie: what CSRF tokens and act keys are bound to.
    pub visitor: String,
    /// Whether that cookie is new and must be set.
    pub fresh: bool,
    /// The locale key of what was just done, shown once.
    pub flash: Option<String>,
    /// Whether a page has shown it: a piece of a page or JSON does not use it up.
    pub told: Arc<AtomicBool>,
    /// Who acts.
    pub actor: Actor,
    /// When the request came.
    pub now: Moment,
    /// The path and query as the visitor sees them.
    pub path: String,
}

impl Look {
    /// Reads cookies and headers; actor and visitor are filled in by the border.
    pub fn read(headers: &HeaderMap, path: &str, now: Moment) -> Self {
        let english = headers
            .get("accept-language")
            .and_then(|v| v.to_str().ok())
            .is_some_and(|v| v.starts_with("en"));
        let lang = match cookie(headers, "gongdi_lang").as_deref() {
            Some("en") => "en",
            Some("zh-Hans") => "zh-Hans",
            _ if english => "en",
            _ => "zh-Hans",
        };
        let theme = match cookie(headers, "gongdi_theme").as_deref() {
            Some("light") => "light",
            Some("dark") => "dark",
            _ => "auto",
        };
        let bearer = headers
            .get(AUTHORIZATION)
            .and_then(|v| v.to_str().ok())
            .and_then(|v| v.strip_prefix("Bearer "))
            .map(str::to_owned);
        Self {
            lang,
            theme,
            elder: cookie(headers, "gongdi_elder").as_deref() == Some("on"),
            format: if path.starts_with("/api/") { Format::Json } else { Format::Html },
            session: bearer.or_else(|| cookie(headers, "gongdi_session")),
            visitor: cookie(headers, "gongdi_visitor").unwrap_or_default(),
            fresh: false,
            flash: cookie(headers, "gongdi_done").filter(|k| !k.is_empty()),
            told: Arc::default(),
            actor: Actor::visitor(),
            now,
            path: path.to_owned(),
        }
    }
}

/// A cookie's value, when it is made of harmless letters (ours always are).
fn cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|v| v.to_str().ok())
        .flat_map(|v| v.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value.to_owned())
        .filter(|v| v.len() <= 64 && v.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-'))
}
