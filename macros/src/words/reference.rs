//! The reference page, `guide::attributes` of the runtime, and the list say the same.

use std::collections::BTreeSet;

use super::{Place, all};
use crate::model::Operator;
use crate::testing::faults_of_field;

const WORDS: &str = include_str!("../../../runtime/docs/attributes.md");
const RULES: &str = include_str!("../../../runtime/docs/validation.md");

/// The words at the beginnings of the rows of the tables below a heading.
fn listed(page: &str, heading: &str) -> BTreeSet<String> {
    let lines = page.lines().skip_while(|line| *line != heading).skip(1);
    let section = lines.take_while(|line| !line.starts_with("## "));
    section.filter_map(|line| line.strip_prefix("| `")).map(first_word).collect()
}

fn first_word(text: &str) -> String {
    text.chars().take_while(|letter| letter.is_ascii_lowercase() || *letter == '_').collect()
}

fn words_at(place: Place) -> BTreeSet<String> {
    all().into_iter().filter(|word| word.place == place).map(|word| word.name.to_owned()).collect()
}

#[test]
fn every_word_has_its_line_and_no_other_is_listed() {
    for (heading, place) in [
        ("## On a struct", Place::Struct),
        ("## On a field", Place::Field),
        ("## On an enum", Place::Enum),
        ("## On a variant", Place::Variant),
        ("## `validate` on a struct", Place::ValidateStruct),
        ("## `validate` on a field", Place::ValidateField),
    ] {
        assert_eq!(listed(WORDS, heading), words_at(place), "{heading}");
    }
}

#[test]
fn every_rule_of_validation_is_told() {
    let expected: BTreeSet<_> =
        words_at(Place::ValidateField).union(&words_at(Place::ValidateStruct)).cloned().collect();
    assert_eq!(listed(RULES, "## The rules"), expected);
}

/// What stands in backticks.
fn codes(text: &str) -> Vec<&str> {
    text.split('`').skip(1).step_by(2).collect()
}

#[test]
fn each_type_has_the_operators_that_are_told() {
    let section = WORDS.split("\n## Operators").nth(1).and_then(|rest| rest.split("\n## ").next()).unwrap();
    let rows = section.lines().filter_map(|line| line.strip_prefix("| ")?.split_once(" | "));
    let mut types = 0;
    for (of, told) in rows.map(|(types, operators)| (codes(types), codes(operators))) {
        for ty in of.into_iter().filter(|ty| *ty != "ResourceEnum") {
            types += 1;
            for (operator, _) in Operator::SPELLINGS {
                let faults = |ty: &str| faults_of_field(&format!("#[resource(filter({operator}))] field: {ty}"));
                let is_told = told.contains(&operator);
                assert_eq!(faults(ty).is_empty(), is_told, "{operator} of {ty}");
                assert_eq!(faults(&format!("Option<{ty}>")).is_empty(), is_told || operator == "isnull", "{ty}");
            }
        }
    }
    assert_eq!(types, 17);
}
