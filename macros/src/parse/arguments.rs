//! Reading `#[resource(word, word(..), word = ..)]`, whatever the words are.

use std::collections::HashMap;

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::{Attribute, Lit, LitInt, LitStr, Meta, MetaList, Path, Token, parenthesized};

use crate::errors::{Errors, choices, fault, fault_at, shown};
use crate::names::plain;
use crate::words::{Form, Word, WordSet, expect_form, recognise};

/// Reads all attributes called `attribute`, calling `read` for each word; a fault skips to the next comma. Says whether
/// all could be read.
pub(super) fn words<W: WordSet>(
    attributes: &[Attribute],
    attribute: &str,
    errors: &Errors,
    mut read: impl FnMut(W, &Ident, ParseStream) -> syn::Result<()>,
) -> bool {
    let mut seen = HashMap::new();
    let mut all = true;
    for attribute in attributes.iter().filter(|candidate| candidate.path().is_ident(attribute)) {
        let parser = |input: ParseStream| {
            Ok(each_word(input, errors, |word: W, typed, input| {
                let first = seen.insert(word.word().name, typed.clone()).is_none();
                if first || word.word().repeatable { read(word, typed, input) } else { Err(doubled(typed)) }
            }))
        };
        let parsed = contents(attribute).and_then(|list| list.parse_args_with(parser));
        all &= errors.keep(parsed).unwrap_or(false);
    }
    all
}

/// What stands in the parentheses of an attribute.
fn contents(attribute: &Attribute) -> syn::Result<&MetaList> {
    let name = attribute.path().to_token_stream();
    match &attribute.meta {
        Meta::List(list) if matches!(list.delimiter, syn::MacroDelimiter::Paren(_)) => Ok(list),
        meta => Err(fault(meta, format!("`{name}` takes words in parentheses"), format!("write `#[{name}(..)]`"))),
    }
}

fn each_word<W: WordSet>(
    input: ParseStream,
    errors: &Errors,
    mut read: impl FnMut(W, &Ident, ParseStream) -> syn::Result<()>,
) -> bool {
    let mut all = true;
    while !input.is_empty() {
        let result = one_word(input, &mut read).and_then(|()| comma_or_end(input));
        if errors.keep(result).is_none() {
            all = false;
            skip_to_comma(input);
        }
        let _comma: Option<Token![,]> = input.parse().ok();
    }
    all
}

fn one_word<W: WordSet>(
    input: ParseStream,
    read: &mut impl FnMut(W, &Ident, ParseStream) -> syn::Result<()>,
) -> syn::Result<()> {
    let Ok(typed) = Ident::parse_any(input) else {
        let allowed = W::ALL.iter().map(|word| word.word().name);
        let next = next_token(input);
        return Err(fault(&next, format!("expected a word, found `{next}`"), choices("", "words here", allowed)));
    };
    let set: W = recognise(&typed)?;
    let word = set.word();
    expect_form(word, &typed, input)?;
    if word.form == Form::Value {
        input.parse::<Token![=]>()?;
        if input.is_empty() || input.peek(Token![,]) {
            return Err(fault(&typed, format!("`{}` has no value", word.name), word.help()));
        }
    }
    read(set, &typed, input).map_err(|error| with_usage(error, word))
}

/// A fault of syn's own has no help line; the example of the word is one.
fn with_usage(error: syn::Error, word: &Word) -> syn::Error {
    if has_help(&error) { error } else { fault_at(error.span(), &error, word.help()) }
}

/// Whether a fault is one of ours, and so says what to write.
pub(super) fn has_help(error: &syn::Error) -> bool {
    error.to_string().contains("\nhelp: ")
}

pub(super) fn doubled(typed: &Ident) -> syn::Error {
    fault(typed, format!("`{}` is said twice", plain(typed)), "leave one of them out")
}

/// BAD: `unique id`
pub(super) fn comma_or_end(input: ParseStream) -> syn::Result<()> {
    if input.is_empty() || input.peek(Token![,]) {
        return Ok(());
    }
    let next = next_token(input);
    let is_next_one = input.peek(Ident::peek_any) || input.peek(Lit);
    let help = if is_next_one { "put a comma between the two" } else { "leave it out, or put a comma before it" };
    Err(fault(&next, format!("expected `,` before `{next}`"), help))
}

/// The token at which a parser stands, for a message.
pub(super) fn next_token(input: ParseStream) -> TokenStream {
    match input.fork().parse::<TokenTree>() {
        Ok(token) => token.into_token_stream(),
        Err(_) => TokenStream::new(),
    }
}

/// Skips what is left after a fault.
pub(super) fn skip_rest(input: ParseStream) {
    let _rest: Option<TokenStream> = input.parse().ok();
}

