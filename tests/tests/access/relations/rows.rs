//! The tables, past the server.

use restruct::sea_orm::{ConnectionTrait, Database, DatabaseConnection, Statement};
use restruct_tests::{DatabaseKind, Server};

use super::{
    places::Place,
    world::{Row, World},
};

const COMMON: &str = "owner_id, tenant, status, title, hushed, whispered";

/// The tables of a server. They take rows whose keys lead nowhere.
pub struct Tables {
    kind: DatabaseKind,
    connection: DatabaseConnection,
}

impl Tables {
    pub async fn of(server: &Server) -> Self {
        let connection = Database::connect(server.database().url()).await.expect("connects");
        Self { kind: server.kind(), connection }
    }

    /// Has these rows, and no others.
    pub async fn fill(&self, world: &World) {
        let without_keys = match self.kind {
            DatabaseKind::Sqlite => "PRAGMA foreign_keys = OFF; BEGIN",
            DatabaseKind::Postgres => "SET LOCAL session_replication_role = replica",
        };
        let deletions = Place::ALL.iter().map(|place| format!("DELETE FROM {}", place.name()));
        let insertions = Place::ALL.iter().filter_map(|place| insertion(world, *place));
        let mut statements: Vec<String> = [without_keys.to_owned()].into_iter().collect();
        statements.extend(deletions.chain(insertions));
        if self.kind == DatabaseKind::Sqlite {
            statements.push("COMMIT".to_owned());
        }
        self.connection.execute_unprepared(&statements.join("; ")).await.expect("fills");
    }

    /// What is stored: a text for each row, in order.
    pub async fn all(&self) -> Vec<String> {
        let selects = Place::ALL.iter().map(|place| {
            let columns = place.columns().iter().copied().chain(COMMON.split(", "));
            let texts: Vec<String> =
                columns.map(|column| format!("COALESCE(CAST({column} AS TEXT), 'NULL')")).collect();
            format!("SELECT '{}' || ' ' || {} FROM {}", place.name(), texts.join(" || ' ' || "), place.name())
        });
        let sql = selects.collect::<Vec<_>>().join(" UNION ALL ");
        let statement = Statement::from_string(self.connection.get_database_backend(), sql);
        let rows = self.connection.query_all_raw(statement).await.expect("reads");
        let mut rows: Vec<String> = rows.iter().map(|row| row.try_get_by_index(0).expect("a text")).collect();
        rows.sort();
        rows
    }
}

/// As [`Tables::all`] gives a row.
pub fn text(row: &Row) -> String {
    let values: Vec<String> = literals(row).iter().map(|value| value.trim_matches('\'').to_owned()).collect();
    format!("{} {}", row.place.name(), values.join(" "))
}

fn literals(row: &Row) -> Vec<String> {
    let quoted = |text: Option<&str>| text.map_or("NULL".to_owned(), |text| format!("'{text}'"));
    let paper = &row.paper;
    let owner = paper.owner.map_or("NULL".to_owned(), |owner| owner.to_string());
    let texts =
        [paper.tenant.as_deref(), paper.status.as_deref(), Some(&paper.title), Some("secret-h"), Some("secret-w")];
    row.literals().into_iter().chain([owner]).chain(texts.map(quoted)).collect()
}

fn insertion(world: &World, place: Place) -> Option<String> {
    let rows: Vec<String> = world.at(place).map(|row| format!("({})", literals(row).join(", "))).collect();
    let columns = place.columns().join(", ");
    (!rows.is_empty()).then(|| format!("INSERT INTO {} ({columns}, {COMMON}) VALUES {}", place.name(), rows.join(", ")))
}
