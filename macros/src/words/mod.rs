//! Every word that may stand in `#[resource(..)]` and `#[validate(..)]`: the one list that parsing, suggestions and the
//! reference follow. A word that is added here does not compile until the parser reads it.

mod list;
#[cfg(test)]
mod misused;
mod near;
#[cfg(test)]
mod notes;
#[cfg(test)]
mod page;
#[cfg(test)]
mod reference;

pub(crate) use self::list::{EnumWord, FieldWord, StructWord, ValidateStructWord, ValidateWord, VariantWord};
pub(crate) use self::near::{kind_instead, on_delete_instead, operation_instead, operator_instead, rule_instead};

use proc_macro2::Ident;
use syn::parse::ParseStream;
use syn::token;

use crate::errors::{choices, fault};
use crate::names::plain;

/// Where a word may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// `#[resource(..)]` on a struct.
    Struct,
    /// `#[resource(..)]` on a field.
    Field,
    /// `#[resource(..)]` on an enum.
    Enum,
    /// `#[resource(..)]` on a variant of an enum.
    Variant,
    /// `#[validate(..)]` on a struct.
    ValidateStruct,
    /// `#[validate(..)]` on a field.
    ValidateField,
}

impl Place {
    /// How messages call the place.
    fn noun(self) -> &'static str {
        match self {
            Place::Struct => "a struct",
            Place::Field => "a field",
            Place::Enum => "an enum",
            Place::Variant => "a variant",
            Place::ValidateStruct => "`validate` on a struct",
            Place::ValidateField => "`validate` on a field",
        }
    }

    /// The attribute whose words stand there.
    fn attribute(self) -> &'static str {
        match self {
            Place::Struct | Place::Field | Place::Enum | Place::Variant => "resource",
            Place::ValidateStruct | Place::ValidateField => "validate",
        }
    }

    /// What has the attribute.
    fn holder(self) -> &'static str {
        match self {
            Place::Struct | Place::ValidateStruct => "the struct",
            Place::Field | Place::ValidateField => "the field",
            Place::Enum => "the enum",
            Place::Variant => "the variant",
        }
    }
}

/// What follows a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// Nothing: `read_only`.
    Alone,
    /// A value: `path = ".."`.
    Value,
    /// Parentheses: `page(..)`.
    List,
    /// Nothing or parentheses: `id`, `id(auto)`.
    AloneOrList,
    /// A value or parentheses: `foreign_key = a`, `foreign_key(a, b)`.
    ValueOrList,
}

/// One word, as its reference shows it.
#[derive(Debug)]
pub(crate) struct Word {
    pub(crate) name: &'static str,
    pub(crate) place: Place,
    pub(crate) form: Form,
    /// Whether it may be given more than once at one place.
    pub(crate) repeatable: bool,
    /// How it is written, as an example.
    pub(crate) usage: &'static str,
    /// What it means, in one line.
    pub(crate) meaning: &'static str,
}

impl Word {
    /// What to write, as the help of a fault.
    pub(crate) fn help(&self) -> String {
        explained(&format!("write `{}`", self.usage))
    }
}

/// A help that names a regular expression says what that is too.
pub(crate) fn explained(help: &str) -> String {
    const USED: &str = "`std::sync::LazyLock` and `restruct::regex::Regex`";
    let named = help.split_once("path = *").and_then(|(_, rest)| rest.split_once(')')).map(|(path, _)| path);
    let Some(name) = named.and_then(|path| path.rsplit("::").next()) else { return help.to_owned() };
    let pattern = if name == "PHONE" { "^[0-9]{7,15}$" } else { "^[a-z0-9-]+$" };
    let line = format!("static {name}: LazyLock<Regex> = LazyLock::new(|| Regex::new(\"{pattern}\").unwrap());");
    format!("{help}, and beside the struct, with {USED}:\n{line}")
}

/// The words of one place.
pub(crate) trait WordSet: Copy + 'static {
    const PLACE: Place;
    const ALL: &'static [Self];

    fn word(self) -> &'static Word;
}

/// Every word, in the order of the reference.
pub(crate) fn all() -> Vec<&'static Word> {
    fn of<W: WordSet>() -> impl Iterator<Item = &'static Word> {
        W::ALL.iter().map(|word| word.word())
    }
    of::<StructWord>()
        .chain(of::<FieldWord>())
        .chain(of::<EnumWord>())
        .chain(of::<VariantWord>())
        .chain(of::<ValidateStructWord>())
        .chain(of::<ValidateWord>())
        .collect()
}

/// The word that the user typed, or the fault that says which there are.
pub(crate) fn recognise<W: WordSet>(typed: &Ident) -> syn::Result<W> {
    let name = plain(typed);
    if let Some(word) = W::ALL.iter().find(|word| word.word().name == name) {
        return Ok(*word);
    }
    if let Some(instead) = near::instead(W::PLACE, &name) {
        return Err(fault(typed, format!("unknown word `{name}`"), explained(instead)));
    }
    if let Some(word) = elsewhere(&name, W::PLACE) {
        return Err(misplaced(typed, word, W::PLACE));
    }
    let allowed = W::ALL.iter().map(|word| word.word().name);
    let kind = format!("words of {}", W::PLACE.noun());
    Err(fault(typed, format!("unknown word `{name}`"), choices(&name, &kind, allowed)))
}

