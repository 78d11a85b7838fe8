//! Tables: those that are missing are made, those that exist are compared with what the resources say.

use crate::{Result, database::Database, descriptor::Descriptor};

/// Makes the tables that are missing, with their constraints and indexes. Never alters one.
///
/// # Errors
/// The database refuses.
pub async fn create_tables(_database: &Database, _resources: &[&'static Descriptor]) -> Result<()> {
    Ok(())
}

/// Compares the tables with what the resources say.
///
/// # Errors
/// A table does not fit; the text names every table and column, with the SQL that would mend it.
pub async fn check_tables(_database: &Database, _resources: &[&'static Descriptor]) -> Result<()> {
    Ok(())
}
