//! Keys of each type, in paths and in `Location`.

use restruct::prelude::*;
use restruct_tests::{answer, check, delete, get, on_each_database, patch, post, problem};
use serde_json::json;

/// A key that the client chooses.
#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
pub struct Page {
    pub id: String,
    pub text: String,
}

/// A key that the server makes.
#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
pub struct Order {
    pub id: Uuid,
    pub text: String,
}

/// A key that the database counts.
#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
pub struct Entry {
    pub id: i32,
    pub text: String,
}

/// A number that the client chooses, under another name.
#[derive(Clone, Debug, Resource)]
#[resource(access(public), path = "isbn")]
pub struct Book {
    #[resource(id(client))]
    pub isbn: i64,
    pub text: String,
}

/// A text that the server makes.
#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
pub struct Ticket {
    #[resource(id(generate = format!("T-{}", Uuid::now_v7().simple())))]
    pub id: String,
}

/// A key of three parts.
#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
pub struct Seat {
    #[resource(id)]
    pub hall: String,
    #[resource(id)]
    pub row: i16,
    #[resource(id)]
    pub day: NaiveDate,
    pub taken: bool,
}

fn resources(app: App) -> App {
    app.resource::<Page>()
        .resource::<Order>()
        .resource::<Entry>()
        .resource::<Book>()
        .resource::<Ticket>()
        .resource::<Seat>()
}

#[tokio::test]
async fn a_text_key_is_found_by_its_location_whatever_it_holds() {
    on_each_database(resources, async |server| {
        for (id, encoded) in [
            ("plain", "plain"),
            ("two words", "two%20words"),
            ("a/b", "a%2Fb"),
            ("a,b", "a%2Cb"),
            ("50%", "50%25"),
            ("%41", "%2541"),
            ("a+b", "a%2Bb"),
            ("?#&", "%3F%23%26"),
            ("Käse", "K%C3%A4se"),
            ("日本", "%E6%97%A5%E6%9C%AC"),
            ("'; DROP TABLE pages; --", "%27%3B%20DROP%20TABLE%20pages%3B%20--"),
        ] {
            let row = json!({"id": id, "text": "x"});
            let path = format!("/pages/{encoded}");
            check(
                server,
                [
                    (
                        id,
                        post("/pages").json(row.clone()),
                        answer(201).header("location", path.as_str()).json(row.clone()),
                    ),
                    (id, get(path.as_str()), answer(200).json(row)),
                    (
                        id,
                        patch(path.as_str()).json(json!({"text": "y"})),
                        answer(200).json(json!({"id": id, "text": "y"})),
                    ),
                ],
            )
            .await;
        }
        let taken = problem(409, "not_unique").errors(&[("/id", "not_unique")]);
        check(
            server,
            [
                ("a key that is taken", post("/pages").json(json!({"id": "plain", "text": ""})), taken),
                ("keys tell case", get("/pages/Plain"), problem(404, "not_found")),
                ("a plus is a plus", get("/pages/a+b"), answer(200)),
                (
                    "a key is not changed",
                    patch("/pages/plain").json(json!({"id": "x"})),
                    problem(422, "invalid").errors(&[("/id", "immutable")]),
                ),
                ("a key may be sent back", patch("/pages/plain").json(json!({"id": "plain"})), answer(200)),
                (
                    "a key is needed",
                    post("/pages").json(json!({"text": ""})),
                    problem(422, "invalid").errors(&[("/id", "required")]),
                ),
                ("NUL is in no key", get("/pages/%00"), problem(404, "not_found")),
                ("bytes that are no text", get("/pages/%ff"), problem(400, "bad_value")),
                ("a surrogate", get("/pages/%ED%A0%80"), problem(400, "bad_value")),
                (
                    "half an escape",
                    get("/pages/%4"),
                    answer(400).has(json!({"code": "bad_value", "instance": "/pages/%254"})),
                ),
            ],
        )
        .await;
    })
    .await;
}

