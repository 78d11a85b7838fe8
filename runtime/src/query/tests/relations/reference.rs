//! What the documentation promises of relations, by loops over vectors.

use std::cmp::Ordering;

use serde_json::{Map, Value, json};

use super::{
    cells::{Caller, Cell, Row, World},
    request::{Filter, Operand, Path, Request, Subject, Term},
    tables::{Link, TABLES, Table},
};
use crate::descriptor::Operator;

/// The rows of a world as one caller sees them.
pub struct View<'w> {
    pub world: &'w World,
    pub caller: &'w Caller,
}

/// What stands for the text of a cursor.
pub const MORE: &str = "a cursor";

impl<'w> View<'w> {
    pub fn rows(&self, table: usize) -> impl Iterator<Item = &'w Row> {
        let (world, caller) = (self.world, self.caller);
        world.0[table].iter().filter(move |row| (TABLES[table].shows)(row, caller))
    }

    /// The rows to which a link leads, each once, that the caller may read; nothing is equal to null.
    pub fn related(&self, row: &Row, link: &Link) -> Vec<&'w Row> {
        let Some(through) = &link.through else {
            return self.rows(link.to).filter(|far| agree(row, link.near, far, link.far)).collect();
        };
        let joins: Vec<&Row> = self.rows(through.table).filter(|join| agree(row, link.near, join, link.far)).collect();
        let is_joined = |far: &&Row| joins.iter().any(|join| agree(join, through.near, far, through.far));
        self.rows(link.to).filter(is_joined).collect()
    }

    /// The one row at the most.
    fn only(&self, row: Option<&Row>, link: &Link) -> Option<&'w Row> {
        let related = self.related(row?, link);
        assert!(related.len() < 2, "{} is one at the most", link.name);
        related.first().copied()
    }

    /// All rows of a list, in order.
    pub fn list(&self, request: &Request) -> Vec<&'w Row> {
        let table = request.table();
        let filters: Vec<(&Filter, &[usize])> =
            request.filters.iter().map(|filter| (filter, filter.path.as_slice())).collect();
        let mut rows: Vec<&Row> = self
            .rows(request.root)
            .filter(|row| self.holds(table, Some(row), &filters))
            .filter(|row| request.search.iter().all(|term| is_found(table, row, term)))
            .collect();
        let sort = request.sort.clone().unwrap_or_else(|| declared(table));
        rows.sort_by(|left, right| self.compare(table, &sort, left, right));
        rows
    }

    /// Whether filters hold for a row, or for one that is not there: all below one link for one and the same row.
    fn holds(&self, table: &Table, row: Option<&Row>, filters: &[(&Filter, &[usize])]) -> bool {
        let own = filters.iter().filter(|(_, path)| path.is_empty()).all(|(filter, _)| match filter.subject {
            Subject::Column(column) => passes(filter, row.map_or(&Cell::Null, |row| &row[column])),
            Subject::Link(link) => {
                let has_none = row.is_none_or(|row| self.related(row, &table.links[link]).is_empty());
                matches!(filter.operand, Operand::Truth(wanted) if wanted == has_none)
            }
        });
        own && table.links.iter().enumerate().all(|(step, link)| {
            let below: Vec<(&Filter, &[usize])> = filters
                .iter()
                .filter_map(|(filter, path)| {
                    path.split_first().filter(|(first, _)| **first == step).map(|(_, rest)| (*filter, rest))
                })
                .collect();
            if below.is_empty() {
                return true;
            }
            let target = &TABLES[link.to];
            if link.many {
                row.is_some_and(|row| {
                    self.related(row, link).into_iter().any(|far| self.holds(target, Some(far), &below))
                })
            } else {
                self.holds(target, self.only(row, link), &below)
            }
        })
    }

    fn compare(&self, table: &Table, sort: &[Term], left: &Row, right: &Row) -> Ordering {
        let descending = sort.last().is_some_and(|term| term.descending);
        let key = table.key.iter().map(|column| Term { path: Path::new(), column: *column, descending });
        sort.iter().cloned().chain(key).fold(Ordering::Equal, |order, term| {
            order.then_with(|| {
                let [left, right] = [left, right].map(|row| self.value(table, row, &term));
                match (left, right) {
                    (Cell::Null, _) | (_, Cell::Null) => (left == &Cell::Null).cmp(&(right == &Cell::Null)),
                    _ if term.descending => right.cmp(left),
                    _ => left.cmp(right),
                }
            })
        })
    }

    /// What an order looks at.
    fn value<'r>(&'r self, table: &Table, row: &'r Row, term: &Term) -> &'r Cell {
        let (mut table, mut row) = (table, Some(row));
        for step in &term.path {
            let link = &table.links[*step];
            row = self.only(row, link);
            table = &TABLES[link.to];
        }
        row.map_or(&Cell::Null, |row| &row[term.column])
    }

    /// A row as it is shown, and how many rows that are.
    pub fn shown(&self, request: &Request, row: &Row) -> (Value, usize) {
        self.shown_at(request, request.table(), row, &[])
    }

    fn shown_at(&self, request: &Request, table: &Table, row: &Row, at: &[usize]) -> (Value, usize) {
        let named = |column: usize| match &request.fields {
            None => true,
            Some(fields) => {
                let mut here = fields.iter().filter(|(path, _)| path == at).peekable();
                let all_stay = here.peek().is_none() && !at.is_empty();
                all_stay || table.key.contains(&column) || here.any(|(_, named)| *named == column)
            }
        };
        let columns = table.columns.iter().enumerate().filter(|(column, _)| named(*column));
        let mut object: Map<String, Value> =
            columns.map(|(column, it)| (it.name.to_owned(), row[column].json())).collect();
        let mut count = 1;
        for (step, link) in table.links.iter().enumerate() {
            let path: Path = at.iter().copied().chain([step]).collect();
            if request.expand.iter().any(|expanded| expanded.starts_with(&path)) {
                let (value, rows) = self.edge(request, row, link, &path);
                object.insert(link.name.to_owned(), value);
                count += rows;
            }
        }
        (Value::Object(object), count)
    }

    /// How many edges lead on from these rows by a statement of their own: those with keys to look up, for a caller who may
    /// read something there; where the database has what the rows belong to beside them, the other ones.
    pub fn edges(&self, request: &Request, rows: &[&Row], is_joined: bool) -> usize {
        self.edges_at(request, request.table(), rows, &[], is_joined)
    }

    fn edges_at(&self, request: &Request, table: &Table, rows: &[&Row], at: &[usize], is_joined: bool) -> usize {
        let edge = |(step, link): (usize, &Link)| {
            let path: Path = at.iter().copied().chain([step]).collect();
            let is_expanded = request.expand.iter().any(|expanded| expanded.starts_with(&path));
            let is_closed = |table: usize| (TABLES[table].is_closed)(self.caller);
            let is_nowhere =
                is_closed(link.to) || link.through.as_ref().is_some_and(|through| is_closed(through.table));
            let has_keys = rows.iter().any(|row| link.near.iter().all(|column| row[*column] != Cell::Null));
            if !is_expanded || is_nowhere || !has_keys {
                return 0;
            }
            let far: Vec<&Row> = rows.iter().flat_map(|row| self.page(row, link)).collect();
            let belongs_to = !link.many && link.near != table.key;
            let itself = usize::from(!(is_joined && belongs_to));
            itself + self.edges_at(request, &TABLES[link.to], &far, &path, false)
        };
        table.links.iter().enumerate().map(edge).sum()
    }

    /// The rows of a link that are shown.
    fn page(&self, row: &Row, link: &Link) -> Vec<&'w Row> {
        let target = &TABLES[link.to];
        let mut rows = self.related(row, link);
        rows.sort_by(|left, right| self.compare(target, &declared(target), left, right));
        rows.truncate(if link.many { target.page } else { 1 });
        rows
    }

    fn edge(&self, request: &Request, row: &Row, link: &Link, path: &[usize]) -> (Value, usize) {
        let target = &TABLES[link.to];
        if !link.many {
            let far = self.only(Some(row), link);
            return far.map_or((Value::Null, 0), |far| self.shown_at(request, target, far, path));
        }
        let rows = self.page(row, link);
        let next = (rows.len() < self.related(row, link).len()).then_some(MORE);
        let shown = rows.iter().map(|far| self.shown_at(request, target, far, path));
        let (items, counts): (Vec<Value>, Vec<usize>) = shown.unzip();
        (json!({ "items": items, "next": next }), counts.iter().sum())
    }
}

