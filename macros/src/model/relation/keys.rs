//! The fields that are equal in rows that belong together.

use heck::ToSnakeCase;
use proc_macro2::{Ident, Span};
use syn::Path;

use super::target::Target;
use super::{Owner, Relation};
use crate::errors::{Errors, choices};
use crate::model::fields::Fields;
use crate::model::types::FieldType;
use crate::names::plain;
use crate::parse::{self, Given, RelationKind};

/// The fields by which rows are found.
#[derive(Debug)]
pub(crate) enum Keys {
    /// Positions in this struct, and where a fault in them is shown.
    Here(Vec<usize>, Span),
    /// Fields of another struct.
    There(Vec<FieldThere>),
}

/// A field of another struct, which only the compiler sees.
#[derive(Debug)]
pub(crate) struct FieldThere {
    pub(crate) name: String,
    /// Its name, or the relation.
    pub(crate) place: Span,
    /// Whether a word names it.
    pub(crate) said: bool,
}

/// The resource between the two of a relation.
#[derive(Debug)]
pub(crate) struct Through {
    pub(crate) join: Path,
    /// Its fields that refer to the other side.
    pub(crate) far: Vec<FieldThere>,
}

impl FieldThere {
    fn said(given: &Given<Vec<Ident>>) -> Vec<Self> {
        given.value.iter().map(|name| Self { name: plain(name), place: name.span(), said: true }).collect()
    }

    /// The key that refers to a resource, by convention.
    fn usual(resource: &str, relation: &parse::Relation) -> Vec<Self> {
        let name = format!("{}_id", resource.to_snake_case());
        vec![Self { name, place: relation.field.ident.span(), said: false }]
    }
}

/// Where the keys have a fault.
impl Default for Keys {
    fn default() -> Self {
        Keys::There(Vec::new())
    }
}

impl Keys {
    /// The positions in this struct, where they are here.
    pub(crate) fn here(&self) -> Option<&[usize]> {
        match self {
            Keys::Here(positions, _) => Some(positions),
            Keys::There(_) => None,
        }
    }

    /// The fields of another struct, where they are there.
    pub(crate) fn there(&self) -> &[FieldThere] {
        match self {
            Keys::Here(..) => &[],
            Keys::There(fields) => fields,
        }
    }

    pub(super) fn are_known(&self) -> bool {
        !matches!(self, Keys::There(fields) if fields.is_empty())
    }

    /// Whether they are the same fields.
    pub(super) fn are(&self, other: &Self) -> bool {
        match (self, other) {
            (Keys::Here(ours, _), Keys::Here(others, _)) => ours == others,
            (Keys::There(ours), Keys::There(others)) => {
                ours.iter().map(|field| &field.name).eq(others.iter().map(|field| &field.name))
            }
            _ => false,
        }
    }
}

pub(super) fn resolve(relation: &parse::Relation, owner: &Owner<'_>, target: &Target, errors: &Errors) -> Option<Keys> {
    match relation.kind {
        RelationKind::BelongsTo => here(relation, owner, errors),
        RelationKind::HasOne | RelationKind::HasMany => there(relation, owner, target, errors),
    }
}

/// The fields of this struct that `BelongsTo` is found by.
fn here(relation: &parse::Relation, owner: &Owner<'_>, errors: &Errors) -> Option<Keys> {
    let field = &relation.field;
    let Some(given) = &field.words.foreign_key else {
        return Some(Keys::Here(vec![usual_key(relation, owner.fields, errors)?], field.ident.span()));
    };
    said_once(given, errors);
    let found: Vec<_> = given.value.iter().map(|name| named_key(name, owner.fields, errors)).collect();
    Some(Keys::Here(found.into_iter().collect::<Option<_>>()?, given.word.span()))
}

/// BAD: `foreign_key = editr_id`, `foreign_key = card` with `card: Sensitive<String>`
fn named_key(name: &Ident, fields: &Fields<'_>, errors: &Errors) -> Option<usize> {
    let position = fields.find_column(name, errors)?;
    can_be_key(name, fields.ty(position), errors).then_some(position)
}

/// BAD: `author: BelongsTo<Author>` without a field `author_id`
fn usual_key(relation: &parse::Relation, fields: &Fields<'_>, errors: &Errors) -> Option<usize> {
    let (field, name) = (&relation.field, plain(&relation.field.ident));
    let usual = format!("{name}_id");
    if let Some(position) = fields.named(&usual) {
        return can_be_key(&field.ident, fields.ty(position), errors).then_some(position);
    }
    // A word that could not be read may have been `foreign_key`.
    if !field.unread {
        let columns = fields.names_of_columns();
        let others = choices(&usual, "columns", columns.iter().map(String::as_str));
        let help = format!("write `{usual}: i64` beside it, or say another with `foreign_key = ..`; {others}");
        errors.report(&field.ident, format!("`{name}` has no key: there is no field `{usual}`"), help);
    }
    None
}

