//! Of many rows behind one row only a page is read, where an index has them in their order.

use sea_orm::Value;

use super::{
    cells::{Caller, create},
    resources::descriptors,
    tables::{EMPLOYEE, TASK},
};
use crate::{
    access::{OfEach, Scope, own_terms},
    database::{
        Backend, Database, Statement,
        testing::{on_every_database, run},
    },
    descriptor::Kind,
    query::complete,
};

const MANY: i64 = 100_000;

/// A relation whose rows are many, those who have them, and the index that has them in their order on each database.
struct Edge {
    from: usize,
    relation: &'static str,
    keys: fn() -> Vec<Vec<Value>>,
    rows: &'static str,
    index: [&'static str; 2],
}

const EDGES: [Edge; 2] = [
    Edge {
        from: EMPLOYEE,
        relation: "reports",
        keys: || [1_i64, 2, 3].map(|id| vec![id.into()]).into(),
        rows: "INSERT INTO employees (id, name, grade, team_code, manager_id)
               SELECT i, 'a', i % 100 + 1, 'a', CASE WHEN i % 1000 = 0 THEN 2 ELSE 1 END FROM numbers",
        index: [
            "CREATE INDEX of_test ON employees (manager_id, grade DESC, name, id)",
            "CREATE INDEX of_test ON employees (manager_id, grade DESC NULLS LAST, (name::text) COLLATE \"C\", id)",
        ],
    },
    Edge {
        from: TASK,
        relation: "notes",
        keys: || [1_i64, 2, 3].map(|number| vec!["a".into(), number.into()]).into(),
        rows: "INSERT INTO notes (id, text, stars, task_team, task_number)
               SELECT {id}, 'a', i % 100 + 1, 'a', CASE WHEN i % 1000 = 0 THEN 2 ELSE 1 END FROM numbers",
        index: [
            "CREATE INDEX of_test ON notes (task_team, task_number, stars DESC, id DESC)",
            "CREATE INDEX of_test ON notes (task_team, task_number, stars DESC NULLS LAST, id DESC)",
        ],
    },
];

impl Edge {
    async fn fill(&self, database: &Database) {
        let (index, id, analyze) = match database.backend() {
            Backend::Sqlite => (self.index[0], "randomblob(16)", "ANALYZE"),
            Backend::Postgres => (self.index[1], "gen_random_uuid()", "VACUUM ANALYZE employees; VACUUM ANALYZE notes"),
        };
        let numbers = format!(
            "WITH RECURSIVE numbers (i) AS (SELECT 10 UNION ALL SELECT i + 1 FROM numbers WHERE i < {})",
            MANY + 9
        );
        run(database, &format!("{numbers} {}", self.rows.replace("{id}", id))).await;
        run(database, index).await;
        run(database, analyze).await;
    }

