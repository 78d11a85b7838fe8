//! Requests of a caller, as they are answered.

use std::{collections::HashMap, sync::Arc};

use axum::{body::Body, extract::Request};
use http_body_util::BodyExt;
use serde_json::Value;

use super::{cells::Caller, reference::MORE, resources::descriptors};
use crate::{
    Error, QueryLimits,
    app::{Settings, Shared},
    database::Database,
    descriptor::Descriptor,
    http::RequestHead,
    operation::{self, Endpoint},
};

/// An answer whose cursors inside of rows are told by a text that stands for them.
#[derive(Debug)]
pub struct Page {
    pub items: Vec<Value>,
    pub next: Option<String>,
    pub prev: Option<String>,
    pub total: Option<u64>,
}

/// The resources as they are served, each to the others known.
pub fn endpoint(database: &Database, descriptor: &'static Descriptor, rows: usize) -> Endpoint {
    let settings = Settings { query_limits: QueryLimits::default().rows(rows), ..Settings::default() };
    let shared = Shared::new(database.clone(), None, settings, HashMap::new(), &descriptors());
    Endpoint::new(Arc::new(shared), descriptor)
}

async fn head(endpoint: &Endpoint, caller: &Caller, path: &str, query: &str) -> RequestHead {
    let uri = format!("/{}{path}?{query}", endpoint.descriptor.path);
    let mut request = Request::builder().uri(uri).body(Body::empty()).unwrap();
    if let Some(principal) = caller.principal() {
        request.extensions_mut().insert(principal);
    }
    RequestHead::read(&endpoint.shared, request.into_parts().0).await.unwrap()
}

async fn body(response: axum::response::Response) -> Value {
    assert_eq!(response.status(), 200);
    let body = response.into_body().collect().await.unwrap().to_bytes();
    let value: Value = serde_json::from_slice(&body).unwrap();
    // A member that stands twice would be lost here.
    assert_eq!(value.to_string().len(), body.len(), "{}", String::from_utf8_lossy(&body));
    value
}

/// `GET /tasks?{query}`
pub async fn list(endpoint: &Endpoint, caller: &Caller, query: &str) -> Result<Page, Error> {
    let answer = operation::list(endpoint, &head(endpoint, caller, "", query).await).await?;
    let mut answer = body(answer).await;
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let (next, prev, total) = (text(&answer["next"]), text(&answer["prev"]), answer["total"].as_u64());
    let Value::Array(items) = answer["items"].take() else { panic!("no items") };
    Ok(Page { items: items.into_iter().map(without_cursors).collect(), next, prev, total })
}

/// `GET /tasks/{key}?{query}`
pub async fn get(endpoint: &Endpoint, caller: &Caller, key: &str, query: &str) -> Result<Value, Error> {
    let head = head(endpoint, caller, &format!("/{key}"), query).await;
    Ok(without_cursors(body(operation::get(endpoint, &head, head.segment()).await?).await))
}

fn without_cursors(value: Value) -> Value {
    match value {
        Value::Object(members) => {
            let is_list = members.len() == 2 && members.contains_key("items");
            let members = members.into_iter().map(|(name, value)| {
                let is_cursor = is_list && name == "next" && value.is_string();
                let value = if is_cursor { MORE.into() } else { without_cursors(value) };
                (name, value)
            });
            Value::Object(members.collect())
        }
        Value::Array(items) => Value::Array(items.into_iter().map(without_cursors).collect()),
        other => other,
    }
}
