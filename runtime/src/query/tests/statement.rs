//! The SQL of filters, searches and places in an order, as each database gets it.

use chrono::{DateTime, Utc};

use crate::{
    access::{AccessKind, Scope},
    database::{Backend, testing::resource},
    descriptor::{Descriptor, Field, Flags, Kind, Operators, filtered, searched},
    query::{ListQuery, Parameters, QueryLimits},
};

static FIELDS: [Field; 6] = [
    Field::new::<i64>("id").flags(Flags::KEY | Flags::SORT),
    searched(filtered(Field::new::<Option<String>>("title").flags(Flags::SORT))),
    filtered(Field::new::<i64>("views").flags(Flags::SORT)),
    filtered(Field { kind: Kind::Choice(&["draft", "open"]), ..Field::new::<String>("status") }),
    filtered(Field::new::<DateTime<Utc>>("moment").flags(Flags::SORT)),
    Field { filter: Operators::NONE, ..searched(Field::new::<String>("body")) },
];
static POSTS: Descriptor = resource("Post", "posts", &FIELDS);

/// The statement behind its FROM.
fn sql(query: &str, backend: Backend) -> String {
    let parameters = Parameters::parse(Some(query)).unwrap();
    let scope = Scope::new(&POSTS, backend, AccessKind::Read, None).unwrap();
    let list = ListQuery::parse(&scope, &QueryLimits::default(), &parameters).unwrap();
    let statement = list.page(&list.narrow(scope), &[0], &[]).into_statement().sql;
    statement.split_once("FROM \"posts\" ").map_or(statement.clone(), |(_, rest)| rest.to_owned())
}

/// The condition alone.
fn condition(query: &str, backend: Backend) -> String {
    let sql = sql(query, backend);
    sql.strip_prefix("WHERE ")
        .and_then(|sql| sql.split_once(" ORDER BY"))
        .map_or(String::new(), |(it, _)| it.to_owned())
}

/// A parameter, and the condition on SQLite and on PostgreSQL.
const CONDITIONS: &[(&str, &str, &str)] = &[
    ("views=5", r#""views" = ?"#, r#""views" = $1"#),
    ("views__ne=5", r#""views" <> ?"#, r#""views" <> $1"#),
    ("title=a", r#"("title" COLLATE "BINARY") = ?"#, r#"CAST("title" AS text) = $1"#),
    (
        "title__ne=a",
        r#"("title" COLLATE "BINARY") <> ? OR "title" IS NULL"#,
        r#"CAST("title" AS text) <> $1 OR "title" IS NULL"#,
    ),
    ("views__in=1,2,3", r#""views" IN (?, ?, ?, ?)"#, r#""views" IN ($1, $2, $3, $4)"#),
    (
        "title__not_in=a",
        r#"("title" COLLATE "BINARY") NOT IN (?) OR "title" IS NULL"#,
        r#"CAST("title" AS text) NOT IN ($1) OR "title" IS NULL"#,
    ),
    ("title__isnull=true", r#""title" IS NULL"#, r#""title" IS NULL"#),
    ("title__isnull=false", r#""title" IS NOT NULL"#, r#""title" IS NOT NULL"#),
    ("moment__gte=2025-04-30T12:00:00Z", r#""moment" >= ?"#, r#""moment" >= $1"#),
    ("title__gt=a", r#"("title" COLLATE "BINARY") > ?"#, r#"(CAST("title" AS text) COLLATE "C") > $1"#),
    (
        "title__contains=a",
        r#"instr("title" COLLATE "BINARY", ?) > 0"#,
        r#"(CAST("title" AS text) COLLATE "default") LIKE $1"#,
    ),
    (
        "title__icontains=A",
        r#"instr(LOWER("title" COLLATE "BINARY"), ?) > 0"#,
        r#"(CAST("title" AS text) COLLATE "default") ILIKE $1"#,
    ),
    (
        "title__startswith=ab",
        r#"("title" COLLATE "BINARY") >= ? AND ("title" COLLATE "BINARY") < ?"#,
        r#"(CAST("title" AS text) COLLATE "C") >= $1 AND (CAST("title" AS text) COLLATE "C") < $2"#,
    ),
    (
        "title__istartswith=ab",
        r#"substr(LOWER("title" COLLATE "BINARY"), 1, ?) = ?"#,
        r#"(CAST("title" AS text) COLLATE "default") ILIKE $1"#,
    ),
    (
        "title__endswith=b",
        r#"substr("title" COLLATE "BINARY", ?) = ?"#,
        r#"(CAST("title" AS text) COLLATE "default") LIKE $1"#,
    ),
    (
        "title__iexact=b",
        r#"LOWER("title" COLLATE "BINARY") = ?"#,
        r#"LOWER(CAST("title" AS text) COLLATE "default") = LOWER($1 COLLATE "default")"#,
    ),
    (
        "search=red",
        r#"instr(LOWER("title" COLLATE "BINARY"), ?) > 0 OR instr(LOWER("body" COLLATE "BINARY"), ?) > 0"#,
        r#"((CAST("title" AS text) COLLATE "default") ILIKE $1) OR ((CAST("body" AS text) COLLATE "default") ILIKE $2)"#,
    ),
];

#[test]
fn each_operator_has_its_sql() {
    for (query, sqlite, postgres) in CONDITIONS {
        assert_eq!((*query, condition(query, Backend::Sqlite).as_str()), (*query, *sqlite));
        assert_eq!((*query, condition(query, Backend::Postgres).as_str()), (*query, *postgres));
    }
}

#[test]
fn conditions_stand_together_and_keep_their_own_alternatives() {
    let found = condition("status__ne=draft&title__ne=a&search=red", Backend::Postgres);
    let parts: Vec<&str> = found.split(" AND ").collect();
    assert_eq!(parts.len(), 3, "{found}");
    assert_eq!(parts[1], r#"(CAST("title" AS text) <> $2 OR "title" IS NULL)"#);
}
