//! Who may do what. A rule becomes one [`Predicate`] for the caller; it is evaluated in memory where the row is known
//! and in SQL where rows are chosen, with the same result.

mod belonging;
mod beside;
mod evaluate;
mod filter;
mod keyed;
mod order;
mod page;
mod permission;
mod predicate;
mod related;
mod resolve;
mod scoped;
mod select;
mod sql;

#[cfg(test)]
mod tests;

pub use self::{
    belonging::{MOST_VALUES, OfEach},
    beside::Beside,
    filter::{Filter, FilterValue, Rule, custom_rule},
    order::{OrderSource, OrderTerm, own_terms},
    page::{Page, PageOf, Ranges},
    permission::Permission,
    predicate::{Comparison, Predicate},
    resolve::{Caller, Kind as AccessKind, callers_value, decide, resolve},
    scoped::{Scope, Scoped, are_there},
    sql::{column, condition, equated_column, exact_column, folded_column},
};
