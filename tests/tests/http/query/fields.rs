//! `?fields=`: of a list and of one row.

use restruct_tests::{answer, check, get, on_each_database, patch, post, problem};
use serde_json::json;

use super::{books, fill};

const SHOWN: &str = "id, title, subTitle, isNew, rating, pages, copies, share, weight, price, uid, sentAt, opensAt, day, time, \
                     stage, code, document, cover, total, search, page, remark";

#[tokio::test]
async fn the_asked_for_fields_are_there_and_the_key() {
    on_each_database(books, async |server| {
        fill(server).await;
        for number in [2, 1] {
            let shelf = json!({"room": "a", "number": number, "colour": "red"});
            server.json(post("/shelves").json(shelf)).await;
        }
        let shelf = |number: i32| json!({"room": "a", "number": number, "colour": "red"});
        let page = |items: serde_json::Value| answer(200).has(json!({"items": items}));
        check(
            server,
            [
                ("one", get("/books/1?fields=title"), answer(200).json(json!({"id": 1, "title": "Red chair"}))),
                ("the key", get("/books/1?fields=id"), answer(200).json(json!({"id": 1}))),
                ("null", get("/books/1?fields=subTitle"), answer(200).json(json!({"id": 1, "subTitle": null}))),
                (
                    "reserved names",
                    get("/books/3?fields=page,search,total"),
                    answer(200).json(json!({"id": 3, "total": -1, "search": "exact", "page": 20})),
                ),
                (
                    "of a list, while it is filtered and sorted by others",
                    get("/books?fields=rating,stage&isNew=true&sort=-title&search=red"),
                    page(json!([
                        {"id": 1, "rating": 1, "stage": "in_print"},
                        {"id": 3, "rating": -5, "stage": "in_print"}
                    ])),
                ),
                (
                    "documents and bytes",
                    get("/books?fields=document,cover&id__in=1,2"),
                    page(json!([
                        {"id": 1, "document": {"a": 1}, "cover": null},
                        {"id": 2, "document": null, "cover": "AAE="}
                    ])),
                ),
                ("a key of two parts", get("/shelves/a,1?fields=colour"), answer(200).json(shelf(1))),
                (
                    "a part of it",
                    get("/shelves/a,2?fields=number"),
                    answer(200).json(json!({"room": "a", "number": 2})),
                ),
                (
                    "of a list",
                    get("/shelves?fields=room"),
                    page(json!([{"room": "a", "number": 1}, {"room": "a", "number": 2}])),
                ),
                ("no row", get("/books/9?fields=title"), problem(404, "not_found")),
                (
                    "not of a write",
                    patch("/books/1?fields=id").json(json!({"pages": 1})),
                    problem(400, "unknown_parameter"),
                ),
            ],
        )
        .await;
        let sorted = server.send(get("/books/1?fields=pages,isNew,title")).await.text();
        assert_eq!(sorted, r#"{"id":1,"title":"Red chair","isNew":true,"pages":10}"#, "in the order of the struct");
    })
    .await;
}

#[tokio::test]
async fn fields_that_are_not_shown_are_not_there() {
    on_each_database(books, async |server| {
        fill(server).await;
        for path in ["/books", "/books/1"] {
            let refused = |code, detail: String| {
                let error = json!({"parameter": "fields", "code": code, "detail": detail});
                problem(400, code).has(json!({"detail": format!("fields: {detail}"), "errors": [error]}))
            };
            let none = |place: u8, hint: &str| {
                let none = format!(
                    "must be fields out of {SHOWN}, each once, with commas between; name {place} is none{hint}"
                );
                refused("not_allowed", none)
            };
            let ask = |names: &str| get(format!("{path}?fields={names}"));
            check(
                server,
                [
                    ("hidden", ask("hushed"), none(1, "")),
                    ("write-only", ask("whispered"), none(1, "")),
                    ("absent", ask("nowhere"), none(1, "")),
                    ("behind another", ask("id,hushed"), none(2, "")),
                    ("by the Rust name", ask("sub_title"), none(1, " (did you mean `subTitle`?)")),
                    ("nothing", ask(""), none(1, "")),
                    ("nothing behind a comma", ask("id,"), none(2, "")),
                    (
                        "a related row's",
                        ask("author.name"),
                        refused(
                            "not_allowed",
                            "names a field of rows that are not in the answer; name 1 needs its relation in `expand`"
                                .to_owned(),
                        ),
                    ),
                    ("all of them", ask("*"), none(1, "")),
                    ("twice", ask("title,title"), refused("bad_value", "names a field twice".to_owned())),
                    (
                        "the parameter twice",
                        get(format!("{path}?fields=id&fields=title")),
                        problem(400, "repeated_parameter"),
                    ),
                ],
            )
            .await;
        }
        check(
            server,
            [(
                "nothing else is asked of one row",
                get("/books/1?title=Zebra"),
                problem(400, "unknown_parameter").has(json!({"detail": "title: is no parameter (there is fields)"})),
            )],
        )
        .await;
    })
    .await;
}
