use super::{
    creation_order::in_creation_order,
    foreign_key::{self, ForeignKey, foreign_keys},
    related::written,
    relation_index,
};
use crate::{
    database::constraint::columns,
    descriptor::{Descriptor, Field, Flags, Kind, Operator, with_related},
    entity::longest,
    query,
};

/// A table as all resources that share it say it is.
#[derive(Debug)]
pub struct Table {
    pub name: &'static str,
    pub resources: Vec<&'static Descriptor>,
    /// Those among them by which clients write.
    pub written: Vec<&'static Descriptor>,
    /// In the order in which the resources name them.
    pub columns: Vec<TableColumn>,
    /// The columns of the primary key: of the key that the database counts where there is one, since SQLite counts no
    /// other, else of the first resource's.
    pub key: Vec<&'static str>,
    /// The keys of other resources are among them: a row is changed and deleted by its key, and must be the only one.
    pub uniques: Vec<Vec<&'static str>>,
    pub foreign_keys: Vec<ForeignKey>,
    /// Those among them that the key or a unique constraint serves are needed where a text has another order than lists.
    pub indexes: Vec<Index>,
    /// Columns by which lists can be filtered so that an index would find the rows.
    pub filtered: Vec<IndexColumn>,
}

#[derive(Clone, Copy, Debug)]
pub struct TableColumn {
    pub field: &'static Field,
    /// The most characters of a text, where it is bounded for all resources.
    pub longest: Option<u32>,
}

/// Columns with their directions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Index {
    pub columns: Vec<IndexColumn>,
    /// How many of the columns, from the first, are for rows that equal a value. The others are for the order of lists.
    pub equated: usize,
    /// By the index of the key or of a unique constraint, where its columns are in the order of lists.
    pub is_served: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IndexColumn {
    pub name: &'static str,
    pub descending: bool,
    pub nullable: bool,
    pub is_text: bool,
}

impl Table {
    /// Whether the database makes the key.
    pub fn auto_key(&self) -> Option<&'static str> {
        self.columns.iter().find(|column| column.field.is(Flags::AUTO)).map(|column| column.field.column)
    }

    fn add(&mut self, resource: &'static Descriptor) {
        if self.resources.iter().any(|known| std::ptr::eq(*known, resource)) {
            return;
        }
        self.resources.push(resource);
        for (_, field) in resource.columns() {
            self.add_column(field);
        }
        let further_key = Some(columns(resource, resource.key)).filter(|key| !is_same_set(key, &self.key));
        let singles = |flag| resource.columns().filter(move |(_, field)| field.is(flag)).map(|(_, field)| field.column);
        let uniques = singles(Flags::UNIQUE).map(|column| vec![column]);
        let composite = resource.uniques.iter().map(|fields| columns(resource, fields));
        for unique in further_key.into_iter().chain(uniques).chain(composite) {
            // The key is unique anyway.
            if unique != self.key && !self.uniques.contains(&unique) {
                self.uniques.push(unique);
            }
        }
        foreign_keys(resource).for_each(|key| foreign_key::add(&mut self.foreign_keys, key));
        let ascending = |fields: &[usize]| fields.iter().map(|field| (*field, false)).collect::<Vec<_>>();
        let indexed = resource.columns().filter(|(_, field)| field.is(Flags::INDEX));
        let mut indexes: Vec<Vec<(usize, bool)>> = indexed.map(|(position, _)| vec![(position, false)]).collect();
        indexes.extend(resource.indexes.iter().map(|fields| ascending(fields)));
        for index in indexes {
            self.add_index(resource, &index, index.len());
        }
        let order = query::complete(resource, resource.sort);
        let order: Vec<_> = order.iter().map(|term| (term.field, term.descending)).collect();
        self.add_index(resource, &order, 0);
        // One of few values is shared by too many rows for an index to help.
        let has_few_values = |field: &Field| matches!(field.kind, Kind::Bool | Kind::Choice(_));
        let is_found = |field: &Field| field.filter.iter().any(is_found_by_index) && !has_few_values(field);
        for (position, _) in resource.columns().filter(|(_, field)| is_found(field)) {
            let column = index_column(resource, position, false);
            if !self.filtered.contains(&column) {
                self.filtered.push(column);
            }
        }
    }

    fn add_column(&mut self, field: &'static Field) {
        let longest = bound(field);
        match self.columns.iter_mut().find(|known| known.field.column == field.column) {
            Some(known) => {
                // A rule of one resource must not bind the other.
                known.longest = known.longest.zip(longest).map(|(one, other)| one.max(other));
                // One that leaves the column to the database needs it counted, the others take it as it is.
                if field.is(Flags::AUTO) {
                    known.field = field;
                }
            }
            None => self.columns.push(TableColumn { field, longest }),
        }
    }

    /// Terms with their directions, of which the first are for rows that equal a value.
    pub fn add_index(&mut self, resource: &'static Descriptor, terms: &[(usize, bool)], equated: usize) {
        let columns: Vec<IndexColumn> =
            terms.iter().map(|(position, descending)| index_column(resource, *position, *descending)).collect();
        let names: Vec<_> = columns.iter().map(|column| column.name).collect();
        let is_ascending = columns.iter().all(|column| !column.descending);
        let order = &columns[equated..];
        let is_descending = !order.is_empty() && order.iter().all(|column| column.descending);
        // The key's own index is read in either direction for a list.
        let is_key = !order.is_empty() && names == self::columns(resource, resource.key);
        let is_read_backwards = is_key || (equated > 0 && order.iter().all(|column| !column.nullable));
        let is_read = is_ascending || (is_descending && is_read_backwards);
        let is_served = is_read && (is_key || names == self.key || self.uniques.contains(&names));
        match self.indexes.iter_mut().find(|known| known.columns == columns) {
            Some(known) => known.equated = known.equated.min(equated),
            None => self.indexes.push(Index { columns, equated, is_served }),
        }
    }
}

