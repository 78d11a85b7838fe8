//! A database that others have made, as the guide's page shows it, served by words alone.

mod tables;

use restruct::{
    SchemaDifferenceKind,
    prelude::*,
    sea_orm::{ConnectionTrait, Database},
};
use restruct_tests::{Server, TestDatabase, answer, blocks, check, delete, get, post, problem, put};
use serde_json::json;

use self::tables::{Boat, Harbour, Leg, Licence, Person, Voyage};

const PAGE: &str = include_str!("../../../../runtime/docs/existing_databases.md");
const TABLES: &str = include_str!("tables.rs");

#[test]
fn the_page_shows_the_resources_as_they_are() {
    let (_, tables) = TABLES.split_once("\n\n").expect("a first line about the file");
    assert!(blocks(PAGE, "rust").contains(&tables), "existing_databases.md does not show tables.rs");
}

fn boats(app: App) -> App {
    let app = app.resource::<Person>().resource::<Licence>().resource::<Harbour>();
    app.resource::<Boat>().resource::<Voyage>().resource::<Leg>()
}

/// Indexes and checks that others do without, and the column that is left to them.
fn is_to_be_known(kind: SchemaDifferenceKind) -> bool {
    use SchemaDifferenceKind::{MissingCheck, MissingIndex, Rebuild, UnknownColumn};
    matches!(kind, MissingCheck | MissingIndex | Rebuild | UnknownColumn)
}

/// Made by the statements of the page, and served without making anything.
async fn servers() -> Vec<Server> {
    let sql = blocks(PAGE, "sql").into_iter().find(|sql| sql.contains("CREATE TABLE \"People\"")).expect("the tables");
    let mut servers = Vec::new();
    for database in TestDatabase::each().await {
        let connection = Database::connect(database.url()).await.expect("connects");
        connection.execute_unprepared(sql).await.expect("the page's statements run");
        connection.close().await.expect("closes");
        let app = boats(App::connect(database.url()).await.expect("connects"));
        let diff = app.schema_diff().await.expect("the tables are compared");
        assert!(diff.differences().iter().all(|found| is_to_be_known(found.kind)), "on {:?}: {diff}", database.kind());
        let router = boats(App::connect(database.url()).await.expect("connects")).router().await.expect("starts");
        servers.push(Server::serve(database, router).await);
    }
    servers
}

#[tokio::test]
async fn what_others_have_made_is_served() {
    for server in servers().await {
        let items = |items: serde_json::Value| answer(200).has(json!({"items": items}));
        check(
            &server,
            [
                (
                    "a row",
                    get("/boats/1?expand=harbour"),
                    answer(200).json(json!({
                        "id": 1, "name": "Heron", "homeHarbour": "COV", "dailyRate": "180",
                        "harbour": {"code": "COV", "name": "Cove"}
                    })),
                ),
                (
                    "a key of two parts, and one of three",
                    get("/voyages/1,2?expand=legs.harbour,skipper,mate&fields=leftAt,legs.miles,legs.harbour.name,skipper.fullName,mate.fullName"),
                    answer(200).json(json!({
                        "boatId": 1, "voyageNo": 2, "leftAt": "2025-05-17T06:00:00",
                        "skipper": {"id": 2, "fullName": "Bram Kuiper"}, "mate": null,
                        "legs": {"items": [
                            {"boatId": 1, "voyageNo": 2, "legNo": 1, "miles": "31.5", "harbour": {"code": "ISL", "name": "Isle End"}},
                            {"boatId": 1, "voyageNo": 2, "legNo": 2, "miles": "44", "harbour": {"code": "COV", "name": "Cove"}}
                        ], "next": null}
                    })),
                ),
                (
                    "a filter across all of it",
                    get("/people?voyages.legs.harbour.name=Isle+End&voyages.leftAt__gte=2025-05-10T00:00:00&fields=fullName"),
                    items(json!([{"id": 2, "fullName": "Bram Kuiper"}])),
                ),
                ("another order", get("/voyages?sort=boat.name,skipper.fullName&fields=leftAt&page_size=1"), items(json!([
                    {"boatId": 2, "voyageNo": 1, "leftAt": "2025-05-11T08:15:00"}
                ]))),
                ("what belongs to a text", get("/harbours/COV/boats?fields=name"), items(json!([{"id": 2, "name": "Gannet"}, {"id": 1, "name": "Heron"}]))),
                ("to itself", get("/people/1/team?fields=fullName"), items(json!([{"id": 2, "fullName": "Bram Kuiper"}, {"id": 3, "fullName": "Cato Visser"}]))),
                ("made where it belongs", post("/voyages/2,1/legs").json(json!({"legNo": 2, "toHarbour": "ISL", "miles": "9.5"})), answer(201).header("location", "/legs/2,1,2")),
                ("a harbour that is not there", post("/voyages/2,1/legs").json(json!({"legNo": 3, "toHarbour": "XXX", "miles": "1"})), problem(422, "invalid").errors(&[("/toHarbour", "not_found")])),
                ("links", put("/people/3/licences").json(json!(["COAST", "RADIO"])), answer(204)),
                ("one less", delete("/people/3/licences/COAST"), answer(204)),
                ("what is left", get("/people/3/licences?fields=code"), items(json!([{"code": "RADIO"}]))),
                ("in use", delete("/people/2"), problem(409, "in_use")),
                ("a voyage goes with its legs", delete("/voyages/2,1"), answer(204)),
                ("which are gone", get("/legs/2,1,2"), problem(404, "not_found")),
                ("a mate has licences", delete("/people/3"), problem(409, "in_use")),
                ("without them", put("/people/3/licences").json(json!([])), answer(204)),
                ("then it goes", delete("/people/3"), answer(204)),
                ("the voyage stays", get("/voyages/1,1?fields=mateId"), answer(200).has(json!({"mateId": null}))),
            ],
        )
        .await;
    }
}
