//! 会议记录 — Who came as counts, what the several sides said on each line, and what came of it.

use askama::Template;
use ground::matter;
use kernel::{County, Id};
use serde::Serialize;
use web::{At, Checked, Cx, Fields, Form, FormView, Frame, Link, Reply, Verb};

use super::{Account, Assembly, MOST_LINES, policy, store};

/// One field for each line an agenda can have.
const POSITIONS: [&str; MOST_LINES] =
    ["position-1", "position-2", "position-3", "position-4", "position-5", "position-6"];
/// More people than this fit no hall.
const MOST: i64 = 100_000;

/// What recording asks.
#[derive(Debug)]
struct Record(Account);

impl Form for Record {
    const NAME: &'static str = "decide-assembly-record";
    fn read(f: &mut Fields) -> Self {
        let mut count = |name| f.number(name).required().within(0, MOST).unwrap_or(0);
        let (residents, representatives) = (count("residents"), count("representatives"));
        let (officials, women) = (count("officials"), count("women"));
        if women > residents + representatives + officials {
            f.wrong("women", "decide-assembly-wrong-women", "");
        }
        let positions = POSITIONS.iter().map(|name| f.long(name).max(1000).get()).collect();
        let minutes = f.long("minutes").required().get();
        let outcome = f.text("outcome").required().get();
        Self(Account { residents, representatives, officials, women, positions, minutes, outcome })
    }
}

pub(super) fn verb() -> Verb {
    let path = "/{county}/assemblies/{id}/record";
    Verb::act::<Record, _, _, _, _>(path, policy::may_record, get, post)
}

/// The form, with a field for each line of the agenda and no more.
#[derive(Template, Serialize)]
#[template(path = "assembly/record.html")]
struct RecordPage {
    #[serde(skip)]
    page: Frame,
    form: FormView,
}

type Where = At<(County, Id<Assembly>)>;

async fn get(cx: Cx, At((county, id)): Where) -> Reply {
    let mut tx = cx.read().await?;
    let assembly = store::load(&mut tx, &county, &id).await?;
    let stage = matter::load(&mut tx, &county, &assembly.matter).await?.stage;
    cx.may(policy::may_record, &assembly.subject(stage))?;
    let back = vec![Link::new(assembly.url(), assembly.held.to_string())];
    let mut form = cx.ask::<Record>().crumbs(back.clone()).view();
    let lines: Vec<(&str, &String)> = POSITIONS.into_iter().zip(&assembly.agenda).collect();
    form.fields.retain(|f| !POSITIONS.contains(&f.name) || lines.iter().any(|(n, _)| *n == f.name));
    for field in &mut form.fields {
        if let Some((_, line)) = lines.iter().find(|(name, _)| *name == field.name) {
            field.label =
                format!("{}{}{line}", cx.t("decide-assembly-position"), cx.t("web-colon"));
            field.hint = Some(cx.t("decide-assembly-position-hint"));
        }
    }
    let page = cx.frame(form.title.clone()).crumbs_of(back);
    cx.page(&RecordPage { page, form })
}

async fn post(
    cx: Cx,
    At((county, id)): Where,
    Checked(Record(mut account)): Checked<Record>,
) -> Reply {
    let mut tx = cx.begin().await?;
    let mut assembly = store::load(&mut tx, &county, &id).await?;
    let stage = matter::load(&mut tx, &county, &assembly.matter).await?.stage;
    cx.may(policy::may_record, &assembly.subject(stage))?;
    for text in account.positions.iter_mut().chain([&mut account.minutes, &mut account.outcome]) {
        *text = text::redact::mask(text);
    }
    account.positions.truncate(assembly.agenda.len());
    let fact = assembly.record(account, cx.now())?;
    store::save(&mut tx, &mut assembly).await?;
    tx.tell(fact).await?;
    cx.done(tx, "decide-assembly-record-done", assembly.url()).await
}
