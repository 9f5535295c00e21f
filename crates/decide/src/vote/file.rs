//! 公开的表决文件 — One file with all that was counted, for `gongdi count vote`.

use axum::http::header;
use axum::response::IntoResponse;
use ground::matter;
use kernel::{County, Error, Id, Refusal};
use tally::published::{FORMAT, Published};
use web::{At, Cx, Reply, Verb};

use super::{Vote, ballot, count, policy, store};

pub(super) fn verb() -> Verb {
    Verb::page("decide-vote-file", "/{county}/votes/{id}/file", policy::may_file, get)
}

async fn get(cx: Cx, At((county, id)): At<(County, Id<Vote>)>) -> Reply {
    let mut tx = cx.read().await?;
    let vote = store::load(&mut tx, &county, &id).await?;
    let stage = matter::load(&mut tx, &county, &vote.matter).await?.stage;
    cx.may(policy::may_file, &vote.subject(stage, false))?;
    let Some(counted) = &vote.result else {
        let early = Refusal::new("decide-vote-refused-uncounted").with("until", vote.counts);
        return Err(early.next(vote.url(), "decide-vote-look").into());
    };
    let roll = ballot::electors(&mut tx, &vote).await?;
    let ballots = ballot::ballots(&mut tx, &vote).await?;
    let file = Published {
        format: FORMAT.to_owned(),
        question: vote.question.clone(),
        place: vote.place.to_string(),
        opened: vote.opened.day(),
        rule: vote.rule.clone(),
        rule_text: vote.rule_text.clone(),
        roll: count::totals(&roll),
        women: counted.women_present(),
        unread: counted.unread,
        ballots: ballots.iter().map(Into::into).collect(),
        announced: counted.announced(),
    };
    let head = [
        (header::CONTENT_TYPE, "application/json".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"vote-{id}.json\"")),
        (header::CACHE_CONTROL, "private, no-cache".to_owned()),
    ];
    let text = serde_json::to_string_pretty(&file).map_err(Error::fault)?;
    Ok((head, text).into_response())
}
