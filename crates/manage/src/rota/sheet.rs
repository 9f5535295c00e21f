//! 纸质轮值表 — The sheet that hangs in the doorway: numbered slots with lines to write an alias on.

use askama::Template;
use ground::place;
use kernel::{County, Id};
use serde::Serialize;
use web::{At, Cx, Frame, Link, Reply, Verb};

use super::{Rota, Slot, Turn, policy, store};

#[derive(Template, Serialize)]
#[template(path = "rota/sheet.html")]
struct SheetPage {
    #[serde(skip)]
    page: Frame,
    rota: Rota,
    way: String,
    slots: Vec<Slot>,
}

impl SheetPage {
    fn qr(&self) -> String {
        self.page.qr(&self.rota.url())
    }

    fn weekday(&self, slot: &Slot) -> String {
        self.page.word("manage-rota-weekday", &slot.weekday().to_string())
    }

    fn who(&self, turn: &Turn) -> String {
        if turn.alias.is_empty() {
            self.page.t("manage-rota-neighbour")
        } else {
            turn.alias.clone()
        }
    }
}

pub(super) fn verb() -> Verb {
    Verb::page("manage-rota-sheet", "/{county}/rotas/{id}/sheet", policy::may_sheet, get)
}

async fn get(cx: Cx, At((county, id)): At<(County, Id<Rota>)>) -> Reply {
    let mut tx = cx.read().await?;
    let rota = store::load(&mut tx, &county, &id).await?;
    cx.may(policy::may_sheet, &rota.subject())?;
    let way = place::load(&mut tx, &rota.place).await?.way;
    let slots = store::slots(&mut tx, &rota).await?;
    let title = format!("{} · {}", rota.title, cx.t("manage-rota-sheet"));
    let page = cx.frame(title).crumbs_of(vec![Link::new(rota.url(), &rota.title)]);
    cx.public(&SheetPage { page, rota, way, slots })
}
