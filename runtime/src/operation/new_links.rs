//! Links that are to be made.

use sea_orm::{Value, sea_query::OnConflict};

use super::{
    Endpoint, Write,
    insert::{insert, insert_statement, is_nobodys},
    link_keys::Keys,
    new_row::{NewRow, complete},
};
use crate::{Error, Result, access::Predicate, descriptor::Flags, error::code, input::Cells};

/// Links of one row, by what they have in common.
pub struct NewLinks {
    /// The fields that hold the key of the row, with their values.
    pub near: Vec<(usize, Value)>,
    /// The fields that hold the key of the other row.
    pub far: Vec<usize>,
    /// What has to hold of each.
    pub rule: Predicate,
}

impl NewLinks {
    /// Whether each needs a statement of its own: for a hook that looks at it, or a rule that looks at what the database
    /// makes.
    pub fn must_be_made_singly(&self, endpoint: &Endpoint) -> bool {
        let hooked = endpoint.hooks.iter().any(|hooks| hooks.before_create.is_some() || hooks.after_create.is_some());
        hooked || self.rule.mentions(&|field| endpoint.descriptor.fields[field].is(Flags::AUTO))
    }

    /// Makes them one by one, with what their resource's hooks do around that. What is wrong is told at their places.
    ///
    /// # Errors
    /// Those of a create.
    pub async fn make_singly(&self, write: &mut Write<'_>, keys: &Keys) -> Result<()> {
        for (key, place) in keys.iter() {
            let new = self.row(write, key);
            insert(write, &self.rule, new).await.map_err(|error| error.moved_to(&format!("/{place}")))?;
        }
        Ok(())
    }

    /// Makes those that are not there, in one statement, and says how many these were.
    ///
    /// # Errors
    /// Those of a create.
    pub async fn make(&self, write: &Write<'_>, keys: &Keys) -> Result<u64> {
        let mut rows: Vec<(Cells, Cells)> = Vec::with_capacity(keys.len());
        for (key, place) in keys.iter() {
            let new = self.row(write, key);
            let row = self.checked(write, new).map_err(|error| error.moved_to(&format!("/{place}")))?;
            rows.push(row);
        }
        let rows: Vec<(&Cells, &Cells)> = rows.iter().map(|(input, row)| (input, row)).collect();
        let mut statement = insert_statement(write.endpoint.descriptor, &rows)?;
        // Whatever constraint keeps them apart: of a table that exists nobody knows which it is.
        statement.on_conflict(OnConflict::new().do_nothing().to_owned());
        let statement = write.endpoint.shared.database.backend().build(&statement);
        // Which of them is in the way the database does not say.
        write.executor().execute(statement).await.map_err(|fault| write.fault(fault).moved_to(""))
    }

    /// The answer where some are not there afterwards.
    pub fn conflict(&self) -> Error {
        Error::conflict(code::NOT_UNIQUE, "Another link has values already that no two may have.")
    }

    fn row(&self, write: &Write<'_>, key: &[Value]) -> NewRow {
        let filled = self.near.iter().cloned().chain(self.far.iter().copied().zip(key.iter().cloned())).collect();
        complete(write.endpoint, write.head, Cells::new(write.endpoint.descriptor), Vec::new(), filled)
    }

    /// A row that keeps the rules, as what a client could set and what the server does.
    fn checked(&self, write: &Write<'_>, new: NewRow) -> Result<(Cells, Cells)> {
        let row = new.server_values(write.endpoint, write.head);
        let merged = write.merged(None, &new.input, &row);
        if !new.violations.is_empty() {
            return Err(write.refusal(&merged, &new.input, new.violations));
        }
        write.check(&merged, &new.input, &row)?;
        if !self.rule.holds(&merged) || is_nobodys(write.endpoint, &merged) {
            return Err(Error::forbidden());
        }
        Ok((new.input, row))
    }
}
