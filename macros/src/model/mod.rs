//! The validated resource: every default resolved, every name of a field a position, every rule checked. One function
//! checks one rule, with an example of what it refuses; all faults of a declaration are found in one pass.

mod access;
mod bounds;
mod constraints;
mod demand;
mod enumeration;
mod field;
mod fields;
mod filling;
mod filter;
mod key;
mod naming;
mod operations;
mod operator;
mod order;
mod relation;
mod secrets;
mod types;
mod unsupported;
mod validation;
mod words;

pub(crate) use self::access::{Access, Rule};
pub(crate) use self::demand::{Asked, Demand};
pub(crate) use self::enumeration::Enumeration;
pub(crate) use self::field::{Field, Flag};
pub(crate) use self::filling::{Default, Source, literal};
pub(crate) use self::filter::Filter;
#[cfg(test)]
pub(crate) use self::operator::Operator;
pub(crate) use self::order::{PageLimits, SortTerm};
pub(crate) use self::relation::{FieldThere, Keys, Relation, Through};
use self::types::FieldType;
pub(crate) use self::types::Kind;
pub(crate) use self::validation::{Check, RowCheck, Validation};

use std::collections::HashSet;

use proc_macro2::{Ident, Span};
use syn::{Path, Visibility, parse_quote};

use self::fields::Fields;
use crate::errors::Errors;
use crate::names::{Names, plain, variant};
use crate::parse::{self, Operation};

/// A resource about which everything is known.
#[derive(Debug)]
pub(crate) struct Resource {
    pub(crate) names: Names,
    pub(crate) visibility: Visibility,
    /// The module of the crate `restruct` that generated code names.
    pub(crate) runtime: Path,
    /// The struct's name without `r#`.
    pub(crate) name: String,
    pub(crate) docs: String,
    pub(crate) path: String,
    pub(crate) table: String,
    pub(crate) tag: String,
    pub(crate) fields: Vec<Field>,
    pub(crate) relations: Vec<Relation>,
    /// The fields that are relations, also those of which nothing else is known.
    pub(crate) markers: Vec<Ident>,
    /// How many relations a path may follow, where it was said.
    pub(crate) depth: Option<u8>,
    /// Positions of the key's parts, in the struct's order.
    pub(crate) key: Vec<usize>,
    /// The order of a list when a client names none; empty for the key's.
    pub(crate) sort: Vec<SortTerm>,
    pub(crate) page: PageLimits,
    pub(crate) operations: Vec<Operation>,
    pub(crate) access: Access,
    pub(crate) uniques: Vec<Vec<usize>>,
    pub(crate) indexes: Vec<Vec<usize>>,
    pub(crate) row_checks: Vec<RowCheck>,
    /// The types that hold hooks, in their order, the resource itself as `Self`; `None` for it alone, where it has any.
    pub(crate) hooks: Option<Vec<Path>>,
}

