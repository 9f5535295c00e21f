//! 联系方式 — The person corrects or withdraws what they left to be reached by (PIPL 15, 46, 47).

use ground::matter as spine;
use ground::voice;
use kernel::County;
use web::{At, Checked, Cx, Fields, Form, Link, Reply, Verb};

use super::{policy, store};

/// What correcting asks.
#[derive(Debug)]
struct Contact {
    reach: String,
    name: String,
    forget: bool,
}

impl Form for Contact {
    const NAME: &'static str = "listen-report-contact";
    fn read(f: &mut Fields) -> Self {
        let contact = f.text("contact").private().max(60).get();
        let name = f.text("name").private().max(30).get();
        let forget = f.check("forget");
        if !forget && contact.is_empty() && name.is_empty() {
            f.wrong("contact", "web-wrong-empty", "");
        }
        Self { reach: contact, name, forget }
    }
}

pub(super) fn verb() -> Verb {
    Verb::act::<Contact, _, _, _, _>(
        "/{county}/follow/{secret}/contact",
        policy::may_contact,
        get,
        post,
    )
}

async fn get(cx: Cx, At((county, secret)): At<(County, String)>) -> Reply {
    let mut tx = cx.read().await?;
    let voice = voice::by_secret(&mut tx, &county, &secret).await?;
    let matter = spine::load(&mut tx, &county, &voice.matter).await?;
    cx.may(policy::may_contact, &matter.subject().own(true))?;
    let back = Link::new(format!("/{county}/follow/{secret}"), matter.title);
    cx.ask::<Contact>().crumbs(vec![back]).reply()
}

async fn post(
    cx: Cx,
    At((county, secret)): At<(County, String)>,
    Checked(form): Checked<Contact>,
) -> Reply {
    let mut tx = cx.begin().await?;
    let voice = voice::by_secret(&mut tx, &county, &secret).await?;
    let matter = spine::load(&mut tx, &county, &voice.matter).await?;
    cx.may(policy::may_contact, &matter.subject().own(true))?;
    let url = format!("/{county}/follow/{secret}");
    if form.forget {
        store::forget(&mut tx, &county, &voice.id).await?;
        return cx.done(tx, "listen-report-contact-forgotten", url).await;
    }
    let private = store::Private::seal(&cx.app.seal, &mut tx, None, &form.name, &form.reach)?;
    store::keep_contact(&mut tx, &county, &voice.id, &private).await?;
    cx.done(tx, "listen-report-contact-done", url).await
}
