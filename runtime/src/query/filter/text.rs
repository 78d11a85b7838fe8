//! Texts in texts. No pattern of a client's is ever one of the database's: what PostgreSQL's LIKE would take for a
//! wildcard is escaped, and SQLite, which compiles a statement anew for each pattern that is bound, has functions instead.

use sea_orm::sea_query::{BinOper, Expr, ExprTrait, Func, SimpleExpr, extension::postgres::PgBinOper};

use super::{TextMatch, TextPlace};
use crate::{
    access::{exact_column, folded_column},
    database::Backend,
    descriptor::Field,
};

/// The wanted text is where it is wanted.
pub fn condition(field: &'static Field, backend: Backend, how: TextMatch, wanted: &str) -> SimpleExpr {
    match (how.place, how.ignores_case, backend) {
        (TextPlace::Start, false, _) => begins(field, backend, wanted),
        (_, _, Backend::Sqlite) => by_function(field, how, wanted),
        (_, _, Backend::Postgres) => by_pattern(field, how, wanted),
    }
}

/// The whole is the wanted text, which an index of the lower-case texts serves.
pub fn same_ignoring_case(field: &'static Field, backend: Backend, wanted: &str) -> SimpleExpr {
    let (column, wanted) = match backend {
        Backend::Sqlite => (exact_column(field, backend), Expr::val(wanted.to_ascii_lowercase())),
        Backend::Postgres => {
            let wanted = Expr::val(wanted).binary(BinOper::Custom("COLLATE"), Expr::col("default"));
            (folded_column(field), Func::lower(wanted).into())
        }
    };
    SimpleExpr::from(Func::lower(column)).binary(BinOper::Equal, wanted)
}

/// Every term of a search is looked for so.
pub fn contains_ignoring_case(field: &'static Field, backend: Backend, wanted: &str) -> SimpleExpr {
    condition(field, backend, TextMatch { place: TextPlace::Anywhere, ignores_case: true }, wanted)
}

/// Texts that begin so are a range of their order, and an index serves it.
fn begins(field: &'static Field, backend: Backend, wanted: &str) -> SimpleExpr {
    let column = || exact_column(field, backend);
    let from = column().binary(BinOper::GreaterThanOrEqual, Expr::val(wanted));
    match behind_all_that_begin(wanted) {
        Some(end) => from.and(column().binary(BinOper::SmallerThan, Expr::val(end))),
        None => from,
    }
}

/// The least text behind all that begin with this one; `None` where there is none.
fn behind_all_that_begin(start: &str) -> Option<String> {
    let mut kept = start;
    while let Some(last) = kept.chars().next_back() {
        kept = &kept[..kept.len() - last.len_utf8()];
        if let Some(next) = next_character(last) {
            return Some(format!("{kept}{next}"));
        }
    }
    None
}

fn next_character(character: char) -> Option<char> {
    const BEHIND_SURROGATES: char = '\u{e000}';
    match character {
        '\u{d7ff}' => Some(BEHIND_SURROGATES),
        other => char::from_u32(u32::from(other) + 1),
    }
}

/// SQLite's `lower` knows A to Z, and so does ours.
fn by_function(field: &'static Field, how: TextMatch, wanted: &str) -> SimpleExpr {
    let (column, wanted) = if how.ignores_case {
        (Func::lower(exact_column(field, Backend::Sqlite)).into(), wanted.to_ascii_lowercase())
    } else {
        (exact_column(field, Backend::Sqlite), wanted.to_owned())
    };
    let length = i64::try_from(wanted.chars().count()).unwrap_or(i64::MAX);
    let wanted = Expr::val(wanted);
    let function = |name: &'static str| Func::cust(name).arg(column.clone());
    match how.place {
        TextPlace::Anywhere => {
            SimpleExpr::from(function("instr").arg(wanted)).binary(BinOper::GreaterThan, SimpleExpr::Constant(0.into()))
        }
        TextPlace::Start => {
            SimpleExpr::from(function("substr").arg(SimpleExpr::Constant(1.into())).arg(Expr::val(length)))
                .binary(BinOper::Equal, wanted)
        }
        TextPlace::End => SimpleExpr::from(function("substr").arg(Expr::val(-length))).binary(BinOper::Equal, wanted),
    }
}

/// With LIKE, in one collation whether case matters or not, so that one trigram index serves both.
fn by_pattern(field: &'static Field, how: TextMatch, wanted: &str) -> SimpleExpr {
    let wanted = escaped(wanted);
    let pattern = match how.place {
        TextPlace::Anywhere => format!("%{wanted}%"),
        TextPlace::Start => format!("{wanted}%"),
        TextPlace::End => format!("%{wanted}"),
    };
    let like = if how.ignores_case { BinOper::PgOperator(PgBinOper::ILike) } else { BinOper::Like };
    folded_column(field).binary(like, Expr::val(pattern))
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        if matches!(character, '%' | '_' | '\\') {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_a_beginning_is_the_next_character() {
        for (start, end) in [
            ("ab", Some("ac")),
            ("a\u{d7ff}", Some("a\u{e000}")),
            ("a\u{10ffff}", Some("b")),
            ("\u{10ffff}", None),
            ("", None),
        ] {
            assert_eq!(behind_all_that_begin(start).as_deref(), end, "{start:?}");
        }
    }

    #[test]
    fn what_patterns_mean_is_escaped() {
        assert_eq!(escaped(r"50%_\a"), r"50\%\_\\a");
    }
}
