use std::{
    any::TypeId,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
};

use axum::{
    Router,
    extract::Request,
    middleware::from_fn_with_state,
    routing::{MethodRouter, get},
};
use sea_orm::DatabaseConnection;

use super::{ContractPaths, Group, Settings, Shared, checks, logging, openapi::Contract, routes, shared::States};
use crate::{
    Authenticate, Error, Resource, Result,
    authenticate::ErasedAuthenticate,
    database::{ConnectOptions, Database},
    error::panic_text,
    http, openapi,
    schema::{self, SchemaDiff},
};

type Layer = Box<dyn FnOnce(Router) -> Router + Send>;

/// An application: a database, resources, and what surrounds them.
///
/// ```no_run
/// use restruct::prelude::*;
///
/// #[derive(Clone, Debug, Resource)]
/// #[resource(access(public))]
/// pub struct Note {
///     pub id: i64,
///     pub text: String,
/// }
///
/// #[restruct::main]
/// async fn main() -> Result<()> {
///     App::connect("sqlite://notes.db?mode=rwc").await?.resource::<Note>().create_tables().serve("127.0.0.1:3000").await
/// }
/// ```
pub struct App {
    pub(super) database: Database,
    /// All that is served, in the group that has no prefix.
    pub(super) root: Group,
    states: States,
    pub(super) authenticate: Option<Box<dyn ErasedAuthenticate>>,
    layers: Vec<Layer>,
    merged: Vec<Router>,
    creates_tables: bool,
    /// How many resources were there when the tables were last looked at.
    prepared: Option<usize>,
    pub(super) contract: Contract,
    pub(super) settings: Settings,
    pub(super) paths: ContractPaths,
}

impl App {
    /// Connects to a database: `sqlite://blog.db?mode=rwc`, `sqlite::memory:`, `postgres://user@host/database`.
    ///
    /// # Errors
    /// The URL is of no known kind, or the database does not answer.
    pub async fn connect(url: &str) -> Result<Self> {
        Self::connect_with(url, &ConnectOptions::default()).await
    }

    /// The same with other numbers of connections and other time limits.
    ///
    /// # Errors
    /// As [`App::connect`].
    pub async fn connect_with(url: &str, options: &ConnectOptions) -> Result<Self> {
        logging::start();
        Ok(Self::over(Database::connect(url, options).await?))
    }

    /// Connects to the database that the environment names in `DATABASE_URL`.
    ///
    /// # Errors
    /// It is not set, or as [`App::connect`].
    pub async fn from_env() -> Result<Self> {
        match std::env::var("DATABASE_URL") {
            Ok(url) => Self::connect(&url).await,
            Err(_) => {
                Err(Error::internal("DATABASE_URL is not set; it names the database, such as sqlite://app.db?mode=rwc"))
            }
        }
    }

    /// The same with a URL for where `DATABASE_URL` is not set.
    ///
    /// # Errors
    /// As [`App::connect`].
    pub async fn from_env_or(url: &str) -> Result<Self> {
        match std::env::var("DATABASE_URL") {
            Ok(url) => Self::connect(&url).await,
            Err(_) => Self::connect(url).await,
        }
    }

    /// Over a connection of your own. Its pool's settings are yours.
    ///
    /// # Errors
    /// The connection is of a database that Restruct does not speak.
    pub fn with_connection(connection: DatabaseConnection) -> Result<Self> {
        Ok(Self::over(Database::from_connection(connection)?))
    }

    fn over(database: Database) -> Self {
        Self {
            database,
            root: Group::default(),
            states: States::new(),
            authenticate: None,
            layers: Vec::new(),
            merged: Vec::new(),
            creates_tables: false,
            prepared: None,
            contract: Contract::default(),
            settings: Settings::default(),
            paths: ContractPaths::default(),
        }
    }

    /// Serves a resource at its path.
    #[must_use]
    pub fn resource<R: Resource>(mut self) -> Self {
        self.root = self.root.resource::<R>();
        self
    }

    /// Serves resources under a path prefix: `app.group("/admin", |g| g.resource::<Setting>())`. A prefix begins with `/`
    /// and does not end with one.
    #[must_use]
    pub fn group(mut self, prefix: &str, fill: impl FnOnce(Group) -> Group) -> Self {
        self.root = self.root.group(prefix, fill);
        self
    }

