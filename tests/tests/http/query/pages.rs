//! Pages, cursors, links and totals of lists that are filtered and searched.

use restruct_tests::{Answer, Server, answer, check, get, on_each_database, problem};
use serde_json::{Value, json};

use super::{books, fill};

fn ids(page: &Value) -> Vec<i64> {
    page["items"].as_array().expect("items").iter().map(|item| item["id"].as_i64().expect("a key")).collect()
}

async fn cursor(server: &Server, path: &str) -> String {
    server.json(get(path)).await["next"].as_str().expect("a cursor").to_owned()
}

/// What a client without any understanding does.
fn link<'h>(header: &'h str, relation: &str) -> Option<&'h str> {
    let link = header.split(", <").find(|link| link.ends_with(&format!("rel=\"{relation}\"")))?;
    link.trim_start_matches('<').split('>').next()
}

#[tokio::test]
async fn links_carry_filters_search_and_fields_along() {
    on_each_database(books, async |server| {
        fill(server).await;
        let base = "/books?title__ne=Zebra&search=%22red%22&sort=-title&page_size=1&fields=title";
        let mut path = format!("{base}&page=1&total=exact");
        let (mut forwards, mut backwards) = (Vec::new(), Vec::new());
        loop {
            let page = server.send(get(&path)).await;
            let header = page.header("link").expect("a link").to_owned();
            assert_eq!(page.json()["total"], 3, "{path}");
            assert_eq!(link(&header, "first"), Some(format!("{base}&total=exact").as_str()));
            assert_eq!(link(&header, "last"), Some(format!("{base}&total=exact&page=3").as_str()));
            let next = page.json()["next"].as_str().map(|cursor| format!("{base}&total=exact&cursor={cursor}"));
            assert_eq!(link(&header, "next"), next.as_deref());
            forwards.extend(ids(&page.json()));
            match next {
                Some(next) => path = next,
                None => break,
            }
        }
        loop {
            let page = server.send(get(&path)).await;
            backwards.extend(ids(&page.json()));
            let header = page.header("link").expect("a link").to_owned();
            match link(&header, "prev") {
                Some(previous) => path = previous.to_owned(),
                None => break,
            }
        }
        assert_eq!((forwards, backwards), (vec![2, 1, 3], vec![3, 1, 2]));
    })
    .await;
}

