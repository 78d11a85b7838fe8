use std::{borrow::Cow, sync::Arc};

use axum::{Router, http::HeaderMap, routing::get};
use utoipa::openapi::{OpenApi, Server, security::SecurityScheme};

use super::{App, group::Mount};
use crate::{
    database::Backend,
    docs_page,
    http::{self, relative_reference},
    openapi::{self, Api, Served},
    query::QueryLimits,
};

type Amend = Box<dyn Fn(&mut OpenApi) + Send + Sync>;

/// What the API's document says beside what the resources say.
pub(super) struct Contract {
    title: Cow<'static, str>,
    version: Cow<'static, str>,
    amendments: Vec<Amend>,
}

impl Default for Contract {
    fn default() -> Self {
        Self { title: "API".into(), version: "0.1.0".into(), amendments: Vec::new() }
    }
}

impl App {
    /// The API's name and version in its document; "API" and 0.1.0 unless said.
    ///
    /// ```no_run
    /// # use restruct::prelude::*;
    /// # async fn app() -> Result<App> {
    /// Ok(App::from_env().await?.info("Blog", env!("CARGO_PKG_VERSION")))
    /// # }
    /// ```
    #[must_use]
    pub fn info(mut self, title: impl Into<Cow<'static, str>>, version: impl Into<Cow<'static, str>>) -> Self {
        self.contract.title = title.into();
        self.contract.version = version.into();
        self
    }

    /// Changes the API's document before it is served: adds routes of your own, servers, contacts, another text.
    ///
    /// ```no_run
    /// # use restruct::prelude::*;
    /// # async fn app() -> Result<App> {
    /// let app = App::from_env().await?;
    /// Ok(app.amend_openapi(|document| document.info.description = Some("All about books.".to_owned())))
    /// # }
    /// ```
    #[must_use]
    pub fn amend_openapi(mut self, amend: impl Fn(&mut OpenApi) + Send + Sync + 'static) -> Self {
        self.contract.amendments.push(Box::new(amend));
        self
    }

    /// Serves the OpenAPI document at another path than `/openapi.json`.
    #[must_use]
    pub fn openapi_at(mut self, path: impl Into<String>) -> Self {
        self.paths.document = Some(path.into());
        self
    }

    /// Serves no OpenAPI document, and so no page that shows it.
    #[must_use]
    pub fn without_openapi(mut self) -> Self {
        self.paths.document = None;
        self
    }

    /// Serves the page on which people read and try the API at another path than `/docs`; its files are below that path.
    #[must_use]
    pub fn docs_at(mut self, path: impl Into<String>) -> Self {
        self.paths.page = Some(path.into());
        self
    }

    /// Serves no page on which people read and try the API; programs still find the OpenAPI document.
    #[must_use]
    pub fn without_docs(mut self) -> Self {
        self.paths.page = None;
        self
    }

    /// The API's document as it is served, such as for a file beside the code.
    pub fn openapi(&self) -> OpenApi {
        let path = self.paths.document.as_deref().unwrap_or_default();
        self.contract.document(path, &self.root.mounts, self.surroundings())
    }

    /// The routes of the document and of the page that shows it.
    pub(super) fn contract_routes(&mut self) -> Router {
        let Some(path) = self.paths.document.clone() else { return Router::new() };
        let (contract, mounts) = (std::mem::take(&mut self.contract), self.root.mounts.clone());
        let (surroundings, own_path) = (self.surroundings(), path.clone());
        let served = Arc::new(Served::new(move || contract.document(&own_path, &mounts, surroundings.clone())));
        let answer = get(async move |headers: HeaderMap| served.answer(&headers)).fallback(http::only_get);
        let router = Router::new().route(&path, answer);
        match &self.paths.page {
            Some(page) => docs_page::add_to(router, page, &path),
            None => router,
        }
    }

    fn surroundings(&self) -> Surroundings {
        Surroundings {
            backend: self.database.backend(),
            limits: self.settings.query_limits,
            scheme: self.authenticate.as_ref().map(|authenticate| authenticate.security_scheme()),
        }
    }
}

/// What the document says of the application beside its resources.
#[derive(Clone)]
struct Surroundings {
    backend: Backend,
    limits: QueryLimits,
    scheme: Option<SecurityScheme>,
}

impl Contract {
    /// The document as it is at a path. Its server is said relative to that: below a prefix that the router is nested under
    /// or a proxy adds, the one document is right all the same (OpenAPI 3.1, section 4.8.5).
    fn document(&self, path: &str, mounts: &[Mount], surroundings: Surroundings) -> OpenApi {
        let resources = mounts.iter().map(|mount| (mount.path.as_str(), mount.descriptor)).collect();
        let Surroundings { backend, limits, scheme } = surroundings;
        let api = Api { title: &self.title, version: &self.version, resources, backend, limits: &limits, scheme };
        let mut document = openapi::document(&api);
        let mut server = Server::new(relative_reference(path, "/"));
        server.description = Some("Where this document comes from.".to_owned());
        document.servers = Some(vec![server]);
        self.amendments.iter().for_each(|amend| amend(&mut document));
        document
    }
}
