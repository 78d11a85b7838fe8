use std::{
    io::{self, IoSlice},
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, ready},
    time::Duration,
};

use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    net::TcpStream,
};

use super::phase::Activity;

/// How long a client gets to read its last answer before what it still sends makes the system throw that away.
const LINGER: Duration = Duration::from_secs(2);

/// A connection's stream, which tells what it does.
pub struct Stream {
    tcp: TcpStream,
    activity: Arc<Activity>,
}

impl Stream {
    pub fn new(tcp: TcpStream, activity: Arc<Activity>) -> Self {
        Self { tcp, activity }
    }

    /// Sends a few last bytes, if they can go at once.
    pub fn say(&self, bytes: &[u8]) {
        // A client that has not read enough for them does not wait for them either.
        let _ = self.tcp.try_write(bytes);
    }

    /// Throws away what the client has not taken yet. The system would else keep it and go on trying.
    pub fn abort(self) {
        let _ = self.tcp.set_zero_linger();
    }

    /// Closes, when the client has. Closed earlier, with bytes unread, the system tells the client that all is lost, its
    /// answer too if it has not read that yet (RFC 9112, section 9.6).
    pub async fn close(mut self) {
        let ended = async {
            let _ = tokio::io::AsyncWriteExt::shutdown(&mut self.tcp).await;
            let mut unread = [0; 4096];
            while self.tcp.readable().await.is_ok() {
                match self.tcp.try_read(&mut unread) {
                    Ok(0) => return,
                    Err(error) if error.kind() != io::ErrorKind::WouldBlock => return,
                    _ => {}
                }
            }
        };
        let _ = tokio::time::timeout(LINGER, ended).await;
    }

    fn note(&self, written: Poll<io::Result<usize>>) -> Poll<io::Result<usize>> {
        match &written {
            Poll::Pending => self.activity.blocked(),
            Poll::Ready(_) => self.activity.sent(),
        }
        written
    }
}

impl AsyncRead for Stream {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        ready!(Pin::new(&mut self.tcp).poll_read(context, buffer))?;
        if buffer.filled().len() > before {
            self.activity.received();
        } else if buffer.remaining() > 0 {
            self.activity.end();
        }
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for Stream {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.tcp).poll_write(context, bytes);
        self.note(written)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.tcp).poll_write_vectored(context, slices);
        self.note(written)
    }

    fn is_write_vectored(&self) -> bool {
        self.tcp.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.tcp).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.tcp).poll_shutdown(context)
    }
}
