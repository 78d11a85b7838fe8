use std::{fmt, sync::OnceLock};

use axum::{
    http::HeaderMap,
    response::{IntoResponse, Response},
};
use utoipa::openapi::OpenApi;

use crate::{Result, http::StaticContent};

/// The document as it is served: written and compressed once, when it is first asked for.
pub struct Served {
    document: Box<dyn Fn() -> OpenApi + Send + Sync>,
    content: OnceLock<StaticContent>,
}

impl Served {
    pub fn new(document: impl Fn() -> OpenApi + Send + Sync + 'static) -> Self {
        Self { document: Box::new(document), content: OnceLock::new() }
    }

    /// The answer to a GET.
    pub fn answer(&self, headers: &HeaderMap) -> Response {
        match self.content() {
            Ok(content) => content.answer(headers),
            Err(error) => error.into_response(),
        }
    }

    fn content(&self) -> Result<&StaticContent> {
        if let Some(content) = self.content.get() {
            return Ok(content);
        }
        let content = StaticContent::compressed("application/json", &serde_json::to_vec(&(self.document)())?)?;
        Ok(self.content.get_or_init(|| content))
    }
}

impl fmt::Debug for Served {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Served").finish_non_exhaustive()
    }
}
