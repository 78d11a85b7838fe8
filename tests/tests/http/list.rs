//! `GET /things`: order, pages, cursors, totals.

use std::cmp::Ordering;

use restruct::prelude::*;
use restruct_tests::{Server, answer, check, get, on_each_database, post};
use serde_json::{Value, json};

/// A thing with what can make an order difficult: ties, nulls, texts of any case.
#[derive(Clone, Debug, Resource)]
#[resource(access(public), sort(-rank), page(size = 3, max = 5))]
pub struct Thing {
    pub id: i64,
    #[resource(sort)]
    pub rank: i32,
    #[resource(sort)]
    pub name: Option<String>,
    #[resource(sort)]
    pub day: Option<NaiveDate>,
    pub remark: String,
}

/// A list that counts unless it is told not to.
#[derive(Clone, Debug, Resource)]
#[resource(access(public), page(total = exact))]
pub struct Counted {
    pub id: i64,
}

const ROWS: [(i32, Option<&str>, Option<&str>); 9] = [
    (2, Some("b"), None),
    (1, None, Some("2026-02-01")),
    (2, Some("a"), Some("0001-01-01")),
    (3, Some("B"), None),
    (1, Some("é"), Some("2026-02-01")),
    (3, None, None),
    (2, Some("b"), Some("9999-12-31")),
    (-1, Some(""), Some("2025-12-31")),
    (1, Some("a"), None),
];

fn things(app: App) -> App {
    app.resource::<Thing>().resource::<Counted>()
}

async fn fill(server: &Server) {
    for (rank, name, day) in ROWS {
        let body = json!({"rank": rank, "name": name, "day": day, "remark": ""});
        server.json(post("/things").json(body)).await;
    }
}

fn ids(list: &Value) -> Vec<i64> {
    list["items"].as_array().expect("items").iter().map(|item| item["id"].as_i64().expect("an id")).collect()
}

/// The ids of all rows in an order, as the design defines it: nulls last in both directions, texts by code point, ties by
/// the key in the direction of the last term.
fn expected(sort: &str) -> Vec<i64> {
    let terms: Vec<(&str, bool)> =
        sort.split(',').map(|term| term.strip_prefix('-').map_or((term, false), |name| (name, true))).collect();
    let mut ids: Vec<i64> = (1..=9).collect();
    ids.sort_by(|left, right| {
        let (left, right) = (*left as usize - 1, *right as usize - 1);
        let by_terms = terms.iter().map(|(name, descending)| match *name {
            "rank" => nulls_last(Some(ROWS[left].0), Some(ROWS[right].0), *descending),
            "name" => nulls_last(ROWS[left].1, ROWS[right].1, *descending),
            _ => nulls_last(ROWS[left].2, ROWS[right].2, *descending),
        });
        let last = terms.last().is_some_and(|(_, descending)| *descending);
        by_terms.fold(Ordering::Equal, Ordering::then).then(nulls_last(Some(left), Some(right), last))
    });
    ids
}

fn nulls_last<T: Ord>(left: Option<T>, right: Option<T>, descending: bool) -> Ordering {
    match (left, right) {
        (Some(left), Some(right)) if descending => right.cmp(&left),
        (Some(left), Some(right)) => left.cmp(&right),
        (left, right) => left.is_none().cmp(&right.is_none()),
    }
}

const ORDERS: [&str; 12] = [
    "-rank",
    "rank",
    "name",
    "-name",
    "day",
    "-day",
    "rank,-name",
    "-rank,name",
    "name,day",
    "-name,-day,rank",
    "-day,name",
    "name,-rank",
];

