//! What a table that exists lacks for its resources, and the SQL that would mend it.

mod checks;
mod columns;
mod foreign_keys;
mod indexes;
mod sizes;

use super::{
    SchemaDifference, SchemaDifferenceKind, definition,
    existing::{ExistingColumn, ExistingTable, is_same_name},
    foreign_key::WaitsFor,
    literal::{identifier, identifiers},
    probe::Probed,
    rebuild,
    table::Table,
};
use crate::{
    database::Backend,
    descriptor::{Descriptor, Operations},
};

/// Compares a table with what is there of it, and with what was asked of that.
pub fn compare(
    table: &Table,
    existing: Option<&ExistingTable>,
    probed: &Probed,
    backend: Backend,
) -> Vec<SchemaDifference> {
    let Some(existing) = existing else { return missing_table(table, backend) };
    let mut comparison = Comparison { table, existing, probed, backend, found: Vec::new() };
    for column in &table.columns {
        comparison.column(column);
    }
    comparison.auto_key();
    comparison.unknown_columns();
    comparison.uniques();
    if existing.is_table {
        comparison.indexes();
        comparison.foreign_keys();
        comparison.rebuild();
    } else {
        comparison.keep_off();
    }
    comparison.found
}

fn missing_table(table: &Table, backend: Backend) -> Vec<SchemaDifference> {
    let names: Vec<_> = table.resources.iter().map(|resource| format!("`{}`", resource.name)).collect();
    let problem =
        format!("there is no such table, which {} needs; `App::create_tables()` makes it, or", names.join(" and "));
    let mut missing = difference(table, SchemaDifferenceKind::MissingTable, problem);
    missing.sql = definition::create(table, backend);
    missing.stops_start = true;
    let waiting = definition::waiting_keys(table, backend).map(|key| {
        let (parent, columns) = (key.parent, identifiers(&key.parent_columns));
        let is_of_tables = key.waits_for == Some(WaitsFor::Table);
        let problem = if is_of_tables {
            format!("its foreign key to `{parent}` comes when both tables are there")
        } else {
            format!("its foreign key to `{parent}` comes when something keeps {columns} unique there")
        };
        let sql = vec![key.add_to(table.name, "")];
        SchemaDifference {
            sql,
            stops_start: is_of_tables,
            ..difference(table, SchemaDifferenceKind::ForeignKey, problem)
        }
    });
    std::iter::once(missing).chain(waiting).collect()
}

fn difference(table: &Table, kind: SchemaDifferenceKind, problem: String) -> SchemaDifference {
    SchemaDifference {
        kind,
        table: table.name.to_owned(),
        resources: table.resources.iter().map(|resource| resource.name).collect(),
        column: None,
        problem,
        stops_start: false,
        sql: Vec::new(),
        needs_rebuild: false,
    }
}

struct Comparison<'a> {
    table: &'a Table,
    existing: &'a ExistingTable,
    probed: &'a Probed,
    backend: Backend,
    found: Vec<SchemaDifference>,
}

impl<'a> Comparison<'a> {
    /// The server cannot work with the column. No SQL means that the table has to be made anew.
    fn refuse(&mut self, kind: SchemaDifferenceKind, column: &str, problem: String, sql: Vec<String>) {
        self.tell(kind, Some(column), problem, sql);
        if let Some(last) = self.found.last_mut() {
            last.stops_start = true;
        }
    }

    /// It can, but somebody should know.
    fn hint(&mut self, kind: SchemaDifferenceKind, column: &str, problem: String, sql: Vec<String>) {
        self.tell(kind, Some(column), problem, sql);
    }

    fn tell(&mut self, kind: SchemaDifferenceKind, column: Option<&str>, problem: String, sql: Vec<String>) {
        let needs_rebuild = sql.is_empty();
        let column = column.map(str::to_owned);
        self.found.push(SchemaDifference { column, sql, needs_rebuild, ..difference(self.table, kind, problem) });
    }

    /// Only a person can tell what to do.
    fn leave_open(&mut self, kind: SchemaDifferenceKind, column: &str, problem: String) {
        let column = Some(column.to_owned());
        self.found.push(SchemaDifference { column, ..difference(self.table, kind, problem) });
    }

    fn rebuild(&mut self) {
        let stops_start = self.found.iter().any(|one| one.needs_rebuild && one.stops_start);
        if !self.found.iter().any(|one| one.needs_rebuild) {
            return;
        }
        let (problem, sql) = match rebuild::obstacle(self.table, self.existing, self.backend) {
            None => {
                let problem = "SQLite cannot change a column or add a constraint, so the table is made anew beside its \
                               rows, with its own indexes, triggers, checks and foreign keys";
                (problem.to_owned(), rebuild::rebuild(self.table, self.existing, self.backend))
            }
            Some(obstacle) => {
                let problem = format!(
                    "SQLite cannot change a column or add a constraint, and no SQL is given that makes the table anew, \
                     since it could lose what only you know: {obstacle}; make it anew by hand, as \
                     https://www.sqlite.org/lang_altertable.html#otheralter says"
                );
                (problem, Vec::new())
            }
        };
        let anew = difference(self.table, SchemaDifferenceKind::Rebuild, problem);
        self.found.push(SchemaDifference { sql, stops_start, ..anew });
    }

    /// What shows through a view is changed where it is kept.
    fn keep_off(&mut self) {
        for difference in &mut self.found {
            difference.sql.clear();
            difference.problem.push_str("; it is no table, so what it shows has to be changed");
        }
    }

    /// The resources that insert rows.
    fn creators(&self) -> impl Iterator<Item = &'static Descriptor> + use<'a> {
        self.table.written.iter().copied().filter(|resource| resource.operations.has(Operations::CREATE))
    }

    fn find(&self, name: &str) -> Option<&'a ExistingColumn> {
        self.existing.column(name, self.backend)
    }

    fn same(&self, one: &str, other: &str) -> bool {
        is_same_name(one, other, self.backend)
    }

    /// `Post.title`, of the first resource that has the column.
    fn user_of(&self, column: &str) -> String {
        let user = self.table.resources.iter().find_map(|resource| {
            let (_, field) = resource.columns().find(|(_, field)| field.column == column)?;
            Some(format!("`{}.{}`", resource.name, field.name))
        });
        user.unwrap_or_else(|| identifier(column))
    }
}
