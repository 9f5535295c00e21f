//! 文字 — What residents write, made comparable, searchable, and safe to show.
//!
//! Pure functions over strings: they read no clock, no database and no network, and no input makes
//! them panic. They **suggest, never decide**: a near matter is offered for joining, a weak reply is
//! flagged before it is sent, a telephone number is marked; a person does the rest. People always see
//! what was written; only search and comparison see the folded form.
//!
//! ```
//! use text::near::{Candidate, Place, rank};
//! use text::{Bag, Kind, fold, legible, redact, reply};
//!
//! assert_eq!(fold("３號樓　電梯 壞了！"), "3号楼 电梯 坏了!");
//! assert!(legible("电梯坏了").is_ok() && legible("鎴戜滑灏忓尯").is_err());
//! assert_eq!(redact::mask("请打 138-0013-8000"), "请打 【手机号已隐去】");
//! assert_eq!(redact::find("鄂A12345 挡住了楼道")[0].kind, Kind::Plate);
//! let asked = Bag::of("三号楼电梯坏了");
//! let known = [Bag::of("楼道灯不亮"), Bag::of("三号楼的电梯又坏了"), Bag::of("三号楼电梯坏了")];
//! let places = [Place::Same, Place::Same, Place::Other];
//! let candidates: Vec<_> = known.iter().zip(places).map(Candidate::new).collect();
//! assert_eq!(rank(&asked, &candidates, text::near::plain)[0].index, 1);
//! assert!(reply::check("网友：您好！留言已收悉。").contains(&reply::Concern::Template));
//! ```

pub mod classify;
pub mod damage;
mod exact;
pub mod fold;
pub mod group;
pub mod host;
pub mod near;
pub mod pinyin;
pub mod redact;
pub mod reply;
pub mod search;
pub mod tokens;
pub mod urgency;
pub mod words;

#[cfg(test)]
mod props;

pub use damage::{Damage, DamageKind, legible};
pub use fold::fold;
pub use redact::{Kind, Span};
pub use tokens::Bag;
pub use words::Words;
