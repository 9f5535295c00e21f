//! 房间次序 — Holds the one dependency rule: a room sees only the rooms below it, and a slice never another slice.
//!
//! ```text
//! tally text ledger kernel ← store ← web ← ground ← {six slices} ← flows ← server
//!                                              ↖ testkit: only from tests
//! ```

use super::tree::{Room, Tree, Use};
use super::{Finding, SLICES};

/// The floor a room stands on; it sees only lower floors.
fn floor(room: &str) -> Option<u8> {
    Some(match room {
        "kernel" | "tally" | "text" | "ledger" => 0,
        "store" => 1,
        "web" => 2,
        "ground" => 3,
        slice if SLICES.contains(&slice) => 4,
        "testkit" => 4,
        "flows" => 5,
        "server" => 6,
        _ => return None,
    })
}

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    tree.rooms.iter().flat_map(check_room).collect()
}

fn check_room(room: &Room) -> Vec<Finding> {
    let wrong = |used: &Use| match floor(&room.name) {
        None if room.name == "xtask" => Some("the workshop uses no room of the house"),
        None => None,
        Some(_) if used.room == "testkit" => {
            (!used.dev).then_some("testkit is for tests: make it a dev-dependency")
        }
        Some(own) => match floor(&used.room) {
            Some(below) if below < own => None,
            Some(same) if same == own && own == 4 => Some("a slice never imports a slice"),
            _ => Some("it stands above or beside: a room sees only the rooms below it"),
        },
    };
    let place = format!("crates/{}/Cargo.toml", room.name);
    let unknown = (floor(&room.name).is_none() && room.name != "xtask")
        .then(|| Finding::fail(&place, "a room design and tidy do not know"));
    let uses = room.uses.iter().filter_map(|used| {
        wrong(used).map(|why| Finding::fail(&place, format!("{}: {why}", used.room)))
    });
    unknown.into_iter().chain(uses).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(name: &str, uses: &[(&str, bool)]) -> Vec<String> {
        let uses = uses.iter().map(|(room, dev)| Use { room: (*room).into(), dev: *dev });
        let room = Room { name: name.into(), uses: uses.collect() };
        let tree = Tree { rooms: vec![room], ..Tree::default() };
        check(&tree).into_iter().map(|finding| finding.what).collect()
    }

    #[test]
    fn the_rooms_of_the_design_hold() {
        assert!(findings("store", &[("kernel", false), ("ledger", false)]).is_empty());
        assert!(
            findings("decide", &[("ground", false), ("tally", false), ("testkit", true)])
                .is_empty()
        );
        assert!(findings("flows", &[("decide", false), ("build", false)]).is_empty());
        assert!(
            findings("server", &[("flows", false), ("share", false), ("testkit", true)]).is_empty()
        );
        assert!(findings("testkit", &[("ground", false)]).is_empty());
    }

    #[test]
    fn a_slice_never_sees_a_slice_not_even_in_its_tests() {
        for dev in [false, true] {
            let found = findings("decide", &[("build", dev)]);
            assert_eq!(found, ["build: a slice never imports a slice"]);
        }
    }

    #[test]
    fn a_room_never_looks_up() {
        assert_eq!(findings("ground", &[("listen", false)]).len(), 1);
        assert_eq!(findings("tally", &[("kernel", false)]).len(), 1);
        assert_eq!(findings("flows", &[("server", true)]).len(), 1);
        assert_eq!(findings("xtask", &[("kernel", false)]).len(), 1);
    }

    #[test]
    fn testkit_is_only_for_tests_and_new_rooms_are_noticed() {
        assert_eq!(findings("web", &[("testkit", false)]).len(), 1);
        assert_eq!(findings("plugins", &[]), ["a room design and tidy do not know"]);
    }
}