fn agree(left: &Row, of_left: &[usize], right: &Row, of_right: &[usize]) -> bool {
    of_left.iter().zip(of_right).all(|(one, other)| left[*one] != Cell::Null && left[*one] == right[*other])
}

pub fn declared(table: &Table) -> Vec<Term> {
    let term =
        |(column, descending): &(usize, bool)| Term { path: Path::new(), column: *column, descending: *descending };
    table.order.iter().map(term).collect()
}

fn is_found(table: &Table, row: &Row, term: &str) -> bool {
    let texts = table.columns.iter().zip(row).filter(|(column, _)| column.search).filter_map(|(_, cell)| cell.text());
    texts.map(str::to_lowercase).any(|text| text.contains(&term.to_lowercase()))
}

/// Whether a filter's operator holds for a value.
fn passes(filter: &Filter, cell: &Cell) -> bool {
    use Operator::{
        Contains, EndsWith, Eq, Gt, Gte, IContains, IEndsWith, IExact, IStartsWith, In, IsNull, Lt, Lte, Ne, NotIn,
        StartsWith,
    };
    let is_null = cell == &Cell::Null;
    match (&filter.operand, filter.operator) {
        (Operand::Truth(wanted), IsNull) => *wanted == is_null,
        (Operand::Several(cells), In) => cells.contains(cell),
        (Operand::Several(cells), NotIn) => !cells.contains(cell),
        (Operand::One(one), Eq) => cell == one,
        (Operand::One(one), Ne) => cell != one,
        (Operand::One(_), _) if is_null => false,
        (Operand::One(one), Gt) => cell > one,
        (Operand::One(one), Gte) => cell >= one,
        (Operand::One(one), Lt) => cell < one,
        (Operand::One(one), Lte) => cell <= one,
        (Operand::One(one), operator) => {
            let texts = [cell, one].map(|cell| cell.text().expect("a text"));
            let [text, looked_for] = match operator {
                IExact | IContains | IStartsWith | IEndsWith => texts.map(str::to_lowercase),
                _ => texts.map(str::to_owned),
            };
            match operator {
                IExact => text == looked_for,
                Contains | IContains => text.contains(&looked_for),
                StartsWith | IStartsWith => text.starts_with(&looked_for),
                EndsWith | IEndsWith => text.ends_with(&looked_for),
                other => panic!("{other:?} takes no one value"),
            }
        }
        (operand, operator) => panic!("{operator:?} takes no {operand:?}"),
    }
}
