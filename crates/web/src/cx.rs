//! 情境 — The context of one request: who, when, where, and the ways to answer.

use std::marker::PhantomData;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use askama::Template;
use axum::extract::{FromRequestParts, MatchedPath};
use axum::http::request::Parts;
use axum::http::{Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use kernel::{Actor, County, Error, Moment, PlaceCode, Result, Subject, token};
use serde::Serialize;
use serde_json::Value as Json;
use store::{Act, Tx};

use crate::checked::{Draft, Typed, path_part};
use crate::field::{FieldView, Kind};
use crate::form::{Choice, FormPage, FormView};
use crate::problem::{self, Done};
use crate::slice::May;
use crate::{App, Crumb, Fields, Form, Format, Frame, Link, Look, Reply};

/// The context of one request.
#[derive(Debug)]
pub struct Cx {
    /// The program.
    pub app: App,
    /// How the request looks at us.
    pub look: Look,
    typed: Arc<Typed>,
    draft: Arc<Draft>,
    county: Option<County>,
    writes: bool,
    route: String,
    asked: AtomicBool,
}

impl FromRequestParts<App> for Cx {
    type Rejection = crate::Stop;

    async fn from_request_parts(
        parts: &mut Parts,
        app: &App,
    ) -> std::result::Result<Self, crate::Stop> {
        let look = parts.extensions.get::<Look>().cloned();
        let look = look.ok_or_else(|| Error::fault("a route stands outside the border"))?;
        let county = match path_part(parts, app, "county").await {
            Some(code) => Some(County::parse(&code)?),
            None => match path_part(parts, app, "place").await {
                Some(code) => Some(PlaceCode::parse(&code)?.county()),
                None => None,
            },
        };
        Ok(Self {
            app: app.clone(),
            look,
            typed: parts.extensions.get().cloned().unwrap_or_default(),
            draft: parts.extensions.get().cloned().unwrap_or_default(),
            county,
            writes: parts.method != Method::GET && parts.method != Method::HEAD,
            route: parts
                .extensions
                .get::<MatchedPath>()
                .map_or_else(String::new, |p| p.as_str().trim_start_matches("/api/v1").to_owned()),
            asked: AtomicBool::new(false),
        })
    }
}

impl Cx {
    /// Who acts.
    pub fn actor(&self) -> &Actor {
        &self.look.actor
    }

    /// When.
    pub fn now(&self) -> Moment {
        self.look.now
    }

    /// The words of a key in the reader's language.
    pub fn t(&self, key: &str) -> String {
        self.app.locales.say(self.look.lang, key, &[])
    }

    /// The words of `<prefix>-<word>`.
    pub fn word(&self, prefix: &str, word: &str) -> String {
        self.t(&format!("{prefix}-{word}"))
    }

    /// A value of the query, e.g. the page number.
    pub fn query(&self, name: &str) -> Option<String> {
        let query = self.look.path.split_once('?')?.1;
        form_urlencoded::parse(query.as_bytes())
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.trim().to_owned())
            // PostgreSQL knows no text with a zero in it: such a value is none.
            .filter(|v| !v.is_empty() && !v.contains('\0'))
    }

    /// Asks a policy. An act that never asked cannot be done (see [`Cx::done`]).
    ///
    /// # Errors
    /// The refusal, with its reason and the next possible act.
    pub fn may(&self, policy: May, subject: &Subject) -> Result<()> {
        self.asked.store(true, Ordering::Relaxed);
        Ok(policy(&self.look.actor, subject)?)
    }

    /// A connection to read with.
    ///
    /// # Errors
    /// A fault when the database cannot be reached.
    pub async fn read(&self) -> Result<Tx> {
        self.app.db.read(&self.look.actor, self.look.now, (self.app.rng)()).await
    }

    /// Begins an act; a double click or a retry ends here with the first answer.
    ///
    /// # Errors
    /// [`Error::Again`] when this act was done before; a refusal when the request has no act key.
    pub async fn begin(&self) -> Result<Tx> {
        let mut tx = self.app.db.begin(&self.look.actor, self.look.now, (self.app.rng)()).await?;
        let (county, act) = (self.act_county(), self.act_key()?);
        tx.claim(&county, &act).await?;
        Ok(tx)
    }

    fn act_county(&self) -> County {
        self.county.clone().unwrap_or_else(|| PlaceCode::nowhere().county())
    }

    /// Who (account, else browser) + where + the form's key.
    fn act_key(&self) -> Result<Act> {
        let Some(idem) = &self.typed.idem else {
            return Err(kernel::Refusal::new("web-refused-key").into());
        };
        // A program without a cookie is known by its key alone: a retry is the same act.
        let stranger = self.look.format == Format::Json && self.look.fresh;
        let browser = if stranger { "anonymous" } else { &self.look.visitor };
        let who = self.look.actor.person.as_deref().unwrap_or(browser);
        let path = self.look.path.trim_start_matches("/api/v1");
        let path = path.split('?').next().unwrap_or_default();
        Ok(Act(kernel::digest(&format!("{who} {path} {idem}"))))
    }

    /// Commits an act and tells the person what was done.
    ///
    /// # Errors
    /// A fault when no policy was asked, or the database refuses: nothing has happened then.
    pub async fn done(&self, tx: Tx, key: &'static str, url: impl Into<String>) -> Reply {
        self.done_with(tx, key, url, Json::Null).await
    }

    /// As [`Cx::done`], with something only this answer can give (a private link, a short code).
    ///
    /// # Errors
    /// As [`Cx::done`].
    pub async fn done_with(
        &self,
        mut tx: Tx,
        key: &'static str,
        url: impl Into<String>,
        data: Json,
    ) -> Reply {
        if !self.asked.load(Ordering::Relaxed) {
            return Err(Error::fault(format!("{} asked no policy", self.route)).into());
        }
        let done = Done { key: key.to_owned(), url: url.into(), data };
        // The answer may hold a private link: it is kept sealed until it is forgotten.
        let text = serde_json::to_string(&done).map_err(Error::fault)?;
        let sealed = self.app.seal.seal("store_act.answer", &text, &mut *tx.rng)?;
        tx.answer(&self.act_county(), &self.act_key()?, &sealed).await?;
        tx.commit().await?;
        Ok(problem::done(&self.app, &self.look, &done))
    }

    /// The frame of a page, by the title's words.
    pub fn frame(&self, title: impl Into<String>) -> Frame {
        Frame::new(&self.app, &self.look, title.into())
    }

    /// Answers with a page, or the same as JSON.
    ///
    /// # Errors
    /// A fault when the template fails.
    pub fn page<T: Template + Serialize>(&self, page: &T) -> Reply {
        let mut response = match self.look.format {
            Format::Html => html(page)?,
            Format::Json => {
                let text = serde_json::to_string(page).map_err(Error::fault)?;
                ([(header::CONTENT_TYPE, "application/json")], text).into_response()
            }
        };
        let keep = header::HeaderValue::from_static("private, no-store");
        response.headers_mut().insert(header::CACHE_CONTROL, keep);
        Ok(response)
    }

    /// As [`Cx::page`], for pages that are the same for everybody who is not signed in: kept in memory
    /// until the next commit.
    ///
    /// # Errors
    /// A fault when the template fails.
    pub fn public<T: Template + Serialize>(&self, page: &T) -> Reply {
        let mut response = self.page(page)?;
        let keep = header::HeaderValue::from_static("private, no-cache");
        response.headers_mut().insert(header::CACHE_CONTROL, keep);
        if self.look.actor.person.is_none() {
            response.extensions_mut().insert(crate::cache::Public);
        }
        Ok(response)
    }

    /// Goes to another page of this host.
    pub fn go(&self, url: &str) -> Response {
        match self.look.format {
            Format::Html => {
                (StatusCode::SEE_OTHER, [(header::LOCATION, url.to_owned())]).into_response()
            }
            Format::Json => {
                let body = serde_json::json!({ "url": url }).to_string();
                ([(header::CONTENT_TYPE, "application/json")], body).into_response()
            }
        }
    }

    /// Begins the page of a form.
    pub fn ask<F: Form>(&self) -> Ask<'_, F> {
        let csrf = self.app.seal.mark("csrf", &self.look.visitor);
        let idem = self.draft.idem.clone().unwrap_or_else(|| token(&mut *(self.app.rng)(), 16));
        let form = FormView {
            action: self.look.path.clone(),
            title: self.t(F::NAME),
            intro: self.maybe(&format!("{}-intro", F::NAME)),
            submit: self.t(&format!("{}-submit", F::NAME)),
            danger: false,
            error: self.draft.refusal.as_ref().map(|r| self.reason(r)),
            next: self.draft.refusal.as_ref().and_then(|r| self.next(r)),
            fields: Vec::new(),
            csrf,
            idem,
            back: None,
            enhance: true,
            above: None,
        };
        Ask {
            cx: self,
            form,
            crumbs: Vec::new(),
            filled: Vec::new(),
            options: Vec::new(),
            near: None,
            kind: PhantomData,
        }
    }

    /// A refusal's reason in the reader's language.
    pub fn reason(&self, refusal: &kernel::Refusal) -> String {
        problem::reason(&self.app, &self.look, refusal)
    }

    fn next(&self, refusal: &kernel::Refusal) -> Option<Link> {
        refusal.next.as_ref().map(|(href, label)| Link::new(href.clone(), self.t(label)))
    }

    fn maybe(&self, key: &str) -> Option<String> {
        self.app.locales.has(self.look.lang, key).then(|| self.t(key))
    }

    /// Whether this request changes something.
    pub fn writes(&self) -> bool {
        self.writes
    }
}

