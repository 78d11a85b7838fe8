//! Finding the fields that words name.

use proc_macro2::Ident;

use super::types::FieldType;
use crate::errors::{Errors, choices};
use crate::names::plain;
use crate::parse::{Field, FieldWords, Relation};

/// The fields of a struct, by name and by position.
#[derive(Clone, Copy)]
pub(super) struct Fields<'a> {
    fields: &'a [Field],
    types: &'a [FieldType],
    relations: &'a [Relation],
}

impl<'a> Fields<'a> {
    pub(super) fn new(fields: &'a [Field], types: &'a [FieldType], relations: &'a [Relation]) -> Self {
        Self { fields, types, relations }
    }

    pub(super) fn field(&self, position: usize) -> &'a Field {
        &self.fields[position]
    }

    pub(super) fn ty(&self, position: usize) -> &'a FieldType {
        &self.types[position]
    }

    pub(super) fn words(&self, position: usize) -> &'a FieldWords {
        &self.fields[position].words
    }

    /// The position of the field of this name, if there is one.
    pub(super) fn named(&self, name: &str) -> Option<usize> {
        self.fields.iter().position(|field| plain(&field.ident) == name)
    }

    /// The names of the fields that have a column.
    pub(super) fn names_of_columns(&self) -> Vec<String> {
        self.names_of(FieldType::has_column)
    }

    fn names_of(&self, fits: fn(&FieldType) -> bool) -> Vec<String> {
        let fitting = self.fields.iter().zip(self.types).filter(|(_, ty)| fits(ty));
        fitting.map(|(field, _)| plain(&field.ident)).collect()
    }

    /// The position of a field, whatever it is.
    ///
    /// BAD: `must_match(other = "pasword")`
    pub(super) fn find(&self, name: &Ident, errors: &Errors) -> Option<usize> {
        self.position(name, "fields", |_| true, errors)
    }

    /// The position of a field that has a column.
    ///
    /// BAD: `sort(titel)`, `unique(password)` with `password: Input<String>`
    pub(super) fn find_column(&self, name: &Ident, errors: &Errors) -> Option<usize> {
        self.position(name, "columns", FieldType::has_column, errors)
    }

    fn position(&self, name: &Ident, kind: &str, fits: fn(&FieldType) -> bool, errors: &Errors) -> Option<usize> {
        let wanted = plain(name);
        if let Some(position) = self.named(&wanted) {
            if fits(&self.types[position]) {
                return Some(position);
            }
            errors.report(
                name,
                format!("`{wanted}` is an `Input`, which has no column"),
                "name a field that is a column",
            );
            return None;
        }
        let names = self.names_of(fits);
        if self.relations.iter().any(|relation| plain(&relation.field.ident) == wanted) {
            let help = choices(&wanted, kind, names.iter().map(String::as_str));
            errors.report(name, format!("`{wanted}` is a relation, which has no column"), help);
            return None;
        }
        errors.report(
            name,
            format!("no field `{wanted}` in this struct"),
            choices(&wanted, kind, names.iter().map(String::as_str)),
        );
        None
    }
}
