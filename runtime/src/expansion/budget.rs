use crate::{Error, Result, error::code};

/// How many rows an answer may still have; each counts wherever it is shown.
#[derive(Debug)]
pub struct Budget {
    most: usize,
    left: u64,
}

impl Budget {
    pub fn new(most: usize) -> Self {
        Self { most, left: most as u64 }
    }

    /// Rows of a statement at the most, that a caller has who may still be shown all of them.
    pub fn most(&self) -> u64 {
        self.most as u64
    }

    /// Takes rows out of it.
    ///
    /// # Errors
    /// 400 where there are more than are left.
    pub fn take(&mut self, rows: u64) -> Result<()> {
        self.left = self.left.checked_sub(rows).ok_or_else(|| self.exceeded())?;
        Ok(())
    }

    /// The answer to a request for too many.
    pub fn exceeded(&self) -> Error {
        let most = self.most;
        let detail = format!(
            "leads to more than {most} rows, which no answer has: ask for a smaller page, for fewer relations, or for the rows \
             by themselves"
        );
        Error::bad_parameter("expand", code::TOO_MANY_ROWS, detail)
    }
}
