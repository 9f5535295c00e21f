//! 纸条 — A small sheet to take home: the number, a QR code of the private link, where to ask.

use askama::Template;
use ground::matter::{self as spine, Matter};
use ground::place::{self, Place};
use ground::voice;
use kernel::County;
use serde::Serialize;
use web::{At, Cx, Frame, Link, Reply, Verb};

use super::policy;

#[derive(Template, Serialize)]
#[template(path = "report/slip.html")]
struct SlipPage {
    #[serde(skip)]
    page: Frame,
    matter: Matter,
    place: Place,
    follow: String,
    /// Where to ask in person: the community.
    ask_at: String,
}

impl SlipPage {
    fn qr(&self) -> String {
        self.page.qr(&self.follow)
    }

    /// The number in two halves, as it is read over the telephone.
    fn number(&self) -> String {
        let number = self.matter.id.as_str();
        number.split_at_checked(4).map_or_else(|| number.to_owned(), |(a, b)| format!("{a}-{b}"))
    }
}

pub(super) fn verb() -> Verb {
    Verb::page("listen-report-slip", "/{county}/follow/{secret}/slip", policy::may_slip, get)
}

async fn get(cx: Cx, At((county, secret)): At<(County, String)>) -> Reply {
    let mut tx = cx.read().await?;
    let voice = voice::by_secret(&mut tx, &county, &secret).await?;
    let matter = spine::load(&mut tx, &county, &voice.matter).await?;
    cx.may(policy::may_slip, &matter.subject().own(true))?;
    let place = place::load(&mut tx, &matter.place).await?;
    let community = matter.place.community().unwrap_or_else(|| matter.place.clone());
    let names = place::names(&mut tx, &[community]).await?;
    let ask_at = names.into_iter().next().map_or_else(|| place.name.clone(), |(_, name)| name);
    let follow = format!("/{county}/follow/{secret}");
    let back = Link::new(follow.clone(), matter.title.clone());
    let page = cx.frame(cx.t("listen-report-slip")).crumbs_of(vec![back]);
    cx.page(&SlipPage { page, matter, place, follow, ask_at })
}
