use std::str;

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use rust_decimal::{Decimal, prelude::ToPrimitive};
use sea_orm::Value;
use sqlx::{
    Column, Row, ValueRef,
    postgres::{PgRow, PgValueFormat},
};
use uuid::Uuid;

use super::numeric;
use crate::{
    database::{
        DatabaseError,
        rows::{is_in_rfc3339, unreadable},
    },
    descriptor::Kind,
    json,
    value::null,
};

/// Numbers of the built-in types, from `pg_type.dat`; they never change.
mod oid {
    pub const BOOL: u32 = 16;
    pub const BYTEA: u32 = 17;
    pub const INT8: u32 = 20;
    pub const INT2: u32 = 21;
    pub const INT4: u32 = 23;
    pub const JSON: u32 = 114;
    pub const FLOAT4: u32 = 700;
    pub const FLOAT8: u32 = 701;
    pub const DATE: u32 = 1082;
    pub const TIME: u32 = 1083;
    pub const TIMESTAMP: u32 = 1114;
    pub const TIMESTAMPTZ: u32 = 1184;
    pub const NUMERIC: u32 = 1700;
    pub const UUID: u32 = 2950;
    pub const JSONB: u32 = 3802;
    /// `char(n)`
    pub const BPCHAR: u32 = 1042;
    /// `name text bpchar varchar`
    pub const TEXTS: [u32; 4] = [19, 25, BPCHAR, 1043];
    /// The first number of types that somebody has made: enums and extensions' types such as `citext` among them.
    pub const FIRST_MADE: u32 = 16384;
}

/// Microseconds from 1970 to 2000, where PostgreSQL's time begins.
const EPOCH: i64 = 946_684_800_000_000;
/// Days from 0001-01-01 to 2000-01-01, counting the first as day one.
const EPOCH_DAYS: i32 = 730_120;

/// The type of a cell and its bytes in binary form.
#[derive(Clone, Copy)]
struct Stored<'a> {
    oid: u32,
    bytes: &'a [u8],
}

pub fn value(row: &PgRow, column: usize, kind: Kind) -> Result<Value, DatabaseError> {
    let read = match stored(row, column) {
        Some(Some(stored)) => to_value(stored, kind),
        Some(None) => Some(null(kind)),
        None => None,
    };
    read.ok_or_else(|| wrong(row, column, kind))
}

/// A text that SeaORM has read, as [`value`] reads it.
pub fn text_of_column(row: &PgRow, column: &str, text: String) -> String {
    let oid = row.try_get_raw(column).ok().and_then(|cell| cell.type_info().oid());
    if oid.is_some_and(|oid| oid.0 == oid::BPCHAR) { without_padding(&text).to_owned() } else { text }
}

/// The blanks behind a `char(n)` mean nothing: no comparison sees them, so that a rule in memory must not either.
fn without_padding(text: &str) -> &str {
    text.trim_end_matches(' ')
}

pub fn write_json(row: &PgRow, column: usize, kind: Kind, out: &mut Vec<u8>) -> Result<(), DatabaseError> {
    let Some(stored) = stored(row, column).ok_or_else(|| wrong(row, column, kind))? else {
        out.extend_from_slice(b"null");
        return Ok(());
    };
    write(stored, kind, out).ok_or_else(|| wrong(row, column, kind))
}

fn write(stored: Stored<'_>, kind: Kind, out: &mut Vec<u8>) -> Option<()> {
    match kind {
        Kind::I64 => json::write_i64(out, stored.integer()?),
        Kind::String | Kind::Choice(_) => json::write_string(out, stored.text()?),
        Kind::Json => write_compact(stored.json()?, out),
        Kind::Bytes => json::write_bytes(out, stored.blob()?),
        _ => json::write_value(out, &to_value(stored, kind)?),
    }
    Some(())
}

fn wrong(row: &PgRow, column: usize, kind: Kind) -> DatabaseError {
    unreadable(row.columns().get(column).map_or("?", |column| column.name()), kind)
}

