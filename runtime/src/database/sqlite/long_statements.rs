use std::sync::{
    Mutex, MutexGuard, PoisonError,
    atomic::{AtomicUsize, Ordering},
};

/// As many are remembered.
const MOST: usize = 64;

/// Statements that took long when they were last run. They are not tried first where they block somebody: what was done
/// until they were broken off would be done in vain, and some work is one instruction for SQLite that cannot be broken
/// off, such as counting all rows of a table.
#[derive(Default)]
pub struct LongStatements {
    texts: Mutex<Vec<Box<str>>>,
    /// Asked without the lock.
    number: AtomicUsize,
}

impl LongStatements {
    pub fn contains(&self, sql: &str) -> bool {
        // Texts of different lengths differ at the first look, and that is most.
        self.number.load(Ordering::Relaxed) > 0 && self.texts().iter().any(|text| **text == *sql)
    }

    pub fn add(&self, sql: &str) {
        let mut texts = self.texts();
        if texts.iter().any(|text| **text == *sql) {
            return;
        }
        if texts.len() == MOST {
            texts.remove(0);
        }
        texts.push(sql.into());
        self.number.store(texts.len(), Ordering::Relaxed);
    }

    pub fn remove(&self, sql: &str) {
        let mut texts = self.texts();
        texts.retain(|text| **text != *sql);
        self.number.store(texts.len(), Ordering::Relaxed);
    }

    fn texts(&self) -> MutexGuard<'_, Vec<Box<str>>> {
        self.texts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_is_forgotten() {
        let statements = LongStatements::default();
        assert!(!statements.contains("0"));
        for number in 0..=MOST {
            statements.add(&number.to_string());
            statements.add(&number.to_string());
        }
        assert!(!statements.contains("0") && statements.contains("1") && statements.contains("64"));
        statements.remove("1");
        assert!(!statements.contains("1") && statements.contains("2"));
    }
}
