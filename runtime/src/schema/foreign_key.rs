//! The foreign keys of a table: as the resources say they are, when they can be made, and which of those that exist they
//! are.

use super::{
    existing::{Existing, ExistingForeignKey, ExistingTable, is_same_name},
    literal::{identifier, identifiers},
    related::{self, Link},
    table::Table,
};
use crate::{
    database::{
        Backend,
        constraint::{foreign_key_name, numbered_name},
    },
    descriptor::{Descriptor, OnDelete},
};

/// A foreign key as the resources say it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForeignKey {
    pub name: String,
    pub columns: Vec<&'static str>,
    pub parent: &'static str,
    /// In the order of `columns`.
    pub parent_columns: Vec<&'static str>,
    pub on_delete: OnDelete,
    /// What has to be there before it. SQLite takes a key to a table that does not exist yet.
    pub waits_for: Option<WaitsFor>,
    /// Whether PostgreSQL cannot compare its columns with those that it would refer to, and so has no such key.
    pub is_mistyped: bool,
    /// `Post.author`, for people.
    pub relation: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WaitsFor {
    /// Its parent, which is made after the table.
    Table,
    /// Something that keeps the columns of its parent unique.
    Unique,
}

/// The keys of a resource. A column that names rows of two tables has two, the second with a name of its own.
pub fn foreign_keys(resource: &'static Descriptor) -> impl Iterator<Item = ForeignKey> {
    related::belongings(resource).map(|(relation, link)| ForeignKey {
        name: foreign_key_name(resource.table, &link.child_columns()),
        columns: link.child_columns(),
        parent: link.parent.table,
        parent_columns: link.parent_columns,
        on_delete: relation.on_delete,
        waits_for: None,
        is_mistyped: false,
        relation: format!("{}.{}", resource.name, relation.name),
    })
}

/// Adds a key to those of the table, unless it is there.
pub fn add(keys: &mut Vec<ForeignKey>, mut key: ForeignKey) {
    if keys.iter().any(|known| known.is_same(&key)) {
        return;
    }
    let is_taken = |name: &str| keys.iter().any(|known| known.name == name);
    let mut names = std::iter::once(key.name.clone()).chain((2_usize..).map(|number| numbered_name(&key.name, number)));
    key.name = names.find(|name| !is_taken(name)).unwrap_or_default();
    keys.push(key);
}

/// The word of SQL, as the catalogue of SQLite has it.
pub fn action(on_delete: OnDelete) -> &'static str {
    match on_delete {
        OnDelete::NoAction => "NO ACTION",
        OnDelete::Restrict => "RESTRICT",
        OnDelete::Cascade => "CASCADE",
        OnDelete::SetNull => "SET NULL",
    }
}

impl ForeignKey {
    fn pairs(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        self.columns.iter().copied().zip(self.parent_columns.iter().copied())
    }

    /// Whatever happens on a delete.
    fn is_same(&self, other: &Self) -> bool {
        let has = |pair| other.pairs().any(|one| one == pair);
        self.parent == other.parent && self.columns.len() == other.columns.len() && self.pairs().all(has)
    }

    /// As it stands in the table's text.
    pub fn clause(&self) -> String {
        let (name, columns) = (identifier(&self.name), identifiers(&self.columns));
        format!("CONSTRAINT {name} FOREIGN KEY ({columns}) {}", self.references())
    }

    /// As it stands behind a column, too.
    pub fn references(&self) -> String {
        let (parent, columns) = (identifier(self.parent), identifiers(&self.parent_columns));
        let on_delete = match self.on_delete {
            // Nobody needs to be told.
            OnDelete::NoAction => String::new(),
            on_delete => format!(" ON DELETE {}", action(on_delete)),
        };
        format!("REFERENCES {parent} ({columns}){on_delete}")
    }

    /// Adds it to a table that has to be there, with what it takes along of one that was there.
    pub fn add_to(&self, table: &str, kept: &str) -> String {
        format!("ALTER TABLE {} ADD {}{kept}", identifier(table), self.clause())
    }

    fn refers_as(&self, known: &ExistingForeignKey, backend: Backend) -> bool {
        let known_pairs = || known.columns.iter().zip(&known.parent_columns);
        let is_same = |one: &str, other: &str| is_same_name(one, other, backend);
        let has =
            |(child, parent): (&str, &str)| known_pairs().any(|pair| is_same(pair.0, child) && is_same(pair.1, parent));
        is_same(&known.parent, self.parent) && has_columns(known, &self.columns, backend) && self.pairs().all(has)
    }
}

