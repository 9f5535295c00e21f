//! 行 — One row of an answer, read by column name.

use std::sync::Arc;

use kernel::{County, Error, Fen, Id, MatterId, Moment, PlaceCode, Result};
use sqlx::{Column as _, Row as _, TypeInfo as _, ValueRef as _};

use crate::Value;

/// A row of whole numbers and texts.
#[derive(Debug, Clone)]
pub struct Row {
    columns: Arc<[String]>,
    values: Vec<Value>,
}

impl Row {
    fn value(&self, name: &str) -> Result<&Value> {
        let at = self.columns.iter().position(|c| c == name);
        at.and_then(|at| self.values.get(at))
            .ok_or_else(|| Error::fault(format!("the answer has no column {name}")))
    }

    /// A number that is always there.
    pub fn int(&self, name: &str) -> Result<i64> {
        self.opt_int(name)?.ok_or_else(|| Error::fault(format!("column {name} is empty")))
    }

    /// A number that may be absent.
    pub fn opt_int(&self, name: &str) -> Result<Option<i64>> {
        match self.value(name)? {
            Value::Int(n) => Ok(*n),
            Value::Text(None) => Ok(None),
            Value::Text(_) => Err(Error::fault(format!("column {name} is text"))),
        }
    }

    /// A text that is always there.
    pub fn text(&self, name: &str) -> Result<String> {
        self.opt_text(name)?.ok_or_else(|| Error::fault(format!("column {name} is empty")))
    }

    /// A text that may be absent.
    pub fn opt_text(&self, name: &str) -> Result<Option<String>> {
        match self.value(name)? {
            Value::Text(text) => Ok(text.clone()),
            Value::Int(None) => Ok(None),
            Value::Int(_) => Err(Error::fault(format!("column {name} is a number"))),
        }
    }

    /// A moment.
    pub fn moment(&self, name: &str) -> Result<Moment> {
        self.int(name).map(Moment)
    }

    /// A moment that may be absent.
    pub fn opt_moment(&self, name: &str) -> Result<Option<Moment>> {
        Ok(self.opt_int(name)?.map(Moment))
    }

    /// An amount in fen.
    pub fn fen(&self, name: &str) -> Result<Fen> {
        self.int(name).map(Fen)
    }

    /// Yes or no, kept as 1 or 0.
    pub fn yes(&self, name: &str) -> Result<bool> {
        self.int(name).map(|n| n != 0)
    }

    /// A typed id.
    pub fn id<T>(&self, name: &str) -> Result<Id<T>> {
        Id::parse(&self.text(name)?).map_err(|_| Error::fault(format!("column {name} is no id")))
    }

    /// A typed id that may be absent.
    pub fn opt_id<T>(&self, name: &str) -> Result<Option<Id<T>>> {
        if self.opt_text(name)?.is_some() { self.id(name).map(Some) } else { Ok(None) }
    }

    /// A matter's number.
    pub fn matter(&self, name: &str) -> Result<MatterId> {
        MatterId::parse(&self.text(name)?)
            .map_err(|_| Error::fault(format!("column {name} is no matter number")))
    }

    /// A place code.
    pub fn place(&self, name: &str) -> Result<PlaceCode> {
        PlaceCode::parse(&self.text(name)?)
            .map_err(|_| Error::fault(format!("column {name} is no place code")))
    }

    /// A county code.
    pub fn county(&self, name: &str) -> Result<County> {
        County::parse(&self.text(name)?)
            .map_err(|_| Error::fault(format!("column {name} is no county code")))
    }

    /// A word of one of the kernel's lists, read by its `parse`.
    pub fn word<T>(&self, name: &str, parse: fn(&str) -> Option<T>) -> Result<T> {
        parse(&self.text(name)?).ok_or_else(|| Error::fault(format!("column {name}: unknown word")))
    }

    /// A word that may be absent.
    pub fn opt_word<T>(&self, name: &str, parse: fn(&str) -> Option<T>) -> Result<Option<T>> {
        if self.opt_text(name)?.is_some() { self.word(name, parse).map(Some) } else { Ok(None) }
    }

    pub(crate) fn from_sqlite(
        row: &sqlx::sqlite::SqliteRow,
        columns: &Arc<[String]>,
    ) -> Result<Self> {
        let mut values = Vec::with_capacity(columns.len());
        for at in 0..columns.len() {
            let raw = row.try_get_raw(at).map_err(Error::fault)?;
            let (null, kind) = (raw.is_null(), raw.type_info().name().to_owned());
            values.push(match kind.as_str() {
                _ if null => Value::Text(None),
                "TEXT" => Value::Text(row.try_get_unchecked(at).map_err(Error::fault)?),
                _ => Value::Int(row.try_get_unchecked(at).map_err(Error::fault)?),
            });
        }
        Ok(Self { columns: columns.clone(), values })
    }

    pub(crate) fn from_postgres(
        row: &sqlx::postgres::PgRow,
        columns: &Arc<[String]>,
    ) -> Result<Self> {
        let mut values = Vec::with_capacity(columns.len());
        for at in 0..columns.len() {
            let raw = row.try_get_raw(at).map_err(Error::fault)?;
            let (null, kind) = (raw.is_null(), raw.type_info().name().to_owned());
            values.push(match kind.as_str() {
                _ if null => Value::Text(None),
                "INT8" => Value::Int(row.try_get(at).map_err(Error::fault)?),
                "INT4" => {
                    let n: Option<i32> = row.try_get(at).map_err(Error::fault)?;
                    Value::Int(n.map(i64::from))
                }
                "BOOL" => {
                    let b: Option<bool> = row.try_get(at).map_err(Error::fault)?;
                    Value::Int(b.map(i64::from))
                }
                "TEXT" | "VARCHAR" | "NAME" => Value::Text(row.try_get(at).map_err(Error::fault)?),
                other => return Err(Error::fault(format!("cast column {at}: type {other}"))),
            });
        }
        Ok(Self { columns: columns.clone(), values })
    }
}

pub(crate) fn names<R: sqlx::Row>(row: &R) -> Arc<[String]> {
    row.columns().iter().map(|c| c.name().to_owned()).collect()
}
