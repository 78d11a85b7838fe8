//! A field with its words.

use proc_macro2::{Ident, TokenStream};
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::punctuated::Punctuated;
use syn::{Expr, LitInt, LitStr, Path, Token, Type, Visibility, token};

use super::arguments::{in_parentheses, names, next_token, text, unknown_argument, words};
use super::named::value;
use super::relation::{OnDelete, join, key_fields};
use super::validate::{FieldCheck, field_checks};
use super::{Flag, Given, docs, foreign, given};
use crate::errors::{Errors, fault};
use crate::names::plain;
use crate::words::{FieldWord, WordSet};

/// A field as it was written.
#[derive(Clone, Debug)]
pub(crate) struct Field {
    pub(crate) ident: Ident,
    pub(crate) visibility: Visibility,
    pub(crate) ty: Type,
    pub(crate) docs: String,
    pub(crate) words: FieldWords,
    /// Whether a word had a fault, and so may have been any.
    pub(crate) unread: bool,
    pub(crate) checks: Vec<Given<FieldCheck>>,
}

/// The `#[resource(..)]` words of a field.
#[derive(Clone, Debug, Default)]
pub(crate) struct FieldWords {
    pub(crate) id: Option<Given<Option<IdSource>>>,
    /// The operators, where some are named.
    pub(crate) filter: Option<Given<Option<Vec<Ident>>>>,
    pub(crate) sort: Option<Flag>,
    pub(crate) search: Option<Flag>,
    pub(crate) read_only: Option<Flag>,
    pub(crate) write_only: Option<Flag>,
    pub(crate) immutable: Option<Flag>,
    pub(crate) hidden: Option<Flag>,
    pub(crate) exposed: Option<Flag>,
    pub(crate) default: Option<Given<Expr>>,
    pub(crate) example: Option<Given<Expr>>,
    pub(crate) on_create: Option<Given<Expr>>,
    pub(crate) on_update: Option<Given<Expr>>,
    pub(crate) created_at: Option<Flag>,
    pub(crate) updated_at: Option<Flag>,
    pub(crate) version: Option<Flag>,
    pub(crate) unique: Option<Flag>,
    pub(crate) index: Option<Flag>,
    pub(crate) column: Option<Given<LitStr>>,
    pub(crate) column_type: Option<Given<LitStr>>,
    pub(crate) decimal: Option<Given<(LitInt, LitInt)>>,
    pub(crate) rename: Option<Given<LitStr>>,
    pub(crate) foreign_key: Option<Given<Vec<Ident>>>,
    pub(crate) through: Option<Given<Path>>,
    pub(crate) far_key: Option<Given<Vec<Ident>>>,
    pub(crate) on_delete: Option<Given<(Ident, OnDelete)>>,
    /// All of them, as they were typed.
    pub(crate) all: Vec<(FieldWord, Ident)>,
}

/// Where a key comes from, as `id(..)` says it.
#[derive(Clone, Debug)]
pub(crate) enum IdSource {
    /// `id(auto)`: the database counts.
    Auto,
    /// `id(client)`: a create names it.
    Client,
    /// `id(generate = EXPR)`: the server makes it.
    Generate(Box<Expr>),
}

impl Field {
    /// Reads a named field; `None` for one without a name, which the struct's own fault covers.
    pub(crate) fn parse(field: &syn::Field, errors: &Errors) -> Option<Self> {
        foreign::refuse_serde(&field.attrs, errors);
        let ident = field.ident.clone()?;
        let mut read = FieldWords::default();
        let all = words(&field.attrs, "resource", errors, |word, typed, input| read.read(word, typed, input));
        Some(Self {
            ident,
            visibility: field.vis.clone(),
            ty: field.ty.clone(),
            docs: docs(&field.attrs),
            words: read,
            unread: !all,
            checks: field_checks(&field.attrs, errors),
        })
    }
}

