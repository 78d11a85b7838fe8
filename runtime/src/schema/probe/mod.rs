//! What the checks and defaults of a table that exists mean. Another tool writes the same rule in other words, and
//! PostgreSQL keeps no words at all; so they are asked about values that decide, in a SELECT that reads no table.

mod judge;

use std::{collections::BTreeMap, sync::LazyLock};

use regex::Regex;

use self::judge::{Probes, choice_probes, is_kept, range_probes, refusing};
use super::{
    definition::{self, checks, default_literal},
    existing::{ExistingCheck, ExistingColumn, ExistingTable, catalogue_rows},
    fit::fits,
    literal::identifier,
    table::{Table, TableColumn},
};
use crate::{
    database::{
        Backend, DatabaseError, Execute, Statement,
        constraint::{CheckRule, check_name},
    },
    descriptor::Kind,
};

/// Beyond so many characters a length is not tried.
const LONGEST_TRIED: u32 = 100_000;

/// What was found out about one column.
#[derive(Debug, Default)]
pub struct Answers {
    /// Rules that no check keeps.
    pub unkept: Vec<CheckRule>,
    /// Checks that refuse a value which the field may have, by their positions, each with the value.
    pub refusing: Vec<(usize, String)>,
    /// The column's default is another value than the field's.
    pub other_default: bool,
}

/// The answers for the columns of a table, by their names.
pub type Probed = BTreeMap<&'static str, Answers>;

/// Asks a table that exists.
///
/// # Errors
/// The database does not answer. A check that fails over a value is no error: then nothing is known of it.
pub async fn probe(
    table: &Table,
    existing: &ExistingTable,
    backend: Backend,
    database: &dyn Execute,
) -> Result<Probed, DatabaseError> {
    let mut probed = Probed::new();
    if !existing.is_table {
        return Ok(probed);
    }
    for column in &table.columns {
        let Some(known) = existing.column(column.field.column, backend) else { continue };
        let asked = Asked { table, column, existing, known, backend, database };
        if !fits(column.field.kind, &known.type_name, backend) {
            probed.insert(column.field.column, asked.of_another_type());
            continue;
        }
        let mut answers = asked.about_checks().await?;
        answers.other_default = asked.about_default().await?;
        probed.insert(column.field.column, answers);
    }
    Ok(probed)
}

struct Asked<'a> {
    table: &'a Table,
    column: &'a TableColumn,
    existing: &'a ExistingTable,
    known: &'a ExistingColumn,
    backend: Backend,
    database: &'a dyn Execute,
}

