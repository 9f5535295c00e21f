//! 线索 — What a story looks up on the pages it has just changed: which record a flow began.

use kernel::{Error, Result};
use serde_json::Value as Json;

use super::{Persona, Stage};

impl Stage {
    /// The id of the record that the latest fact of a kind on a matter is about: what a flow began has an
    /// address nobody was told. `matter` is the address of its page.
    ///
    /// # Errors
    /// A fault when no such fact was told.
    pub async fn last(&mut self, matter: &str, kind: &str) -> Result<String> {
        let page = self.get(&self.visitor(), matter).await?;
        let thread = page.get("thread").and_then(Json::as_array).map_or(&[][..], Vec::as_slice);
        let told = thread.iter().rev().find(|t| t.get("kind").and_then(Json::as_str) == Some(kind));
        let subject = told.and_then(|t| t.get("subject")).and_then(Json::as_str);
        let said = thread.last().map_or_else(String::new, Json::to_string);
        let missing = || Error::fault(format!("{matter} was never told {kind}; last: {said}"));
        subject.map(str::to_owned).ok_or_else(missing)
    }

    /// A word on a page, by its place in the JSON: `/objections/0/id`.
    ///
    /// # Errors
    /// A fault when there is no such word.
    pub async fn read(&mut self, who: &Persona, path: &str, at: &str) -> Result<String> {
        let page = self.get(who, path).await?;
        need(&page, at)
    }
}

/// A word in an answer, by its place: `/data/follow`.
///
/// # Errors
/// A fault when there is no such word.
pub(super) fn need(json: &Json, at: &str) -> Result<String> {
    let word = json.pointer(at).and_then(Json::as_str).map(str::to_owned);
    word.ok_or_else(|| Error::fault(format!("no {at} in {json}")))
}

/// The address an act led to, without the part of the page it points at.
///
/// # Errors
/// A fault when the answer names none.
pub(super) fn url(done: &Json) -> Result<String> {
    Ok(need(done, "/url")?.split('#').next().unwrap_or_default().to_owned())
}
