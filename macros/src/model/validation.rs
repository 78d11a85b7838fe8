//! `#[validate(..)]`: rules that suit the type of their field.

use syn::Path;

use super::bounds;
use super::fields::Fields;
use super::key::KeySource;
use super::types::{FieldType, Kind};
use crate::errors::Errors;
use crate::names::plain;
use crate::parse::{self, Field, FieldCheck, Given, ValueCheck};

/// One rule of a field, and what is said about its failure.
#[derive(Clone, Debug)]
pub(crate) struct Validation {
    pub(crate) check: Check,
    pub(crate) code: Option<String>,
    pub(crate) message: Option<String>,
}

/// A rule of a field.
#[derive(Clone, Debug)]
pub(crate) enum Check {
    Value(Box<ValueCheck>),
    /// The position of the other field.
    MustMatch(usize),
}

/// A rule over several fields.
#[derive(Clone, Debug)]
pub(crate) struct RowCheck {
    pub(crate) function: Path,
    pub(crate) skip_on_field_errors: bool,
    pub(crate) code: Option<String>,
    pub(crate) message: Option<String>,
}

/// The rules of the struct. As in validator, they are left out where a field is wrong, unless they say otherwise.
pub(super) fn row_checks(written: &[parse::RowCheck]) -> Vec<RowCheck> {
    let resolve = |check: &parse::RowCheck| RowCheck {
        function: check.function.clone(),
        skip_on_field_errors: check.skip_on_field_errors.unwrap_or(true),
        code: check.answer.code.as_ref().map(syn::LitStr::value),
        message: check.answer.message.as_ref().map(syn::LitStr::value),
    };
    written.iter().map(resolve).collect()
}

/// The rules of a field.
pub(super) fn resolve(
    fields: &Fields<'_>,
    position: usize,
    key: Option<&KeySource>,
    errors: &Errors,
) -> Vec<Validation> {
    let (field, ty) = (fields.field(position), fields.ty(position));
    skip_stands_alone(field, errors);
    if let (Some(KeySource::Auto), Some(given)) = (key, field.checks.first()) {
        no_rule_for_the_database(given, errors);
        return Vec::new();
    }
    let mut validations = Vec::new();
    for given in &field.checks {
        suits_the_type(given, ty, errors);
        if let Some(check) = resolve_check(given, fields, position, errors) {
            let answer = &given.value.answer;
            validations.push(Validation {
                check,
                code: answer.code.as_ref().map(syn::LitStr::value),
                message: answer.message.as_ref().map(syn::LitStr::value),
            });
        }
    }
    validations
}

fn resolve_check(given: &Given<FieldCheck>, fields: &Fields<'_>, position: usize, errors: &Errors) -> Option<Check> {
    match &given.value.check {
        parse::Check::Value(check) => {
            match &**check {
                ValueCheck::Length { min, max, equal } => bounds::of_length(given, [min, max, equal], errors),
                ValueCheck::Range(bounds) => bounds::of_range(given, bounds, fields.ty(position), errors),
                _ => {}
            }
            Some(Check::Value(check.clone()))
        }
        parse::Check::MustMatch(other) => other_field(other, fields, position, errors).map(Check::MustMatch),
        parse::Check::Skip => None,
        parse::Check::Nested => {
            nothing_is_nested(given, errors);
            None
        }
    }
}

/// BAD: `#[validate(nested)] settings: Json<Settings>`
fn nothing_is_nested(given: &Given<FieldCheck>, errors: &Errors) {
    let what = "`nested` is not supported: a column has no rules of its own";
    errors.report(&given.word, what, "check the value with `custom(function = path)`");
}

/// BAD: `#[validate(skip, email)]`
fn skip_stands_alone(field: &Field, errors: &Errors) {
    let skip = field.checks.iter().find(|given| matches!(given.value.check, parse::Check::Skip));
    if let (Some(skip), true) = (skip, field.checks.len() > 1) {
        errors.report(
            &skip.word,
            "`skip` contradicts the other rules of the field",
            "leave `skip` out, or the other rules",
        );
    }
}

/// BAD: `#[validate(range(min = 1))] id: i64`
fn no_rule_for_the_database(given: &Given<FieldCheck>, errors: &Errors) {
    errors.report(
        &given.word,
        "the database makes this key, and keeps to no rule",
        "leave the rule out, or say `id(client)`",
    );
}