/// The cell; `Some(None)` where it is null.
fn stored(row: &PgRow, column: usize) -> Option<Option<Stored<'_>>> {
    if column >= row.columns().len() {
        return None;
    }
    let cell = row.try_get_raw(column).ok()?;
    if cell.is_null() {
        return Some(None);
    }
    // Prepared statements answer in binary form, and all of ours are prepared.
    if cell.format() != PgValueFormat::Binary {
        return None;
    }
    Some(Some(Stored { oid: cell.type_info().oid()?.0, bytes: cell.as_bytes().ok()? }))
}

fn to_value(stored: Stored<'_>, kind: Kind) -> Option<Value> {
    Some(match kind {
        Kind::Bool => Value::Bool(Some(stored.boolean()?)),
        Kind::I16 => Value::SmallInt(Some(stored.integer()?.try_into().ok()?)),
        Kind::I32 => Value::Int(Some(stored.integer()?.try_into().ok()?)),
        Kind::I64 => Value::BigInt(Some(stored.integer()?)),
        Kind::U32 => Value::BigInt(Some(u32::try_from(stored.integer()?).ok()?.into())),
        Kind::F32 => Value::Float(Some(stored.single()?)),
        Kind::F64 => Value::Double(Some(stored.double()?)),
        Kind::Decimal => Value::Decimal(Some(stored.decimal()?)),
        Kind::String | Kind::Choice(_) => Value::String(Some(stored.text()?.to_owned())),
        Kind::Uuid => Value::Uuid(Some(stored.uuid()?)),
        Kind::DateTimeUtc => Value::ChronoDateTimeUtc(Some(stored.moment()?)),
        Kind::NaiveDateTime => Value::ChronoDateTime(Some(stored.moment()?.naive_utc())),
        Kind::NaiveDate => Value::ChronoDate(Some(stored.date()?)),
        Kind::NaiveTime => Value::ChronoTime(Some(stored.time()?)),
        Kind::Json => Value::Json(Some(Box::new(serde_json::from_str(stored.json()?).ok()?))),
        Kind::Bytes => Value::Bytes(Some(stored.blob()?.to_vec())),
    })
}

impl<'a> Stored<'a> {
    fn array<const N: usize>(self) -> Option<[u8; N]> {
        self.bytes.try_into().ok()
    }

    fn boolean(self) -> Option<bool> {
        match (self.oid, self.bytes) {
            (oid::BOOL, [byte]) => Some(*byte != 0),
            _ => None,
        }
    }

    fn integer(self) -> Option<i64> {
        match self.oid {
            oid::INT8 => self.array().map(i64::from_be_bytes),
            oid::INT4 => self.array().map(|bytes| i32::from_be_bytes(bytes).into()),
            oid::INT2 => self.array().map(|bytes| i16::from_be_bytes(bytes).into()),
            oid::NUMERIC => numeric::decode(self.bytes).filter(Decimal::is_integer)?.to_i64(),
            _ => None,
        }
    }

    fn double(self) -> Option<f64> {
        match self.oid {
            oid::FLOAT8 => self.array().map(f64::from_be_bytes),
            oid::FLOAT4 => self.array().map(|bytes| f32::from_be_bytes(bytes).into()),
            oid::NUMERIC => numeric::decode(self.bytes)?.to_f64(),
            oid::INT2 | oid::INT4 => self.integer().and_then(|number| i32::try_from(number).ok()).map(Into::into),
            _ => None,
        }
    }

