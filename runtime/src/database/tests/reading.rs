//! Reads of a SQLite file past sqlx agree with what sqlx has written, in every kind.

use proptest::{
    prelude::TestCaseError,
    test_runner::{Config, TestRunner},
};
use sea_orm::{
    Value,
    sea_query::{Alias, Expr, ExprTrait, Query},
};

use super::{
    forms::{sqlite_forms, sqlite_nonsense},
    round_trip::{EVERYTHING, FIELDS, extremes, rows},
};
use crate::{
    database::{Backend, Database, Rows, Statement, testing::Place},
    json,
    schema::create_tables,
    value::{is_null, same},
};

async fn on_sqlite(test: impl AsyncFn(&Database)) {
    Place::sqlite()
        .with(async |place| {
            let database = place.connect().await;
            create_tables(&database, &[&EVERYTHING]).await.unwrap();
            test(&database).await;
            database.close().await;
        })
        .await;
}

async fn read(database: &Database, statement: Statement) -> Result<Rows, String> {
    database.reader().query(statement).await.map_err(|error| format!("{error:?}"))
}

/// Writes a row and looks for it by each of its values.
async fn found_by_each_value(database: &Database, row: &[Value]) -> Result<(), String> {
    let columns: Vec<_> = FIELDS[1..].iter().map(|field| Alias::new(field.column)).collect();
    let mut insert = Query::insert();
    insert.into_table(Alias::new("everything")).columns(columns.clone());
    insert.values_panic(row.iter().cloned().map(Expr::val));
    insert.returning(Query::returning().column(Alias::new("id")));
    let written = database.writer().query(database.backend().build(&insert)).await;
    let id = written.and_then(|rows| rows.value(0, 0, FIELDS[0].kind)).map_err(|error| format!("{error:?}"))?;

    for (column, (field, value)) in FIELDS[1..].iter().zip(row).enumerate() {
        let cell = Expr::col(Alias::new(field.column));
        let filter = if is_null(value) { cell.is_null() } else { cell.eq(value.clone()) };
        let mut select = Query::select();
        select.columns(columns.clone()).from(Alias::new("everything")).and_where(filter);
        select.and_where(Expr::col(Alias::new("id")).eq(id.clone()));
        let rows = read(database, database.backend().build(&select)).await?;
        if rows.len() != 1 {
            return Err(format!("{}: {value:?} is not found", field.name));
        }
        let cell = rows.value(0, column, field.kind).map_err(|error| format!("{error:?}"))?;
        if !same(&cell, value) {
            return Err(format!("{}: {value:?} is read as {cell:?}", field.name));
        }
    }
    Ok(())
}

/// Both ways bind a value as the same bytes of the same type.
async fn bound_alike(database: &Database, row: &[Value]) -> Result<(), String> {
    for value in row {
        let statement = || Statement::new("SELECT typeof(?1) || ' ' || coalesce(hex(?1), '')", vec![value.clone()]);
        let through_sqlx = database.pool().query(statement()).await.map_err(|error| format!("{error:?}"))?;
        let past_sqlx = read(database, statement()).await?;
        let text = |rows: &Rows| rows.value(0, 0, crate::descriptor::Kind::String).map_err(|error| error.to_string());
        let (through_sqlx, past_sqlx) = (text(&through_sqlx)?, text(&past_sqlx)?);
        if through_sqlx != past_sqlx {
            return Err(format!("{value:?}: {through_sqlx:?}, {past_sqlx:?}"));
        }
    }
    Ok(())
}

#[tokio::test]
async fn extremes_are_found() {
    on_sqlite(async |database| {
        for row in extremes(Backend::Sqlite) {
            found_by_each_value(database, &row).await.unwrap();
            bound_alike(database, &row).await.unwrap();
        }
    })
    .await;
}

#[test]
fn any_value_is_found() {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    runtime.block_on(on_sqlite(async |database| {
        let handle = tokio::runtime::Handle::current();
        let mut runner = TestRunner::new(Config { cases: 200, failure_persistence: None, ..Config::default() });
        let law = |row: Vec<Value>| {
            let both = async {
                found_by_each_value(database, &row).await?;
                bound_alike(database, &row).await
            };
            tokio::task::block_in_place(|| handle.block_on(both)).map_err(TestCaseError::fail)
        };
        tokio::task::block_in_place(|| runner.run(&rows(Backend::Sqlite), law)).unwrap();
    }));
}

/// What no field has, but a filter may.
#[tokio::test]
async fn the_other_types_of_values_are_bound_alike() {
    on_sqlite(async |database| {
        let offset = chrono::DateTime::parse_from_rfc3339("2024-02-29T12:30:00.000001+05:30").unwrap();
        let values = [
            Value::TinyInt(Some(-1)),
            Value::Unsigned(Some(u32::MAX)),
            Value::BigUnsigned(Some(7)),
            Value::Char(Some('ü')),
            Value::ChronoDateTimeWithTimeZone(Some(offset)),
            Value::TinyInt(None),
            Value::Unsigned(None),
            Value::BigUnsigned(None),
            Value::Char(None),
            Value::ChronoDateTimeWithTimeZone(None),
        ];
        bound_alike(database, &values).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn other_forms_are_read() {
    on_sqlite(async |database| {
        for (sql, kind, expected) in sqlite_forms() {
            let rows = read(database, Statement::plain(format!("SELECT {sql}"))).await.unwrap();
            let mut written = Vec::new();
            rows.write_json(0, 0, kind, &mut written).unwrap_or_else(|error| panic!("{sql}: {error:?}"));
            assert_eq!(String::from_utf8_lossy(&written), expected, "{sql}");
            let mut long = Vec::new();
            json::write_value(&mut long, &rows.value(0, 0, kind).unwrap());
            assert!(kind == crate::descriptor::Kind::Json || long == written, "{sql}");
        }
    })
    .await;
}

#[tokio::test]
async fn nonsense_is_an_error_that_names_the_column_and_not_the_value() {
    on_sqlite(async |database| {
        for (sql, kind) in sqlite_nonsense() {
            let rows = read(database, Statement::plain(format!("SELECT {sql} AS price"))).await.unwrap();
            let error = rows.value(0, 0, kind).expect_err(sql);
            assert!(error.to_string().contains("`price`") && !error.to_string().contains("70000"), "{sql}: {error}");
            rows.write_json(0, 0, kind, &mut Vec::new()).expect_err(sql);
        }
    })
    .await;
}
