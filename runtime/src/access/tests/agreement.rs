//! Memory and SQL agree: whatever a predicate says of a row, the database says of it too.

use proptest::{
    prelude::*,
    sample::select,
    test_runner::{Config, TestRunner},
};
use sea_orm::{
    Value,
    sea_query::{Alias, Expr, Query},
};

use super::values::{COMPARABLE, EVERYTHING, FIELDS, rows, value};
use crate::{
    access::{AccessKind, Comparison, Predicate, Scope},
    database::{Backend, Database, DatabaseError, Execute, Statement, testing::on_every_database, testing::run},
    descriptor::Kind,
    query::read_count,
    schema::create_tables,
};

const COMPARISONS: [Comparison; 6] = [
    Comparison::Equal,
    Comparison::NotEqual,
    Comparison::Less,
    Comparison::LessOrEqual,
    Comparison::Greater,
    Comparison::GreaterOrEqual,
];

fn leaf() -> impl Strategy<Value = Predicate> {
    let compared = COMPARABLE.prop_flat_map(|field| {
        (Just(field), select(&COMPARISONS[..]), value(field))
            .prop_map(|(field, comparison, value)| Predicate::Compare(field, comparison, value))
    });
    let listed = COMPARABLE.prop_flat_map(|field| {
        (Just(field), prop::collection::vec(value(field), 0..4))
            .prop_map(|(field, values)| Predicate::In(field, values))
    });
    prop_oneof![
        12 => compared,
        4 => listed,
        4 => (0..FIELDS.len()).prop_map(Predicate::IsNull),
        1 => Just(Predicate::Always),
        1 => Just(Predicate::Never),
        1 => Just(Predicate::Refused),
    ]
}

/// Of every variant, nested as no constructor would leave them: empty, single and constant parts included.
fn predicate() -> impl Strategy<Value = Predicate> {
    leaf().prop_recursive(5, 24, 4, |inner| {
        prop_oneof![
            2 => prop::collection::vec(inner.clone(), 0..4).prop_map(Predicate::And),
            2 => prop::collection::vec(inner.clone(), 0..4).prop_map(Predicate::Or),
            3 => inner.clone().prop_map(|inner| Predicate::Not(Box::new(inner))),
            1 => prop::collection::vec(inner.clone(), 0..4).prop_map(Predicate::all),
            1 => prop::collection::vec(inner.clone(), 0..4).prop_map(Predicate::any),
            1 => inner.prop_map(Predicate::negate),
        ]
    })
}

fn insert(backend: Backend, rows: &[Vec<Value>]) -> Statement {
    let mut insert = Query::insert();
    insert.into_table(Alias::new(EVERYTHING.table)).columns(FIELDS.iter().map(|field| Alias::new(field.column)));
    for row in rows {
        insert.values_panic(row.iter().cloned().map(Expr::val));
    }
    backend.build(&insert)
}

/// The keys of the rows that a scope selects.
async fn selected(scope: &Scope<'_>, executor: &dyn Execute) -> Result<Vec<i64>, DatabaseError> {
    let rows = scope.select(&[0], &[], false).all(executor).await?;
    let mut keys = Vec::new();
    for row in 0..rows.len() {
        if let Value::BigInt(Some(key)) = rows.value(row, 0, Kind::I64)? {
            keys.push(key);
        }
    }
    keys.sort_unstable();
    Ok(keys)
}

async fn agree(database: &Database, rows: &[Vec<Value>], predicates: &[Predicate]) -> Result<(), String> {
    let told = |error: DatabaseError| format!("{error:?}");
    database.writer().execute(Statement::plain("DELETE FROM everything_compared")).await.map_err(told)?;
    database.writer().execute(insert(database.backend(), rows)).await.map_err(told)?;
    for predicate in predicates {
        let held: Vec<i64> = (0_i64..).zip(rows).filter(|(_, row)| predicate.holds(row)).map(|(key, _)| key).collect();
        let scope = Scope::new(&EVERYTHING, database.backend(), AccessKind::Read, None)
            .map_err(|error| format!("{error:?}"))?;
        let scope = scope.and_predicate(predicate.clone());
        let failed = |error: DatabaseError| format!("{predicate:?}: {error:?}");
        // What reads and what writes go different ways to the database.
        for executor in [database.reader(), database.writer()] {
            let found = selected(&scope, executor).await.map_err(failed)?;
            if found != held {
                return Err(format!("{predicate:?}\nholds in memory for {held:?}, in SQL for {found:?} of {rows:?}"));
            }
        }
        let counted = scope.count().all(database.reader()).await.map_err(failed)?;
        let count = read_count(&counted).map_err(|error| format!("{error:?}"))?;
        if count != held.len() as u64 {
            return Err(format!("{predicate:?}\nholds for {}, and {count} are counted", held.len()));
        }
    }
    Ok(())
}

/// Collations that compare texts as people do, as tables may have that exist already, so that a comparison by code point
/// is no accident.
async fn collate_like_people(database: &Database) {
    let sql = match database.backend() {
        Backend::Sqlite => {
            "ALTER TABLE everything_compared DROP COLUMN a_text;
             ALTER TABLE everything_compared ADD COLUMN a_text text COLLATE NOCASE"
        }
        Backend::Postgres => {
            r#"ALTER TABLE everything_compared ALTER COLUMN a_text TYPE text COLLATE "und-x-icu";
               ALTER TABLE everything_compared ALTER COLUMN a_choice TYPE text COLLATE "und-x-icu""#
        }
    };
    run(database, sql).await;
}

#[test]
fn a_predicate_holds_in_memory_where_it_holds_in_the_database() {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    runtime.block_on(on_every_database(async |database| {
        create_tables(database, &[&EVERYTHING]).await.unwrap();
        collate_like_people(database).await;
        let handle = tokio::runtime::Handle::current();
        let mut runner = TestRunner::new(Config { cases: 120, failure_persistence: None, ..Config::default() });
        let law = |(rows, predicates): (Vec<Vec<Value>>, Vec<Predicate>)| {
            let tried = tokio::task::block_in_place(|| handle.block_on(agree(database, &rows, &predicates)));
            tried.map_err(TestCaseError::fail)
        };
        let cases = (rows(), prop::collection::vec(predicate(), 1..12));
        let result = tokio::task::block_in_place(|| runner.run(&cases, law));
        result.unwrap_or_else(|fault| panic!("on {:?}: {fault}", database.backend()));
    }));
}
