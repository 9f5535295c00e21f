//! Suggestions on the open messages, and on invented ones where those are missing.

use text::classify::{Example, Message, Model, Options, Refusal, Unsure, compare, score, train};

use crate::open;

/// A row of the open data.
struct Row {
    title: String,
    body: String,
    label: String,
    group: u64,
}

impl Row {
    fn example(&self) -> Example<'_> {
        Example { group: Some(self.group), ..Example::new(&self.title, &self.body, &self.label) }
    }

    fn message(&self) -> Message<'_> {
        Message { title: &self.title, body: &self.body }
    }
}

/// The de-duplicated open rows, or none when the data is not on this machine.
fn open_rows() -> Option<Vec<Row>> {
    let rows = open::rows("classify.jsonl.gz")?;
    let rows = rows.iter().filter_map(|row| {
        let text = |field: &str| row[field].as_str().unwrap_or("").to_owned();
        row["dedup_keep"].as_bool()?.then(|| Row {
            title: text("title"),
            body: text("body"),
            label: text("label"),
            group: row["dup_group"].as_u64().unwrap_or(0),
        })
    });
    Some(rows.collect())
}

/// Every fifth row after a shuffle that a seed fixes.
fn split(rows: &[Row], fold: usize) -> (Vec<&Row>, Vec<&Row>) {
    let mut order: Vec<_> = rows.iter().collect();
    order.sort_by_key(|row| (row.group.wrapping_add(12_345)).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    let (test, train): (Vec<_>, Vec<_>) =
        order.into_iter().enumerate().partition(|(at, _)| at % 5 == fold);
    (train.into_iter().map(|one| one.1).collect(), test.into_iter().map(|one| one.1).collect())
}

fn examples<'a>(rows: &[&'a Row]) -> Vec<Example<'a>> {
    rows.iter().map(|row| row.example()).collect()
}

/// Invented messages of three departments: enough to learn from, with nobody in them.
fn invented() -> Vec<Row> {
    let kinds = [
        ("物业", ["电梯坏了没人修", "楼道灯不亮", "门禁失灵", "垃圾没有清运", "水管漏水"]),
        ("学校", ["老师违规补课", "幼儿园乱收费", "学区划分不公", "校车太挤", "食堂饭菜差"]),
        ("工资", ["老板拖欠工资", "没有签劳动合同", "加班不给加班费", "社保断缴", "被无故辞退"]),
    ];
    let rest = [
        "请尽快处理",
        "已经三天了",
        "希望答复",
        "居民甲等人都反映过",
        "网格员也来看过",
        "谢谢",
        "影响很大",
    ];
    let mut rows = Vec::new();
    for at in 0..170 {
        for (label, complaints) in &kinds {
            let (first, second) = (complaints[at % 5], complaints[(at / 5) % 5]);
            let body =
                format!("{}号{first}，{}。{second}，{}。", at, rest[at % 7], rest[(at / 7) % 7]);
            rows.push(Row {
                title: first.into(),
                body,
                label: (*label).into(),
                group: rows.len() as u64,
            });
        }
    }
    rows
}

#[test]
fn open_messages_reach_the_figures() {
    let Some(rows) = open_rows() else {
        println!("the open data is not here: only invented messages are checked");
        return;
    };
    let (mut all, mut models) = (Vec::new(), Vec::new());
    let folds: Vec<_> = (0..2).map(|fold| split(&rows, fold)).collect();
    for (learned, _) in &folds {
        models.push(train(&examples(learned), &Options::default()).expect("enough").model);
    }
    for (model, (_, test)) in models.iter().zip(&folds) {
        all.extend(compare::judge(model, &examples(test)));
    }
    let found = score::score(&all);
    println!("{found:#?}");
    assert!(found.macro_f1 > 0.89, "{}", found.macro_f1);
    assert!(found.top_two > 0.97, "{}", found.top_two);
    assert!(found.calibration_error < 0.03, "{}", found.calibration_error);
    assert!(
        found.sure > 0.8 && found.sure_precision > 0.935,
        "{} {}",
        found.sure,
        found.sure_precision
    );
    correcting_fifty_leaves_the_rest(&models[0], &folds[0].1);
}

fn correcting_fifty_leaves_the_rest(model: &Model, test: &[&Row]) {
    let before = compare::evaluate(model, &examples(test));
    let wrong: Vec<_> = test.iter().filter(|row| first(model, row) != row.label).take(50).collect();
    let mut corrected = model.clone();
    for row in &wrong {
        corrected.correct(&row.message(), &row.label);
        assert_eq!(first(&corrected, row), row.label, "at once");
    }
    let is_wrong = |row: &&&Row| wrong.iter().any(|one| one.group == row.group);
    let rest: Vec<&Row> = test.iter().filter(|row| !is_wrong(row)).copied().collect();
    let (old, new) = (
        compare::evaluate(model, &examples(&rest)),
        compare::evaluate(&corrected, &examples(&rest)),
    );
    println!(
        "{} corrections: {} of all, the rest {} to {}",
        wrong.len(),
        before.macro_f1,
        old.macro_f1,
        new.macro_f1
    );
    assert!(new.macro_f1 > old.macro_f1 - 0.01, "{} {}", old.macro_f1, new.macro_f1);
    assert_eq!(corrected.facts().corrections as usize, wrong.len());
}

