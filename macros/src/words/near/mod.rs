//! Words of other tools, and of our other attributes, with what says the same here. Who writes one of them knows what it
//! is for, and needs no list of all words.

mod arguments;
mod words;

use heck::ToSnakeCase;

use self::arguments::{ACTIONS, KINDS, OPERATIONS, OPERATORS, RULES};
use self::words::{FIELD, STRUCT, VALIDATE_FIELD};
use super::Place;

/// What other tools call something, and what to write here.
struct Notion {
    names: &'static [&'static str],
    instead: &'static str,
}

const fn notion(names: &'static [&'static str], instead: &'static str) -> Notion {
    Notion { names, instead }
}

/// What to write at `place` for a word that another tool has.
pub(super) fn instead(place: Place, typed: &str) -> Option<&'static str> {
    let notions = match place {
        Place::Field => FIELD,
        Place::Struct => STRUCT,
        Place::ValidateField => VALIDATE_FIELD,
        Place::Enum | Place::Variant | Place::ValidateStruct => &[],
    };
    find(notions, typed)
}

/// What to write in `operations(..)` for one that another tool has.
pub(crate) fn operation_instead(typed: &str) -> Option<&'static str> {
    find(OPERATIONS, typed)
}

/// What to write for a kind of access that another tool has.
pub(crate) fn kind_instead(typed: &str) -> Option<&'static str> {
    find(KINDS, typed)
}

/// What to write for a rule that another tool has.
pub(crate) fn rule_instead(typed: &str) -> Option<&'static str> {
    find(RULES, typed)
}

/// What to write behind `on_delete =` for an action that another tool has.
pub(crate) fn on_delete_instead(typed: &str) -> Option<&'static str> {
    find(ACTIONS, typed)
}

/// What to write for an operator that another tool has, unless the type of the field lacks one that would be named.
pub(crate) fn operator_instead(typed: &str, lacks: impl Fn(&str) -> bool) -> Option<&'static str> {
    find(OPERATORS, typed).filter(|help| !codes(help).any(lacks))
}

/// The pieces of code in a help.
fn codes(help: &str) -> impl Iterator<Item = &str> {
    help.split('`').skip(1).step_by(2)
}

fn find(notions: &[Notion], typed: &str) -> Option<&'static str> {
    let typed = typed.to_snake_case();
    notions.iter().find(|notion| notion.names.contains(&typed.as_str())).map(|notion| notion.instead)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::model::Operator;
    use crate::parse::Operation;
    use crate::words::all;

    const WORDS: [(Place, &[Notion]); 3] =
        [(Place::Field, FIELD), (Place::Struct, STRUCT), (Place::ValidateField, VALIDATE_FIELD)];

    fn is_operation(name: &str) -> bool {
        Operation::SPELLINGS.iter().any(|(spelling, _)| *spelling == name)
    }

    /// The first name in each piece of code of a help.
    fn named(help: &str) -> Vec<&str> {
        let inner = codes(help).map(|code| code.trim_start_matches("#[resource(").trim_start_matches("#[validate("));
        inner.map(|code| code.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap()).collect()
    }

    #[test]
    fn each_name_is_listed_once_and_is_no_word_of_its_place() {
        for (place, notions) in WORDS {
            let words: HashSet<_> = all().iter().filter(|word| word.place == place).map(|word| word.name).collect();
            let mut seen = HashSet::new();
            for name in notions.iter().flat_map(|notion| notion.names) {
                assert!(!words.contains(name), "{name} is a word of {place:?}");
                assert!(seen.insert(*name), "{name} is listed twice at {place:?}");
                assert_eq!(*name, name.to_snake_case());
            }
        }
        assert!(!OPERATIONS.iter().flat_map(|notion| notion.names).any(|name| is_operation(name)));
    }

    #[test]
    fn what_to_write_instead_exists() {
        const NO_WORDS: [&str; 14] = [
            "Option",
            "FieldType",
            "",
            "derive",
            "author_id",
            "ResourceEnum",
            "author",
            "comments",
            "posts",
            "profile",
            "tags",
            "BelongsTo",
            "HasOne",
            "HasMany",
        ];
        for notion in WORDS.iter().flat_map(|(_, notions)| *notions) {
            for name in named(notion.instead) {
                let known = all().iter().any(|word| word.name == name) || NO_WORDS.contains(&name);
                assert!(known, "{name} in: {}", notion.instead);
            }
            assert!(!notion.instead.ends_with('.'), "{}", notion.instead);
        }
        for notion in OPERATIONS {
            let codes = notion.instead.split('`').nth(1).unwrap();
            assert!(codes.split(", ").all(is_operation), "{codes}");
        }
    }

    #[test]
    fn operators_are_listed_once_and_lead_to_ours() {
        let is_operator = |name: &str| Operator::SPELLINGS.iter().any(|(spelling, _)| *spelling == name);
        let mut seen = HashSet::new();
        for name in OPERATORS.iter().flat_map(|notion| notion.names) {
            assert!(!is_operator(name), "{name} is one of ours");
            assert!(seen.insert(*name), "{name} is listed twice");
            assert_eq!(*name, name.to_snake_case());
        }
        for notion in OPERATORS {
            assert!(
                codes(notion.instead).all(is_operator) && codes(notion.instead).next().is_some(),
                "{}",
                notion.instead
            );
        }
    }

    #[test]
    fn an_operator_that_the_type_lacks_is_not_offered() {
        assert_eq!(operator_instead("ltEq", |_| false), Some("write `lte`"));
        assert_eq!(operator_instead("like", |name| name == "endswith"), None);
        assert_eq!(operator_instead("eq", |_| false), None);
    }

    #[test]
    fn names_are_found_in_any_case() {
        assert_eq!(instead(Place::Field, "maxLength"), Some("write `#[validate(length(max = 200))]`"));
        assert_eq!(instead(Place::Struct, "db_table"), Some("write `table = \"posts\"`"));
        assert_eq!(instead(Place::Variant, "db_table"), None);
        assert_eq!(operation_instead("Retrieve"), Some("write `get`"));
    }
}
