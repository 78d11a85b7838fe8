use super::{Field, Flags, Kind};

/// What a word asks of a type of the user's, of which only the compiler knows how it is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Demand {
    /// Values that the database counts.
    Counting,
    /// Values that stand in an address and are compared.
    Key,
    /// Values that have an order.
    Order,
    /// Values that can be compared.
    Equality,
    /// Values that can be a caller's id or tenant.
    Caller,
    /// Values that have a length.
    Length,
    Number,
    Text,
}

/// The field, if its type meets the demand.
///
/// # Panics
/// It does not. A descriptor is made while the program is compiled, so that this is a message of the compiler's, at the
/// word that asks.
#[track_caller]
pub const fn demanded(field: Field, demand: Demand) -> Field {
    assert!(demand.is_met_by(field.kind), "{}", demand.refusal());
    // The derive sees that a type is `Sensitive`, but for one of another name.
    assert!(
        !matches!(demand, Demand::Order) || !field.flags.has(Flags::SENSITIVE),
        "an order would tell what the values of a `Sensitive` are: leave this out"
    );
    field
}

/// The field, if SeaORM can store its type, as `field_type!` makes it.
///
/// # Panics
/// It cannot; see [`demanded`].
#[track_caller]
pub const fn stored(field: Field, can_be: bool) -> Field {
    assert!(can_be, "SeaORM cannot store this type: beside its `impl FieldType` write `restruct::field_type!(..);`");
    field
}

impl Demand {
    const fn is_met_by(self, kind: Kind) -> bool {
        let integer = matches!(kind, Kind::I16 | Kind::I32 | Kind::I64 | Kind::U32);
        let float = matches!(kind, Kind::F32 | Kind::F64);
        let text = matches!(kind, Kind::String | Kind::Choice(_));
        match self {
            Demand::Counting => integer,
            Demand::Key => !float && !matches!(kind, Kind::Json | Kind::Bytes),
            Demand::Order => !matches!(kind, Kind::Json | Kind::Bytes),
            Demand::Equality => !matches!(kind, Kind::Json),
            Demand::Caller => integer || matches!(kind, Kind::Uuid | Kind::String),
            Demand::Length => text || matches!(kind, Kind::Bytes),
            Demand::Number => integer || float || matches!(kind, Kind::Decimal),
            Demand::Text => text,
        }
    }

    const fn refusal(self) -> &'static str {
        match self {
            Demand::Counting => {
                "a database counts only integers, and this type is not stored as one: say `id(client)` or \
                 `id(generate = EXPR)`"
            }
            Demand::Key => {
                "a key stands in an address and is compared: use a type that is stored as an integer, a Uuid or a text"
            }
            Demand::Order => "values of this type have no order, for it is stored as JSON or bytes: leave this out",
            Demand::Equality => "values of this type cannot be compared, for it is stored as JSON: leave this out",
            Demand::Caller => {
                "this type cannot hold who the caller is: name a field that is stored as an integer, a Uuid or a text"
            }
            Demand::Length => {
                "values of this type have no length, for it is stored neither as a text nor as bytes: write \
                 `range(min = .., max = ..)` for a number, or leave this out"
            }
            Demand::Number => {
                "this type is not stored as a number: write `length(min = .., max = ..)` for a text, or \
                 `custom(function = path)`"
            }
            Demand::Text => "the rule is one of texts, and this type is not stored as one: leave this out",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_demand_that_is_met_changes_nothing() {
        let field = stored(demanded(demanded(Field::new::<String>("name"), Demand::Order), Demand::Text), true);
        assert_eq!((field.name, field.kind), ("name", Kind::String));
        for demand in [Demand::Counting, Demand::Key, Demand::Order, Demand::Equality, Demand::Caller, Demand::Number] {
            assert!(demand.is_met_by(Kind::I64), "{demand:?}");
        }
    }

    #[test]
    #[should_panic(expected = "an order would tell")]
    fn what_is_sensitive_has_no_order() {
        let _ = demanded(Field::new::<crate::Sensitive<String>>("card"), Demand::Order);
    }

    #[test]
    #[should_panic(expected = "have no order")]
    fn a_demand_that_is_not_met_is_refused() {
        let _ = demanded(Field::new::<serde_json::Value>("settings"), Demand::Order);
    }

    #[test]
    fn what_json_and_bytes_cannot_do() {
        let refused = |kind: Kind| {
            [
                Demand::Counting,
                Demand::Key,
                Demand::Order,
                Demand::Equality,
                Demand::Caller,
                Demand::Length,
                Demand::Number,
                Demand::Text,
            ]
            .into_iter()
            .filter(|demand| !demand.is_met_by(kind))
            .count()
        };
        assert_eq!(refused(Kind::Json), 8);
        assert_eq!(refused(Kind::Bytes), 6);
        assert_eq!(refused(Kind::Choice(&["a"])), 3);
    }
}
