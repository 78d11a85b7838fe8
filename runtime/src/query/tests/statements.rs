//! How many statements a list runs, whatever it is asked for.

use std::{
    fmt,
    sync::{Arc, Mutex},
};

use tracing::{
    Dispatch, Event, Metadata, Subscriber,
    field::{Field, Visit},
};
use tracing_subscriber::{
    Layer,
    layer::{Context, SubscriberExt},
};

use super::{
    answer::{get, list},
    every_kind::{View, create, fill, row_of},
};
use crate::{
    database::{Database, testing::on_every_database},
    operation::Endpoint,
};

/// The first words of the statements that this thread runs.
#[derive(Clone, Default)]
pub struct Statements(Arc<Mutex<Vec<String>>>);

impl<S: Subscriber> Layer<S> for Statements {
    fn enabled(&self, metadata: &Metadata<'_>, _: Context<'_, S>) -> bool {
        metadata.target() == "sqlx::query"
    }

    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        struct Summary<'a>(&'a mut Vec<String>);

        impl Visit for Summary<'_> {
            fn record_debug(&mut self, _: &Field, _: &dyn fmt::Debug) {}

            fn record_str(&mut self, field: &Field, value: &str) {
                if field.name() == "summary" {
                    self.0.extend(value.split_whitespace().next().map(str::to_owned));
                }
            }
        }

        event.record(&mut Summary(&mut self.0.lock().unwrap()));
    }
}

impl Statements {
    /// Those since the last time, but for what sets up a connection: where one is not yet back, another is made.
    pub fn taken(&self) -> Vec<String> {
        let mut taken = std::mem::take(&mut *self.0.lock().unwrap());
        taken.retain(|word| word != "SET");
        taken
    }
}

const QUERIES: [&str; 8] = [
    "",
    "text=a",
    "text__in=a,b,c&maybe_i64__isnull=true&peopleName__icontains=b",
    "search=a+%22b%22",
    "sort=-search,maybe_bool,id",
    "fields=text,uuid",
    "page=2&page_size=2",
    "text__ne=x&search__istartswith=a&search=a&sort=-text,maybe_day&fields=bytes&page_size=1",
];

async fn counts(endpoint: &Endpoint, statements: &Statements) {
    for query in QUERIES {
        let page = list(endpoint, query).await.unwrap();
        assert_eq!(statements.taken(), ["SELECT"], "{query}");
        list(endpoint, &format!("{query}&total=exact")).await.unwrap();
        assert_eq!(statements.taken(), ["SELECT", "SELECT"], "{query}");
        if let (Some(next), false) = (page.next, query.contains("page=")) {
            list(endpoint, &format!("{query}&cursor={next}")).await.unwrap();
            assert_eq!(statements.taken(), ["SELECT"], "{query}, the next page");
        }
    }
    get(endpoint, "1", "fields=text").await.unwrap();
    assert_eq!(statements.taken(), ["SELECT"]);
    for refused in ["text__gte", "bigint=x", "search=%22", "fields=nothing", "sort=nothing", "cursor=x", "nothing=1"] {
        list(endpoint, &format!("{refused}&total=exact&moment=x")).await.unwrap_err();
        assert!(statements.taken().is_empty(), "{refused}");
    }
}

/// On one thread, which alone is listened to: SQLite in memory runs its statements on another.
pub fn counted(test: impl AsyncFn(&Database, &Statements)) {
    let statements = Statements::default();
    let subscriber = || Dispatch::new(tracing_subscriber::registry().with(statements.clone()));
    // Where there is one subscriber in a process, tracing asks that of the thread which comes to a place of the log first:
    // of another test, none. With two it asks all.
    let _second = subscriber();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    tracing::dispatcher::with_default(&subscriber(), || {
        runtime.block_on(on_every_database(async |database| test(database, &statements).await));
    });
}

#[test]
fn a_list_is_one_statement_and_one_more_with_a_total() {
    counted(async |database, statements| {
        create(database).await;
        fill(database, &["a", "ab", "abc"].map(|text| row_of(text.len() as i64, text))).await;
        let endpoint = View::PLAIN.endpoint(database);
        // A connection is made, which has statements of its own.
        list(&endpoint, "").await.unwrap();
        statements.taken();
        counts(&endpoint, statements).await;
    });
}
