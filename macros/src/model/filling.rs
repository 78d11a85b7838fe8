//! What fills a field that no client sets: defaults, and values of the server's.

use proc_macro2::Span;
use syn::{Expr, ExprLit, ExprUnary, Lit, UnOp};

use super::key::KeySource;
use super::types::{FieldType, Kind};
use crate::errors::Errors;
use crate::parse::Field;

/// The value of a field that a create leaves out.
#[derive(Clone, Debug)]
pub(crate) struct Default {
    pub(crate) value: Expr,
    /// The same at every call, so that the column has it as its default too.
    pub(crate) constant: bool,
}

/// A value that the server sets.
#[derive(Clone, Debug)]
pub(crate) enum Source {
    /// The user's expression.
    Expression(Expr),
    /// The time, in UTC; with the place of the word that says so.
    Now(Span),
    /// The first version; with the place of the word.
    FirstVersion(Span),
    /// A Uuid of version 7.
    Uuid,
}

/// The default of a field, checked as far as a literal tells.
pub(super) fn default(field: &Field, ty: &FieldType, errors: &Errors) -> Option<Default> {
    let value = &field.words.default.as_ref()?.value;
    literal_suits_the_type("default", value, ty, errors);
    Some(Default { value: value.clone(), constant: is_constant(value) })
}

/// A value for the API's document, checked as far as a literal tells.
pub(super) fn example(field: &Field, ty: &FieldType, errors: &Errors) -> Option<Expr> {
    let value = &field.words.example.as_ref()?.value;
    literal_suits_the_type("example", value, ty, errors);
    Some(value.clone())
}

pub(super) fn on_create(field: &Field, key: Option<&KeySource>) -> Option<Source> {
    let words = &field.words;
    match key {
        Some(KeySource::Uuid) => return Some(Source::Uuid),
        Some(KeySource::Generate(expression)) => return Some(Source::Expression((**expression).clone())),
        Some(KeySource::Auto | KeySource::Client) | None => {}
    }
    if let Some(word) = words.created_at.as_ref().or(words.updated_at.as_ref()) {
        return Some(Source::Now(word.word.span()));
    }
    if let Some(word) = &words.version {
        return Some(Source::FirstVersion(word.word.span()));
    }
    words.on_create.as_ref().map(|given| Source::Expression(given.value.clone()))
}

pub(super) fn on_update(field: &Field) -> Option<Source> {
    if let Some(word) = &field.words.updated_at {
        return Some(Source::Now(word.word.span()));
    }
    field.words.on_update.as_ref().map(|given| Source::Expression(given.value.clone()))
}

/// A literal, also a negative one, or a path.
fn is_constant(value: &Expr) -> bool {
    matches!(bare(value), Expr::Path(_)) || literal(value).is_some()
}

/// An expression without the invisible delimiters that a `macro_rules!` macro leaves, and without parentheses.
fn bare(value: &Expr) -> &Expr {
    match value {
        Expr::Group(group) => bare(&group.expr),
        Expr::Paren(paren) => bare(&paren.expr),
        value => value,
    }
}

/// Whether an expression begins with a minus.
pub(super) fn is_negative(value: &Expr) -> bool {
    matches!(bare(value), Expr::Unary(ExprUnary { op: UnOp::Neg(_), .. }))
}

/// The literal that an expression is, with or without a minus.
pub(crate) fn literal(value: &Expr) -> Option<&Lit> {
    match bare(value) {
        Expr::Lit(ExprLit { lit, .. }) => Some(lit),
        Expr::Unary(ExprUnary { op: UnOp::Neg(_), expr, .. }) => match bare(expr) {
            Expr::Lit(ExprLit { lit: lit @ (Lit::Int(_) | Lit::Float(_)), .. }) => Some(lit),
            _ => None,
        },
        _ => None,
    }
}

/// BAD: `#[resource(default = "0")] views: i64`, `#[resource(default = -1)] views: u32`
fn literal_suits_the_type(word: &str, value: &Expr, ty: &FieldType, errors: &Errors) {
    let (Some(literal), false) = (literal(value), ty.kind.is_open()) else { return };
    let (fits, help) = match ty.kind {
        Kind::Bool => (matches!(literal, Lit::Bool(_)), "write `true` or `false`".to_owned()),
        Kind::String => (matches!(literal, Lit::Str(_)), format!("write a text, such as `{word} = \"new\"`")),
        Kind::F32 | Kind::F64 => {
            (matches!(literal, Lit::Float(_)), format!("write a number with a point, such as `{word} = 0.0`"))
        }
        Kind::Decimal => {
            (matches!(literal, Lit::Int(_)), "write an integer, or `Decimal::new(1999, 2)` for 19.99".to_owned())
        }
        Kind::U32 => {
            (matches!(literal, Lit::Int(_)) && !is_negative(value), "write an integer that is not negative".to_owned())
        }
        kind if kind.is_integer() => {
            (matches!(literal, Lit::Int(_)), format!("write an integer, such as `{word} = 0`"))
        }
        _ => (false, "write an expression that makes a value of the type".to_owned()),
    };
    if !fits {
        errors.report(value, format!("the {word} is not of the field's type"), &help);
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{fault_of_field, faults_of_field, model_of_fields};

    #[test]
    fn constants_are_literals_and_paths() {
        let constant = |value: &str| {
            let model = model_of_fields(&format!("id: i64, #[resource(default = {value})] n: N"));
            model.fields[1].default.as_ref().map(|default| default.constant)
        };
        assert_eq!(constant("0"), Some(true));
        assert_eq!(constant("-1"), Some(true));
        assert_eq!(constant("Status::Draft"), Some(true));
        assert_eq!(constant("\"new\""), Some(true));
        assert_eq!(constant("now()"), Some(false));
        assert_eq!(constant("1 + 1"), Some(false));
    }

    #[test]
    fn literals_suit_their_type() {
        for field in ["views: i64", "price: Decimal", "views: Option<i32>", "status: Status"] {
            assert!(faults_of_field(&format!("#[resource(default = 0)] {field}")).is_empty(), "{field}");
        }
        assert!(faults_of_field("#[resource(default = \"new\")] state: Option<String>").is_empty());
        assert!(fault_of_field("#[resource(default = \"0\")] views: i64").contains("`default = 0`"));
        assert!(fault_of_field("#[resource(default = 0)] rate: f64").contains("`default = 0.0`"));
        assert!(fault_of_field("#[resource(default = 0.5)] price: Decimal").contains("`Decimal::new(1999, 2)`"));
        assert!(fault_of_field("#[resource(default = 1)] open: bool").contains("`true` or `false`"));
        assert!(fault_of_field("#[resource(default = 5)] name: String").contains("write a text"));
        assert!(fault_of_field("#[resource(default = \"2020\")] day: NaiveDate").contains("write an expression"));
    }
}
