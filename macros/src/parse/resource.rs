//! The struct with its words.

use std::collections::HashSet;

use proc_macro2::Ident;
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::{Data, DeriveInput, Fields, LitInt, LitStr, Path, Token, Visibility};

use super::arguments::{expected, field_name, list, next_token, number, path, text, words};
use super::named::named;
use super::validate::{RowCheck, row_checks};
use super::{Access, Field, Given, Relation, docs, foreign, given};
use crate::errors::{Errors, choices, fault};
use crate::names::{Case, plain};
use crate::words::{StructWord, WordSet, operation_instead};

/// A resource as it was written.
#[derive(Clone, Debug)]
pub(crate) struct Resource {
    pub(crate) ident: Ident,
    pub(crate) visibility: Visibility,
    pub(crate) docs: String,
    pub(crate) words: StructWords,
    /// Whether a word had a fault, and so may have been any.
    pub(crate) unread: bool,
    /// Columns and inputs, whose positions in this list name them.
    pub(crate) fields: Vec<Field>,
    pub(crate) relations: Vec<Relation>,
    pub(crate) row_checks: Vec<RowCheck>,
}

/// The `#[resource(..)]` words of a struct.
#[derive(Clone, Debug, Default)]
pub(crate) struct StructWords {
    pub(crate) access: Option<Given<Access>>,
    pub(crate) operations: Option<Given<Vec<(Ident, Operation)>>>,
    pub(crate) path: Option<Given<LitStr>>,
    pub(crate) table: Option<Given<LitStr>>,
    pub(crate) sort: Option<Given<Vec<SortTerm>>>,
    pub(crate) page: Option<Given<Page>>,
    pub(crate) rename_all: Option<Given<Case>>,
    pub(crate) uniques: Vec<Given<Vec<Ident>>>,
    pub(crate) indexes: Vec<Given<Vec<Ident>>>,
    pub(crate) hooks: Option<Given<Vec<Path>>>,
    pub(crate) max_expand_depth: Option<Given<LitInt>>,
    pub(crate) tag: Option<Given<LitStr>>,
    pub(crate) crate_path: Option<Path>,
}

/// A route.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Operation {
    List,
    Get,
    Create,
    Update,
    Delete,
    Replace,
}

impl Operation {
    /// All, as a user writes them.
    pub(crate) const SPELLINGS: [(&'static str, Operation); 6] = [
        ("list", Operation::List),
        ("get", Operation::Get),
        ("create", Operation::Create),
        ("update", Operation::Update),
        ("delete", Operation::Delete),
        ("replace", Operation::Replace),
    ];

    /// Those that there are unless a resource says otherwise, as far as `access` covers them.
    pub(crate) const USUAL: [Operation; 5] =
        [Operation::List, Operation::Get, Operation::Create, Operation::Update, Operation::Delete];

    /// Reads `(list, get)`. One that there is not leaves the others to be checked.
    fn parse_all(typed: &Ident, input: ParseStream, errors: &Errors) -> syn::Result<Vec<(Ident, Self)>> {
        let names = list(typed, StructWord::Operations.word(), input, Self::name)?;
        Ok(names.into_iter().filter_map(|name| errors.keep(Self::of(name))).collect())
    }

    /// BAD: `operations([list, get])`
    fn name(input: ParseStream) -> syn::Result<Ident> {
        if input.peek(Ident::peek_any) { Ident::parse_any(input) } else { Err(expected("an operation", input)) }
    }

    fn of(typed: Ident) -> syn::Result<(Ident, Self)> {
        let name = plain(&typed);
        if let Some((_, operation)) = Self::SPELLINGS.iter().find(|(spelling, _)| *spelling == name) {
            return Ok((typed, *operation));
        }
        let allowed = Self::SPELLINGS.map(|(spelling, _)| spelling);
        let help = operation_instead(&name).map(str::to_owned);
        let help = help.unwrap_or_else(|| choices(&name, "operations", allowed));
        Err(fault(&typed, format!("unknown operation `{name}`"), help))
    }
}

/// `created_at`, or `-created_at`.
#[derive(Clone, Debug)]
pub(crate) struct SortTerm {
    pub(crate) descending: bool,
    pub(crate) field: Ident,
}

impl SortTerm {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        let minus: Option<Token![-]> = input.parse()?;
        let field = field_name(input)?;
        direction_is_a_sign(&field, input)?;
        Ok(Self { descending: minus.is_some(), field })
    }
}

/// BAD: `sort(title desc)`
fn direction_is_a_sign(field: &Ident, input: ParseStream) -> syn::Result<()> {
    let next = next_token(input);
    let sign = match next.to_string().to_lowercase().as_str() {
        "desc" | "descending" => "-",
        "asc" | "ascending" => "",
        _ => return Ok(()),
    };
    Err(fault(
        &next,
        "a descending order is said by `-`, an ascending one by nothing",
        format!("write `{sign}{field}`"),
    ))
}

/// `page(size = 20, max = 100, total = exact)`.
#[derive(Clone, Debug, Default)]
pub(crate) struct Page {
    pub(crate) size: Option<LitInt>,
    pub(crate) max: Option<LitInt>,
    /// Whether rows are counted when a client asks nothing.
    pub(crate) total: Option<bool>,
}

