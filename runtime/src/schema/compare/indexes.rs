//! What is unique, and what has an index.

use super::Comparison;
use crate::{
    database::{
        Backend,
        constraint::{columns, numbered_name, primary_key_name, unique_name},
    },
    descriptor::{Descriptor, Operations},
    schema::{
        SchemaDifferenceKind as Differs, collation, definition,
        existing::{ExistingIndex, ExistingIndexColumn},
        literal::{identifier, identifiers},
        mend,
        table::{Index, IndexColumn, is_same_set},
    },
};

impl Comparison<'_> {
    pub(super) fn uniques(&mut self) {
        let table = self.table;
        self.unique(&table.key, &primary_key_name(table.name));
        for unique in &table.uniques {
            self.unique(unique, &unique_name(table.name, unique));
        }
    }

    fn unique(&mut self, unique: &[&str], constraint: &str) {
        if self.is_unique(unique) {
            return;
        }
        let columns = identifiers(unique);
        let (name, away) = self.place(&[constraint.to_owned(), unique_name(self.table.name, unique)]);
        let create = mend::create_unique(self.table.name, &name, &columns);
        let sql = away.into_iter().chain([create]).collect();
        let resources = self.table.resources.iter();
        let keyed: Vec<_> = resources.filter(|resource| is_key_of(resource, unique)).collect();
        let is_written = |resource: &Descriptor| self.table.written.iter().any(|known| std::ptr::eq(*known, resource));
        match keyed.iter().find(|resource| changes_rows(resource) && is_written(resource)) {
            // A view keeps nothing unique, and what stands behind it may.
            Some(resource) if self.existing.is_table => {
                let name = resource.name;
                let problem = format!(
                    "nothing keeps {columns} unique, the key by which `{name}` changes or deletes a row: it could be several"
                );
                self.tell(Differs::MissingUnique, None, problem, sql);
                if let Some(last) = self.found.last_mut() {
                    last.stops_start = true;
                }
            }
            _ => {
                let problem = if keyed.is_empty() {
                    format!("nothing keeps {columns} unique, as the resource says it is")
                } else {
                    format!("nothing keeps the key ({columns}) unique")
                };
                self.tell(Differs::MissingUnique, None, problem, sql);
            }
        }
    }

    /// Some of them are enough.
    fn is_unique(&self, columns: &[&str]) -> bool {
        let is_among = |known: &String| columns.iter().any(|column| self.same(known, column));
        self.existing.uniques.iter().any(|known| known.iter().all(is_among))
    }

    pub(super) fn indexes(&mut self) {
        for index in collation::needed(self.table, Some(self.existing), self.backend) {
            let equated: Vec<&str> = index.columns[..index.equated].iter().map(|column| column.name).collect();
            // Of at most one row nobody asks for the order.
            let is_found = index.equated < index.columns.len() && self.is_unique(&equated);
            if !is_found && !self.existing.indexes.iter().any(|known| self.serves(known, index)) {
                self.missing_index(index);
            }
        }
    }

    fn missing_index(&mut self, index: &Index) {
        let columns: Vec<String> = index
            .columns
            .iter()
            .map(|column| format!("{}{}", identifier(column.name), if column.descending { " DESC" } else { "" }))
            .collect();
        let (name, away) = self.place(&[definition::name_of_index(self.table, index)]);
        let create = definition::create_index(self.table, &name, index, Some(self.existing), self.backend);
        let sql = away.into_iter().chain([create]).collect();
        self.tell(Differs::MissingIndex, None, format!("no index serves ({})", columns.join(", ")), sql);
    }

    /// The first of these names that can be had, or one like the last, and what makes room for it: an index over other
    /// columns, or over some rows only, can have the name.
    fn place(&self, names: &[String]) -> (String, Option<String>) {
        let holder = |name: &str| self.existing.index_names.iter().find(|known| self.same(&known.name, name));
        let last = names.last().map(String::as_str).unwrap_or_default();
        let can_be_had = |name: &&String| holder(name).is_none_or(|holder| !holder.needed);
        match names.iter().find(can_be_had) {
            Some(name) => (name.clone(), holder(name).map(|_| format!("DROP INDEX {}", identifier(name)))),
            None => {
                let mut others = (2_usize..).map(|number| numbered_name(last, number));
                (others.find(|name| holder(name).is_none()).unwrap_or_default(), None)
            }
        }
    }

    /// One that begins with the same columns does; what orders is read forwards or backwards.
    fn serves(&self, known: &ExistingIndex, wanted: &Index) -> bool {
        let reads = |backwards: bool| {
            let mut pairs = known.columns.iter().zip(&wanted.columns).enumerate();
            pairs.all(|(position, (known, column))| {
                let finds = position < wanted.equated && self.same(&known.name, column.name);
                (finds || self.orders(known, column, backwards)) && self.collates(known, wanted, position)
            })
        };
        known.columns.len() >= wanted.columns.len() && (reads(false) || reads(true))
    }

    /// Whether the index has the column's texts in the order that is wanted.
    fn collates(&self, known: &ExistingIndexColumn, wanted: &Index, position: usize) -> bool {
        let column = &wanted.columns[position];
        let own = self.find(column.name).map(|column| column.collation.as_str()).unwrap_or_default();
        let by_code_point = collation::is_by_code_point(wanted, position, self.backend);
        let collation = if by_code_point { collation::of_lists(self.backend) } else { own };
        known.collation.is_empty() || known.collation.eq_ignore_ascii_case(collation)
    }

    fn orders(&self, known: &ExistingIndexColumn, wanted: &IndexColumn, backwards: bool) -> bool {
        // Nulls come last in our lists; on SQLite they are where their order puts them.
        let nulls_first = match self.backend {
            Backend::Sqlite => !wanted.descending,
            Backend::Postgres => false,
        };
        let nulls = !wanted.nullable || (known.nulls_first == nulls_first) != backwards;
        self.same(&known.name, wanted.name) && (known.descending == wanted.descending) != backwards && nulls
    }
}

fn is_key_of(resource: &'static Descriptor, unique: &[&str]) -> bool {
    is_same_set(&columns(resource, resource.key), unique)
}

fn changes_rows(resource: &Descriptor) -> bool {
    resource.operations.has(Operations::UPDATE | Operations::REPLACE | Operations::DELETE)
}