/// BAD: `#[validate(length(min = 1))] age: i64`, `#[validate(range(min = 1))] name: String`, `#[validate(email)] b: bool`
fn suits_the_type(given: &Given<FieldCheck>, ty: &FieldType, errors: &Errors) {
    let parse::Check::Value(check) = &given.value.check else { return };
    if ty.kind.is_open() {
        return;
    }
    let (fits, help) = match &**check {
        ValueCheck::Length { .. } => {
            let help =
                if ty.kind.is_number() { "write `range(min = .., max = ..)` for a number" } else { "leave it out" };
            (matches!(ty.kind, Kind::String | Kind::Bytes), help)
        }
        ValueCheck::Range(_) => {
            let help = match ty.kind {
                Kind::String | Kind::Bytes => "write `length(min = .., max = ..)`",
                _ => "write `custom(function = path)`",
            };
            (ty.kind.is_number(), help)
        }
        ValueCheck::Required => (ty.optional, "leave it out: a field that is no `Option` is always required"),
        ValueCheck::Custom(_) => (true, ""),
        _ => (ty.kind == Kind::String, "leave it out: the rule is one of texts"),
    };
    if !fits {
        let word = plain(&given.word);
        errors.report(&given.word, format!("`{word}` does not suit the field's type"), help);
    }
}

/// BAD: `must_match(other = "pasword")`, of itself, or of a field of another type
fn other_field(name: &proc_macro2::Ident, fields: &Fields<'_>, position: usize, errors: &Errors) -> Option<usize> {
    let other = fields.find(name, errors)?;
    let (one, two) = (fields.ty(position).kind, fields.ty(other).kind);
    if other == position {
        errors.report(name, "a field always matches itself", "name the other field");
    } else if one != two && !one.is_open() && !two.is_open() {
        errors.report(
            name,
            format!("`{}` has another type, so that the two never match", plain(name)),
            "name a field of the same type",
        );
    }
    Some(other)
}

#[cfg(test)]
mod tests {
    use crate::testing::{fault_of_field, fault_of_fields, faults_of_field, model_of_fields};

    #[test]
    fn rules_suit_their_type() {
        assert_eq!(
            fault_of_field("#[validate(length(min = 1))] age: i64"),
            "`length` does not suit the field's type\nhelp: write `range(min = .., max = ..)` for a number"
        );
        assert!(fault_of_field("#[validate(range(min = 1))] name: Option<String>").contains("write `length("));
        assert!(fault_of_field("#[validate(range(min = 1))] at: DateTime<Utc>").contains("write `custom("));
        for rule in [
            "email",
            "url",
            "ip",
            "credit_card",
            "non_control_character",
            "contains(pattern = \"a\")",
            "regex(path = *R)",
        ] {
            assert!(fault_of_field(&format!("#[validate({rule})] b: bool")).contains("one of texts"), "{rule}");
            assert!(faults_of_field(&format!("#[validate({rule})] b: Sensitive<String>")).is_empty(), "{rule}");
            assert!(faults_of_field(&format!("#[validate({rule})] b: Slug")).is_empty(), "{rule}");
        }
        assert!(fault_of_field("#[validate(required)] name: String").contains("always required"));
        assert!(faults_of_field("#[validate(required)] name: Option<String>").is_empty());
        assert!(faults_of_field("#[validate(length(max = MAX))] data: Vec<u8>").is_empty());
        assert!(faults_of_field("#[validate(range(min = 0.5))] rate: f64").is_empty());
    }

    #[test]
    fn words_of_validator_that_cannot_be() {
        assert!(fault_of_field("#[validate(nested)] a: Json<S>").starts_with("`nested` is not supported"));
        assert!(fault_of_field("#[validate(custom(function = f, use_context))] a: i64").contains("has no context"));
        assert!(fault_of_field("#[validate(skip, email)] a: String").contains("`skip` contradicts"));
        assert!(fault_of_field("#[validate(emial)] a: String").contains("did you mean `email`?"));
        assert!(fault_of_field("#[validate(email, email)] a: String").contains("said twice"));
        assert!(fault_of_field("#[validate(length(mim = 1))] a: String").contains("did you mean `min`?"));
        assert!(fault_of_field("#[validate(ip(v5))] a: String").contains("unknown argument `v5`"));
        assert!(fault_of_fields("#[validate(range(min = 1))] id: i64").contains("the database makes this key"));
    }

    #[test]
    fn must_match_names_another_field_of_the_type() {
        let other =
            |name: &str| format!("id: i64, a: String, #[validate(must_match(other = {name}))] b: String, n: i64");
        assert!(fault_of_fields(&other("\"aa\"")).contains("no field `aa`"));
        assert!(fault_of_fields(&other("b")).contains("always matches itself"));
        assert!(fault_of_fields(&other("n")).contains("another type"));
        let model = model_of_fields(&other("\"a\""));
        assert!(matches!(model.fields[2].validations[0].check, super::Check::MustMatch(1)));
    }
}
