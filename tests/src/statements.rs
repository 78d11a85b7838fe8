use std::{
    collections::HashMap,
    fmt,
    sync::{LazyLock, Mutex, Once, PoisonError},
};

use tracing::{
    Event, Level, Metadata, Subscriber,
    field::{Field, Visit},
    level_filters::LevelFilter,
    span,
};
use tracing_subscriber::{
    Layer,
    layer::{Context, SubscriberExt},
    registry::LookupSpan,
};

/// The statements that the driver has run, by the id of the request that they were run for. Errors in the log are printed.
#[derive(Debug)]
pub struct Statements;

type Recorded = HashMap<String, Vec<String>>;
static RECORDED: LazyLock<Mutex<Recorded>> = LazyLock::new(Mutex::default);

fn recorded<T>(look: impl FnOnce(&mut Recorded) -> T) -> T {
    look(&mut RECORDED.lock().unwrap_or_else(PoisonError::into_inner))
}

impl Statements {
    /// Begins to listen, for the whole process.
    pub fn record() {
        static ONCE: Once = Once::new();
        ONCE.call_once(|| {
            let subscriber = tracing_subscriber::registry().with(Self);
            tracing::subscriber::set_global_default(subscriber).expect("no other subscriber");
        });
    }

    /// The statements of a request, in order.
    pub fn of(request: &str) -> Vec<String> {
        recorded(|recorded| recorded.remove(request).unwrap_or_default())
    }
}

/// The id of a request, kept with its span.
struct RequestId(String);

impl<S: Subscriber + for<'a> LookupSpan<'a>> Layer<S> for Statements {
    fn enabled(&self, metadata: &Metadata<'_>, _: Context<'_, S>) -> bool {
        let is_request = metadata.is_span() && metadata.name() == "request";
        is_request || metadata.target() == "sqlx::query" || *metadata.level() == Level::ERROR
    }

    fn max_level_hint(&self) -> Option<LevelFilter> {
        Some(Level::DEBUG.into())
    }

    fn on_new_span(&self, attributes: &span::Attributes<'_>, id: &span::Id, context: Context<'_, S>) {
        let mut found = Texts::default();
        attributes.record(&mut found);
        if let (Some(span), Some(id)) = (context.span(id), found.0.remove("id")) {
            span.extensions_mut().insert(RequestId(id));
        }
    }

    fn on_event(&self, event: &Event<'_>, context: Context<'_, S>) {
        let mut found = Texts::default();
        event.record(&mut found);
        if event.metadata().target() != "sqlx::query" {
            // Shown where the test that caused it fails.
            eprintln!("{}: {:?}", event.metadata().target(), found.0);
            return;
        }
        let whole = found.0.remove("db.statement").filter(|text| !text.is_empty());
        let Some(statement) = whole.or_else(|| found.0.remove("summary")) else { return };
        let spans = context.event_scope(event).into_iter().flatten();
        for span in spans {
            if let Some(RequestId(id)) = span.extensions().get() {
                let statement = statement.split_whitespace().collect::<Vec<_>>().join(" ");
                recorded(|recorded| recorded.entry(id.clone()).or_default().push(statement.clone()));
            }
        }
    }
}

#[derive(Default)]
struct Texts(HashMap<&'static str, String>);

impl Visit for Texts {
    fn record_str(&mut self, field: &Field, value: &str) {
        self.0.insert(field.name(), value.to_owned());
    }

    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        self.0.insert(field.name(), format!("{value:?}"));
    }
}
