//! 反映·说过的 — What reporting asks, whoever types it: the person on a page, or somebody entering it for them.

use ::store::Tx;
use askama::Template;
use ground::place::{self, Place};
use ground::{matter as spine, voice};
use kernel::{Channel, Error, Fact, PlaceCode, Result, Stage};
use serde::Serialize;
use serde_json::json;
use web::{Choice, Cx, Fields, Form, FormView, Frame, Link, Reply};

use super::index::{self, Near};
use super::{SAID, gist, store};

/// The fields both forms share.
#[derive(Debug)]
pub(super) struct Said {
    pub words: String,
    title: String,
    place: String,
    contact: String,
    name: String,
    anyway: bool,
}

impl Said {
    pub(super) fn read(f: &mut Fields) -> Self {
        let words = f.long("words").required().max(2000).get();
        if text::legible(&words).is_err() {
            f.wrong("words", "web-wrong-damaged", "");
        }
        Self {
            words,
            title: f.text("title").max(30).get(),
            place: f.pick("place").get(),
            contact: f.text("contact").private().max(60).get(),
            name: f.text("name").private().max(30).get(),
            anyway: f.check("anyway"),
        }
    }

    /// Where exactly: the place of the page, or one right below it.
    async fn at(&self, tx: &mut Tx, here: &PlaceCode) -> Result<PlaceCode> {
        if self.place.is_empty() || self.place == here.as_str() {
            return Ok(here.clone());
        }
        let below = place::children(tx, here).await?;
        let found = below.into_iter().find(|p| p.code.as_str() == self.place);
        found.map(|p| p.code).ok_or_else(|| Error::field("place", "web-wrong-choice"))
    }

    /// Does it: a matter, a voice, what was said, the words it is found by, a fact. Gives the number and
    /// the address of the private page.
    ///
    /// # Errors
    /// Invalid when something near is there and the person has not said it is none of these.
    pub(super) async fn keep(
        &self,
        cx: &Cx,
        tx: &mut Tx,
        here: &PlaceCode,
        channel: Channel,
    ) -> Result<Kept> {
        let at = self.at(tx, here).await?;
        let words = text::redact::mask(&self.words);
        if !self.anyway && !index::near(tx, &at, &words).await?.is_empty() {
            return Err(Error::field("anyway", "listen-report-wrong-near"));
        }
        let title = text::redact::mask(&self.title);
        let title = if title.is_empty() { gist::headline(&words) } else { title };
        let mut matter = spine::open_saying(tx, &at, &title, Stage::Listen, &words).await?;
        matter.joined();
        spine::save(tx, &mut matter).await?;
        let secret = self.voice(cx, tx, &matter, channel, &title, &words).await?;
        if channel == Channel::Web {
            // Signed in or not: the record shows a voice, never who it is.
            tx.actor.name.clear();
        }
        let fact = Fact::new(SAID, Stage::Listen, &at, &matter.id).on(&matter.id);
        tx.tell(fact.with("title", &title).with("channel", channel.word())).await?;
        Ok(Kept {
            follow: format!("/{}/follow/{secret}", at.county()),
            number: matter.id.to_string(),
        })
    }

    async fn voice(
        &self,
        cx: &Cx,
        tx: &mut Tx,
        matter: &spine::Matter,
        channel: Channel,
        title: &str,
        words: &str,
    ) -> Result<String> {
        let own = Whose::of(cx, channel);
        let county = matter.place.county();
        let (voice, secret) = voice::add(
            tx,
            &county,
            &matter.id,
            channel,
            own.entered.as_deref(),
            own.person.as_deref(),
        )
        .await?;
        let private = store::Private::seal(
            &cx.app.seal,
            tx,
            (words != self.words).then_some(self.words.as_str()),
            &self.name,
            &self.contact,
        )?;
        store::insert(tx, &voice, &matter.place, title, words, &private).await?;
        index::put(tx, &matter.place, voice.id.as_str(), title, words, voice.at).await?;
        Ok(secret)
    }
}

/// In whose name a voice is kept: typed by the person, or entered by somebody who serves the place.
pub(super) struct Whose {
    pub entered: Option<String>,
    pub person: Option<String>,
}

impl Whose {
    pub(super) fn of(cx: &Cx, channel: Channel) -> Self {
        let actor = cx.actor();
        if channel == Channel::Web {
            Self { entered: None, person: actor.person.clone() }
        } else {
            Self { entered: Some(actor.name.clone()), person: None }
        }
    }
}

/// What the person takes away.
pub(super) struct Kept {
    /// The address of the private page.
    pub follow: String,
    number: String,
}

impl Kept {
    /// As data of the answer.
    pub(super) fn data(&self) -> serde_json::Value {
        json!({ "follow": self.follow, "number": self.number })
    }
}

#[derive(Template, Serialize)]
#[template(path = "report/new.html")]
struct SaidPage {
    #[serde(skip)]
    page: Frame,
    #[serde(flatten)]
    form: FormView,
    near: Vec<Near>,
    place: Place,
    may_enter: bool,
}

/// The page of either form, with what is near when it comes back.
pub(super) async fn page<F: Form>(cx: &Cx, here: &PlaceCode, may_enter: bool) -> Reply {
    let mut tx = cx.read().await?;
    let place = place::load(&mut tx, here).await?;
    let below = place::children(&mut tx, here).await?;
    let mut crumbs = place::crumbs(&mut tx, here).await?;
    let options: Vec<Choice> =
        std::iter::once(&place).chain(&below).map(|p| Choice::new(&p.code, &p.name)).collect();
    let title = format!("{} · {}", cx.t(F::NAME), place.name);
    let mut form = cx
        .ask::<F>()
        .title(title)
        .fill("place", here)
        .options("place", options)
        .near("words", format!("/places/{here}/near"))
        .crumbs(vec![Link::new(place.url(), place.name.clone())])
        .view();
    let typed = |name: &str| {
        form.fields.iter().find(|f| f.name == name).map(|f| f.value.clone()).unwrap_or_default()
    };
    let (words, at) = (typed("words"), PlaceCode::parse(&typed("place")));
    let at = at.ok().filter(|p| here.contains(p)).unwrap_or_else(|| here.clone());
    let near = if words.is_empty() {
        Vec::new()
    } else {
        index::near(&mut tx, &at, &text::redact::mask(&words)).await?
    };
    // Nothing to choose from is not asked.
    form.fields.retain(|f| {
        (f.name != "anyway" || !near.is_empty()) && (f.name != "place" || !below.is_empty())
    });
    for field in form.fields.iter_mut().filter(|f| f.name == "place") {
        field.required = true;
    }
    crumbs.truncate(12);
    let page = cx.frame(form.title.clone()).crumbs_of(crumbs);
    cx.page(&SaidPage { page, form, near, place, may_enter })
}
