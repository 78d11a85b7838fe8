//! `PUT /projects/{code}/labels`, `PUT` and `DELETE /projects/{code}/labels/{label}`.

use restruct::prelude::*;
use restruct_tests::{Request, Server, answer, check, delete, get, on_each_database, post, problem, put};
use serde_json::{Value, json};

use super::{admin, fill, work};

fn ada(request: Request) -> Request {
    request.by("1")
}

/// The names of all labels of a project, quiet ones included.
async fn labels(server: &Server, project: &str) -> Vec<String> {
    let found = server.json(admin(get(format!("/projects/{project}/labels?fields=name")))).await;
    let names = found["items"].as_array().expect("items").iter().map(|label| label["name"].as_str().expect("a name"));
    names.map(str::to_owned).collect()
}

#[tokio::test]
async fn links_are_replaced_added_and_removed() {
    on_each_database(work, async |server| {
        fill(server).await;
        let all = |keys: Value| ada(put("/projects/a/labels").json(keys));
        for (name, request, expected) in [
            ("replaced, but for what the caller does not see", all(json!([2])), ["blue", "dark"].as_slice()),
            ("the same once more", all(json!([2])), &["blue", "dark"]),
            ("named twice", all(json!([1, 2, 1])), &["blue", "dark", "red"]),
            ("none", all(json!([])), &["dark"]),
            ("one is added", ada(put("/projects/a/labels/2")), &["blue", "dark"]),
            ("it is there already", ada(put("/projects/a/labels/2")), &["blue", "dark"]),
            ("one is removed", ada(delete("/projects/a/labels/2")), &["dark"]),
            ("it is not there any more", ada(delete("/projects/a/labels/2")), &["dark"]),
            ("one that was never there", ada(delete("/projects/a/labels/77")), &["dark"]),
            ("one that the caller does not see stays", ada(delete("/projects/a/labels/3")), &["dark"]),
            ("who sees it", put("/projects/a/labels").json(json!([1, 3])).by("1,admin"), &["dark", "red"]),
            ("removes it", delete("/projects/a/labels/3").by("1,admin"), &["red"]),
        ] {
            check(server, [(name, request, answer(204))]).await;
            assert_eq!(labels(server, "a").await, expected, "{name}");
        }
    })
    .await;
}

#[tokio::test]
async fn what_is_no_key_of_a_row_is_refused() {
    on_each_database(work, async |server| {
        fill(server).await;
        let all = |keys: Value| ada(put("/projects/a/labels").json(keys));
        let errors = |errors: Value| problem(422, "invalid").has(json!({"errors": errors}));
        let many: Vec<i32> = (0..1_001).collect();
        check(
            server,
            [
                ("absent", all(json!([1, 77])), errors(json!([{"pointer": "/1", "code": "not_found"}]))),
                ("hidden: the same", all(json!([1, 3])), errors(json!([{"pointer": "/1", "code": "not_found"}]))),
                (
                    "both",
                    all(json!([3, 1, 77])),
                    errors(json!([
                        {"pointer": "/0", "code": "not_found"}, {"pointer": "/2", "code": "not_found"}
                    ])),
                ),
                (
                    "not of the key's type",
                    all(json!([1, "x", null, {}, 1.5])).undocumented(),
                    errors(json!([
                        {"pointer": "/1", "code": "wrong_type"}, {"pointer": "/2", "code": "null_not_allowed"},
                        {"pointer": "/3", "code": "wrong_type"}, {"pointer": "/4", "code": "wrong_type"}
                    ])),
                ),
                (
                    "no array",
                    all(json!({"id": 1})).undocumented(),
                    errors(json!([{"pointer": "", "code": "wrong_type"}])),
                ),
                ("too many", all(json!(many)).undocumented(), errors(json!([{"pointer": "", "code": "too_long"}]))),
                ("no JSON", ada(put("/projects/a/labels").text("[1")).undocumented(), problem(400, "malformed")),
                ("nothing", ada(put("/projects/a/labels").text("")).undocumented(), problem(400, "malformed")),
                ("one that is absent", ada(put("/projects/a/labels/77")), problem(404, "not_found")),
                ("one that is hidden: the same", ada(put("/projects/a/labels/3")), problem(404, "not_found")),
                ("what is no key", ada(put("/projects/a/labels/x")), problem(404, "not_found")),
                ("of no row", ada(put("/projects/c/labels/1")), problem(404, "not_found")),
                ("by another", put("/projects/a/labels/2").by("2"), problem(403, "forbidden")),
                ("by nobody", put("/projects/a/labels/2"), problem(401, "unauthorized")),
                ("all by another", put("/projects/a/labels").json(json!([])).by("2"), problem(403, "forbidden")),
                ("removal by another", delete("/projects/a/labels/1").by("2"), problem(403, "forbidden")),
                ("parameters", ada(put("/projects/a/labels/2?x=1")).undocumented(), problem(400, "unknown_parameter")),
            ],
        )
        .await;
        assert_eq!(labels(server, "a").await, ["dark", "red"], "nothing has changed");
    })
    .await;
}

