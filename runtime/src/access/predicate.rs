use sea_orm::Value;

/// A condition on a row. Each leaf is true or false: a comparison with null is false, and so its negation is true.
#[derive(Clone, Debug, PartialEq)]
pub enum Predicate {
    Always,
    Never,
    /// Of a rule that is wrong in itself. It never holds, and neither does its complement: a mistake grants nothing.
    Refused,
    /// The field, by position, against a value.
    Compare(usize, Comparison, Value),
    /// The field is one of the values.
    In(usize, Vec<Value>),
    IsNull(usize),
    And(Vec<Predicate>),
    Or(Vec<Predicate>),
    Not(Box<Predicate>),
}

/// How a field is compared. Texts by code point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

impl Predicate {
    /// All of them, with what is constant folded away.
    pub fn all(parts: impl IntoIterator<Item = Predicate>) -> Self {
        let (mut kept, mut never) = (Vec::new(), false);
        for part in parts {
            match part {
                Predicate::Always => {}
                Predicate::Never => never = true,
                Predicate::Refused => return Predicate::Refused,
                Predicate::And(parts) => kept.extend(parts),
                part => kept.push(part),
            }
        }
        match kept.len() {
            _ if never => Predicate::Never,
            0 => Predicate::Always,
            1 => kept.remove(0),
            _ => Predicate::And(kept),
        }
    }

    /// One of them, with what is constant folded away.
    pub fn any(parts: impl IntoIterator<Item = Predicate>) -> Self {
        let (mut kept, mut always) = (Vec::new(), false);
        for part in parts {
            match part {
                Predicate::Never => {}
                Predicate::Always => always = true,
                Predicate::Refused => return Predicate::Refused,
                Predicate::Or(parts) => kept.extend(parts),
                part => kept.push(part),
            }
        }
        match kept.len() {
            _ if always => Predicate::Always,
            0 => Predicate::Never,
            1 => kept.remove(0),
            _ => Predicate::Or(kept),
        }
    }

    /// The complement.
    pub fn negate(self) -> Self {
        match self {
            Predicate::Always => Predicate::Never,
            Predicate::Never => Predicate::Always,
            Predicate::Refused => Predicate::Refused,
            Predicate::Not(inner) => *inner,
            other => Predicate::Not(Box::new(other)),
        }
    }

    /// Whether a test holds for some field that the predicate looks at.
    pub fn mentions(&self, test: &dyn Fn(usize) -> bool) -> bool {
        match self {
            Predicate::Always | Predicate::Never | Predicate::Refused => false,
            Predicate::Compare(field, ..) | Predicate::In(field, _) | Predicate::IsNull(field) => test(*field),
            Predicate::And(parts) | Predicate::Or(parts) => parts.iter().any(|part| part.mentions(test)),
            Predicate::Not(inner) => inner.mentions(test),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leaf(field: usize) -> Predicate {
        Predicate::IsNull(field)
    }

    #[test]
    fn constants_are_folded() {
        assert_eq!(Predicate::all([Predicate::Always, leaf(1)]), leaf(1));
        assert_eq!(Predicate::all([leaf(1), Predicate::Never]), Predicate::Never);
        assert_eq!(Predicate::any([Predicate::Never, leaf(1)]), leaf(1));
        assert_eq!(Predicate::any([leaf(1), Predicate::Always]), Predicate::Always);
        assert_eq!(Predicate::all([]), Predicate::Always);
        assert_eq!(Predicate::any([]), Predicate::Never);
        assert_eq!(leaf(1).negate().negate(), leaf(1));
        assert_eq!(Predicate::Never.negate(), Predicate::Always);
    }

    #[test]
    fn a_wrong_rule_grants_nothing_whatever_stands_around_it() {
        assert_eq!(Predicate::Refused.negate(), Predicate::Refused);
        assert_eq!(Predicate::any([Predicate::Always, Predicate::Refused]), Predicate::Refused);
        assert_eq!(Predicate::all([Predicate::Never, Predicate::Refused]).negate(), Predicate::Refused);
        assert!(!Predicate::Refused.holds(&[]));
    }

    #[test]
    fn mentioned_fields_are_found_at_any_depth() {
        let predicate = Predicate::any([leaf(1), Predicate::all([leaf(2), leaf(3).negate()])]);
        assert!(predicate.mentions(&|field| field == 3));
        assert!(!predicate.mentions(&|field| field == 4));
    }
}
