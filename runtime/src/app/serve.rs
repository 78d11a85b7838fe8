use std::{net::SocketAddr, sync::Arc};

use axum::{Router, middleware::from_fn_with_state, serve::ListenerExt};
use tokio::net::TcpListener;

use super::{App, Shared};
use crate::{Error, Result, http};

impl App {
    /// Serves on an address until SIGTERM or Ctrl-C, then lets running requests end.
    ///
    /// # Errors
    /// As [`App::router`]; the address is taken or none.
    pub async fn serve(self, address: &str) -> Result<()> {
        let (router, shared) = self.prepare().await?.build(true)?;
        let listener = TcpListener::bind(address).await;
        let listener = listener.map_err(|error| Error::internal(format!("cannot listen on {address}: {error}")))?;
        let router = router.layer(from_fn_with_state(Arc::clone(&shared), http::shell));
        tracing::info!(address = %listener.local_addr()?, "serving");
        run(listener, router, shared).await
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

async fn run(listener: TcpListener, router: Router, shared: Arc<Shared>) -> Result<()> {
    let listener = listener.tap_io(|connection| {
        // Without it small answers wait for the client's acknowledgement; it fails only on a dead connection.
        let _ = connection.set_nodelay(true);
    });
    let (closing, mut closed) = tokio::sync::watch::channel(false);
    let signal = Arc::clone(&shared);
    let stop = async move {
        stop_signal().await;
        tracing::info!("stopping: readiness is down, running requests end");
        signal.drain();
        tokio::time::sleep(signal.settings.shutdown_delay).await;
        let _ = closing.send(true);
    };
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    let server = axum::serve(listener, service).with_graceful_shutdown(stop);
    let bounded = async {
        let _ = closed.wait_for(|closed| *closed).await;
        tokio::select! {
            () = tokio::time::sleep(shared.settings.shutdown_timeout) => "in time",
            () = stop_signal() => "before a second signal",
        }
    };
    tokio::select! {
        result = std::future::IntoFuture::into_future(server) => result?,
        when = bounded => tracing::warn!("some connections did not end {when} and are dropped"),
    }
    tokio::select! {
        () = finish(&shared) => {}
        () = stop_signal() => tracing::warn!("a second signal: stopped before everything had ended"),
    }
    Ok(())
}

/// Lets writes end whose clients are gone, and closes the connections. Both wait for whoever holds a connection, which
/// may be for ever.
async fn finish(shared: &Shared) {
    shared.writes.close();
    let ended = async {
        shared.writes.wait().await;
        shared.database.close().await;
    };
    if tokio::time::timeout(shared.settings.shutdown_timeout, ended).await.is_err() {
        let writes = shared.writes.len();
        tracing::warn!(writes, "some writes or connections to the database did not end in time and are dropped");
    }
}

/// SIGTERM, or Ctrl-C.
async fn stop_signal() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = interrupt => {}
                _ = terminate.recv() => {}
            }
            return;
        }
    }
    let _ = interrupt.await;
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::{
        app::{Settings, testing::logged},
        database::testing::on_every_database,
    };

    #[tokio::test]
    async fn a_connection_that_is_never_given_back_does_not_keep_the_server() {
        on_every_database(async |database| {
            let settings = Settings { shutdown_timeout: Duration::from_millis(100), ..Settings::default() };
            let shared = Shared::new(database.clone(), None, settings, Default::default());
            let held = database.begin().await.unwrap();
            let (_, log) = logged(finish(&shared)).await;
            assert!(log.contains("WARN") && log.contains("did not end in time"), "{log}");
            drop(held);
            let (_, log) = logged(finish(&shared)).await;
            assert!(!log.contains("did not end in time"), "{log}");
        })
        .await;
    }
}
