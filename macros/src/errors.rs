//! Faults: collected, so that one build shows them all, each at the word that the user typed.

use std::cell::{Cell, RefCell};
use std::fmt::Display;

use proc_macro2::Span;
use quote::ToTokens;

/// Collects the faults of one derive.
///
/// Who makes one must take its faults out with [`Errors::into_result`]; a collector that is dropped with its faults
/// untaken is a bug of this crate and panics in debug builds, because faults that nobody reports would let a wrong
/// declaration through.
#[derive(Debug, Default)]
pub(crate) struct Errors {
    faults: RefCell<Vec<syn::Error>>,
    taken: Cell<bool>,
}

impl Errors {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// Reports a fault: what is wrong, and what to write instead.
    pub(crate) fn report(&self, place: &impl ToTokens, what: impl Display, help: impl Display) {
        self.push(fault(place, what, help));
    }

    /// Adds a fault that a parser found.
    pub(crate) fn push(&self, fault: syn::Error) {
        self.faults.borrow_mut().push(fault);
    }

    /// Keeps the value of a result, or its fault.
    pub(crate) fn keep<T>(&self, result: syn::Result<T>) -> Option<T> {
        result.map_err(|fault| self.push(fault)).ok()
    }

    /// `value` where nothing is wrong, all faults otherwise.
    pub(crate) fn into_result<T>(self, value: T) -> Result<T, Vec<syn::Error>> {
        self.taken.set(true);
        let faults = self.faults.take();
        if faults.is_empty() { Ok(value) } else { Err(faults) }
    }
}

impl Drop for Errors {
    fn drop(&mut self) {
        // A second panic while unwinding would hide the first.
        debug_assert!(
            self.taken.get() || std::thread::panicking(),
            "the faults of a derive were collected but never taken"
        );
    }
}

/// One fault, with its `help:` line.
pub(crate) fn fault(place: &impl ToTokens, what: impl Display, help: impl Display) -> syn::Error {
    syn::Error::new_spanned(place, text(what, help))
}

/// One fault at a span that no tokens stand for.
pub(crate) fn fault_at(span: Span, what: impl Display, help: impl Display) -> syn::Error {
    syn::Error::new(span, text(what, help))
}

fn text(what: impl Display, help: impl Display) -> String {
    format!("{what}\nhelp: {help}")
}

/// The help for a name that is not among `allowed`: the nearest of them, if one is near, and the list.
///
/// `kind` is the plural under which the list is shown, such as `words of a field`.
pub(crate) fn choices<'a>(typed: &str, kind: &str, allowed: impl IntoIterator<Item = &'a str>) -> String {
    let allowed: Vec<&str> = allowed.into_iter().collect();
    let list = quoted(&allowed);
    match nearest(typed, &allowed) {
        Some(near) if allowed.len() == 1 => format!("did you mean `{near}`?"),
        Some(near) => format!("did you mean `{near}`? The {kind} are {list}"),
        None if allowed.len() == 1 => format!("of the {kind} there is only {list}"),
        None => format!("the {kind} are {list}"),
    }
}

/// `a`, `b` and `c` in backticks, for a message.
pub(crate) fn quoted<T: Display>(names: &[T]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    match names.as_slice() {
        [] => "none".to_owned(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// Tokens as one writes them, for a message.
pub(crate) fn shown(tokens: &impl ToTokens) -> String {
    const TIGHT: [(&str, &str); 10] = [
        (" :: ", "::"),
        (" < ", "<"),
        (" >", ">"),
        (" ,", ","),
        (" ;", ";"),
        ("& ", "&"),
        ("* ", "*"),
        ("- ", "-"),
        ("fn (", "fn("),
        (" ()", "()"),
    ];
    let spaced = tokens.to_token_stream().to_string();
    TIGHT.iter().fold(spaced, |text, (loose, tight)| text.replace(loose, tight))
}

/// The name that was probably meant: at most one slip in three letters away, or one of which only a part was written.
fn nearest<'a>(typed: &str, allowed: &[&'a str]) -> Option<&'a str> {
    let (limit, lower) = ((typed.chars().count() / 3).max(1), typed.to_lowercase());
    allowed
        .iter()
        .map(|name| (strsim::osa_distance(typed, name).min(strsim::osa_distance(&lower, name)), *name))
        .filter(|(distance, name)| *distance <= limit || is_part(typed, name))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}

/// Whether `typed` is the beginning or the end of a name of several words, as `author` is of `author_id`.
fn is_part(typed: &str, name: &str) -> bool {
    let rest = name.strip_prefix(typed).filter(|rest| rest.starts_with('_'));
    let before = name.strip_suffix(typed).filter(|before| before.ends_with('_'));
    !typed.is_empty() && (rest.is_some() || before.is_some())
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::*;

    #[test]
    fn faults_are_all_kept_in_order() {
        let errors = Errors::new();
        errors.report(&quote!(a), "first", "one");
        errors.report(&quote!(b), "second", "two");
        let faults = errors.into_result(()).unwrap_err();
        let texts: Vec<String> = faults.iter().map(ToString::to_string).collect();
        assert_eq!(texts, ["first\nhelp: one", "second\nhelp: two"]);
    }

    #[test]
    #[cfg(debug_assertions)]
    #[should_panic(expected = "never taken")]
    fn a_forgotten_collector_panics() {
        drop(Errors::new());
    }

    #[test]
    #[should_panic(expected = "the first panic")]
    fn a_collector_does_not_panic_while_unwinding() {
        let _errors = Errors::new();
        panic!("the first panic");
    }

    #[test]
    fn near_words_are_offered_and_far_ones_are_not() {
        assert_eq!(
            choices("sotr", "words", ["sort", "unique"]),
            "did you mean `sort`? The words are `sort` and `unique`"
        );
        assert_eq!(choices("pear", "words", ["sort", "unique"]), "the words are `sort` and `unique`");
        assert_eq!(nearest("updat", &["update", "delete"]), Some("update"));
        assert_eq!(nearest("i", &["id"]), Some("id"));
        assert_eq!(nearest("GET", &["list", "get"]), Some("get"));
    }

    #[test]
    fn a_part_of_a_name_is_near() {
        assert_eq!(nearest("author", &["id", "author_id", "author_number"]), Some("author_id"));
        assert_eq!(nearest("only", &["read_only"]), Some("read_only"));
        assert_eq!(nearest("auth", &["author_id"]), None);
        assert_eq!(nearest("", &["_", "id"]), Some("_"));
    }

    #[test]
    fn types_are_shown_as_one_writes_them() {
        for written in [
            "&'static str",
            "[u8; 32]",
            "(i64, i64)",
            "std::collections::HashMap<String, Vec<u8>>",
            "fn(i64) -> i64",
            "fn()",
        ] {
            let tokens: proc_macro2::TokenStream = written.parse().unwrap();
            assert_eq!(shown(&tokens), written);
        }
    }
}
