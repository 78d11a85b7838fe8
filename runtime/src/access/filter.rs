use std::marker::PhantomData;

use sea_orm::Value;

use super::{Comparison, Predicate};
use crate::{Principal, Resource, descriptor::Kind, entity::ColumnPosition, field_type::Column, value};

/// A rule of your own. It is data, so that the database and the server agree on it.
///
/// ```
/// use restruct::prelude::*;
///
/// #[derive(Clone, Debug, Resource)]
/// #[resource(access(read = Listed, write = role("admin")))]
/// pub struct Offer {
///     pub id: i64,
///     pub listed: bool,
/// }
///
/// /// Offers that are listed.
/// pub struct Listed;
///
/// impl Rule<Offer> for Listed {
///     fn filter(_: Option<&Principal>) -> Filter<Offer> {
///         Filter::eq(OfferColumn::Listed, true)
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no access rule of `{R}`",
    label = "no rule",
    note = "write `impl Rule<{R}> for {Self}`; the built-in rules are public, nobody, authenticated, role(\"..\"), owner(field) \
            and tenant(field)"
)]
pub trait Rule<R: Resource> {
    /// The rows that the rule lets this caller have.
    fn filter(principal: Option<&Principal>) -> Filter<R>;
}

/// A [`Rule`] as data; named by generated code.
pub fn custom_rule<T: Rule<R>, R: Resource>(principal: Option<&Principal>) -> Predicate {
    T::filter(principal).predicate
}

/// A condition on rows of `R`. A comparison with null is false; its `not` is true.
#[derive(Clone, Debug)]
pub struct Filter<R> {
    predicate: Predicate,
    resource: PhantomData<fn() -> R>,
}

impl<R: Resource> Filter<R> {
    fn new(predicate: Predicate) -> Self {
        Self { predicate, resource: PhantomData }
    }

    pub(crate) fn into_predicate(self) -> Predicate {
        self.predicate
    }

    /// Every row.
    pub fn always() -> Self {
        Self::new(Predicate::Always)
    }

    /// No row.
    pub fn never() -> Self {
        Self::new(Predicate::Never)
    }

    /// The column holds the value.
    pub fn eq(column: R::ColumnType, value: impl FilterValue) -> Self {
        Self::compare(column, Comparison::Equal, value)
    }

    /// The column holds another value; false where it is null.
    pub fn ne(column: R::ColumnType, value: impl FilterValue) -> Self {
        Self::compare(column, Comparison::NotEqual, value)
    }

    /// The column is less.
    pub fn lt(column: R::ColumnType, value: impl FilterValue) -> Self {
        Self::compare(column, Comparison::Less, value)
    }

    /// The column is less or the same.
    pub fn lte(column: R::ColumnType, value: impl FilterValue) -> Self {
        Self::compare(column, Comparison::LessOrEqual, value)
    }

    /// The column is greater.
    pub fn gt(column: R::ColumnType, value: impl FilterValue) -> Self {
        Self::compare(column, Comparison::Greater, value)
    }

    /// The column is greater or the same.
    pub fn gte(column: R::ColumnType, value: impl FilterValue) -> Self {
        Self::compare(column, Comparison::GreaterOrEqual, value)
    }

    /// The column holds one of the values.
    pub fn is_in<T: FilterValue>(column: R::ColumnType, values: impl IntoIterator<Item = T>) -> Self {
        let cells: Option<Vec<Value>> =
            values.into_iter().map(|value| fitted(kind::<R>(column), value.to_cell())).collect();
        match cells {
            Some(cells) if !cells.is_empty() => Self::new(Predicate::In(column.position(), cells)),
            Some(_) => Self::never(),
            None => Self::mistyped(column),
        }
    }

    /// The column is null.
    pub fn is_null(column: R::ColumnType) -> Self {
        Self::new(Predicate::IsNull(column.position()))
    }

    /// Both hold.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self::new(Predicate::all([self.predicate, other.predicate]))
    }

    /// One holds.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self::new(Predicate::any([self.predicate, other.predicate]))
    }

    /// The complement, rows with null included.
    #[must_use]
    #[expect(clippy::should_implement_trait, reason = "the word that rules use; `!filter` would read worse in a chain")]
    pub fn not(self) -> Self {
        Self::new(self.predicate.negate())
    }

    fn compare(column: R::ColumnType, comparison: Comparison, value: impl FilterValue) -> Self {
        let value = value.to_cell();
        if value::is_null(&value) {
            return Self::never();
        }
        match fitted(kind::<R>(column), value) {
            Some(value) => Self::new(Predicate::Compare(column.position(), comparison, value)),
            None => Self::mistyped(column),
        }
    }

    /// A rule must not grant by accident: a value that the column's cannot be compared with matches nothing, and says so.
    fn mistyped(column: R::ColumnType) -> Self {
        let descriptor = R::descriptor();
        let field = &descriptor.fields[column.position()];
        tracing::error!(
            resource = descriptor.name,
            field = field.name,
            "a filter compares the field with what it cannot be compared with and so never holds"
        );
        Self::new(Predicate::Refused)
    }
}

/// What a column is compared with: a value of a field's type, or a text literal.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no value that a column can be compared with",
    label = "no value of a column",
    note = "give a value of the field's type; a text literal does for a String"
)]
pub trait FilterValue {
    #[doc(hidden)]
    fn to_cell(&self) -> Value;
}

impl<T: Column> FilterValue for T {
    fn to_cell(&self) -> Value {
        self.to_value()
    }
}

impl FilterValue for &str {
    fn to_cell(&self) -> Value {
        Value::String(Some((*self).to_owned()))
    }
}

fn kind<R: Resource>(column: R::ColumnType) -> Kind {
    R::descriptor().fields[column.position()].kind
}

/// The value in the column's kind. Integer literals are i32 where nothing says otherwise, so integers convert. Documents
/// and what is no number are compared differently wherever they are compared.
fn fitted(kind: Kind, value: Value) -> Option<Value> {
    let no_order = match &value {
        Value::Float(Some(number)) => number.is_nan(),
        Value::Double(Some(number)) => number.is_nan(),
        Value::Json(_) => true,
        _ => false,
    };
    if no_order {
        return None;
    }
    let integer = match value {
        Value::SmallInt(Some(number)) => Some(i64::from(number)),
        Value::Int(Some(number)) => Some(i64::from(number)),
        Value::BigInt(Some(number)) => Some(number),
        _ => None,
    };
    match (kind, integer) {
        (Kind::I16, Some(number)) => i16::try_from(number).ok().map(|number| Value::SmallInt(Some(number))),
        (Kind::I32, Some(number)) => i32::try_from(number).ok().map(|number| Value::Int(Some(number))),
        (Kind::I64 | Kind::U32, Some(number)) => Some(Value::BigInt(Some(number))),
        (kind, _) => {
            let same_kind = std::mem::discriminant(&value::null(kind)) == std::mem::discriminant(&value);
            same_kind.then_some(value)
        }
    }
}
