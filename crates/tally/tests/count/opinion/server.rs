//! 与生产服务器对照 — Opinion maps of the open conversations against what the production Polis server found.

use super::*;

struct Conversation {
    name: String,
    votes: Votes,
    expected: Value,
}

fn conversations() -> Vec<Conversation> {
    let Some(folder) = open::folder("A_polis") else { return Vec::new() };
    let mut names: Vec<_> =
        std::fs::read_dir(&folder).unwrap().map(|e| e.unwrap().path()).collect();
    names.sort();
    let read = |path: &Path| Conversation {
        name: path.file_name().unwrap().to_string_lossy().into_owned(),
        votes: Votes::read(&open::bytes(&path.join("votes.csv.gz"))).unwrap(),
        expected: open::json(&path.join("expected.json")),
    };
    names.iter().map(|path| read(path)).collect()
}

/// Those with a result of the production server.
fn served() -> Vec<Conversation> {
    conversations().into_iter().filter(|c| c.expected.get("pca").is_some()).collect()
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn texts(value: &Value) -> Vec<String> {
    value.as_array().unwrap().iter().map(text).collect()
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap()
}

fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().unwrap().iter().map(number).collect()
}

fn moderation(expected: &Value) -> Moderation {
    let ids = |key: &str| expected.get(key).map(texts).unwrap_or_default().into_iter().collect();
    Moderation { out: ids("mod_out"), meta: ids("meta") }
}

fn given(expected: &Value) -> Given {
    serde_json::from_value(expected.clone()).unwrap()
}

/// The largest difference.
fn off(a: &[f64], b: &[f64]) -> f64 {
    assert_eq!(a.len(), b.len());
    a.iter().zip(b).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max)
}

/// The axes the server had, in our sign.
fn server_axes(expected: &Value) -> Pca {
    let pca = &expected["pca"];
    let comps = [0, 1].map(|axis| numbers(&pca["comps"][axis]));
    let center = numbers(&pca["center"]).iter().map(|mean| -mean).collect();
    Pca { center, comps, spread: [1.0; 2] }
}

#[test]
fn who_takes_part_is_who_the_server_says() {
    for Conversation { name, votes, expected } in served() {
        let mut wanted = texts(&expected["in_conv"]);
        wanted.sort();
        let people = votes.people().iter().zip(votes.joined());
        let mut joined: Vec<_> =
            people.filter(|(_, joined)| **joined).map(|(id, _)| id.clone()).collect();
        joined.sort();
        assert_eq!(joined, wanted, "{name}");
        for (person, count) in expected["user_vote_counts"].as_object().unwrap() {
            let row = votes.row(votes.person(person).unwrap());
            assert_eq!(row.len() as u64, count.as_u64().unwrap(), "{name} {person}");
        }
        assert_eq!(votes.statements(), texts(&expected["statement_ids"]), "{name}");
        assert_eq!(votes.people().len() as u64, expected["n_participants"].as_u64().unwrap());
    }
}

#[test]
fn the_axes_are_the_servers() {
    for Conversation { name, votes, expected } in served() {
        let columns = moderation(&expected).columns(&votes);
        let server = server_axes(&expected);
        let pca = Pca::of(&votes, &columns);
        assert!(off(&pca.center, &server.center) < 1e-12, "{name}");
        for axis in 0..2 {
            let cosine = cosine(&pca.comps[axis], &server.comps[axis]).abs();
            assert!(cosine > 1.0 - 1e-14, "{name} axis {axis}: {cosine}");
        }
        let extremity = numbers(&expected["pca"]["comment_extremity"]);
        assert!(off(&place::extremity(&server), &extremity) < 1e-12, "{name}");
        let far = off(&place::extremity(&pca), &extremity);
        assert!(far < 1e-11, "{name} {far}");
        let places = place::statements(&server);
        for axis in 0..2 {
            let written = numbers(&expected["pca"]["comment_projection"][axis]);
            let ours: Vec<_> = places.iter().map(|place| -place[axis]).collect();
            assert!(off(&ours, &written) < 1e-12, "{name}");
        }
    }
}

