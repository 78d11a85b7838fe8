//! What becomes of failures that no answer tells.

use std::time::Duration;

use axum::extract::Request;
use tokio::time::{sleep, timeout};

use super::*;
use crate::{
    app::{Settings, Shared, testing::logged},
    database::{ConnectOptions, Database, testing::resource},
    descriptor::{Descriptor, Flags},
    error::code,
};

static FIELDS: [Field; 1] = [Field::new::<i64>("id").flags(Flags::AUTO_KEY)];
static THINGS: Descriptor = resource("Thing", "things", &FIELDS);

async fn endpoint() -> Arc<Endpoint> {
    let database = Database::connect("sqlite::memory:", &ConnectOptions::default()).await.unwrap();
    let shared = Shared::new(database, None, Settings::default(), Default::default(), &[&THINGS]);
    Arc::new(Endpoint::new(Arc::new(shared), &THINGS))
}

/// Does something as a request would, and gives what it and what it has left running have logged.
async fn log_of_request<T>(endpoint: &Endpoint, request: impl Future<Output = T>) -> String {
    let in_span = async {
        let _ = request.instrument(tracing::info_span!("request", id = "abc-1")).await;
        while !endpoint.shared.writes.is_empty() {
            sleep(Duration::from_millis(5)).await;
        }
    };
    logged(in_span).await.1
}

async fn late<T>(outcome: impl FnOnce() -> T) -> T {
    // So long that the request is given up before, on a machine that is busy, too.
    sleep(Duration::from_millis(100)).await;
    outcome()
}

#[tokio::test]
async fn a_failure_that_nobody_waits_for_is_logged_with_the_requests_id() {
    let endpoint = endpoint().await;
    let left =
        |write| log_of_request(&endpoint, timeout(Duration::from_millis(1), detached::<_, ()>(&endpoint, write)));
    type Write = std::pin::Pin<Box<dyn Future<Output = Result<()>> + Send>>;
    let failing: Write = Box::pin(late(|| Err(Error::internal("the disk is\non fire"))));
    let panicking: Write = Box::pin(late(|| panic!("the disk is a teapot")));
    let refused: Write = Box::pin(late(|| Err(Error::conflict(code::NOT_UNIQUE, "taken"))));
    for (write, level, text) in [
        (failing, "ERROR", "the disk is\\non fire"),
        (panicking, "ERROR", "the disk is a teapot"),
        (refused, "INFO", "not_unique"),
    ] {
        let log = left(write).await;
        for part in [level, text, "nobody waits", "abc-1"] {
            assert!(log.contains(part), "{part} is not in: {log}");
        }
    }
    let done: Write = Box::pin(late(|| Ok(())));
    assert_eq!(left(done).await, "", "there is nothing to say of a write that went well");
}

#[tokio::test]
async fn a_failure_that_is_the_answer_is_not_logged_here() {
    let endpoint = endpoint().await;
    let (result, log) = logged(detached::<_, ()>(&endpoint, late(|| panic!("the disk is a teapot")))).await;
    let error = result.unwrap_err();
    assert_eq!(
        (error.status().as_u16(), error.cause().unwrap().to_string()),
        (500, "panic: the disk is a teapot".into())
    );
    assert_eq!(log, "");
}

#[tokio::test]
async fn work_after_a_commit_that_fails_or_panics_is_logged_with_the_requests_id() {
    let endpoint = endpoint().await;
    let parts = Request::new(axum::body::Body::empty()).into_parts().0;
    let head = RequestHead::read(&endpoint.shared, parts).await.unwrap();
    let log = log_of_request(&endpoint, async {
        let mut write = Write::new(&endpoint, &head, Operation::Create);
        write.cx.on_commit(async { Err(Error::internal("no\nmail")) });
        write.cx.on_commit(async { panic!("a broken mailer") });
        write.cx.on_commit(async { Ok(()) });
        write.cx.commit().await.unwrap();
    })
    .await;
    let lines: Vec<&str> = log.lines().filter(|line| line.contains("ERROR")).collect();
    assert_eq!(lines.len(), 2, "{log}");
    assert!(lines.iter().all(|line| line.contains("abc-1")), "{log}");
    assert!(log.contains("no\\nmail") && log.contains("panic: a broken mailer"), "{log}");
}
