use std::sync::Arc;

use axum::{
    body::Body,
    extract::Request,
    http::{HeaderValue, Method, StatusCode, header::ALLOW},
    response::{IntoResponse, Response},
};
use bytes::Bytes;

use super::{RequestHead, body_limit::read_body, media_type::check_media_type};
use crate::{
    Error, Result,
    access::AccessKind,
    app::Settings,
    error::code,
    operation::{self, Endpoint, Operation},
};

/// What the body of an operation may say that it is.
pub fn media_types(operation: Operation) -> &'static [&'static str] {
    match operation {
        Operation::List | Operation::Get | Operation::Delete => &[],
        Operation::Create | Operation::Replace => &["application/json"],
        Operation::Update => &["application/json", "application/merge-patch+json"],
    }
}

const COLLECTION: &[(Method, Operation)] = &[(Method::GET, Operation::List), (Method::POST, Operation::Create)];
const ITEM: &[(Method, Operation)] = &[
    (Method::GET, Operation::Get),
    (Method::PUT, Operation::Replace),
    (Method::PATCH, Operation::Update),
    (Method::DELETE, Operation::Delete),
];

/// `/posts`
pub async fn collection(endpoint: Arc<Endpoint>, request: Request) -> Response {
    answer(endpoint, COLLECTION, request).await
}

/// `/posts/{id}`
pub async fn item(endpoint: Arc<Endpoint>, request: Request) -> Response {
    answer(endpoint, ITEM, request).await
}

async fn answer(endpoint: Arc<Endpoint>, methods: &[(Method, Operation)], request: Request) -> Response {
    let operations = endpoint.descriptor.operations;
    let served = methods.iter().filter(|(_, operation)| operations.has(operation.bit()));
    match wanted(served.clone(), request.method()) {
        Some(operation) => run(endpoint, operation, request).await.unwrap_or_else(IntoResponse::into_response),
        None => other_method(request.method(), allow(served.map(|(method, _)| method))),
    }
}

/// What a method asks for, of those that a path takes.
pub(super) fn wanted<'a, T: Copy + 'a>(
    mut served: impl Iterator<Item = &'a (Method, T)>,
    method: &Method,
) -> Option<T> {
    let method = if method == Method::HEAD { &Method::GET } else { method };
    served.find(|(known, _)| known == method).map(|(_, operation)| *operation)
}

/// What a path answers to a method that it does not take: to OPTIONS those that it takes, to others the same as a
/// problem.
pub(super) fn other_method(method: &Method, allow: HeaderValue) -> Response {
    if method == Method::OPTIONS {
        return (StatusCode::NO_CONTENT, [(ALLOW, allow)]).into_response();
    }
    let detail = "The path does not take that method; `Allow` lists those it takes.";
    Error::new(StatusCode::METHOD_NOT_ALLOWED, code::METHOD_NOT_ALLOWED, detail)
        .with_header(ALLOW, allow)
        .into_response()
}

/// What a path that is only read answers to any method but GET and HEAD.
pub async fn only_get(method: Method) -> Response {
    other_method(&method, HeaderValue::from_static("GET, HEAD, OPTIONS"))
}

/// The methods of a path (RFC 9110, section 10.2.1).
pub(super) fn allow<'a>(methods: impl Iterator<Item = &'a Method>) -> HeaderValue {
    let mut names = Vec::new();
    for method in methods {
        names.push(method.as_str());
        if *method == Method::GET {
            names.push("HEAD");
        }
    }
    names.push("OPTIONS");
    HeaderValue::try_from(names.join(", ")).unwrap_or(HeaderValue::from_static("OPTIONS"))
}

async fn run(endpoint: Arc<Endpoint>, operation: Operation, request: Request) -> Result<Response> {
    let (parts, body) = request.into_parts();
    let body = PendingBody { body, settings: endpoint.shared.settings };
    let head = Arc::new(RequestHead::read(&endpoint.shared, parts).await?);
    let taken = media_types(operation);
    match operation {
        Operation::List => operation::list(&endpoint, &head).await,
        Operation::Get => operation::get(&endpoint, &head, head.segment()).await,
        Operation::Delete => operation::delete(&endpoint, &head, head.segment()).await,
        Operation::Create => {
            let permission = endpoint.permission(&head, AccessKind::Create)?;
            operation::create(&endpoint, &head, permission, body.read(&head, taken).await?).await
        }
        Operation::Replace => {
            let permission = endpoint.permission(&head, AccessKind::Update)?;
            operation::replace(&endpoint, &head, permission, body.read(&head, taken).await?).await
        }
        Operation::Update => {
            let permission = endpoint.permission(&head, AccessKind::Update)?;
            operation::update(&endpoint, &head, permission, body.read(&head, taken).await?).await
        }
    }
}

/// A body that is read once it is known that the caller may send one.
pub(super) struct PendingBody {
    pub body: Body,
    pub settings: Settings,
}

impl PendingBody {
    pub async fn read(self, head: &RequestHead, media_types: &'static [&'static str]) -> Result<Bytes> {
        check_media_type(&head.headers, media_types)?;
        read_body(&head.headers, self.body, &self.settings).await
    }
}
