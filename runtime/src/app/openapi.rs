use std::{borrow::Cow, sync::Arc};

use utoipa::openapi::{OpenApi, Server, security::SecurityScheme};

use super::{App, group::Mount};
use crate::{
    database::Backend,
    openapi::{self, Api, Served},
};

/// Where the document is.
pub(super) const OPENAPI_PATH: &str = "/openapi.json";

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

    /// The API's document as it is served at `/openapi.json`, such as for a file beside the code.
    pub fn openapi(&self) -> OpenApi {
        self.contract.document(&self.root.mounts, self.database.backend(), self.security_scheme())
    }

    /// The document with its handler.
    pub(super) fn served_document(&mut self) -> Arc<Served> {
        let (contract, mounts) = (std::mem::take(&mut self.contract), self.root.mounts.clone());
        let (backend, scheme) = (self.database.backend(), self.security_scheme());
        Arc::new(Served::new(move || contract.document(&mounts, backend, scheme.clone())))
    }

    fn security_scheme(&self) -> Option<SecurityScheme> {
        self.authenticate.as_ref().map(|authenticate| authenticate.security_scheme())
    }
}

impl Contract {
    fn document(&self, mounts: &[Mount], backend: Backend, scheme: Option<SecurityScheme>) -> OpenApi {
        let resources = mounts.iter().map(|mount| (mount.path.as_str(), mount.descriptor)).collect();
        let api = Api { title: &self.title, version: &self.version, resources, backend, scheme };
        let mut document = openapi::document(&api);
        // Relative to where the document is (OpenAPI, section 4.8.5), whatever prefix a host or a proxy puts before it.
        document.servers = Some(vec![Server::new(".")]);
        self.amendments.iter().for_each(|amend| amend(&mut document));
        document
    }
}
