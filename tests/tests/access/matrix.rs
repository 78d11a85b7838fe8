//! Every route × every rule × every caller, on each database.

use restruct_tests::{Response, Server, on_each_database};
use serde_json::{Value, json};

use crate::{
    callers::CALLERS,
    lists,
    papers::{Paper, Papers, many, seed},
    reference::Refusal,
    routes::{self, Case, Expected, Trial},
    subjects::{resources, subjects},
};

/// Failures that are shown at the most; a wrong rule makes hundreds.
const SHOWN: usize = 20;

#[tokio::test]
async fn lists_show_and_count_what_their_caller_may_read() {
    on_each_database(resources, async |server| all_trials(server, &seed(), lists::list).await).await;
}

#[tokio::test]
async fn questions_are_answered_from_what_their_caller_may_read() {
    on_each_database(resources, async |server| all_trials(server, &seed(), lists::asked).await).await;
}

#[tokio::test]
async fn pages_far_from_the_start_have_what_their_caller_may_read() {
    on_each_database(resources, async |server| all_trials(server, &many(), lists::far).await).await;
}

#[tokio::test]
async fn a_row_is_shown_to_those_who_may_read_it() {
    on_each_database(resources, async |server| all_trials(server, &seed(), routes::one).await).await;
}

#[tokio::test]
async fn a_row_is_created_by_those_who_may_have_it() {
    on_each_database(resources, async |server| all_trials(server, &seed(), routes::create).await).await;
}

#[tokio::test]
async fn a_row_is_updated_from_what_is_allowed_to_what_is_allowed() {
    on_each_database(resources, async |server| all_trials(server, &seed(), routes::update).await).await;
}

#[tokio::test]
async fn a_row_is_replaced_as_it_is_updated() {
    on_each_database(resources, async |server| all_trials(server, &seed(), routes::replace).await).await;
}

#[tokio::test]
async fn a_row_is_deleted_by_those_who_may() {
    on_each_database(resources, async |server| all_trials(server, &seed(), routes::remove).await).await;
}

/// Tries a route on every resource in the name of every caller, with a table of these rows.
async fn all_trials(server: &Server, seed: &[Paper], route: fn(&Case<'_>) -> Vec<Trial>) {
    let papers = Papers::of(server).await;
    papers.fill(seed).await;
    let (mut tried, mut failures) = (0, Vec::new());
    for subject in &subjects() {
        for caller in &CALLERS {
            let mut unchanged = Vec::new();
            for trial in route(&Case { subject, caller, table: seed }) {
                tried += 1;
                let name = format!("{}: {:?}", caller.name, trial.request);
                let response = server.send(trial.request.clone()).await;
                if let Err(fault) = check(&response, &trial.expected) {
                    let found = format!("{} {}", response.status, response.text());
                    failures.push(format!("{name}\n    {fault}: {found}, not {:?}", trial.expected));
                }
                if trial.table == seed {
                    // One look at the table does for all that must have left it alone.
                    unchanged.push(name);
                    continue;
                }
                let expected = with_key(&trial.table, &response);
                failures.extend(
                    difference(&papers, seed, &expected)
                        .await
                        .map(|fault| format!("{name}, after {unchanged:?}\n    {fault}")),
                );
                unchanged.clear();
                papers.fill(seed).await;
            }
            failures.extend(
                difference(&papers, seed, seed).await.map(|fault| format!("one of {unchanged:?}\n    {fault}")),
            );
        }
    }
    let count = failures.len();
    failures.truncate(SHOWN);
    assert!(count == 0, "on {:?}, {count} of {tried}:\n- {}", server.kind(), failures.join("\n- "));
}

/// The table with the key that a new row was given.
fn with_key(table: &[Paper], response: &Response) -> Vec<Paper> {
    let mut rows = table.to_vec();
    for new in rows.iter_mut().filter(|row| row.id == 0) {
        new.id = new_id(response).unwrap_or_default();
    }
    rows.sort_by_key(|row| row.id);
    rows
}

/// What is stored and should not be, or the other way round. The table is then made what it was.
async fn difference(papers: &Papers, seed: &[Paper], expected: &[Paper]) -> Option<String> {
    let stored = papers.all().await;
    if stored == expected {
        return None;
    }
    papers.fill(seed).await;
    let only_in =
        |these: &[Paper], those: &[Paper]| these.iter().filter(|row| !those.contains(row)).cloned().collect::<Vec<_>>();
    Some(format!("stored are {:?}, not {:?}", only_in(&stored, expected), only_in(expected, &stored)))
}

/// The key in `Location`.
fn new_id(response: &Response) -> Option<i64> {
    response.header("location")?.rsplit('/').next()?.parse().ok()
}

fn check(response: &Response, expected: &Expected) -> Result<(), String> {
    let (status, body) = match expected {
        Expected::Refused(refusal) => return refused(response, *refusal),
        Expected::Malformed => return problem(response, 400, "malformed"),
        Expected::Head => (200, None),
        Expected::Done => (204, None),
        Expected::Row(row) => (200, Some(row.json())),
        Expected::Page { items, total, has_previous, has_next } => {
            let page = response.json();
            same("items", &page["items"], &json!(items))?;
            same("total", &page["total"], &json!(total))?;
            same("prev", page["prev"].is_string(), *has_previous)?;
            same("next", page["next"].is_string(), *has_next)?;
            return same("status", response.status, 200);
        }
        Expected::Created { row, is_readable } => {
            let id = new_id(response).ok_or("no address")?;
            (201, is_readable.then(|| Paper { id, ..row.clone() }.json()))
        }
    };
    same("status", response.status, status)?;
    match body {
        None => same("body", response.text(), String::new()),
        Some(body) => same("body", response.json(), body),
    }
}

fn refused(response: &Response, refusal: Refusal) -> Result<(), String> {
    let (status, code) = match refusal {
        Refusal::NoRoute => (405, "method_not_allowed"),
        Refusal::Unauthorized => (401, "unauthorized"),
        Refusal::Forbidden => (403, "forbidden"),
        Refusal::NotFound => (404, "not_found"),
    };
    same("WWW-Authenticate", response.header("www-authenticate").is_some(), refusal == Refusal::Unauthorized)?;
    same("Allow", response.header("allow").is_some(), refusal == Refusal::NoRoute)?;
    same("Location", response.header("location"), None)?;
    problem(response, status, code)
}

fn problem(response: &Response, status: u16, code: &str) -> Result<(), String> {
    same("status", response.status, status)?;
    same("media type", response.header("content-type"), Some("application/problem+json"))?;
    // An answer to HEAD has no body.
    if response.body.is_empty() { Ok(()) } else { same("code", response.json()["code"].clone(), Value::from(code)) }
}

fn same<T: PartialEq + std::fmt::Debug>(what: &str, found: T, expected: T) -> Result<(), String> {
    if found == expected { Ok(()) } else { Err(format!("{what} is {found:?}, not {expected:?}")) }
}
