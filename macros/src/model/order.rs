//! The order and the pages of a list.

use syn::LitInt;

use super::fields::Fields;
use crate::errors::Errors;
use crate::names::plain;
use crate::parse::{self, Given, Page};

/// One term of an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SortTerm {
    pub(crate) field: usize,
    pub(crate) descending: bool,
}

/// Paging of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct PageLimits {
    /// Rows of a page when the client asks for no number.
    pub(crate) size: u32,
    /// Rows of a page at the most.
    pub(crate) max: u32,
    /// Whether rows are counted when the client asks nothing.
    pub(crate) total: bool,
}

impl PageLimits {
    /// What holds where nothing is said, as in the runtime.
    pub(crate) const USUAL: Self = Self { size: 20, max: 100, total: false };
}

/// The order when a client names none.
pub(super) fn sort(said: Option<&Given<Vec<parse::SortTerm>>>, fields: &Fields<'_>, errors: &Errors) -> Vec<SortTerm> {
    let mut terms: Vec<SortTerm> = Vec::new();
    for term in said.into_iter().flat_map(|given| &given.value) {
        let Some(field) = fields.find_column(&term.field, errors) else { continue };
        if terms.iter().any(|earlier| earlier.field == field) {
            let what = format!("`{}` is in this order twice", plain(&term.field));
            errors.report(&term.field, what, "leave one of them out");
        }
        order_is_readable(term, field, fields, errors);
        terms.push(SortTerm { field, descending: term.descending });
    }
    terms
}

/// An order is seen by everybody who reads the list.
///
/// BAD: `sort(token)` with `#[resource(hidden)] token: String`, `sort(settings)` with `settings: Json`
fn order_is_readable(term: &parse::SortTerm, field: usize, fields: &Fields<'_>, errors: &Errors) {
    let (ty, words) = (fields.ty(field), fields.words(field));
    let name = plain(&term.field);
    if !ty.kind.is_ordered() {
        errors.report(&term.field, format!("the values of `{name}` have no order"), "sort by another field");
    } else if ty.sensitive || words.hidden.is_some() || words.write_only.is_some() {
        let what = format!("`{name}` is not shown, and an order would tell what its values are");
        errors.report(&term.field, what, "sort by another field");
    }
}

/// The limits of a page.
pub(super) fn page(said: Option<&Given<Page>>, errors: &Errors) -> PageLimits {
    let Some(page) = said.map(|given| &given.value) else { return PageLimits::USUAL };
    let max = page.max.as_ref().and_then(|max| at_least_one(max, errors));
    let size = page.size.as_ref().and_then(|size| at_least_one(size, errors));
    let usual = PageLimits::USUAL;
    let limits = PageLimits {
        size: size.unwrap_or_else(|| usual.size.min(max.unwrap_or(usual.size))),
        max: max.unwrap_or(usual.max),
        total: page.total.unwrap_or(usual.total),
    };
    if let (Some(written), true) = (&page.size, limits.size > limits.max) {
        let what = format!("a page of {} rows is larger than the largest, {}", limits.size, limits.max);
        errors.report(written, what, format!("write a smaller `size`, or `max = {}`", limits.size));
    }
    limits
}

/// How many relations a path may follow.
///
/// BAD: `max_expand_depth = 0`, `max_expand_depth = 20`
pub(super) fn depth(said: Option<&Given<LitInt>>, errors: &Errors) -> Option<u8> {
    let number = &said?.value;
    let depth = number.base10_parse().ok().filter(|depth| (1..=DEEPEST).contains(depth));
    if depth.is_none() {
        let what = format!("a path follows between 1 and {DEEPEST} relations");
        errors.report(number, what, "write `max_expand_depth = 3`");
    }
    depth
}

/// The most relations that a path can follow.
const DEEPEST: u8 = 10;

/// BAD: `page(size = 0)`, `page(max = 5_000_000_000)`
fn at_least_one(number: &LitInt, errors: &Errors) -> Option<u32> {
    match number.base10_parse::<u32>() {
        Ok(rows) if rows > 0 && rows <= MOST_ROWS => Some(rows),
        _ => {
            errors.report(
                number,
                format!("a page has between 1 and {MOST_ROWS} rows"),
                "write `page(size = 20, max = 100)`",
            );
            None
        }
    }
}

/// A response has no more rows than this.
const MOST_ROWS: u32 = 10_000;

#[cfg(test)]
mod tests {
    use super::{PageLimits, SortTerm};
    use crate::testing::{fault_of, model_of};

    fn declare(words: &str) -> String {
        format!(
            "#[resource(access(public), {words})] struct Post {{ id: i64, title: String, data: Json, \
             #[resource(hidden)] token: String, card: Sensitive<String>, code: Input<String> }}"
        )
    }

    #[test]
    fn orders_are_positions() {
        let terms = model_of(&declare("sort(-title, id)")).sort;
        assert_eq!(terms, [SortTerm { field: 1, descending: true }, SortTerm { field: 0, descending: false }]);
        assert!(model_of(&declare("tag = \"x\"")).sort.is_empty());
    }

    #[test]
    fn orders_that_cannot_be() {
        assert!(fault_of(&declare("sort(titel)")).contains("did you mean `title`?"));
        assert!(fault_of(&declare("sort(title, -title)")).contains("in this order twice"));
        assert!(fault_of(&declare("sort(data)")).contains("have no order"));
        assert!(fault_of(&declare("sort(token)")).contains("is not shown"));
        assert!(fault_of(&declare("sort(card)")).contains("is not shown"));
        assert!(fault_of(&declare("sort(code)")).contains("has no column"));
        assert!(fault_of(&declare("sort()")).contains("names nothing"));
    }

    #[test]
    fn pages() {
        let limits = |words: &str| model_of(&declare(words)).page;
        assert_eq!(limits("tag = \"x\""), PageLimits { size: 20, max: 100, total: false });
        assert_eq!(limits("page(size = 5, total = exact)"), PageLimits { size: 5, max: 100, total: true });
        assert_eq!(limits("page(max = 10)"), PageLimits { size: 10, max: 10, total: false });
        assert!(fault_of(&declare("page(size = 0)")).contains("between 1 and"));
        assert!(fault_of(&declare("page(size = 200)")).contains("larger than the largest, 100"));
        assert!(fault_of(&declare("page(totl = exact)")).contains("did you mean `total`?"));
        assert!(fault_of(&declare("page(total = exac)")).contains("did you mean `exact`?"));
    }
}
