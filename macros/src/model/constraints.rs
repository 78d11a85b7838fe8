//! `unique(..)` and `index(..)` on the struct.

use std::collections::BTreeSet;

use proc_macro2::Ident;

use super::fields::Fields;
use super::types::Kind;
use crate::errors::Errors;
use crate::names::plain;
use crate::parse::Given;

/// The fields of each, as positions in the order that was written.
pub(super) fn resolve(said: &[Given<Vec<Ident>>], fields: &Fields<'_>, errors: &Errors) -> Vec<Vec<usize>> {
    let mut resolved: Vec<Vec<usize>> = Vec::new();
    for given in said {
        at_least_two(given, errors);
        let positions = columns(given, fields, errors);
        if resolved.contains(&positions) && positions.len() > 1 {
            let what = format!("the same `{}` is there already", plain(&given.word));
            errors.report(&given.word, what, "leave one of them out");
        }
        resolved.push(positions);
    }
    resolved
}

/// BAD: `unique(slug)`
fn at_least_two(given: &Given<Vec<Ident>>, errors: &Errors) {
    if let [only] = given.value.as_slice() {
        let word = plain(&given.word);
        let what = format!("`{word}` on a struct is for several fields together");
        errors.report(only, what, format!("write `#[resource({word})]` on the field `{}`", plain(only)));
    }
}

/// BAD: `unique(slug, slug)`, `index(status, settings)` with `settings: Json`
fn columns(given: &Given<Vec<Ident>>, fields: &Fields<'_>, errors: &Errors) -> Vec<usize> {
    let mut seen = BTreeSet::new();
    let mut positions = Vec::new();
    for name in &given.value {
        let Some(position) = fields.find_column(name, errors) else { continue };
        if !seen.insert(position) {
            errors.report(name, format!("`{}` is named twice", plain(name)), "leave one of them out");
        }
        if fields.ty(position).kind == Kind::Json {
            errors.report(name, format!("`{}` is JSON, which cannot be compared", plain(name)), "leave it out");
        }
        positions.push(position);
    }
    positions
}

#[cfg(test)]
mod tests {
    use crate::testing::{fault_of, model_of};

    fn declare(words: &str) -> String {
        format!(
            "#[resource(access(public), {words})] struct Post {{ id: i64, a: i64, b: i64, data: Json, code: Input<i64> }}"
        )
    }

    #[test]
    fn fields_become_positions_in_their_order() {
        let model = model_of(&declare("unique(b, a), index(a, b), index(b, a)"));
        assert_eq!(model.uniques, [[2, 1]]);
        assert_eq!(model.indexes, [[1, 2], [2, 1]]);
    }

    #[test]
    fn faults() {
        assert!(fault_of(&declare("unique(a)")).contains("write `#[resource(unique)]` on the field `a`"));
        assert!(fault_of(&declare("unique(a, a)")).contains("named twice"));
        assert!(fault_of(&declare("unique(a, c)")).contains("no field `c`"));
        assert!(fault_of(&declare("index(a, data)")).contains("cannot be compared"));
        assert!(fault_of(&declare("index(a, code)")).contains("has no column"));
        assert!(fault_of(&declare("index(a, b), index(a, b)")).contains("is there already"));
        assert!(fault_of(&declare("unique()")).contains("names nothing"));
    }
}
