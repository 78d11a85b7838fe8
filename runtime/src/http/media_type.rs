use axum::http::{
    HeaderMap, StatusCode,
    header::{CONTENT_ENCODING, CONTENT_TYPE},
};

use crate::{Error, Result, error::code};

/// Refuses a body that does not say it is JSON, or says that it is coded.
///
/// # Errors
/// 415, where `Content-Type` (RFC 9110, section 8.3) is none of the given media types, or there is a `Content-Encoding`
/// (section 8.4).
pub fn check_media_type(headers: &HeaderMap, allowed: &'static [&'static str]) -> Result<()> {
    let mut values = headers.get_all(CONTENT_TYPE).iter();
    let (first, second) = (values.next(), values.next());
    let essence =
        first.and_then(|value| value.to_str().ok()).map(|value| value.split(';').next().unwrap_or_default().trim());
    let fits = second.is_none()
        && essence.is_some_and(|essence| allowed.iter().any(|allowed| allowed.eq_ignore_ascii_case(essence)));
    if !fits {
        return Err(unsupported(format!("The body needs the Content-Type {}.", allowed.join(" or "))));
    }
    if headers.get_all(CONTENT_ENCODING).iter().any(|coding| !coding.as_bytes().eq_ignore_ascii_case(b"identity")) {
        return Err(unsupported("A body must come without a Content-Encoding.".to_owned()));
    }
    Ok(())
}

fn unsupported(detail: String) -> Error {
    Error::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, code::UNSUPPORTED_MEDIA_TYPE, detail)
}