    fn statement(&self, backend: Backend, caller: &Caller) -> Statement {
        let principal = caller.principal();
        let descriptor = descriptors()[self.from];
        let (_, relation) = descriptor.relation(self.relation).unwrap();
        let target = (relation.target)();
        let sort = own_terms(target, &complete(target, target.sort));
        let fields: Vec<usize> = (0..target.fields.len()).collect();
        let of_each = Some(u64::from(target.page.size) + 1);
        let of = OfEach { keys: &(self.keys)(), fields: &fields, sort: &sort, of_each, limit: 10_000 };
        Scope::visible(descriptor, backend, principal.as_ref()).rows_of_each(relation, of).unwrap().into_statement()
    }
}

async fn explained(database: &Database, statement: &Statement) -> Vec<String> {
    let (explain, column) = match database.backend() {
        Backend::Sqlite => ("EXPLAIN QUERY PLAN", 3),
        Backend::Postgres => ("EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, SUMMARY OFF)", 0),
    };
    let explained = Statement { sql: format!("{explain} {}", statement.sql), ..statement.clone() };
    let rows = database.reader().query(explained).await.unwrap();
    let line = |row| match rows.value(row, column, Kind::String).unwrap() {
        Value::String(Some(line)) => line,
        other => panic!("{other:?}"),
    };
    (0..rows.len()).map(line).take_while(|line| line != "Planning:").collect()
}

/// The numbers behind each `before` in the lines of a plan.
fn numbers(plan: &[String], before: &str) -> Vec<f64> {
    let behind = plan.iter().flat_map(|line| line.split(before).skip(1));
    let digits =
        behind.map(|text| text.chars().take_while(|letter| letter.is_ascii_digit() || *letter == '.').collect());
    digits.filter_map(|number: String| number.parse().ok()).collect()
}

#[tokio::test]
async fn of_many_rows_behind_one_a_page_is_read() {
    for edge in &EDGES {
        on_every_database(async |database| {
            create(database).await;
            edge.fill(database).await;
            for caller in [Caller::ADMIN, Caller::NOBODY] {
                let statement = edge.statement(database.backend(), &caller);
                let plan = explained(database, &statement).await;
                let told = format!("{}\n{}", statement.sql, plan.join("\n"));
                match database.backend() {
                    Backend::Sqlite => is_short_on_sqlite(&plan, &told),
                    Backend::Postgres => {
                        assert!(numbers(&plan, "actual rows=").iter().all(|rows| *rows < 20.0), "{told}");
                        assert!(numbers(&plan, "Rows Removed by Filter: ").iter().all(|rows| *rows < 20.0), "{told}");
                        assert!(numbers(&plan, "shared hit=").iter().all(|pages| *pages < 100.0), "{told}");
                        assert!(numbers(&plan, " read=").iter().all(|pages| *pages < 100.0), "{told}");
                        assert!(!numbers(&plan, "shared hit=").is_empty(), "{told}");
                    }
                }
            }
        })
        .await;
    }
}

/// The keys of each page come from the index as they are ordered there, and only the pages are sorted together.
fn is_short_on_sqlite(plan: &[String], told: &str) {
    let searched = |line: &&String| line.contains("INDEX of_test (");
    assert_eq!(plan.iter().filter(searched).count(), 1, "{told}");
    let scans = plan.iter().filter(|line| line.contains("SCAN employees") || line.contains("SCAN notes"));
    assert_eq!(scans.count(), 0, "{told}");
    let sorts = plan.iter().filter(|line| line.contains("TEMP B-TREE")).count();
    assert!(sorts < 2, "{told}");
}

/// What a plan does not say: how much of it is done.
#[cfg(feature = "sqlite")]
#[tokio::test]
async fn few_steps_are_made_for_a_page_of_many_rows() {
    use rusqlite::{StatementStatus, types::Value as Bound};

    use crate::database::testing::Place;

    let bound = |value: Value| match value {
        Value::BigInt(number) => number.map_or(Bound::Null, Bound::Integer),
        Value::Int(number) => number.map_or(Bound::Null, |number| Bound::Integer(number.into())),
        Value::String(text) => text.map_or(Bound::Null, Bound::Text),
        other => panic!("{other:?}"),
    };
    for edge in &EDGES {
        Place::sqlite()
            .with(async |place| {
                let database = place.connect().await;
                create(&database).await;
                edge.fill(&database).await;
                let statement = edge.statement(Backend::Sqlite, &Caller::ADMIN);
                database.close().await;
                let file = rusqlite::Connection::open(place.file()).unwrap();
                let mut prepared = file.prepare(&statement.sql).unwrap();
                let values: Vec<Bound> = statement.values.0.into_iter().map(bound).collect();
                let mut rows = prepared.query(rusqlite::params_from_iter(values)).unwrap();
                let mut number = 0;
                while rows.next().unwrap().is_some() {
                    number += 1;
                }
                drop(rows);
                assert!((2..=6).contains(&number), "{number}: {}", statement.sql);
                let steps = prepared.get_status(StatementStatus::VmStep);
                assert!(steps < 2_000, "{steps}: {}", statement.sql);
            })
            .await;
    }
}