    /// Gives hooks a value, which they find with [`Context::state`](crate::Context::state). One per type.
    #[must_use]
    pub fn state<T: Send + Sync + 'static>(mut self, state: T) -> Self {
        self.states.insert(TypeId::of::<T>(), Box::new(state));
        self
    }

    /// Says how callers are recognised. A `Principal` in the request's extensions, put there by a layer, comes first.
    #[must_use]
    pub fn authenticate(mut self, authenticate: impl Authenticate) -> Self {
        self.authenticate = Some(Box::new(authenticate));
        self
    }

    /// Puts a tower layer around everything.
    #[must_use]
    pub fn layer<L>(mut self, layer: L) -> Self
    where
        L: tower_layer::Layer<axum::routing::Route> + Clone + Send + Sync + 'static,
        L::Service: tower_service::Service<Request, Error = std::convert::Infallible> + Clone + Send + Sync + 'static,
        <L::Service as tower_service::Service<Request>>::Response: axum::response::IntoResponse + 'static,
        <L::Service as tower_service::Service<Request>>::Future: Send + 'static,
    {
        self.layers.push(Box::new(move |router| router.layer(layer)));
        self
    }

    /// Adds routes of your own.
    #[must_use]
    pub fn merge(mut self, router: Router) -> Self {
        self.merged.push(router);
        self
    }

    /// Creates tables that are missing when the application starts. None is ever altered.
    #[must_use]
    pub fn create_tables(mut self) -> Self {
        self.creates_tables = true;
        self.prepared = None;
        self
    }

    /// The database, for seeds and tests: SeaORM's connection, past all access rules.
    pub fn connection(&self) -> &DatabaseConnection {
        self.database.connection()
    }

    /// Checks the application and its tables, creating those that are missing if asked to. [`App::router`] and
    /// [`App::serve`] do it too; call it where something, such as a seed, needs the tables before.
    ///
    /// # Errors
    /// Resources clash, or a table does not fit; the text says what to write.
    pub async fn prepare(mut self) -> Result<Self> {
        checks::check(&self.root, &self.paths)?;
        let descriptors = self.root.descriptors();
        if self.prepared == Some(descriptors.len()) {
            return Ok(self);
        }
        self.look_for_callers();
        let hidden = self.root.mounts.iter().flat_map(|mount| checks::hidden_links(mount.descriptor));
        hidden.for_each(|fault| tracing::warn!("{fault}"));
        if self.creates_tables {
            schema::create_tables(&self.database, &descriptors).await?;
        }
        schema::check_tables(&self.database, &descriptors).await?;
        self.prepared = Some(descriptors.len());
        Ok(self)
    }

    /// What differs between the resources and the tables: as data, and printed as SQL that mends it. Nothing is altered.
    ///
    /// # Errors
    /// Resources clash, or the database does not answer.
    pub async fn schema_diff(&self) -> Result<SchemaDiff> {
        checks::check(&self.root, &self.paths)?;
        schema::diff(&self.database, &self.root.descriptors()).await
    }

    /// A rule that asks for a caller, where nothing finds one out, refuses everybody, with a token too.
    fn look_for_callers(&self) {
        if self.authenticate.is_some() || !self.layers.is_empty() {
            return;
        }
        let asking = self.root.mounts.iter().find(|mount| openapi::asks_who_calls(mount.descriptor));
        if let Some(mount) = asking {
            tracing::warn!(
                resource = mount.descriptor.name,
                "access rules ask who the caller is, and nothing finds that out: say `App::authenticate(..)`, unless a layer \
                 around the router puts a Principal into the request's extensions"
            );
        }
    }

    /// A plain axum router that merges into, or nests under, a router with any state. It has no fallback.
    ///
    /// # Errors
    /// As [`App::prepare`]; a merged route clashes with another.
    pub async fn router<S: Clone + Send + Sync + 'static>(self) -> Result<Router<S>> {
        let (router, shared) = self.prepare().await?.build(false)?;
        Ok(router.layer(from_fn_with_state(shared, http::shell)).with_state(()))
    }

    /// The routes without what surrounds every request; with an answer for all other paths, or without.
    ///
    /// # Errors
    /// A merged route clashes with another.
    pub(super) fn build(mut self, with_fallback: bool) -> Result<(Router, Arc<Shared>)> {
        let contract = self.contract_routes();
        let shared = Arc::new(Shared::new(
            self.database,
            self.authenticate,
            self.settings,
            self.states,
            &self.root.descriptors(),
        ));
        let health =
            |answer: MethodRouter<Arc<Shared>>| answer.fallback(http::only_get).with_state(Arc::clone(&shared));
        let mut router =
            contract.route("/health/live", health(get(http::live))).route("/health/ready", health(get(http::ready)));
        router = routes::add(router, &shared, &self.root.mounts);
        for merged in self.merged {
            router = merge(router, merged)?;
        }
        if with_fallback {
            router = router.fallback(http::not_found);
        }
        for layer in self.layers {
            router = layer(router);
        }
        Ok((router, shared))
    }
}

/// axum panics where two routes clash, and a router does not tell its routes beforehand.
fn merge(router: Router, merged: Router) -> Result<Router> {
    let both = catch_unwind(AssertUnwindSafe(|| router.merge(merged)));
    both.map_err(|panic| {
        let clash = panic_text(&*panic);
        Error::internal(format!("the application cannot start: routes given to App::merge clash with others: {clash}"))
    })
}
