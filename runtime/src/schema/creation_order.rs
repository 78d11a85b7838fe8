//! In which order tables are made.

use super::{foreign_key::WaitsFor, table::Table};

/// Parents before their children, and else as they are. In a cycle one comes after a child, whose key waits then.
pub fn in_creation_order(tables: Vec<Table>) -> Vec<Table> {
    let parents = parents(&tables);
    let (mut seen, mut order) = (vec![false; tables.len()], Vec::with_capacity(tables.len()));
    (0..tables.len()).for_each(|table| visit(table, &parents, &mut seen, &mut order));
    let mut places = vec![0; tables.len()];
    order.iter().enumerate().for_each(|(place, table)| places[*table] = place);
    let mut placed: Vec<(usize, Table)> = places.iter().copied().zip(tables).collect();
    for ((own, table), parents) in placed.iter_mut().zip(&parents) {
        for (key, parent) in table.foreign_keys.iter_mut().zip(parents) {
            key.waits_for = (places[*parent] > *own).then_some(WaitsFor::Table);
        }
    }
    placed.sort_by_key(|(place, _)| *place);
    placed.into_iter().map(|(_, table)| table).collect()
}

/// Where the parent of each key of each table is.
fn parents(tables: &[Table]) -> Vec<Vec<usize>> {
    let position = |name: &str| tables.iter().position(|table| table.name == name);
    let of_table = |(own, table): (usize, &Table)| {
        // None is missing: what relations lead to is among them.
        table.foreign_keys.iter().map(|key| position(key.parent).unwrap_or(own)).collect()
    };
    tables.iter().enumerate().map(of_table).collect()
}

fn visit(table: usize, parents: &[Vec<usize>], seen: &mut [bool], order: &mut Vec<usize>) {
    if std::mem::replace(&mut seen[table], true) {
        return;
    }
    parents[table].iter().for_each(|parent| visit(*parent, parents, seen, order));
    order.push(table);
}
