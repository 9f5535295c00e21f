//! 项目·卡片 — The projects of a matter on its page: the numbers, each leading to the records behind it.

use askama::Template;
use kernel::{County, Error, MatterId, Result};
use store::Tx;
use web::{Frame, Link};

use super::{Project, Site, Whole, of_matter, show};

struct Part {
    project: Project,
    whole: Whole,
    signed: String,
    acts: Vec<Link>,
}

#[derive(Template)]
#[template(path = "project/card.html")]
struct Card<'a> {
    page: &'a Frame,
    parts: Vec<Part>,
}

impl Card<'_> {
    fn yuan(&self, amount: impl std::fmt::Display) -> String {
        self.page.t1("build-yuan", "n", &amount.to_string())
    }

    fn gap(&self, whole: &Whole) -> String {
        crate::account::gap(self.page, &whole.account)
    }
}

/// The projects of a matter, for its page; nothing when it has none.
///
/// # Errors
/// A fault when the database fails.
pub async fn card(
    tx: &mut Tx,
    page: &Frame,
    county: &County,
    id: &MatterId,
) -> Result<Option<String>> {
    let projects = of_matter(tx, county, id).await?;
    if projects.is_empty() {
        return Ok(None);
    }
    let matter = ground::matter::load(tx, county, id).await?;
    let mut parts = Vec::new();
    for project in projects {
        let whole = Whole::load(tx, &project).await?;
        let ready = whole.readiness();
        let (signed, steps) = (ready.signed.to_string(), ready.steps.to_string());
        let signed = page.t2("build-work-signed-of", "signed", &signed, "steps", &steps);
        let site = Site { project, matter: matter.clone() };
        let acts = show::acts(page, &site, &whole);
        parts.push(Part { project: site.project, whole, signed, acts });
    }
    Card { page, parts }.render().map(Some).map_err(Error::fault)
}
