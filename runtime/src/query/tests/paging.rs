//! Walking through pages: each row once, in order, there and back, whatever happens in between.

use std::collections::BTreeSet;

use axum::{body::Body, extract::Request};
use http_body_util::BodyExt;
use proptest::{
    prelude::*,
    test_runner::{Config, TestRunner},
};
use serde_json::Value;

use super::table::{List, Row, clear, create, delete, insert, list, row};
use crate::{
    database::{Database, testing::on_every_database},
    http::RequestHead,
    operation::{self, Endpoint},
};

struct Page {
    ids: Vec<i64>,
    next: Option<String>,
    prev: Option<String>,
    total: Option<u64>,
}

async fn page(endpoint: &Endpoint, query: &str) -> Result<Page, String> {
    let request = Request::builder().uri(format!("/listed_rows?{query}")).body(Body::empty()).unwrap();
    let told = |error: crate::Error| format!("{query}: {error:?}");
    let head = RequestHead::read(&endpoint.shared, request.into_parts().0).await.map_err(told)?;
    let answer = operation::list(endpoint, &head).await.map_err(told)?;
    let body = answer.into_body().collect().await.unwrap().to_bytes();
    let body: Value = serde_json::from_slice(&body).unwrap();
    Ok(Page {
        ids: body["items"].as_array().unwrap().iter().map(|item| item["id"].as_i64().unwrap()).collect(),
        next: body["next"].as_str().map(ToOwned::to_owned),
        prev: body["prev"].as_str().map(ToOwned::to_owned),
        total: body["total"].as_u64(),
    })
}

fn same<T: PartialEq + std::fmt::Debug>(what: &str, found: T, expected: T) -> Result<(), String> {
    if found == expected { Ok(()) } else { Err(format!("{what}: {found:?}, not {expected:?}")) }
}

/// There and back, and by number.
async fn walk(database: &Database, rows: &[Row], list: &List, size: usize) -> Result<(), String> {
    clear(database).await;
    insert(database, rows).await;
    let endpoint = list.endpoint(database);
    let (expected, query) = (list.expected(rows), list.query(size));
    let pages: Vec<&[i64]> = expected.chunks(size).collect();

    let mut at = page(&endpoint, &format!("{query}&total=exact")).await?;
    same("total", at.total, Some(expected.len() as u64))?;
    same("before the first page", at.prev.is_some(), false)?;
    for (index, ids) in pages.iter().enumerate() {
        same("forwards", at.ids.as_slice(), ids)?;
        let is_last = index + 1 == pages.len();
        same("whether more follows", at.next.is_some(), !is_last)?;
        if let Some(next) = &at.next {
            at = page(&endpoint, &format!("{query}&cursor={next}&total=exact")).await?;
            same("total behind a cursor", at.total, Some(expected.len() as u64))?;
        }
    }
    for (index, ids) in pages.iter().enumerate().rev() {
        same("backwards", at.ids.as_slice(), ids)?;
        same("whether more precedes", at.prev.is_some(), index > 0)?;
        if let Some(prev) = &at.prev {
            at = page(&endpoint, &format!("{query}&cursor={prev}")).await?;
            same("whether more follows, backwards", at.next.is_some(), true)?;
        }
    }
    for index in 0..=pages.len() {
        let at = page(&endpoint, &format!("{query}&page={}", index + 1)).await?;
        same("by number", at.ids.as_slice(), pages.get(index).copied().unwrap_or_default())?;
        same("whether more follows a number", at.next.is_some(), index + 1 < pages.len())?;
        same("whether more precedes a number", at.prev.is_some(), index > 0 && index < pages.len())?;
        // The cursors of a numbered page lead to its neighbours.
        for (cursor, neighbour) in [(&at.next, index + 1), (&at.prev, index.wrapping_sub(1))] {
            if let Some(cursor) = cursor {
                let ids = page(&endpoint, &format!("{query}&cursor={cursor}")).await?.ids;
                same("from a number by cursor", ids.as_slice(), pages[neighbour])?;
            }
        }
    }
    Ok(())
}

/// What somebody else does between two pages.
#[derive(Clone, Debug)]
enum Meanwhile {
    Insert(Row),
    /// The row at this place among those there are.
    Delete(prop::sample::Index),
}

fn meanwhile() -> impl Strategy<Value = Meanwhile> {
    prop_oneof![row().prop_map(Meanwhile::Insert), any::<prop::sample::Index>().prop_map(Meanwhile::Delete)]
}

/// The table as it changes under a walk.
struct Changing<'d> {
    database: &'d Database,
    now: Vec<Row>,
    /// All rows that there ever were.
    ever: Vec<Row>,
    events: std::vec::IntoIter<Vec<Meanwhile>>,
}

