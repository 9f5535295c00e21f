//! 值 — What goes into a statement: whole numbers and text, each possibly absent.

use kernel::{
    Area, Channel, County, Fen, Id, Klass, MatterId, Moment, PlaceCode, Role, Stage, Standing,
};

/// One bound argument. Absent values keep their type, which PostgreSQL needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A `BIGINT`.
    Int(Option<i64>),
    /// A `TEXT`.
    Text(Option<String>),
}

macro_rules! from_int {
    ($($type:ty => $read:expr),+ $(,)?) => { $(
        impl From<$type> for Value { fn from(v: $type) -> Self { let read: fn($type) -> i64 = $read; Self::Int(Some(read(v))) } }
        impl From<Option<$type>> for Value { fn from(v: Option<$type>) -> Self { let read: fn($type) -> i64 = $read; Self::Int(v.map(read)) } }
    )+ };
}
macro_rules! from_text {
    ($($type:ty),+ $(,)?) => { $(
        impl From<$type> for Value { fn from(v: $type) -> Self { Self::Text(Some(v.to_string())) } }
        impl From<Option<$type>> for Value { fn from(v: Option<$type>) -> Self { Self::Text(v.map(|v| v.to_string())) } }
    )+ };
}

from_int!(i64 => |v| v, i32 => i64::from, u32 => i64::from, bool => i64::from, Moment => |v| v.0, Fen => |v| v.0, Area => |v| v.0);
from_text!(
    &str, String, &String, County, &County, PlaceCode, &PlaceCode, MatterId, &MatterId, Stage,
    Klass, Standing, Role, Channel,
);

impl<T> From<&Id<T>> for Value {
    fn from(id: &Id<T>) -> Self {
        Self::Text(Some(id.as_str().to_owned()))
    }
}
impl<T> From<Option<&Id<T>>> for Value {
    fn from(id: Option<&Id<T>>) -> Self {
        Self::Text(id.map(|id| id.as_str().to_owned()))
    }
}