/// Each relation repeats the address. Where there is no room for all of them, the way on stays the longest.
#[tokio::test]
async fn a_long_address_keeps_the_way_on() {
    on_each_database(books, async |server| {
        fill(server).await;
        for (length, relations) in [
            (1_000, &["first", "prev", "next", "last"][..]),
            (2_300, &["first", "prev", "next"]),
            (3_500, &["prev", "next"]),
            (6_000, &["next"]),
            (9_000, &[]),
        ] {
            let path = format!("/books?title__ne={}&page_size=1&total=exact&fields=id", "q".repeat(length));
            let response = server.send(get(format!("{path}&page=2"))).await;
            let header = response.header("link").unwrap_or_default();
            let found: Vec<&str> =
                ["first", "prev", "next", "last"].into_iter().filter(|name| link(header, name).is_some()).collect();
            assert_eq!(found, relations, "{length} on {:?}", server.kind());
            assert!(header.len() <= 8 * 1024, "{length}: {}", header.len());
            let page = response.json();
            assert!(page["prev"].is_string(), "the body has all cursors");
            let next = format!("{path}&cursor={}", page["next"].as_str().expect("a cursor"));
            assert_eq!(ids(&server.json(get(&next)).await), [3]);
            assert!(link(header, "next").is_none_or(|link| link == next), "{length}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_cursor_belongs_to_its_filters_search_and_order() {
    on_each_database(books, async |server| {
        fill(server).await;
        let asked = "title__ne=Zebra&pages__gte=-5&search=red+%22r%22&sort=-title,rating";
        let cursor = cursor(server, &format!("/books?{asked}&page_size=1&total=exact&fields=title")).await;
        let another = |detail: &str| -> Answer {
            let error = json!({"parameter": "cursor", "code": "bad_cursor", "detail": detail});
            problem(400, "bad_cursor").has(json!({"errors": [error]}))
        };
        let changed = || another("belongs to another order or other filters");
        let behind = || answer(200).has(json!({"items": [{"id": 1}, {"id": 3}], "next": null, "prev": "$text"}));
        for (name, query, expected) in [
            ("the same", asked, behind()),
            ("of another size, uncounted, of all fields", &format!("{asked}&page_size=2"), behind()),
            ("counted, of other fields", &format!("{asked}&total=exact&fields=rating,day"), behind()),
            (
                "in another order of parameters",
                "sort=-title,rating&search=red+%22r%22&pages__gte=-5&title__ne=Zebra",
                behind(),
            ),
            (
                "encoded otherwise",
                "title__n%65=%5Aebra&pages__gte=-5&search=red%20%22r%22&sort=-title%2Crating",
                behind(),
            ),
            ("another value", "title__ne=Zebrb&pages__gte=-5&search=red+%22r%22&sort=-title,rating", changed()),
            ("another operator", "title__in=Zebra&pages__gte=-5&search=red+%22r%22&sort=-title,rating", changed()),
            ("another field", "subTitle__ne=Zebra&pages__gte=-5&search=red+%22r%22&sort=-title,rating", changed()),
            ("a filter less", "title__ne=Zebra&search=red+%22r%22&sort=-title,rating", changed()),
            ("a filter more", &format!("{asked}&isNew=true"), changed()),
            ("another search", "title__ne=Zebra&pages__gte=-5&search=red+r+s&sort=-title,rating", changed()),
            ("no search", "title__ne=Zebra&pages__gte=-5&sort=-title,rating", changed()),
            ("another direction", "title__ne=Zebra&pages__gte=-5&search=red+%22r%22&sort=title,rating", changed()),
            ("another order", "title__ne=Zebra&pages__gte=-5&search=red+%22r%22&sort=rating,-title", changed()),
            ("no order", "title__ne=Zebra&pages__gte=-5&search=red+%22r%22", changed()),
            ("nothing", "", changed()),
        ] {
            check(server, [(name, get(format!("/books?{query}&cursor={cursor}")), expected)]).await;
        }
        let by_equality = self::cursor(server, "/books?pages=10&page_size=1").await;
        check(
            server,
            [
                (
                    "without an operator it is eq",
                    get(format!("/books?pages__eq=10&cursor={by_equality}")),
                    answer(200).has(json!({"items": [{"id": 4}]})),
                ),
                ("made up", get("/books?cursor=nonsense"), another("is none that this list has given out")),
                ("of another list", get(format!("/shelves?cursor={by_equality}")), changed()),
            ],
        )
        .await;
    })
    .await;
}

#[tokio::test]
async fn totals_count_what_is_asked_for() {
    on_each_database(books, async |server| {
        fill(server).await;
        let total = |number: Value, ids: &[i64]| {
            let items: Vec<Value> = ids.iter().map(|id| json!({"id": id})).collect();
            answer(200).has(json!({"items": items, "total": number}))
        };
        let next = cursor(server, "/books?isNew=true&page_size=1").await;
        check(
            server,
            [
                ("filtered", get("/books?total=exact&isNew=true"), total(json!(2), &[1, 3])),
                ("searched", get("/books?total=exact&search=chair"), total(json!(2), &[1, 4])),
                ("both", get("/books?total=exact&search=chair&isNew=false"), total(json!(1), &[4])),
                ("nothing", get("/books?total=exact&title=nowhere"), total(json!(0), &[])),
                ("not asked", get("/books?isNew=true"), total(Value::Null, &[1, 3])),
                ("of a page", get("/books?total=exact&isNew=true&page_size=1"), total(json!(2), &[1])),
                ("beyond the end", get("/books?total=exact&isNew=true&page=9"), total(json!(2), &[])),
                ("behind a cursor", get(format!("/books?total=exact&isNew=true&cursor={next}")), total(json!(2), &[3])),
                (
                    "a page beyond the end leads nowhere",
                    get("/books?isNew=true&page=3&page_size=1&total=exact"),
                    answer(200).json(json!({"items": [], "next": null, "prev": null, "total": 2})).header(
                        "link",
                        "</books?isNew=true&page_size=1&total=exact>; rel=\"first\", \
                             </books?isNew=true&page_size=1&total=exact&page=2>; rel=\"last\"",
                    ),
                ),
            ],
        )
        .await;
    })
    .await;
}

/// Nulls are last in both directions, and ties go by the key in the direction of the last term.
#[tokio::test]
async fn filtered_rows_keep_their_order_on_all_pages() {
    on_each_database(books, async |server| {
        fill(server).await;
        for (query, expected) in [
            ("sort=price", &[3, 1, 4, 2][..]),
            ("sort=-price", &[4, 1, 3, 2]),
            ("sort=-price,title&id__ne=3", &[1, 4, 2]),
            ("sort=rating", &[3, 1, 4, 2]),
            ("sort=subTitle&subTitle__ne=chairs", &[2, 3, 1]),
            ("sort=-subTitle,-total&search=r", &[4, 3, 2, 1]),
            ("sort=stage,-id", &[3, 1, 4, 2]),
            ("sort=-code&total__eq=7", &[4, 1]),
            ("sort=-total", &[2, 4, 1, 3]),
        ] {
            let (mut seen, mut behind) = (Vec::new(), String::new());
            loop {
                let page = server.json(get(format!("/books?{query}&page_size=1{behind}"))).await;
                seen.extend(ids(&page));
                match page["next"].as_str() {
                    Some(next) => behind = format!("&cursor={next}"),
                    None => break,
                }
            }
            assert_eq!(seen, expected, "{query} on {:?}", server.kind());
        }
    })
    .await;
}
