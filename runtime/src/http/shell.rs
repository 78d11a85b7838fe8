use std::{panic::AssertUnwindSafe, sync::Arc, time::Instant};

use axum::{
    extract::{OriginalUri, Request, State},
    http::StatusCode,
    middleware::Next,
    response::{IntoResponse, Response},
};
use futures_util::FutureExt;
use tracing::Instrument;

use super::request_id::{REQUEST_ID, request_id};
use crate::{
    Error,
    app::Shared,
    error::{code, is_reading_body, with_instance},
};

/// Marks a request that does not name one host.
#[derive(Clone, Copy, Debug)]
pub struct WrongHost;

/// Around every request, outside of the user's layers: an id, a span, a time limit, and a net for panics; what caused a
/// problem goes to the log. The answer itself is left as it comes: a layer may have compressed it or written it anew.
pub async fn shell(State(shared): State<Arc<Shared>>, mut request: Request, next: Next) -> Response {
    let began = Instant::now();
    let id = request_id(request.headers());
    request.headers_mut().insert(REQUEST_ID, id.clone());
    let path =
        request.extensions().get::<OriginalUri>().map_or_else(|| request.uri().path(), |uri| uri.path()).to_owned();
    let method = request.method().clone();
    let span = tracing::info_span!("request", %method, path, id = id.to_str().unwrap_or_default());
    let has_wrong_host = request.extensions().get::<WrongHost>().is_some();
    let answered = async {
        if has_wrong_host {
            return Error::bad_request(code::MALFORMED, "A request names its host once, in `Host`.").into_response();
        }
        next.run(request).await
    };
    let answer = with_instance(path, limited(&shared, answered));
    let mut response = answer.instrument(span.clone()).await;
    let _inside = span.enter();
    log_cause(&mut response);
    response.headers_mut().insert(REQUEST_ID, id);
    tracing::info!(status = response.status().as_u16(), micros = began.elapsed().as_micros(), "answered");
    response
}

async fn limited(shared: &Shared, answer: impl Future<Output = Response>) -> Response {
    let caught = AssertUnwindSafe(answer).catch_unwind();
    match tokio::time::timeout(shared.settings.request_timeout, caught).await {
        Ok(Ok(response)) => response,
        Ok(Err(panic)) => Error::from_panic(&*panic).into_response(),
        Err(_) if is_reading_body() => Error::request_timeout().into_response(),
        Err(_) => Error::unavailable(1).with_cause("the request took longer than its time limit").into_response(),
    }
}

fn log_cause(response: &mut Response) {
    let Some(error) = response.extensions_mut().remove::<Arc<Error>>() else { return };
    let Some(cause) = error.causes() else { return };
    if error.status().is_server_error() {
        tracing::error!(code = error.code(), cause, "request failed");
    } else {
        tracing::debug!(code = error.code(), cause, "request refused");
    }
}

/// Any path that nothing else serves.
pub async fn not_found() -> Response {
    Error::new(StatusCode::NOT_FOUND, code::NOT_FOUND, "There is nothing at this path.").into_response()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::logged;

    #[tokio::test]
    async fn a_cause_is_one_line_of_the_log_with_all_that_lies_behind_it() {
        let deep = std::io::Error::other("deep\n2026-01-01T00:00:00Z ERROR forged");
        let cause = sea_orm::DbErr::Custom("wide\nforged".to_owned());
        for (error, parts) in
            [(Error::internal(deep), ["deep", "forged"]), (Error::internal(cause), ["wide", "forged"])]
        {
            let mut response = error.into_response();
            let ((), log) = logged(async { log_cause(&mut response) }).await;
            assert_eq!(log.lines().count(), 1, "{log}");
            assert!(parts.iter().all(|part| log.contains(part)), "{log}");
        }
    }
}
