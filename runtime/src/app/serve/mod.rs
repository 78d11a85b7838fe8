//! Serving: an address, its connections, and how it ends.

mod accept;
mod connection;
mod phase;
mod signal;
mod stop;
mod stream;

use std::sync::Arc;

use axum::{Router, middleware::from_fn_with_state};
use tokio::net::TcpListener;

use super::{App, Shared};
use crate::{Error, Result, http};

impl App {
    /// Serves on an address until SIGTERM or Ctrl-C, then lets running requests end.
    ///
    /// # Errors
    /// As [`App::router`]; the address is taken or none.
    pub async fn serve(self, address: &str) -> Result<()> {
        // Before anybody can connect: what is wrong with the application is told first.
        let (router, shared) = self.prepare().await?.build(true)?;
        let listener = TcpListener::bind(address).await;
        let listener = listener.map_err(|error| Error::internal(format!("cannot listen on {address}: {error}")))?;
        listen(listener, router, shared).await
    }

    /// The same on a listener that is there already: one that the system has handed over, or one whose port is not known
    /// before.
    ///
    /// # Errors
    /// As [`App::router`].
    pub async fn serve_on(self, listener: TcpListener) -> Result<()> {
        let (router, shared) = self.prepare().await?.build(true)?;
        listen(listener, router, shared).await
    }

    /// Serves on the address that `HOST` and `PORT` name; 127.0.0.1 and 3000 unless set.
    ///
    /// # Errors
    /// As [`App::serve`]; `PORT` is no port.
    pub async fn serve_env(self) -> Result<()> {
        let address = Self::env_address()?;
        self.serve(&address).await
    }

    /// The address that `HOST` and `PORT` name.
    ///
    /// # Errors
    /// `PORT` is no port.
    pub fn env_address() -> Result<String> {
        let host = std::env::var("HOST").unwrap_or_else(|_| "127.0.0.1".to_owned());
        let port = std::env::var("PORT").unwrap_or_else(|_| "3000".to_owned());
        let port: u16 =
            port.parse().map_err(|_| Error::internal(format!("PORT is `{port}`, which is no port number")))?;
        Ok(if host.contains(':') { format!("[{host}]:{port}") } else { format!("{host}:{port}") })
    }
}

async fn listen(listener: TcpListener, router: Router, shared: Arc<Shared>) -> Result<()> {
    let router = router.layer(from_fn_with_state(Arc::clone(&shared), http::shell));
    tracing::info!(address = %listener.local_addr()?, "serving");
    stop::run(listener, router, shared).await;
    Ok(())
}
