use std::{
    error::Error as StdError,
    fmt,
    pin::Pin,
    task::{Context, Poll},
    time::Duration,
};

use axum::body::{Body, HttpBody};
use bytes::Bytes;
use hyper::body::{Frame, SizeHint};
use tokio::time::{Instant, Sleep, sleep};

/// A body whose next bytes have to come within a time.
pub struct BodyInTime {
    body: Body,
    time: Duration,
    /// Not there before something has to be waited for: most bodies come with their request.
    timer: Option<Pin<Box<Sleep>>>,
    is_waiting: bool,
}

/// They did not.
#[derive(Debug)]
pub struct TooLate;

impl fmt::Display for TooLate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the body's next bytes did not come in time")
    }
}

impl StdError for TooLate {}

impl BodyInTime {
    pub fn new(body: Body, time: Duration) -> Self {
        Self { body, time, timer: None, is_waiting: false }
    }

    fn poll_timer(&mut self, context: &mut Context<'_>) -> Poll<()> {
        let timer = match &mut self.timer {
            Some(timer) if self.is_waiting => timer,
            Some(timer) => {
                // A time beyond all clocks is none.
                if let Some(end) = Instant::now().checked_add(self.time) {
                    timer.as_mut().reset(end);
                }
                timer
            }
            none => none.insert(Box::pin(sleep(self.time))),
        };
        self.is_waiting = true;
        timer.as_mut().poll(context)
    }
}

impl HttpBody for BodyInTime {
    type Data = Bytes;
    type Error = Box<dyn StdError + Send + Sync>;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        match Pin::new(&mut self.body).poll_frame(context) {
            Poll::Ready(frame) => {
                self.is_waiting = false;
                Poll::Ready(frame.map(|frame| frame.map_err(Into::into)))
            }
            Poll::Pending => self.poll_timer(context).map(|()| Some(Err(TooLate.into()))),
        }
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

#[cfg(test)]
mod tests {
    use futures_util::stream;
    use http_body_util::BodyExt;

    use super::*;

    /// A body of so many parts, with a pause before each.
    fn dripping(parts: usize, pause: Duration) -> Body {
        Body::from_stream(stream::unfold(0, move |part| async move {
            sleep(pause).await;
            (part < parts).then_some((Ok::<_, std::io::Error>("x"), part + 1))
        }))
    }

    #[tokio::test(start_paused = true)]
    async fn each_part_has_its_time() {
        let second = Duration::from_secs(1);
        let read = async |pause, time| BodyInTime::new(dripping(5, pause), time).collect().await;
        assert_eq!(read(second, second * 2).await.unwrap().to_bytes(), "xxxxx");
        assert!(read(second * 3, second * 2).await.unwrap_err().is::<TooLate>());
        assert_eq!(read(second, Duration::MAX).await.unwrap().to_bytes(), "xxxxx");
    }
}
