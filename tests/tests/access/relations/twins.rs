//! Two servers that differ in nothing but rows which their caller may not read.

use restruct::App;
use restruct_tests::{Request, Response, Server, TestDatabase};

use super::{graphs::Graph, rows::Tables, world::World};
use crate::callers::Caller;

/// What is said of a request beside status and body.
const HEADERS: [&str; 5] = ["content-type", "link", "location", "allow", "www-authenticate"];
/// A part of all values that nobody may see.
const SECRET: &str = "secret-";

pub struct Twins<'g> {
    graph: &'g Graph,
    /// The one with all rows.
    pub whole: Twin,
    /// The one with those that a caller may read.
    pub seen: Twin,
}

pub struct Twin {
    pub server: Server,
    pub tables: Tables,
}

/// Starts an application on a database.
pub async fn start(database: TestDatabase, fill: impl FnOnce(App) -> App) -> Server {
    Server::start_without_document(database, fill).await
}

impl Twin {
    async fn start(database: TestDatabase, graph: &Graph) -> Self {
        let server = start(database, graph.serve).await;
        Self { tables: Tables::of(&server).await, server }
    }
}

impl<'g> Twins<'g> {
    /// On each database.
    pub async fn of_each_database(graph: &'g Graph) -> Vec<Self> {
        let mut all = Vec::new();
        for (whole, seen) in TestDatabase::each().await.into_iter().zip(TestDatabase::each().await) {
            all.push(Self { graph, whole: Twin::start(whole, graph).await, seen: Twin::start(seen, graph).await });
        }
        all
    }

    /// Gives the second the rows that a caller sees.
    pub async fn fill_seen(&self, world: &World, caller: &Caller) {
        self.seen.tables.fill(&world.seen_by(self.graph, caller)).await;
    }

    /// The answer, which is the same from both.
    ///
    /// # Errors
    /// It is not, or it tells a secret.
    pub async fn ask(&self, request: Request) -> Result<Response, String> {
        let whole = self.whole.server.send(request.clone()).await;
        let seen = self.seen.server.send(request.clone()).await;
        let told = |what: &str| {
            let (kind, graph) = (self.whole.server.kind(), self.graph.name);
            format!(
                "{what}: {request:?} of `{graph}` on {kind:?}\n    is {} {}\n    and without hidden rows {} {}",
                whole.status,
                whole.text(),
                seen.status,
                seen.text()
            )
        };
        if (whole.status, &whole.body) != (seen.status, &seen.body) {
            return Err(told("hidden rows show"));
        }
        if let Some(name) = HEADERS.iter().find(|name| whole.header(name) != seen.header(name)) {
            return Err(told(name));
        }
        if whole.text().contains(SECRET) {
            return Err(told("a secret"));
        }
        Ok(whole)
    }
}
