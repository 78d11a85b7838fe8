//! How many statements run: one for the list, one more for a total, and one at most for each edge that leads on from a row that is
//! shown, whatever the number of rows and whatever the depth.

use proptest::{
    prelude::*,
    strategy::ValueTree,
    test_runner::{Config, RngAlgorithm, TestRng, TestRunner},
};

use super::{
    asked::{endpoint, get, list},
    asking::request,
    cells::{Caller, Cell, World, create, fill},
    random::{caller, world},
    reference::View,
    resources::descriptors,
    tables::{EMPLOYEE, TABLES, TASK, TEAM},
};
use crate::{
    database::Backend,
    query::tests::{question::encode, statements::counted},
};

const ALL: usize = 10_000;

/// So many people in a team, each below the one before, with a task each.
fn crowd(people: i64) -> World {
    let mut world = World::default();
    world.0[TEAM] = vec![vec!["a".into(), "a".into(), Cell::Null, Cell::Number(1)]];
    for id in 1..=people {
        let manager = if id > 1 { Cell::Number(id - 1) } else { Cell::Null };
        world.0[EMPLOYEE].push(vec![Cell::Number(id), "a".into(), Cell::Number(1), "a".into(), manager]);
        let (author, assignee) = (Cell::Number(id), Cell::Number(1));
        world.0[TASK].push(vec!["a".into(), Cell::Number(id), "a".into(), Cell::Null, author, assignee]);
    }
    world
}

/// Paths, how many edges they have, and how many of these PostgreSQL has beside the rows of the list.
const EXPANSIONS: [(&str, usize, usize); 8] = [
    ("team", 1, 1),
    ("manager,reports", 2, 1),
    ("team.lead", 2, 1),
    ("team.members,written,written.team", 4, 1),
    ("team.members.written", 3, 1),
    ("team.lead.reports,team.lead.team,manager.team.tasks", 7, 2),
    ("written.assignee.team,written.author.team", 5, 0),
    ("reports.reports.reports,reports.written.notes", 5, 0),
];

#[test]
fn each_edge_is_one_statement_at_any_depth_for_any_number_of_rows() {
    counted(async |database, statements| {
        create(database).await;
        let endpoint = endpoint(database, descriptors()[EMPLOYEE], ALL);
        for people in [5, 40, 400] {
            fill(database, &crowd(people)).await;
            // A connection is made, which has statements of its own.
            list(&endpoint, &Caller::ADMIN, "").await.unwrap();
            for (expand, edges, joined) in EXPANSIONS {
                let edges = if database.backend() == Backend::Postgres { edges - joined } else { edges };
                for size in [1, 100] {
                    // Who is below nobody is last.
                    let query = format!("sort=manager.id&page_size={size}&expand={expand}");
                    statements.taken();
                    list(&endpoint, &Caller::ADMIN, &query).await.unwrap();
                    let taken = statements.taken();
                    assert_eq!(taken.len(), 1 + edges, "{people} people: {query}: {taken:?}");
                    list(&endpoint, &Caller::ADMIN, &format!("{query}&total=exact")).await.unwrap();
                    let taken = statements.taken();
                    assert_eq!(taken.len(), 2 + edges, "{people} people: {query}, counted: {taken:?}");
                }
            }
        }
    });
}

#[test]
fn only_edges_with_keys_to_look_up_are_statements() {
    let mut runner = TestRunner::new_with_rng(Config::default(), TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let cases = (world(), prop::collection::vec((caller(), request(), 1..5_usize), 20));
    let cases: Vec<_> = (0..20).map(|_| cases.new_tree(&mut runner).unwrap().current()).collect();
    counted(async |database, statements| {
        create(database).await;
        for (world, asked) in &cases {
            fill(database, world).await;
            for (caller, request, size) in asked {
                let view = View { world, caller };
                if (request.table().is_closed)(caller) {
                    continue;
                }
                let endpoint = endpoint(database, descriptors()[request.root], ALL);
                let query = format!("{}&page_size={size}", request.list_query());
                let query = query.trim_start_matches('&');
                let rows: Vec<_> = view.list(request).into_iter().take(*size).collect();
                let told = || format!("{caller:?} asks {} for {query} in {world:?}", request.table().name);
                list(&endpoint, caller, query).await.unwrap();
                statements.taken();
                list(&endpoint, caller, query).await.unwrap();
                let taken = statements.taken();
                let is_joined = database.backend() == Backend::Postgres;
                assert_eq!(taken.len(), 1 + view.edges(request, &rows, is_joined), "{taken:?}: {}", told());
                if let Some(row) = rows.first() {
                    let key = TABLES[request.root].key.iter().map(|column| encode(&row[*column].written(), false));
                    let key = key.collect::<Vec<_>>().join(",");
                    get(&endpoint, caller, &key, &request.get_query()).await.unwrap();
                    let expected = 1 + view.edges(request, &[*row], is_joined);
                    assert_eq!(statements.taken().len(), expected, "{} by its key", told());
                }
            }
        }
    });
}