/// Skips what a failed word has left, up to the comma behind it.
pub(super) fn skip_to_comma(input: ParseStream) {
    while !input.is_empty() && !input.peek(Token![,]) {
        let _skipped: Option<TokenTree> = input.parse().ok();
    }
}

/// Reads `( .. )` wholly, with a comma at its end or without: `read` gets what stands in it; what it leaves after a fault
/// is dropped, so that one fault causes no second one.
pub(super) fn in_parentheses<T>(
    input: ParseStream,
    read: impl FnOnce(ParseStream) -> syn::Result<T>,
) -> syn::Result<T> {
    let content;
    parenthesized!(content in input);
    let result = read(&content).and_then(|value| {
        let _comma: Option<Token![,]> = content.parse()?;
        if content.is_empty() { Ok(value) } else { Err(too_much(&content)) }
    });
    if result.is_err() {
        skip_rest(&content);
    }
    result
}

/// BAD: `access(public, (nobody nobody))`
fn too_much(content: ParseStream) -> syn::Error {
    let next = next_token(content);
    fault(&next, format!("expected `)` before `{next}`"), "leave it out")
}

/// Reads `(a, b, c)`, of which there must be at least one.
pub(super) fn list<T>(
    typed: &Ident,
    word: &Word,
    input: ParseStream,
    read: fn(ParseStream) -> syn::Result<T>,
) -> syn::Result<Vec<T>> {
    let items = names(word, input, read)?;
    if items.is_empty() {
        return Err(fault(typed, format!("`{}` names nothing", word.name), word.help()));
    }
    Ok(items)
}

/// Reads `(a, b, c)`, or `()`.
pub(super) fn names<T>(
    word: &Word,
    input: ParseStream,
    read: fn(ParseStream) -> syn::Result<T>,
) -> syn::Result<Vec<T>> {
    in_parentheses(input, |content| items(word, content, read))
}

fn items<T>(word: &Word, content: ParseStream, read: fn(ParseStream) -> syn::Result<T>) -> syn::Result<Vec<T>> {
    let whole = content.fork();
    let mut items = Vec::new();
    while !content.is_empty() {
        if content.peek(LitStr) {
            return Err(quoted_names(word, content, whole.parse()?));
        }
        items.push(read(content)?);
        comma_or_end(content)?;
        let _comma: Option<Token![,]> = content.parse()?;
    }
    Ok(items)
}

/// BAD: `sort("-title")`, `unique("a", "b")`
fn quoted_names(word: &Word, content: ParseStream, whole: TokenStream) -> syn::Error {
    let unquoted: Option<TokenStream> = whole.into_iter().map(without_quotes).collect();
    let help = unquoted.map_or_else(|| word.help(), |names| format!("write `{}({})`", word.name, shown(&names)));
    fault(&next_token(content), format!("the names in `{}` stand without quotes", word.name), help)
}

/// What a text says, if that is anything.
fn without_quotes(token: TokenTree) -> Option<TokenStream> {
    match syn::parse2::<LitStr>(token.clone().into()) {
        Ok(text) => text.parse().ok().filter(|names: &TokenStream| !names.is_empty()),
        Err(_) => Some(token.into()),
    }
}

/// BAD: `length(mim = 1)`
pub(super) fn unknown_argument(typed: &Ident, allowed: &[&str]) -> syn::Error {
    let name = plain(typed);
    fault(typed, format!("unknown argument `{name}`"), choices(&name, "arguments", allowed.iter().copied()))
}

/// Reads the name of a field, with or without `r#`.
pub(super) fn field_name(input: ParseStream) -> syn::Result<Ident> {
    if input.peek(Ident::peek_any) { Ident::parse_any(input) } else { Err(expected("the name of a field", input)) }
}

/// Reads the path of something.
pub(super) fn path(what: &str, input: ParseStream) -> syn::Result<Path> {
    input.fork().parse::<Path>().map_err(|_| expected(what, input))?;
    input.parse()
}

/// Reads a text that says something.
pub(super) fn text(input: ParseStream) -> syn::Result<LitStr> {
    if !input.peek(LitStr) {
        return Err(expected("a text in quotes", input));
    }
    let text: LitStr = input.parse()?;
    if text.value().trim().is_empty() {
        return Err(fault(&text, "the text is empty", "say something, or leave the word out"));
    }
    Ok(text)
}

/// Reads a whole number.
pub(super) fn number(input: ParseStream) -> syn::Result<LitInt> {
    if input.peek(LitInt) { input.parse() } else { Err(expected("a whole number", input)) }
}

/// Says what stands there instead of what should; the help is for the caller to add.
pub(super) fn expected(what: &str, input: ParseStream) -> syn::Error {
    let next = next_token(input);
    if next.is_empty() {
        input.error(format!("expected {what}"))
    } else {
        syn::Error::new_spanned(&next, format!("expected {what}, found `{next}`"))
    }
}
