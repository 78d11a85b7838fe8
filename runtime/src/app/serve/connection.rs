//! One connection, from its first byte to its last.

use std::{
    convert::Infallible,
    future::{Future, poll_fn},
    net::SocketAddr,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
};

use axum::{
    Router,
    body::{Body, HttpBody},
    extract::ConnectInfo,
};
use hyper::{
    body::{Bytes, Frame, Incoming, SizeHint},
    server::conn::http1,
    service::service_fn,
};
use hyper_util::rt::TokioIo;
use tokio::{net::TcpStream, sync::watch};
use tower_service::Service;

use super::{
    phase::{Activity, Limits, Phase, Watch},
    stream::Stream,
};

/// How far the server is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    Serving,
    /// Requests that run end; no other begins.
    Closing,
    /// Whatever still runs is dropped.
    Over,
}

/// Says to a client that it speaks no HTTP/1, where hyper leaves that unsaid: HTTP/2 is all.
const NO_HTTP_1: &[u8] = b"HTTP/1.1 400 Bad Request\r\nconnection: close\r\ncontent-length: 0\r\n\r\n";
/// Says to a client that the head of its request does not come (RFC 9110, section 15.5.9).
const HEAD_TOO_LATE: &[u8] = b"HTTP/1.1 408 Request Timeout\r\nconnection: close\r\ncontent-length: 0\r\n\r\n";

/// Why a connection ended.
enum End {
    /// As HTTP has it, or because the client is gone.
    Served,
    /// Bytes came that are no request.
    NoRequest,
    TooLong(Phase),
    Dropped,
}

/// Serves the requests of a connection until it ends, its client takes too long, or the server stops.
pub async fn serve(
    tcp: TcpStream,
    client: SocketAddr,
    router: Router,
    limits: Limits,
    mut stage: watch::Receiver<Stage>,
) {
    let activity = Arc::new(Activity::default());
    let io = TokioIo::new(Stream::new(tcp, Arc::clone(&activity)));
    let service = service_fn(|mut request: hyper::Request<Incoming>| {
        activity.begin();
        request.extensions_mut().insert(ConnectInfo(client));
        let answer = router.clone().call(request.map(Body::new));
        let activity = Arc::clone(&activity);
        async move { Ok::<_, Infallible>(answer.await?.map(|body| Answer { body, activity })) }
    });
    let mut connection = http1::Builder::new().serve_connection(io, service).with_upgrades();
    let mut watch = Watch::new(limits);
    let end = loop {
        let served = poll_fn(|context| {
            match Pin::new(&mut connection).poll(context) {
                Poll::Ready(Err(error)) if error.is_parse() => Poll::Ready(End::NoRequest),
                // What else broke a connection off is the client's, and seen by it.
                Poll::Ready(_) => Poll::Ready(End::Served),
                Poll::Pending => watch.poll(&activity, context).map(End::TooLong),
            }
        });
        tokio::select! {
            biased;
            end = served => break end,
            changed = stage.changed() => match *stage.borrow() {
                Stage::Closing if changed.is_ok() => Pin::new(&mut connection).graceful_shutdown(),
                _ => break End::Dropped,
            },
        }
    };
    // There is none where the connection was upgraded, and is in other hands.
    let Some(parts) = connection.into_parts() else { return };
    finish(parts.io.into_inner(), end, &activity).await;
}

async fn finish(stream: Stream, end: End, activity: &Activity) {
    match end {
        End::Served | End::NoRequest if activity.has_ended() => {}
        End::NoRequest if !activity.has_answered() => {
            stream.say(NO_HTTP_1);
            stream.close().await;
        }
        End::Served | End::NoRequest => stream.close().await,
        End::TooLong(Phase::Head) => {
            stream.say(HEAD_TOO_LATE);
            stream.close().await;
        }
        End::TooLong(Phase::Unread) | End::Dropped => stream.abort(),
        End::TooLong(_) => {}
    }
}

/// The body of an answer, which tells when it has been read to its end.
struct Answer {
    body: Body,
    activity: Arc<Activity>,
}

impl Drop for Answer {
    fn drop(&mut self) {
        self.activity.finish();
    }
}

impl HttpBody for Answer {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.body).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
