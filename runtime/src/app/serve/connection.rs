//! One connection, from its first byte to its last.

use std::{
    convert::Infallible,
    future::{Future, poll_fn},
    net::SocketAddr,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering::Relaxed},
    },
    task::{Context, Poll, ready},
};

use axum::{
    Router,
    body::{Body, HttpBody},
    extract::ConnectInfo,
    http::{
        HeaderValue, Version,
        header::{CONNECTION, HOST},
    },
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
use crate::http::WrongHost;

/// How far the server is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    Serving,
    /// Requests that run end; no other begins.
    Closing,
    /// Whatever still runs is dropped.
    Over,
}

/// Bytes of the head of a request at the most: 431 beyond (RFC 6585, section 5).
const MOST_OF_HEAD: usize = 64 * 1024;
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
        if !has_one_host(&request) {
            request.extensions_mut().insert(WrongHost);
        }
        let (request, unread) = watch_body(request);
        let answer = router.clone().call(request);
        let activity = Arc::clone(&activity);
        async move {
            let mut answer = answer.await?;
            if unread.is_some_and(|unread| unread.load(Relaxed)) {
                // What is left of the body stands where the next request would begin (RFC 9112, section 9.3).
                answer.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
            }
            Ok::<_, Infallible>(answer.map(|body| Answer { body, activity }))
        }
    });
    let mut builder = http1::Builder::new();
    // A client may have no more to say and still wait for its answer.
    builder.half_close(true).max_buf_size(MOST_OF_HEAD);
    let mut connection = builder.serve_connection(io, service).with_upgrades();
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

/// A request of HTTP/1.1 names one host (RFC 9112, section 3.2): with none or two, a proxy and this server could each take
/// it for another's.
fn has_one_host<B>(request: &hyper::Request<B>) -> bool {
    request.version() != Version::HTTP_11 || request.headers().get_all(HOST).iter().count() == 1
}

/// The request with, where it has a body, what tells whether some of that is still unread.
fn watch_body(request: hyper::Request<Incoming>) -> (hyper::Request<Body>, Option<Arc<AtomicBool>>) {
    if request.body().is_end_stream() {
        return (request.map(Body::new), None);
    }
    let unread = Arc::new(AtomicBool::new(true));
    let watched = |body| Body::new(Watched { body, unread: Arc::clone(&unread) });
    (request.map(watched), Some(unread))
}

/// The body of a request, which tells when it has been read to its end.
struct Watched {
    body: Incoming,
    unread: Arc<AtomicBool>,
}

impl HttpBody for Watched {
    type Data = Bytes;
    type Error = hyper::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, hyper::Error>>> {
        let frame = ready!(Pin::new(&mut self.body).poll_frame(context));
        if frame.is_none() || self.body.is_end_stream() {
            self.unread.store(false, Relaxed);
        }
        Poll::Ready(frame)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
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
