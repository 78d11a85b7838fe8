use std::{
    sync::{Arc, Mutex, PoisonError, RwLock},
    time::Instant,
};

/// What is known of the tables; cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Known(Arc<Inner>);

#[derive(Debug, Default)]
struct Inner {
    /// As [`crate::schema`] has found them at start. Those that we create carry the names of [`super::constraint`]; those
    /// of tables that exist already are called what their maker liked.
    constraints: RwLock<Vec<Constraint>>,
    /// Connections that are older are given up.
    given_up: Mutex<Option<Instant>>,
}

/// One constraint of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Constraint {
    pub table: String,
    /// Empty where the database has none for it.
    pub name: String,
    pub kind: ConstraintKind,
    pub columns: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConstraintKind {
    Unique,
    ForeignKey,
    #[cfg_attr(not(feature = "postgres"), expect(dead_code, reason = "SQLite does not list them"))]
    Check,
}

impl Known {
    /// Forgets what was known and keeps these.
    pub fn replace(&self, constraints: Vec<Constraint>) {
        let mut guard = self.0.constraints.write().unwrap_or_else(PoisonError::into_inner);
        *guard = constraints;
    }

    /// The columns of a constraint by its name.
    pub fn columns(&self, table: Option<&str>, name: &str) -> Option<Vec<String>> {
        let guard = self.0.constraints.read().unwrap_or_else(PoisonError::into_inner);
        let found = guard.iter().find(|known| known.name == name && table.is_none_or(|table| table == known.table));
        found.map(|known| known.columns.clone())
    }

    /// The columns of a table's only foreign key; SQLite does not say which one was broken.
    pub fn only_foreign_key(&self, table: &str) -> Option<Vec<String>> {
        let guard = self.0.constraints.read().unwrap_or_else(PoisonError::into_inner);
        let mut keys = guard.iter().filter(|known| known.kind == ConstraintKind::ForeignKey && known.table == table);
        let first = keys.next()?;
        keys.next().is_none().then(|| first.columns.clone())
    }

    /// Gives up the connections that there are, when they are next taken from their pool: a table has changed under their
    /// prepared statements, or the server has closed one of them and so most likely all.
    pub fn give_up_connections(&self) {
        *self.0.given_up.lock().unwrap_or_else(PoisonError::into_inner) = Some(Instant::now());
    }

    /// Whether a connection that was opened then is given up.
    #[cfg(feature = "postgres")]
    pub fn is_given_up(&self, opened: Instant) -> bool {
        self.0.given_up.lock().unwrap_or_else(PoisonError::into_inner).is_some_and(|time| opened <= time)
    }
}
