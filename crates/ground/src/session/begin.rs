//! 登录 — Signing in with the code of a printed slip.

use ::store::{Tx, binds};
use axum::http::{HeaderValue, header};
use kernel::{Actor, Error, Id, PlaceCode, Refusal, Result, Stage, Subject};
use web::{Checked, Cx, Fields, Form, Link, Reply, Verb};

use super::{policy, store};
use crate::person::Person;

/// What signing in asks.
#[derive(Debug)]
pub struct Begin {
    code: String,
}

impl Form for Begin {
    const NAME: &'static str = "ground-session-begin";
    fn read(f: &mut Fields) -> Self {
        Self { code: f.text("code").required().private().get() }
    }
}

pub(super) fn verb() -> Verb {
    Verb::act::<Begin, _, _, _, _>("/sign-in", policy::may_begin, get, post)
}

fn anywhere() -> Subject {
    Subject::at(PlaceCode::nowhere(), Stage::Listen)
}

/// `GET /sign-in?code=…`: a slip's QR code fills in the code; signing in itself is a deliberate act.
async fn get(cx: Cx) -> Reply {
    cx.may(policy::may_begin, &anywhere())?;
    let code = cx.query("code").unwrap_or_default();
    cx.ask::<Begin>()
        .fill("code", code)
        .crumbs(vec![Link::new("/", cx.t("web-home"))])
        .plainly()
        .reply()
}

async fn post(cx: Cx, Checked(form): Checked<Begin>) -> Reply {
    cx.may(policy::may_begin, &anywhere())?;
    // Signing in twice makes two sessions and harms nobody: no act key is claimed.
    let mut tx = cx.app.db.begin(&Actor::visitor(), cx.now(), (cx.app.rng)()).await?;
    let code = form.code.trim().to_ascii_uppercase();
    let Some((county, person)) = store::claimed(&mut tx, &code).await? else {
        return Err(Error::from(Refusal::new("ground-session-refused-code")).into());
    };
    let secret = store::begin(&mut tx, &county, &person).await?;
    tx.commit().await?;
    let secure = if cx.app.settings.origin.starts_with("https://") { "; Secure" } else { "" };
    let cookie =
        format!("gongdi_session={secret}; Path=/; Max-Age=2592000; HttpOnly; SameSite=Lax{secure}");
    let mut response = cx.go("/desk");
    let cookie = HeaderValue::from_str(&cookie).map_err(Error::fault)?;
    response.headers_mut().append(header::SET_COOKIE, cookie);
    Ok(response)
}

/// Somebody of the demo who signs in for a role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signer {
    /// The role, by its word.
    pub role: String,
    /// Where they hold it.
    pub place: PlaceCode,
    /// Their public alias.
    pub alias: String,
    person: Id<Person>,
}

/// One of the demo's people for each role, from the county where most is going on.
///
/// # Errors
/// A fault when the database fails.
pub async fn signers(tx: &mut Tx) -> Result<Vec<Signer>> {
    let rows = tx
        .all(
            "SELECT o.person, o.role, o.place, p.alias FROM ground_office o \
             JOIN ground_person p ON p.county = o.county AND p.id = o.person \
             LEFT JOIN (SELECT county, COUNT(*) AS n FROM ground_matter WHERE county >= '000000' \
             GROUP BY county) AS busy ON busy.county = o.county \
             WHERE o.county >= '000000' ORDER BY o.role, COALESCE(busy.n, 0) DESC, o.place, p.alias",
            binds![],
        )
        .await?;
    let mut signers: Vec<Signer> = Vec::new();
    for row in rows {
        let role = row.text("role")?;
        if signers.last().is_none_or(|s| s.role != role) {
            let (place, alias) = (row.place("place")?, row.text("alias")?);
            signers.push(Signer { role, place, alias, person: row.id("person")? });
        }
    }
    Ok(signers)
}

/// The same people with fresh slips, for the list the demo prints: (role, alias, code).
///
/// # Errors
/// A fault when the database fails.
pub async fn demo_slips(tx: &mut Tx) -> Result<Vec<(String, String, String)>> {
    let mut slips = Vec::new();
    for signer in signers(tx).await? {
        let code = store::slip(tx, &signer.place.county(), &signer.person, None).await?;
        slips.push((signer.role, signer.alias, code));
    }
    Ok(slips)
}
