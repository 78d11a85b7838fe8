//! Who may do what: 401, 403 and 404, and rows that are not there for some.

use restruct::prelude::*;
use restruct_tests::{answer, check, delete, get, on_each_database, patch, post, problem};
use serde_json::{Value, json};

/// Everybody reads what is shared; owners and administrators do more.
#[derive(Clone, Debug, Resource)]
#[resource(access(
    read = Shared or owner(owner_id) or role("admin"),
    create = owner(owner_id) or role("admin"),
    update = owner(owner_id),
    delete = role("admin")
))]
pub struct Paper {
    pub id: i64,
    pub owner_id: i64,
    #[resource(default = false)]
    pub shared: bool,
    pub text: String,
}

/// Papers that are shared.
pub struct Shared;

impl Rule<Paper> for Shared {
    fn filter(_: Option<&Principal>) -> Filter<Paper> {
        Filter::eq(PaperColumn::Shared, true)
    }
}

/// A row of one tenant.
#[derive(Clone, Debug, Resource)]
#[resource(access(read = tenant(company), write = tenant(company) and not role("guest")))]
pub struct Invoice {
    pub id: i64,
    pub company: String,
    pub sum: i64,
}

/// A letter box: everybody writes, nobody reads.
#[derive(Clone, Debug, Resource)]
#[resource(access(create = public))]
pub struct Complaint {
    pub id: i64,
    pub text: String,
}

/// For those who have said who they are.
#[derive(Clone, Debug, Resource)]
#[resource(access(authenticated), operations(list, get))]
pub struct Internal {
    pub id: i64,
}

/// A row of whoever has its number, so that hardly anybody creates one.
#[derive(Clone, Debug, Resource)]
#[resource(access(read = public, create = role("admin") or owner(id), update = owner(id)))]
pub struct Profile {
    pub id: i64,
    #[resource(unique)]
    pub name: String,
}

/// For nobody.
#[derive(Clone, Debug, Resource)]
#[resource(access(nobody))]
pub struct Forbidden {
    pub id: i64,
}

fn resources(app: App) -> App {
    app.resource::<Paper>()
        .resource::<Invoice>()
        .resource::<Complaint>()
        .resource::<Internal>()
        .resource::<Profile>()
        .resource::<Forbidden>()
}

fn unauthorized() -> restruct_tests::Answer {
    problem(401, "unauthorized").header("www-authenticate", "Bearer")
}

#[tokio::test]
async fn a_rule_that_holds_for_no_row_is_401_without_and_403_with_a_caller() {
    on_each_database(resources, async |server| {
        let forbidden = || problem(403, "forbidden");
        let body = || json!({"text": "x"});
        server.json(post("/profiles").json(json!({"name": "a"})).by("1,admin")).await;
        check(
            server,
            [
                ("list, nobody", get("/internals"), unauthorized()),
                ("list, somebody", get("/internals").by("7"), answer(200)),
                ("a token that nobody has", get("/internals").by("broken"), unauthorized()),
                ("also where all may read", get("/papers").by("broken"), unauthorized()),
                ("create, nobody", post("/papers").json(body()), unauthorized()),
                ("create, a name that is no number", post("/papers").json(body()).by("bob"), forbidden()),
                ("update, nobody", patch("/papers/1").json(body()), unauthorized()),
                ("delete, nobody", delete("/papers/1"), unauthorized()),
                ("delete, no administrator", delete("/papers/1").by("7"), forbidden()),
                ("nobody's, without a caller", get("/forbiddens"), unauthorized()),
                ("nobody's, with the highest", get("/forbiddens").by("1,admin"), forbidden()),
                ("nobody's, written", post("/forbiddens").json(json!({})).by("1,admin"), forbidden()),
                ("a tenant's, without one", get("/invoices").by("7"), forbidden()),
                ("before the body is read", post("/papers").text("{"), unauthorized()),
                ("before its type is", post("/papers").header("content-type", "text/plain").body("{"), unauthorized()),
                ("before its length is", patch("/papers/1").text(" ".repeat(2 << 20)), unauthorized()),
                (
                    "a name that is taken, of nobody's business",
                    post("/profiles").json(json!({"name": "a"})).by("7"),
                    forbidden(),
                ),
            ],
        )
        .await;
    })
    .await;
}

