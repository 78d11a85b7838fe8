//! The paths of what belongs to a row.

use std::sync::Arc;

use axum::{
    extract::Request,
    http::Method,
    response::{IntoResponse, Response},
};

use super::{
    RequestHead,
    dispatch::{PendingBody, allow, media_types, other_method, wanted},
};
use crate::{
    Result,
    access::AccessKind,
    operation::{self, Operation, RelatedEndpoint},
};

/// What a request does with the rows that belong to another.
#[derive(Clone, Copy, Debug)]
enum Action {
    List,
    Create,
}

const COLLECTION: &[(Method, Action)] = &[(Method::GET, Action::List), (Method::POST, Action::Create)];

/// `/posts/{id}/comments`
pub async fn related(endpoint: Arc<RelatedEndpoint>, request: Request) -> Response {
    let served = COLLECTION.iter().filter(|(_, action)| action.is_served(&endpoint));
    match wanted(served.clone(), request.method()) {
        Some(action) => action.run(&endpoint, request).await.unwrap_or_else(IntoResponse::into_response),
        None => other_method(request.method(), allow(served.map(|(method, _)| method))),
    }
}

impl Action {
    fn is_served(self, endpoint: &RelatedEndpoint) -> bool {
        match self {
            Action::List => endpoint.has_list(),
            Action::Create => endpoint.has_create(),
        }
    }

    async fn run(self, endpoint: &RelatedEndpoint, request: Request) -> Result<Response> {
        let (parts, body) = request.into_parts();
        let body = PendingBody { body, settings: endpoint.far.shared.settings };
        let head = Arc::new(RequestHead::read(&endpoint.far.shared, parts).await?);
        match self {
            Action::List => operation::list_related(endpoint, &head).await,
            Action::Create => {
                let permission = endpoint.far.permission(&head, AccessKind::Create)?;
                let bytes = body.read(&head, media_types(Operation::Create)).await?;
                operation::create_related(endpoint, &head, permission, bytes).await
            }
        }
    }
}