impl Page {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        let mut page = Self::default();
        named(
            StructWord::Page.word(),
            input,
            &["size", "max", "total"],
            |_| None,
            |name, _, input| {
                input.parse::<Token![=]>()?;
                match name {
                    "size" => page.size = Some(number(input)?),
                    "max" => page.max = Some(number(input)?),
                    _ => page.total = Some(total(input)?),
                }
                Ok(())
            },
        )?;
        Ok(page)
    }
}

fn total(input: ParseStream) -> syn::Result<bool> {
    if !input.peek(Ident::peek_any) {
        return Err(expected("`exact` or `none`", input));
    }
    let typed: Ident = input.call(Ident::parse_any)?;
    match plain(&typed).as_str() {
        "exact" => Ok(true),
        "none" => Ok(false),
        other => Err(fault(&typed, format!("unknown total `{other}`"), choices(other, "totals", ["exact", "none"]))),
    }
}

impl Resource {
    /// Reads the whole declaration. `None` where it is no struct with named fields and without parameters: nothing can
    /// be said about its words then.
    pub(crate) fn parse(input: &DeriveInput, errors: &Errors) -> Option<Self> {
        let fields = named_fields(input, errors)?;
        foreign::refuse_serde(&input.attrs, errors);
        let mut read = StructWords::default();
        let all = words(&input.attrs, "resource", errors, |word, typed, input| read.read(word, typed, input, errors));
        let (relations, fields) = Relation::separate(once_each(fields).filter_map(|field| Field::parse(field, errors)));
        Some(Self {
            ident: input.ident.clone(),
            visibility: input.vis.clone(),
            docs: docs(&input.attrs),
            words: read,
            unread: !all,
            fields,
            relations,
            row_checks: row_checks(&input.attrs, errors),
        })
    }
}

/// The fields without those that have the name of an earlier one, of which the compiler itself says so.
fn once_each(fields: &Fields) -> impl Iterator<Item = &syn::Field> {
    let mut seen = HashSet::new();
    fields.iter().filter(move |field| seen.insert(&field.ident))
}

/// BAD: `enum Post { .. }`, `struct Post(i64)`, `struct Post;`, `struct Post<T> { .. }`
fn named_fields<'a>(input: &'a DeriveInput, errors: &Errors) -> Option<&'a Fields> {
    const HELP: &str = "write `struct Post { id: i64, .. }`";
    let fields = match &input.data {
        Data::Struct(data) => &data.fields,
        Data::Enum(data) => {
            let help = "derive `ResourceEnum` for an enum that is the type of a field";
            errors.report(&data.enum_token, "an enum is no resource", help);
            return None;
        }
        Data::Union(data) => {
            errors.report(&data.union_token, "a union is no resource", HELP);
            return None;
        }
    };
    if !matches!(fields, Fields::Named(_)) {
        errors.report(&input.ident, "the fields of a resource have names, which are those of its columns", HELP);
        return None;
    }
    if !input.generics.params.is_empty() {
        let help = "write one struct per resource; a `macro_rules!` macro can write several";
        errors.report(&input.generics, "a resource has no type parameters and no lifetimes: it is one table", help);
        return None;
    }
    Some(fields)
}

impl StructWords {
    fn read(&mut self, word: StructWord, typed: &Ident, input: ParseStream, errors: &Errors) -> syn::Result<()> {
        let as_word = word.word();
        match word {
            StructWord::Access => self.access = given(typed, Access::parse(typed, input, errors)?),
            StructWord::Operations => self.operations = given(typed, Operation::parse_all(typed, input, errors)?),
            StructWord::Path => self.path = given(typed, text(input)?),
            StructWord::Table => self.table = given(typed, text(input)?),
            StructWord::Sort => self.sort = given(typed, list(typed, as_word, input, SortTerm::parse)?),
            StructWord::Page => self.page = given(typed, Page::parse(input)?),
            StructWord::RenameAll => self.rename_all = given(typed, case(input)?),
            StructWord::Unique => self.uniques.extend(given(typed, list(typed, as_word, input, field_name)?)),
            StructWord::Index => self.indexes.extend(given(typed, list(typed, as_word, input, field_name)?)),
            StructWord::Hooks => self.hooks = given(typed, list(typed, as_word, input, hook_type)?),
            StructWord::MaxExpandDepth => self.max_expand_depth = given(typed, number(input)?),
            StructWord::Tag => self.tag = given(typed, text(input)?),
            StructWord::Crate => self.crate_path = Some(crate_path(input)?),
        }
        Ok(())
    }
}

/// BAD: `crate = "restruct"`
pub(super) fn crate_path(input: ParseStream) -> syn::Result<Path> {
    path("a path without quotes", input)
}

/// BAD: `hooks(&AuditLog)`
fn hook_type(input: ParseStream) -> syn::Result<Path> {
    path("a type with hooks", input)
}

/// Reads the text behind `rename_all =`.
pub(super) fn case(input: ParseStream) -> syn::Result<Case> {
    let text = text(input)?;
    let written = text.value();
    let found = Case::SPELLINGS.iter().find(|(spelling, _)| *spelling == written);
    found.map(|(_, case)| *case).ok_or_else(|| {
        let allowed = Case::SPELLINGS.map(|(spelling, _)| spelling);
        fault(&text, format!("unknown case `{written}`"), choices(&written, "cases", allowed))
    })
}
