//! The matrix of role × stage × verb: a snapshot a citizen can read.

use std::fmt::Write as _;

use kernel::{Actor, PlaceCode, Role, Stage, Subject};
use web::Verb;

use crate::keep::keep;

const HERE: &str = "420583001003";

fn actor(role: Role) -> Actor {
    match role {
        Role::Visitor => Actor::visitor(),
        _ => Actor::holding("p1", "某人", role, PlaceCode::parse(HERE).unwrap()),
    }
}

fn may(verb: &Verb, role: Role, stage: Stage, own: bool) -> bool {
    let here = Subject::at(PlaceCode::parse(HERE).unwrap(), stage).own(own);
    (verb.may)(&actor(role), &here).is_ok()
}

fn sign(stage: Stage) -> char {
    match stage {
        Stage::Listen => '听',
        Stage::Decide => '议',
        Stage::Build => '建',
        Stage::Manage => '管',
        Stage::Evaluate => '评',
        Stage::Share => '享',
    }
}

/// `可` always, stage signs when only then, `本人` when only for one's own, empty for never.
fn cell(verb: &Verb, role: Role) -> String {
    let at =
        |own| Stage::ALL.iter().copied().filter(|s| may(verb, role, *s, own)).collect::<Vec<_>>();
    let (any, own) = (at(false), at(true));
    let words = |stages: &[Stage]| {
        if stages.len() == Stage::ALL.len() {
            "可".to_owned()
        } else {
            stages.iter().map(|s| sign(*s)).collect()
        }
    };
    match (any.is_empty(), own.is_empty()) {
        (false, _) => words(&any),
        (true, false) => format!("本人{}", words(&own).replace('可', "")),
        (true, true) => String::new(),
    }
}

#[test]
fn the_matrix_is_kept() {
    let slices = server::slices();
    let strings: Vec<_> =
        std::iter::once(web::STRINGS).chain(slices.iter().map(|s| s.strings)).collect();
    let locales = web::Locales::try_new(&strings).unwrap();
    let say = |key: &str| locales.say("zh-Hans", key, &[]);
    let mut text = String::from(
        "# 谁在哪一步可以办什么\n\n由测试写成。每行一步，每列一种身份（在本地方任职）。可：任何阶段都行；听议建管评享：只在这些阶段；\
         本人：只对自己的；空：不行。在别的地方任职的人，只能办“居民（未登录）”一列的事。\n",
    );
    for slice in &slices {
        write!(text, "\n## {}\n\n| 步骤 |", slice.name).unwrap();
        for role in Role::ALL {
            let name = if *role == Role::Visitor {
                "居民（未登录）".to_owned()
            } else {
                say(&format!("web-role-{role}"))
            };
            write!(text, " {name} |").unwrap();
        }
        text.push_str("\n|---|");
        text.push_str(&"---|".repeat(Role::ALL.len()));
        text.push('\n');
        for verb in &slice.verbs {
            let title = if verb.act.is_some() { say(verb.name) } else { "看".to_owned() };
            write!(text, "| {title} `{}` |", verb.name).unwrap();
            for role in Role::ALL {
                write!(text, " {} |", cell(verb, *role)).unwrap();
            }
            text.push('\n');
        }
    }
    keep("docs/policy/matrix.md", &text);
}

#[test]
fn an_office_elsewhere_gives_no_more_than_a_visitor_has() {
    let elsewhere = PlaceCode::parse("420583001004").unwrap();
    let mut walked = 0;
    for verb in server::slices().iter().flat_map(|s| &s.verbs) {
        for role in Role::ALL.iter().filter(|r| **r != Role::Visitor) {
            for stage in Stage::ALL {
                let here = Subject::at(PlaceCode::parse(HERE).unwrap(), *stage);
                let stranger = Actor::holding("p2", "外人", *role, elsewhere.clone());
                let known = Actor { offices: Vec::new(), ..stranger.clone() };
                let (s, v) =
                    ((verb.may)(&stranger, &here).is_ok(), (verb.may)(&known, &here).is_ok());
                assert_eq!(s, v, "{} as {role} from elsewhere at {stage}", verb.name);
                walked += 1;
            }
        }
    }
    assert!(walked > 500, "{walked}");
}

#[test]
fn no_handler_can_close_a_matter_over_the_residents() {
    // The verdict of one's own voice is given through a private link; what staff enter is for others.
    let closing = ["solve", "close-matter", "settle", "force"];
    for verb in server::slices().iter().flat_map(|s| &s.verbs) {
        let act = verb.name.rsplit('-').next().unwrap_or_default();
        assert!(!closing.contains(&act), "{} would close a matter", verb.name);
    }
}