/// A template as an HTML answer.
pub(crate) fn html<T: Template>(page: &T) -> Result<Response> {
    let text = page.render().map_err(Error::fault)?;
    Ok((StatusCode::OK, [(header::CONTENT_TYPE, "text/html; charset=utf-8")], text).into_response())
}

/// Up to so many choices stand open on the page; more fold into a list.
const FEW: usize = 5;

/// A form's page being put together.
#[derive(Debug)]
pub struct Ask<'a, F> {
    cx: &'a Cx,
    form: FormView,
    crumbs: Vec<Crumb>,
    filled: Vec<(&'static str, String)>,
    options: Vec<(&'static str, Vec<Choice>)>,
    near: Option<(&'static str, String)>,
    kind: PhantomData<F>,
}

impl<F: Form> Ask<'_, F> {
    /// The way back, highest first; the last one is also the link under the form.
    #[must_use]
    pub fn crumbs(mut self, crumbs: Vec<Crumb>) -> Self {
        self.form.back = crumbs.last().cloned();
        self.crumbs = crumbs;
        self
    }

    /// What stands in a field at first.
    #[must_use]
    pub fn fill(mut self, field: &'static str, value: impl std::fmt::Display) -> Self {
        self.filled.push((field, value.to_string()));
        self
    }

    /// What can be chosen in a field.
    #[must_use]
    pub fn options(mut self, field: &'static str, options: Vec<Choice>) -> Self {
        self.options.push((field, options));
        self
    }

    /// A title that names the record, instead of the verb's own.
    #[must_use]
    pub fn title(mut self, title: impl Into<String>) -> Self {
        self.form.title = title.into();
        self
    }

    /// A sentence that says what will happen, instead of the verb's own.
    #[must_use]
    pub fn intro(mut self, intro: impl Into<String>) -> Self {
        self.form.intro = Some(intro.into());
        self
    }

    /// HTML from one of our own templates above the form.
    #[must_use]
    pub fn above(mut self, html: impl Into<String>) -> Self {
        self.form.above = Some(html.into());
        self
    }

    /// It cannot be undone: the button says so.
    #[must_use]
    pub fn danger(mut self) -> Self {
        self.form.danger = true;
        self
    }

    /// Asks this address for similar records while the field is typed in.
    #[must_use]
    pub fn near(mut self, field: &'static str, url: impl Into<String>) -> Self {
        self.near = Some((field, url.into()));
        self
    }

    /// Goes without the script's quick sending (files, sign-in).
    #[must_use]
    pub fn plainly(mut self) -> Self {
        self.form.enhance = false;
        self
    }

    /// The form, to stand inside a page of one's own.
    pub fn view(mut self) -> FormView {
        let draft = self.cx.draft.clone();
        let mut fields = Fields::new(&draft.pairs);
        F::read(&mut fields);
        let back = !draft.pairs.is_empty();
        self.form.fields = fields.specs.iter().map(|spec| self.field(spec, &draft, back)).collect();
        self.form
    }

    fn field(&self, spec: &crate::Spec, draft: &Draft, back: bool) -> FieldView {
        let typed: Vec<&str> = if back {
            draft.pairs.iter().filter(|(n, _)| n == spec.name).map(|(_, v)| v.as_str()).collect()
        } else {
            self.filled.iter().filter(|(n, _)| *n == spec.name).map(|(_, v)| v.as_str()).collect()
        };
        let key = format!("{}-{}", F::NAME, spec.name);
        let given = self.options.iter().find(|(n, _)| *n == spec.name).map(|(_, o)| o.clone());
        let mut options = given.unwrap_or_else(|| {
            spec.words.iter().map(|w| Choice::new(w, self.cx.t(&format!("{key}-{w}")))).collect()
        });
        for option in &mut options {
            option.chosen =
                typed.contains(&option.value.as_str()) || (typed.is_empty() && option.chosen);
        }
        // Seen at once, "please choose" is no choice: whoever must answer sees the answers only.
        let open = options.iter().filter(|o| !(spec.required && o.value.is_empty())).count();
        let few = spec.kind == Kind::Choice && (1..=FEW).contains(&open);
        if few && spec.required {
            options.retain(|o| !o.value.is_empty());
        }
        if few && !options.iter().any(|o| o.chosen) {
            // Nothing to choose between, or leaving it open is itself a choice: it stands chosen.
            let alone = options.len() == 1 && spec.required;
            if let Some(first) = options.first_mut().filter(|o| alone || o.value.is_empty()) {
                first.chosen = true;
            }
        }
        let error = draft
            .errors
            .iter()
            .find(|e| e.field == spec.name)
            .map(|e| self.cx.app.locales.say(self.cx.look.lang, e.reason, &[("arg", &e.arg)]));
        let label = if spec.kind == Kind::Hidden { String::new() } else { self.cx.t(&key) };
        let unit = match spec.kind {
            Kind::Money => Some(self.cx.t("web-unit-yuan")),
            _ => self.cx.maybe(&format!("{key}-unit")),
        };
        FieldView {
            name: spec.name,
            label,
            hint: self.cx.maybe(&format!("{key}-hint")),
            kind: if few { "radio" } else { spec.kind.word() },
            value: typed.first().map_or_else(String::new, |v| (*v).to_owned()),
            options,
            error,
            required: spec.required,
            max: spec.max,
            unit,
            autocomplete: None,
            private: spec.private,
            near: self.near.as_ref().filter(|(n, _)| *n == spec.name).map(|(_, url)| url.clone()),
        }
    }

    /// Answers with the form's page; as JSON, with its description.
    ///
    /// # Errors
    /// A fault when the template fails.
    pub fn reply(mut self) -> Reply {
        let cx = self.cx;
        let crumbs = std::mem::take(&mut self.crumbs);
        let form = self.view();
        if cx.look.format == Format::Json {
            let text = serde_json::to_string(&form).map_err(Error::fault)?;
            return Ok(([(header::CONTENT_TYPE, "application/json")], text).into_response());
        }
        let page = cx.frame(form.title.clone()).crumbs_of(crumbs);
        let mut response = html(&FormPage { page, form })?;
        let keep = header::HeaderValue::from_static("private, no-store");
        response.headers_mut().insert(header::CACHE_CONTROL, keep);
        Ok(response)
    }
}