#[tokio::test]
async fn cursors_lead_through_each_row_once_forwards_and_backwards() {
    on_each_database(things, async |server| {
        fill(server).await;
        for sort in ORDERS {
            for size in 1..=4 {
                let path = |cursor: &str| format!("/things?sort={sort}&page_size={size}{cursor}");
                let (mut forwards, mut page) = (Vec::new(), server.json(get(path(""))).await);
                assert_eq!(page["prev"], Value::Null, "{sort}: nothing is before the first page");
                loop {
                    forwards.push(ids(&page));
                    let Some(next) = page["next"].as_str() else { break };
                    page = server.json(get(path(&format!("&cursor={next}")))).await;
                }
                assert_eq!(forwards.concat(), expected(sort), "{sort} by {size}");
                let mut backwards = vec![ids(&page)];
                while let Some(previous) = page["prev"].as_str() {
                    page = server.json(get(path(&format!("&cursor={previous}")))).await;
                    backwards.insert(0, ids(&page));
                }
                assert_eq!(backwards.concat(), expected(sort), "{sort} by {size}, backwards");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn numbered_pages_show_each_row_once_and_lead_on_by_cursor() {
    on_each_database(things, async |server| {
        fill(server).await;
        for sort in ORDERS {
            let all = expected(sort);
            for (index, rows) in all.chunks(2).enumerate() {
                let path = format!("/things?sort={sort}&page_size=2&page={}", index + 1);
                let page = server.json(get(path)).await;
                assert_eq!(ids(&page), rows, "{sort}, page {}", index + 1);
                for (name, exists, there) in
                    [("next", index < 4, index * 2 + 2), ("prev", index > 0, (index * 2).saturating_sub(2))]
                {
                    assert_eq!(page[name].is_string(), exists, "{sort}, page {}: {name}", index + 1);
                    if let Some(cursor) = page[name].as_str() {
                        let other = server.json(get(format!("/things?sort={sort}&page_size=2&cursor={cursor}"))).await;
                        assert_eq!(ids(&other), all[there..(there + 2).min(9)], "{sort}, {name} of page {}", index + 1);
                    }
                }
            }
        }
    })
    .await;
}

#[tokio::test]
async fn pages_have_a_usual_size_a_wanted_size_and_a_largest_size() {
    on_each_database(things, async |server| {
        fill(server).await;
        for (query, length) in [
            ("", 3),
            ("?page_size=1", 1),
            ("?page_size=5", 5),
            ("?page_size=6", 5),
            ("?page_size=99999999999999999999", 5),
        ] {
            assert_eq!(ids(&server.json(get(format!("/things{query}"))).await).len(), length, "{query}");
        }
        let nothing = json!({"items": [], "next": null, "prev": null, "total": null});
        check(
            server,
            [
                ("a page past the end is empty", get("/things?page=4"), answer(200).json(nothing.clone())),
                (
                    "so is one past all numbers",
                    get("/things?page=99999999999999999999"),
                    answer(200).json(nothing.clone()),
                ),
                (
                    "and one whose offset overflows",
                    get("/things?page=9223372036854775807&page_size=5"),
                    answer(200).json(nothing),
                ),
            ],
        )
        .await;
    })
    .await;
}

#[tokio::test]
async fn a_total_counts_all_rows_when_it_is_asked_for() {
    on_each_database(things, async |server| {
        let total = |number: Value| answer(200).has(json!({"total": number}));
        check(
            server,
            [
                ("no row", get("/things?total=exact"), total(json!(0))),
                ("a list that always counts", get("/counteds"), total(json!(0))),
                ("unless it is told not to", get("/counteds?total=none"), total(Value::Null)),
            ],
        )
        .await;
        fill(server).await;
        let next = server.json(get("/things")).await["next"].as_str().expect("a cursor").to_owned();
        check(
            server,
            [
                ("not asked", get("/things"), total(Value::Null)),
                ("refused", get("/things?total=none"), total(Value::Null)),
                ("on the first page", get("/things?total=exact"), total(json!(9))),
                ("past the end", get("/things?total=exact&page=99"), total(json!(9))),
                ("behind a cursor", get(format!("/things?total=exact&cursor={next}")), total(json!(9))),
            ],
        )
        .await;
    })
    .await;
}

#[tokio::test]
async fn links_lead_to_the_same_pages_as_the_body() {
    on_each_database(things, async |server| {
        fill(server).await;
        let page = server.send(get("/things?page=2&sort=name&page_size=2&total=exact")).await;
        let body = page.json();
        let (next, previous) = (body["next"].as_str().expect("next"), body["prev"].as_str().expect("prev"));
        let base = "/things?sort=name&page_size=2&total=exact";
        let link = format!(
            "<{base}>; rel=\"first\", <{base}&cursor={previous}>; rel=\"prev\", <{base}&cursor={next}>; rel=\"next\", \
             <{base}&page=5>; rel=\"last\""
        );
        assert_eq!(page.header("link"), Some(link.as_str()));
        check(
            server,
            [
                (
                    "a page that is asked for by an encoded name",
                    get("/counteds?total=none&p%61ge=1"),
                    answer(200).header("link", "</counteds?total=none>; rel=\"first\""),
                ),
                (
                    "one page, uncounted",
                    get("/counteds?total=none"),
                    answer(200).header("link", "</counteds?total=none>; rel=\"first\""),
                ),
                (
                    "no rows, counted",
                    get("/counteds"),
                    answer(200).header("link", "</counteds>; rel=\"first\", </counteds?page=1>; rel=\"last\""),
                ),
            ],
        )
        .await;
    })
    .await;
}
