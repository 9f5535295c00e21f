//! 公开页缓存 — Public pages are the same for everybody: drawn once, kept until the next commit.
//!
//! Correct by construction: an entry is good only for the commit count it was drawn under, and never
//! longer than [`KEEP`], so that copies on one PostgreSQL and pages that count days stay fresh too.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::sync::{Arc, PoisonError, RwLock};

use axum::body::Body;
use axum::http::{HeaderMap, Response, StatusCode, header};
use bytes::Bytes;
use flate2::Compression;
use flate2::write::GzEncoder;
use kernel::Moment;

use crate::{Format, Look};

/// Marks a response that may be kept.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Public;

/// The longest a page is kept, in milliseconds.
const KEEP: i64 = 2_000;
/// The most pages kept; when full, it starts over.
const MOST: usize = 2_048;

#[derive(Debug)]
struct Entry {
    version: u64,
    at: Moment,
    kind: header::HeaderValue,
    plain: Bytes,
    gzip: Bytes,
}

/// Public pages by address, language, theme and size.
#[derive(Debug, Default)]
pub(crate) struct Cache(RwLock<BTreeMap<String, Arc<Entry>>>);

/// The key under which a look may be served from memory; `None` when it must be drawn.
pub(crate) fn key(look: &Look) -> Option<String> {
    let plain = look.session.is_none() && look.flash.is_none();
    plain.then(|| {
        let format = if look.format == Format::Json { "j" } else { "h" };
        format!("{}|{}|{}|{}|{format}", look.path, look.lang, look.theme, look.elder)
    })
}

impl Cache {
    /// The page, if one was kept and nothing has changed since.
    pub fn find(
        &self,
        key: &str,
        version: u64,
        now: Moment,
        headers: &HeaderMap,
    ) -> Option<Response<Body>> {
        let entry = {
            let pages = self.0.read().unwrap_or_else(PoisonError::into_inner);
            pages.get(key).cloned()?
        };
        let fresh = entry.version == version && (entry.at.0..=entry.at.0 + KEEP).contains(&now.0);
        fresh.then(|| entry.answer(headers))
    }

    /// Keeps a page drawn under a version.
    pub fn keep(
        &self,
        key: String,
        version: u64,
        at: Moment,
        kind: header::HeaderValue,
        plain: Bytes,
        headers: &HeaderMap,
    ) -> Response<Body> {
        let gzip = squeeze(&plain).unwrap_or_default();
        let entry = Arc::new(Entry { version, at, kind, plain, gzip });
        let mut pages = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if pages.len() >= MOST {
            pages.clear();
        }
        pages.insert(key, entry.clone());
        entry.answer(headers)
    }
}

impl Entry {
    fn answer(&self, headers: &HeaderMap) -> Response<Body> {
        let small = !self.gzip.is_empty()
            && headers
                .get(header::ACCEPT_ENCODING)
                .and_then(|v| v.to_str().ok())
                .is_some_and(|v| v.contains("gzip"));
        let mut response =
            Response::new(Body::from(if small { self.gzip.clone() } else { self.plain.clone() }));
        *response.status_mut() = StatusCode::OK;
        let out = response.headers_mut();
        out.insert(header::CONTENT_TYPE, self.kind.clone());
        out.insert(header::CACHE_CONTROL, header::HeaderValue::from_static("private, no-cache"));
        out.insert(header::VARY, header::HeaderValue::from_static("cookie, accept-encoding"));
        if small {
            out.insert(header::CONTENT_ENCODING, header::HeaderValue::from_static("gzip"));
        }
        response
    }
}

fn squeeze(plain: &[u8]) -> Option<Bytes> {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::new(6));
    gzip.write_all(plain).ok()?;
    gzip.finish().ok().map(Bytes::from)
}
