//! What a table that exists lacks for its resources, and the SQL that would mend it.

use super::{
    existing::{ExistingColumn, ExistingTable},
    fit::fits,
    literal::{identifier, identifiers},
    mend,
    table::{Table, TableColumn, is_same_set},
};
use crate::{
    database::{
        Backend,
        constraint::{columns, primary_key_name, unique_name},
    },
    descriptor::{Descriptor, Flags, Kind, Operations},
};

/// Something that does not fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub table: String,
    pub column: Option<String>,
    pub problem: String,
    /// SQL that mends it; empty where the table has to be made anew, which is said once for the whole table.
    pub mend: Vec<String>,
}

/// Everything about one table.
#[derive(Debug, Default)]
pub struct Report {
    /// The server cannot work with it.
    pub refusals: Vec<Finding>,
    /// It can, but somebody should know.
    pub warnings: Vec<Finding>,
}

pub fn compare(table: &Table, existing: Option<&ExistingTable>, backend: Backend) -> Report {
    let Some(existing) = existing else { return missing_table(table, backend) };
    let mut comparison = Comparison { table, existing, backend, report: Report::default() };
    for column in &table.columns {
        comparison.column(column);
    }
    comparison.auto_key();
    comparison.unknown_columns();
    comparison.uniques();
    let Report { mut refusals, warnings } = comparison.report;
    if refusals.iter().any(|finding| finding.mend.is_empty()) {
        refusals.push(Finding {
            table: table.name.to_owned(),
            column: None,
            problem: "SQLite cannot change a column, so the table has to be made anew; indexes, triggers and foreign \
                      keys of your own have to be carried over"
                .to_owned(),
            mend: mend::make_anew(table, existing, backend),
        });
    }
    Report { refusals, warnings }
}

fn missing_table(table: &Table, backend: Backend) -> Report {
    let names: Vec<_> = table.resources.iter().map(|resource| format!("`{}`", resource.name)).collect();
    let problem =
        format!("there is no such table, which {} needs; `App::create_tables()` makes it, or", names.join(" and "));
    let mend = super::definition::create(table, backend);
    Report {
        refusals: vec![Finding { table: table.name.to_owned(), column: None, problem, mend }],
        warnings: Vec::new(),
    }
}

struct Comparison<'a> {
    table: &'a Table,
    existing: &'a ExistingTable,
    backend: Backend,
    report: Report,
}

impl<'a> Comparison<'a> {
    fn column(&mut self, column: &TableColumn) {
        let name = column.field.column;
        let Some(existing) = self.find(name) else {
            let problem = format!("there is no such column, which {} needs", self.user_of(name));
            return self.refuse(name, problem, mend::add_column(self.table, column, self.backend));
        };
        if !fits(column.field.kind, &existing.type_name, self.backend) {
            let needed = super::definition::type_clause(column, self.backend);
            let user = self.user_of(name);
            let problem = format!("it is `{}`, where {user} needs `{needed}`", existing.declared);
            let mend = mend::change_type(self.table, column, self.backend);
            self.refuse(name, problem, mend);
        } else if column.field.kind == Kind::DateTimeUtc && existing.type_name == "timestamp" {
            let mend = mend::change_type(self.table, column, self.backend);
            self.warn(name, "it has no time zone; it is read and written in UTC".to_owned(), mend);
        }
        match (existing.nullable, column.field.nullable) {
            (true, false) => {
                let problem =
                    format!("it may be null, where {} may not; a row with a null cannot be read", self.user_of(name));
                self.warn(name, problem, mend::set_not_null(self.table, name, self.backend));
            }
            (false, true) => {
                let problem = format!("it may not be null, where {} may", self.user_of(name));
                self.refuse(name, problem, mend::drop_not_null(self.table, name, self.backend));
            }
            _ => {}
        }
    }

    /// Inserts leave the key out where the database makes it.
    fn auto_key(&mut self) {
        let Some(key) = self.table.auto_key() else { return };
        let left_out = self.creators().find_map(|resource| {
            let (_, field) = resource.columns().find(|(_, field)| field.column == key && field.is(Flags::AUTO))?;
            Some(format!("`{}.{}`", resource.name, field.name))
        });
        let Some(left_out) = left_out else { return };
        if self.find(key).is_some_and(|column| !column.filled) {
            let problem = format!("{left_out} leaves it to the database to make the key, which it does not");
            self.refuse(key, problem, mend::make_auto(self.table, key, self.backend));
        }
    }

