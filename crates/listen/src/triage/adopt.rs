//! 换用 — Puts a kept model in use, or the one before it back.

use kernel::{County, Error};
use web::{At, Checked, Cx, Fields, Form, Link, Reply, Verb};

use super::show::subject;
use super::{policy, store};

/// What adopting asks: which model.
#[derive(Debug)]
struct Adopt {
    version: String,
}

impl Form for Adopt {
    const NAME: &'static str = "listen-triage-adopt";
    fn read(f: &mut Fields) -> Self {
        Self { version: f.pick("version").required().get() }
    }
}

pub(super) fn verb() -> Verb {
    Verb::act::<Adopt, _, _, _, _>("/{county}/triage/adopt", policy::may_adopt, get, post)
}

async fn get(cx: Cx, At(county): At<County>) -> Reply {
    cx.may(policy::may_adopt, &subject(&county)?)?;
    let mut tx = cx.read().await?;
    let models = store::models(&mut tx, &county).await?;
    let option = |m: &store::Kept| {
        let figure = web::percent(m.figures.macro_f1);
        let day = m.at.date();
        web::Choice::new(
            &m.version,
            cx.app.locales.say(
                cx.look.lang,
                "listen-triage-adopt-one",
                &[("version", &m.version), ("day", &day), ("f1", &figure)],
            ),
        )
    };
    let options = models.iter().filter(|m| !m.live).map(option).collect();
    let back = Link::new(format!("/{county}/triage"), cx.t("listen-triage"));
    cx.ask::<Adopt>().options("version", options).crumbs(vec![back]).reply()
}

async fn post(cx: Cx, At(county): At<County>, Checked(form): Checked<Adopt>) -> Reply {
    let mut tx = cx.begin().await?;
    cx.may(policy::may_adopt, &subject(&county)?)?;
    // A damaged model must not become the live one.
    store::body(&mut tx, &county, &form.version)
        .await
        .map_err(|_| Error::field("version", "web-wrong-choice"))?;
    store::adopt(&mut tx, &county, &form.version).await?;
    cx.done(tx, "listen-triage-adopt-done", format!("/{county}/triage")).await
}
