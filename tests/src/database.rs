use std::{env, fmt, path::Path};

use restruct::{
    sea_orm::{ConnectionTrait, Database, DbErr},
    uuid::Uuid,
};
use tempfile::TempDir;

use crate::{Statements, leave_out};

/// Names a PostgreSQL server on which databases can be made.
pub(crate) const POSTGRES_URL: &str = "RESTRUCT_TEST_POSTGRES_URL";

/// A database that a test has for itself. It is gone when the value is.
pub struct TestDatabase {
    kind: DatabaseKind,
    url: String,
    place: Place,
}

/// Which database it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DatabaseKind {
    /// A file.
    Sqlite,
    /// A database on the server that `RESTRUCT_TEST_POSTGRES_URL` names.
    Postgres,
}

enum Place {
    /// Removed when it is dropped.
    Directory {
        _kept: TempDir,
    },
    Server {
        url: String,
        name: String,
    },
}

impl TestDatabase {
    /// One of each kind that there is. What is left out is said aloud.
    pub async fn each() -> Vec<Self> {
        let mut databases = vec![Self::sqlite()];
        match env::var(POSTGRES_URL) {
            Ok(server) => databases.push(Self::postgres(server).await),
            Err(_) => leave_out("PostgreSQL", POSTGRES_URL),
        }
        databases
    }

    /// A SQLite file.
    pub fn sqlite() -> Self {
        // Before an application sets up its own log, of which there is one in a process.
        Statements::record();
        let directory = tempfile::tempdir().expect("a directory for the database");
        let url = sqlite_url(&directory.path().join("test.db"));
        Self { kind: DatabaseKind::Sqlite, url, place: Place::Directory { _kept: directory } }
    }

    /// A database on a PostgreSQL server, named by the URL of one of its databases.
    pub async fn postgres(server: String) -> Self {
        Statements::record();
        let name = format!("restruct_test_{}", Uuid::now_v7().simple());
        execute(&server, &format!("CREATE DATABASE {name}")).await.expect("a database on the PostgreSQL server");
        let (base, _) = server.rsplit_once('/').expect("a URL that ends with a database's name");
        let url = format!("{base}/{name}");
        Self { kind: DatabaseKind::Postgres, url, place: Place::Server { url: server, name } }
    }

    /// Which database it is.
    pub fn kind(&self) -> DatabaseKind {
        self.kind
    }

    /// What to connect to.
    pub fn url(&self) -> &str {
        &self.url
    }
}

impl fmt::Debug for TestDatabase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.kind.fmt(f)
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        match &self.place {
            Place::Directory { .. } => {}
            Place::Server { url, name } => {
                let (url, sql) = (url.clone(), format!("DROP DATABASE {name} WITH (FORCE)"));
                // The test's own runtime may be about to end.
                let dropping = std::thread::spawn(move || {
                    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
                    runtime.block_on(execute(&url, &sql)).map_err(std::io::Error::other)
                });
                if !matches!(dropping.join(), Ok(Ok(()))) {
                    eprintln!("a test's database could not be dropped");
                }
            }
        }
    }
}

fn sqlite_url(file: &Path) -> String {
    format!("sqlite://{}?mode=rwc", file.display())
}

async fn execute(url: &str, sql: &str) -> Result<(), DbErr> {
    let connection = Database::connect(url).await?;
    connection.execute_unprepared(sql).await?;
    connection.close().await
}
