//! 县 — One county: 20 streets, 400 communities, 1,200 estates, and how matters spread over them.

use ground::{person, place, session};
use kernel::{Actor, Moment, PlaceCode, Rng as _, Role, SystemRng, days};
use store::Db;

use crate::Outcome;
use crate::chance::Chance;

/// The county everything happens in.
pub const COUNTY: &str = "420583";
/// The street of [`BUSY`].
pub const STREET: &str = "420583001";
/// The community with the most matters: about 15 of 100.
pub const BUSY: &str = "420583001001";
/// A community with few matters: the last by rank.
pub const QUIET: &str = "420583020020";
const STREETS: u64 = 20;
const COMMUNITIES: u64 = 20;
const ESTATES: u64 = 3;

/// Cookies of people who are signed in.
#[derive(Debug, Clone)]
pub struct Cookies {
    /// A worker of [`BUSY`].
    pub worker: String,
    /// County dispatch.
    pub county: String,
    /// A resident of [`BUSY`].
    pub resident: String,
}

/// Makes the places and the people, through the program's own functions.
pub async fn settle(db: &Db, now: Moment) -> Outcome<Cookies> {
    let long_ago = now.plus(-days(1_200));
    let mut tx = db.begin(&Actor::visitor(), long_ago, Box::new(SystemRng)).await?;
    for (code, kind, name) in
        [("42", "province", "湖北省"), ("4205", "city", "宜昌市"), (COUNTY, "county", "枝江市")]
    {
        place::put(&mut tx, &PlaceCode::parse(code)?, kind, name).await?;
    }
    let county = PlaceCode::parse(COUNTY)?;
    for s in 1..=STREETS {
        let street = PlaceCode::parse(&format!("{COUNTY}{s:03}"))?;
        place::put(&mut tx, &street, "street", &format!("第{s}街道")).await?;
        let head = person::add(&mut tx, &county.county(), "街道干部").await?;
        person::appoint(&mut tx, &head, Role::Street, &street, "街道办事处", None).await?;
        for c in 1..=COMMUNITIES {
            let community = PlaceCode::parse(&format!("{street}{c:03}"))?;
            place::put(&mut tx, &community, "community", &format!("第{s}街{c}社区")).await?;
            let worker = person::add(&mut tx, &county.county(), "网格员").await?;
            person::appoint(&mut tx, &worker, Role::Worker, &community, "社区居委会", None).await?;
            for e in 1..=ESTATES {
                let estate = community.below(&format!("{e:02}"))?;
                place::put(&mut tx, &estate, "estate", &format!("{e}号小区")).await?;
            }
        }
    }
    let mut cookies = Vec::new();
    for (alias, role, at) in [
        ("网格员", Role::Worker, BUSY),
        ("县调度", Role::County, COUNTY),
        ("居民甲", Role::Resident, BUSY),
    ] {
        let who = person::add(&mut tx, &county.county(), alias).await?;
        person::appoint(&mut tx, &who, role, &PlaceCode::parse(at)?, alias, None).await?;
        tx.now = now;
        let secret = session::begin_session(&mut tx, &county.county(), who.as_str()).await?;
        tx.now = long_ago;
        cookies.push(format!("gongdi_session={secret}"));
    }
    tx.commit().await?;
    let [worker, county, resident] =
        cookies.try_into().map_err(|_| "three people were signed in")?;
    Ok(Cookies { worker, county, resident })
}

/// Where matters are: the community of rank r gets a share of 1/r (Zipf), a third lies in its estates.
#[derive(Debug)]
pub struct Spread {
    /// Up to where each community's share reaches.
    reach: Vec<u64>,
    places: Vec<[PlaceCode; 4]>,
}

impl Spread {
    pub fn try_new() -> Outcome<Self> {
        let (mut reach, mut places, mut sum) = (Vec::new(), Vec::new(), 0);
        // Neighbouring ranks lie in different streets, so that streets differ less than communities.
        for c in 1..=COMMUNITIES {
            for s in 1..=STREETS {
                let code = PlaceCode::parse(&format!("{COUNTY}{s:03}{c:03}"))?;
                places.push([
                    code.clone(),
                    code.below("01")?,
                    code.below("02")?,
                    code.below("03")?,
                ]);
                sum += 1_000_000 / (reach.len() as u64 + 1);
                reach.push(sum);
            }
        }
        Ok(Self { reach, places })
    }

    /// The communities, by rank.
    pub fn communities(&self) -> impl Iterator<Item = &PlaceCode> {
        self.places.iter().map(|[community, ..]| community)
    }

    /// A community's rank and a place in it.
    pub fn draw(&self, chance: &mut Chance) -> Outcome<(usize, PlaceCode)> {
        let at = chance.below(self.reach.last().copied().unwrap_or(1));
        let rank = self.reach.partition_point(|reach| *reach <= at);
        let within = usize::try_from(chance.below(9).saturating_sub(5)).unwrap_or(0);
        let place = self.places.get(rank).and_then(|p| p.get(within));
        Ok((rank, place.ok_or("a place beyond the last")?.clone()))
    }
}
