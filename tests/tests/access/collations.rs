//! A table that exists already may have texts that ignore case or are padded. What a rule or an update compares is the
//! text itself.

use restruct::{
    prelude::*,
    sea_orm::{ConnectionTrait, Database, EntityTrait},
};
use restruct_tests::{DatabaseKind, Server, TestDatabase, answer, check, get, patch, post, problem};
use serde_json::json;

/// A badge, in a table of somebody else's.
#[derive(Clone, Debug, Resource)]
#[resource(access(owner(holder) or Open), sort(label))]
pub struct Badge {
    pub id: i64,
    pub holder: String,
    pub label: String,
    #[resource(default = "x")]
    pub note: String,
}

/// Badges with one label.
pub struct Open;

impl Rule<Badge> for Open {
    fn filter(_: Option<&Principal>) -> Filter<Badge> {
        Filter::is_in(BadgeColumn::Label, ["open".to_owned()])
    }
}

/// The table, with the collation of each database that most ignores what texts consist of and still can be compared.
async fn serve(database: TestDatabase) -> Server {
    let sql = match database.kind() {
        DatabaseKind::Sqlite => {
            "CREATE TABLE badges (id integer PRIMARY KEY NOT NULL, holder text COLLATE NOCASE NOT NULL, \
             label text COLLATE NOCASE NOT NULL, note text COLLATE NOCASE NOT NULL)"
        }
        DatabaseKind::Postgres => {
            "CREATE TABLE badges (id bigserial PRIMARY KEY, holder text COLLATE \"und-x-icu\" NOT NULL, \
             label text COLLATE \"und-x-icu\" NOT NULL, note text COLLATE \"und-x-icu\" NOT NULL)"
        }
    };
    let connection = Database::connect(database.url()).await.expect("connects");
    connection.execute_unprepared(sql).await.expect("makes the table");
    connection.close().await.expect("closes");
    Server::start(database, |app| app.resource::<Badge>()).await
}

#[tokio::test]
async fn a_text_is_itself_whatever_the_collation() {
    for database in TestDatabase::each().await {
        let server = serve(database).await;
        let made = server.json(post("/badges").json(json!({"label": "a"})).by("Bob")).await;
        let one = format!("/badges/{}", made["id"]);
        let badge =
            |holder: &str, label: &str| json!({"id": made["id"], "holder": holder, "label": label, "note": "x"});
        let empty = || answer(200).has(json!({"items": []}));
        check(
            &server,
            [
                ("his", get("/badges").by("Bob"), answer(200).has(json!({"items": [badge("Bob", "a")]}))),
                ("not another's of his name", get("/badges").by("bob"), empty()),
                ("nor there", patch(&one).json(json!({"label": "b"})).by("bob"), problem(404, "not_found")),
                (
                    "another case is a change",
                    patch(&one).json(json!({"label": "A"})).by("Bob"),
                    answer(200).json(badge("Bob", "A")),
                ),
                ("and stays", get(&one).by("Bob"), answer(200).json(badge("Bob", "A"))),
                (
                    "also where no rule looks",
                    patch(&one).json(json!({"note": "X"})).by("Bob"),
                    answer(200).has(json!({"note": "X"})),
                ),
                ("a rule's text as well", patch(&one).json(json!({"label": "OPEN"})).by("Bob"), answer(200)),
                ("is not it", get(&one).by("eve"), problem(404, "not_found")),
                ("is it", patch(&one).json(json!({"label": "open"})).by("Bob"), answer(200)),
                ("then", get(&one).by("eve"), answer(200).has(json!({"label": "open"}))),
            ],
        )
        .await;
    }
}

/// A card, in a table with texts of a fixed length.
#[derive(Clone, Debug, Resource)]
#[resource(access(owner(holder)), sort(label))]
pub struct Card {
    pub id: i64,
    pub holder: String,
    #[resource(unique)]
    pub label: String,
}

impl Hooks for Card {
    async fn after_update(_: &Card, new: &Card, cx: &mut Context<'_>) -> Result<()> {
        let stored = CardEntity::find_by_id(new.id).one(&cx.unscoped("to compare it").await?).await?;
        let same =
            stored.is_some_and(|stored| (stored.holder, stored.label) == (new.holder.clone(), new.label.clone()));
        if same { Ok(()) } else { Err(Error::internal("SeaORM reads it otherwise")) }
    }
}

/// PostgreSQL pads a `char(n)` with blanks, which it does not see where it compares.
#[tokio::test]
async fn the_padding_of_a_text_is_no_part_of_it() {
    for database in TestDatabase::each().await {
        let key = if database.kind() == DatabaseKind::Sqlite { "integer" } else { "bigserial" };
        let connection = Database::connect(database.url()).await.expect("connects");
        let sql = format!(
            "CREATE TABLE cards (id {key} PRIMARY KEY NOT NULL, holder char(8) NOT NULL, label char(5) UNIQUE NOT NULL)"
        );
        connection.execute_unprepared(&sql).await.expect("makes the table");
        connection.close().await.expect("closes");
        let server = Server::start(database, |app| app.resource::<Card>()).await;
        let card = |id: i64, label: &str| json!({"id": id, "holder": "Bob", "label": label});
        let make = |label: &str| post("/cards").json(json!({"label": label})).by("Bob");
        check(
            &server,
            [
                ("one", make("b"), answer(201).json(card(1, "b"))),
                ("another", make("a b"), answer(201).json(card(2, "a b"))),
                ("his", get("/cards").by("Bob"), answer(200).has(json!({"items": [card(2, "a b"), card(1, "b")]}))),
                ("a change", patch("/cards/1").json(json!({"label": "c"})).by("Bob"), answer(200).json(card(1, "c"))),
                ("none", patch("/cards/1").json(json!({"label": "c"})).by("Bob"), answer(200).json(card(1, "c"))),
                ("not another's", patch("/cards/1").json(json!({"label": "d"})).by("Bo"), problem(404, "not_found")),
                ("taken", make("c"), problem(409, "not_unique")),
            ],
        )
        .await;
        let first = server.json(get("/cards?page_size=1").by("Bob")).await;
        let next = format!("/cards?page_size=1&cursor={}", first["next"].as_str().expect("a cursor"));
        check(&server, [("behind a cursor", get(next).by("Bob"), answer(200).has(json!({"items": [card(1, "c")]})))])
            .await;
    }
}
