use super::{Field, Flags, Kind};

/// How a filter compares a field with what the client gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operator {
    Eq,
    Ne,
    In,
    NotIn,
    IsNull,
    Gt,
    Gte,
    Lt,
    Lte,
    IExact,
    Contains,
    IContains,
    StartsWith,
    IStartsWith,
    EndsWith,
    IEndsWith,
}

impl Operator {
    /// In the order in which they are listed.
    pub const ALL: [Self; 16] = [
        Operator::Eq,
        Operator::Ne,
        Operator::In,
        Operator::NotIn,
        Operator::IsNull,
        Operator::Gt,
        Operator::Gte,
        Operator::Lt,
        Operator::Lte,
        Operator::IExact,
        Operator::Contains,
        Operator::IContains,
        Operator::StartsWith,
        Operator::IStartsWith,
        Operator::EndsWith,
        Operator::IEndsWith,
    ];

    /// What follows `__` in a parameter's name.
    pub const fn name(self) -> &'static str {
        match self {
            Operator::Eq => "eq",
            Operator::Ne => "ne",
            Operator::In => "in",
            Operator::NotIn => "not_in",
            Operator::IsNull => "isnull",
            Operator::Gt => "gt",
            Operator::Gte => "gte",
            Operator::Lt => "lt",
            Operator::Lte => "lte",
            Operator::IExact => "iexact",
            Operator::Contains => "contains",
            Operator::IContains => "icontains",
            Operator::StartsWith => "startswith",
            Operator::IStartsWith => "istartswith",
            Operator::EndsWith => "endswith",
            Operator::IEndsWith => "iendswith",
        }
    }

    /// The operator of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|operator| operator.name() == name)
    }

    const fn bit(self) -> u16 {
        1 << self as u16
    }

    /// Whether values of the kind can be compared so.
    const fn suits(self, kind: Kind, nullable: bool) -> bool {
        let is_opaque = matches!(kind, Kind::Json | Kind::Bytes);
        match self {
            Operator::IsNull => nullable,
            Operator::Eq | Operator::Ne | Operator::In | Operator::NotIn => !is_opaque,
            Operator::Gt | Operator::Gte | Operator::Lt | Operator::Lte => {
                !is_opaque && !matches!(kind, Kind::Bool | Kind::Choice(_))
            }
            _ => matches!(kind, Kind::String),
        }
    }

    /// Whether it takes any text, to look for it in others.
    pub fn looks_into_texts(self) -> bool {
        use Operator::{Contains, EndsWith, IContains, IEndsWith, IExact, IStartsWith, StartsWith};
        matches!(self, IExact | Contains | IContains | StartsWith | IStartsWith | EndsWith | IEndsWith)
    }

    const fn refusal(self) -> &'static str {
        match self {
            Operator::IsNull => "this field is never null: make its type an `Option`, or leave `isnull` out",
            Operator::Eq | Operator::Ne | Operator::In | Operator::NotIn => {
                "values of this type cannot be compared, for it is stored as JSON or bytes: only `isnull` can filter by it"
            }
            Operator::Gt | Operator::Gte | Operator::Lt | Operator::Lte => {
                "values of this type have no order that a client could ask for, for it is stored as a bool, a choice, JSON \
                 or bytes: leave this out"
            }
            _ => "this looks into texts, and this type is not stored as one of any content: leave this out",
        }
    }
}

/// The operators by which clients may filter, as a set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Operators(u16);

impl Operators {
    pub const NONE: Self = Self(0);

    pub const fn has(self, operator: Operator) -> bool {
        self.0 & operator.bit() != 0
    }

    pub const fn with(self, operator: Operator) -> Self {
        Self(self.0 | operator.bit())
    }

    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// In the order in which they are listed.
    pub fn iter(self) -> impl Iterator<Item = Operator> {
        Operator::ALL.into_iter().filter(move |operator| self.has(*operator))
    }
}

