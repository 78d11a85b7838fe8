//! What clients are told of writes and deletes that break a foreign key, in whichever way they reach the database.

use std::sync::Arc;

use axum::{
    Router,
    body::{Body, to_bytes},
    extract::Request,
    response::Response,
    routing::any,
};
use sea_orm::ConnectionTrait;
use serde_json::{Value as Json, json};
use tower_service::Service;

use crate::{
    app::{Settings, Shared},
    database::{
        Backend, ConnectOptions, Database, Execute, Statement,
        testing::{number, places, resource, run},
    },
    descriptor::{Descriptor, Field, Flags, OnDelete, Relation, RelationKind::BelongsTo},
    http,
    operation::Endpoint,
    schema::{
        check_tables, create_tables,
        testing::{pair, relation},
    },
};

static OWNER: [Field; 1] = [Field::new::<i64>("id").flags(Flags::KEY)];
static OWNERS: Descriptor = resource("Owner", "owners", &OWNER);
static PLACE: [Field; 2] = [Field::new::<i64>("shelf").flags(Flags::KEY), Field::new::<i64>("place").flags(Flags::KEY)];
static PLACES: Descriptor = Descriptor { key: &[0, 1], ..resource("Place", "places", &PLACE) };
static ENTRY: [Field; 8] = [
    Field::new::<i64>("id").flags(Flags::KEY),
    Field::new::<i64>("owner_id").column("OwnerID").wire("ownerId"),
    Field::new::<Option<i64>>("keeper_id").flags(Flags::HIDDEN),
    Field::new::<Option<i64>>("shelf"),
    Field::new::<Option<i64>>("place"),
    Field::new::<Option<i64>>("parent_id"),
    Field::new::<Option<i64>>("original_id"),
    // With it an update has to see the row, for which it begins a transaction.
    Field::new::<Option<crate::field_type::Json>>("data"),
];
static ENTRIES: Descriptor = Descriptor {
    relations: &[
        relation("owner", BelongsTo, || &OWNERS, &[pair(1, 0)]),
        relation("keeper", BelongsTo, || &OWNERS, &[pair(2, 0)]),
        relation("place", BelongsTo, || &PLACES, &[pair(3, 0), pair(4, 1)]),
        relation("parent", BelongsTo, || &ENTRIES, &[pair(5, 0)]),
        Relation { on_delete: OnDelete::Restrict, ..relation("original", BelongsTo, || &ENTRIES, &[pair(6, 0)]) },
    ],
    ..resource("Entry", "entries", &ENTRY)
};

struct Served {
    shared: Arc<Shared>,
    database: Database,
}

impl Served {
    /// The status, the code and the pointers of the answer.
    async fn ask(&self, resource: &'static Descriptor, method: &str, key: &str, body: Json) -> String {
        let endpoint = Arc::new(Endpoint::new(Arc::clone(&self.shared), resource));
        let at_item = Arc::clone(&endpoint);
        let mut router: Router = Router::new()
            .route("/rows", any(move |request: Request| http::collection(endpoint, request)))
            .route("/rows/{key}", any(move |request: Request| http::item(at_item, request)));
        let path = if key.is_empty() { "/rows".to_owned() } else { format!("/rows/{key}") };
        let body = if body.is_null() { Body::empty() } else { Body::from(body.to_string()) };
        let request = Request::builder().method(method).uri(path).header("content-type", "application/json");
        let answer = router.call(request.body(body).unwrap()).await;
        summary(answer.unwrap_or_else(|never| match never {})).await
    }
}

async fn summary(response: Response) -> String {
    let status = response.status().as_u16();
    let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
    let Ok(problem) = serde_json::from_slice::<Json>(&body) else { return status.to_string() };
    let Some(code) = problem["code"].as_str() else { return status.to_string() };
    let errors = problem["errors"].as_array().cloned().unwrap_or_default();
    let told = errors
        .iter()
        .map(|error| format!(" {}={}", error["pointer"].as_str().unwrap(), error["code"].as_str().unwrap()));
    format!("{status} {code}{}", told.collect::<String>())
}

/// Over every way of writing that there is: a file's own connection, a pool, PostgreSQL.
async fn everywhere(test: impl AsyncFn(&Served)) {
    for place in places().await {
        place
            .with(async |place| {
                let mut databases = vec![place.connect().await];
                if databases[0].backend() == Backend::Sqlite {
                    databases.push(Database::connect("sqlite::memory:", &ConnectOptions::default()).await.unwrap());
                }
                for database in databases {
                    let shared =
                        Shared::new(database.clone(), None, Settings::default(), Default::default(), &[&ENTRIES]);
                    let served = Served { shared: Arc::new(shared), database };
                    create_tables(&served.database, &[&ENTRIES]).await.unwrap();
                    check_tables(&served.database, &[&ENTRIES]).await.unwrap();
                    let rows = "INSERT INTO owners VALUES (1), (2); INSERT INTO places VALUES (1, 2); \
                                INSERT INTO entries (id, \"OwnerID\", shelf, place) VALUES (1, 1, 1, 2)";
                    run(&served.database, rows).await;
                    test(&served).await;
                    served.database.close().await;
                }
            })
            .await;
    }
}

