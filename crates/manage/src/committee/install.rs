//! 到任 — When an election is installed, its winners are the body, and the former one hands over.

use ::store::{Told, Tx};
use kernel::{Fact, Id, Moment, PlaceCode, Result, days};

use super::{Committee, INSTALLED, Kind, Seat, State, store};
use crate::{later, upkeep};

/// Follows `decide-election-installed` {body, kind, members, chair, vice, until}; the same election twice is once.
///
/// # Errors
/// A fault when the database fails.
pub async fn install(tx: &mut Tx, told: &Told) -> Result<()> {
    let county = told.county();
    if store::known(tx, &county, &told.subject).await? {
        return Ok(());
    }
    let name = told.text("body");
    let kind = Kind::of(told.text("kind"), name);
    let until = later::day_of(told.text("until"));
    let new = Committee {
        id: Id::random(&mut *tx.rng),
        source: told.subject.clone(),
        matter: told.matter.clone(),
        place: told.place.clone(),
        kind,
        name: name.to_owned(),
        mandate: told.text("mandate").to_owned(),
        origin: String::new(),
        elected: true,
        since: tx.now,
        until: until.map_or_else(|| tx.now.plus(days(3 * 365)), Moment::end_of),
        state: State::Serving,
        reason: None,
        seats: seats(told),
        version: 0,
    };
    store::insert(tx, &new).await?;
    let names: Vec<&str> = new.seats.iter().map(|s| s.alias.as_str()).collect();
    let fact = new.fact(INSTALLED).with("name", name).with("members", names.join("、"));
    let fact = fact.with("until", new.until.date());
    // Every row first, the record last: two acts never wait for each other in a ring.
    let handed = succeed(tx, &new).await?;
    for fact in std::iter::once(fact).chain(handed) {
        tx.tell(fact).await?;
    }
    Ok(())
}

/// The members with the offices the elected gave each other.
fn seats(told: &Told) -> Vec<Seat> {
    let mut seats = Seat::read_all(told.text("members"));
    for seat in seats.iter_mut().filter(|s| s.office.is_empty()) {
        for office in [Seat::CHAIR, Seat::VICE] {
            if seat.alias == told.text(office) {
                office.clone_into(&mut seat.office);
            }
        }
    }
    seats
}

/// The former body of the kind, and the convener who stood in for one, hand their duties over.
async fn succeed(tx: &mut Tx, new: &Committee) -> Result<Vec<Fact>> {
    let mut facts = Vec::new();
    for mut old in former(tx, &new.place).await? {
        let same = old.kind == new.kind || old.kind == Kind::Convener;
        if old.id != new.id && same && new.kind != Kind::Council {
            old.succeed();
            store::save(tx, &mut old).await?;
            facts.extend(upkeep::hand_over(tx, &old, Some(new)).await?);
        }
    }
    Ok(facts)
}

async fn former(tx: &mut Tx, place: &PlaceCode) -> Result<Vec<Committee>> {
    let all = store::of_place(tx, place).await?;
    Ok(all.into_iter().filter(|c| c.place == *place && c.state == State::Serving).collect())
}
