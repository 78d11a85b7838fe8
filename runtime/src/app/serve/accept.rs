use std::{
    io::{self, ErrorKind},
    net::SocketAddr,
    time::Duration,
};

use tokio::{
    net::{TcpListener, TcpStream},
    time::{Instant, sleep},
};

/// How long no connection is accepted after it failed for want of something: of files that may be open, mostly.
const PAUSE: Duration = Duration::from_millis(200);
/// How often the log says so at the most.
const COMPLAINT_EVERY: Duration = Duration::from_secs(10);

/// Bytes that the system takes before the client has room for them. Without such a limit it takes megabytes, and only tells
/// of room for more when a good part of those is gone: nobody could tell a slow client from one that takes nothing.
#[cfg(target_os = "linux")]
const UNSENT: u32 = 128 * 1024;

/// Accepts connections, whatever goes wrong meanwhile.
pub struct Accept {
    listener: TcpListener,
    complained: Option<Instant>,
    failures: u64,
}

impl Accept {
    pub fn new(listener: TcpListener) -> Self {
        Self { listener, complained: None, failures: 0 }
    }

    /// The next connection.
    pub async fn next(&mut self) -> (TcpStream, SocketAddr) {
        loop {
            match self.listener.accept().await {
                Ok((connection, client)) => {
                    prepare(&connection);
                    return (connection, client);
                }
                // One that its client has given up already.
                Err(error) if is_of_one(&error) => {}
                Err(error) => {
                    self.complain(&error);
                    sleep(PAUSE).await;
                }
            }
        }
    }

    fn complain(&mut self, error: &io::Error) {
        self.failures += 1;
        if self.complained.is_some_and(|time| time.elapsed() < COMPLAINT_EVERY) {
            return;
        }
        self.complained = Some(Instant::now());
        tracing::error!(%error, failures = self.failures, "no connection can be accepted; those that there are go on");
    }
}

/// What may fail here fails on dead connections only.
fn prepare(connection: &TcpStream) {
    // Without it small answers wait for the client's acknowledgement.
    let _ = connection.set_nodelay(true);
    #[cfg(target_os = "linux")]
    let _ = socket2::SockRef::from(connection).set_tcp_notsent_lowat(UNSENT);
}

fn is_of_one(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::ConnectionRefused
            | ErrorKind::ConnectionAborted
            | ErrorKind::ConnectionReset
            | ErrorKind::Interrupted
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::logged;

    #[tokio::test(start_paused = true)]
    async fn the_log_is_told_now_and_then() {
        let mut accept = Accept::new(TcpListener::bind("127.0.0.1:0").await.unwrap());
        let ((), log) = logged(async {
            for _ in 0..100 {
                accept.complain(&io::Error::other("too many open files"));
                tokio::time::advance(PAUSE).await;
            }
        })
        .await;
        assert_eq!(log.lines().count(), 2, "{log}");
        assert!(log.contains("too many open files") && log.contains("failures=51"), "{log}");
    }
}
