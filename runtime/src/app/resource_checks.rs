//! What of one resource shows to be wrong only when its expressions and rules are run.

use sea_orm::Value;

use crate::{
    Violation,
    access::{AccessKind, Predicate, resolve},
    body,
    descriptor::{Check, Descriptor},
    input::Cells,
    json, validation,
};

/// All that is wrong with a resource.
pub fn faults(descriptor: &'static Descriptor) -> Vec<String> {
    refused_values(descriptor).into_iter().chain(empty_ranges(descriptor)).chain(mistyped_rules(descriptor)).collect()
}

/// Bounds that are literals are compared when they are compiled; these are constants.
fn empty_ranges(descriptor: &'static Descriptor) -> Vec<String> {
    let rules = descriptor.fields.iter().flat_map(|field| field.validations.iter().map(move |rule| (field, rule)));
    rules
        .filter_map(|(field, rule)| {
            let Check::Range { min, max, exclusive_min, exclusive_max } = rule.check else { return None };
            let bounds = [min, max, exclusive_min, exclusive_max].map(|bound| bound.map(|make| make()));
            let nothing = validation::contradiction(field.kind, bounds)?;
            let (resource, field) = (descriptor.name, field.name);
            Some(format!("the `range` of `{resource}.{field}` allows nothing: no number is {nothing}"))
        })
        .collect()
}

/// Whoever leaves the field out would be told of a value that they never sent; whoever reads the document would send an
/// example that is refused.
fn refused_values(descriptor: &'static Descriptor) -> Vec<String> {
    let mut faults = Vec::new();
    for (position, field) in descriptor.fields.iter().enumerate() {
        let default = field.default.map(|default| ("default", (default.make)()));
        let example = field.example.map(|make| ("example", make()));
        for (word, value) in default.into_iter().chain(example) {
            for violation in refusals(descriptor, position, &value) {
                faults.push(format!(
                    "the `{word}` of `{}.{}` is refused by the field's own type and rules, by which it {}",
                    descriptor.name,
                    field.name,
                    violation.detail()
                ));
            }
        }
    }
    faults
}

/// What a client would be told who sends the value.
fn refusals(descriptor: &'static Descriptor, position: usize, value: &Value) -> Vec<Violation> {
    match body::read_value(&descriptor.fields[position], &json::to_json(value).to_string()) {
        Err(violation) => vec![violation],
        Ok(value) => {
            let mut cells = Cells::new(descriptor);
            cells.set(position, value);
            validation::check_cells(descriptor, &cells)
        }
    }
}

/// A rule of the user's that compares a column with a value of another type would refuse everybody.
fn mistyped_rules(descriptor: &'static Descriptor) -> Vec<String> {
    let is_mistyped = |kind: &AccessKind| matches!(resolve(descriptor, *kind, None), Predicate::Refused);
    let fault = |kind: AccessKind| {
        let (name, kind) = (descriptor.name, format!("{kind:?}").to_lowercase());
        format!("a rule of `{name}` for {kind} compares a column with a value of another type; the log names it")
    };
    AccessKind::ALL.into_iter().filter(is_mistyped).map(fault).collect()
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::*;
    use crate::{
        access::{Comparison, Predicate},
        database::testing::resource,
        descriptor::{Access, Field, Flags, Number, Rule, Validation},
    };

    #[test]
    fn a_default_keeps_the_rules_of_its_field() {
        const LENGTH: &[Validation] = &[Validation::new(Check::Length { min: Some(1), max: None, equal: None })];
        static FIELDS: [Field; 4] = [
            Field::new::<i64>("id").flags(Flags::KEY | Flags::AUTO),
            Field::new::<String>("title").validations(LENGTH).default(|| "".into(), true),
            Field::new::<String>("body").validations(LENGTH).default(|| "x".into(), true).example(|| "y".into()),
            Field::new::<String>("note").validations(LENGTH).example(|| "".into()),
        ];
        static POSTS: Descriptor = resource("Post", "posts", &FIELDS);
        let told = faults(&POSTS);
        let refusal = |word: &str| {
            format!(
                "the {word} is refused by the field's own type and rules, by which it must have at least 1 character"
            )
        };
        assert_eq!(told, [refusal("`default` of `Post.title`"), refusal("`example` of `Post.note`")]);
    }

    #[test]
    fn a_range_of_constants_that_allows_nothing_is_known() {
        const fn range(min: fn() -> Number, max: fn() -> Number, open: bool) -> Validation {
            Validation::new(if open {
                Check::Range { min: None, max: None, exclusive_min: Some(min), exclusive_max: Some(max) }
            } else {
                Check::Range { min: Some(min), max: Some(max), exclusive_min: None, exclusive_max: None }
            })
        }
        const REVERSED: &[Validation] = &[range(|| Number::Integer(5), || Number::Integer(1), false)];
        const NEXT: &[Validation] = &[range(|| Number::Integer(5), || Number::Integer(6), true)];
        const ONE: &[Validation] = &[range(|| Number::Integer(5), || Number::Float(5.0), false)];
        static FIELDS: [Field; 5] = [
            Field::new::<i64>("id").flags(Flags::KEY | Flags::AUTO),
            Field::new::<i64>("reversed").validations(REVERSED),
            Field::new::<i64>("between").validations(NEXT),
            Field::new::<f64>("fraction").validations(NEXT),
            Field::new::<i64>("one").validations(ONE),
        ];
        static POSTS: Descriptor = resource("Post", "posts", &FIELDS);
        let expected = [
            "the `range` of `Post.reversed` allows nothing: no number is at least 5 and at most 1",
            "the `range` of `Post.between` allows nothing: no number is greater than 5 and less than 6",
        ];
        assert_eq!(faults(&POSTS), expected);
    }

    #[test]
    fn a_mistyped_rule_is_known() {
        static FIELDS: [Field; 1] = [Field::new::<i64>("id").flags(Flags::KEY)];
        static GOOD: Rule = Rule::Custom(|_| Predicate::Compare(0, Comparison::Equal, 1_i64.into()));
        static BAD: Rule = Rule::Custom(|_| Predicate::Refused);
        static PLAIN: Descriptor = Descriptor {
            access: Access { read: Some(&GOOD), create: None, update: None, delete: Some(&BAD) },
            ..resource("Post", "posts", &FIELDS)
        };
        let told = faults(&PLAIN);
        assert!(told.len() == 1 && told[0].contains("a rule of `Post` for delete"), "{told:?}");
    }

    #[test]
    fn a_default_is_of_its_fields_form() {
        static FIELDS: [Field; 2] = [
            Field::new::<i64>("id").flags(Flags::KEY),
            Field::new::<Decimal>("rate").decimal(2, 1).default(|| Decimal::new(125, 1).into(), false),
        ];
        static RATES: Descriptor = resource("Rate", "rates", &FIELDS);
        let told = faults(&RATES);
        assert!(told.len() == 1 && told[0].contains("at most 1 digits before the point"), "{told:?}");
    }
}