/// The field, filtered by all operators that its type has.
///
/// # Panics
/// It has none. A descriptor is made while the program is compiled, so that this is a message of the compiler's, at the
/// word.
#[track_caller]
pub const fn filtered(mut field: Field) -> Field {
    assert!(may_be_told(&field), "a filter would tell what the values of a `Sensitive` are: leave `filter` out");
    let mut index = 0;
    while index < Operator::ALL.len() {
        let operator = Operator::ALL[index];
        if operator.suits(field.kind, field.nullable) {
            field.filter = field.filter.with(operator);
        }
        index += 1;
    }
    assert!(
        !field.filter.is_empty(),
        "nothing of this field can be filtered by, for it is stored as JSON or bytes and is never null: leave `filter` out"
    );
    field
}

/// The field, filtered by one more operator.
///
/// # Panics
/// Its type lacks the operator; see [`filtered`].
#[track_caller]
pub const fn filtered_by(mut field: Field, operator: Operator) -> Field {
    assert!(may_be_told(&field), "a filter would tell what the values of a `Sensitive` are: leave `filter` out");
    assert!(operator.suits(field.kind, field.nullable), "{}", operator.refusal());
    field.filter = field.filter.with(operator);
    field
}

/// The field, as a part of what `?search=` looks into.
///
/// # Panics
/// It is not stored as a text; see [`filtered`].
#[track_caller]
pub const fn searched(field: Field) -> Field {
    assert!(may_be_told(&field), "a search would tell what the values of a `Sensitive` are: leave `search` out");
    assert!(
        matches!(field.kind, Kind::String),
        "a search looks into texts, and this type is not stored as one of any content: leave `search` out"
    );
    field.flags(Flags::SEARCH)
}

/// The derive sees that a type is `Sensitive`, but for one of another name.
const fn may_be_told(field: &Field) -> bool {
    !field.flags.has(Flags::SENSITIVE)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn operators<T: crate::field_type::Column>() -> Vec<&'static str> {
        filtered(Field::new::<T>("field")).filter.iter().map(Operator::name).collect()
    }

    #[test]
    fn each_type_has_its_operators() {
        let ordered = ["eq", "ne", "in", "not_in", "gt", "gte", "lt", "lte"];
        assert_eq!(operators::<bool>(), ["eq", "ne", "in", "not_in"]);
        assert_eq!(operators::<i64>(), ordered);
        assert_eq!(operators::<uuid::Uuid>(), ordered);
        assert_eq!(operators::<Option<bool>>(), ["eq", "ne", "in", "not_in", "isnull"]);
        assert_eq!(operators::<Option<Vec<u8>>>(), ["isnull"]);
        assert_eq!(operators::<Option<crate::Json>>(), ["isnull"]);
        assert_eq!(operators::<String>().len(), 15);
        assert_eq!(operators::<Option<String>>().len(), 16);
    }

    #[test]
    fn an_operator_is_found_by_its_name() {
        for operator in Operator::ALL {
            assert_eq!(Operator::named(operator.name()), Some(operator));
        }
        assert_eq!(Operator::named("like"), None);
    }

    #[test]
    #[should_panic(expected = "never null")]
    fn what_is_never_null_has_no_isnull() {
        let _ = filtered_by(Field::new::<String>("name"), Operator::IsNull);
    }

    #[test]
    #[should_panic(expected = "leave `filter` out")]
    fn bytes_that_are_never_null_have_nothing() {
        let _ = filtered(Field::new::<Vec<u8>>("image"));
    }

    #[test]
    #[should_panic(expected = "a filter would tell")]
    fn what_is_sensitive_is_not_filtered() {
        let _ = filtered_by(Field::new::<crate::Sensitive<String>>("card"), Operator::Eq);
    }

    #[test]
    #[should_panic(expected = "looks into texts")]
    fn a_number_is_not_searched() {
        let _ = searched(Field::new::<i64>("views"));
    }
}
