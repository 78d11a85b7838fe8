//! What holds between filters, whatever they find.

use proptest::{prelude::*, sample::select};

use super::{
    answer::page,
    cell::Cell,
    databases::on_random,
    every_kind::{FIELDS, Row, View, create, fill, id, rows},
    question::{Filter, Operand},
    texts::{Parts, parts},
    values::value,
};
use crate::{descriptor::Operator, operation::Endpoint};

/// A field with a value that it is compared with, and a few more.
type Compared = (usize, Vec<Cell>, u8);

fn compared(field: usize, parts: &Parts, rows: &[Row]) -> BoxedStrategy<Compared> {
    let known: Vec<Cell> = rows.iter().filter_map(|row| row[field].clone()).filter(Cell::can_be_asked_for).collect();
    let new = value(FIELDS[field].kind, parts).prop_filter("JSON has it", Cell::can_be_asked_for).boxed();
    let one = if known.is_empty() { new } else { prop_oneof![2 => select(known), 1 => new].boxed() };
    (Just(field), prop::collection::vec(one, 1..4), any::<u8>()).boxed()
}

struct Asked<'a> {
    endpoint: &'a Endpoint,
    field: usize,
    form: u8,
}

impl Asked<'_> {
    async fn ids(&self, operator: Operator, operand: Operand) -> Result<Vec<i64>, String> {
        let filter = Filter { field: self.field, operator, operand, form: self.form };
        Ok(page(self.endpoint, &format!("{}&page_size=100&fields=id", filter.query())).await?.ids())
    }

    async fn one(&self, operator: Operator, value: &Cell) -> Result<Vec<i64>, String> {
        self.ids(operator, Operand::One(value.clone())).await
    }

    /// Each row of the whole is in one of the two, and no row is in both.
    fn partition(&self, what: &str, one: &[i64], other: &[i64], whole: &[i64]) -> Result<(), String> {
        let mut both = [one, other].concat();
        both.sort_unstable();
        let field = FIELDS[self.field].wire;
        if both == whole { Ok(()) } else { Err(format!("{what} of {field}: {one:?} and {other:?} are not {whole:?}")) }
    }
}

async fn equality(asked: &Asked<'_>, values: &[Cell], all: &[i64]) -> Result<(), String> {
    let equal = asked.one(Operator::Eq, &values[0]).await?;
    asked.partition("eq and ne", &equal, &asked.one(Operator::Ne, &values[0]).await?, all)?;
    let several = || Operand::Several(values.to_vec());
    let listed = asked.ids(Operator::In, several()).await?;
    asked.partition("in and not_in", &listed, &asked.ids(Operator::NotIn, several()).await?, all)?;
    let mut each = equal;
    for value in &values[1..] {
        each.extend(asked.one(Operator::Eq, value).await?);
    }
    each.sort_unstable();
    each.dedup();
    asked.partition("in and each", &listed, &[], &each)
}

async fn order(asked: &Asked<'_>, value: &Cell, some: &[i64]) -> Result<(), String> {
    let [greater, less] = [asked.one(Operator::Gt, value).await?, asked.one(Operator::Lt, value).await?];
    let [at_least, at_most] = [asked.one(Operator::Gte, value).await?, asked.one(Operator::Lte, value).await?];
    asked.partition("gt and lte", &greater, &at_most, some)?;
    asked.partition("lt and gte", &less, &at_least, some)?;
    let equal = asked.one(Operator::Eq, value).await?;
    asked.partition("gt and eq", &greater, &equal, &at_least)?;
    asked.partition("lt and eq", &less, &equal, &at_most)
}

async fn hold(endpoint: &Endpoint, rows: &[Row], (field, values, form): Compared) -> Result<(), String> {
    let asked = Asked { endpoint, field, form };
    let operators = FIELDS[field].filter;
    let mut all: Vec<i64> = rows.iter().map(id).collect();
    all.sort_unstable();
    let mut some = all.clone();
    if operators.has(Operator::IsNull) {
        let null = asked.ids(Operator::IsNull, Operand::Truth(true)).await?;
        some = asked.ids(Operator::IsNull, Operand::Truth(false)).await?;
        asked.partition("isnull", &null, &some, &all)?;
    }
    if operators.has(Operator::Eq) {
        equality(&asked, &values, &all).await?;
    }
    if operators.has(Operator::Gt) {
        order(&asked, &values[0], &some).await?;
    }
    Ok(())
}

#[test]
fn filters_and_their_complements_partition_the_table() {
    let cases = parts().prop_flat_map(|parts| {
        rows(&parts).prop_flat_map(move |rows| {
            let fields = (0..FIELDS.len()).filter(|field| !FIELDS[*field].filter.is_empty());
            let compared: Vec<_> = fields.map(|field| compared(field, &parts, &rows)).collect();
            (Just(rows), compared)
        })
    });
    on_random(12, cases, create, async |database, (), (rows, compared)| {
        fill(database, &rows).await;
        let endpoint = View::PLAIN.endpoint(database);
        for compared in compared {
            hold(&endpoint, &rows, compared).await?;
        }
        Ok(())
    });
}
