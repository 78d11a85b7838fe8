//! A statement, and once more where it has surely done nothing.
//!
//! A prepared one whose table has changed since fails from then on, on every connection that has it. One that PostgreSQL
//! has undone for the sake of another (a deadlock, a serialization failure) may go through now that the other has ended;
//! it is a transaction of its own, so that nothing else was undone with it.

use std::time::Duration;

use sqlx::{
    AssertSqlSafe, Connection, PgConnection, Postgres,
    postgres::{PgArguments, PgQueryResult, PgRow},
    query::Query,
};

use super::bind::arguments;
use crate::database::{Fault, Statement, fault::classify_sqlx};

/// How long the other gets to go ahead: begun at once, the two could meet again.
const PAUSE: Duration = Duration::from_millis(50);

/// All rows.
///
/// # Errors
/// The database's.
pub async fn fetch(connection: &mut PgConnection, statement: Statement) -> Result<Vec<PgRow>, sqlx::Error> {
    match query(statement.clone())?.fetch_all(&mut *connection).await {
        Err(error) if is_undone(&error) => {
            make_ready(connection, &error).await?;
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
        Err(error) if is_undone(&error) => {
            make_ready(connection, &error).await?;
            query(statement)?.execute(&mut *connection).await
        }
        result => result,
    }
}

fn is_undone(error: &sqlx::Error) -> bool {
    let code = error.as_database_error().and_then(|error| error.code());
    // serialization_failure, deadlock_detected
    matches!(code.as_deref(), Some("40001" | "40P01")) || classify_sqlx(error) == Fault::StalePlan
}

async fn make_ready(connection: &mut PgConnection, error: &sqlx::Error) -> Result<(), sqlx::Error> {
    if classify_sqlx(error) == Fault::StalePlan {
        connection.clear_cached_statements().await?;
    } else {
        tokio::time::sleep(PAUSE).await;
    }
    tracing::debug!(%error, "a statement is run once more");
    Ok(())
}

fn query(statement: Statement) -> Result<Query<'static, Postgres, PgArguments>, sqlx::Error> {
    let Statement { sql, values, is_kept } = statement;
    Ok(sqlx::query_with(AssertSqlSafe(sql), arguments(values)?).persistent(is_kept))
}