#[tokio::test]
async fn each_absent_parent_is_pointed_at() {
    everywhere(async |served| {
        let first = |errors: &[&str]| match served.database.backend() {
            Backend::Sqlite => format!("422 invalid{}", errors.concat()),
            // It tells the first one that it finds.
            Backend::Postgres => format!("422 invalid{}", errors[0]),
        };
        let (owner, parent) = (" /ownerId=not_found", " /parent_id=not_found");
        let place = " /shelf=not_found /place=not_found";
        for (values, expected) in [
            (json!({"ownerId": 9}), first(&[owner])),
            (json!({"ownerId": 1, "shelf": 1, "place": 1}), first(&[place])),
            (json!({"ownerId": 1, "parent_id": 9}), first(&[parent])),
            (json!({"ownerId": 9, "parent_id": 9}), first(&[owner, parent])),
            (json!({"ownerId": 9, "parent_id": 7}), first(&[owner])),
            (json!({"ownerId": 1, "shelf": 9, "parent_id": 7, "original_id": 1}), "201".to_owned()),
        ] {
            let mut body = json!({"id": 7});
            body.as_object_mut().unwrap().extend(values.as_object().unwrap().clone());
            assert_eq!(served.ask(&ENTRIES, "POST", "", body.clone()).await, expected, "{body}");
        }
        for (body, expected) in [
            (json!({"ownerId": 9}), first(&[owner])),
            (json!({"shelf": 2, "place": 9}), first(&[place])),
            (json!({"place": 9}), first(&[place])),
            (json!({"parent_id": 9, "shelf": null}), first(&[parent])),
            (json!({"ownerId": 2, "original_id": 9}), first(&[" /original_id=not_found"])),
        ] {
            for data in [None, Some(json!({"a": 1}))] {
                let mut body = body.clone();
                body.as_object_mut().unwrap().extend(data.map(|data| ("data".to_owned(), data)));
                assert_eq!(served.ask(&ENTRIES, "PATCH", "1", body.clone()).await, expected, "{body}");
            }
        }
        assert_eq!(number(&served.database, "SELECT count(*) FROM entries WHERE \"OwnerID\" = 1").await, 2);
    })
    .await;
}

/// A hook could have set it, and nobody else is told that there is such a field.
#[tokio::test]
async fn a_key_that_no_client_knows_is_not_pointed_at() {
    everywhere(async |served| {
        run(&served.database, "INSERT INTO entries (id, \"OwnerID\") VALUES (2, 1)").await;
        let endpoint = Endpoint::new(Arc::clone(&served.shared), &ENTRIES);
        let insert = Statement::plain("UPDATE entries SET keeper_id = 9");
        let fault = served.database.writer().execute(insert).await.unwrap_err();
        let error = endpoint.database_error(fault);
        assert_eq!((error.status().as_u16(), error.violations().len()), (422, 1), "{error:?}");
        assert_eq!(error.violations()[0].place(), &crate::error::Place::Pointer(String::new()));
    })
    .await;
}

#[tokio::test]
async fn a_row_in_use_stays_in_whichever_way_it_is_deleted() {
    everywhere(async |served| {
        run(
            &served.database,
            "INSERT INTO entries (id, \"OwnerID\", parent_id, original_id) VALUES (2, 2, 1, NULL), (3, 2, NULL, 2)",
        )
        .await;
        for (resource, key) in [(&OWNERS, "1"), (&PLACES, "1,2"), (&ENTRIES, "1"), (&ENTRIES, "2")] {
            let answer = served.ask(resource, "DELETE", key, Json::Null).await;
            assert_eq!(answer, "409 in_use", "{} {key}", resource.name);
        }
        let (database, sql) = (&served.database, "DELETE FROM owners WHERE id = 1");
        let transaction = database.begin().await.unwrap();
        assert!(transaction.execute(Statement::plain(sql)).await.is_err());
        drop(transaction);
        for executor in [database.writer(), database.pool()] {
            assert!(executor.execute(Statement::plain(sql)).await.is_err());
        }
        assert!(database.connection().execute_unprepared(sql).await.is_err());
        assert_eq!(served.ask(&ENTRIES, "DELETE", "3", Json::Null).await, "204");
        assert_eq!(served.ask(&ENTRIES, "DELETE", "2", Json::Null).await, "204", "nothing refers to it any more");
    })
    .await;
}