/// The word of another place that was meant: one of the same attribute, or else of the other.
fn elsewhere(name: &str, place: Place) -> Option<&'static Word> {
    let mut named: Vec<&Word> = all().into_iter().filter(|word| word.name == name).collect();
    named.sort_by_key(|word| (word.place.attribute() != place.attribute(), word.place.holder() != place.holder()));
    named.first().copied()
}

/// BAD: `#[resource(table = "posts")] title: String`, `#[resource(email)] address: String`
fn misplaced(typed: &Ident, word: &Word, place: Place) -> syn::Error {
    let Word { name, usage, meaning, .. } = word;
    let (theirs, here) = (word.place.attribute(), place.attribute());
    if theirs == here {
        let what = format!("`{name}` is a word of {}, not of {}", word.place.noun(), place.noun());
        return fault(typed, what, format!("it means: {meaning}. Write `{usage}` there"));
    }
    let what = format!("`{name}` is a word of `#[{theirs}(..)]`, not of `#[{here}(..)]`");
    let here_too = word.place.holder() == place.holder();
    let there = if here_too { String::new() } else { format!(" on {}", word.place.holder()) };
    fault(typed, what, format!("it means: {meaning}. Write `#[{theirs}({usage})]`{there}"))
}

/// Checks that what follows a word has the word's form, so that its parser need not.
pub(crate) fn expect_form(word: &Word, typed: &Ident, input: ParseStream) -> syn::Result<()> {
    let (value, list) = (input.peek(syn::Token![=]), input.peek(token::Paren));
    let fits = match word.form {
        Form::Alone => !value && !list,
        Form::Value => value,
        Form::List => list,
        Form::AloneOrList => !value,
        Form::ValueOrList => value || list,
    };
    if fits {
        return Ok(());
    }
    let needs = match word.form {
        Form::Alone => "takes no argument",
        Form::Value => "takes a value after `=`",
        Form::List => "takes its arguments in parentheses",
        Form::AloneOrList => "takes no value; arguments stand in parentheses",
        Form::ValueOrList => "takes a value after `=`, or several in parentheses",
    };
    Err(fault(typed, format!("`{}` {needs}", word.name), word.help()))
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use quote::format_ident;

    use super::*;

    #[test]
    fn every_word_is_listed_once_with_its_meaning_and_an_example() {
        let words = all();
        assert_eq!(words.len(), 13 + 26 + 2 + 1 + 1 + 15);
        let distinct: HashSet<_> = words.iter().map(|word| (word.name, format!("{:?}", word.place))).collect();
        assert_eq!(distinct.len(), words.len());
        for word in words {
            assert!(!word.meaning.is_empty() && !word.meaning.ends_with('.'), "{}", word.name);
            let rest = word.usage.strip_prefix(word.name).unwrap_or_else(|| panic!("usage of {}", word.name));
            let fits = match word.form {
                Form::Alone => rest.is_empty(),
                Form::Value => rest.starts_with(" = "),
                Form::List => rest.starts_with('('),
                Form::AloneOrList => rest.is_empty() || rest.starts_with('('),
                Form::ValueOrList => rest.starts_with(" = ") || rest.starts_with('('),
            };
            assert!(fits, "the example of {} has not its form", word.name);
        }
    }

    #[test]
    fn words_of_later_versions_are_unknown() {
        let message = recognise::<FieldWord>(&format_ident!("access")).unwrap_err().to_string();
        assert!(message.starts_with("`access` is a word of a struct"), "{message}");
        assert!(recognise::<StructWord>(&format_ident!("soft_delete")).is_err());
    }

    #[test]
    fn words_of_other_tools_say_what_is_ours() {
        let message = |result: syn::Result<FieldWord>| result.unwrap_err().to_string();
        assert_eq!(
            message(recognise(&format_ident!("nullable"))),
            "unknown word `nullable`\nhelp: give the field the type `Option<T>`, which may be null and be left out"
        );
        assert!(message(recognise(&format_ident!("r#enum"))).contains("`#[derive(ResourceEnum)]`"));
    }

    #[test]
    fn words_of_the_other_attribute_are_sent_there() {
        let message = recognise::<FieldWord>(&format_ident!("email")).unwrap_err().to_string();
        assert_eq!(
            message,
            "`email` is a word of `#[validate(..)]`, not of `#[resource(..)]`\nhelp: it means: an e-mail address. Write `#[validate(email)]`"
        );
        let message = recognise::<ValidateWord>(&format_ident!("unique")).unwrap_err().to_string();
        assert!(message.contains("a word of `#[resource(..)]`") && message.ends_with("Write `#[resource(unique)]`"));
        let message = recognise::<ValidateStructWord>(&format_ident!("table")).unwrap_err().to_string();
        assert!(message.ends_with("Write `#[resource(table = \"posts\")]`"), "{message}");
        let message = recognise::<StructWord>(&format_ident!("must_match")).unwrap_err().to_string();
        assert!(message.ends_with("]` on the field"), "{message}");
    }

    #[test]
    fn a_misplaced_word_is_sent_to_its_place() {
        let message = recognise::<FieldWord>(&format_ident!("table")).unwrap_err().to_string();
        assert_eq!(
            message,
            "`table` is a word of a struct, not of a field\nhelp: it means: the table. Write `table = \"posts\"` there"
        );
    }
}
