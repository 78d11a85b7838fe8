//! Faults that there have been, as small as they get.

use super::{
    asked::{endpoint, list},
    cells::{Caller, Cell, World, create, fill},
    resources::descriptors,
    tables::{EMPLOYEE, LABEL, TASK, TASK_LABEL, TEAM},
};
use crate::query::tests::databases::on_all_databases;

fn team(code: &str) -> Vec<Cell> {
    vec![code.into(), "a".into(), Cell::Null, Cell::Null]
}

fn employee(id: i64, team: &str) -> Vec<Cell> {
    vec![Cell::Number(id), "a".into(), Cell::Number(1), team.into(), Cell::Null]
}

/// SQLite 3.51 makes a join of an EXISTS, and counts each of its rows where it skips some.
#[tokio::test]
async fn a_row_is_skipped_once_however_many_rows_are_behind_it() {
    on_all_databases(async |database| {
        create(database).await;
        let mut world = World::default();
        world.0[TEAM] = vec![team("a")];
        world.0[EMPLOYEE] = vec![employee(1, "a"), employee(2, "a")];
        fill(database, &world).await;
        let endpoint = endpoint(database, descriptors()[TEAM], 10_000);
        for query in ["members.grade=1", "members__isnull=false", "members.team.members.grade=1"] {
            let query = format!("{query}&page_size=1&page=2");
            let page = list(&endpoint, &Caller::ADMIN, &query).await.unwrap();
            assert!(page.items.is_empty(), "{query}: {page:?}");
        }
    })
    .await;
}

/// An order by what nobody may read has only nulls, and these need a type.
#[tokio::test]
async fn rows_are_ordered_by_what_is_hidden_as_by_nulls() {
    on_all_databases(async |database| {
        create(database).await;
        let mut world = World::default();
        world.0[EMPLOYEE] = vec![employee(2, "a"), employee(1, "a")];
        fill(database, &world).await;
        let endpoint = endpoint(database, descriptors()[EMPLOYEE], 10_000);
        let first = "sort=-badge.colour,badge.id&page_size=1&fields=id";
        let page = list(&endpoint, &Caller::NOBODY, first).await.unwrap();
        assert_eq!(page.items, [serde_json::json!({ "id": 1 })]);
        let next = format!("{first}&cursor={}", page.next.unwrap());
        let page = list(&endpoint, &Caller::NOBODY, &next).await.unwrap();
        assert_eq!((page.items, page.next), (vec![serde_json::json!({ "id": 2 })], None));
    })
    .await;
}

/// Of each team there is one task more than is shown, by which it is known that there are more. What that leads to is not
/// shown either, and takes no place in the answer.
#[tokio::test]
async fn rows_that_are_not_shown_lead_nowhere() {
    const TEAMS: i64 = 20;
    on_all_databases(async |database| {
        create(database).await;
        let mut world = World::default();
        let codes: Vec<String> = (0..TEAMS).map(|number| format!("t{number:02}")).collect();
        world.0[LABEL] = (1..=20).map(|id| vec![Cell::Id(id), "a".into()]).collect();
        for code in &codes {
            world.0[TEAM].push(team(code));
            let task = |number| {
                vec![
                    Cell::from(code.as_str()),
                    Cell::Number(number),
                    "a".into(),
                    Cell::Number(number),
                    Cell::Number(1),
                    Cell::Null,
                ]
            };
            world.0[TASK].extend((1..=3).map(task));
            let label = |id| vec![Cell::from(code.as_str()), Cell::Number(3), Cell::Id(id), Cell::Null];
            world.0[TASK_LABEL].extend((1..=20).map(label));
        }
        // Teams are in descending order.
        let last = codes[0].as_str();
        world.0[TASK_LABEL].push(vec![last.into(), Cell::Number(2), Cell::Id(7), Cell::Null]);
        fill(database, &world).await;
        let rows = TEAMS as usize * 3 + 1;
        let endpoint = endpoint(database, descriptors()[TEAM], rows);
        let query = "expand=tasks.labels&page_size=100&fields=code,tasks.number,tasks.labels.word";
        let page = list(&endpoint, &Caller::ADMIN, query).await.unwrap();
        let tasks = page.items.iter().find(|team| team["code"] == last).unwrap();
        assert_eq!(tasks["tasks"]["items"][1]["labels"]["items"].as_array().map(Vec::len), Some(1), "{tasks}");
    })
    .await;
}

/// Filters below one relation ask for one row that has all of it; the same relation below another is another row.
#[tokio::test]
async fn filters_below_one_relation_are_of_one_row() {
    on_all_databases(async |database| {
        create(database).await;
        let mut world = World::default();
        world.0[TEAM] = vec![team("a")];
        let graded = |id: i64, grade: i64| {
            vec![Cell::Number(id), format!("n{id}").as_str().into(), Cell::Number(grade), "a".into(), Cell::Null]
        };
        world.0[EMPLOYEE] = vec![graded(1, 1), graded(2, 2)];
        fill(database, &world).await;
        let endpoint = endpoint(database, descriptors()[TEAM], 10_000);
        for (query, found) in [
            ("members.name=n1&members.grade=1", 1),
            ("members.name=n1&members.grade=2", 0),
            ("members.name=n1&members.grade__ne=1", 0),
            ("members.name=n1&members.team.members.grade=2", 1),
            ("members.team.members.name=n1&members.team.members.grade=2", 0),
        ] {
            let page = list(&endpoint, &Caller::ADMIN, query).await.unwrap();
            assert_eq!(page.items.len(), found, "{query}");
        }
    })
    .await;
}