#[test]
fn people_stand_where_the_server_puts_them() {
    for Conversation { name, votes, expected } in served() {
        let columns = moderation(&expected).columns(&votes);
        let places = place::people(&votes, &columns, &server_axes(&expected));
        let base = &expected["base_clusters"];
        let middle = |members: &Value, axis: usize| {
            let members = texts(members);
            let sum: f64 = members.iter().map(|id| places[votes.person(id).unwrap()][axis]).sum();
            -sum / members.len() as f64
        };
        for (axis, key) in ["x", "y"].into_iter().enumerate() {
            let members = base["members"].as_array().unwrap();
            let ours: Vec<_> = members.iter().map(|members| middle(members, axis)).collect();
            let off = off(&ours, &numbers(&base[key]));
            assert!(off < 1e-12, "{name} {key}: {off}");
        }
    }
}

#[test]
fn the_servers_base_clusters_give_its_groups() {
    for Conversation { name, expected, .. } in served() {
        let base = &expected["base_clusters"];
        let (x, y) = (numbers(&base["x"]), numbers(&base["y"]));
        let centers: Vec<_> = x.into_iter().zip(y).map(|(x, y)| [x, y]).collect();
        let sizes: Vec<_> = numbers(&base["count"])
            .iter()
            .map(|&count| count.to_string().parse().unwrap())
            .collect();
        let groups = Grouping::of(Level::Base, &centers, &sizes).groups();
        let ids = texts(&base["id"]);
        let named = |members: &Vec<u32>| -> BTreeSet<_> {
            members.iter().map(|&at| ids[at as usize].clone()).collect()
        };
        let ours: BTreeSet<_> = groups.members().iter().map(named).collect();
        let wanted = expected["group_clusters"].as_array().unwrap();
        let wanted: BTreeSet<BTreeSet<_>> =
            wanted.iter().map(|group| texts(&group["members"]).into_iter().collect()).collect();
        assert_eq!(ours, wanted, "{name}");
    }
}

/// A list of statements as the server writes it: ids and order, then every number.
fn same_statements(ours: &Value, wanted: &Value, what: &str) {
    let (ours, wanted) = (ours.as_array().unwrap(), wanted.as_array().unwrap());
    let tids = |list: &[Value]| list.iter().map(|one| text(&one["tid"])).collect::<Vec<_>>();
    assert_eq!(tids(ours), tids(wanted), "{what}");
    for (ours, wanted) in ours.iter().zip(wanted) {
        for (key, wanted) in wanted.as_object().unwrap() {
            let ours = &ours[key];
            match key.as_str() {
                "tid" => {}
                "repful-for" | "best-agree" => assert_eq!(ours, wanted, "{what} {key}"),
                _ => {
                    // The server stores this one in 32 bits.
                    let allowed = if key == "repness-test" { 1e-6 } else { 1e-9 };
                    let off = (number(ours) - number(wanted)).abs();
                    assert!(off <= allowed, "{what} {key}: {ours} {wanted}");
                }
            }
        }
        assert_eq!(ours.get("best-agree").is_some(), wanted.get("best-agree").is_some(), "{what}");
    }
}

fn same_numbers(ours: &Value, wanted: &Value, relative: f64, what: &str) {
    let (ours, wanted) = (ours.as_object().unwrap(), wanted.as_object().unwrap());
    assert_eq!(ours.len(), wanted.len(), "{what}");
    for (id, wanted) in wanted {
        let (ours, wanted) = (number(&ours[id]), number(wanted));
        assert!((ours - wanted).abs() <= relative * wanted.abs(), "{what} {id}: {ours} {wanted}");
    }
}

