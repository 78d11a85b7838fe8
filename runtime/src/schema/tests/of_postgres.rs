//! What only PostgreSQL has.

use sea_orm::ConnectionTrait;

use super::{mending::mend, varied::RULES};
use crate::{
    database::{
        Database, Statement,
        testing::{Place, resource, rows, run},
    },
    descriptor::{Check, Descriptor, Field, Flags, Kind, Validation},
    schema::{SchemaDiff, check_tables, create_tables, diff},
};

async fn on_postgres(test: impl AsyncFnOnce(&Database)) {
    let Some(place) = Place::postgres().await else { return };
    place
        .with(async |place| {
            let database = place.connect().await;
            test(&database).await;
            database.close().await;
        })
        .await;
}

/// Runs the report in a session of another zone than the server's.
async fn pipe(database: &Database, diff: &SchemaDiff) -> Result<(), String> {
    let report = format!("SET TimeZone = 'America/New_York';{diff};SET TimeZone = 'UTC'");
    let done = database.connection().execute_unprepared(&report).await;
    done.map(|_| ()).map_err(|error| error.to_string())
}

async fn text(database: &Database, sql: &str) -> String {
    match rows(database, sql).await.value(0, 0, Kind::String).unwrap() {
        sea_orm::Value::String(Some(text)) => text,
        other => panic!("{other:?}"),
    }
}

const AT_MOST_5: &[Validation] = &[Validation::new(Check::Length { min: None, max: Some(5), equal: None })];
static FIELDS: [Field; 7] = [
    Field::new::<i64>("id").flags(Flags::KEY),
    Field::new::<String>("text").validations(AT_MOST_5),
    Field::new::<chrono::DateTime<chrono::Utc>>("moment"),
    Field::new::<chrono::DateTime<chrono::Utc>>("day"),
    Field::new::<chrono::NaiveDateTime>("local"),
    Field::new::<chrono::NaiveDateTime>("told"),
    Field::new::<chrono::NaiveDate>("date"),
];
static CHANGED: Descriptor = resource("Changed", "changed", &FIELDS);
const OLD: &str = "CREATE TABLE changed (id bigint PRIMARY KEY, text jsonb NOT NULL, moment text NOT NULL, \
                   day date NOT NULL, local timestamptz NOT NULL, told text NOT NULL, date timestamptz NOT NULL)";
const ROW: &str = "INSERT INTO changed VALUES (1, '[1]', '2024-02-29T12:30:00+02:00', '2024-02-29', \
                   '2024-02-29 23:30:00Z', '2024-02-29 12:30:00', '2024-02-29 23:30:00Z')";
const KEPT: &str = "SELECT concat_ws(' ', text, moment, day, local, told, date) FROM changed WHERE id = ";

#[tokio::test]
async fn another_type_changes_no_value() {
    on_postgres(async |database| {
        run(database, &format!("{OLD}; {ROW}; {}", ROW.replace("+02:00", "").replace("(1", "(2"))).await;
        pipe(database, &diff(database, &[&CHANGED]).await.unwrap()).await.unwrap();
        check_tables(database, &[&CHANGED]).await.unwrap();
        let rest = "2024-02-29 00:00:00+00 2024-02-29 23:30:00 2024-02-29 12:30:00 2024-02-29";
        assert_eq!(text(database, &format!("{KEPT} 1")).await, format!("[1] 2024-02-29 10:30:00+00 {rest}"));
        assert_eq!(text(database, &format!("{KEPT} 2")).await, format!("[1] 2024-02-29 12:30:00+00 {rest}"));
    })
    .await;
}

#[tokio::test]
async fn a_value_that_the_new_type_would_cut_stops_it() {
    on_postgres(async |database| {
        run(database, &format!("{OLD}; {}", ROW.replace("[1]", "[1, 2]"))).await;
        let fault = pipe(database, &diff(database, &[&CHANGED]).await.unwrap()).await.unwrap_err();
        assert!(fault.contains("too long for type character varying(5)"), "{fault}");
    })
    .await;
}

