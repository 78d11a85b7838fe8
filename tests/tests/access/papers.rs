//! The rows that all resources of the matrix have in common: one table, with owners and tenants, and without.

use restruct::sea_orm::{ConnectionTrait, Database, DatabaseConnection, Statement};
use restruct_tests::Server;
use serde_json::{Value, json};

/// A row, as the reference sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paper {
    pub id: i64,
    pub owner: Option<i64>,
    pub tenant: Option<String>,
    pub status: Option<String>,
    pub title: String,
}

/// Far from the keys that a database counts from 1.
pub const FIRST_ID: i64 = 1_000_001;
/// The key of no row.
pub const ABSENT_ID: i64 = 999_999;

impl Paper {
    pub fn new(owner: Option<i64>, tenant: Option<&str>, status: Option<&str>, title: &str) -> Self {
        let text = |text: Option<&str>| text.map(ToOwned::to_owned);
        Self { id: 0, owner, tenant: text(tenant), status: text(status), title: title.to_owned() }
    }

    /// On the wire.
    pub fn json(&self) -> Value {
        json!({"id": self.id, "owner_id": self.owner, "tenant": self.tenant, "status": self.status, "title": self.title})
    }
}

/// Rows of each owner, of none, of each tenant, of none; titles are in another order than keys.
pub fn seed() -> Vec<Paper> {
    let (acme, globex) = (Some("acme"), Some("globex"));
    let rows = [
        Paper::new(Some(1), acme, Some("draft"), "g"),
        Paper::new(Some(1), acme, Some("published"), "C"),
        Paper::new(Some(2), acme, Some("draft"), "a"),
        Paper::new(Some(2), acme, Some("published"), "é"),
        Paper::new(Some(4), globex, Some("draft"), "b"),
        Paper::new(Some(4), globex, None, "f"),
        Paper::new(Some(1), globex, Some("published"), "d"),
        Paper::new(None, acme, Some("published"), "a"),
        Paper::new(Some(1), None, None, "e"),
        Paper::new(None, None, Some("draft"), "D"),
    ];
    (FIRST_ID..).zip(rows).map(|(id, row)| Paper { id, ..row }).collect()
}

/// The same rows again and again: those that a rule hides lie between those that it shows.
pub fn many() -> Vec<Paper> {
    (FIRST_ID..).zip(seed().into_iter().cycle().take(1_030)).map(|(id, row)| Paper { id, ..row }).collect()
}

/// The table, past the server.
pub struct Papers(DatabaseConnection);

impl Papers {
    pub async fn of(server: &Server) -> Self {
        Self(Database::connect(server.database().url()).await.expect("connects"))
    }

    /// Makes the table what it was.
    pub async fn reset(&self) {
        self.fill(&seed()).await;
    }

    /// Has these rows in the table, and no others.
    pub async fn fill(&self, rows: &[Paper]) {
        let text = |text: &Option<String>| text.as_ref().map_or("NULL".to_owned(), |text| format!("'{text}'"));
        let rows = rows.iter().map(|row| {
            let owner = row.owner.map_or("NULL".to_owned(), |owner| owner.to_string());
            format!("({}, {owner}, {}, {}, '{}')", row.id, text(&row.tenant), text(&row.status), row.title)
        });
        let rows = rows.collect::<Vec<_>>().join(", ");
        let sql = format!("DELETE FROM papers; INSERT INTO papers (id, owner_id, tenant, status, title) VALUES {rows}");
        self.0.execute_unprepared(&sql).await.expect("resets");
    }

    /// What is stored, by key.
    pub async fn all(&self) -> Vec<Paper> {
        let sql = "SELECT id, owner_id, tenant, status, title FROM papers ORDER BY id";
        let rows =
            self.0.query_all_raw(Statement::from_string(self.0.get_database_backend(), sql)).await.expect("reads");
        let paper = |row: restruct::sea_orm::QueryResult| Paper {
            id: row.try_get_by_index(0).expect("a key"),
            owner: row.try_get_by_index(1).expect("an owner"),
            tenant: row.try_get_by_index(2).expect("a tenant"),
            status: row.try_get_by_index(3).expect("a status"),
            title: row.try_get_by_index(4).expect("a title"),
        };
        rows.into_iter().map(paper).collect()
    }
}
