//! What an application refuses when it starts, and the ways to start one.

use restruct::{
    axum::{Router, extract::Request, middleware, routing::get as route},
    prelude::*,
    sea_orm::{ConnectionTrait, Database},
};
use restruct_tests::{Server, Statements, TestDatabase, answer, check, get, on_each_database, post, problem};
use serde_json::json;

/// A resource.
#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
pub struct Thing {
    pub id: i64,
    pub name: String,
}

/// Another at the same path, on the same table, which it sees otherwise.
#[derive(Clone, Debug, Resource)]
#[resource(access(public), path = "things", table = "things")]
pub struct OtherThing {
    pub id: i64,
    pub name: Option<String>,
}

/// A column that nothing fills.
#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
pub struct Empty {
    pub id: i64,
    #[resource(read_only)]
    pub filled_by_nobody: String,
}

/// What only signed-in callers see.
#[derive(Clone, Debug, Resource)]
#[resource(access(owner(user_id)))]
pub struct Own {
    pub id: i64,
    pub user_id: String,
}

/// Where the server's health is, in the right group.
#[derive(Clone, Debug, Resource)]
#[resource(access(public), path = "live")]
pub struct Live {
    pub id: i64,
}

async fn refusal(database: &TestDatabase, fill: impl FnOnce(App) -> App) -> String {
    let app = App::connect(database.url()).await.expect("connects");
    match fill(app).prepare().await {
        Ok(_) => String::new(),
        Err(error) => format!("{error:?}"),
    }
}

#[tokio::test]
async fn resources_that_clash_are_named() {
    for database in TestDatabase::each().await {
        let told = refusal(&database, |app| app.resource::<Thing>().resource::<OtherThing>().resource::<Empty>()).await;
        for part in [
            "`Thing` and `OtherThing` are both served at /things",
            "`Thing.name`",
            "`OtherThing.name`",
            "`Empty.filled_by_nobody`",
        ] {
            assert!(told.contains(part), "{part} is not in: {told}");
        }
        let told = refusal(&database, |app| {
            app.create_tables().resource::<Thing>().group("/admin", |group| group.resource::<Thing>())
        })
        .await;
        assert_eq!(told, "", "one resource at two paths is no clash");
    }
}

#[tokio::test]
async fn routes_that_axum_would_panic_about_are_refused() {
    let database = TestDatabase::sqlite();
    let told = refusal(&database, |app| {
        app.group("admin", |group| group.resource::<Thing>().group("v1", |group| group.resource::<Thing>()))
            .group("/health", |group| group.resource::<Live>())
    })
    .await;
    for part in ["write `group(\"/admin\", ..)`", "write `group(\"/v1\", ..)`", "`Live` is served at /health/live"] {
        assert!(told.contains(part), "{part} is not in: {told}");
    }
    for path in ["/things/{id}", "/health/live"] {
        let app = App::connect(database.url()).await.expect("connects").create_tables().resource::<Thing>();
        let merged = app.merge(Router::new().route(path, route(async || "own"))).router::<()>().await;
        let told = format!("{:?}", merged.expect_err(path));
        assert!(told.contains("App::merge") && told.contains(path), "{told}");
    }
}

#[tokio::test]
async fn a_table_that_does_not_fit_is_refused_with_what_would_mend_it() {
    for database in TestDatabase::each().await {
        let told = refusal(&database, |app| app.resource::<Thing>()).await;
        assert!(told.contains("things"), "the table is missing: {told}");
        let connection = Database::connect(database.url()).await.expect("connects");
        connection
            .execute_unprepared("CREATE TABLE things (id BIGINT PRIMARY KEY, nick TEXT)")
            .await
            .expect("makes it");
        let told = refusal(&database, |app| app.create_tables().resource::<Thing>()).await;
        for part in ["things", "name", "ALTER TABLE"] {
            assert!(told.contains(part), "{part} is not in: {told}");
        }
    }
}

#[tokio::test]
async fn a_url_of_no_known_database_is_refused() {
    Statements::record();
    for url in ["", "nonsense", "mongodb://x/y", "sqlite:///no/such/directory/x.db"] {
        assert!(App::connect(url).await.is_err(), "{url}");
    }
}

#[tokio::test]
async fn a_database_in_memory_is_one_for_all_requests() {
    Statements::record();
    let app = App::connect("sqlite::memory:").await.expect("connects");
    let router = app.resource::<Thing>().create_tables().router().await.expect("starts");
    let server = Server::serve(TestDatabase::sqlite(), router).await;
    for number in 1..=20 {
        server.json(post("/things").json(json!({"name": format!("n{number}")}))).await;
    }
    check(&server, [("all of them", get("/things?total=exact"), answer(200).has(json!({"total": 20})))]).await;
}

#[tokio::test]
async fn a_connection_of_ones_own_does() {
    for database in TestDatabase::each().await {
        let connection = Database::connect(database.url()).await.expect("connects");
        let app = App::with_connection(connection).expect("a known database");
        let router = app.resource::<Thing>().create_tables().router().await.expect("starts");
        let server = Server::serve(database, router).await;
        check(
            &server,
            [
                ("create", post("/things").json(json!({"name": "x"})), answer(201)),
                ("list", get("/things?total=exact"), answer(200).has(json!({"total": 1}))),
            ],
        )
        .await;
    }
}

#[tokio::test]
async fn the_router_merges_into_an_application_with_a_state_and_a_fallback() {
    for database in TestDatabase::each().await {
        let app = App::connect(database.url()).await.expect("connects").resource::<Thing>().create_tables();
        let own: Router<u8> = Router::new().route("/own", route(async || "own")).fallback(async || "fallback");
        let server = Server::serve(database, own.merge(app.router().await.expect("starts")).with_state(7)).await;
        check(&server, [("a resource", get("/things"), answer(200))]).await;
        assert_eq!(server.send(get("/own")).await.text(), "own");
        assert_eq!(server.send(get("/nowhere")).await.text(), "fallback");
    }
}

#[tokio::test]
async fn a_layer_may_say_who_calls_and_routes_may_be_added() {
    let sign_in = async |mut request: Request, next: middleware::Next| {
        if request.headers().contains_key("x-user") {
            request.extensions_mut().insert(Principal::new("layer"));
        }
        next.run(request).await
    };
    let fill = |app: App| {
        app.resource::<Own>()
            .merge(Router::new().route("/more", route(async || "more")))
            .layer(middleware::from_fn(sign_in))
    };
    on_each_database(fill, async |server| {
        check(
            server,
            [
                ("nobody", get("/owns"), problem(401, "unauthorized")),
                (
                    "the layer's",
                    post("/owns").json(json!({})).header("x-user", "x"),
                    answer(201).has(json!({"user_id": "layer"})),
                ),
                ("a route of one's own", get("/more"), answer(200)),
            ],
        )
        .await;
    })
    .await;
}
