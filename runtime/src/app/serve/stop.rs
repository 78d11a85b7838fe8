//! From the signal to the end.

use std::sync::Arc;

use axum::Router;
use tokio::{net::TcpListener, sync::watch, time::sleep};
use tokio_util::task::TaskTracker;

use super::{
    accept::Accept,
    connection::{self, Stage},
    phase::Limits,
    signal::StopSignals,
};
use crate::app::Shared;

/// Serves until a signal stops it, and then lets end what runs.
pub async fn run(listener: TcpListener, router: Router, shared: Arc<Shared>) {
    let mut signals = StopSignals::listen();
    let limits = Limits::new(&shared.settings);
    let (stages, stage) = watch::channel(Stage::Serving);
    let connections = TaskTracker::new();
    let accepting = async {
        let mut accept = Accept::new(listener);
        loop {
            let (tcp, client) = accept.next().await;
            connections.spawn(connection::serve(tcp, client, router.clone(), limits, stage.clone()));
        }
    };
    tokio::select! {
        () = accepting => {}
        () = told_to_stop(&shared, &mut signals) => {}
    }
    // The listener is closed. Who sends a request now gets no connection, and can go elsewhere.
    let _ = stages.send(Stage::Closing);
    connections.close();
    let unfinished = tokio::select! {
        () = connections.wait() => None,
        () = sleep(shared.settings.shutdown_timeout) => Some("in time"),
        () = signals.next() => Some("before a second signal"),
    };
    if let Some(when) = unfinished {
        tracing::warn!(connections = connections.len(), "some connections did not end {when} and are dropped");
        let _ = stages.send(Stage::Over);
    }
    tokio::select! {
        () = finish(&shared) => {}
        () = signals.next() => tracing::warn!("a second signal: stopped before everything had ended"),
    }
}

async fn told_to_stop(shared: &Shared, signals: &mut StopSignals) {
    signals.next().await;
    tracing::info!("stopping: readiness is down, running requests end");
    shared.drain();
    sleep(shared.settings.shutdown_delay).await;
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
            let shared = Shared::new(database.clone(), None, settings, Default::default(), &[]);
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