#[tokio::test]
async fn a_key_that_no_path_can_name_is_refused() {
    on_each_database(resources, async |server| {
        for id in ["", ".", ".."] {
            let response = server.send(post("/pages").json(json!({"id": id, "text": ""}))).await;
            assert_eq!(response.status, 422, "{id:?}: {}", response.text());
        }
        let page = |id: String| post("/pages").json(json!({"id": id, "text": ""}));
        let too_long = problem(422, "invalid").errors(&[("/id", "too_long")]);
        check(
            server,
            [
                ("as long as it may be", page("ä".repeat(1000)), answer(201)),
                ("one that is found all the same", get(format!("/pages/{}", "%C3%A4".repeat(1000))), answer(200)),
                ("longer than an address", page("a".repeat(1001)), too_long),
            ],
        )
        .await;
    })
    .await;
}

#[tokio::test]
async fn a_uuid_key_is_made_by_the_server_in_the_order_of_time() {
    on_each_database(resources, async |server| {
        let first =
            server.json(post("/orders").json(json!({"text": "a"}))).await["id"].as_str().expect("a key").to_owned();
        let second =
            server.json(post("/orders").json(json!({"text": "b"}))).await["id"].as_str().expect("a key").to_owned();
        assert_eq!(&first[14..15], "7", "version 7");
        assert!(first < second);
        let own = json!({"id": second, "text": "c"});
        check(
            server,
            [
                ("get", get(format!("/orders/{first}")), answer(200).json(json!({"id": first, "text": "a"}))),
                ("another", get("/orders/01900000-0000-7000-8000-000000000000"), problem(404, "not_found")),
                (
                    "none of a client's",
                    post("/orders").json(own),
                    problem(422, "invalid").errors(&[("/id", "read_only")]),
                ),
                ("no uuid", get("/orders/1"), problem(404, "not_found")),
                ("without hyphens", get(format!("/orders/{}", first.replace('-', ""))), problem(404, "not_found")),
                ("in braces", get(format!("/orders/%7B{first}%7D")), problem(404, "not_found")),
                ("with a space", get(format!("/orders/{first}%20")), problem(404, "not_found")),
            ],
        )
        .await;
    })
    .await;
}

#[tokio::test]
async fn a_number_key_is_written_one_way() {
    on_each_database(resources, async |server| {
        server.json(post("/entries").json(json!({"text": "a"}))).await;
        let missing = || problem(404, "not_found");
        check(
            server,
            [
                ("the row", get("/entries/1"), answer(200).json(json!({"id": 1, "text": "a"}))),
                ("the row, encoded", get("/entries/%31"), answer(200)),
                ("a word", get("/entries/one"), missing()),
                ("a sign", get("/entries/%2B1"), missing()),
                ("a fraction", get("/entries/1.0"), missing()),
                ("an exponent", get("/entries/1e0"), missing()),
                ("a space", get("/entries/%201"), missing()),
                ("hexadecimal", get("/entries/0x1"), missing()),
                ("below zero", get("/entries/-1"), missing()),
                ("beyond i32", get("/entries/2147483648"), missing()),
                ("beyond i64", get("/entries/9223372036854775808"), missing()),
                ("beyond everything", get(format!("/entries/{}", "9".repeat(400))), missing()),
                ("two keys", get("/entries/1,2"), missing()),
                ("delete by a word", delete("/entries/one"), missing()),
                ("patch by a word", patch("/entries/one").json(json!({"text": "b"})), missing()),
                (
                    "a client's own",
                    post("/isbn").json(json!({"isbn": 9783, "text": ""})),
                    answer(201).header("location", "/isbn/9783"),
                ),
                (
                    "below zero too",
                    post("/isbn").json(json!({"isbn": -1, "text": ""})),
                    answer(201).header("location", "/isbn/-1"),
                ),
                ("found again", get("/isbn/-1"), answer(200)),
                (
                    "taken",
                    post("/isbn").json(json!({"isbn": -1, "text": ""})),
                    problem(409, "not_unique").errors(&[("/isbn", "not_unique")]),
                ),
            ],
        )
        .await;
    })
    .await;
}

