//! What a question must not tell: which fields there are besides, and what is in rows that its caller may not read.

use restruct::prelude::*;
use restruct_tests::{Response, Server, answer, check, get, on_each_database, post, problem};
use serde_json::json;

/// An account, seen by its owner alone, with fields that nobody may ask by.
#[derive(Clone, Debug, Resource)]
#[resource(access(read = owner(keeper), create = public))]
pub struct Account {
    #[resource(filter, sort)]
    pub id: i64,
    #[resource(filter)]
    pub keeper: i64,
    #[resource(filter, sort, search)]
    pub title: Option<String>,
    #[resource(hidden, default = "h")]
    pub hushed: String,
    #[resource(write_only, default = "w")]
    pub whispered: String,
    pub promised: Input<Option<String>>,
    pub sealed: Option<Sensitive<String>>,
    pub remark: Option<String>,
}

/// Fields that cannot be asked by, and one that is not there.
const UNASKABLE: [&str; 5] = ["hushed", "whispered", "promised", "sealed", "remark"];
const UNSHOWN: [&str; 3] = ["hushed", "whispered", "promised"];
const ABSENT: &str = "nowhere";
const OPERATORS: [&str; 17] = [
    "",
    "__eq",
    "__ne",
    "__in",
    "__not_in",
    "__isnull",
    "__gt",
    "__gte",
    "__lt",
    "__lte",
    "__iexact",
    "__contains",
    "__icontains",
    "__startswith",
    "__istartswith",
    "__endswith",
    "__iendswith",
];

fn accounts(app: App) -> App {
    app.resource::<Account>()
}

/// Two of caller 7, and between them one of caller 8.
async fn fill(server: &Server) {
    for (keeper, title) in [(7, json!("a")), (8, json!("b")), (7, json!(null))] {
        let body = json!({"keeper": keeper, "title": title, "promised": "p", "sealed": "s", "remark": "r"});
        server.send(post("/accounts").by("7").json(body)).await;
    }
}

async fn ask(server: &Server, query: &str) -> Response {
    server.send(get(format!("/accounts{query}")).by("7")).await
}

/// All that can be told from an answer, with its name taken out.
fn told(response: &Response, name: &str) -> (u16, String, Option<String>) {
    let media_type = response.header("content-type").map(ToOwned::to_owned);
    (response.status, response.text().replace(name, "NAME"), media_type)
}

#[tokio::test]
async fn fields_that_cannot_be_asked_by_answer_as_one_that_is_not_there() {
    on_each_database(accounts, async |server| {
        fill(server).await;
        for operator in OPERATORS {
            let absent = told(&ask(server, &format!("?{ABSENT}{operator}=a")).await, ABSENT);
            assert!(absent.0 == 400 && absent.1.contains("\"unknown_parameter\""), "{absent:?}");
            for name in UNASKABLE {
                let found = told(&ask(server, &format!("?{name}{operator}=a")).await, name);
                assert_eq!(found, absent, "{name}{operator}");
            }
        }
        for (path, names) in [
            ("?sort=", &UNASKABLE[..]),
            ("?sort=title,-", &UNASKABLE),
            ("?fields=", &UNSHOWN),
            ("?fields=title,", &UNSHOWN),
            ("/1?fields=", &UNSHOWN),
        ] {
            let absent = told(&ask(server, &format!("{path}{ABSENT}")).await, ABSENT);
            assert!(absent.0 == 400 && absent.1.contains("\"not_allowed\""), "{absent:?}");
            for name in names {
                assert_eq!(told(&ask(server, &format!("{path}{name}")).await, name), absent, "{path}{name}");
            }
        }
    })
    .await;
}

/// What is meant to be found in a hidden row is answered as what is in no row.
#[tokio::test]
async fn a_hidden_row_is_answered_as_one_that_is_not_there() {
    on_each_database(accounts, async |server| {
        fill(server).await;
        for (hidden, absent) in [
            ("id=2", "id=9"),
            ("id__in=2", "id__in=9"),
            ("keeper=8", "keeper=9"),
            ("keeper__ne=7", "keeper__gt=9"),
            ("title=b", "title=z"),
            ("title__contains=b", "title__contains=z"),
            ("search=b", "search=z"),
            ("id__gt=1&id__lt=3", "id__gt=8&id__lt=10"),
        ] {
            for more in
                ["", "&total=exact", "&page=2&page_size=1&total=exact", "&sort=-title&page_size=1", "&fields=title"]
            {
                let hidden = ask(server, &format!("?{hidden}{more}")).await;
                let absent = ask(server, &format!("?{absent}{more}")).await;
                assert_eq!(told(&hidden, ""), told(&absent, ""));
                assert_eq!(hidden.json()["items"], json!([]));
            }
        }
        let listed = |query: &str| get(format!("/accounts?fields=title{query}")).by("7");
        let rows = |items| answer(200).has(json!({"items": items, "next": null, "total": 2}));
        let (first, last) = (json!({"id": 1, "title": "a"}), json!({"id": 3, "title": null}));
        check(
            server,
            [
                ("nothing is between them", listed("&sort=id&total=exact"), rows(json!([first, last]))),
                ("in any order", listed("&sort=title,-id&total=exact"), rows(json!([first, last]))),
                ("a complement", listed("&title__ne=zz&total=exact"), rows(json!([first, last]))),
                ("the last page", listed("&sort=id&page_size=1&page=2&total=exact"), rows(json!([last]))),
            ],
        )
        .await;
    })
    .await;
}

/// Who may read nothing learns nothing from what is wrong with a question.
#[tokio::test]
async fn who_may_read_is_asked_first() {
    on_each_database(accounts, async |server| {
        for query in ["", "?title=a", "?titel=a", "?hushed=a", "?cursor=AQ", "?fields=hushed", "?%ff", "?page=1&page=1"]
        {
            for path in ["/accounts", "/accounts/1"] {
                let asked = || get(format!("{path}{query}"));
                check(
                    server,
                    [
                        ("nobody", asked(), problem(401, "unauthorized")),
                        ("one whom the column cannot hold", asked().by("bob"), problem(403, "forbidden")),
                    ],
                )
                .await;
            }
        }
    })
    .await;
}
