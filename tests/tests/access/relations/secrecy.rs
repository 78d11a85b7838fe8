//! What a path must not tell: fields that are hidden or write-only, fields that nobody may ask by, and relations behind which
//! nobody may read anything.

use restruct::prelude::*;
use restruct_tests::{Response, Server, TestDatabase, get, post, request};
use serde_json::json;

use super::twins::start;

/// A room, whose drawers are told of, and whose safe is not.
#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
pub struct Room {
    #[resource(id(client))]
    pub id: i64,
    #[resource(filter, sort)]
    pub name: String,
    pub drawers: HasMany<Drawer>,
    pub lamp: HasOne<Lamp>,
    pub safes: HasMany<Safe>,
    pub safe_id: Option<i64>,
    pub safe: BelongsTo<Safe>,
    #[resource(through = Safe, foreign_key = room_id, far_key = drawer_id)]
    pub kept: HasMany<Drawer>,
}

/// With fields that nobody may ask by.
#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
pub struct Drawer {
    #[resource(id(client))]
    pub id: i64,
    #[resource(filter, sort)]
    pub name: String,
    pub room_id: i64,
    pub room: BelongsTo<Room>,
    #[resource(hidden, default = "h")]
    pub hushed: String,
    #[resource(write_only, default = "w")]
    pub whispered: String,
    pub promised: Input<Option<String>>,
    pub sealed: Option<Sensitive<String>>,
    pub remark: Option<String>,
}

/// The same, of which a room has one.
#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
pub struct Lamp {
    #[resource(id(client))]
    pub id: i64,
    #[resource(filter, sort)]
    pub name: String,
    #[resource(unique)]
    pub room_id: i64,
    #[resource(hidden, default = "h")]
    pub hushed: String,
    #[resource(write_only, default = "w")]
    pub whispered: String,
    pub promised: Input<Option<String>>,
    pub sealed: Option<Sensitive<String>>,
    pub remark: Option<String>,
}

/// Nobody may read it.
#[derive(Clone, Debug, Resource)]
#[resource(access(create = public), unique(room_id, drawer_id))]
pub struct Safe {
    #[resource(id(client), filter, sort)]
    pub id: i64,
    #[resource(filter, sort)]
    pub name: String,
    pub room_id: i64,
    pub drawer_id: i64,
}

/// What cannot be asked by, what is never shown, and a name that is not there.
const UNASKABLE: [&str; 5] = ["hushed", "whispered", "promised", "sealed", "remark"];
const UNSHOWN: [&str; 3] = ["hushed", "whispered", "promised"];
const ABSENT: &str = "qqqqqqqq";
/// Behind which nobody may read, each with a name that is not there and as far from those that are.
const UNREADABLE: [(&str, &str); 2] = [("safes", "jafes"), ("safe", "jafe")];

async fn each(test: impl AsyncFn(&Server)) {
    for database in TestDatabase::each().await {
        let fill = |app: App| app.resource::<Room>().resource::<Drawer>().resource::<Lamp>().resource::<Safe>();
        let server = start(database, fill).await;
        server.json(post("/rooms").json(json!({"id": 1, "name": "a"}))).await;
        let told =
            json!({"id": 1, "name": "a", "room_id": 1, "promised": "secret", "whispered": "secret", "remark": "r"});
        server.json(post("/drawers").json(told.clone())).await;
        server.json(post("/lamps").json(told)).await;
        server.send(post("/safes").json(json!({"id": 1, "name": "a", "room_id": 1, "drawer_id": 1}))).await;
        test(&server).await;
    }
}

/// All that can be told from an answer, with its name taken out.
fn told(response: &Response, name: &str) -> (u16, String) {
    (response.status, response.text().replace(name, "NAME"))
}

async fn ask(server: &Server, path: &str) -> Response {
    server.send(get(path)).await
}