    /// Columns that no resource has, or that one which creates rows does not have.
    fn unknown_columns(&mut self) {
        for existing in &self.existing.columns {
            let name = &existing.name;
            let has = |resource: &Descriptor| resource.columns().any(|(_, field)| self.same(field.column, name));
            let lacking = self.creators().find(|resource| !has(resource));
            if let (Some(resource), false, false) = (lacking, existing.nullable, existing.filled) {
                let problem =
                    format!("it may not be null and has no default, and `{}` does not fill it", resource.name);
                self.refuse(name, problem, mend::drop_not_null(self.table, name, self.backend));
            } else if !self.table.columns.iter().any(|column| self.same(column.field.column, name)) {
                self.warn(name, "no resource has this column".to_owned(), Vec::new());
            }
        }
    }

    /// The resources that insert rows.
    fn creators(&self) -> impl Iterator<Item = &'static Descriptor> + use<'a> {
        self.table.resources.iter().copied().filter(|resource| resource.operations.has(Operations::CREATE))
    }

    fn uniques(&mut self) {
        let table = self.table;
        self.unique(&table.key, &primary_key_name(table.name));
        for unique in &table.uniques {
            self.unique(unique, &unique_name(table.name, unique));
        }
    }

    fn unique(&mut self, unique: &[&str], constraint: &str) {
        // A column that is not there is told already.
        if self.is_unique(unique) || unique.iter().any(|column| self.find(column).is_none()) {
            return;
        }
        let columns = identifiers(unique);
        let mend = mend::create_unique(self.table.name, constraint, &columns);
        let resources = self.table.resources.iter();
        let keyed: Vec<_> = resources.filter(|resource| is_key_of(resource, unique)).collect();
        match keyed.iter().find(|resource| changes_rows(resource)) {
            // A view keeps nothing unique, and what stands behind it may.
            Some(resource) if self.existing.is_table => {
                let name = resource.name;
                let problem = format!(
                    "nothing keeps {columns} unique, the key by which `{name}` changes or deletes a row: it could be several"
                );
                self.report.refusals.push(self.finding(None, problem, mend));
            }
            _ if keyed.is_empty() => {
                self.warn_of_table(format!("nothing keeps {columns} unique, as the resource says it is"), mend);
            }
            _ => self.warn_of_table(format!("nothing keeps the key ({columns}) unique"), mend),
        }
    }

    /// Some of them are enough.
    fn is_unique(&self, columns: &[&str]) -> bool {
        let is_among = |known: &String| columns.iter().any(|column| self.same(known, column));
        self.existing.uniques.iter().any(|known| known.iter().all(is_among))
    }

    fn find(&self, name: &str) -> Option<&'a ExistingColumn> {
        self.existing.columns.iter().find(|column| self.same(&column.name, name))
    }

    /// SQLite's names are the same whatever their case.
    fn same(&self, one: &str, other: &str) -> bool {
        match self.backend {
            Backend::Sqlite => one.eq_ignore_ascii_case(other),
            Backend::Postgres => one == other,
        }
    }

    /// `Post.title`, of the first resource that has the column.
    fn user_of(&self, column: &str) -> String {
        let user = self.table.resources.iter().find_map(|resource| {
            let (_, field) = resource.columns().find(|(_, field)| field.column == column)?;
            Some(format!("`{}.{}`", resource.name, field.name))
        });
        user.unwrap_or_else(|| identifier(column))
    }

    fn refuse(&mut self, column: &str, problem: String, mend: Vec<String>) {
        self.report.refusals.push(self.finding(Some(column), problem, mend));
    }

    fn warn(&mut self, column: &str, problem: String, mend: Vec<String>) {
        self.report.warnings.push(self.finding(Some(column), problem, mend));
    }

    fn warn_of_table(&mut self, problem: String, mend: Vec<String>) {
        self.report.warnings.push(self.finding(None, problem, mend));
    }

    fn finding(&self, column: Option<&str>, problem: String, mend: Vec<String>) -> Finding {
        Finding { table: self.table.name.to_owned(), column: column.map(str::to_owned), problem, mend }
    }
}

fn is_key_of(resource: &'static Descriptor, unique: &[&str]) -> bool {
    is_same_set(&columns(resource, resource.key), unique)
}

fn changes_rows(resource: &Descriptor) -> bool {
    resource.operations.has(Operations::UPDATE | Operations::REPLACE | Operations::DELETE)
}
