//! 经过 — The facts on a matter's thread, in the words the slices tell them.

use kernel::{Moment, Stage, Standing, days};
use serde_json::{Value as Json, json};

use crate::Outcome;
use crate::fill::Fill;
use crate::matter::Matter;
use crate::record::Said;
use crate::words;

const NOBODY: (&str, &str) = ("visitor", "");
const WORKER: (&str, &str) = ("worker", "网格员");
const HOUSE: (&str, &str) = ("visitor", "共缔");

/// Tells everything that happened to a matter; `into`: number and title of the matter it was joined to.
pub fn tell(fill: &mut Fill, m: &Matter, into: (&str, &str)) -> Outcome {
    let title = &m.title;
    let mut one = |kind, stage, at, who, body: Json| {
        let (place, matter) = (&m.place, m.id.as_str());
        let said = Said { kind, stage, place, matter, subject: matter, at, who, body };
        fill.record.tell(&mut fill.out, &mut fill.chance, &said)
    };
    let listen = Stage::Listen;
    let body = json!({ "title": title, "channel": "web" });
    one("listen-report-said", listen, m.raised, NOBODY, body)?;
    for turn in 1..m.voices {
        let body = json!({ "voices": turn + 1, "channel": "web" });
        one("listen-report-joined", listen, m.raised + turn * 60_000, NOBODY, body)?;
    }
    if let (Some(klass), Some(answers)) = (m.klass, m.answers) {
        let at = m.raised + days(1);
        let due = Moment(m.raised + days(6)).date();
        let body = json!({ "klass": klass, "answers": answers, "due": due, "rule": "hand" });
        one("listen-matter-accepted", listen, at, WORKER, body)?;
    }
    match m.standing {
        Standing::Parked => {
            let review = Moment(m.due.unwrap_or(m.changed)).date();
            let reason = "等管网改造一起做";
            let body = json!({
                "reason": reason, "unlock": "管网改造立项", "answers": m.answers, "review": review,
            });
            one("listen-matter-parked", listen, m.changed, WORKER, body)?;
        }
        Standing::Merged => {
            let (number, title) = into;
            let body = json!({ "into": number, "title": title });
            one("listen-matter-merged", listen, m.changed, WORKER, body)?;
        }
        _ => {}
    }
    if m.judged() {
        judged(fill, m)?;
    }
    Ok(())
}

fn judged(fill: &mut Fill, m: &Matter) -> Outcome {
    let reply = words::reply(&mut fill.chance);
    let mut one = |kind, stage, who, body: Json| {
        let (place, matter, at) = (&m.place, m.id.as_str(), m.changed);
        let said = Said { kind, stage, place, matter, subject: matter, at, who, body };
        fill.record.tell(&mut fill.out, &mut fill.chance, &said)
    };
    one("listen-matter-answered", Stage::Listen, WORKER, json!({ "reply": reply }))?;
    let until = Moment(m.changed + days(30)).date();
    let body = json!({ "number": 1, "voices": m.voices, "until": until });
    one("evaluate-verdict-asked", Stage::Evaluate, HOUSE, body)?;
    let kind = match m.standing {
        Standing::Solved => "evaluate-matter-solved",
        Standing::Lapsed => "evaluate-matter-lapsed",
        _ => return Ok(()),
    };
    let solved = if m.standing == Standing::Solved { m.voices } else { 0 };
    let body = json!({
        "title": m.title, "by": "voices", "solved": solved, "partly": 0, "not": 0,
        "unreached": m.voices - solved, "attempts": 3,
    });
    one(kind, Stage::Evaluate, HOUSE, body)
}
