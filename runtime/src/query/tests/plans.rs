//! How the databases find what is asked for: by ranges of an index, and not by reading what comes before.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{
    Value,
    sea_query::{Alias, Expr, Query},
};

use crate::{
    access::{AccessKind, Comparison, Page, PageOf, Predicate, Scope},
    database::{
        Backend, Database, Execute, Statement,
        testing::{on_every_database, resource, run},
    },
    descriptor::{Access, Descriptor, Field, Flags, Kind, Rule, SortTerm, filtered},
    query::{Cursor, Direction, ListQuery, Parameters, QueryLimits},
    schema::create_tables,
};

static FIELDS: [Field; 6] = [
    Field::new::<i64>("id").flags(Flags::KEY | Flags::SORT),
    filtered(Field::new::<String>("title").flags(Flags::SORT)),
    filtered(Field::new::<i64>("views").flags(Flags::SORT)),
    Field::new::<DateTime<Utc>>("created_at").flags(Flags::SORT),
    Field::new::<Option<DateTime<Utc>>>("published_at").flags(Flags::SORT),
    filtered(Field::new::<i64>("author_id").flags(Flags::INDEX)),
];

/// The same table, each time with an index for another order.
const fn ordered(sort: &'static [SortTerm]) -> Descriptor {
    Descriptor { sort, ..resource("Planned", "planned_rows", &FIELDS) }
}

const fn term(field: usize, descending: bool) -> SortTerm {
    SortTerm { field, descending }
}

static BY_TITLE: Descriptor = ordered(&[term(1, false)]);
static BY_CREATION: Descriptor = ordered(&[term(3, true)]);
static BY_PUBLICATION: Descriptor = ordered(&[term(4, true)]);
static BY_PUBLICATION_UP: Descriptor = ordered(&[term(4, false)]);
static BY_VIEWS_AND_TITLE: Descriptor = ordered(&[term(2, true), term(1, false)]);

const ROWS: i64 = 6_000;

fn moment(row: i64) -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::minutes(row)
}

async fn fill(database: &Database) {
    create_tables(database, &[&BY_TITLE, &BY_CREATION, &BY_PUBLICATION, &BY_PUBLICATION_UP, &BY_VIEWS_AND_TITLE])
        .await
        .unwrap();
    let transaction = database.begin().await.unwrap();
    for rows in (0..ROWS).collect::<Vec<_>>().chunks(500) {
        let mut insert = Query::insert();
        insert.into_table(Alias::new("planned_rows"));
        insert.columns(FIELDS.iter().map(|field| Alias::new(field.column)));
        for row in rows {
            let published = (row % 3 != 0).then(|| moment(*row));
            let cells: [Value; 6] = [
                (*row).into(),
                format!("title {row:05}").into(),
                (row * 7 % 1_000).into(),
                moment(*row).into(),
                published.into(),
                (row % 500).into(),
            ];
            insert.values_panic(cells.into_iter().map(Expr::val));
        }
        transaction.query(database.backend().build(&insert)).await.unwrap();
    }
    transaction.commit().await.unwrap();
    // PostgreSQL reads a row itself where it has not been told that all may see it.
    let analyze = if database.backend() == Backend::Postgres { "VACUUM ANALYZE planned_rows" } else { "ANALYZE" };
    run(database, analyze).await;
}

async fn plan(database: &Database, statement: Statement) -> Vec<String> {
    let (explain, column) = match database.backend() {
        Backend::Sqlite => ("EXPLAIN QUERY PLAN", 3),
        Backend::Postgres => ("EXPLAIN (ANALYZE, TIMING OFF, SUMMARY OFF)", 0),
    };
    let explained = Statement { sql: format!("{explain} {}", statement.sql), ..statement };
    let rows = database.reader().query(explained).await.unwrap();
    let line = |row| match rows.value(row, column, Kind::String).unwrap() {
        Value::String(Some(line)) => line,
        other => panic!("{other:?}"),
    };
    (0..rows.len()).map(line).collect()
}

fn statement(descriptor: &'static Descriptor, backend: Backend, query: &str) -> Statement {
    let parameters = Parameters::parse(Some(query)).unwrap();
    let scope = Scope::new(descriptor, backend, AccessKind::Read, None).unwrap();
    let list = ListQuery::parse(&scope, &QueryLimits::default(), &parameters).unwrap();
    list.page(&list.narrow(scope), &[0, 1, 2, 3, 4, 5], &[]).into_statement()
}

/// Every read of the table is a range of an index, and not much is read that is not shown.
async fn is_by_ranges(database: &Database, descriptor: &'static Descriptor, query: &str) {
    let statement = statement(descriptor, database.backend(), query);
    let sql = statement.sql.clone();
    let ranges = if sql.contains("UNION ALL") { 2 } else { 1 };
    let plan = plan(database, statement).await;
    let told = plan.join("\n");
    let has = |part: &str| plan.iter().filter(|line| line.contains(part)).count();
    match database.backend() {
        Backend::Sqlite => {
            assert_eq!((has("SEARCH planned_rows"), has("SCAN planned_rows")), (ranges, 0), "{sql}\n{told}");
        }
        Backend::Postgres => {
            assert_eq!((has("Index Cond"), has("Seq Scan")), (ranges, 0), "{sql}\n{told}");
            for line in plan.iter().filter_map(|line| line.trim().strip_prefix("Rows Removed by Filter: ")) {
                assert!(line.parse::<u64>().unwrap() < 50, "{sql}\n{told}");
            }
        }
    }
}

