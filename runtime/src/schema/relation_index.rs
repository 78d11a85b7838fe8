//! The indexes by which relations find their rows, and deletes the children.

use super::{
    related,
    table::{Index, Table, is_same_set},
};
use crate::{
    database::constraint::columns,
    descriptor::{Descriptor, Relation},
    query,
};

/// Gives the tables the indexes that they lack for the relations of these resources.
pub fn add(tables: &mut [Table], resources: &[&'static Descriptor]) {
    let relations = || resources.iter().flat_map(|resource| resource.relations.iter().map(move |one| (*resource, one)));
    // Those with an order first: they serve the others too.
    for (resource, relation) in relations() {
        add_ordered(tables, resource, relation);
    }
    for (resource, relation) in relations() {
        // The other end of a link has its own relation where anybody asks from there.
        for link in related::incoming(resource, relation).into_iter().take(1) {
            add_plain(tables, link.child, &link.child_fields);
        }
    }
    for resource in resources {
        for (_, link) in related::belongings(resource) {
            add_plain(tables, resource, &link.child_fields);
        }
    }
}

/// For the first page of the children of one parent: what they have in common, then their own order.
fn add_ordered(tables: &mut [Table], resource: &'static Descriptor, relation: &'static Relation) {
    let links = related::incoming(resource, relation);
    let ([link], None) = (links.as_slice(), &relation.through) else { return };
    let order = query::complete(link.child, link.child.sort);
    let order = order.iter().filter(|term| !link.child_fields.contains(&term.field));
    let common = link.child_fields.iter().map(|field| (*field, false));
    let terms: Vec<_> = common.chain(order.map(|term| (term.field, term.descending))).collect();
    let Some(table) = table_of(tables, link.child) else { return };
    let equated = link.child_fields.len();
    // What comes behind columns that no two rows share orders nothing.
    let tells_apart = |length: &usize| table.tells_apart(link.child, &terms[..*length]);
    let length = (equated..terms.len()).find(tells_apart).unwrap_or(terms.len());
    if !table.has_one_row_per(&link.child_columns()) {
        table.add_index(link.child, &terms[..length], equated);
    }
}

fn add_plain(tables: &mut [Table], child: &'static Descriptor, fields: &[usize]) {
    let Some(table) = table_of(tables, child) else { return };
    let columns = columns(child, fields);
    if !table.has_one_row_per(&columns) && !table.finds_by(&columns) {
        let terms: Vec<_> = fields.iter().map(|field| (*field, false)).collect();
        table.add_index(child, &terms, terms.len());
    }
}

fn table_of<'t>(tables: &'t mut [Table], resource: &Descriptor) -> Option<&'t mut Table> {
    tables.iter_mut().find(|table| table.name == resource.table)
}

impl Table {
    /// Whether some of the columns are unique, so that their index leaves nothing to look for.
    fn has_one_row_per(&self, columns: &[&str]) -> bool {
        let mut uniques = self.uniques.iter().chain([&self.key]);
        uniques.any(|unique| unique.iter().all(|column| columns.contains(column)))
    }

    /// Whether no two rows have the same in these fields. Of nulls there may be any number.
    fn tells_apart(&self, resource: &Descriptor, terms: &[(usize, bool)]) -> bool {
        let fields = terms.iter().map(|(field, _)| &resource.fields[*field]).filter(|field| !field.nullable);
        self.has_one_row_per(&fields.map(|field| field.column).collect::<Vec<_>>())
    }

    /// Whether the key, a unique constraint or an index begins with the columns.
    fn finds_by(&self, columns: &[&str]) -> bool {
        let begins = |of_index: &[&str]| of_index.get(..columns.len()).is_some_and(|begin| is_same_set(begin, columns));
        let names = |index: &Index| index.columns.iter().map(|column| column.name).collect::<Vec<_>>();
        self.uniques.iter().chain([&self.key]).any(|unique| begins(unique))
            || self.indexes.iter().any(|index| begins(&names(index)))
    }
}