#[tokio::test]
async fn rows_that_a_caller_may_not_read_are_not_there() {
    on_each_database(resources, async |server| {
        for (owner, shared) in [(7, true), (7, false), (8, false)] {
            server
                .json(post("/papers").json(json!({"owner_id": owner, "shared": shared, "text": ""})).by("1,admin"))
                .await;
        }
        for (caller, ids) in
            [("", vec![1]), ("7", vec![1, 2]), ("8", vec![1, 3]), ("bob", vec![1]), ("9,admin", vec![1, 2, 3])]
        {
            let by = |request: restruct_tests::Request| if caller.is_empty() { request } else { request.by(caller) };
            let list = server.json(by(get("/papers?total=exact"))).await;
            let found: Vec<&Value> = list["items"].as_array().expect("items").iter().map(|item| &item["id"]).collect();
            assert_eq!(
                found,
                ids.iter().map(|id| json!(id)).collect::<Vec<_>>().iter().collect::<Vec<_>>(),
                "{caller}"
            );
            assert_eq!(list["total"], json!(ids.len()), "{caller}");
            for id in 1..=4 {
                let status = server.send(by(get(format!("/papers/{id}")))).await.status;
                assert_eq!(status, if ids.contains(&id) { 200 } else { 404 }, "{caller}: {id}");
            }
        }
        let body = || json!({"text": "x"});
        check(
            server,
            [
                ("own", patch("/papers/2").json(body()).by("7"), answer(200)),
                ("another's that can be read", patch("/papers/1").json(body()).by("8"), problem(403, "forbidden")),
                ("another's that cannot", patch("/papers/2").json(body()).by("8"), problem(404, "not_found")),
                ("what is not there", patch("/papers/4").json(body()).by("8"), problem(404, "not_found")),
                (
                    "an administrator reads, but does not own",
                    patch("/papers/2").json(body()).by("1,admin"),
                    problem(403, "forbidden"),
                ),
                (
                    "nothing to change is refused as well",
                    patch("/papers/1").json(json!({})).by("8"),
                    problem(403, "forbidden"),
                ),
                (
                    "a wrong body tells nothing",
                    patch("/papers/2").json(json!({"text": 1})).by("8"),
                    problem(422, "invalid"),
                ),
                ("given away", patch("/papers/2").json(json!({"owner_id": 8})).by("7"), problem(403, "forbidden")),
                ("it was not", get("/papers/2").by("7"), answer(200).has(json!({"owner_id": 7, "text": "x"}))),
                ("delete", delete("/papers/2").by("1,admin"), answer(204)),
            ],
        )
        .await;
    })
    .await;
}

#[tokio::test]
async fn the_caller_is_filled_in_where_a_rule_names_a_field() {
    on_each_database(resources, async |server| {
        let created = |owner: i64| answer(201).has(json!({"owner_id": owner}));
        check(
            server,
            [
                ("left out", post("/papers").json(json!({"text": ""})).by("7"), created(7)),
                ("said", post("/papers").json(json!({"owner_id": 7, "text": ""})).by("7"), created(7)),
                (
                    "another",
                    post("/papers").json(json!({"owner_id": 8, "text": ""})).by("7"),
                    problem(403, "forbidden"),
                ),
                (
                    "another, by one who may",
                    post("/papers").json(json!({"owner_id": 8, "text": ""})).by("1,admin"),
                    created(8),
                ),
                (
                    "null is no caller",
                    post("/papers").json(json!({"owner_id": null, "text": ""})).by("7"),
                    problem(422, "invalid").errors(&[("/owner_id", "null_not_allowed")]),
                ),
                (
                    "an administrator without a number",
                    post("/papers").json(json!({"text": ""})).by("root,admin"),
                    problem(422, "invalid").errors(&[("/owner_id", "required")]),
                ),
                (
                    "the tenant",
                    post("/invoices").json(json!({"sum": 1})).by("7@acme"),
                    answer(201).has(json!({"company": "acme"})),
                ),
                (
                    "another tenant",
                    post("/invoices").json(json!({"company": "evil", "sum": 1})).by("7@acme"),
                    problem(403, "forbidden"),
                ),
                ("a guest", post("/invoices").json(json!({"sum": 1})).by("7@acme,guest"), problem(403, "forbidden")),
                ("a guest reads", get("/invoices/1").by("7@acme,guest"), answer(200)),
                ("the other tenant does not", get("/invoices/1").by("7@evil"), problem(404, "not_found")),
                ("a guest deletes", delete("/invoices/1").by("7@acme,guest"), problem(403, "forbidden")),
                ("the other tenant deletes", delete("/invoices/1").by("7@evil"), problem(404, "not_found")),
                (
                    "moved to the other tenant",
                    patch("/invoices/1").json(json!({"company": "evil"})).by("7@acme"),
                    problem(403, "forbidden"),
                ),
            ],
        )
        .await;
    })
    .await;
}

#[tokio::test]
async fn who_may_not_read_what_it_made_gets_its_address_alone() {
    on_each_database(resources, async |server| {
        check(
            server,
            [
                (
                    "create",
                    post("/complaints").json(json!({"text": "x"})),
                    answer(201).header("location", "/complaints/1").empty(),
                ),
                ("no list", get("/complaints"), problem(405, "method_not_allowed")),
                ("no get", get("/complaints/1"), problem(405, "method_not_allowed")),
            ],
        )
        .await;
    })
    .await;
}