impl FieldWords {
    fn read(&mut self, word: FieldWord, typed: &Ident, input: ParseStream) -> syn::Result<()> {
        let flag = || given(typed, ());
        match word {
            FieldWord::Id => self.id = given(typed, id_source(typed, input)?),
            FieldWord::Filter => self.filter = given(typed, operators(typed, input)?),
            FieldWord::Sort => self.sort = flag(),
            FieldWord::Search => self.search = flag(),
            FieldWord::ReadOnly => self.read_only = flag(),
            FieldWord::WriteOnly => self.write_only = flag(),
            FieldWord::Immutable => self.immutable = flag(),
            FieldWord::Hidden => self.hidden = flag(),
            FieldWord::Exposed => self.exposed = flag(),
            FieldWord::Default => self.default = given(typed, input.parse()?),
            FieldWord::Example => self.example = given(typed, input.parse()?),
            FieldWord::OnCreate => self.on_create = given(typed, input.parse()?),
            FieldWord::OnUpdate => self.on_update = given(typed, input.parse()?),
            FieldWord::CreatedAt => self.created_at = flag(),
            FieldWord::UpdatedAt => self.updated_at = flag(),
            FieldWord::Version => self.version = flag(),
            FieldWord::Unique => self.unique = flag(),
            FieldWord::Index => self.index = flag(),
            FieldWord::Column => self.column = given(typed, text(input)?),
            FieldWord::ColumnType => self.column_type = given(typed, text(input)?),
            FieldWord::Decimal => self.decimal = given(typed, precision_and_scale(typed, input)?),
            FieldWord::Rename => self.rename = given(typed, text(input)?),
            FieldWord::ForeignKey => self.foreign_key = given(typed, key_fields(word, typed, input)?),
            FieldWord::Through => self.through = given(typed, join(input)?),
            FieldWord::FarKey => self.far_key = given(typed, key_fields(word, typed, input)?),
            FieldWord::OnDelete => self.on_delete = given(typed, OnDelete::parse(input)?),
        }
        self.all.push((word, typed.clone()));
        Ok(())
    }
}

fn id_source(typed: &Ident, input: ParseStream) -> syn::Result<Option<IdSource>> {
    const USAGE: &str = "write `id`, `id(auto)`, `id(client)` or `id(generate = EXPR)`";
    if !input.peek(token::Paren) {
        return Ok(None);
    }
    in_parentheses(input, |content| {
        if content.is_empty() {
            return Err(fault(typed, "`id()` says nothing", USAGE));
        }
        if !content.peek(Ident::peek_any) {
            let next = next_token(content);
            return Err(fault(&next, format!("`{next}` says not where a key comes from"), USAGE));
        }
        let source: Ident = content.call(Ident::parse_any)?;
        let name = plain(&source);
        let read = match name.as_str() {
            "auto" => IdSource::Auto,
            "client" => IdSource::Client,
            "generate" => {
                let needed = || fault(&source, "`generate` needs the expression that makes a key", USAGE);
                IdSource::Generate(value(content).map_err(|_| needed())?)
            }
            _ => return Err(unknown_argument(&source, &["auto", "client", "generate"])),
        };
        one_source(content, USAGE)?;
        Ok(Some(read))
    })
}

/// BAD: `id(client, auto)`
fn one_source(content: ParseStream, usage: &str) -> syn::Result<()> {
    let comma: Option<Token![,]> = content.parse()?;
    let next = next_token(content);
    if comma.is_none() || next.is_empty() { Ok(()) } else { Err(fault(&next, "a key comes from one source", usage)) }
}

/// BAD: `filter()`
fn operators(typed: &Ident, input: ParseStream) -> syn::Result<Option<Vec<Ident>>> {
    if !input.peek(token::Paren) {
        return Ok(None);
    }
    let operators = names(FieldWord::Filter.word(), input, operator)?;
    if operators.is_empty() {
        let help = "write `filter` for all that the type has, or name some: `filter(eq, in)`";
        return Err(fault(typed, "`filter()` names no operator", help));
    }
    Ok(Some(operators))
}

/// BAD: `filter(>=)`, `filter([eq, in])`
fn operator(input: ParseStream) -> syn::Result<Ident> {
    const SYMBOLS: [(&str, &str); 7] =
        [(">=", "gte"), ("<=", "lte"), ("!=", "ne"), ("<>", "ne"), ("=", "eq"), (">", "gt"), ("<", "lt")];
    if input.peek(Ident::peek_any) {
        return Ident::parse_any(input);
    }
    let (next, rest) = (next_token(input), input.fork().parse::<TokenStream>()?.to_string());
    let name = SYMBOLS.iter().find(|(symbol, _)| rest.starts_with(symbol)).map(|(_, name)| format!("write `{name}`"));
    let help = name.unwrap_or_else(|| "write the names of operators: `filter(eq, in, gte)`".to_owned());
    Err(fault(&next, format!("expected an operator, found `{next}`"), help))
}

/// BAD: `decimal(10)`, `decimal(19, 4, 2)`
fn precision_and_scale(typed: &Ident, input: ParseStream) -> syn::Result<(LitInt, LitInt)> {
    let what = "`decimal` takes two whole numbers: how many digits there are, and how many of them behind the point";
    in_parentheses(input, |content| {
        let numbers = content.call(Punctuated::<LitInt, Token![,]>::parse_terminated).unwrap_or_default();
        let mut numbers = numbers.into_iter();
        match (numbers.next(), numbers.next(), numbers.next()) {
            (Some(precision), Some(scale), None) => Ok((precision, scale)),
            _ => Err(fault(typed, what, FieldWord::Decimal.word().help())),
        }
    })
}
