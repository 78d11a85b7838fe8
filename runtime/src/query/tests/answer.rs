//! What a list answers, as a client reads it.

use std::{fmt, sync::Arc};

use axum::{body::Body, extract::Request, http::header::LINK, response::Response};
use http_body_util::BodyExt;
use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, Visitor},
};
use serde_json::Value;

use crate::{
    Result,
    app::{Settings, Shared},
    database::Database,
    descriptor::Descriptor,
    error::{Place, Violation},
    http::RequestHead,
    operation::{self, Endpoint},
};

/// An object as it stands in the answer: its members in their order, doubled ones doubled.
#[derive(Clone, Debug, PartialEq)]
pub struct Item(pub Vec<(String, Value)>);

impl Item {
    pub fn get(&self, name: &str) -> &Value {
        &self.0.iter().find(|(member, _)| member == name).unwrap_or_else(|| panic!("{name} in {self:?}")).1
    }

    pub fn names(&self) -> Vec<&str> {
        self.0.iter().map(|(name, _)| name.as_str()).collect()
    }
}

impl<'de> Deserialize<'de> for Item {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Members;

        impl<'de> Visitor<'de> for Members {
            type Value = Item;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Item, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Item(members))
            }
        }

        deserializer.deserialize_map(Members)
    }
}

#[derive(Debug, Deserialize)]
pub struct Page {
    pub items: Vec<Item>,
    pub next: Option<String>,
    pub prev: Option<String>,
    pub total: Option<u64>,
    /// The header; empty where it would be longer than headers may be.
    #[serde(skip)]
    pub link: String,
}

impl Page {
    pub fn ids(&self) -> Vec<i64> {
        self.items.iter().map(|item| item.get("id").as_i64().unwrap()).collect()
    }

    /// The query string of the link with this relation (RFC 8288).
    pub fn linked(&self, relation: &str) -> Option<&str> {
        let link = self.link.split(", ").find(|link| link.ends_with(&format!("; rel=\"{relation}\"")))?;
        let (target, _) = link.strip_prefix('<')?.split_once('>')?;
        Some(target.split_once('?').map_or("", |(_, query)| query))
    }
}

/// A descriptor as it is served.
pub fn endpoint(database: &Database, descriptor: &'static Descriptor) -> Endpoint {
    let shared =
        Shared::new(database.clone(), None, Settings::default(), std::collections::HashMap::new(), &[descriptor]);
    Endpoint::new(Arc::new(shared), descriptor)
}

async fn head(endpoint: &Endpoint, path: &str, query: &str) -> RequestHead {
    let uri = format!("/{}{path}?{query}", endpoint.descriptor.path);
    let request = Request::builder().uri(uri).body(Body::empty()).unwrap();
    RequestHead::read(&endpoint.shared, request.into_parts().0).await.unwrap()
}

async fn read<T: serde::de::DeserializeOwned>(answer: Response) -> T {
    assert_eq!(answer.status(), 200);
    let body = answer.into_body().collect().await.unwrap().to_bytes();
    serde_json::from_slice(&body).unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&body)))
}

/// `GET /posts?{query}`
pub async fn list(endpoint: &Endpoint, query: &str) -> Result<Page> {
    let answer = operation::list(endpoint, &head(endpoint, "", query).await).await?;
    let link = answer.headers().get(LINK).map(|link| link.to_str().unwrap().to_owned()).unwrap_or_default();
    Ok(Page { link, ..read(answer).await })
}

/// `GET /posts/{key}?{query}`
pub async fn get(endpoint: &Endpoint, key: &str, query: &str) -> Result<Item> {
    let head = head(endpoint, &format!("/{key}"), query).await;
    let answer = operation::get(endpoint, &head, head.segment()).await?;
    Ok(read(answer).await)
}

/// A list that must be answered, for laws.
pub async fn page(endpoint: &Endpoint, query: &str) -> Result<Page, String> {
    list(endpoint, query).await.map_err(|error| format!("{query}: {error:?}"))
}

/// Why a list is refused: a 400 that names the parameter and does not say what was sent.
pub async fn refusal(endpoint: &Endpoint, query: &str) -> Violation {
    let error = match list(endpoint, query).await {
        Ok(page) => panic!("{query} finds {:?}", page.ids()),
        Err(error) => error,
    };
    assert_eq!(error.status(), 400, "{query}: {error:?}");
    let [violation] = error.violations() else { panic!("{query}: {error:?}") };
    assert_eq!(violation.code(), error.code(), "{query}: {error:?}");
    violation.clone()
}

pub fn parameter(violation: &Violation) -> &str {
    match violation.place() {
        Place::Parameter(name) => name,
        Place::Pointer(pointer) => panic!("{pointer} is in a body"),
    }
}

pub fn same<T: PartialEq + fmt::Debug>(what: &str, found: T, expected: T) -> Result<(), String> {
    if found == expected { Ok(()) } else { Err(format!("{what}: {found:?}, not {expected:?}")) }
}
