//! Values in a query, which are texts there: just what the reader of filters takes.

use utoipa::openapi::schema::{Object, Type};

use super::{
    kind::{self, NO_NUL},
    of_type, time,
};
use crate::{
    database::Backend,
    descriptor::{Field, Kind},
    query::quoted_where_needed,
};

/// White space, by which words of a search are divided.
const BLANK: &str = r"\t\n\u000b\f\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000";

/// One value of a field.
pub fn in_parameters(field: &Field, backend: Backend) -> Object {
    let mut schema = kind::in_answers(field);
    match field.kind {
        Kind::String => schema.pattern = Some(NO_NUL.to_owned()),
        Kind::DateTimeUtc => schema.pattern = Some(time::moment()),
        Kind::NaiveDate => schema.pattern = Some(time::date()),
        Kind::F32 => kind::bound_single(&mut schema),
        Kind::Decimal => {
            schema.pattern = Some(kind::decimal_pattern(field.decimal));
            kind::bound_digits(&mut schema, backend);
        }
        _ => kind::bound_integer(&mut schema, field),
    }
    schema
}

/// One of several values between commas: a text with a comma is quoted there.
pub fn in_list(field: &Field, backend: Backend) -> Object {
    let mut schema = in_parameters(field, backend);
    match field.kind {
        Kind::String => schema.pattern = Some(r#"^(?:[^",\u0000][^,\u0000]*|"(?:[^"\u0000]|"")*")$"#.to_owned()),
        Kind::Choice(choices) => {
            schema.enum_values = Some(choices.iter().map(|choice| quoted_where_needed(choice).into()).collect());
        }
        _ => {}
    }
    schema
}

/// A part of a text.
pub fn some_text(least: usize, most: Option<usize>) -> Object {
    let mut schema = of_type(Type::String);
    schema.pattern = Some(NO_NUL.to_owned());
    schema.min_length = (least > 0).then_some(least);
    schema.max_length = most;
    schema
}

/// More repetitions in one another than engines of regular expressions take.
const MOST_REPETITIONS: usize = 1_000;

/// Words and phrases. How long one may be is not said where it cannot be.
pub fn search_text(most: usize, characters: usize) -> Object {
    let (further, letters) = if most * characters <= MOST_REPETITIONS {
        (format!("{{0,{}}}", characters.saturating_sub(1)), format!("{{1,{characters}}}"))
    } else {
        ("*".to_owned(), "+".to_owned())
    };
    let word = format!(r#"[^"{BLANK}\u0000][^{BLANK}\u0000]{further}(?:[{BLANK}]+|$)"#);
    let phrase = format!(r#""(?:[^"\u0000]|""){letters}"(?:[{BLANK}]+|$)"#);
    let mut schema = of_type(Type::String);
    schema.pattern = Some(format!("^[{BLANK}]*(?:{phrase}|{word}){{1,{most}}}$"));
    schema
}
