//! 清单 — A slice declares itself: everything it has can be counted, so generic tests can walk it.

use std::future::Future;
use std::pin::Pin;

use axum::Router;
use axum::handler::Handler;
use axum::routing::MethodRouter;
use kernel::{Actor, County, MatterId, Result, Role, Ruling, Stage, Subject};
use store::{Migration, Tx};

use crate::{App, Fields, Form, Frame, Strings};

/// What may be done: a policy as a function of who and what.
pub type May = fn(&Actor, &Subject) -> Ruling;

/// An act's form and result.
#[derive(Debug, Clone, Copy)]
pub struct Act {
    /// Describes its fields.
    pub fields: fn(&mut Fields),
}

/// One verb: a file, a route, a policy row, a locale key.
#[derive(Clone)]
pub struct Verb {
    /// `decide-proposal-withdraw`
    pub name: &'static str,
    /// `/{county}/proposals/{id}/withdraw`
    pub path: &'static str,
    /// Who may.
    pub may: May,
    /// What it asks, when it changes something.
    pub act: Option<Act>,
    pub(crate) route: MethodRouter<App>,
}

impl std::fmt::Debug for Verb {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Verb")
            .field("name", &self.name)
            .field("path", &self.path)
            .finish_non_exhaustive()
    }
}

impl Verb {
    /// A verb that only shows.
    pub fn page<H, T>(name: &'static str, path: &'static str, may: May, get: H) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        let route = axum::routing::get(get);
        Self { name, path, may, act: None, route }
    }

    /// A verb that changes something: its form by `get`, the act by `post`.
    pub fn act<F, G, T, P, U>(path: &'static str, may: May, get: G, post: P) -> Self
    where
        F: Form,
        G: Handler<T, App>,
        T: 'static,
        P: Handler<U, App>,
        U: 'static,
    {
        let route = axum::routing::get(get).post(post);
        let fields = |fields: &mut Fields| {
            F::read(fields);
        };
        Self { name: F::NAME, path, may, act: Some(Act { fields }), route }
    }
}

/// An entry of the navigation.
#[derive(Debug, Clone, Copy)]
pub struct Nav {
    /// Where it goes. With `{place}` in it, it stands on the pages of places instead of every page.
    pub href: &'static str,
    /// Locale key.
    pub label: &'static str,
    /// Only for those who are signed in.
    pub signed_in: bool,
}

/// Draws a slice's records of a matter as HTML for the matter's page; nothing when it has none.
pub type CardFn = for<'a> fn(
    &'a mut Tx,
    &'a Frame,
    &'a County,
    &'a MatterId,
) -> Pin<Box<dyn Future<Output = Result<Option<String>>> + Send + 'a>>;

/// A slice's place on a matter's page.
#[derive(Clone, Copy)]
pub struct Card {
    /// The stage it stands under.
    pub stage: Stage,
    /// Draws it.
    pub draw: CardFn,
}

impl std::fmt::Debug for Card {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Card({})", self.stage)
    }
}

/// A page that exists in the demo: generic tests visit them all.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Sample {
    /// Its address.
    pub path: String,
    /// Who opens it; nobody in particular when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
}

impl Sample {
    /// A page anybody opens.
    pub fn public(path: impl Into<String>) -> Self {
        Self { path: path.into(), role: None }
    }

    /// A page (often a form) that a role opens.
    pub fn of(role: Role, path: impl Into<String>) -> Self {
        Self { path: path.into(), role: Some(role) }
    }
}

/// Finds samples of a slice's pages in the database: at least one of every verb that has a record.
pub type SamplesFn =
    for<'a> fn(&'a mut Tx) -> Pin<Box<dyn Future<Output = Result<Vec<Sample>>> + Send + 'a>>;

/// Everything a slice has.
#[derive(Debug, Clone)]
pub struct Slice {
    /// Its name: the crate, the prefix of its tables, keys and facts.
    pub name: &'static str,
    /// What can be done and seen.
    pub verbs: Vec<Verb>,
    /// Its tables.
    pub migrations: &'static [Migration],
    /// Its words.
    pub strings: Strings,
    /// The kinds of facts it tells.
    pub facts: &'static [&'static str],
    /// Its entries in the navigation.
    pub nav: &'static [Nav],
    /// Its places on a matter's page.
    pub cards: Vec<Card>,
    /// Its pages, as they exist in a filled database.
    pub samples: SamplesFn,
}

impl Slice {
    pub(crate) fn routes(&self) -> Router<App> {
        self.verbs
            .iter()
            .fold(Router::new(), |router, verb| router.route(verb.path, verb.route.clone()))
    }
}