/// BAD: `author: BelongsTo<Author>` with `author_id: Sensitive<i64>`
fn can_be_key(place: &Ident, ty: &FieldType, errors: &Errors) -> bool {
    let what = match (ty.has_column(), ty.sensitive) {
        (true, false) => return true,
        (true, true) => "a relation would tell what its key is, and this one is `Sensitive`",
        (false, _) => "a relation is found by a column, and its key is an `Input`",
    };
    errors.report(place, what, "give the key a plain type, such as `i64`");
    false
}

/// The fields of another struct that refer to this one.
fn there(relation: &parse::Relation, owner: &Owner<'_>, target: &Target, errors: &Errors) -> Option<Keys> {
    match &relation.field.words.foreign_key {
        Some(given) => {
            let sound = said_once(given, errors) && as_many_as_the_key(given, owner, errors);
            sound.then(|| Keys::There(FieldThere::said(given)))
        }
        None => {
            let sound = key_of_one_part(relation, owner, errors) && self_names_its_key(relation, target, errors);
            sound.then(|| Keys::There(FieldThere::usual(&plain(owner.ident), relation)))
        }
    }
}

/// BAD: `foreign_key(order_id, order_id)`
fn said_once(given: &Given<Vec<Ident>>, errors: &Errors) -> bool {
    let again = |position: usize| given.value[..position].contains(&given.value[position]);
    let twice = (0..given.value.len()).find(|position| again(*position)).map(|position| &given.value[position]);
    if let Some(name) = twice {
        errors.report(name, format!("`{}` is named twice", plain(name)), "leave one of them out");
    }
    twice.is_none()
}

/// BAD: `foreign_key = order_id` where the key is of two parts
fn as_many_as_the_key(given: &Given<Vec<Ident>>, owner: &Owner<'_>, errors: &Errors) -> bool {
    let (parts, named) = (owner.key.len(), given.value.len());
    // A struct without a key has its own fault.
    let fits = parts == named || parts == 0;
    if !fits {
        let what = format!(
            "`foreign_key` names {}, and the key of `{}` has {}",
            counted(named, "field"),
            plain(owner.ident),
            counted(parts, "part")
        );
        errors.report(&given.word, what, "name a field for each part of the key, in its order");
    }
    fits
}

/// BAD: `lines: HasMany<Line>` in a struct whose key is of two parts
fn key_of_one_part(relation: &parse::Relation, owner: &Owner<'_>, errors: &Errors) -> bool {
    let fits = owner.key.len() <= 1 || relation.field.unread;
    if !fits {
        let parts: Vec<String> = owner.key.iter().map(|part| plain(&owner.fields.field(*part).ident)).collect();
        let what = format!("the key of `{}` has {}", plain(owner.ident), counted(parts.len(), "part"));
        let help = format!("name the fields there that refer to them: `foreign_key({})`", parts.join(", "));
        errors.report(&relation.field.ident, what, help);
    }
    fits
}

/// BAD: `reports: HasMany<Employee>` in `Employee`
fn self_names_its_key(relation: &parse::Relation, target: &Target, errors: &Errors) -> bool {
    let words = &relation.field.words;
    let fits = !target.is_self || words.through.is_some() || relation.field.unread;
    if !fits {
        let name = plain(&relation.field.ident);
        let what = format!("`{name}` leads from `{0}` to `{0}` by a field that is not said", target.name);
        errors.report(
            &relation.field.ident,
            what,
            "name the field that refers to a row here: `foreign_key = manager_id`",
        );
    }
    fits
}

fn counted(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

/// The resource between, and its fields that refer to the other side.
pub(super) fn through(relation: &parse::Relation, target: &Target, errors: &Errors) -> Option<Through> {
    let words = &relation.field.words;
    let join = words.through.as_ref().filter(|_| relation.kind == RelationKind::HasMany)?.value.clone();
    let far = match &words.far_key {
        Some(given) => {
            said_once(given, errors);
            FieldThere::said(given)
        }
        None => FieldThere::usual(&target.name, relation),
    };
    Some(Through { join, far })
}

/// BAD: `friends: HasMany<Person>` in `Person` with `through = Friendship` alone
pub(super) fn differ(relation: &Relation, errors: &Errors) {
    let (Keys::There(near), Some(through)) = (&relation.keys, &relation.through) else { return };
    let Some(both) = near.iter().find(|near| through.far.iter().any(|far| far.name == near.name)) else { return };
    let what = format!("`{}` would refer to both sides of `{}`", both.name, relation.name);
    let help = "name the fields of each side: `foreign_key = person_id, far_key = friend_id`";
    errors.report(&relation.ident, what, help);
}
