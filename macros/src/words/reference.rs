//! The reference page, `guide::attributes` of the runtime, and the list say the same.

use std::collections::BTreeSet;

use super::{Place, all};

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
