use axum::{
    extract::OriginalUri,
    http::{HeaderMap, request::Parts},
};

use crate::{Principal, Result, app::Shared, query::Parameters};

/// What an operation needs of a request besides its body.
#[derive(Debug)]
pub struct RequestHead {
    /// The path as the client sent it, with any prefix that the router is nested under.
    pub path: String,
    query: Option<String>,
    pub headers: HeaderMap,
    pub principal: Option<Principal>,
}

impl RequestHead {
    /// # Errors
    /// What the authentication answers.
    pub async fn read(shared: &Shared, mut parts: Parts) -> Result<Self> {
        let principal = match parts.extensions.remove::<Principal>() {
            Some(principal) => Some(principal),
            None => match &shared.authenticate {
                Some(authenticate) => authenticate.authenticate(&parts).await?,
                None => None,
            },
        };
        let uri = parts.extensions.remove::<OriginalUri>().map_or(parts.uri, |original| original.0);
        Ok(Self {
            path: uri.path().to_owned(),
            query: uri.query().map(ToOwned::to_owned),
            headers: parts.headers,
            principal,
        })
    }

    /// The raw query string.
    pub fn query(&self) -> &str {
        self.query.as_deref().unwrap_or_default()
    }

    /// The last segment of the path, undecoded.
    pub fn segment(&self) -> &str {
        self.segment_before(0)
    }

    /// The segment of the path, undecoded, behind which so many others stand.
    pub fn segment_before(&self, behind: usize) -> &str {
        self.path.rsplit('/').nth(behind).unwrap_or_default()
    }

    /// # Errors
    /// 400, where the query string is malformed.
    pub fn parameters(&self) -> Result<Parameters> {
        Parameters::parse(self.query.as_deref())
    }
}
