#[cfg(unix)]
use std::{future::poll_fn, task::Poll};

#[cfg(unix)]
use tokio::signal::unix::{Signal, SignalKind, signal};

/// SIGTERM and Ctrl-C. One that comes while nobody waits is not forgotten.
pub struct StopSignals {
    #[cfg(unix)]
    listened_to: Vec<Signal>,
}

impl StopSignals {
    /// Listens from now on.
    #[cfg(unix)]
    pub fn listen() -> Self {
        let kinds = [SignalKind::terminate(), SignalKind::interrupt()];
        Self { listened_to: kinds.into_iter().filter_map(|kind| signal(kind).ok()).collect() }
    }

    /// Listens from now on.
    #[cfg(not(unix))]
    pub fn listen() -> Self {
        Self {}
    }

    /// The next signal.
    #[cfg(unix)]
    pub async fn next(&mut self) {
        poll_fn(|context| {
            let mut all = self.listened_to.iter_mut();
            if all.any(|signal| matches!(signal.poll_recv(context), Poll::Ready(Some(())))) {
                return Poll::Ready(());
            }
            Poll::Pending
        })
        .await;
    }

    /// The next signal.
    #[cfg(not(unix))]
    pub async fn next(&mut self) {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}
