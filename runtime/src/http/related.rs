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
    ReplaceLinks,
    AddLink,
    RemoveLink,
}

const COLLECTION: &[(Method, Action)] =
    &[(Method::GET, Action::List), (Method::POST, Action::Create), (Method::PUT, Action::ReplaceLinks)];
const ITEM: &[(Method, Action)] = &[(Method::PUT, Action::AddLink), (Method::DELETE, Action::RemoveLink)];

/// `/posts/{id}/comments`
pub async fn related(endpoint: Arc<RelatedEndpoint>, request: Request) -> Response {
    answer(endpoint, COLLECTION, request).await
}

/// `/posts/{id}/tags/{tag}`
pub async fn link(endpoint: Arc<RelatedEndpoint>, request: Request) -> Response {
    answer(endpoint, ITEM, request).await
}

async fn answer(endpoint: Arc<RelatedEndpoint>, methods: &[(Method, Action)], request: Request) -> Response {
    let served = methods.iter().filter(|(_, action)| action.is_served(&endpoint));
    match wanted(served.clone(), request.method()) {
        Some(action) => action.run(&endpoint, request).await.unwrap_or_else(IntoResponse::into_response),
        None => other_method(request.method(), allow(served.map(|(method, _)| method))),
    }
}

impl Action {
    fn is_served(self, endpoint: &RelatedEndpoint) -> bool {
        match self {
            Action::List => endpoint.operations.list,
            Action::Create => endpoint.operations.create,
            Action::ReplaceLinks | Action::AddLink | Action::RemoveLink => endpoint.operations.links,
        }
    }

    async fn run(self, endpoint: &Arc<RelatedEndpoint>, request: Request) -> Result<Response> {
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
            Action::ReplaceLinks => {
                let permission = endpoint.parent.permission(&head, AccessKind::Update)?;
                let bytes = body.read(&head, media_types(Operation::Replace)).await?;
                operation::replace_links(endpoint, &head, permission, bytes).await
            }
            Action::AddLink => {
                let permission = endpoint.parent.permission(&head, AccessKind::Update)?;
                operation::add_link(endpoint, &head, permission).await
            }
            Action::RemoveLink => {
                let permission = endpoint.parent.permission(&head, AccessKind::Update)?;
                operation::remove_link(endpoint, &head, permission).await
            }
        }
    }
}