/// The tables of these resources and of those that they lead to, each after those that it refers to.
pub fn tables(served: &[&'static Descriptor]) -> Vec<Table> {
    let (resources, written) = (with_related(served), written(served));
    let mut tables: Vec<Table> = Vec::new();
    for resource in &resources {
        let position = tables.iter().position(|table| table.name == resource.table).unwrap_or_else(|| {
            tables.push(Table {
                name: resource.table,
                resources: Vec::new(),
                written: Vec::new(),
                columns: Vec::new(),
                key: primary_key(resource.table, &resources),
                uniques: Vec::new(),
                foreign_keys: Vec::new(),
                indexes: Vec::new(),
                filtered: Vec::new(),
            });
            tables.len() - 1
        });
        tables[position].add(resource);
        if written.iter().any(|known| std::ptr::eq(*known, *resource)) {
            tables[position].written.push(resource);
        }
    }
    relation_index::add(&mut tables, &resources);
    in_creation_order(tables)
}

fn index_column(resource: &Descriptor, position: usize, descending: bool) -> IndexColumn {
    let field = &resource.fields[position];
    IndexColumn { name: field.column, descending, nullable: field.nullable, is_text: field.kind.is_text() }
}

/// Most rows are not what these ask for. The complements and `isnull` leave most of them, and a text inside others has no
/// place in an order.
fn is_found_by_index(operator: Operator) -> bool {
    use Operator::{Eq, Gt, Gte, In, Lt, Lte, StartsWith};
    matches!(operator, Eq | In | Gt | Gte | Lt | Lte | StartsWith)
}

fn primary_key(table: &str, resources: &[&'static Descriptor]) -> Vec<&'static str> {
    let mut sharing = resources.iter().filter(|resource| resource.table == table);
    let is_counted = |resource: &Descriptor| resource.key.iter().any(|field| resource.fields[*field].is(Flags::AUTO));
    let counted = sharing.clone().find(|resource| is_counted(resource));
    counted.or_else(|| sharing.next()).map(|resource| columns(resource, resource.key)).unwrap_or_default()
}

/// Whether the same columns are meant, in whatever order.
pub fn is_same_set(one: &[&str], other: &[&str]) -> bool {
    one.len() == other.len() && one.iter().all(|column| other.contains(column))
}

/// As [`column_type`](crate::entity::column_type) bounds the column.
fn bound(field: &Field) -> Option<u32> {
    let bounded = field.kind == Kind::String && !field.is(Flags::WRITE_ONLY) && field.column_type.is_none();
    if bounded { longest(field) } else { None }
}
