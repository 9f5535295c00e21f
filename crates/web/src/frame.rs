//! 框架 — What surrounds every page: title, way back, language, sizes, who is signed in.

use std::sync::atomic::Ordering;

use serde::Serialize;

use crate::{App, Look, asset};

/// A link with its words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Link {
    /// Where it goes.
    pub href: String,
    /// What it says.
    pub label: String,
}

impl Link {
    /// A link.
    pub fn new(href: impl Into<String>, label: impl Into<String>) -> Self {
        Self { href: href.into(), label: label.into() }
    }
}

/// A step of the way back.
pub type Crumb = Link;

/// An entry of the navigation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NavItem {
    /// Where it goes.
    pub href: String,
    /// What it says.
    pub label: String,
    /// Whether this page is it.
    pub current: bool,
}

/// The frame of one page.
#[derive(Debug, Clone)]
pub struct Frame {
    app: App,
    look: Look,
    title: String,
    crumbs: Vec<Crumb>,
    nav: Vec<NavItem>,
    csrf: String,
}

impl Frame {
    pub(crate) fn new(app: &App, look: &Look, title: String) -> Self {
        let nav = app
            .slices
            .iter()
            .flat_map(|s| s.nav)
            .filter(|n| !n.href.contains('{'))
            .filter(|n| !n.signed_in || look.actor.person.is_some())
            .map(|n| NavItem {
                href: n.href.to_owned(),
                label: app.locales.say(look.lang, n.label, &[]),
                current: look.path == n.href,
            })
            .collect();
        let csrf = app.seal.mark("csrf", &look.visitor);
        Self { app: app.clone(), look: look.clone(), title, crumbs: Vec::new(), nav, csrf }
    }

    /// Adds the way back.
    #[must_use]
    pub fn crumbs_of(mut self, crumbs: Vec<Crumb>) -> Self {
        self.crumbs = crumbs;
        self
    }

    /// The words of a key.
    pub fn t(&self, key: &str) -> String {
        self.app.locales.say(self.look.lang, key, &[])
    }

    /// The words of a key with one argument.
    pub fn t1(&self, key: &str, name: &str, value: &str) -> String {
        self.app.locales.say(self.look.lang, key, &[(name, value)])
    }

    /// The words of a key with two arguments.
    pub fn t2(&self, key: &str, a: &str, av: &str, b: &str, bv: &str) -> String {
        self.app.locales.say(self.look.lang, key, &[(a, av), (b, bv)])
    }

    /// The words of a key with any arguments.
    pub fn tn(&self, key: &str, args: &[(&str, &str)]) -> String {
        self.app.locales.say(self.look.lang, key, args)
    }

    /// The words of `<prefix>-<word>`: stages, standings, classes, channels, roles.
    pub fn word(&self, prefix: &str, word: &str) -> String {
        self.t(&format!("{prefix}-{word}"))
    }

    /// `zh-Hans` or `en`.
    pub fn lang(&self) -> &str {
        self.look.lang
    }

    /// `auto`, `light` or `dark`.
    pub fn theme(&self) -> &str {
        self.look.theme
    }

    /// 长辈版
    pub fn elder(&self) -> bool {
        self.look.elder
    }

    /// The page's title.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// The way back, highest first.
    pub fn crumbs(&self) -> &[Crumb] {
        &self.crumbs
    }

    /// The navigation.
    pub fn nav(&self) -> &[NavItem] {
        &self.nav
    }

    /// The public name of who is signed in.
    pub fn signed_in(&self) -> Option<&str> {
        self.look.actor.person.as_ref().map(|_| self.look.actor.name.as_str())
    }

    /// What was just done, said once.
    pub fn notice(&self) -> Option<String> {
        let key = self.look.flash.as_deref()?;
        self.look.told.store(true, Ordering::Relaxed);
        self.app.locales.has(self.look.lang, key).then(|| self.t(key))
    }

    /// Whether the reader may do this: pages show only what is possible.
    pub fn may(&self, policy: crate::slice::May, subject: &kernel::Subject) -> bool {
        policy(&self.look.actor, subject).is_ok()
    }

    /// Who reads.
    pub fn actor(&self) -> &kernel::Actor {
        &self.look.actor
    }

    /// When the page was asked for.
    pub fn now(&self) -> kernel::Moment {
        self.look.now
    }

    /// What the slices offer at a place: their navigation entries with `{place}` in the address.
    pub fn at_place(&self, place: &kernel::PlaceCode) -> Vec<Link> {
        self.app
            .slices
            .iter()
            .flat_map(|s| s.nav)
            .filter(|n| n.href.contains("{place}"))
            .filter(|n| !n.signed_in || self.look.actor.person.is_some())
            .map(|n| Link::new(n.href.replace("{place}", place.as_str()), self.t(n.label)))
            .collect()
    }

    /// The path and query of this page.
    pub fn path(&self) -> &str {
        &self.look.path
    }

    /// The path and query of this page, as a value inside another link's query.
    pub fn path_value(&self) -> String {
        query_value(&self.look.path)
    }

    /// The token against forged requests.
    pub fn csrf(&self) -> &str {
        &self.csrf
    }

    /// The address of a stylesheet, script or picture, with its fingerprint.
    pub fn asset(&self, name: &str) -> String {
        asset::address(name)
    }

    /// The address people reach this host by, for printed links.
    pub fn origin(&self) -> &str {
        &self.app.settings.origin
    }

    /// A QR code of a path of this host, as SVG.
    pub fn qr(&self, path: &str) -> String {
        crate::qr_svg(&format!("{}{path}", self.app.settings.origin))
    }

    /// Whether this host shows the demo neighbourhoods.
    pub fn demo(&self) -> bool {
        self.app.settings.demo
    }
}

/// A share of a thousand as a percentage: `923` is 92.3%.
pub fn percent(permille: i64) -> String {
    format!("{}.{}%", permille / 10, permille % 10)
}

/// A text as a value inside a link's query.
pub fn query_value(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).collect()
}