fn first(model: &Model, row: &Row) -> String {
    model.shares(&row.message()).first().map(|(label, _)| (*label).to_owned()).unwrap_or_default()
}

#[test]
fn invented_messages_are_learned_and_twice_alike() {
    let rows = invented();
    let all: Vec<_> = rows.iter().map(Row::example).collect();
    let trained = train(&all, &Options::default()).expect("510 messages");
    assert!(trained.report.score.macro_f1 > 0.95, "{:?}", trained.report.score);
    assert_eq!(trained.report.score.classes.len(), 3);
    let again = train(&all, &Options::default()).expect("the same");
    assert_eq!(trained.model.name(), again.model.name());
    let other = train(&all, &Options { seed: 2, ..Options::default() }).expect("another seed");
    assert_ne!(trained.model.name(), other.model.name());
    let bytes = trained.model.to_bytes();
    assert_eq!(Model::from_bytes(&bytes).as_ref(), Ok(&trained.model));
    assert!(!String::from_utf8_lossy(&bytes).contains("电梯"), "no text is kept");
    let compared = compare::compare(&trained.model, &other.model, &all);
    assert_eq!(compared.verdict, compare::Verdict::Alike);
}

#[test]
fn what_it_does_not_know_is_not_sure() {
    let rows = invented();
    let all: Vec<_> = rows.iter().map(Row::example).collect();
    let model = train(&all, &Options::default()).expect("510 messages").model;
    let known = model
        .suggest(&Message {
            title: "楼道灯不亮", body: "3号电梯坏了没人修，请尽快处理"
        });
    assert!(known.sure && known.suggestions[0].label == "物业", "{known:?}");
    let written: Vec<_> =
        known.suggestions[0].because.iter().map(|one| one.word.as_str()).collect();
    assert!(written.iter().any(|word| "楼道灯不亮电梯坏了".contains(word)), "{written:?}");
    for body in [
        "",
        "？！",
        "The lift in our building is broken again",
        "Лифт не работает",
        "👍👍👍",
        "鐢垫鍧忎簡",
    ] {
        let strange = model.suggest(&Message { title: "", body });
        assert!(!strange.sure && strange.unsure.is_some(), "{body}: {strange:?}");
    }
    let nothing = model.suggest(&Message::default());
    assert!(nothing.suggestions.is_empty() && nothing.unsure == Some(Unsure::Nothing));
}

#[test]
fn too_little_is_refused_with_the_reason() {
    let rows = invented();
    let all: Vec<_> = rows.iter().map(Row::example).collect();
    let options = Options::default();
    assert_eq!(train(&all[..399], &options), Err(Refusal::TooFew { have: 399 }));
    assert_eq!(train(&[], &options), Err(Refusal::TooFew { have: 0 }));
    let mut thin = all.clone();
    thin.extend((0..49).map(|at| Example::new(&rows[at].title, "路面破了", "路政")));
    let missing = vec![("路政".to_owned(), 49)];
    assert_eq!(train(&thin, &options), Err(Refusal::ThinClasses(missing.clone())));
    let left = train(&thin, &Options { leave_thin: true, ..options }).expect("left aside");
    assert_eq!((left.report.aside, left.report.examples), (missing, 510));
    let one: Vec<_> = all.iter().map(|row| Example { label: "物业", ..*row }).collect();
    assert_eq!(train(&one, &options), Err(Refusal::OneClass("物业".into())));
    let mut empty = all.clone();
    empty[7].message = Message { title: " ", body: "！" };
    empty[9].label = " ";
    let left = train(&empty, &options).expect("two in 510 are left out").report;
    assert_eq!((left.empty, left.examples), (vec![8, 10], 508));
    empty.iter_mut().take(6).for_each(|one| one.label = "");
    assert_eq!(train(&empty, &options), Err(Refusal::EmptyRows(vec![1, 2, 3, 4, 5, 6, 8, 10])));
    let mut weightless = all.clone();
    weightless[0].weight = f64::NAN;
    assert_eq!(train(&weightless, &options), Err(Refusal::WrongWeight(vec![1])));
}

#[test]
fn a_correction_counts_at_once_and_a_new_label_waits() {
    use text::classify::Corrected;
    let rows = invented();
    let all: Vec<_> = rows.iter().map(Row::example).collect();
    let mut model = train(&all, &Options::default()).expect("510 messages").model;
    let message = Message {
        title: "校门口积水", body: "校门口一下雨就积水，家长接孩子不方便"
    };
    let near =
        Message { title: "积水", body: "校门口下雨积水，居民甲说走不过去" };
    for label in ["物业", "工资", "学校"] {
        model.correct(&message, label);
        assert_eq!(model.shares(&message)[0].0, label);
        assert_eq!(model.shares(&near)[0].0, label);
    }
    assert_eq!(model.correct(&message, "学校"), Corrected::Agreed);
    let name = model.name();
    assert_eq!(model.correct(&message, "水务"), Corrected::Aside { have: 1, needed: 50 });
    assert_ne!(model.name(), name);
    assert_eq!(model.aside().get("水务"), Some(&1));
    assert_eq!(model.correct(&Message::default(), "学校"), Corrected::Nothing);
    assert_eq!(Model::from_bytes(&model.to_bytes()), Ok(model));
}