impl Changing<'_> {
    async fn go_on(&mut self) {
        for event in self.events.next().unwrap_or_default() {
            match event {
                Meanwhile::Insert(mut row) => {
                    row.id = self.ever.len() as i64;
                    insert(self.database, std::slice::from_ref(&row)).await;
                    self.ever.push(row.clone());
                    self.now.push(row);
                }
                Meanwhile::Delete(_) if self.now.is_empty() => {}
                Meanwhile::Delete(index) => {
                    let gone = self.now.remove(index.index(self.now.len()));
                    delete(self.database, gone.id).await;
                }
            }
        }
    }

    /// A walk ends: it does not lead in circles.
    fn check_end(&self, seen: &[i64]) -> Result<(), String> {
        if seen.len() > self.ever.len() { Err(format!("some rows twice: {seen:?}")) } else { Ok(()) }
    }

    /// All rows of a walk are in order and each is there once; those that were there all the time are all there.
    fn check(&self, list: &List, seen: &[i64], before: &[i64]) -> Result<(), String> {
        let in_order = |pair: &[i64]| list.compare(&self.ever[pair[0] as usize], &self.ever[pair[1] as usize]).is_lt();
        if !seen.windows(2).all(in_order) {
            return Err(format!("a row twice, or out of order: {seen:?}"));
        }
        let now: BTreeSet<i64> = self.now.iter().map(|row| row.id).collect();
        match before.iter().find(|id| now.contains(id) && !seen.contains(id)) {
            None => Ok(()),
            Some(lost) => Err(format!("the row {lost} was there and not seen: {seen:?}")),
        }
    }
}

async fn walk_while_it_changes(
    database: &Database,
    rows: &[Row],
    list: &List,
    size: usize,
    events: Vec<Vec<Meanwhile>>,
) -> Result<(), String> {
    clear(database).await;
    insert(database, rows).await;
    let endpoint = list.endpoint(database);
    let query = list.query(size);
    let mut table = Changing { database, now: rows.to_vec(), ever: rows.to_vec(), events: events.into_iter() };

    let before = list.expected(rows);
    let (mut seen, mut at) = (Vec::new(), page(&endpoint, &query).await?);
    let mut turn = None;
    loop {
        seen.extend(&at.ids);
        turn = at.prev.or(turn);
        table.go_on().await;
        table.check_end(&seen)?;
        let Some(next) = at.next else { break };
        at = page(&endpoint, &format!("{query}&cursor={next}")).await?;
    }
    table.check(list, &seen, &before)?;

    // Back from the last page that names what precedes it: to what lies before its first row.
    let Some(mut cursor) = turn else { return Ok(()) };
    let first = page(&endpoint, &format!("{query}&cursor={cursor}")).await?;
    let all = list.expected(&table.now);
    let end = first.ids.last().map_or(0, |last| all.iter().position(|id| id == last).map_or(0, |place| place + 1));
    let before: Vec<i64> = all[..end].to_vec();
    let mut seen = Vec::new();
    loop {
        let at = page(&endpoint, &format!("{query}&cursor={cursor}")).await?;
        seen.splice(0..0, at.ids);
        table.go_on().await;
        table.check_end(&seen)?;
        let Some(prev) = at.prev else { break };
        cursor = prev;
    }
    // What came to stand where the first step was to be seen could be seen or not.
    table.check(list, &seen, &before)
}

fn with_keys(mut rows: Vec<Row>) -> Vec<Row> {
    for (id, row) in (0..).zip(&mut rows) {
        row.id = id;
    }
    rows
}

fn on_random_tables<C: Strategy>(cases: C, law: impl AsyncFn(&Database, C::Value) -> Result<(), String>) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    runtime.block_on(on_every_database(async |database| {
        create(database).await;
        let handle = tokio::runtime::Handle::current();
        let mut runner = TestRunner::new(Config { cases: 60, failure_persistence: None, ..Config::default() });
        let law = |case| {
            let tried = tokio::task::block_in_place(|| handle.block_on(law(database, case)));
            tried.map_err(TestCaseError::fail)
        };
        let result = tokio::task::block_in_place(|| runner.run(&cases, law));
        result.unwrap_or_else(|fault| panic!("on {:?}: {fault}", database.backend()));
    }));
}

#[test]
fn pages_have_each_row_once_in_order_there_and_back() {
    let cases = (prop::collection::vec(row(), 0..14).prop_map(with_keys), list(), 1..6_usize);
    on_random_tables(cases, async |database, (rows, list, size)| walk(database, &rows, &list, size).await);
}

#[test]
fn rows_that_come_and_go_neither_double_nor_hide_those_that_stay() {
    let events = prop::collection::vec(prop::collection::vec(meanwhile(), 0..3), 0..16);
    let cases = (prop::collection::vec(row(), 0..14).prop_map(with_keys), list(), 1..6_usize, events);
    on_random_tables(cases, async |database, (rows, list, size, events)| {
        walk_while_it_changes(database, &rows, &list, size, events).await
    });
}
