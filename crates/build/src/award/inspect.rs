//! 验收 — A resident who watches, the street and the county each say whether what was built is good.

use kernel::{County, Id, Refusal};
use web::{At, Checked, Cx, Fields, Form, Link, Reply, Verb};

use super::{Award, INSPECTED, Inspection, Inspector, policy, store};
use crate::{project, work};

/// What it asks.
#[derive(Debug)]
struct Inspect {
    ok: bool,
    words: String,
}

impl Form for Inspect {
    const NAME: &'static str = "build-award-inspect";
    fn read(f: &mut Fields) -> Self {
        let ok = f.choice("ok", &["yes", "no"]).required().get() == "yes";
        let words = f.long("words").max(500).get();
        if !ok && words.is_empty() && f.errors.is_empty() {
            f.wrong("words", "web-wrong-empty", "");
        }
        Self { ok, words }
    }
}

pub(super) fn verb() -> Verb {
    Verb::act::<Inspect, _, _, _, _>(
        "/{county}/awards/{id}/inspect",
        policy::may_inspect,
        get,
        post,
    )
}

type Where = At<(County, Id<Award>)>;

async fn get(cx: Cx, At((county, id)): Where) -> Reply {
    let mut tx = cx.read().await?;
    let award = store::load(&mut tx, &county, &id).await?;
    let site = project::site(&mut tx, &county, &award.project).await?;
    let monitors = work::monitors(&mut tx, &county, &award.project).await?;
    cx.may(policy::may_inspect, &award.subject(site.matter.stage, cx.actor(), &monitors))?;
    let mut crumbs = site.crumbs();
    crumbs.push(Link::new(award.url(), cx.t("build-award")));
    cx.ask::<Inspect>().crumbs(crumbs).reply()
}

async fn post(cx: Cx, At((county, id)): Where, Checked(form): Checked<Inspect>) -> Reply {
    let mut tx = cx.begin().await?;
    let mut award = store::load(&mut tx, &county, &id).await?;
    let site = project::site(&mut tx, &county, &award.project).await?;
    let monitors = work::monitors(&mut tx, &county, &award.project).await?;
    cx.may(policy::may_inspect, &award.subject(site.matter.stage, cx.actor(), &monitors))?;
    let kind = Inspector::of(cx.actor(), &award.place, &monitors)
        .ok_or_else(|| Refusal::new("build-work-refused-monitor"))?;
    let before = store::inspections(&mut tx, &county, &id).await?;
    let by = cx.actor().signed_in()?;
    award.inspect(kind, by, &before)?;
    // Two inspections at the same moment: the second looks again, so nobody inspects in two names.
    store::save(&mut tx, &mut award).await?;
    let found = Inspection {
        kind,
        person: by.to_owned(),
        name: cx.actor().name.clone(),
        ok: form.ok,
        words: text::redact::mask(&form.words),
        at: cx.now(),
    };
    store::add_inspection(&mut tx, &award, &found).await?;
    let fact = award
        .fact(INSPECTED)
        .with("kind", kind.word())
        .with("ok", form.ok)
        .with("words", &found.words);
    tx.tell(fact).await?;
    cx.done(tx, "build-award-inspect-done", award.url()).await
}
