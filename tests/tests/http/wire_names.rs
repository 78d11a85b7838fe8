//! Names: on the wire, of paths, of tables and columns.

use restruct::{
    prelude::*,
    sea_orm::{ConnectionTrait, Database, DatabaseBackend, Statement},
};
use restruct_tests::{answer, check, get, on_each_database, patch, post, problem};
use serde_json::json;

/// How a parcel travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ResourceEnum)]
#[resource(rename_all = "kebab-case")]
pub enum Route {
    ByAir,
    #[resource(rename = "on-foot")]
    Walking,
}

/// A parcel.
#[derive(Clone, Debug, Resource)]
#[resource(
    access(public),
    rename_all = "camelCase",
    path = "parcel-post",
    table = "PARCELS",
    unique(first_name, r#type)
)]
pub struct Parcel {
    #[resource(column = "ParcelId")]
    pub id: i64,
    #[resource(sort)]
    #[validate(length(max = 5))]
    pub first_name: String,
    #[resource(rename = "LAST-name", column = "Surname")]
    pub last_name: Option<String>,
    pub r#type: i32,
    pub route: Route,
    #[resource(read_only, default = 0)]
    pub times_moved: i64,
}

/// A word whose plural and case the names follow.
#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
pub struct BlogCategory {
    pub id: i64,
}

#[tokio::test]
async fn the_wire_has_its_own_names() {
    on_each_database(|app| app.resource::<Parcel>().resource::<BlogCategory>(), async |server| {
        let body = json!({"firstName": "Ada", "LAST-name": "B", "type": 1, "route": "by-air"});
        let stored = json!({"id": 1, "firstName": "Ada", "LAST-name": "B", "type": 1, "route": "by-air", "timesMoved": 0});
        let refused = |errors| problem(422, "invalid").errors(errors);
        check(
            server,
            [
                ("create", post("/parcel-post").json(body.clone()), answer(201).header("location", "/parcel-post/1").json(stored.clone())),
                ("sort", get("/parcel-post?sort=firstName"), answer(200)),
                ("not by the Rust name", get("/parcel-post?sort=first_name"), problem(400, "not_allowed").detail("firstName")),
                (
                    "errors",
                    post("/parcel-post").json(json!({"firstName": "Augusta", "first_name": "x", "type": 1, "route": "ByAir", "timesMoved": 1})),
                    refused(&[("/firstName", "too_long"), ("/first_name", "unknown_field"), ("/route", "not_a_choice"), ("/timesMoved", "read_only")]),
                ),
                (
                    "database errors",
                    post("/parcel-post").json(body),
                    problem(409, "not_unique").errors(&[("/firstName", "not_unique"), ("/type", "not_unique")]),
                ),
                ("another choice", patch("/parcel-post/1").json(json!({"route": "on-foot"})), answer(200).has(json!({"route": "on-foot"}))),
                ("a usual path", get("/blog-categories"), answer(200)),
            ],
        )
        .await;
    })
    .await;
}

#[tokio::test]
async fn the_table_has_the_names_that_were_said() {
    on_each_database(
        |app| app.resource::<Parcel>().resource::<BlogCategory>(),
        async |server| {
            server.json(post("/parcel-post").json(json!({"firstName": "Ada", "type": 1, "route": "on-foot"}))).await;
            let connection = Database::connect(server.database().url()).await.expect("connects");
            let backend: DatabaseBackend = connection.get_database_backend();
            let sql = r#"SELECT "ParcelId", first_name, "Surname", "type", route, times_moved FROM "PARCELS""#;
            let row =
                connection.query_one_raw(Statement::from_string(backend, sql)).await.expect("runs").expect("a row");
            assert_eq!(row.try_get::<String>("", "route").expect("a text"), "on-foot");
            connection.execute_unprepared("SELECT id FROM blog_categories").await.expect("the usual table");
        },
    )
    .await;
}

#[tokio::test]
async fn serde_writes_a_row_as_the_api_does() {
    on_each_database(
        |app| app.resource::<Parcel>(),
        async |server| {
            let shown =
                server.json(post("/parcel-post").json(json!({"firstName": "Ada", "type": 1, "route": "by-air"}))).await;
            let row = Parcel {
                id: 1,
                first_name: "Ada".into(),
                last_name: None,
                r#type: 1,
                route: Route::ByAir,
                times_moved: 0,
            };
            assert_eq!(serde_json::to_value(&row).expect("JSON"), shown);
        },
    )
    .await;
}
