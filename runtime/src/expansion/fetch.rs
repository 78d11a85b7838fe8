use std::sync::Arc;

use futures_util::future::BoxFuture;

use super::{
    Budget, JoinedEdge, Node, Representations,
    keys::Keys,
    node::{Branch, Span, selected},
};
use crate::{
    Result,
    access::{Caller, MOST_VALUES, OfEach, OrderTerm, Scope, own_terms},
    database::{Database, Rows},
    descriptor::{Kind, Relation, RelationKind},
    query::{Edge, complete},
};

/// What rows are read with: from where, for whom, and how they are shown.
#[derive(Clone, Copy)]
pub struct Reading<'q> {
    pub database: &'q Database,
    pub caller: Caller<'q>,
    pub representations: &'q Representations,
}

/// The column in which rows of an edge have the position of the key that they belong to.
const ORDINAL: usize = 0;

/// Fetches what the selection of a node follows: for each edge one statement, whatever the number of rows, and none for those
/// that are joined, whose columns stand from `behind` on. `times` says how often each of the first rows is shown; there may
/// be one row more, which is not.
///
/// # Errors
/// 400 where the answer would have too many rows; the database fails.
pub async fn fetch<'q>(
    reading: Reading<'q>,
    node: &mut Node<'q>,
    (joined, behind): (&[JoinedEdge<'q>], usize),
    times: Vec<u64>,
    budget: &mut Budget,
) -> Result<()> {
    let mut first = behind;
    for (index, edge) in node.selection.edges.iter().enumerate() {
        let branch = match joined.iter().find(|joined| joined.edge == index) {
            Some(joined) => {
                let branch = joined.branch(node, first, times.len())?;
                first += joined.width();
                branch
            }
            None => follow(reading, node, edge, &times, budget).await?,
        };
        node.branches.push(go_on(reading, branch, &times, budget).await?);
    }
    Ok(())
}

/// What an edge leads to, by a statement of its own.
async fn follow<'q>(
    reading: Reading<'q>,
    node: &Node<'q>,
    edge: &'q Edge,
    times: &[u64],
    budget: &Budget,
) -> Result<Branch<'q>> {
    let relation = &node.representation.descriptor.relations[edge.relation];
    let keys = Keys::of(node, relation, times)?;
    if keys.distinct.len() * relation.keys.len() > MOST_VALUES {
        return Err(budget.exceeded());
    }
    let Some((far, size)) = read(reading, node, relation, edge, &keys, budget).await? else {
        return Ok(Branch { relation, node: None, spans: vec![None; times.len()] });
    };
    let spans = spans(&far.rows, keys.distinct.len(), size)?;
    let spans = keys.of_rows.iter().map(|key| key.and_then(|key| spans[key])).collect();
    Ok(Branch { relation, node: Some(far), spans })
}

/// What the rows of a branch lead to in their turn.
fn go_on<'q, 'f>(
    reading: Reading<'q>,
    mut branch: Branch<'q>,
    times: &'f [u64],
    budget: &'f mut Budget,
) -> BoxFuture<'f, Result<Branch<'q>>>
where
    'q: 'f,
{
    Box::pin(async move {
        if let Some(far) = &mut branch.node {
            let times_of_far = times_of_far(far.rows.len(), times, &branch.spans);
            budget.take(times_of_far.iter().sum())?;
            fetch(reading, far, (&[], 0), times_of_far, budget).await?;
        }
        Ok(branch)
    })
}

/// The rows to which an edge leads, and how many of them are shown for each key at the most.
async fn read<'q>(
    reading: Reading<'q>,
    node: &Node<'q>,
    relation: &'static Relation,
    edge: &'q Edge,
    keys: &Keys,
    budget: &Budget,
) -> Result<Option<(Node<'q>, usize)>> {
    let target = (relation.target)();
    let representation = reading.representations.of(target)?;
    // Where the database has to choose, it is not left to chance which rows these are.
    let sort = match relation.kind {
        RelationKind::BelongsTo => Vec::new(),
        RelationKind::HasOne => own_terms(target, &complete(target, &[])),
        RelationKind::HasMany => own_terms(target, &complete(target, target.sort)),
    };
    let (fields, shown) = selected(representation, &edge.selection, positions(&sort));
    let size = if relation.is_many() { u64::from(target.page.size) } else { 1 };
    let of_each = match relation.kind {
        RelationKind::BelongsTo => None,
        RelationKind::HasOne => Some(1),
        RelationKind::HasMany => Some(size + 1),
    };
    // One more of each key than is shown, and one more in all than may be shown.
    let limit = budget.most() + keys.distinct.len().next_power_of_two() as u64 + 1;
    let of = OfEach { keys: &keys.distinct, fields: &fields, sort: &sort, of_each, limit };
    let scope = Scope::visible(node.representation.descriptor, reading.database.backend(), reading.caller);
    let Some(statement) = scope.rows_of_each(relation, of) else { return Ok(None) };
    let rows = statement.rows(reading.database.reader()).await.map_err(|fault| fault.into_error(target))?;
    let far = Node {
        representation,
        selection: &edge.selection,
        backend: reading.database.backend(),
        rows: Arc::new(rows),
        first: ORDINAL + 1,
        fields,
        shown,
        branches: Vec::new(),
    };
    Ok(Some((far, usize::try_from(size).unwrap_or(usize::MAX))))
}

/// The fields of the rows themselves that an order looks at.
pub fn positions(sort: &[OrderTerm]) -> impl Iterator<Item = usize> {
    sort.iter().filter_map(OrderTerm::position)
}

/// For each key the rows that belong to it, of which so many are shown at the most.
fn spans(rows: &Rows, keys: usize, size: usize) -> Result<Vec<Option<Span>>> {
    let mut spans: Vec<Option<Span>> = vec![None; keys];
    for row in 0..rows.len() {
        let key = match rows.value(row, ORDINAL, Kind::I64).map_err(|fault| fault.into_plain_error())? {
            sea_orm::Value::BigInt(Some(key)) => usize::try_from(key).unwrap_or(usize::MAX),
            _ => usize::MAX,
        };
        let Some(span) = spans.get_mut(key) else { continue };
        let span = span.get_or_insert(Span { start: row, length: 0, has_more: false });
        if span.length == size {
            span.has_more = true;
        } else {
            span.length += 1;
        }
    }
    Ok(spans)
}

/// How often each row on the other side is shown: as often as the rows together that it belongs to.
fn times_of_far(rows: usize, times: &[u64], spans: &[Option<Span>]) -> Vec<u64> {
    let mut times_of_far = vec![0_u64; rows];
    for (times, span) in times.iter().zip(spans) {
        if let Some(span) = span {
            for row in &mut times_of_far[span.start..span.start + span.length] {
                *row = row.saturating_add(*times);
            }
        }
    }
    times_of_far
}
