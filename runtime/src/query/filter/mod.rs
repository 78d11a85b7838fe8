//! Filters: a parameter's name says which field and how it is compared, its value with what.

mod across;
mod name;
mod sql;
mod text;
mod value;
mod value_list;

pub use self::{
    across::narrow,
    name::{Subject, Target, target},
    text::contains_ignoring_case,
    value::parse,
    value_list::{quoted_where_needed, read_quoted},
};

use sea_orm::Value;

use crate::access::Comparison;

/// What rows are asked for by one parameter.
#[derive(Clone, Debug, PartialEq)]
pub struct Filter {
    /// The relations that lead to what is tested, each by its position in those of the resource before.
    pub steps: Vec<usize>,
    pub subject: Subject,
    pub test: Test,
}

/// What holds of a field's value. Only `NotEqual`, `NotIn` and `IsNull` hold of null.
#[derive(Clone, Debug, PartialEq)]
pub enum Test {
    Equal(Value),
    /// The complement of `Equal`, null included.
    NotEqual(Value),
    /// One of them; there is at least one.
    In(Vec<Value>),
    /// The complement of `In`, null included.
    NotIn(Vec<Value>),
    IsNull(bool),
    Ordered(Comparison, Value),
    /// It is the same text, whatever the case.
    SameIgnoringCase(String),
    Text(TextMatch, String),
}

impl Test {
    /// Whether it holds of null.
    pub fn holds_of_null(&self) -> bool {
        matches!(self, Test::NotEqual(_) | Test::NotIn(_) | Test::IsNull(true))
    }

    /// How many values it lists.
    pub fn listed(&self) -> usize {
        match self {
            Test::In(values) | Test::NotIn(values) => values.len(),
            _ => 0,
        }
    }
}

/// Where a text is found in another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextMatch {
    pub place: TextPlace,
    pub ignores_case: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextPlace {
    Anywhere,
    Start,
    End,
}
