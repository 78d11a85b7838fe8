//! Columns: there or not, what they hold, what they are when nobody says.

use super::Comparison;
use crate::{
    descriptor::{Descriptor, Flags, Kind},
    schema::{
        SchemaDifferenceKind as Differs, definition, definition::default_literal, existing::ExistingColumn, fit::fits,
        literal::identifier, mend, table::TableColumn,
    },
};

impl Comparison<'_> {
    pub(super) fn column(&mut self, column: &TableColumn) {
        let name = column.field.column;
        let Some(existing) = self.find(name) else {
            let problem = format!("there is no such column, which {} needs", self.user_of(name));
            return self.refuse(
                Differs::MissingColumn,
                name,
                problem,
                mend::add_column(self.table, column, self.backend),
            );
        };
        self.type_of(column, existing);
        self.collation_of(column, existing);
        self.nulls_of(column, existing);
        self.default_of(column, existing);
        self.checks_of(column, existing);
    }

    fn type_of(&mut self, column: &TableColumn, existing: &ExistingColumn) {
        let name = column.field.column;
        if !fits(column.field.kind, &existing.type_name, self.backend) {
            let needed = definition::type_clause(column, self.backend);
            let user = self.user_of(name);
            let problem = format!("it is `{}`, where {user} needs `{needed}`", existing.declared);
            let sql = mend::change_type(self.table, column, existing, self.backend);
            self.refuse(Differs::ColumnType, name, problem, sql);
        } else if column.field.kind == Kind::DateTimeUtc && existing.type_name == "timestamp" {
            let sql = mend::change_type(self.table, column, existing, self.backend);
            self.hint(Differs::ColumnType, name, "it has no time zone; it is read and written in UTC".to_owned(), sql);
        } else {
            self.size_of(column, existing);
        }
    }

    fn collation_of(&mut self, column: &TableColumn, existing: &ExistingColumn) {
        if existing.tells_apart || !column.field.kind.is_text() {
            return;
        }
        let name = column.field.column;
        let sql = mend::set_collation(self.table, name, existing);
        let collation = &existing.collation;
        if column.field.is(Flags::CALLER) {
            let user = self.user_of(name);
            let problem = format!(
                "its collation {collation} takes texts for equal that differ, so that an access rule on {user} would give a \
                 caller what is another's"
            );
            return self.refuse(Differs::Collation, name, problem, sql);
        }
        let problem = format!(
            "its collation {collation} takes texts for equal that differ, and so do filters, access rules and keys by it"
        );
        self.hint(Differs::Collation, name, problem, sql);
    }

    fn nulls_of(&mut self, column: &TableColumn, existing: &ExistingColumn) {
        let name = column.field.column;
        let user = self.user_of(name);
        match (existing.nullable, column.field.nullable) {
            (true, false) => {
                let problem = format!("it may be null, where {user} may not; a row with a null cannot be read");
                self.hint(Differs::Nullability, name, problem, mend::set_not_null(self.table, name, self.backend));
            }
            (false, true) => {
                let problem = format!("it may not be null, where {user} may");
                self.refuse(Differs::Nullability, name, problem, mend::drop_not_null(self.table, name, self.backend));
            }
            _ => {}
        }
    }

    /// Restruct writes every column itself; the default is for whoever else does.
    fn default_of(&mut self, column: &TableColumn, existing: &ExistingColumn) {
        let name = column.field.column;
        let differs = self.probed.get(name).is_some_and(|answers| answers.other_default);
        let (true, Some(wanted)) = (differs, default_literal(column, self.backend)) else { return };
        let user = self.user_of(name);
        let problem = match &existing.default {
            Some(default) => format!("its default is {default}, where that of {user} is {wanted}"),
            None => format!("it has no default, where that of {user} is {wanted}"),
        };
        self.hint(Differs::Default, name, problem, mend::set_default(self.table, name, &wanted, self.backend));
    }

    /// Inserts leave the key out where the database makes it.
    pub(super) fn auto_key(&mut self) {
        let Some(key) = self.table.auto_key() else { return };
        let left_out = self.creators().find_map(|resource| {
            let (_, field) = resource.columns().find(|(_, field)| field.column == key && field.is(Flags::AUTO))?;
            Some(format!("`{}.{}`", resource.name, field.name))
        });
        let Some(left_out) = left_out else { return };
        if let Some(column) = self.find(key)
            && !column.filled
        {
            let is_whole = column.type_name != "numeric";
            let problem = format!("{left_out} leaves it to the database to make the key, which it does not");
            self.refuse(Differs::KeyNotMade, key, problem, mend::make_auto(self.table, key, is_whole, self.backend));
        }
    }

    /// Columns that no resource has, or that one which creates rows does not have.
    pub(super) fn unknown_columns(&mut self) {
        for existing in &self.existing.columns {
            let name = &existing.name;
            let has = |resource: &Descriptor| resource.columns().any(|(_, field)| self.same(field.column, name));
            let lacking = self.creators().find(|resource| !has(resource));
            if let (Some(resource), false, false) = (lacking, existing.nullable, existing.filled) {
                let problem =
                    format!("it may not be null and has no default, and `{}` does not fill it", resource.name);
                self.refuse(Differs::UnknownColumn, name, problem, mend::drop_not_null(self.table, name, self.backend));
            } else if !self.table.columns.iter().any(|column| self.same(column.field.column, name)) {
                let (table, column) = (identifier(self.table.name), identifier(name));
                let away = format!("; where nothing else needs it: ALTER TABLE {table} DROP COLUMN {column};");
                let away = if self.existing.is_table { away } else { String::new() };
                let problem = format!("no resource has this column{away}");
                self.leave_open(Differs::UnknownColumn, name, problem);
            }
        }
    }
}
