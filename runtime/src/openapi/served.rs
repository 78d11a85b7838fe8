use std::{
    fmt,
    sync::{Arc, Mutex, PoisonError},
};

use axum::{
    extract::{OriginalUri, Request},
    response::{IntoResponse, Response},
};
use utoipa::openapi::{OpenApi, Server};

use crate::{Result, http::StaticContent};

/// Prefixes are few, but one may have a parameter of the host's router in it.
const MOST_KEPT: usize = 8;

/// The document as it is served: written and compressed when it is first asked for, once for each prefix that the router
/// is nested under, since the prefix is part of the addresses in it.
pub struct Served {
    /// Where the application itself has it.
    path: String,
    document: Box<dyn Fn() -> OpenApi + Send + Sync>,
    kept: Mutex<Vec<(String, StaticContent)>>,
}

impl Served {
    pub fn new(path: impl Into<String>, document: impl Fn() -> OpenApi + Send + Sync + 'static) -> Arc<Self> {
        Arc::new(Self { path: path.into(), document: Box::new(document), kept: Mutex::default() })
    }

    /// The answer to a GET.
    pub async fn answer(self: Arc<Self>, request: Request) -> Response {
        let (parts, _) = request.into_parts();
        let asked = parts.extensions.get::<OriginalUri>().map_or_else(|| parts.uri.path(), |uri| uri.path());
        let prefix = asked.strip_suffix(&self.path).unwrap_or_default();
        match self.content(prefix) {
            Ok(content) => content.answer(&parts.headers),
            Err(error) => error.into_response(),
        }
    }

    fn content(&self, prefix: &str) -> Result<StaticContent> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, content)) = kept.iter().find(|(known, _)| known == prefix) {
            return Ok(content.clone());
        }
        let mut document = (self.document)();
        if !prefix.is_empty() {
            document.servers.get_or_insert_with(Vec::new).insert(0, Server::new(prefix));
        }
        let content = StaticContent::compressed("application/json", &serde_json::to_vec(&document)?)?;
        if kept.len() < MOST_KEPT {
            kept.push((prefix.to_owned(), content.clone()));
        }
        Ok(content)
    }
}

impl fmt::Debug for Served {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Served").field("path", &self.path).finish_non_exhaustive()
    }
}