/// Sees to it that each key can be made at its time. There is none to a view; nor to columns that nothing keeps unique,
/// which SQLite would take and then refuse every row, while PostgreSQL gets the key once they are.
pub fn settle(tables: &mut [Table], existing: &Existing, backend: Backend) {
    for table in tables {
        table.foreign_keys.retain_mut(|key| {
            let Some(parent) = existing.tables.get(key.parent) else { return true };
            let is_unique = is_unique(parent, &key.parent_columns, backend);
            key.waits_for = (!is_unique).then_some(WaitsFor::Unique);
            key.is_mistyped = backend == Backend::Postgres && is_mistyped(key, existing.tables.get(table.name), parent);
            parent.is_table && (is_unique || backend == Backend::Postgres)
        });
    }
}

/// Whether the table has a key for the link, or can have none.
pub fn is_kept(link: &Link, existing: &Existing, backend: Backend) -> bool {
    let Some(child) = existing.tables.get(link.child.table) else { return false };
    let (columns, parent) = (link.child_columns(), link.parent.table);
    let is_for =
        |key: &ExistingForeignKey| is_same_name(&key.parent, parent, backend) && has_columns(key, &columns, backend);
    !child.is_table || child.foreign_keys.iter().any(is_for)
}

/// In whatever order.
fn has_columns(key: &ExistingForeignKey, columns: &[&str], backend: Backend) -> bool {
    let is_among = |column: &&str| key.columns.iter().any(|one| is_same_name(one, column, backend));
    key.columns.len() == columns.len() && columns.iter().all(is_among)
}

/// Exactly these columns, in whatever order: some of them are not enough here.
fn is_unique(table: &ExistingTable, columns: &[&str], backend: Backend) -> bool {
    let is_among = |known: &String| columns.iter().any(|column| is_same_name(known, column, backend));
    table.uniques.iter().any(|known| known.len() == columns.len() && known.iter().all(is_among))
}

/// Where the types of both sides are known. All of them hold what the fields do.
fn is_mistyped(key: &ForeignKey, child: Option<&ExistingTable>, parent: &ExistingTable) -> bool {
    let type_of = |table: Option<&'_ ExistingTable>, column| {
        let known = table.and_then(|table| table.column(column, Backend::Postgres));
        known.map(|known| known.type_name.clone()).unwrap_or_default()
    };
    let mut types = key.pairs().map(|(own, other)| (type_of(child, own), type_of(Some(parent), other)));
    types.any(|(own, other)| match (own.as_str(), other.as_str()) {
        ("numeric", "int2" | "int4" | "int8") | ("citext", "bpchar" | "name") | ("name", "bpchar") => true,
        // A column that is still to be made is no `citext` unless it says so.
        (own, "citext") => own != "citext",
        _ => false,
    })
}

/// A key beside those of the table that have to do with it.
pub struct Match<'a> {
    pub key: &'a ForeignKey,
    /// It is there.
    pub right: Vec<&'a ExistingForeignKey>,
    /// It is there and does something else on a delete; or its columns refer elsewhere instead.
    pub wrong: Vec<&'a ExistingForeignKey>,
}

impl<'a> Match<'a> {
    fn alike(&self, backend: Backend) -> Option<&'a ExistingForeignKey> {
        let mut known = self.right.iter().chain(&self.wrong).copied();
        known.find(|known| self.key.refers_as(known, backend))
    }

    /// Whether one keeps the rows to the same parents, whatever it does on a delete.
    pub fn is_known(&self, backend: Backend) -> bool {
        self.alike(backend).is_some()
    }

    /// What that one says beside what we say: it stays.
    pub fn kept(&self, backend: Backend) -> &'a str {
        self.alike(backend).map_or("", |known| &known.kept)
    }

    /// Whether the columns refer elsewhere instead.
    pub fn is_elsewhere(&self, backend: Backend) -> bool {
        !self.wrong.is_empty() && !self.is_known(backend)
    }
}

/// The keys of the table, each with those that exist.
pub fn matches<'a>(table: &'a Table, existing: &'a ExistingTable, backend: Backend) -> Vec<Match<'a>> {
    let is_wanted = |known: &ExistingForeignKey| table.foreign_keys.iter().any(|key| key.refers_as(known, backend));
    let keys = table.foreign_keys.iter().map(|key| {
        let over_columns = || existing.foreign_keys.iter().filter(|known| has_columns(known, &key.columns, backend));
        let alike = over_columns().filter(|known| key.refers_as(known, backend));
        let (right, mut wrong): (Vec<_>, Vec<_>) = alike.partition(|known| known.on_delete == action(key.on_delete));
        if right.is_empty() && wrong.is_empty() {
            wrong = over_columns().filter(|known| !is_wanted(known)).collect();
        }
        Match { key, right, wrong }
    });
    keys.collect()
}