/// Who listens; its friends are links with hooks.
#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
pub struct Listener {
    pub id: i64,
    #[resource(through = Friendship, foreign_key = listener_id, far_key = friend_id)]
    pub friends: HasMany<Listener>,
    #[resource(through = Subscription, far_key(channel_country, channel_number))]
    pub channels: HasMany<Channel>,
}

/// A link from a listener to another.
#[derive(Clone, Debug, Resource)]
#[resource(access(read = public), unique(listener_id, friend_id))]
pub struct Friendship {
    pub id: Uuid,
    pub listener_id: i64,
    #[resource(foreign_key = listener_id)]
    pub listener: BelongsTo<Listener>,
    pub friend_id: i64,
    #[resource(foreign_key = friend_id)]
    pub friend: BelongsTo<Listener>,
    #[resource(read_only)]
    pub note: String,
}

/// What links of listeners have told.
#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
pub struct Telling {
    pub id: i64,
    #[resource(filter)]
    pub text: String,
}

async fn tell(text: String, cx: &mut Context<'_>) -> Result<()> {
    use restruct::sea_orm::EntityTrait;
    let telling = TellingActiveModel { text: Set(text), ..Default::default() };
    TellingEntity::insert(telling).exec_without_returning(&cx.unscoped("a log").await?).await?;
    Ok(())
}

impl Hooks for Friendship {
    async fn before_create(
        input: &mut FriendshipCreate,
        row: &mut FriendshipActiveModel,
        cx: &mut Context<'_>,
    ) -> Result<()> {
        if input.friend_id == input.listener_id {
            return Err(Error::invalid("/friend_id", "own_friend", "is the listener itself"));
        }
        row.note = Set("met".to_owned());
        tell(format!("{:?} {}", cx.operation(), input.friend_id), cx).await
    }

    async fn after_delete(row: &Friendship, cx: &mut Context<'_>) -> Result<()> {
        tell(format!("{:?} {}", cx.operation(), row.friend_id), cx).await
    }
}

/// What can be listened to, by a key of two parts.
#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
pub struct Channel {
    #[resource(id)]
    pub country: String,
    #[resource(id)]
    pub number: i32,
}

/// Who listens to which channel.
#[derive(Clone, Debug, Resource)]
#[resource(access(read = public), unique(listener_id, channel_country, channel_number))]
pub struct Subscription {
    pub id: i64,
    pub listener_id: i64,
    pub listener: BelongsTo<Listener>,
    pub channel_country: String,
    pub channel_number: i32,
    #[resource(foreign_key(channel_country, channel_number))]
    pub channel: BelongsTo<Channel>,
    #[resource(created_at)]
    pub since: DateTime<Utc>,
}

fn radio(app: App) -> App {
    app.resource::<Listener>().resource::<Channel>().resource::<Telling>()
}

/// There is no side door: the hooks of what links run for each link that is made or removed, and undo it when they fail.
#[tokio::test]
async fn links_have_the_hooks_of_their_resource() {
    on_each_database(radio, async |server| {
        for _ in 0..4 {
            server.json(post("/listeners").json(json!({}))).await;
        }
        let friends = |keys: Value| put("/listeners/1/friends").json(keys);
        check(
            server,
            [
                ("made", friends(json!([2, 3])), answer(204)),
                ("one stays, one goes, one comes", friends(json!([3, 4])), answer(204)),
                ("one that is there", put("/listeners/1/friends/3"), answer(204)),
                (
                    "refused as a whole",
                    friends(json!([2, 1])).undocumented(),
                    problem(422, "invalid").has(json!({"errors": [
                        {"pointer": "/1", "code": "own_friend"}
                    ]})),
                ),
                ("removed", delete("/listeners/1/friends/3"), answer(204)),
                ("what is left", get("/listeners/1/friends"), answer(200).has(json!({"items": [{"id": 4}]}))),
                ("one way", get("/listeners/4/friends"), answer(200).has(json!({"items": []}))),
                ("what was told", get("/tellings?fields=text&sort=").undocumented(), problem(400, "not_allowed")),
            ],
        )
        .await;
        let told = server.json(get("/tellings?fields=text")).await;
        let told: Vec<&str> =
            told["items"].as_array().expect("items").iter().filter_map(|telling| telling["text"].as_str()).collect();
        assert_eq!(told, ["Create 2", "Create 3", "Delete 2", "Create 4", "Delete 3"]);
    })
    .await;
}