impl Asked<'_> {
    /// Checks over this column alone, with their positions.
    fn checks(&self) -> Vec<(usize, &ExistingCheck)> {
        let alone = |check: &&ExistingCheck| check.columns.len() == 1 && check.columns[0] == self.known.name;
        let checks = self.existing.checks.iter().enumerate();
        checks.filter(|(_, check)| alone(check)).collect()
    }

    /// A column that gets another type loses its default, and nothing can be asked of it.
    fn of_another_type(&self) -> Answers {
        let checks = self.checks();
        let is_named = |rule: &CheckRule| {
            let name = check_name(self.table.name, self.column.field.column, *rule);
            checks.iter().any(|(_, check)| check.name == name)
        };
        let rules = definition::checks(self.column, self.backend).into_iter().map(|(rule, _)| rule);
        Answers {
            unkept: rules.filter(|rule| !is_named(rule)).collect(),
            other_default: default_literal(self.column, self.backend).is_some(),
            ..Answers::default()
        }
    }

    async fn about_checks(&self) -> Result<Answers, DatabaseError> {
        let (checks, mut answers) = (self.checks(), Answers::default());
        for probes in self.probes(&checks) {
            let name = check_name(self.table.name, self.column.field.column, probes.rule);
            let is_named = checks.iter().any(|(_, check)| check.name == name);
            if self.is_as_written(&checks, probes.rule, &name) {
                continue;
            }
            let refusals = if checks.is_empty() { None } else { self.refusals(&checks, &probes).await? };
            let Some(refusals) = refusals else {
                if !is_named {
                    answers.unkept.push(probes.rule);
                }
                continue;
            };
            let (inside, outside) = refusals.split_at(probes.inside.len());
            if !is_kept(inside, outside, is_named) {
                answers.unkept.push(probes.rule);
            }
            answers.refusing.extend(refusing(&checks, &probes, inside));
        }
        Ok(answers)
    }

    /// SQLite keeps the words: then there is nothing to ask.
    fn is_as_written(&self, checks: &[(usize, &ExistingCheck)], rule: CheckRule, name: &str) -> bool {
        let wanted = definition::checks(self.column, self.backend);
        let Some((_, condition)) = wanted.into_iter().find(|(one, _)| *one == rule) else { return false };
        matches!(checks, [(_, check)] if check.name == name && check.condition == condition)
    }

    fn probes(&self, checks: &[(usize, &ExistingCheck)]) -> Vec<Probes> {
        let field = self.column.field;
        let mut all: Vec<Probes> = self::checks(self.column, self.backend)
            .into_iter()
            .filter_map(|(rule, _)| match (rule, field.kind) {
                (CheckRule::Choice, Kind::Choice(choices)) => Some(choice_probes(choices, checks)),
                (CheckRule::Range, Kind::Decimal) => {
                    let digits = field.decimal.0.saturating_sub(field.decimal.1);
                    Some(range_probes(&["0", "1"], &[format!("1e{digits}"), format!("-1e{digits}")]))
                }
                (CheckRule::Range, kind) => {
                    let (least, greatest) = kind.integer_bounds()?;
                    let outside = [least.checked_sub(1)?, greatest.checked_add(1)?].map(|bound| bound.to_string());
                    Some(range_probes(&["0", "1", "100"], &outside))
                }
                _ => None,
            })
            .collect();
        // PostgreSQL's type keeps it, but a table of another tool may leave it to a check.
        if let Some(length) = self.column.longest.filter(|length| *length <= LONGEST_TRIED) {
            all.push(self.length_probes(length));
        }
        all
    }

    fn length_probes(&self, length: u32) -> Probes {
        let long = |length: u32| match self.backend {
            Backend::Sqlite => format!("printf('%.{length}c', 'x')"),
            Backend::Postgres => format!("repeat('x', {length})"),
        };
        let told = |length: u32| format!("a text of {length} characters");
        // First the longest, then a short one: what refuses both does not refuse it for its length.
        let inside = vec![(long(length), told(length)), (long(1), told(1))];
        Probes { rule: CheckRule::Length, inside, outside: vec![long(length + 1)] }
    }

    /// For each value, which of the checks refuse it; `None` where the database cannot tell.
    async fn refusals(
        &self,
        checks: &[(usize, &ExistingCheck)],
        probes: &Probes,
    ) -> Result<Option<Vec<Vec<bool>>>, DatabaseError> {
        let name = identifier(&self.known.name);
        let values = probes.inside.iter().map(|(sql, _)| sql).chain(&probes.outside);
        let values: Vec<String> = values
            .enumerate()
            .map(|(number, sql)| format!("SELECT {number} AS \"restruct probe\", {} AS {name}", self.cast(sql)))
            .collect();
        let conditions: Vec<String> =
            checks.iter().map(|(_, check)| format!("({}) IS FALSE", check.condition)).collect();
        let sql = format!(
            "SELECT {} FROM ({}) AS {} ORDER BY \"restruct probe\"",
            conditions.join(", "),
            values.join(" UNION ALL "),
            identifier(self.table.name)
        );
        let rows = match self.database.query(Statement::plain(sql)).await {
            Ok(rows) => rows,
            Err(error) if error.is_unavailable() => return Err(error),
            Err(_) => return Ok(None),
        };
        let all = catalogue_rows(&rows).map(|row| (0..checks.len()).map(|check| row.truth(check)).collect());
        all.collect::<Result<Vec<_>, _>>().map(Some)
    }

    /// As the column would hold the value; without a length, to which a cast would cut it.
    fn cast(&self, sql: &str) -> String {
        let name = self.known.type_name.as_str();
        if name.is_empty() { sql.to_owned() } else { format!("CAST({sql} AS {name})") }
    }

    /// Whether the column has another default than the field, which has one.
    async fn about_default(&self) -> Result<bool, DatabaseError> {
        let Some(wanted) = default_literal(self.column, self.backend) else { return Ok(false) };
        let Some(default) = &self.known.default else { return Ok(true) };
        if *default == wanted {
            return Ok(false);
        }
        // Anything but a literal could be another at each time, or count something by being asked.
        if !LITERAL.is_match(default) {
            return Ok(true);
        }
        let (default, wanted) = (self.cast(default), self.cast(&wanted));
        let sql = match self.backend {
            Backend::Sqlite => format!("SELECT {default} IS NOT {wanted}"),
            Backend::Postgres => format!("SELECT CAST({default} AS text) <> CAST({wanted} AS text)"),
        };
        match self.database.query(Statement::plain(sql)).await {
            Ok(rows) => catalogue_rows(&rows).next().map_or(Ok(true), |row| row.truth(0)),
            Err(error) if error.is_unavailable() => Err(error),
            Err(_) => Ok(true),
        }
    }
}

/// A text, a number or a truth, in parentheses or not, with casts behind it.
static LITERAL: LazyLock<Regex> = LazyLock::new(|| {
    let literal = r#"(?i)^\(?(?:'(?:[^']|'')*'|X'[0-9a-f]*'|[-+]?[0-9.]+(?:e[-+]?[0-9]+)?|true|false)\)?"#;
    let casts = r#"(?:::[\w ".\[\]]+(?:\([0-9, ]+\)[\w ]*)?)*$"#;
    Regex::new(&format!("{literal}{casts}")).expect("it is a pattern")
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_literals_are_asked_for_their_value() {
        for literal in [
            "'draft'",
            "'it''s'::character varying",
            "0",
            "(-1)",
            "'-1'::integer",
            "1.50",
            "1e3",
            "true",
            "'{}'::jsonb",
            "'2024-01-01 00:00:00+00'::timestamp with time zone",
            "'x'::character varying(20)",
            "'x'::timestamp(3) without time zone",
            "X'00ff'",
        ] {
            assert!(LITERAL.is_match(literal), "{literal}");
        }
        for other in [
            "nextval('s'::regclass)",
            "now()",
            "CURRENT_TIMESTAMP",
            "'a'::text || now()",
            "gen_random_uuid()",
            "1 + 1",
            "('x'::text)::f(now())",
            "draft",
        ] {
            assert!(!LITERAL.is_match(other), "{other}");
        }
    }
}
