//! Whether the table's foreign keys are those of its resources. Others are left alone.

use super::Comparison;
use crate::{
    database::{Backend, constraint::numbered_name},
    schema::{
        SchemaDifferenceKind as Differs,
        foreign_key::{self, ForeignKey, Match, action},
        literal::{identifier, identifiers},
        mend,
    },
};

impl Comparison<'_> {
    pub(super) fn foreign_keys(&mut self) {
        for found in foreign_key::matches(self.table, self.existing, self.backend) {
            let is_there = !found.right.is_empty() && found.wrong.is_empty();
            if !is_there && !self.comes_with_its_column(found.key) {
                self.foreign_key(&found);
            }
        }
    }

    /// A column that is added to a table of SQLite can refer to another one from the beginning.
    fn comes_with_its_column(&self, key: &ForeignKey) -> bool {
        let [name] = key.columns.as_slice() else { return false };
        let column = self.table.columns.iter().find(|column| column.field.column == *name);
        let is_missing = self.find(name).is_none();
        is_missing && column.is_some_and(|column| mend::reference(self.table, column, self.backend).is_some())
    }

    fn foreign_key(&mut self, found: &Match) {
        let key = found.key;
        let column = if let [column] = key.columns.as_slice() { Some(*column) } else { None };
        if key.is_mistyped {
            let problem = format!("{}; PostgreSQL has none between columns of these types", self.key_problem(found));
            self.tell(Differs::ForeignKey, column, problem, Vec::new());
            // Another type would have to be meant.
            self.found.iter_mut().rev().take(1).for_each(|last| last.needs_rebuild = false);
            return;
        }
        let sql = match self.backend {
            Backend::Sqlite => Vec::new(),
            Backend::Postgres => self.key_statements(found),
        };
        self.tell(Differs::ForeignKey, column, self.key_problem(found), sql);
    }

    fn key_problem(&self, found: &Match) -> String {
        let (key, relation) = (found.key, &found.key.relation);
        let (columns, parent) = (identifiers(&key.columns), key.parent);
        match found.wrong.first() {
            None => format!("no foreign key keeps {columns} to rows of `{parent}`, to which `{relation}` belongs"),
            Some(known) if found.is_elsewhere(self.backend) => {
                let other = &known.parent;
                let there: Vec<&str> = known.parent_columns.iter().map(String::as_str).collect();
                let (there, wanted) = (identifiers(&there), identifiers(&key.parent_columns));
                format!(
                    "the foreign key of {columns} refers to {there} of `{other}`, where `{relation}` belongs to {wanted} of \
                     `{parent}`"
                )
            }
            Some(known) => {
                let (there, wanted) = (&known.on_delete, action(key.on_delete));
                format!("the foreign key of {columns} says ON DELETE {there}, where `{relation}` says {wanted}")
            }
        }
    }

    fn key_statements(&self, found: &Match) -> Vec<String> {
        let table = identifier(self.table.name);
        let away =
            found.wrong.iter().map(|known| format!("ALTER TABLE {table} DROP CONSTRAINT {}", identifier(&known.name)));
        let name = self.free_key_name(found);
        let key = ForeignKey { name, ..found.key.clone() };
        let add = found.right.is_empty().then(|| key.add_to(self.table.name, found.kept(self.backend)));
        away.chain(add).collect()
    }

    /// The key's own name, unless something else that stays has it.
    fn free_key_name(&self, found: &Match) -> String {
        let goes = |name: &str| found.wrong.iter().any(|known| known.name == name);
        let keys = self.existing.foreign_keys.iter().map(|key| &key.name).filter(|name| !goes(name));
        let checks = self.existing.checks.iter().map(|check| &check.name);
        let indexes = self.existing.index_names.iter().map(|index| &index.name);
        let taken: Vec<&String> = keys.chain(checks).chain(indexes).collect();
        let name = &found.key.name;
        let mut names = std::iter::once(name.clone()).chain((2_usize..).map(|number| numbered_name(name, number)));
        names.find(|name| !taken.contains(&name)).unwrap_or_default()
    }
}