/// The module of the crate that generated code names; the crate is `::restruct` unless `crate = path` says otherwise.
/// That another crate has no such module is shown at its path.
pub(crate) fn runtime(said: Option<&Path>) -> Path {
    let Some(path) = said else { return parse_quote!(::restruct::__private) };
    let place = path.segments.last().map_or_else(Span::call_site, |segment| segment.ident.span());
    let module = Ident::new("__private", Span::call_site().located_at(place));
    parse_quote!(#path::#module)
}

impl Resource {
    /// Validates a declaration. The result stands even where faults were found: the stubs are made from it.
    pub(crate) fn resolve(written: &parse::Resource, errors: &Errors) -> Self {
        let words = &written.words;
        let types: Vec<FieldType> = written.fields.iter().map(|field| FieldType::of(&field.ty, errors)).collect();
        let known = Fields::new(&written.fields, &types, &written.relations);
        let key = key::positions(written, &types, errors);
        let access = access::resolve(written, &known, errors);
        let operations = operations::resolve(words.operations.as_ref(), &access, errors);
        let case = words.rename_all.as_ref().map(|given| given.value);
        let fields: Vec<Field> = (0..types.len())
            .map(|position| {
                let key = key.contains(&position).then_some(key.len());
                let demands = demand::of(written, &written.fields[position], &types[position], key.is_some());
                Field { demands, ..field::resolve(&known, position, key, &access, case, errors) }
            })
            .collect();
        let owner = relation::Owner { ident: &written.ident, fields: &known, key: &key, case };
        let relations = written.relations.iter().filter_map(|relation| relation::resolve(relation, &owner, errors));
        let relations: Vec<Relation> = relations.collect();
        relation::none_twice(&relations, errors);
        naming::no_doubled_names(written, &fields, &relations, errors);
        key::no_second_version(&written.fields, errors);
        Self {
            names: Names::of(&written.ident),
            visibility: written.visibility.clone(),
            runtime: runtime(words.crate_path.as_ref()),
            name: plain(&written.ident),
            docs: written.docs.clone(),
            path: naming::path(written, errors),
            table: naming::table(written, errors),
            tag: words.tag.as_ref().map_or_else(|| plain(&written.ident), |given| given.value.value()),
            sort: order::sort(words.sort.as_ref(), &known, errors),
            page: order::page(words.page.as_ref(), errors),
            depth: order::depth(words.max_expand_depth.as_ref(), errors),
            markers: written.relations.iter().map(|relation| relation.field.ident.clone()).collect(),
            relations,
            uniques: constraints::resolve(&words.uniques, &known, errors),
            indexes: constraints::resolve(&words.indexes, &known, errors),
            row_checks: validation::row_checks(&written.row_checks),
            hooks: operations::hooks(words.hooks.as_ref(), &written.ident, errors),
            fields,
            key,
            operations,
            access,
        }
    }

    /// A resource of which nothing is known but its name and that it has a key, to stand in for a declaration that is
    /// none.
    pub(crate) fn unknown(ident: &Ident, visibility: &Visibility) -> Self {
        Self {
            names: Names::of(ident),
            visibility: visibility.clone(),
            runtime: runtime(None),
            name: plain(ident),
            docs: String::new(),
            path: String::new(),
            table: String::new(),
            tag: String::new(),
            fields: vec![Field::unknown_key(ident.span())],
            relations: Vec::new(),
            markers: Vec::new(),
            depth: None,
            key: vec![0],
            sort: Vec::new(),
            page: PageLimits::USUAL,
            operations: Vec::new(),
            access: Access::default(),
            uniques: Vec::new(),
            indexes: Vec::new(),
            row_checks: Vec::new(),
            hooks: None,
        }
    }

    /// The same with every field in creates and updates: in a declaration with faults the words that keep one out may
    /// be the faults.
    pub(crate) fn opened(mut self) -> Self {
        for field in &mut self.fields {
            field.flags.clear();
        }
        self
    }

    /// Whether there is any column; a struct without one has no key, which is a fault.
    pub(crate) fn has_columns(&self) -> bool {
        self.variants().next().is_some()
    }

    /// The fields that are variants of the columns' enum, with their positions.
    pub(crate) fn variants(&self) -> impl Iterator<Item = (usize, &Field, Ident)> {
        let columns = self.fields.iter().enumerate().filter(|(_, field)| field.ty.has_column());
        let mut seen = HashSet::new();
        let variants = columns.map(|(position, field)| (position, field, variant(&field.ident)));
        // Doubles are a fault, which must not cause another one.
        variants.filter(move |(.., variant)| seen.insert(variant.to_string()))
    }

    /// The variants of the relations' enum.
    pub(crate) fn relation_variants(&self) -> Vec<Ident> {
        let mut seen = HashSet::new();
        self.markers.iter().map(variant).filter(|variant| seen.insert(variant.to_string())).collect()
    }

    /// The fields that have a column, with their positions.
    pub(crate) fn columns(&self) -> impl Iterator<Item = (usize, &Field)> {
        self.sound_fields().filter(|(_, field)| field.ty.has_column())
    }

    /// The parts of the key that can be parts of one.
    pub(crate) fn key_fields(&self) -> impl Iterator<Item = &Field> {
        let can_be_key = |field: &&Field| field.ty.has_column() && field.ty.can_be_key();
        self.key.iter().map(|position| &self.fields[*position]).filter(can_be_key)
    }

    /// The fields that a create takes.
    pub(crate) fn creatable(&self) -> impl Iterator<Item = (usize, &Field)> {
        self.sound_fields().filter(|(_, field)| field.is_creatable())
    }

    /// The fields that an update takes.
    pub(crate) fn updatable(&self) -> impl Iterator<Item = (usize, &Field)> {
        self.sound_fields().filter(|(_, field)| field.is_updatable())
    }

    /// All fields, but in a declaration with faults those whose type is one.
    fn sound_fields(&self) -> impl Iterator<Item = (usize, &Field)> {
        self.fields.iter().enumerate().filter(|(_, field)| field.ty.kind != Kind::Refused)
    }
}
