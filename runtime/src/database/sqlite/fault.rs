use sea_orm::{DbErr, RuntimeErr};
use sqlx::{error::DatabaseError as _, sqlite::SqliteError};

use crate::database::{DatabaseError, Fault, known::Known};

/// By the extended result code, <https://www.sqlite.org/rescode.html>. The columns stand only in the message.
pub fn classify(error: &SqliteError) -> Fault {
    let code = error.code().and_then(|code| code.parse::<u32>().ok()).unwrap_or(0);
    from_code(code, error.message())
}

/// An error of a statement that went past sqlx.
pub fn error(error: &rusqlite::Error, known: &Known) -> DatabaseError {
    match error {
        rusqlite::Error::SqliteFailure(cause, message) => {
            let code = cause.extended_code.unsigned_abs();
            let message = message.as_deref().unwrap_or("unknown");
            failure(from_code(code, message), format!("(code: {code}) {message}"), known)
        }
        other => failure(Fault::Other, other.to_string(), known),
    }
}

/// A failure before SQLite was asked.
pub fn failure(fault: Fault, text: String, known: &Known) -> DatabaseError {
    DatabaseError::with_fault(fault, DbErr::Query(RuntimeErr::Internal(text)), known.clone())
}

fn from_code(code: u32, message: &str) -> Fault {
    // What follows the colon: `UNIQUE constraint failed: posts.author_id, posts.slug`.
    let subject = message.split_once(": ").map_or("", |(_, subject)| subject);
    match code {
        // SQLITE_CONSTRAINT_CHECK
        275 => Fault::Check { table: None, constraint: subject.to_owned() },
        // SQLITE_CONSTRAINT_FOREIGNKEY
        787 => Fault::ForeignKey { table: None, constraint: None },
        // SQLITE_CONSTRAINT_NOTNULL
        1299 => not_null(subject),
        // SQLITE_CONSTRAINT_PRIMARYKEY, _UNIQUE, _ROWID
        1555 | 2067 | 2579 => unique(subject),
        // SQLITE_CONSTRAINT_TRIGGER: what ON DELETE RESTRICT gives; a trigger's own RAISE has its own message.
        1811 if message == "FOREIGN KEY constraint failed" => Fault::InUse,
        _ => match code & 0xff {
            // SQLITE_BUSY, _LOCKED, _INTERRUPT
            5 | 6 | 9 => Fault::Busy,
            // SQLITE_READONLY
            8 => Fault::ReadOnly,
            // SQLITE_NOMEM, _IOERR, _CANTOPEN
            7 | 10 | 14 => Fault::Unavailable,
            // SQLITE_FULL
            13 => Fault::Full,
            // SQLITE_TOOBIG
            18 => Fault::TooLong,
            _ => Fault::Other,
        },
    }
}

/// `t.a`
fn not_null(subject: &str) -> Fault {
    let (table, column) = subject.split_once('.').unwrap_or(("", subject));
    Fault::NotNull { table: (!table.is_empty()).then(|| table.to_owned()), column: column.to_owned() }
}

/// `t.a, t.b`, or `index 'name'` where the index is on an expression.
fn unique(subject: &str) -> Fault {
    if let Some(name) = subject.strip_prefix("index '").and_then(|rest| rest.strip_suffix('\'')) {
        return Fault::Unique { table: None, constraint: Some(name.to_owned()), columns: Vec::new() };
    }
    let table = subject.split('.').next().filter(|table| !table.is_empty()).map(str::to_owned);
    let columns = subject.split(", ").filter_map(|column| column.split_once('.'));
    Fault::Unique { table, constraint: None, columns: columns.map(|(_, column)| column.to_owned()).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unique_constraint_names_its_columns() {
        let expected = Fault::Unique {
            table: Some("posts".into()),
            constraint: None,
            columns: vec!["author_id".into(), "slug".into()],
        };
        assert_eq!(from_code(2067, "UNIQUE constraint failed: posts.author_id, posts.slug"), expected);
    }

    #[test]
    fn a_unique_index_on_an_expression_names_itself() {
        let expected = Fault::Unique { table: None, constraint: Some("uq_lower".into()), columns: vec![] };
        assert_eq!(from_code(2067, "UNIQUE constraint failed: index 'uq_lower'"), expected);
    }

    #[test]
    fn a_trigger_that_raises_is_no_foreign_key() {
        assert_eq!(from_code(1811, "FOREIGN KEY constraint failed"), Fault::InUse);
        assert_eq!(from_code(1811, "posts are frozen"), Fault::Other);
    }

    #[test]
    fn extended_codes_fall_back_on_their_family() {
        for (code, fault) in [
            (5, Fault::Busy),
            (517, Fault::Busy),
            (262, Fault::Busy),
            (8, Fault::ReadOnly),
            (1032, Fault::ReadOnly),
            (13, Fault::Full),
            (14, Fault::Unavailable),
            (266, Fault::Unavailable),
            (18, Fault::TooLong),
            (1, Fault::Other),
            (11, Fault::Other),
        ] {
            assert_eq!(from_code(code, ""), fault, "{code}");
        }
    }
}
