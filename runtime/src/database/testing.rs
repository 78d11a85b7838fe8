//! Real databases for tests: SQLite in a file of its own, PostgreSQL in a schema of its own where
//! `RESTRUCT_TEST_POSTGRES_URL` names a server. Each is gone afterwards, also when the test fails.

#[cfg(feature = "sqlite")]
use std::path::PathBuf;
use std::{
    panic::{AssertUnwindSafe, resume_unwind},
    sync::atomic::{AtomicU32, Ordering},
};

use futures_util::FutureExt;

use super::{ConnectOptions, Database, Rows, Statement};
use crate::descriptor::{Access, Descriptor, Field, Kind, Operations, PageLimits, Rule};

/// Where a test's tables are; several [`Database`]s can be connected to it.
pub struct Place {
    pub url: String,
    #[cfg(feature = "sqlite")]
    folder: Option<PathBuf>,
    #[cfg(feature = "postgres")]
    schema: Option<(String, String)>,
}

impl Place {
    pub async fn connect(&self) -> Database {
        Database::connect(&self.url, &ConnectOptions::default()).await.unwrap()
    }

    #[cfg(feature = "sqlite")]
    pub fn sqlite() -> Self {
        let folder = std::env::temp_dir().join(unique_name());
        std::fs::create_dir_all(&folder).unwrap();
        let url = format!("sqlite://{}?mode=rwc", folder.join("test.db").display());
        Self {
            url,
            folder: Some(folder),
            #[cfg(feature = "postgres")]
            schema: None,
        }
    }

    #[cfg(feature = "sqlite")]
    pub fn file(&self) -> PathBuf {
        self.folder.as_ref().unwrap().join("test.db")
    }

    #[cfg(feature = "postgres")]
    pub async fn postgres() -> Option<Self> {
        let server = std::env::var("RESTRUCT_TEST_POSTGRES_URL").ok();
        let Some(server) = server.filter(|server| !server.is_empty()) else {
            let everything = std::env::var_os("RESTRUCT_TEST_LEAVE_NOTHING_OUT").is_some();
            assert!(!everything, "PostgreSQL would be left out: RESTRUCT_TEST_POSTGRES_URL is not set");
            assert!(std::env::var_os("RESTRUCT_TEST_LEAVE_NOTHING_OUT").is_none(), "PostgreSQL would be left out");
            say_once("PostgreSQL was left out: RESTRUCT_TEST_POSTGRES_URL names no server\n");
            return None;
        };
        let schema = unique_name();
        let database = Database::connect(&server, &ConnectOptions::default()).await.unwrap();
        run(&database, &format!("CREATE SCHEMA {schema}")).await;
        database.close().await;
        let separator = if server.contains('?') { '&' } else { '?' };
        Some(Self {
            url: format!("{server}{separator}options[search_path]={schema}"),
            schema: Some((server, schema)),
            #[cfg(feature = "sqlite")]
            folder: None,
        })
    }

    async fn remove(self) {
        #[cfg(feature = "sqlite")]
        if let Some(folder) = &self.folder {
            std::fs::remove_dir_all(folder).unwrap();
        }
        #[cfg(feature = "postgres")]
        if let Some((server, schema)) = &self.schema {
            let database = Database::connect(server, &ConnectOptions::default()).await.unwrap();
            run(&database, &format!("DROP SCHEMA {schema} CASCADE")).await;
            database.close().await;
        }
    }

    /// Runs a test here and removes everything, whatever comes of it.
    pub async fn with<T>(self, test: impl AsyncFnOnce(&Self) -> T) -> T {
        let result = AssertUnwindSafe(test(&self)).catch_unwind().await;
        self.remove().await;
        result.unwrap_or_else(|panic| resume_unwind(panic))
    }
}

/// Every database that is compiled in and at hand.
pub async fn places() -> Vec<Place> {
    [
        #[cfg(feature = "sqlite")]
        Some(Place::sqlite()),
        #[cfg(feature = "postgres")]
        Place::postgres().await,
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Runs a test on every database.
pub async fn on_every_database(test: impl AsyncFn(&Database)) {
    for place in places().await {
        place
            .with(async |place| {
                let database = place.connect().await;
                test(&database).await;
                database.close().await;
            })
            .await;
    }
}

pub async fn run(database: &Database, sql: &str) {
    for sql in sql.split(';').map(str::trim).filter(|sql| !sql.is_empty()) {
        let done = database.pool().execute(Statement::plain(sql)).await;
        done.unwrap_or_else(|error| panic!("{sql}: {error:?}"));
    }
}

pub async fn rows(database: &Database, sql: &str) -> Rows {
    database.writer().query(Statement::plain(sql)).await.unwrap()
}

pub async fn number(database: &Database, sql: &str) -> i64 {
    match rows(database, sql).await.value(0, 0, Kind::I64).unwrap() {
        sea_orm::Value::BigInt(Some(number)) => number,
        other => panic!("{other:?}"),
    }
}

/// A resource with all operations and an integer key in its first field.
pub const fn resource(name: &'static str, table: &'static str, fields: &'static [Field]) -> Descriptor {
    Descriptor {
        name,
        description: "",
        path: table,
        table,
        tag: name,
        fields,
        key: &[0],
        sort: &[],
        page: PageLimits { size: 20, max: 100, total: false },
        operations: Operations(0b1_1111),
        access: Access {
            read: Some(&Rule::Public),
            create: Some(&Rule::Public),
            update: Some(&Rule::Public),
            delete: Some(&Rule::Public),
        },
        uniques: &[],
        indexes: &[],
        relations: &[],
        depth: 3,
        row_checks: &[],
        hooks: Vec::new,
    }
}

fn unique_name() -> String {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let nanos =
        std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).map_or(0, |time| time.subsec_nanos());
    format!("restruct_test_{}_{nanos}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed))
}

/// Past the test harness, which shows nothing of a test that passes.
#[cfg(feature = "postgres")]
fn say_once(text: &str) {
    use std::io::Write;
    static SAID: std::sync::Once = std::sync::Once::new();
    SAID.call_once(|| std::io::stderr().write_all(text.as_bytes()).unwrap());
}
