use std::{cell::Cell, future::Future, sync::Arc};

use axum::{
    body::Body,
    http::header::{CONTENT_TYPE, HeaderValue},
    response::{IntoResponse, Response},
};

use super::{Error, Place, Violation};
use crate::json;

tokio::task_local! {
    static REQUEST: Request;
}

/// What is known of the request that a task answers.
struct Request {
    /// The path that was asked.
    path: String,
    /// Whether its body is being waited for.
    reads_body: Cell<bool>,
}

/// Runs a request: the problems that it makes say which path was asked. Each says so from the moment it is made, so that
/// whatever a layer of the user's then does to it (compress it, write it anew) stays done.
pub(crate) fn with_instance<F: Future>(path: String, request: F) -> impl Future<Output = F::Output> {
    REQUEST.scope(Request { path: as_uri_reference(path), reads_body: Cell::new(false) }, request)
}

/// Waits for the body of the request, in a way that can be seen when time is up.
pub(crate) async fn reading_body<F: Future>(body: F) -> F::Output {
    let note = |reads| {
        // Outside of a request of ours nobody asks.
        let _ = REQUEST.try_with(|request| request.reads_body.set(reads));
    };
    note(true);
    let body = body.await;
    note(false);
    body
}

/// Whether the request's body is, or was to the last, being waited for.
pub(crate) fn is_reading_body() -> bool {
    REQUEST.try_with(|request| request.reads_body.get()).unwrap_or(false)
}

/// A path with what a URI does not hold percent-encoded (RFC 3986, section 3.3), as `instance` is a URI reference: the HTTP
/// library takes more.
fn as_uri_reference(path: String) -> String {
    let is_escape =
        |rest: &[u8]| matches!(rest, [b'%', high, low, ..] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit());
    let is_kept = |index: usize, byte: u8| {
        byte.is_ascii_alphanumeric()
            || b"-._~!$&'()*+,;=:@/".contains(&byte)
            || byte == b'%' && is_escape(&path.as_bytes()[index..])
    };
    // What begins with two slashes would name a host (RFC 3986, section 4.2).
    let start = if path.starts_with("//") { "/." } else { "" };
    if start.is_empty() && path.bytes().enumerate().all(|(index, byte)| is_kept(index, byte)) {
        return path;
    }
    let write =
        |(index, byte)| if is_kept(index, byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") };
    std::iter::once(start.to_owned()).chain(path.bytes().enumerate().map(write)).collect()
}

/// The body of a problem document (RFC 9457, section 3.1) with our members `code` and `errors`.
///
/// `type` is `about:blank`, so `title` is the status' phrase (section 4.2.1); `code` says what it would.
/// `instance` is the path that was asked.
pub(crate) fn problem_body(error: &Error, instance: Option<&str>) -> Vec<u8> {
    let mut out = Vec::with_capacity(256);
    out.extend_from_slice(b"{\"type\":\"about:blank\",\"title\":");
    json::write_string(&mut out, error.status().canonical_reason().unwrap_or("Error"));
    out.extend_from_slice(b",\"status\":");
    json::write_i64(&mut out, error.status().as_u16().into());
    out.extend_from_slice(b",\"detail\":");
    json::write_string(&mut out, error.detail());
    if let Some(instance) = instance {
        out.extend_from_slice(b",\"instance\":");
        json::write_string(&mut out, instance);
    }
    out.extend_from_slice(b",\"code\":");
    json::write_string(&mut out, error.code());
    if !error.violations().is_empty() {
        out.extend_from_slice(b",\"errors\":[");
        for (index, violation) in error.violations().iter().enumerate() {
            if index > 0 {
                out.push(b',');
            }
            write_violation(&mut out, violation);
        }
        out.push(b']');
    }
    out.push(b'}');
    out
}

fn write_violation(out: &mut Vec<u8>, violation: &Violation) {
    let (member, place): (&[u8], _) = match &violation.place {
        Place::Pointer(pointer) => (b"{\"pointer\":", pointer),
        Place::Parameter(name) => (b"{\"parameter\":", name),
    };
    out.extend_from_slice(member);
    json::write_string(out, place);
    out.extend_from_slice(b",\"code\":");
    json::write_string(out, &violation.code);
    out.extend_from_slice(b",\"detail\":");
    json::write_string(out, &violation.detail);
    let mut separator: &[u8] = b",\"params\":{";
    for (name, value) in &violation.params {
        out.extend_from_slice(separator);
        json::write_string(out, name);
        out.push(b':');
        json::write_json(out, value);
        separator = b",";
    }
    if !violation.params.is_empty() {
        out.push(b'}');
    }
    out.push(b'}');
}

/// The error itself rides along as an `Arc<Error>` in the answer's extensions, for the log outside.
impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let body = REQUEST.try_with(|request| problem_body(&self, Some(&request.path)));
        // Outside of a request of ours, as in a handler of the host's.
        let mut response = Response::new(Body::from(body.unwrap_or_else(|_| problem_body(&self, None))));
        *response.status_mut() = self.status();
        response.headers_mut().extend(self.headers().map(|(name, value)| (Some(name), value)));
        response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        response.extensions_mut().insert(Arc::new(self));
        response
    }
}

#[cfg(test)]
mod tests {
    use super::as_uri_reference;

    #[test]
    fn a_path_is_a_uri_reference() {
        for (path, reference) in [
            ("/posts/7", "/posts/7"),
            ("/pages/a%2Fb,c", "/pages/a%2Fb,c"),
            ("/pages/%4", "/pages/%254"),
            ("/pages/%", "/pages/%25"),
            ("//host/7", "/.//host/7"),
            ("/pages/{\"é\"}", "/pages/%7B%22%C3%A9%22%7D"),
        ] {
            assert_eq!(as_uri_reference(path.to_owned()), reference);
        }
    }
}
