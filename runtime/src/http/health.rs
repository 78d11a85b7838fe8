use std::sync::Arc;

use axum::{
    extract::State,
    http::{HeaderValue, StatusCode, header::CONTENT_TYPE},
    response::{IntoResponse, Response},
};

use crate::{Error, app::Shared};

fn answer(status: StatusCode, word: &'static str) -> Response {
    (status, [(CONTENT_TYPE, HeaderValue::from_static("application/json"))], word).into_response()
}

/// `GET /health/live`: the process answers.
pub async fn live() -> Response {
    answer(StatusCode::OK, "{\"status\":\"ok\"}")
}

/// `GET /health/ready`: the database answers, and the server is not about to stop.
pub async fn ready(State(shared): State<Arc<Shared>>) -> Response {
    if shared.is_draining() {
        return Error::unavailable(1).into_response();
    }
    match shared.database.ping().await {
        Ok(()) => answer(StatusCode::OK, "{\"status\":\"ok\"}"),
        Err(fault) => Error::unavailable(1).with_cause(fault.to_string()).into_response(),
    }
}
