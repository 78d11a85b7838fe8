//! The words of a relation.

use proc_macro2::Span;

use super::{Keys, Owner};
use crate::errors::Errors;
use crate::names::plain;
use crate::parse::{Field, OnDelete, Relation, RelationKind};
use crate::words::{FieldWord, WordSet};

/// The words that a relation can have.
const OF_RELATIONS: [FieldWord; 5] =
    [FieldWord::ForeignKey, FieldWord::Through, FieldWord::FarKey, FieldWord::OnDelete, FieldWord::Rename];

/// BAD: `#[resource(filter)] author: BelongsTo<Author>`, `#[validate(required)] author: BelongsTo<Author>`
pub(super) fn suit_a_relation(relation: &Relation, errors: &Errors) {
    for (word, typed) in relation.field.words.all.iter().filter(|(word, _)| !OF_RELATIONS.contains(word)) {
        let what = format!("a relation has no column, and so no `{}`", word.word().name);
        errors.report(typed, what, instead(*word, relation.kind));
    }
    for check in &relation.field.checks {
        let help = match relation.kind {
            RelationKind::BelongsTo => "write the rule on the field that is its key",
            RelationKind::HasOne | RelationKind::HasMany => "leave it out",
        };
        errors.report(&check.word, "a relation has no value, and so no rules", help);
    }
}

fn instead(word: FieldWord, kind: RelationKind) -> String {
    let name = word.word().name;
    match (word, kind) {
        (FieldWord::Filter | FieldWord::Sort, _) => {
            format!("write `{name}` on the fields of the other resource, and on the key here")
        }
        (FieldWord::Search, _) => "write `search` on fields of this resource".to_owned(),
        (FieldWord::Hidden | FieldWord::WriteOnly, _) => "leave the relation out: nothing else shows it".to_owned(),
        (_, RelationKind::BelongsTo) => format!("write `{name}` on the field that is its key"),
        (_, RelationKind::HasOne | RelationKind::HasMany) => format!("leave `{name}` out"),
    }
}

/// BAD: `#[resource(on_delete = cascade)] posts: HasMany<Post>`, `#[resource(through = PostTag)] tag: BelongsTo<Tag>`
pub(super) fn suit_its_kind(relation: &Relation, errors: &Errors) {
    let words = &relation.field.words;
    if let (Some(given), true) = (&words.on_delete, relation.kind != RelationKind::BelongsTo) {
        let help = "write it at the `BelongsTo` of the other struct, where the key is";
        errors.report(&given.word, "`on_delete` is said of the rows that have the key", help);
    }
    if let (Some(given), true) = (&words.through, relation.kind != RelationKind::HasMany) {
        let help = "write `HasMany<..>`, or leave `through` out";
        errors.report(&given.word, "rows that a third resource links are any number", help);
    }
    if let (Some(given), None) = (&words.far_key, &words.through) {
        // A word that could not be read may have been `through`.
        if !relation.field.unread {
            let help = "write `foreign_key` for the key of this relation, or say `through = PostTag` too";
            errors.report(&given.word, "`far_key` is a field of a resource that links two others", help);
        }
    }
}

/// BAD: `#[resource(foreign_key = author_id)] title: String`
pub(in crate::model) fn suit_no_column(field: &Field, errors: &Errors) {
    for (word, typed) in &field.words.all {
        if OF_RELATIONS.contains(word) && *word != FieldWord::Rename {
            let what = format!("`{}` is a word of relations, and this field is none", word.word().name);
            let help = match word {
                FieldWord::Through | FieldWord::FarKey => "write it on a field of the type `HasMany<..>`",
                _ => "keep the key as it is, and write it on a field of the type `BelongsTo<..>` beside it",
            };
            errors.report(typed, what, help);
        }
    }
}

/// BAD: `on_delete = set_null` where `author_id` is an `i64`
pub(super) fn on_delete(
    relation: &Relation,
    owner: &Owner<'_>,
    keys: Option<&Keys>,
    errors: &Errors,
) -> Option<(OnDelete, Span)> {
    let (typed, action) = &relation.field.words.on_delete.as_ref()?.value;
    if let (OnDelete::SetNull, Some(Keys::Here(positions, _))) = (action, keys) {
        let never_null = |position: &&usize| {
            let ty = owner.fields.ty(**position);
            !ty.optional && !ty.kind.is_open()
        };
        if let Some(position) = positions.iter().find(never_null) {
            let key = plain(&owner.fields.field(*position).ident);
            let help = format!("give `{key}` the type `Option<..>`, or write `cascade` or `restrict`");
            errors.report(typed, format!("`{key}` is never null"), help);
        }
    }
    Some((*action, typed.span()))
}
