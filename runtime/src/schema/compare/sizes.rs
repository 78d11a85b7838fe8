//! Types of the right family that hold less, or more, than they should. Of PostgreSQL only: SQLite's types bound nothing.

use super::Comparison;
use crate::{
    database::{Backend, constraint::CheckRule},
    descriptor::{Field, Kind},
    schema::{SchemaDifferenceKind as Differs, definition, existing::ExistingColumn, mend, table::TableColumn},
};

impl Comparison<'_> {
    pub(super) fn size_of(&mut self, column: &TableColumn, existing: &ExistingColumn) {
        if self.backend != Backend::Postgres || column.field.column_type.is_some() {
            return;
        }
        let name = column.field.column;
        let needed = definition::type_clause(column, self.backend);
        let (user, declared) = (self.user_of(name), &existing.declared);
        let told = format!("it is `{declared}`, where {user} needs `{needed}`");
        let (kind, problem) = match self.lack_of(column, existing) {
            None => return,
            Some(Lack::Room) => (Differs::ColumnType, format!("{told}: what does not fit is answered 422")),
            Some(Lack::Digits) => (Differs::ColumnType, format!("{told}: it keeps fewer digits")),
            Some(Lack::Bound) => (Differs::MissingCheck, format!("{told}: nothing keeps the length")),
        };
        let sql = mend::resize(self.table, column);
        self.hint(kind, name, problem, sql);
    }

    fn lack_of(&self, column: &TableColumn, existing: &ExistingColumn) -> Option<Lack> {
        let (field, type_name) = (column.field, existing.type_name.as_str());
        match field.kind {
            Kind::I32 => (type_name == "int2").then_some(Lack::Room),
            Kind::I64 | Kind::U32 => matches!(type_name, "int2" | "int4").then_some(Lack::Room),
            Kind::F64 => (type_name == "float4").then_some(Lack::Digits),
            Kind::Decimal => lack_of_digits(field, &existing.declared),
            Kind::Choice(choices) => {
                let longest = choices.iter().map(|choice| choice.chars().count()).max()?;
                (varchar(existing)?? < longest).then_some(Lack::Room)
            }
            Kind::String => {
                let wanted = column.longest.and_then(|longest| usize::try_from(longest).ok());
                match (varchar(existing)?, wanted) {
                    (Some(length), Some(wanted)) if length < wanted => Some(Lack::Room),
                    (Some(_), None) => Some(Lack::Room),
                    (Some(length), Some(wanted)) if length == wanted => None,
                    (_, Some(_)) => {
                        let unkept = &self.probed.get(field.column)?.unkept;
                        unkept.contains(&CheckRule::Length).then_some(Lack::Bound)
                    }
                    (None, None) => None,
                }
            }
            _ => None,
        }
    }
}

enum Lack {
    Room,
    Digits,
    Bound,
}

/// The length of a `varchar`, none of one without and of a `text`; of no other type.
fn varchar(existing: &ExistingColumn) -> Option<Option<usize>> {
    match existing.type_name.as_str() {
        "text" => Some(None),
        // A domain is its maker's.
        "varchar" if existing.declared.starts_with("character varying") => {
            let length = existing.declared.split_once('(').and_then(|(_, rest)| rest.strip_suffix(')'));
            Some(length.and_then(|length| length.parse().ok()))
        }
        _ => None,
    }
}

/// A `numeric` without numbers holds everything.
fn lack_of_digits(field: &Field, declared: &str) -> Option<Lack> {
    let numbers = declared.strip_prefix("numeric(")?.strip_suffix(')')?;
    let (precision, scale) = numbers.split_once(',').unwrap_or((numbers, "0"));
    let (precision, scale): (i64, i64) = (precision.trim().parse().ok()?, scale.trim().parse().ok()?);
    let (wanted, behind) = (i64::from(field.decimal.0), i64::from(field.decimal.1));
    if precision - scale < wanted - behind { Some(Lack::Room) } else { (scale < behind).then_some(Lack::Digits) }
}
