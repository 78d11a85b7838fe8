//! Every word that may stand in `#[resource(..)]` and `#[validate(..)]`: the one list that parsing, suggestions and the
//! reference follow. A word that is added here does not compile until the parser reads it.

mod list;
#[cfg(test)]
mod reference;

pub(crate) use self::list::{EnumWord, FieldWord, StructWord, ValidateStructWord, ValidateWord, VariantWord};

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

    /// Whether the places share an attribute, so that a word of one may stand at the other by mistake.
    fn shares_attribute(self, other: Place) -> bool {
        let validates = |place| matches!(place, Place::ValidateStruct | Place::ValidateField);
        validates(self) == validates(other)
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
    let elsewhere = all().into_iter().find(|word| word.name == name && word.place.shares_attribute(W::PLACE));
    if let Some(word) = elsewhere {
        let what = format!("`{name}` is a word of {}, not of {}", word.place.noun(), W::PLACE.noun());
        return Err(fault(typed, what, format!("it means: {}. Write `{}` there", word.meaning, word.usage)));
    }
    let allowed = W::ALL.iter().map(|word| word.word().name);
    let kind = format!("words of {}", W::PLACE.noun());
    Err(fault(typed, format!("unknown word `{name}`"), choices(&name, &kind, allowed)))
}

/// Checks that what follows a word has the word's form, so that its parser need not.
pub(crate) fn expect_form(word: &Word, typed: &Ident, input: ParseStream) -> syn::Result<()> {
    let (value, list) = (input.peek(syn::Token![=]), input.peek(token::Paren));
    let fits = match word.form {
        Form::Alone => !value && !list,
        Form::Value => value,
        Form::List => list,
        Form::AloneOrList => !value,
    };
    if fits {
        return Ok(());
    }
    let needs = match word.form {
        Form::Alone => "takes no argument",
        Form::Value => "takes a value after `=`",
        Form::List => "takes its arguments in parentheses",
        Form::AloneOrList => "takes no value; arguments stand in parentheses",
    };
    Err(fault(typed, format!("`{}` {needs}", word.name), format!("write `{}`", word.usage)))
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use quote::format_ident;

    use super::*;

    #[test]
    fn every_word_is_listed_once_with_its_meaning_and_an_example() {
        let words = all();
        assert_eq!(words.len(), 12 + 19 + 2 + 1 + 1 + 15);
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
            };
            assert!(fits, "the example of {} has not its form", word.name);
        }
    }

    #[test]
    fn words_of_later_versions_are_unknown() {
        for word in ["filter", "search", "through", "foreign_key", "on_delete", "access"] {
            let message = recognise::<FieldWord>(&format_ident!("{word}")).unwrap_err().to_string();
            let says = message.starts_with("unknown word") || message.starts_with("`access` is a word of a struct");
            assert!(says, "{message}");
        }
        for word in ["soft_delete", "max_expand_depth"] {
            assert!(recognise::<StructWord>(&format_ident!("{word}")).is_err());
        }
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
