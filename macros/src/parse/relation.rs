//! A field that is a relation: its type, and what its words say.

use proc_macro2::Ident;
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::{LitStr, Path, PathArguments, Token, Type, token};

use super::Field;
use super::arguments::{expected, field_name, list, path};
use crate::errors::{choices, fault};
use crate::names::plain;
use crate::words::{FieldWord, WordSet, on_delete_instead};

/// A relation as it was written.
#[derive(Clone, Debug)]
pub(crate) struct Relation {
    pub(crate) kind: RelationKind,
    pub(crate) field: Field,
    /// What stands in the angle brackets.
    pub(crate) arguments: PathArguments,
}

/// Which of the markers a field has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RelationKind {
    BelongsTo,
    HasOne,
    HasMany,
}

impl RelationKind {
    pub(crate) const ALL: [Self; 3] = [Self::BelongsTo, Self::HasOne, Self::HasMany];

    /// The name of the marker, which is that of the runtime's kind too.
    pub(crate) fn name(self) -> &'static str {
        match self {
            RelationKind::BelongsTo => "BelongsTo",
            RelationKind::HasOne => "HasOne",
            RelationKind::HasMany => "HasMany",
        }
    }
}

impl Relation {
    /// The relations among the fields, and the others.
    pub(super) fn separate(fields: impl Iterator<Item = Field>) -> (Vec<Self>, Vec<Field>) {
        let (mut relations, mut others) = (Vec::new(), Vec::new());
        for field in fields {
            match marker(&field.ty) {
                Some((kind, arguments)) => relations.push(Self { kind, arguments, field }),
                None => others.push(field),
            }
        }
        (relations, others)
    }
}

/// The marker that a type is, if it is one.
fn marker(ty: &Type) -> Option<(RelationKind, PathArguments)> {
    match ty {
        // `macro_rules!` leaves invisible groups.
        Type::Group(group) => marker(&group.elem),
        Type::Paren(paren) => marker(&paren.elem),
        Type::Path(path) => {
            let last = path.path.segments.last()?;
            let kind = RelationKind::ALL.into_iter().find(|kind| last.ident == kind.name())?;
            Some((kind, last.arguments.clone()))
        }
        _ => None,
    }
}

/// What `on_delete` says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OnDelete {
    Cascade,
    SetNull,
    Restrict,
}

impl OnDelete {
    const SPELLINGS: [(&'static str, OnDelete); 3] =
        [("cascade", OnDelete::Cascade), ("set_null", OnDelete::SetNull), ("restrict", OnDelete::Restrict)];

    /// BAD: `on_delete = no_action`, `on_delete = "cascade"`
    pub(super) fn parse(input: ParseStream) -> syn::Result<(Ident, Self)> {
        if input.peek(LitStr) {
            let text: LitStr = input.parse()?;
            return Err(fault(
                &text,
                "the action stands without quotes",
                format!("write `on_delete = {}`", text.value()),
            ));
        }
        if !input.peek(Ident::peek_any) {
            return Err(expected("`cascade`, `set_null` or `restrict`", input));
        }
        let typed = input.call(Ident::parse_any)?;
        let name = plain(&typed);
        if let Some((_, action)) = Self::SPELLINGS.iter().find(|(spelling, _)| *spelling == name) {
            return Ok((typed, *action));
        }
        let allowed = Self::SPELLINGS.map(|(spelling, _)| spelling);
        let help = on_delete_instead(&name).map(str::to_owned);
        let help = help.unwrap_or_else(|| choices(&name, "actions", allowed));
        Err(fault(&typed, format!("unknown action `{name}`"), help))
    }
}

/// Reads `= editor_id`, or `(order_id, position)`.
pub(super) fn key_fields(word: FieldWord, typed: &Ident, input: ParseStream) -> syn::Result<Vec<Ident>> {
    if input.peek(token::Paren) {
        return list(typed, word.word(), input, field_name);
    }
    input.parse::<Token![=]>()?;
    if input.peek(LitStr) {
        let text: LitStr = input.parse()?;
        let help = format!("write `{} = {}`", word.word().name, text.value());
        return Err(fault(&text, "a field stands without quotes", help));
    }
    Ok(vec![field_name(input)?])
}

/// BAD: `through = "post_tags"`
pub(super) fn join(input: ParseStream) -> syn::Result<Path> {
    path("the struct whose rows link the two, without quotes", input)
}