    #[expect(
        clippy::cast_possible_truncation,
        reason = "a single-precision field in a wider column; overflow is refused"
    )]
    fn single(self) -> Option<f32> {
        if self.oid == oid::FLOAT4 {
            return self.array().map(f32::from_be_bytes);
        }
        let number = self.double()?;
        let narrowed = number as f32;
        (narrowed.is_finite() || !number.is_finite()).then_some(narrowed)
    }

    fn decimal(self) -> Option<Decimal> {
        match self.oid {
            oid::NUMERIC => numeric::decode(self.bytes),
            oid::INT2 | oid::INT4 | oid::INT8 => self.integer().map(Decimal::from),
            _ => None,
        }
    }

    fn text(self) -> Option<&'a str> {
        let is_text = oid::TEXTS.contains(&self.oid) || self.oid >= oid::FIRST_MADE;
        let text = if is_text { str::from_utf8(self.bytes).ok()? } else { return None };
        Some(if self.oid == oid::BPCHAR { without_padding(text) } else { text })
    }

    fn uuid(self) -> Option<Uuid> {
        match self.oid {
            oid::UUID => self.array().map(Uuid::from_bytes),
            _ => Uuid::parse_str(self.text()?).ok(),
        }
    }

    /// PostgreSQL's infinities and years that RFC 3339 cannot say are no moments. Without a zone it is UTC, as the
    /// connection's zone is.
    fn moment(self) -> Option<DateTime<Utc>> {
        if !matches!(self.oid, oid::TIMESTAMPTZ | oid::TIMESTAMP) {
            return None;
        }
        let micros = i64::from_be_bytes(self.array()?).checked_add(EPOCH)?;
        DateTime::from_timestamp_micros(micros).filter(|moment| is_in_rfc3339(moment.naive_utc()))
    }

    fn date(self) -> Option<NaiveDate> {
        if self.oid != oid::DATE {
            return None;
        }
        let days = i32::from_be_bytes(self.array()?).checked_add(EPOCH_DAYS)?;
        NaiveDate::from_num_days_from_ce_opt(days).filter(|date| is_in_rfc3339(NaiveDateTime::from(*date)))
    }

    /// `24:00:00`, which PostgreSQL has, is no time of day here.
    fn time(self) -> Option<NaiveTime> {
        if self.oid != oid::TIME {
            return None;
        }
        let micros = u64::from_be_bytes(self.array()?);
        let seconds = u32::try_from(micros / 1_000_000).ok()?;
        let nanos = u32::try_from(micros % 1_000_000 * 1000).ok()?;
        NaiveTime::from_num_seconds_from_midnight_opt(seconds, nanos)
    }

    fn json(self) -> Option<&'a str> {
        let text = match (self.oid, self.bytes) {
            (oid::JSON, text) | (oid::JSONB, [1, text @ ..]) => text,
            _ => return None,
        };
        str::from_utf8(text).ok()
    }

    fn blob(self) -> Option<&'a [u8]> {
        (self.oid == oid::BYTEA).then_some(self.bytes)
    }
}

/// JSON without the spaces that PostgreSQL puts behind colons and commas.
fn write_compact(text: &str, out: &mut Vec<u8>) {
    let bytes = text.as_bytes();
    let (mut start, mut in_string, mut escaped) = (0, false, false);
    for (position, byte) in bytes.iter().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            b' ' | b'\t' | b'\n' | b'\r' if !in_string => {
                out.extend_from_slice(&bytes[start..position]);
                start = position + 1;
            }
            _ => {}
        }
    }
    out.extend_from_slice(&bytes[start..]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_compacted_outside_of_strings_only() {
        let mut out = Vec::new();
        write_compact("{\"a b\": [1, 2, \"x, \\\" y\"],\n \"c\\\\\": {} }", &mut out);
        assert_eq!(String::from_utf8_lossy(&out), "{\"a b\":[1,2,\"x, \\\" y\"],\"c\\\\\":{}}");
    }

    #[test]
    fn the_epoch_is_right() {
        assert_eq!(NaiveDate::from_num_days_from_ce_opt(EPOCH_DAYS), NaiveDate::from_ymd_opt(2000, 1, 1));
        assert_eq!(
            DateTime::from_timestamp_micros(EPOCH).map(|at| at.to_rfc3339()).as_deref(),
            Some("2000-01-01T00:00:00+00:00")
        );
    }

    #[test]
    fn infinities_are_refused_without_a_panic() {
        for bytes in [i64::MAX, i64::MIN, i64::MAX - EPOCH, 1 << 60] {
            assert_eq!(Stored { oid: oid::TIMESTAMPTZ, bytes: &bytes.to_be_bytes() }.moment(), None);
        }
        for bytes in [i32::MAX, i32::MIN, 100_000_000] {
            assert_eq!(Stored { oid: oid::DATE, bytes: &bytes.to_be_bytes() }.date(), None);
        }
        for bytes in [86_400_000_000_i64, -1, i64::MAX] {
            assert_eq!(Stored { oid: oid::TIME, bytes: &bytes.to_be_bytes() }.time(), None);
        }
    }
}
