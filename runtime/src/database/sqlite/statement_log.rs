use std::time::Duration;

use tracing::Level;

/// A statement that took longer is worth a warning.
const SLOW: Duration = Duration::from_secs(1);
/// Words of a statement that name it.
const SUMMARY: usize = 4;

/// Logs a statement under the name and in the form that sqlx has for its own, so that one filter shows all.
pub fn log(sql: &str, rows: usize, changes: u64, elapsed: Duration) {
    let is_slow = elapsed >= SLOW;
    let is_enabled = if is_slow {
        tracing::enabled!(target: "sqlx::query", Level::WARN)
    } else {
        tracing::enabled!(target: "sqlx::query", Level::DEBUG)
    };
    if !is_enabled {
        return;
    }
    let mut summary = sql.split_whitespace().take(SUMMARY).collect::<Vec<_>>().join(" ");
    let mut statement = String::new();
    if summary != sql {
        summary.push_str(" …");
        statement = format!("\n\n{sql}\n");
    }
    let elapsed_secs = elapsed.as_secs_f64();
    if is_slow {
        tracing::warn!(target: "sqlx::query", summary, db.statement = statement, rows_affected = changes, rows_returned = rows, ?elapsed, elapsed_secs, slow_threshold = ?SLOW, "slow statement");
    } else {
        tracing::debug!(target: "sqlx::query", summary, db.statement = statement, rows_affected = changes, rows_returned = rows, ?elapsed, elapsed_secs);
    }
}

#[cfg(test)]
mod tests {
    use std::{
        collections::BTreeMap,
        fmt::Debug,
        sync::{Arc, Mutex},
    };

    use tracing::{Event, Metadata, Subscriber, field::Field, field::Visit};
    use tracing_subscriber::{
        Layer,
        layer::{Context, SubscriberExt},
    };

    use super::*;
    use crate::database::{Statement, testing::Place};

    type Fields = BTreeMap<&'static str, String>;

    /// Keeps the fields of each event, and its level under `level`.
    #[derive(Clone, Default)]
    struct Recorder(Arc<Mutex<Vec<Fields>>>);

    struct Record<'a>(&'a mut Fields);

    impl Visit for Record<'_> {
        fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
            self.0.insert(field.name(), format!("{value:?}"));
        }

        fn record_str(&mut self, field: &Field, value: &str) {
            self.0.insert(field.name(), value.to_owned());
        }
    }

    impl<S: Subscriber> Layer<S> for Recorder {
        fn enabled(&self, metadata: &Metadata<'_>, _: Context<'_, S>) -> bool {
            metadata.target() == "sqlx::query"
        }

        fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
            let mut fields = Fields::from([("level", event.metadata().level().to_string())]);
            event.record(&mut Record(&mut fields));
            self.0.lock().unwrap().push(fields);
        }
    }

    fn recorded(log: impl FnOnce()) -> Vec<Fields> {
        let recorder = Recorder::default();
        tracing::subscriber::with_default(tracing_subscriber::registry().with(recorder.clone()), log);
        let fields = recorder.0.lock().unwrap();
        fields.clone()
    }

    #[test]
    fn a_statement_has_its_words_its_rows_and_its_time() {
        let events = recorded(|| {
            log("SELECT 1", 1, 0, Duration::from_millis(2));
            log("SELECT a, b FROM t", 3, 0, Duration::from_secs(2));
        });
        let [short, slow] = &events[..] else { panic!("{events:?}") };
        for (field, expected) in [
            ("level", "DEBUG"),
            ("summary", "SELECT 1"),
            ("db.statement", ""),
            ("rows_returned", "1"),
            ("rows_affected", "0"),
            ("elapsed", "2ms"),
            ("elapsed_secs", "0.002"),
        ] {
            assert_eq!(short[field], expected, "{field}");
        }
        for (field, expected) in [
            ("level", "WARN"),
            ("summary", "SELECT a, b FROM …"),
            ("db.statement", "\n\nSELECT a, b FROM t\n"),
            ("slow_threshold", "1s"),
        ] {
            assert_eq!(slow[field], expected, "{field}");
        }
    }

    /// Also one that is begun twice, and one that fails.
    #[test]
    fn each_statement_is_logged_once() {
        let events = recorded(|| {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(Place::sqlite().with(async |place| {
                let database = place.connect().await;
                for sql in ["WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000000) SELECT max(i) FROM n", "no SQL"] {
                    let _ = database.reader().query(Statement::plain(sql)).await;
                }
                database.close().await;
            }));
        });
        let summaries: Vec<_> = events.iter().map(|event| event["summary"].as_str()).collect();
        // SQLite's driver logs on threads of its own, which nobody listens to here.
        assert_eq!(summaries, ["WITH RECURSIVE n(i) AS …", "no SQL"]);
    }
}
