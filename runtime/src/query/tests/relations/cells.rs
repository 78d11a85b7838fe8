//! Rows of the small world, in vectors and in a database, and who asks for them.

use sea_orm::{
    Value,
    sea_query::{Alias, Expr, Query},
};
use serde_json::json;
use uuid::Uuid;

use super::{resources::descriptors, tables::TABLES};
use crate::{
    Principal,
    database::{Database, Statement},
    descriptor::{Descriptor, Kind},
    schema::create_tables,
    value::null,
};

/// Texts are ordered by code point, ids by their bytes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cell {
    Null,
    Number(i64),
    Text(String),
    Id(u128),
}

pub type Row = Vec<Cell>;

/// The rows of each table.
#[derive(Clone, Debug, Default)]
pub struct World(pub [Vec<Row>; TABLES.len()]);

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Cell::Text(text.to_owned())
    }
}

impl Cell {
    pub fn number(&self) -> Option<i64> {
        if let Cell::Number(number) = self { Some(*number) } else { None }
    }

    pub fn text(&self) -> Option<&str> {
        if let Cell::Text(text) = self { Some(text) } else { None }
    }

    pub fn json(&self) -> serde_json::Value {
        match self {
            Cell::Null => json!(null),
            Cell::Number(number) => json!(number),
            Cell::Text(text) => json!(text),
            Cell::Id(_) => json!(self.written()),
        }
    }

    /// In a query or in a path.
    pub fn written(&self) -> String {
        match self {
            Cell::Null => panic!("null is not asked for by a value"),
            Cell::Number(number) => number.to_string(),
            Cell::Text(text) => text.clone(),
            Cell::Id(id) => Uuid::from_u128(*id).to_string(),
        }
    }

    fn stored(&self, kind: Kind) -> Value {
        match (self, kind) {
            (Cell::Null, kind) => null(kind),
            (Cell::Number(number), Kind::I32) => i32::try_from(*number).unwrap().into(),
            (Cell::Number(number), _) => (*number).into(),
            (Cell::Text(text), _) => text.clone().into(),
            (Cell::Id(id), _) => Uuid::from_u128(*id).into(),
        }
    }
}

#[derive(Clone, Debug)]
pub struct Caller {
    pub id: Option<i64>,
    pub is_admin: bool,
    pub tenant: Option<&'static str>,
}

impl Caller {
    pub const NOBODY: Self = Self { id: None, is_admin: false, tenant: None };
    pub const ADMIN: Self = Self { id: Some(1), is_admin: true, tenant: None };

    pub fn owns(&self, cell: &Cell) -> bool {
        self.id.is_some() && cell.number() == self.id
    }

    pub fn has_tenant(&self, cell: &Cell) -> bool {
        self.tenant.is_some() && cell.text() == self.tenant
    }

    pub fn principal(&self) -> Option<Principal> {
        let mut principal = Principal::new(self.id?);
        if self.is_admin {
            principal = principal.role("admin");
        }
        Some(match self.tenant {
            Some(tenant) => principal.tenant(tenant),
            None => principal,
        })
    }
}

/// Makes the tables without foreign keys, so that a key may lead nowhere, as it may in tables that exist already.
pub async fn create(database: &Database) {
    let alone: Vec<&'static Descriptor> = descriptors()
        .into_iter()
        // A descriptor stays for as long as the program runs.
        .map(|descriptor| &*Box::leak(Box::new(Descriptor { relations: &[], ..*descriptor })))
        .collect();
    create_tables(database, &alone).await.unwrap();
}

/// Puts these rows in the place of all.
pub async fn fill(database: &Database, world: &World) {
    let transaction = database.begin().await.unwrap();
    for (descriptor, rows) in descriptors().into_iter().zip(&world.0) {
        let clear = Statement::plain(format!("DELETE FROM {}", descriptor.table));
        crate::database::Execute::execute(&transaction, clear).await.unwrap();
        for rows in rows.chunks(500) {
            let mut insert = Query::insert();
            insert.into_table(Alias::new(descriptor.table));
            insert.columns(descriptor.fields.iter().map(|field| Alias::new(field.column)));
            for row in rows {
                let cells = descriptor.fields.iter().zip(row).map(|(field, cell)| cell.stored(field.kind));
                insert.values_panic(cells.map(Expr::val));
            }
            crate::database::Execute::execute(&transaction, database.backend().build(&insert)).await.unwrap();
        }
    }
    transaction.commit().await.unwrap();
}
