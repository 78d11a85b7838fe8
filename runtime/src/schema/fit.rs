//! Which column types can hold which kinds of fields.

use crate::{database::Backend, descriptor::Kind};

/// Whether values of the kind can be written to, read from and compared in a column of this type.
pub fn fits(kind: Kind, type_name: &str, backend: Backend) -> bool {
    match backend {
        Backend::Sqlite => fits_sqlite(kind, type_name),
        Backend::Postgres => fits_postgres(kind, type_name),
    }
}

/// By PostgreSQL's short names of types. An integer column may be narrower than its field.
fn fits_postgres(kind: Kind, type_name: &str) -> bool {
    let allowed: &[&str] = match kind {
        Kind::Bool => &["bool"],
        Kind::I16 | Kind::I32 | Kind::I64 | Kind::U32 => &["int2", "int4", "int8", "numeric"],
        Kind::F32 | Kind::F64 => &["float4", "float8", "numeric"],
        Kind::Decimal => &["numeric"],
        Kind::String | Kind::Choice(_) => &["text", "varchar", "bpchar", "citext", "name"],
        Kind::Uuid => &["uuid"],
        // Without a zone it is read and written in UTC, the connection's.
        Kind::DateTimeUtc => &["timestamptz", "timestamp"],
        Kind::NaiveDateTime => &["timestamp"],
        Kind::NaiveDate => &["date"],
        Kind::NaiveTime => &["time"],
        Kind::Json => &["jsonb", "json"],
        Kind::Bytes => &["bytea"],
    };
    allowed.contains(&type_name)
}

/// What SQLite makes of a declared type, <https://www.sqlite.org/datatype3.html#determination_of_column_affinity>.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Affinity {
    Integer,
    Text,
    /// None: values stay as they come.
    Blob,
    Real,
    Numeric,
}

fn affinity(declared: &str) -> Affinity {
    let declared = declared.to_ascii_uppercase();
    let has = |parts: &[&str]| parts.iter().any(|part| declared.contains(part));
    if has(&["INT"]) {
        Affinity::Integer
    } else if has(&["CHAR", "CLOB", "TEXT"]) {
        Affinity::Text
    } else if declared.is_empty() || has(&["BLOB"]) {
        Affinity::Blob
    } else if has(&["REAL", "FLOA", "DOUB"]) {
        Affinity::Real
    } else {
        Affinity::Numeric
    }
}

fn fits_sqlite(kind: Kind, declared: &str) -> bool {
    use Affinity::{Blob, Integer, Numeric, Real, Text};
    let affinity = affinity(declared);
    match kind {
        Kind::Bool | Kind::I16 | Kind::I32 | Kind::I64 | Kind::U32 => matches!(affinity, Integer | Numeric | Blob),
        Kind::F32 | Kind::F64 => matches!(affinity, Real | Numeric | Integer | Blob),
        // It is bound as text, which only a number's affinity makes a number.
        Kind::Decimal => matches!(affinity, Real | Numeric | Integer),
        Kind::String | Kind::Choice(_) => matches!(affinity, Text | Blob),
        // It is bound as 16 bytes, which stay so anywhere; a column meant for its text would hold both.
        Kind::Uuid => affinity != Text || declared.to_ascii_uppercase().contains("UUID"),
        // Bound as texts that are no numbers, which `DATETIME` and the like leave alone.
        Kind::DateTimeUtc | Kind::NaiveDateTime | Kind::NaiveDate | Kind::NaiveTime => {
            matches!(affinity, Text | Numeric | Blob)
        }
        Kind::Json => matches!(affinity, Text | Numeric | Blob),
        Kind::Bytes => matches!(affinity, Blob | Numeric),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn affinities_follow_sqlite() {
        for (declared, expected) in [
            ("INTEGER", Affinity::Integer),
            ("unsigned big int", Affinity::Integer),
            ("FLOATING POINT", Affinity::Integer),
            ("varchar(20)", Affinity::Text),
            ("timestamp_with_timezone_text", Affinity::Text),
            ("", Affinity::Blob),
            ("varbinary_blob", Affinity::Blob),
            ("real(19, 4)", Affinity::Real),
            ("boolean", Affinity::Numeric),
            ("STRING", Affinity::Numeric),
            ("datetime", Affinity::Numeric),
        ] {
            assert_eq!(affinity(declared), expected, "{declared}");
        }
    }

    #[test]
    fn a_column_of_another_family_does_not_fit() {
        for (kind, type_name, backend) in [
            (Kind::I64, "text", Backend::Postgres),
            (Kind::Decimal, "int4", Backend::Postgres),
            (Kind::String, "uuid", Backend::Postgres),
            (Kind::NaiveDateTime, "timestamptz", Backend::Postgres),
            (Kind::NaiveTime, "timetz", Backend::Postgres),
            (Kind::I64, "TEXT", Backend::Sqlite),
            (Kind::String, "STRING", Backend::Sqlite),
            (Kind::Uuid, "varchar(36)", Backend::Sqlite),
            (Kind::DateTimeUtc, "INTEGER", Backend::Sqlite),
            (Kind::Decimal, "TEXT", Backend::Sqlite),
        ] {
            assert!(!fits(kind, type_name, backend), "{kind:?} in {type_name}");
        }
    }
}
