//! A statement, once more where its table has changed since it was prepared: such a one fails from then on, on every
//! connection that has it, before it has done anything.

use sqlx::{
    AssertSqlSafe, Connection, PgConnection, Postgres,
    postgres::{PgArguments, PgQueryResult, PgRow},
    query::Query,
};

use super::bind::arguments;
use crate::database::{Fault, Statement, fault::classify_sqlx};

/// All rows.
///
/// # Errors
/// The database's.
pub async fn fetch(connection: &mut PgConnection, statement: Statement) -> Result<Vec<PgRow>, sqlx::Error> {
    match query(statement.clone())?.fetch_all(&mut *connection).await {
        Err(error) if classify_sqlx(&error) == Fault::StalePlan => {
            connection.clear_cached_statements().await?;
            query(statement)?.fetch_all(&mut *connection).await
        }
        result => result,
    }
}

/// How many rows it has changed.
///
/// # Errors
/// The database's.
pub async fn execute(connection: &mut PgConnection, statement: Statement) -> Result<PgQueryResult, sqlx::Error> {
    match query(statement.clone())?.execute(&mut *connection).await {
        Err(error) if classify_sqlx(&error) == Fault::StalePlan => {
            connection.clear_cached_statements().await?;
            query(statement)?.execute(&mut *connection).await
        }
        result => result,
    }
}

fn query(Statement { sql, values }: Statement) -> Result<Query<'static, Postgres, PgArguments>, sqlx::Error> {
    Ok(sqlx::query_with(AssertSqlSafe(sql), arguments(values)?))
}
