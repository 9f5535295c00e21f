//! 核心 — The words every room shares: ids, time, chance, people, places, stages, rulings, facts and money.
//!
//! The kernel does no input or output. Time and randomness come in as arguments ([`Clock`], [`Rng`]),
//! so that every rule of Gongdi can be told as a test.
//!
//! ```
//! use kernel::{Fen, MatterId, PlaceCode, Rng, Seeded};
//! let mut rng = Seeded::new(7);
//! let id = MatterId::random(&mut rng);
//! assert_eq!(MatterId::parse(&id.to_string().to_lowercase()).unwrap(), id);
//! let community = PlaceCode::parse("420115004001").unwrap();
//! assert!(PlaceCode::parse("420115").unwrap().contains(&community));
//! assert_eq!(Fen::parse("75000").unwrap().to_string(), "75000.00");
//! ```

mod actor;
mod clock;
mod fact;
mod id;
mod matter_id;
mod money;
mod place;
mod refusal;
mod rng;
mod seal;
mod stage;

pub use actor::{Actor, Channel, Office, Role};
pub use clock::{Clock, MockClock, Moment, SystemClock, days, hours, minutes};
pub use fact::Fact;
pub use id::Id;
pub use matter_id::MatterId;
pub use money::{Area, Fen};
pub use place::{County, Level, PlaceCode};
pub use refusal::{Error, FieldError, Refusal, Result, Ruling};
pub use rng::{Rng, Seeded, SystemRng, token};
pub use seal::{Seal, digest};
pub use stage::{Klass, Stage, Standing, Subject};
