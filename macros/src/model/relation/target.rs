//! The resource on the other side of a relation, as far as syntax tells.

use syn::{GenericArgument, PathArguments, Type};

use super::Owner;
use crate::errors::{Errors, shown};
use crate::model::types::{bare, last_segment, single_argument};
use crate::names::plain;
use crate::parse::{Relation, RelationKind};

/// The resource on the other side.
pub(super) struct Target {
    pub(super) ty: Type,
    /// The struct's name without its path.
    pub(super) name: String,
    /// Whether it is the struct itself.
    pub(super) is_self: bool,
}

impl Target {
    /// A marker that has not one argument is a fault of which the compiler tells.
    ///
    /// BAD: `HasMany<&Post>`
    pub(super) fn of(relation: &Relation, owner: &Owner<'_>, errors: &Errors) -> Option<Self> {
        let ty = argument(&relation.arguments)?;
        let marker = relation.kind.name();
        let Some(last) = last_segment(ty) else {
            let help = format!("write the name of a struct that derives `Resource`, as in `{marker}<Author>`");
            errors.report(ty, format!("`{}` is no resource", shown(ty)), help);
            return None;
        };
        is_not_wrapped(relation.kind, ty, errors)?;
        let is_self = matches!(ty, Type::Path(path) if path.path.is_ident("Self") || path.path.is_ident(owner.ident));
        let name = plain(if is_self { owner.ident } else { &last.ident });
        Some(Self { ty: ty.clone(), name, is_self })
    }
}

fn argument(arguments: &PathArguments) -> Option<&Type> {
    let PathArguments::AngleBracketed(arguments) = arguments else { return None };
    match (arguments.args.first(), arguments.args.len()) {
        (Some(GenericArgument::Type(ty)), 1) => Some(bare(ty)),
        _ => None,
    }
}

/// BAD: `BelongsTo<Option<Author>>`, `HasMany<Vec<Post>>`
fn is_not_wrapped(kind: RelationKind, ty: &Type, errors: &Errors) -> Option<()> {
    let last =
        last_segment(ty).filter(|last| ["Option", "Vec", "Box", "Rc", "Arc"].iter().any(|name| last.ident == name));
    let Some(inner) = last.and_then(single_argument) else { return Some(()) };
    let why = match kind {
        RelationKind::BelongsTo => "there may be none where its key is an `Option`",
        RelationKind::HasOne => "there may always be none",
        RelationKind::HasMany => "that there may be several is said already",
    };
    let help = format!("write `{}<{}>`: {why}", kind.name(), shown(inner));
    errors.report(ty, format!("`{}` is no resource", shown(ty)), help);
    None
}