#[tokio::test]
async fn a_generated_key_is_made_anew_for_each_row() {
    on_each_database(resources, async |server| {
        let first = server.json(post("/tickets").json(json!({}))).await;
        let second = server.json(post("/tickets").json(json!({}))).await;
        assert_ne!(first["id"], second["id"]);
        let path = format!("/tickets/{}", first["id"].as_str().expect("a text"));
        check(server, [("found again", get(path), answer(200).json(first))]).await;
    })
    .await;
}

#[tokio::test]
async fn a_composite_key_is_split_at_commas_before_it_is_decoded() {
    on_each_database(resources, async |server| {
        let seat = |hall: &str, taken: bool| json!({"hall": hall, "row": 4, "day": "2026-02-28", "taken": taken});
        let taken = problem(409, "not_unique").errors(&[
            ("/hall", "not_unique"),
            ("/row", "not_unique"),
            ("/day", "not_unique"),
        ]);
        check(
            server,
            [
                (
                    "create",
                    post("/seats").json(seat("Ä", false)),
                    answer(201).header("location", "/seats/%C3%84,4,2026-02-28"),
                ),
                ("get", get("/seats/%C3%84,4,2026-02-28"), answer(200).json(seat("Ä", false))),
                (
                    "a comma within",
                    post("/seats").json(seat("a,b", false)),
                    answer(201).header("location", "/seats/a%2Cb,4,2026-02-28"),
                ),
                ("is found", get("/seats/a%2Cb,4,2026-02-28"), answer(200).json(seat("a,b", false))),
                (
                    "update",
                    patch("/seats/a%2Cb,4,2026-02-28").json(json!({"taken": true})),
                    answer(200).json(seat("a,b", true)),
                ),
                ("a comma too many", get("/seats/a,b,4,2026-02-28"), problem(404, "not_found")),
                ("one part", get("/seats/a"), problem(404, "not_found")),
                ("no part", get("/seats/,,"), problem(404, "not_found")),
                ("no such day", get("/seats/a%2Cb,4,2026-02-29"), problem(404, "not_found")),
                ("encoded commas do not split", get("/seats/a%2C4%2C2026-02-28"), problem(404, "not_found")),
                ("taken", post("/seats").json(seat("Ä", true)), taken),
                ("delete", delete("/seats/%C3%84,4,2026-02-28"), answer(204)),
                ("only that one", get("/seats?total=exact"), answer(200).has(json!({"total": 1}))),
            ],
        )
        .await;
    })
    .await;
}

#[tokio::test]
async fn a_composite_key_orders_a_list_and_its_cursors() {
    on_each_database(resources, async |server| {
        for (hall, row, day) in
            [("b", 1, "2026-01-01"), ("a", 2, "2026-01-01"), ("a", 1, "2026-01-02"), ("a", 1, "2026-01-01")]
        {
            server.json(post("/seats").json(json!({"hall": hall, "row": row, "day": day, "taken": false}))).await;
        }
        let (mut seen, mut path) = (Vec::new(), "/seats?page_size=1".to_owned());
        loop {
            let page = server.json(get(path)).await;
            let item = &page["items"][0];
            seen.push(format!("{} {} {}", item["hall"].as_str().unwrap(), item["row"], item["day"].as_str().unwrap()));
            let Some(next) = page["next"].as_str() else { break };
            path = format!("/seats?page_size=1&cursor={next}");
        }
        assert_eq!(seen, ["a 1 2026-01-01", "a 1 2026-01-02", "a 2 2026-01-01", "b 1 2026-01-01"]);
    })
    .await;
}
