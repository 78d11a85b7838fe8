use std::fmt;

use sea_orm::{DbErr, RuntimeErr};

use super::known::Known;

/// What a failed statement ran into, told from the database's structured answer and never from a text meant for people
/// where there is anything else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// A unique constraint or a primary key. SQLite names the columns, PostgreSQL the constraint.
    Unique {
        table: Option<String>,
        constraint: Option<String>,
        columns: Vec<String>,
    },
    /// A foreign key whose parent is absent, or a parent that is still in use: the operation tells. `table` is the
    /// child's.
    ForeignKey {
        table: Option<String>,
        constraint: Option<String>,
    },
    /// A row that others still refer to.
    InUse,
    /// A check constraint, by its name.
    Check {
        table: Option<String>,
        constraint: String,
    },
    NotNull {
        table: Option<String>,
        column: String,
    },
    /// A text that its column does not hold.
    TooLong,
    /// A text that an index entry does not hold.
    #[cfg_attr(not(feature = "postgres"), expect(dead_code, reason = "SQLite takes any"))]
    BeyondIndex {
        table: Option<String>,
        index: Option<String>,
    },
    /// A prepared statement whose table has changed since. Nothing has happened: it may be prepared anew and run again.
    #[cfg_attr(not(feature = "postgres"), expect(dead_code, reason = "SQLite prepares it anew by itself"))]
    StalePlan,
    /// A number or a time that does not fit.
    #[cfg_attr(not(feature = "postgres"), expect(dead_code, reason = "SQLite takes any"))]
    OutOfRange,
    /// A text that the database cannot hold: NUL, on PostgreSQL.
    #[cfg_attr(not(feature = "postgres"), expect(dead_code, reason = "SQLite takes any"))]
    BadText,
    /// Somebody else was faster or holds a lock, or the statement took too long: worth another try.
    Busy,
    /// The connection broke, or was closed while nobody used it.
    ConnectionLost,
    /// No connection: the pool is exhausted or closed, the database is away, starting or stopping.
    Unavailable,
    ReadOnly,
    /// The database's file is no longer where it was.
    #[cfg_attr(not(feature = "sqlite"), expect(dead_code, reason = "PostgreSQL sees to its files"))]
    FileGone,
    /// No room on the disk.
    Full,
    Other,
}

/// A statement that failed. It is no `std::error::Error`, so that no `?` turns it into an answer without
/// [`into_error`](Self::into_error) having looked at it.
pub struct DatabaseError(Box<Inner>);

pub(super) struct Inner {
    pub fault: Fault,
    pub source: DbErr,
    pub known: Known,
}

impl DatabaseError {
    /// All failures of connections pass here, so that here those are given up that must be.
    pub(super) fn new(source: DbErr, known: Known) -> Self {
        let fault = classify(&source);
        if matches!(fault, Fault::StalePlan | Fault::ConnectionLost) {
            known.give_up_connections();
        }
        Self(Box::new(Inner { fault, source, known }))
    }

    /// A failure that is told apart already.
    #[cfg(feature = "sqlite")]
    pub(super) fn with_fault(fault: Fault, source: DbErr, known: Known) -> Self {
        Self(Box::new(Inner { fault, source, known }))
    }

    /// A cell that cannot be read as its kind.
    pub(super) fn unreadable(reason: String) -> Self {
        Self::from(DbErr::Type(reason))
    }

    /// What kind of failure it is.
    #[cfg(test)]
    pub fn fault(&self) -> &Fault {
        &self.0.fault
    }

    /// Whether the database did not answer, so that the failure says nothing of the statement.
    pub fn is_unavailable(&self) -> bool {
        matches!(self.0.fault, Fault::Unavailable | Fault::ConnectionLost)
    }

    pub(super) fn parts(&self) -> &Inner {
        &self.0
    }

    pub(super) fn into_parts(self) -> Inner {
        *self.0
    }
}

impl From<DbErr> for DatabaseError {
    fn from(source: DbErr) -> Self {
        Self::new(source, Known::default())
    }
}

impl fmt::Display for DatabaseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.source)
    }
}

/// Without the driver's `detail`, which holds the whole row.
impl fmt::Debug for DatabaseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}: {}", self.0.fault, self.0.source)
    }
}

/// The fault behind an error of SeaORM's, ours or a hook's.
pub fn classify(error: &DbErr) -> Fault {
    match error {
        DbErr::ConnectionAcquire(_) => Fault::Unavailable,
        // One that could not be made says nothing about those that there are.
        DbErr::Conn(RuntimeErr::SqlxError(cause)) => match classify_sqlx(cause) {
            Fault::Other | Fault::ConnectionLost => Fault::Unavailable,
            fault => fault,
        },
        DbErr::Conn(_) => Fault::Unavailable,
        DbErr::Exec(RuntimeErr::SqlxError(cause)) | DbErr::Query(RuntimeErr::SqlxError(cause)) => classify_sqlx(cause),
        _ => Fault::Other,
    }
}

pub fn classify_sqlx(error: &sqlx::Error) -> Fault {
    match error {
        sqlx::Error::Database(cause) => {
            #[cfg(feature = "postgres")]
            if let Some(error) = cause.try_downcast_ref::<sqlx::postgres::PgDatabaseError>() {
                return super::postgres::classify(error);
            }
            #[cfg(feature = "sqlite")]
            if let Some(error) = cause.try_downcast_ref::<sqlx::sqlite::SqliteError>() {
                return super::sqlite::classify(error);
            }
            Fault::Other
        }
        sqlx::Error::Io(_) | sqlx::Error::WorkerCrashed => Fault::ConnectionLost,
        sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed | sqlx::Error::Tls(_) => Fault::Unavailable,
        _ => Fault::Other,
    }
}
