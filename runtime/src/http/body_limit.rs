use axum::{
    body::Body,
    http::{HeaderMap, StatusCode, header::CONTENT_LENGTH},
};
use bytes::Bytes;
use http_body_util::{BodyExt, LengthLimitError, Limited};

use super::body_in_time::{BodyInTime, TooLate};
use crate::{
    Error, Result,
    app::Settings,
    error::{code, reading_body},
};

/// Reads a whole body.
///
/// # Errors
/// 413 where it is longer than allowed, before it is read if its length is announced; 408 where its next bytes do not come
/// in time; 400 where the connection breaks.
pub async fn read_body(headers: &HeaderMap, body: Body, settings: &Settings) -> Result<Bytes> {
    let limit = settings.body_limit;
    let announced = headers.get(CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<u64>().ok());
    if announced.is_some_and(|length| length > limit as u64) {
        return Err(too_large(limit));
    }
    let body = Limited::new(BodyInTime::new(body, settings.client_timeout), limit);
    match reading_body(body.collect()).await {
        Ok(body) => Ok(body.to_bytes()),
        Err(error) if error.is::<LengthLimitError>() => Err(too_large(limit)),
        Err(error) if error.is::<TooLate>() => Err(Error::request_timeout()),
        Err(error) => {
            Err(Error::bad_request(code::MALFORMED, "The body could not be read to its end.").with_cause(error))
        }
    }
}

fn too_large(limit: usize) -> Error {
    Error::new(
        StatusCode::PAYLOAD_TOO_LARGE,
        code::PAYLOAD_TOO_LARGE,
        format!("The body may have at most {limit} bytes."),
    )
}
