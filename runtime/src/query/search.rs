//! `?search=red chair`: every term occurs in some field that is searched.

use sea_orm::sea_query::{BinOper, Expr, ExprTrait, SimpleExpr};

use super::{
    QueryLimits,
    filter::{contains_ignoring_case, read_quoted},
};
use crate::{
    Error, Result,
    database::Backend,
    descriptor::{Descriptor, Field, Flags},
    error::code,
};

/// The terms: words, and phrases in double quotes, in which a quote is doubled.
///
/// # Errors
/// 400: nothing is searched here, there is no term or too many of them, or a quote is not closed.
pub fn parse(descriptor: &'static Descriptor, limits: &QueryLimits, text: &str) -> Result<Vec<String>> {
    if searched(descriptor).next().is_none() {
        let detail = "is not possible: no field of this resource is searched";
        return Err(Error::bad_parameter("search", code::NOT_ALLOWED, detail));
    }
    let bad = |detail| Error::bad_parameter("search", code::BAD_VALUE, detail);
    if text.contains('\0') {
        return Err(bad("must be a text without NUL, such as rust"));
    }
    let terms = split(text).ok_or_else(|| {
        bad("must be words, or phrases in double quotes, such as red \"big chair\"; a phrase is not closed, is empty, or has no space behind it")
    })?;
    match terms.len() {
        0 => Err(bad("must be at least one word, such as rust")),
        number if number > limits.terms => {
            let detail = format!("must be at most {} words or phrases", limits.terms);
            Err(Error::bad_parameter("search", code::TOO_MANY_TERMS, detail))
        }
        _ if terms.iter().any(|term| term.chars().nth(limits.characters).is_some()) => {
            let detail = format!("must be words and phrases of at most {} characters each", limits.characters);
            Err(Error::bad_parameter("search", code::TOO_MANY_CHARACTERS, detail))
        }
        _ => Ok(terms),
    }
}

fn split(text: &str) -> Option<Vec<String>> {
    let mut terms = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let (term, behind) = match rest.strip_prefix('"') {
            Some(quoted) => read_quoted(quoted).filter(|(phrase, behind)| {
                !phrase.is_empty() && !behind.starts_with(|letter: char| !letter.is_whitespace())
            })?,
            None => {
                let end = rest.find(|letter: char| letter.is_whitespace()).unwrap_or(rest.len());
                (rest[..end].to_owned(), &rest[end..])
            }
        };
        terms.push(term);
        rest = behind.trim_start();
    }
    Some(terms)
}

/// One term, as SQL over the resource's own table.
pub fn condition(descriptor: &'static Descriptor, backend: Backend, term: &str) -> SimpleExpr {
    let mut places = searched(descriptor).map(|field| contains_ignoring_case(field, backend, term));
    let first = places.next().unwrap_or_else(|| Expr::cust("1 = 0"));
    places.fold(first, |left, right| left.binary(BinOper::Or, right))
}

fn searched(descriptor: &'static Descriptor) -> impl Iterator<Item = &'static Field> {
    descriptor.fields.iter().filter(|field| field.is(Flags::SEARCH))
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn terms_are_words_and_phrases() {
        for (text, terms) in [
            ("red chair", vec!["red", "chair"]),
            ("  red\t chair ", vec!["red", "chair"]),
            ("\"red chair\" big", vec!["red chair", "big"]),
            ("\"say \"\"hi\"\"\"", vec!["say \"hi\""]),
            ("5\"", vec!["5\""]),
            ("  ", vec![]),
        ] {
            assert_eq!(split(text), Some(terms.into_iter().map(str::to_owned).collect()), "{text}");
        }
        for text in ["\"red", "\"\"", "a \"b", "\"a\"b"] {
            assert_eq!(split(text), None, "{text}");
        }
    }
}