#[test]
fn the_servers_groups_give_its_findings() {
    for Conversation { name, votes, expected } in served() {
        let map = Map::draw_given(votes, moderation(&expected), &given(&expected)).unwrap();
        let report = serde_json::to_value(map.report()).unwrap();
        let consensus = "group_aware_consensus";
        same_numbers(&report[consensus], &expected[consensus], 1e-12, &name);
        same_numbers(&report["comment_priorities"], &expected["comment_priorities"], 1e-9, &name);
        for way in ["agree", "disagree"] {
            let (ours, wanted) = (&report["consensus"][way], &expected["consensus"][way]);
            same_statements(ours, wanted, &format!("{name} {way}"));
        }
        for (group, wanted) in expected["repness"].as_object().unwrap() {
            same_statements(&report["repness"][group], wanted, &format!("{name} {group}"));
        }
        for (group, wanted) in expected["group_votes"].as_object().unwrap() {
            let ours = &report["group_votes"][group];
            assert_eq!(ours["n-members"], wanted["n-members"], "{name} {group}");
            assert_eq!(ours["votes"], wanted["votes"], "{name} {group}");
        }
    }
}

#[test]
fn raw_votes_give_nearly_the_servers_groups() {
    // The server has grown with the conversation; 27 people (25ptpt) are the one it leaves behind.
    let reached = [
        ("150ptpt-3gp-no-strict-no-meta", 0.928),
        ("25ptpt-3gp-no-strict-with-meta", 0.632),
        ("below-100-ptpts", 1.0),
        ("vw", 1.0),
    ];
    for Conversation { name, votes, expected } in served() {
        let map = Map::draw(votes, moderation(&expected));
        let ours = by_person(&map.report().groups.0);
        let index = adjusted_rand(&ours, &by_person(&given(&expected).groups));
        let (_, least) = reached.iter().find(|(known, _)| *known == name).unwrap_or(&("", 0.9));
        assert!(index >= *least, "{name}: {index}");
    }
}

#[test]
fn vtaiwan_is_as_red_dwarf_finds_it() {
    let all = conversations();
    let Some(vtaiwan) = all.into_iter().find(|c| c.name == "vtaiwan.uberx") else { return };
    let Conversation { votes, expected, .. } = vtaiwan;
    let found = Map::draw(votes.clone(), Moderation::default());
    assert_eq!(found.groups() as u64, expected["k"].as_u64().unwrap());
    let wanted = by_person(&given(&expected).groups);
    let index = adjusted_rand(&by_person(&found.report().groups.0), &wanted);
    assert!(index >= 0.9, "{index}");

    let center = expected["center"].as_object().unwrap();
    for (id, mean) in center {
        let ours = found.pca().center[votes.statement(id).unwrap()];
        assert!((ours - number(mean)).abs() < 1e-9);
    }
    let places = place::people(&votes, &Moderation::default().columns(&votes), found.pca());
    for axis in 0..2 {
        let comp = numbers(&expected["comps"][axis]);
        let along = cosine(&found.pca().comps[axis], &comp);
        assert!(along.abs() > 1.0 - 1e-8, "{along}");
        for (person, place) in expected["projections"].as_object().unwrap() {
            let ours = places[votes.person(person).unwrap()][axis] * along.signum();
            assert!((ours - number(&place[axis])).abs() < 2e-3);
        }
    }

    let map = Map::draw_given(votes, Moderation::default(), &given(&expected)).unwrap();
    let report = serde_json::to_value(map.report()).unwrap();
    let aware = &expected["group_aware_consensus_agree"];
    same_numbers(&report["group_aware_consensus"], aware, 1e-9, "vtaiwan");
    for way in ["agree", "disagree"] {
        same_statements(&report["consensus"][way], &expected["consensus"][way], way);
    }
    for (group, wanted) in expected["repness"].as_object().unwrap() {
        same_statements(&report["repness"][group], wanted, group);
    }
    let extremity: Vec<_> =
        map.votes().statements().iter().map(|id| number(&expected["extremity"][id])).collect();
    let columns = Moderation::default().columns(map.votes());
    let priorities = priority::priorities(map.counts(), &extremity, &columns);
    for (id, priority) in map.votes().statements().iter().zip(priorities) {
        let wanted = number(&expected["priority"][id]);
        assert!((priority - wanted).abs() <= 1e-9 * wanted, "{id}");
    }
}