fn cursor(descriptor: &'static Descriptor, backend: Backend, direction: Direction, values: Vec<Value>) -> String {
    let parameters = Parameters::parse(None).unwrap();
    let scope = Scope::new(descriptor, backend, AccessKind::Read, None).unwrap();
    let list = ListQuery::parse(&scope, &QueryLimits::default(), &parameters).unwrap();
    assert!(list.sort.len() > 1, "the key is behind");
    format!("cursor={}", Cursor { direction, values }.encode(list.digest))
}

#[tokio::test]
async fn a_page_behind_a_cursor_is_a_range_of_an_index() {
    on_every_database(async |database| {
        fill(database).await;
        let (row, id) = (3_001, Value::from(3_001_i64));
        let (time, title) = (Value::from(moment(row)), Value::from(format!("title {row:05}")));
        let none = Value::ChronoDateTimeUtc(None);
        let views = Value::from(row * 7 % 1_000);
        for (descriptor, values) in [
            (&BY_TITLE, vec![title.clone(), id.clone()]),
            (&BY_CREATION, vec![time.clone(), id.clone()]),
            (&BY_PUBLICATION, vec![time.clone(), id.clone()]),
            (&BY_PUBLICATION, vec![none.clone(), id.clone()]),
            (&BY_PUBLICATION_UP, vec![time, id.clone()]),
            (&BY_PUBLICATION_UP, vec![none, id.clone()]),
            (&BY_VIEWS_AND_TITLE, vec![views, title, id]),
        ] {
            for direction in [Direction::Forward, Direction::Backward] {
                let query = cursor(descriptor, database.backend(), direction, values.clone());
                is_by_ranges(database, descriptor, &query).await;
            }
        }
    })
    .await;
}

#[tokio::test]
async fn equal_values_and_beginnings_are_found_by_their_index() {
    on_every_database(async |database| {
        fill(database).await;
        for query in ["author_id=77", "author_id__in=1,2,3", "title__startswith=title%200300", "title=title%2003000"] {
            is_by_ranges(database, &BY_TITLE, query).await;
        }
    })
    .await;
}

async fn ids(database: &Database, page: Page) -> Vec<i64> {
    let rows = page.rows(database.reader()).await.unwrap();
    let id = |row| match rows.value(row, 0, Kind::I64).unwrap() {
        Value::BigInt(Some(id)) => id,
        other => panic!("{other:?}"),
    };
    (0..rows.len()).map(id).collect()
}

#[tokio::test]
async fn a_page_by_keys_is_the_same_and_skips_in_the_index() {
    static BY_TWO: Descriptor = Descriptor { key: &[5, 0], ..ordered(&[term(4, false)]) };
    on_every_database(async |database| {
        fill(database).await;
        let backend = database.backend();
        for descriptor in [&BY_TITLE, &BY_CREATION, &BY_PUBLICATION, &BY_PUBLICATION_UP, &BY_VIEWS_AND_TITLE, &BY_TWO] {
            let parameters = Parameters::parse(Some("views__gte=100")).unwrap();
            let scope = Scope::new(descriptor, backend, AccessKind::Read, None).unwrap();
            let list = ListQuery::parse(&scope, &QueryLimits::default(), &parameters).unwrap();
            let scope = list.narrow(scope);
            let of = PageOf { fields: &[0, 1], sort: &list.sort, reversed: false, limit: 21, beside: &[] };
            for offset in [0, 200, 3_000, 5_390, 5_400, 7_000] {
                let read = ids(database, scope.page(of, offset)).await;
                assert_eq!(ids(database, scope.page_by_keys(of, offset)).await, read, "{offset}");
            }
        }
        let plan = plan(database, statement(&BY_CREATION, backend, "page=200")).await.join("\n");
        let skips = ["USING COVERING INDEX", "Index Only Scan"].iter().any(|skips| plan.contains(skips));
        assert!(skips, "{plan}");
    })
    .await;
}

/// Nothing keeps `author_id` unique, as nothing does in a view.
static BY_AUTHOR: Descriptor = Descriptor {
    key: &[5],
    access: Access::all(&Rule::Custom(|_| Predicate::Compare(2, Comparison::Less, Value::BigInt(Some(500))))),
    ..ordered(&[])
};

#[tokio::test]
async fn a_page_by_keys_keeps_to_the_rule_and_the_filters_where_keys_are_not_unique() {
    on_every_database(async |database| {
        fill(database).await;
        let backend = database.backend();
        let parameters = Parameters::parse(Some("page=50&title__lt=title%2005000")).unwrap();
        let scope = Scope::new(&BY_AUTHOR, backend, AccessKind::Read, None).unwrap();
        let list = ListQuery::parse(&scope, &QueryLimits::default(), &parameters).unwrap();
        let found = ids(database, list.page(&list.narrow(scope), &[0, 5], &[])).await;
        assert_eq!(found.len(), 21);
        assert!(found.iter().all(|id| id * 7 % 1_000 < 500 && *id < 5_000), "{found:?}");
    })
    .await;
}
