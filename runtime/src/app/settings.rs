use std::time::Duration;

use super::App;
use crate::query::QueryLimits;

/// Limits of the server.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// Bytes of a body at the most.
    pub body_limit: usize,
    pub query_limits: QueryLimits,
    pub request_timeout: Duration,
    /// How long the server waits for a client that has begun something.
    pub client_timeout: Duration,
    /// How long it keeps a connection on which nothing is going on.
    pub idle_timeout: Duration,
    /// Time between the readiness going down and the listener closing, for load balancers to notice.
    pub shutdown_delay: Duration,
    /// Time that running requests get when the server stops.
    pub shutdown_timeout: Duration,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            body_limit: 1024 * 1024,
            query_limits: QueryLimits::default(),
            request_timeout: Duration::from_secs(30),
            client_timeout: Duration::from_secs(15),
            // Load balancers keep theirs for a minute, and must be the ones to close: a request that is on its way to a
            // connection which the server has just closed is lost.
            idle_timeout: Duration::from_secs(75),
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

impl App {
    /// Bytes of a body at the most; 1 MiB unless said.
    #[must_use]
    pub fn body_limit(mut self, bytes: usize) -> Self {
        self.settings.body_limit = bytes;
        self
    }

    /// How much one list may be asked for.
    #[must_use]
    pub fn query_limits(mut self, limits: QueryLimits) -> Self {
        self.settings.query_limits = limits;
        self
    }

    /// Time for a request; 30 seconds unless said. A write goes on to its end even when its answer comes too late.
    #[must_use]
    pub fn request_timeout(mut self, timeout: Duration) -> Self {
        self.settings.request_timeout = timeout;
        self
    }

    /// How long the server waits for a client that has begun something: for the whole head of a request from its first
    /// byte on, for the next bytes of a body, and for an answer's next bytes to be taken; 15 seconds unless said. A head or a
    /// body that does not come is answered 408, and the connection is closed.
    ///
    /// Heads and answers are watched where Restruct serves ([`App::serve`]), bodies everywhere.
    #[must_use]
    pub fn client_timeout(mut self, timeout: Duration) -> Self {
        self.settings.client_timeout = timeout;
        self
    }

    /// How long [`App::serve`] keeps a connection on which nothing is going on, before the first request or between two;
    /// 75 seconds unless said. Behind a load balancer let it be longer than the one that it has: the side that closes must
    /// not be the one that requests are sent to.
    #[must_use]
    pub fn idle_timeout(mut self, timeout: Duration) -> Self {
        self.settings.idle_timeout = timeout;
        self
    }

    /// Time between the readiness going down and the listener closing, for a load balancer to notice; half a second
    /// unless said.
    #[must_use]
    pub fn shutdown_delay(mut self, delay: Duration) -> Self {
        self.settings.shutdown_delay = delay;
        self
    }

    /// Time that running requests get when the server stops; 20 seconds unless said.
    #[must_use]
    pub fn shutdown_timeout(mut self, timeout: Duration) -> Self {
        self.settings.shutdown_timeout = timeout;
        self
    }
}
