//! Pages far from the start, whose rows are found by their keys first, are what pages near it are.

use std::cmp::Reverse;

use restruct::prelude::*;
use restruct_tests::{Server, answer, check, get, on_each_database, post};
use serde_json::{Value, json};

use super::books;

/// A step, of which there are many.
#[derive(Clone, Debug, Resource)]
#[resource(access(public), page(size = 10, max = 50))]
pub struct Step {
    #[resource(filter, sort)]
    pub id: i64,
    #[resource(filter, sort)]
    pub level: Option<i64>,
    #[resource(search)]
    pub name: String,
    pub remark: Option<String>,
}

const STEPS: i64 = 300;

/// With nulls, and with ties.
fn level(id: i64) -> Option<i64> {
    (id % 10 != 0).then_some(id % 7)
}

fn is_gate(id: i64) -> bool {
    id % 20 == 0
}

fn item(id: &i64) -> Value {
    json!({"id": id, "level": level(*id)})
}

/// Queries, and the keys of the rows that they have, in their order.
fn lists() -> [(&'static str, Vec<i64>); 5] {
    let steps = || (1..=STEPS).collect::<Vec<_>>();
    let (mut up, mut down, mut mixed) = (steps(), steps(), steps());
    up.sort_by_key(|id| (level(*id).is_none(), level(*id), *id));
    down.sort_by_key(|id| (level(*id).is_none(), Reverse(level(*id)), Reverse(*id)));
    mixed.retain(|id| level(*id) != Some(3) && !is_gate(*id));
    mixed.sort_by_key(|id| (level(*id).is_none(), level(*id), Reverse(*id)));
    [
        ("", steps()),
        ("sort=-id", steps().into_iter().rev().collect()),
        ("sort=level", up),
        ("sort=-level", down),
        ("level__ne=3&search=STEP&sort=level,-id", mixed),
    ]
}

/// A page by number, the page behind it and the page before it, by its cursors.
async fn hold(server: &Server, query: &str, rows: &[i64], size: usize, number: usize) {
    let name = format!("{query} of {size}, page {number}, on {:?}", server.kind());
    let ask = |more: String| server.json(get(format!("/steps?{query}&fields=level&page_size={size}{more}")));
    let items = |begin: usize| rows.iter().skip(begin).take(size).map(item).collect::<Value>();
    let before = size * (number - 1);
    let page = ask(format!("&page={number}&total=exact")).await;
    assert_eq!(page["items"], items(before), "{name}");
    assert_eq!(page["total"], rows.len(), "{name}");
    assert_eq!(page["next"].is_string(), rows.len() > before + size, "{name}");
    assert!(page["prev"].is_string(), "{name}");
    for (cursor, begin) in [("next", before + size), ("prev", before - size)] {
        if let Some(text) = page[cursor].as_str() {
            let near = ask(format!("&cursor={text}")).await;
            assert_eq!(near["items"], items(begin), "{name}, {cursor}");
        }
    }
}

#[tokio::test]
async fn a_page_far_from_the_start_has_the_rows_of_its_place() {
    let steps = |app: App| app.resource::<Step>();
    on_each_database(steps, async |server| {
        for id in 1..=STEPS {
            let name = if is_gate(id) { "gate" } else { "step" };
            server.json(post("/steps").json(json!({"level": level(id), "name": name}))).await;
        }
        for (query, rows) in lists() {
            for (size, number) in [(1, 200), (1, 201), (7, 30), (50, 5)] {
                hold(server, query, &rows, size, number).await;
            }
            for number in [rows.len() / 7 + 2, 5_000, usize::MAX] {
                let path = format!("/steps?{query}&page_size=7&total=exact&page={number}");
                let nothing = json!({"items": [], "next": null, "prev": null, "total": rows.len()});
                check(server, [("beyond the end", get(path), answer(200).json(nothing))]).await;
            }
        }
    })
    .await;
}

#[tokio::test]
async fn a_key_of_two_parts_is_found_far_from_the_start() {
    on_each_database(books, async |server| {
        for room in ["a", "b"] {
            for number in 1..=115 {
                let shelf = json!({"room": room, "number": number, "colour": format!("{room}{number}")});
                server.json(post("/shelves").json(shelf)).await;
            }
        }
        let shelf = |number: i32| json!({"room": "b", "number": number, "colour": format!("b{number}")});
        let key = |number: i32| json!({"room": "b", "number": number});
        let page = |items: Value| answer(200).has(json!({"items": items}));
        check(
            server,
            [
                ("whole rows", get("/shelves?page_size=3&page=68"), page(json!([shelf(87), shelf(88), shelf(89)]))),
                (
                    "a part of the key",
                    get("/shelves?page_size=2&page=101&fields=number"),
                    page(json!([key(86), key(87)])),
                ),
                ("the last row", get("/shelves?page_size=1&page=230&fields=room"), page(json!([key(115)]))),
                ("beyond it", get("/shelves?page_size=1&page=231"), page(json!([]))),
            ],
        )
        .await;
    })
    .await;
}
