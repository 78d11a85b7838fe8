//! Whether the checks of a table keep what its fields say, and nothing more.

use super::Comparison;
use crate::{
    database::{
        Backend,
        constraint::{CheckRule, check_name},
    },
    schema::{
        SchemaDifferenceKind as Differs, definition, existing::ExistingColumn, literal::identifier, mend,
        table::TableColumn,
    },
};

impl Comparison<'_> {
    pub(super) fn checks_of(&mut self, column: &TableColumn, existing: &ExistingColumn) {
        let Some(answers) = self.probed.get(column.field.column) else { return };
        let mut mended = Vec::new();
        for (rule, condition) in definition::checks(column, self.backend) {
            let name = check_name(self.table.name, column.field.column, rule);
            let there = self.existing.checks.iter().position(|check| check.name == name);
            let refused = answers.refusing.iter().find(|(position, _)| Some(*position) == there);
            let user = self.user_of(column.field.column);
            let (kind, problem) = match (refused, answers.unkept.contains(&rule), there) {
                (Some((_, value)), ..) => (Differs::NarrowCheck, refuses(&name, value, &user)),
                (None, true, Some(_)) => {
                    (Differs::MissingCheck, format!("the check `{name}` lets through what {user} may not be"))
                }
                (None, true, None) => {
                    (Differs::MissingCheck, format!("nothing keeps it to the {} of {user}", limits(rule)))
                }
                (None, false, _) => continue,
            };
            mended.extend(there);
            let sql = mend::set_check(self.table, &name, &condition, there.is_some(), self.backend);
            self.hint(kind, &existing.name, problem, sql);
        }
        self.checks_of_others(column, &mended);
    }

    /// One of another name is somebody's own.
    fn checks_of_others(&mut self, column: &TableColumn, mended: &[usize]) {
        let Some(answers) = self.probed.get(column.field.column) else { return };
        for (position, value) in answers.refusing.iter().filter(|(position, _)| !mended.contains(position)) {
            let Some(check) = self.existing.checks.get(*position) else { continue };
            let problem = refuses(&check.name, value, &self.user_of(column.field.column));
            let away = match self.backend {
                Backend::Postgres => format!(
                    "; where that is not meant: ALTER TABLE {} DROP CONSTRAINT {};",
                    identifier(self.table.name),
                    identifier(&check.name)
                ),
                Backend::Sqlite => format!("; it is CHECK ({}), and is kept as it is", check.condition),
            };
            self.leave_open(Differs::NarrowCheck, column.field.column, format!("{problem}{away}"));
        }
    }
}

fn refuses(check: &str, value: &str, user: &str) -> String {
    let check = if check.is_empty() { "a check without a name".to_owned() } else { format!("the check `{check}`") };
    format!("{check} refuses {value}, which {user} may be: a write of it is answered 422")
}

fn limits(rule: CheckRule) -> &'static str {
    match rule {
        CheckRule::Choice => "choices",
        CheckRule::Length => "length",
        CheckRule::Range => "range",
    }
}
