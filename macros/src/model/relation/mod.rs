//! Relations: where each leads, and by which fields its rows are found.

mod keys;
mod target;
#[cfg(test)]
mod tests;
mod words;

pub(crate) use self::keys::{FieldThere, Keys, Through};
pub(super) use self::words::suit_no_column;

use proc_macro2::{Ident, Span};
use syn::{Type, Visibility};

use self::target::Target;
use super::fields::Fields;
use super::naming;
use crate::errors::Errors;
use crate::names::{Case, plain};
use crate::parse::{self, OnDelete, RelationKind};

/// A relation about which everything is known but the fields of other structs.
#[derive(Debug)]
pub(crate) struct Relation {
    pub(crate) ident: Ident,
    pub(crate) visibility: Visibility,
    /// The Rust name without `r#`.
    pub(crate) name: String,
    pub(crate) wire: String,
    pub(crate) docs: String,
    pub(crate) kind: RelationKind,
    /// The resource on the other side, as the struct has it.
    pub(crate) target: Type,
    /// The name of its struct without the path; that of this struct for `Self`.
    pub(crate) target_name: String,
    pub(crate) keys: Keys,
    pub(crate) through: Option<Through>,
    /// With the place of the word.
    pub(crate) on_delete: Option<(OnDelete, Span)>,
}

/// The struct that relations stand in.
pub(super) struct Owner<'a> {
    pub(super) ident: &'a Ident,
    pub(super) fields: &'a Fields<'a>,
    /// Positions of the key's parts.
    pub(super) key: &'a [usize],
    pub(super) case: Option<Case>,
}

/// Checks a relation and resolves what it leaves unsaid; `None` where not even the other side is known.
pub(super) fn resolve(written: &parse::Relation, owner: &Owner<'_>, errors: &Errors) -> Option<Relation> {
    words::suit_a_relation(written, errors);
    words::suit_its_kind(written, errors);
    let wire = naming::wire(&written.field, owner.case, errors);
    let target = Target::of(written, owner, errors)?;
    let keys = keys::resolve(written, owner, &target, errors);
    let through = keys::through(written, &target, errors);
    let on_delete = words::on_delete(written, owner, keys.as_ref(), errors);
    let relation = Relation {
        ident: written.field.ident.clone(),
        visibility: written.field.visibility.clone(),
        name: plain(&written.field.ident),
        wire,
        docs: written.field.docs.clone(),
        kind: written.kind,
        target: target.ty,
        target_name: target.name,
        keys: keys.unwrap_or_default(),
        through,
        on_delete,
    };
    keys::differ(&relation, errors);
    Some(relation)
}

/// Two relations by the same fields to the same resource are one.
///
/// BAD: `posts: HasMany<Post>, drafts: HasMany<Post>`
pub(super) fn none_twice(relations: &[Relation], errors: &Errors) {
    for (position, relation) in relations.iter().enumerate() {
        let Some(first) = relations[..position].iter().find(|first| first.leads_as(relation)) else { continue };
        let what = format!("`{}` and `{}` are one relation", first.name, relation.name);
        errors.report(&relation.ident, what, "tell them apart by their keys: `foreign_key = editor_id`");
    }
}

impl Relation {
    /// Whether it leads to the same rows.
    fn leads_as(&self, other: &Self) -> bool {
        let joins = [self, other].map(|relation| relation.through.as_ref().map(|through| &through.join));
        self.keys.are_known() && self.target == other.target && self.keys.are(&other.keys) && joins[0] == joins[1]
    }
}
