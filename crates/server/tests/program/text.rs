//! `gongdi text`: what is printed about a list of messages, field by field, on small lists of invented ones.

use std::fmt::Write as _;

use serde_json::Value;

use crate::gongdi::{Folder, run, said};

/// The JSON lines a command prints.
fn lines(arguments: &[&str]) -> Vec<Value> {
    let output = run(&[&["text"], arguments, &["--json"]].concat());
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {told}");
    let out = String::from_utf8(output.stdout).unwrap();
    out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn file(folder: &Folder, name: &str, text: &str) -> String {
    folder.write(name, text).display().to_string()
}

/// Four kinds in invented words, `each` of a kind.
fn labelled(each: usize) -> String {
    let kinds = [
        ("电梯", ["电梯困人", "轿厢抖动", "电梯异响", "按键失灵"]),
        ("路灯", ["路灯不亮", "灯杆歪了", "照明太暗", "灯泡坏了"]),
        ("噪声", ["半夜施工", "广场舞太吵", "装修敲墙", "音响扰民"]),
        ("停车", ["车位不够", "乱停堵门", "地锁占位", "车位被占"]),
    ];
    let places = ["东门", "西门", "一号楼", "二号楼", "小广场", "桥头", "菜场边"];
    let mut text = "\u{feff}编号,类别,主题,内容\n".to_owned();
    for (kind, problems) in kinds {
        for n in 0..each {
            let (problem, place) = (problems[n % 4], places[n / 4 % 7]);
            writeln!(
                text,
                "{kind}{n},{kind},{place}{problem},\"{place}这里{problem}，第{n}回说了\n请来看看\""
            )
            .unwrap();
        }
    }
    text
}

#[test]
fn a_model_is_trained_tested_and_asked() {
    let folder = Folder::new();
    let list = file(&folder, "list.csv", &labelled(110));
    let model = folder.0.join("a.model").display().to_string();
    let trained = lines(&["train", &list, "--model", &model]);
    assert_eq!(trained[0]["report"]["examples"], 440);
    assert_eq!(trained[0]["report"]["score"]["classes"].as_array().unwrap().len(), 4);
    let again = folder.0.join("b.model").display().to_string();
    lines(&["train", &list, "--model", &again]);
    assert!(
        std::fs::read(&model).unwrap() == std::fs::read(&again).unwrap(),
        "the same seed learns the same"
    );

    let score = &lines(&["eval", &list, "--model", &model])[0]["score"];
    assert!(score["macro_f1"].as_f64().unwrap() > 0.95, "{score}");
    let asked = file(
        &folder,
        "new.jsonl",
        "{\"id\": 7, \"title\": \"南门路灯不亮\", \"body\": \"晚上照明太暗\"}\n",
    );
    let answer = &lines(&["suggest", &asked, "--model", &model])[0];
    assert_eq!((&answer["id"], &answer["suggestions"][0]["label"]), (&7.into(), &"路灯".into()));
    assert!(answer["suggestions"][0]["because"][0].is_string() && answer["sure"].is_boolean());
    let compared = &lines(&["eval", &list, "--model", &model, "--against", &again])[0];
    assert_eq!(compared["changed"], 0);
    let none = run(&["text", "suggest", &asked, "--model", &list]);
    assert!(said(&none, &folder.0).contains("这不是分类模型文件"));
}

#[test]
fn too_few_messages_are_refused_with_what_is_missing() {
    let folder = Folder::new();
    let list = file(&folder, "list.csv", &labelled(10));
    let model = folder.0.join("a.model").display().to_string();
    let refused = said(&run(&["text", "train", &list, "--model", &model]), &folder.0);
    assert!(refused.contains("至少需要 400 条留言，现有 40 条"), "{refused}");
    assert!(!std::path::Path::new(&model).exists());
    let thin = labelled(130).replace("停车", "垃圾").replacen("垃圾0,垃圾", "x,单独", 1);
    let list = file(&folder, "thin.csv", &thin);
    let refused = said(&run(&["text", "train", &list, "--model", &model]), &folder.0);
    assert!(refused.contains("单独 (1)"), "{refused}");
    lines(&["train", &list, "--model", &model, "--leave-thin"]);
}

#[test]
fn a_list_is_read_as_people_keep_it() {
    let folder = Folder::new();
    let titled = "2026年留言汇总,,\n序号,留言主题,留言详情\n1,路燈壞了,\"３號樓　門口\"\n2,,\n";
    let csv = file(&folder, "list.csv", titled);
    let read_back = lines(&["fold", &csv]);
    assert_eq!(read_back.len(), 2);
    assert_eq!(
        (&read_back[0]["row"], &read_back[0]["folded"]),
        (&1.into(), &"路灯坏了 3号楼 门口".into())
    );
    let gbk = folder.0.join("gbk.txt");
    std::fs::write(&gbk, [0xb5, 0xe7, 0xcc, 0xdd, 0xbb, 0xb5, 0xc1, 0xcb, b'\n']).unwrap();
    assert_eq!(lines(&["fold", &gbk.display().to_string()])[0]["folded"], "电梯坏了");
    let odd = file(&folder, "odd.csv", "甲,乙\n电梯,坏了\n");
    assert!(said(&run(&["text", "fold", &odd]), &folder.0).contains("没有找到留言"));
    let named = lines(&["fold", &odd, "--columns", "title=甲,body=2"]);
    assert_eq!(named[0]["folded"], "电梯 坏了");
    let wrong = said(&run(&["text", "fold", &odd, "--columns", "甲"]), &folder.0);
    assert!(wrong.contains("读不懂") && wrong.contains("title"), "{wrong}");
    let words = lines(&["tokens", &csv]);
    assert!(words[0]["words"].as_array().unwrap().contains(&"路灯".into()), "{}", words[0]);
}

#[test]
fn replies_and_personal_data_are_looked_at() {
    let folder = Folder::new();
    let good = "您反映的三号楼路灯已由物业电工李师傅于3月2日换好灯具，3月5日前社区王干事会到现场复查，有问题请打社区电话027-12345678。";
    let list =
        format!("内容,答复\n三号楼路灯不亮,留言已收悉，感谢您的关注！\n三号楼路灯不亮,{good}\n");
    let list = file(&folder, "replies.csv", &list);
    let checked = lines(&["check-reply", &list]);
    assert_eq!(checked[0]["ok"], false);
    assert!(
        checked[0]["concerns"].as_array().unwrap().contains(&"template".into()),
        "{}",
        checked[0]
    );
    assert!(
        !checked[1]["concerns"].as_array().unwrap().contains(&"template".into()),
        "{}",
        checked[1]
    );
    let said = file(&folder, "said.txt", "请打13800138000找我\n");
    let redacted = &lines(&["redact", &said])[0];
    assert_eq!(redacted["redacted"], "请打【手机号已隐去】找我");
    assert_eq!(
        (&redacted["spans"][0]["text"], &redacted["spans"][0]["sure"]),
        (&"13800138000".into(), &true.into())
    );
}

#[test]
fn what_is_the_same_is_found_and_grouped() {
    let folder = Folder::new();
    let list = "{\"id\": 1, \"time\": \"2026/3/1 8:00\", \"title\": \"春晓小区3号楼电梯又坏了\", \"body\": \"春晓小区3号楼电梯坏了，困人\", \"up\": 3}\n\
        {\"id\": 2, \"time\": \"2026/3/2 8:00\", \"title\": \"春晓小区3号楼电梯坏了没人修\", \"body\": \"春晓小区3号楼的电梯坏了\", \"up\": 0}\n\
        {\"id\": 3, \"time\": \"2026/3/3 8:00\", \"title\": \"北岭路路灯不亮\", \"body\": \"北岭路一排路灯都不亮\", \"up\": 0}\n";
    let list = file(&folder, "list.jsonl", list);
    let pairs = lines(&["near", &list]);
    assert_eq!((&pairs[0]["a"], &pairs[0]["b"]), (&1.into(), &2.into()));
    assert!(pairs.len() == 1 && pairs[0]["verdict"] != "other", "{pairs:?}");
    let near = lines(&["near", &list, "--query", "春晓小区电梯坏了", "--limit", "1"]);
    assert!(near.len() == 1 && near[0]["because"].is_array());
    let groups = &lines(&["group", &list])[0]["groups"];
    let ids: Vec<&Value> = groups.as_array().unwrap().iter().map(|group| &group["ids"]).collect();
    assert!(ids.contains(&&serde_json::json!([1, 2])), "{groups}");
    let first = groups.as_array().unwrap().iter().find(|g| g["ids"][0] == 1).unwrap();
    assert!(
        first["heat"].is_u64()
            && first["growth"]["now"] == 2
            && first["may_leave_community"] == false
    );
}
