use std::{
    fmt,
    sync::{Arc, Mutex, PoisonError},
};

use axum::{
    http::HeaderMap,
    response::{IntoResponse, Response},
};
use utoipa::openapi::OpenApi;

use crate::{Result, http::StaticContent};

/// The document as it is served: made, written and compressed when it is first asked for.
pub struct Served {
    document: Box<dyn Fn() -> OpenApi + Send + Sync>,
    kept: Mutex<Option<StaticContent>>,
}

impl Served {
    pub fn new(document: impl Fn() -> OpenApi + Send + Sync + 'static) -> Arc<Self> {
        Arc::new(Self { document: Box::new(document), kept: Mutex::default() })
    }

    /// The answer to a GET.
    pub fn answer(&self, headers: &HeaderMap) -> Response {
        match self.content() {
            Ok(content) => content.answer(headers),
            Err(error) => error.into_response(),
        }
    }

    fn content(&self) -> Result<StaticContent> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(content) = &*kept {
            return Ok(content.clone());
        }
        let document = serde_json::to_vec(&(self.document)())?;
        Ok(kept.insert(StaticContent::compressed("application/json", &document)?).clone())
    }
}

impl fmt::Debug for Served {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Served").finish_non_exhaustive()
    }
}
