use std::time::Duration;

/// Limits of the server.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// Bytes of a body at the most.
    pub body_limit: usize,
    pub request_timeout: Duration,
    /// Time between the readiness going down and the listener closing, for load balancers to notice.
    pub shutdown_delay: Duration,
    /// Time that running requests get when the server stops.
    pub shutdown_timeout: Duration,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            body_limit: 1024 * 1024,
            request_timeout: Duration::from_secs(30),
            shutdown_delay: Duration::from_millis(500),
            shutdown_timeout: Duration::from_secs(20),
        }
    }
}

/// Where the contract is served: the OpenAPI document, and the page that shows it. None where it is not.
#[derive(Clone, Debug)]
pub struct ContractPaths {
    pub document: Option<String>,
    pub page: Option<String>,
}

impl Default for ContractPaths {
    fn default() -> Self {
        Self { document: Some("/openapi.json".to_owned()), page: Some("/docs".to_owned()) }
    }
}
