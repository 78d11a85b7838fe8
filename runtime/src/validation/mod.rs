//! `#[validate(..)]`: the rules of the validator crate, applied to cells. Where its own functions let pass what nobody
//! means (a script in an e-mail address, a NaN in a range), ours are narrower; each says in what.

mod length;
mod number;
mod range;
mod text;

#[cfg(test)]
mod tests;

pub use self::range::contradiction;
pub use self::text::EMAIL_PATTERN;

use std::borrow::Cow;

use sea_orm::Value;
use validator::ValidationError;

use crate::{
    descriptor::{Check, Descriptor, Field, Validation},
    error::{Place, Violation, code, pointer_to},
    input::Cells,
    value::{is_null, same},
};

/// What a rule found, before it is known where.
struct Finding {
    code: Cow<'static, str>,
    detail: Cow<'static, str>,
    params: Vec<(Cow<'static, str>, serde_json::Value)>,
}

impl Finding {
    fn new(code: &'static str, detail: impl Into<Cow<'static, str>>) -> Self {
        Self { code: code.into(), detail: detail.into(), params: Vec::new() }
    }

    fn param(mut self, name: &'static str, value: impl Into<serde_json::Value>) -> Self {
        self.params.push((name.into(), value.into()));
        self
    }

    /// What a user's own rule says. The validator crate's derive puts the value itself into `value`; that goes nowhere.
    fn from_custom(error: ValidationError) -> Self {
        let mut params: Vec<_> = error.params.into_iter().filter(|(name, _)| name != "value").collect();
        params.sort_by(|left, right| left.0.cmp(&right.0));
        Self { code: error.code, detail: error.message.unwrap_or("is not valid".into()), params }
    }

    fn into_violation(self, pointer: String, code: Option<&'static str>, message: Option<&'static str>) -> Violation {
        let code = code.map_or(self.code, Cow::Borrowed);
        let detail = message.map_or(self.detail, Cow::Borrowed);
        let violation = Violation::at(pointer, code, detail);
        self.params.into_iter().fold(violation, |violation, (name, value)| violation.param(&name, value))
    }
}

/// Applies the rules of each field that is given. Null passes all of them but `required`.
pub fn check_cells(descriptor: &Descriptor, cells: &Cells) -> Vec<Violation> {
    let mut violations = Vec::new();
    for (position, value) in cells.given() {
        let field = &descriptor.fields[position];
        for rule in field.validations {
            if let Err(finding) = check(&rule.check, value) {
                violations.push(violation(field, rule, finding));
            }
        }
    }
    violations
}

/// Applies the rules that see several fields to a whole row: one value per field of the descriptor, inputs among them.
/// `given` is what the client sent and could be read; `earlier` is what is wrong with single fields already. A field that
/// could not be read is compared with no other, and some rules are left out.
pub fn check_row(descriptor: &Descriptor, row: &[Value], given: &Cells, earlier: &[Violation]) -> Vec<Violation> {
    let is_unread = |position: usize| {
        let pointer = pointer_to(descriptor.fields[position].wire);
        let is_there = |violation: &Violation| matches!(violation.place(), Place::Pointer(place) if *place == pointer);
        given.get(position).is_none() && earlier.iter().any(is_there)
    };
    let mut violations = Vec::new();
    for (position, field) in descriptor.fields.iter().enumerate() {
        for rule in field.validations {
            let Check::MustMatch(other) = rule.check else { continue };
            if same(&row[position], &row[other]) || is_unread(position) || is_unread(other) {
                continue;
            }
            let name = descriptor.fields[other].wire;
            let finding = Finding::new(code::NO_MATCH, format!("must equal `{name}`")).param("field", name);
            violations.push(violation(field, rule, finding));
        }
    }
    let field_errors = !earlier.is_empty() || !violations.is_empty();
    // A row that lacks a required value is told so already, and is none that such a rule could look at.
    let lacking = |(field, value): (&Field, &Value)| field.is_column() && !field.nullable && is_null(value);
    let whole = !descriptor.fields.iter().zip(row).any(lacking);
    for rule in descriptor.row_checks {
        if field_errors && (rule.skip_on_field_errors || !whole) {
            continue;
        }
        if let Err(error) = (rule.check)(row) {
            violations.push(Finding::from_custom(error).into_violation(String::new(), rule.code, rule.message));
        }
    }
    violations
}

fn violation(field: &Field, rule: &Validation, finding: Finding) -> Violation {
    finding.into_violation(pointer_to(field.wire), rule.code, rule.message)
}

fn check(check: &Check, value: &Value) -> Result<(), Finding> {
    if is_null(value) {
        return match check {
            Check::Required => Err(Finding::new(code::REQUIRED, "must be given")),
            _ => Ok(()),
        };
    }
    match check {
        Check::Length { min, max, equal } => length::check(value, *min, *max, *equal),
        Check::Range { min, max, exclusive_min, exclusive_max } => {
            let bounds = [*min, *max, *exclusive_min, *exclusive_max].map(|bound| bound.map(|make| make()));
            range::check(value, bounds)
        }
        Check::Custom(rule) => rule(value).map_err(Finding::from_custom),
        // `MustMatch` needs the whole row, and what is not null is given.
        Check::MustMatch(_) | Check::Required => Ok(()),
        text_rule => match value {
            Value::String(Some(text)) => text::check(text_rule, text),
            _ => Ok(()),
        },
    }
}
