//! Walking through pages: each row once, in order, there and back, whatever happens in between.

use proptest::prelude::*;

use super::{
    answer::page,
    databases::on_random,
    table::{List, Row, clear, create, delete, insert, list, row},
    walk::walk,
};
use crate::database::Database;

/// What somebody else does between two pages.
#[derive(Clone, Debug)]
enum Meanwhile {
    Insert(Row),
    /// The row at this place among those there are.
    Delete(prop::sample::Index),
    /// That row, which has other values from now on.
    Change(prop::sample::Index, Row),
}

fn meanwhile() -> impl Strategy<Value = Meanwhile> {
    let place = any::<prop::sample::Index>;
    prop_oneof![
        row().prop_map(Meanwhile::Insert),
        place().prop_map(Meanwhile::Delete),
        (place(), row()).prop_map(|(place, row)| Meanwhile::Change(place, row)),
    ]
}

/// The table as it changes under a walk.
struct Changing<'d> {
    database: &'d Database,
    now: Vec<Row>,
    /// All rows that there ever were.
    ever: Vec<Row>,
    /// The keys of rows that were changed, each as often as it was: they may be seen at each place that they have had.
    changed: Vec<i64>,
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
                Meanwhile::Delete(_) | Meanwhile::Change(..) if self.now.is_empty() => {}
                Meanwhile::Delete(index) => {
                    let gone = self.now.remove(index.index(self.now.len()));
                    delete(self.database, gone.id).await;
                }
                Meanwhile::Change(index, mut row) => {
                    let index = index.index(self.now.len());
                    row.id = self.now[index].id;
                    delete(self.database, row.id).await;
                    insert(self.database, std::slice::from_ref(&row)).await;
                    self.changed.push(row.id);
                    self.now[index] = row;
                }
            }
        }
    }

    /// A walk ends: it does not lead in circles.
    fn check_end(&self, seen: &[i64]) -> Result<(), String> {
        if seen.len() > self.ever.len() + self.changed.len() {
            Err(format!("some rows twice: {seen:?}"))
        } else {
            Ok(())
        }
    }

    /// All rows of a walk that have not changed are in order and each is there once; those that were there all the time are
    /// all there.
    fn check(&self, list: &List, seen: &[i64], before: &[i64]) -> Result<(), String> {
        let seen: Vec<i64> = seen.iter().copied().filter(|id| !self.changed.contains(id)).collect();
        let in_order = |pair: &[i64]| list.compare(&self.ever[pair[0] as usize], &self.ever[pair[1] as usize]).is_lt();
        if !seen.windows(2).all(in_order) {
            return Err(format!("a row twice, or out of order: {seen:?}"));
        }
        let stayed = |id: &&i64| !self.changed.contains(id) && self.now.iter().any(|row| row.id == **id);
        match before.iter().filter(stayed).find(|id| !seen.contains(id)) {
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
    let query = format!("{}&page_size={size}", list.query());
    let (now, ever) = (rows.to_vec(), rows.to_vec());
    let mut table = Changing { database, now, ever, changed: Vec::new(), events: events.into_iter() };

    let before = list.expected(rows);
    let (mut seen, mut at) = (Vec::new(), page(&endpoint, &query).await?);
    let mut turn = None;
    loop {
        seen.extend(at.ids());
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
    let end = first.ids().last().map_or(0, |last| all.iter().position(|id| id == last).map_or(0, |place| place + 1));
    let before: Vec<i64> = all[..end].to_vec();
    let mut seen = Vec::new();
    loop {
        let at = page(&endpoint, &format!("{query}&cursor={cursor}")).await?;
        seen.splice(0..0, at.ids());
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

#[test]
fn pages_have_each_row_once_in_order_there_and_back() {
    let cases = (prop::collection::vec(row(), 0..14).prop_map(with_keys), list(), 1..6_usize);
    on_random(60, cases, create, async |database, (), (rows, list, size)| {
        clear(database).await;
        insert(database, &rows).await;
        walk(&list.endpoint(database), &list.query(), &list.expected(&rows), size).await
    });
}

#[test]
fn rows_that_come_and_go_neither_double_nor_hide_those_that_stay() {
    let events = prop::collection::vec(prop::collection::vec(meanwhile(), 0..3), 0..16);
    let cases = (prop::collection::vec(row(), 0..14).prop_map(with_keys), list(), 1..6_usize, events);
    on_random(60, cases, create, async |database, (), (rows, list, size, events)| {
        walk_while_it_changes(database, &rows, &list, size, events).await
    });
}
