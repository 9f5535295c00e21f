//! 搜得到 — What residents said makes their matter findable: the reports its page shows, masked as there.

use ::store::{Told, Tx, binds};
use ground::matter::{self as spine, Matter};
use kernel::{MatterId, Result};

use super::{SHOWN, store};

/// How many matters one job makes findable: few, so that nobody waits behind it.
const AT_ONCE: i64 = 200;

/// Makes a matter findable by what was said for it.
///
/// # Errors
/// A fault when the database fails.
pub(crate) async fn put(tx: &mut Tx, matter: &Matter) -> Result<()> {
    let reports = store::of_matter(tx, &matter.place.county(), &matter.id, SHOWN).await?;
    // The first word first: that is what the title is about. And nobody is found by their name or door.
    let words: Vec<String> =
        reports.into_iter().rev().map(|r| text::redact::nameless(&r.words)).collect();
    spine::findable(tx, matter, &words.join("\n")).await
}

/// Makes the matters of a county findable that were there before searching came, some at a time: the job
/// follows itself, each time from where it stopped, until there are no more.
///
/// # Errors
/// A fault when the database fails; the job is tried again.
pub(crate) async fn catch_up(tx: &mut Tx, told: &Told) -> Result<()> {
    let county = told.county();
    let rows = tx
        .all(
            "SELECT m.id FROM ground_matter m WHERE m.county = $1 AND m.id > $2 \
             AND m.standing <> 'merged' AND NOT EXISTS (SELECT 1 FROM ground_find f \
             WHERE f.county = $1 AND f.matter = m.id) ORDER BY m.id LIMIT $3",
            binds![&county, told.subject.as_str(), AT_ONCE],
        )
        .await?;
    let ids: Vec<MatterId> = rows.iter().map(|row| row.matter("id")).collect::<Result<_>>()?;
    for id in &ids {
        let matter = spine::load(tx, &county, id).await?;
        put(tx, &matter).await?;
    }
    if let Some(last) = ids.last() {
        let on = Told { subject: last.to_string(), ..told.clone() };
        tx.later("listen_matters_become_findable", tx.now, &on).await?;
    }
    Ok(())
}