#[tokio::test]
async fn fields_behind_relations_that_cannot_be_asked_by_answer_as_one_that_is_not_there() {
    each(async |server| {
        for (forms, names) in [
            (
                &[
                    "/rooms?drawers.NAME=a",
                    "/rooms?drawers.NAME__ne=a",
                    "/rooms?drawers.NAME__isnull=true",
                    "/rooms?drawers.NAME__startswith=s",
                    "/rooms?drawers.room.lamp.NAME=a",
                    "/rooms?lamp.NAME__gte=a",
                    "/rooms?sort=lamp.NAME",
                    "/rooms?sort=-lamp.NAME,name",
                    "/drawers?sort=room.lamp.NAME",
                    "/rooms/1/drawers?room.lamp.NAME=a",
                ][..],
                &UNASKABLE[..],
            ),
            (
                &[
                    "/rooms?expand=drawers&fields=drawers.NAME",
                    "/rooms/1?expand=lamp&fields=name,lamp.NAME",
                    "/rooms?expand=drawers.room.lamp&fields=drawers.room.lamp.NAME",
                    "/rooms/1/drawers?fields=NAME",
                ],
                &UNSHOWN,
            ),
        ] {
            for form in forms {
                let absent = told(&ask(server, &form.replace("NAME", ABSENT)).await, ABSENT);
                assert_eq!(absent.0, 400, "{form} {absent:?}");
                for name in names {
                    let found = told(&ask(server, &form.replace("NAME", name)).await, name);
                    assert_eq!(found, absent, "{form} {name}");
                }
            }
        }
    })
    .await;
}

#[tokio::test]
async fn relations_behind_which_nobody_may_read_answer_as_one_that_is_not_there() {
    each(async |server| {
        let forms = [
            ("GET", "/rooms?expand=NAME"),
            ("GET", "/rooms/1?expand=drawers,NAME"),
            ("GET", "/rooms?expand=drawers.room.NAME"),
            ("GET", "/rooms?NAME.name=a"),
            ("GET", "/rooms?NAME__isnull=false"),
            ("GET", "/rooms?NAME=1"),
            ("GET", "/rooms?drawers.room.NAME.id=1"),
            ("GET", "/rooms?drawers.room.NAME__isnull=true"),
            ("GET", "/rooms?sort=NAME.name"),
            ("GET", "/rooms?sort=NAME.room.name"),
            ("GET", "/rooms?expand=drawers&fields=NAME.name"),
            ("GET", "/rooms/1/NAME"),
            ("POST", "/rooms/1/NAME"),
            ("PUT", "/rooms/1/NAME"),
            ("PUT", "/rooms/1/NAME/1"),
            ("DELETE", "/rooms/1/NAME/1"),
            ("OPTIONS", "/rooms/1/NAME"),
        ];
        for (method, form) in forms {
            let send = async |name: &str| {
                let sent = request(method, form.replace("NAME", name));
                let sent = if ["POST", "PUT"].contains(&method) { sent.json(json!([])) } else { sent };
                told(&server.send(sent).await, name)
            };
            for (name, absent) in UNREADABLE {
                let absent = send(absent).await;
                assert!([400, 404].contains(&absent.0), "{form} {absent:?}");
                assert_eq!(send(name).await, absent, "{method} {form} {name}");
            }
        }
    })
    .await;
}

/// The rows in between are hidden from everybody, so that nothing is linked by them.
#[tokio::test]
async fn links_that_nobody_may_read_lead_nowhere() {
    each(async |server| {
        for (path, expected) in [
            ("/rooms?expand=kept&fields=kept.name", json!({"id": 1, "kept": {"items": [], "next": null}})),
            ("/rooms?kept__isnull=true&fields=id", json!({"id": 1})),
        ] {
            assert_eq!(server.json(get(path)).await["items"], json!([expected]), "{path}");
        }
        for path in ["/rooms?kept__isnull=false", "/rooms?kept.name=a", "/rooms?kept.name__ne=b", "/rooms/1/kept"] {
            let page =
                server.json(get(format!("{path}{}total=exact", if path.contains('?') { "&" } else { "?" }))).await;
            assert_eq!((&page["items"], &page["total"]), (&json!([]), &json!(0)), "{path}");
        }
        let shown = ask(server, "/rooms?expand=drawers.room.lamp,lamp").await;
        assert_eq!(shown.status, 200);
        for name in UNSHOWN.iter().chain(&["secret"]) {
            assert!(!shown.text().contains(name), "{}", shown.text());
        }
        assert!(shown.text().contains("remark"), "{}", shown.text());
    })
    .await;
}