#[tokio::test]
async fn keys_of_several_parts_are_arrays() {
    on_each_database(radio, async |server| {
        server.json(post("/listeners").json(json!({}))).await;
        for (country, number) in [("at", 1), ("at", 2), ("de", 1)] {
            server.json(post("/channels").json(json!({"country": country, "number": number}))).await;
        }
        let all = |keys: Value| put("/listeners/1/channels").json(keys);
        let channels = |items: Value| answer(200).has(json!({"items": items}));
        check(
            server,
            [
                ("made", all(json!([["at", 1], ["de", 1]])), answer(204)),
                (
                    "they are there",
                    get("/listeners/1/channels"),
                    channels(json!([
                        {"country": "at", "number": 1}, {"country": "de", "number": 1}
                    ])),
                ),
                ("one more", put("/listeners/1/channels/at,2"), answer(204)),
                ("one less", delete("/listeners/1/channels/de,1"), answer(204)),
                (
                    "what is left",
                    get("/listeners/1?expand=channels"),
                    answer(200).has(json!({"channels": {"items": [
                        {"country": "at", "number": 1}, {"country": "at", "number": 2}
                    ]}})),
                ),
                (
                    "absent",
                    all(json!([["at", 1], ["fr", 1]])),
                    problem(422, "invalid").has(json!({"errors": [
                        {"pointer": "/1", "code": "not_found"}
                    ]})),
                ),
                (
                    "parts are missing",
                    all(json!([["at"], "at", ["at", 1, 2]])).undocumented(),
                    problem(422, "invalid").has(json!({
                        "errors": [
                            {"pointer": "/0", "code": "wrong_type"}, {"pointer": "/1", "code": "wrong_type"},
                            {"pointer": "/2", "code": "wrong_type"}
                        ]
                    })),
                ),
                (
                    "a part of another type",
                    all(json!([["at", "x"]])).undocumented(),
                    problem(422, "invalid").has(json!({"errors": [
                        {"pointer": "/0", "code": "wrong_type"}
                    ]})),
                ),
            ],
        )
        .await;
    })
    .await;
}

/// Requests that set the same links at the same time all succeed, and one of them holds.
#[tokio::test(flavor = "multi_thread")]
async fn links_that_are_set_at_once() {
    on_each_database(work, async |server| {
        fill(server).await;
        let sets = [json!([1]), json!([2]), json!([1, 2]), json!([])];
        let sent = (0..24).map(|index| server.send(ada(put("/projects/a/labels").json(sets[index % 4].clone()))));
        let answers = futures_util::future::join_all(sent).await;
        assert!(
            answers.iter().all(|answer| answer.status == 204),
            "{:?}",
            answers.iter().map(|it| it.status).collect::<Vec<_>>()
        );
        let left = labels(server, "a").await;
        let possible: [&[&str]; 4] = [&["dark", "red"], &["blue", "dark"], &["blue", "dark", "red"], &["dark"]];
        assert!(possible.contains(&left.iter().map(String::as_str).collect::<Vec<_>>().as_slice()), "{left:?}");
    })
    .await;
}

/// Neither side waits for the other: a link refers to both rows, and changes none of them.
#[tokio::test(flavor = "multi_thread")]
async fn links_that_are_set_from_both_sides_at_once() {
    on_each_database(work, async |server| {
        fill(server).await;
        let sent = (0..40).map(|index| {
            let (path, by_one) = if index % 2 == 0 {
                ("/projects/a/labels", json!([1, 2]))
            } else {
                ("/labels/1/projects", json!(["a"]))
            };
            let keys = if index % 4 < 2 { by_one } else { json!([]) };
            server.send(ada(put(path).json(keys)))
        });
        let answers = futures_util::future::join_all(sent).await;
        let statuses: Vec<u16> = answers.iter().map(|answer| answer.status).collect();
        assert!(statuses.iter().all(|status| *status == 204), "{statuses:?}");
    })
    .await;
}
