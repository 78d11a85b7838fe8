//! Filters that no index serves are told, with the SQL that mends it.

use crate::{
    database::{
        Database,
        testing::{on_every_database, resource, run},
    },
    descriptor::{Descriptor, Field, Flags, Operator, SortTerm, filtered, filtered_by},
    schema::{create_tables, read, tables, unindexed},
};

static FIELDS: [Field; 9] = [
    filtered(Field::new::<i64>("id").flags(Flags::KEY | Flags::AUTO)),
    filtered(Field::new::<String>("slug").flags(Flags::UNIQUE)),
    filtered(Field::new::<i64>("author_id").flags(Flags::INDEX)),
    filtered(Field::new::<String>("title")),
    filtered(Field::new::<Option<i32>>("views")),
    filtered_by(Field::new::<String>("body"), Operator::IContains),
    filtered(Field::new::<i32>("rank")),
    filtered(Field::new::<Option<Vec<u8>>>("image")),
    filtered(Field::new::<bool>("flag")),
];
static POSTS: Descriptor =
    Descriptor { sort: &[SortTerm { field: 6, descending: true }], ..resource("Filtered", "filtered_rows", &FIELDS) };

async fn told(database: &Database) -> Vec<(String, String)> {
    let tables = tables(&[&POSTS]);
    let existing = read(database.backend(), database.reader(), &tables).await.unwrap();
    let found = unindexed::filters(&tables[0], &existing.tables["filtered_rows"], database.backend());
    found.into_iter().map(|(column, sql)| (column.to_owned(), sql)).collect()
}

#[tokio::test]
async fn filters_without_an_index_are_told_with_the_sql_that_mends_them() {
    on_every_database(async |database| {
        create_tables(database, &[&POSTS]).await.unwrap();
        let found = told(database).await;
        let columns: Vec<&str> = found.iter().map(|(column, _)| column.as_str()).collect();
        assert_eq!(columns, ["title", "views"]);
        for (_, sql) in &found {
            run(database, sql).await;
        }
        assert_eq!(told(database).await, []);
    })
    .await;
}