/// Its statements are run by themselves.
#[tokio::test]
async fn what_a_refusal_prints_keeps_the_zone() {
    on_postgres(async |database| {
        run(database, &format!("{OLD}; {ROW}")).await;
        let refusal = check_tables(database, &[&CHANGED]).await.unwrap_err().to_string();
        let zone =
            "    BEGIN;\n    SET LOCAL TimeZone = 'UTC';\n    ALTER TABLE \"changed\" ALTER COLUMN \"moment\" TYPE";
        assert!(refusal.contains(zone), "{refusal}");
        mend(database, &refusal).await;
        check_tables(database, &[&CHANGED]).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn an_index_that_could_not_be_built_keeps_nothing_unique() {
    on_postgres(async |database| {
        create_tables(database, &[&RULES]).await.unwrap();
        run(database, "ALTER TABLE rules DROP CONSTRAINT uq_rules_title").await;
        run(database, "INSERT INTO rules (title, views, weight, price) VALUES ('a', 1, 1, 1), ('a', 2, 1, 1)").await;
        let create = "CREATE UNIQUE INDEX CONCURRENTLY uq_rules_title ON rules (title)";
        assert!(database.pool().execute(Statement::plain(create)).await.is_err());
        let found = diff(database, &[&RULES]).await.unwrap();
        assert!(found.to_string().contains("nothing keeps \"title\" unique"), "{found}");
        run(database, "DELETE FROM rules WHERE views = 2").await;
        pipe(database, &found).await.unwrap();
        assert!(diff(database, &[&RULES]).await.unwrap().is_empty());
    })
    .await;
}

/// The index of a primary key cannot be dropped.
#[tokio::test]
async fn a_constraint_keeps_its_name() {
    static FIELDS: [Field; 2] = [Field::new::<i64>("id").flags(Flags::KEY), Field::new::<String>("slug")];
    static BY_ID: Descriptor = resource("ById", "posts", &FIELDS);
    static BY_SLUG: Descriptor = Descriptor { key: &[1], ..BY_ID };
    on_postgres(async |database| {
        for (taken, name) in
            [("", "uq_posts_slug"), ("ALTER TABLE posts ADD CONSTRAINT uq_posts_slug UNIQUE (id)", "uq_posts_slug_2")]
        {
            create_tables(database, &[&BY_ID]).await.unwrap();
            run(database, taken).await;
            let found = diff(database, &[&BY_SLUG]).await.unwrap();
            let create = format!("CREATE UNIQUE INDEX \"{name}\" ON \"posts\" (\"slug\")");
            assert_eq!(found.sql(), [create]);
            pipe(database, &found).await.unwrap();
            assert!(diff(database, &[&BY_SLUG]).await.unwrap().is_empty());
            run(database, "DROP TABLE posts").await;
        }
    })
    .await;
}

static PEOPLE: Descriptor = resource(
    "Person",
    "people",
    &[Field::new::<i64>("id").flags(Flags::KEY), Field::new::<String>("name"), Field::new::<String>("town")],
);

#[tokio::test]
async fn a_collation_that_does_not_tell_texts_apart_is_told() {
    on_postgres(async |database| {
        let collation = "CREATE COLLATION any_case (provider = icu, locale = 'und-u-ks-level2', deterministic = FALSE)";
        run(database, collation).await;
        let columns = "id bigint PRIMARY KEY, name text COLLATE any_case NOT NULL, town text COLLATE \"C\" NOT NULL";
        run(database, &format!("CREATE TABLE people ({columns})")).await;
        let found = diff(database, &[&PEOPLE]).await.unwrap();
        let [difference] = found.differences() else { panic!("{found}") };
        assert_eq!(difference.column.as_deref(), Some("name"));
        assert!(difference.problem.contains("takes texts for equal that differ") && !difference.stops_start, "{found}");
        pipe(database, &found).await.unwrap();
        assert!(diff(database, &[&PEOPLE]).await.unwrap().is_empty());
        let kept = text(database, "SELECT format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid = 'people'::regclass AND attname = 'name'");
        assert_eq!(kept.await, "text");
    })
    .await;
}

/// A `numeric` is no integer, and its rows have to stay what they are.
#[tokio::test]
async fn there_is_no_key_between_types_that_do_not_compare() {
    use super::linked::POSTS;
    on_postgres(async |database| {
        run(database, "CREATE TABLE users (id bigint PRIMARY KEY, name text NOT NULL)").await;
        let columns = "author_id numeric NOT NULL, editor_id bigint, original_id bigint, published_at timestamptz";
        run(database, &format!("CREATE TABLE posts (id bigserial PRIMARY KEY, {columns})")).await;
        create_tables(database, &[&POSTS]).await.unwrap();
        pipe(database, &diff(database, &[&POSTS]).await.unwrap()).await.unwrap();
        let left = diff(database, &[&POSTS]).await.unwrap();
        assert_eq!((left.differences().len(), left.sql().len(), left.allows_start()), (1, 0, true), "{left}");
        let problem = &left.differences()[0].problem;
        assert!(problem.ends_with("belongs; PostgreSQL has none between columns of these types"), "{problem}");
    })
    .await;
}
