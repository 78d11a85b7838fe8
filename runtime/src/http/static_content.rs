use std::{
    hash::{DefaultHasher, Hasher},
    io::{Read, Write},
    sync::{Arc, OnceLock},
};

use axum::{
    body::Body,
    http::{
        HeaderMap, HeaderValue, StatusCode,
        header::{ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, IF_NONE_MATCH, VARY},
    },
    response::{IntoResponse, Response},
};
use bytes::Bytes;
use flate2::{Compression, read::GzDecoder, write::GzEncoder};

use super::accept_encoding::prefers_gzip;
use crate::{Error, Result};

/// Content that is the same for all callers as long as the server runs, with what clients and caches need to fetch it
/// once: an entity tag (RFC 9110, section 8.8.3) and, where it pays, the coding gzip (section 8.4.1.3).
///
/// Compressed content is kept compressed only, since nearly every client takes it so. For the others it is unpacked once.
#[derive(Clone, Debug)]
pub struct StaticContent {
    media_type: HeaderValue,
    bytes: Bytes,
    is_gzip: bool,
    /// `bytes` unpacked, from when somebody first takes them only so.
    unpacked: Arc<OnceLock<Bytes>>,
    /// Of `bytes` as they are.
    tag: HeaderValue,
    /// Of the content unpacked, where `bytes` are compressed: a strong tag stands for one sequence of bytes.
    unpacked_tag: HeaderValue,
}

impl StaticContent {
    /// Content that is too small to be worth compressing.
    pub fn plain(media_type: &'static str, content: impl Into<Bytes>) -> Self {
        Self::new(media_type, content.into(), false)
    }

    /// Compresses the content. That takes milliseconds for a hundred kilobytes: do it once, and not before somebody asks.
    ///
    /// # Errors
    /// None in practice: writing to memory does not fail.
    pub fn compressed(media_type: &'static str, content: &[u8]) -> Result<Self> {
        let mut encoder = GzEncoder::new(Vec::with_capacity(content.len() / 4), Compression::default());
        encoder.write_all(content)?;
        Ok(Self::from_gzip(media_type, encoder.finish()?))
    }

    /// Content that is in gzip's format already (RFC 1952).
    pub fn from_gzip(media_type: &'static str, gzip: impl Into<Bytes>) -> Self {
        Self::new(media_type, gzip.into(), true)
    }

    fn new(media_type: &'static str, bytes: Bytes, is_gzip: bool) -> Self {
        let mut hasher = DefaultHasher::new();
        hasher.write(&bytes);
        let hash = hasher.finish();
        let tag = |text: String| HeaderValue::try_from(text).unwrap_or(HeaderValue::from_static("\"\""));
        Self {
            media_type: HeaderValue::from_static(media_type),
            bytes,
            is_gzip,
            unpacked: Arc::default(),
            tag: tag(format!("\"{hash:016x}\"")),
            unpacked_tag: tag(format!("\"{hash:016x}-unpacked\"")),
        }
    }

    /// The answer to a GET or HEAD with these headers: 304 without content where the client has it already (RFC 9110,
    /// section 13.1.2), else 200.
    pub fn answer(&self, headers: &HeaderMap) -> Response {
        let unpacks = self.is_gzip && !prefers_gzip(headers.get_all(ACCEPT_ENCODING));
        let tag = if unpacks { &self.unpacked_tag } else { &self.tag };
        let mut response = if is_known(headers, tag) {
            StatusCode::NOT_MODIFIED.into_response()
        } else {
            match self.content(unpacks) {
                Ok(response) => response,
                Err(error) => return error.into_response(),
            }
        };
        let answered = response.headers_mut();
        answered.insert(ETAG, tag.clone());
        // To be asked for each time, which costs an answer without content: it changes with the program.
        answered.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
        if self.is_gzip {
            answered.insert(VARY, HeaderValue::from_static("accept-encoding"));
        }
        response
    }

    fn content(&self, unpacks: bool) -> Result<Response> {
        let body = if unpacks { Body::from(self.unpacked()?) } else { Body::from(self.bytes.clone()) };
        let mut response = Response::new(body);
        response.headers_mut().insert(CONTENT_TYPE, self.media_type.clone());
        if self.is_gzip && !unpacks {
            response.headers_mut().insert(CONTENT_ENCODING, HeaderValue::from_static("gzip"));
        }
        Ok(response)
    }

    /// # Errors
    /// What was said to be gzip is not.
    fn unpacked(&self) -> Result<Bytes> {
        if let Some(content) = self.unpacked.get() {
            return Ok(content.clone());
        }
        let mut content = Vec::with_capacity(self.bytes.len().saturating_mul(4));
        GzDecoder::new(&*self.bytes).read_to_end(&mut content).map_err(Error::internal)?;
        Ok(self.unpacked.get_or_init(|| content.into()).clone())
    }
}

/// Whether `If-None-Match` lists the tag or is `*`. The comparison is the weak one: a proxy may have made the tag weak.
fn is_known(headers: &HeaderMap, tag: &HeaderValue) -> bool {
    let listed = headers.get_all(IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    let mut tags = listed.flat_map(|value| value.split(',')).map(str::trim);
    tags.any(|listed| listed == "*" || listed.strip_prefix("W/").unwrap_or(listed).as_bytes() == tag.as_bytes())
}

#[cfg(test)]
mod tests {
    use axum::{body::to_bytes, http::HeaderName};

    use super::*;

    const TEXT: &str = "text/plain";

    fn headers(pairs: &[(HeaderName, &str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (name.clone(), HeaderValue::try_from(*value).expect("a header"))).collect()
    }

    async fn body(response: Response) -> Bytes {
        to_bytes(response.into_body(), usize::MAX).await.expect("a body")
    }

    fn tag(response: &Response) -> &str {
        response.headers()[ETAG].to_str().expect("a tag")
    }

    #[tokio::test]
    async fn compressed_content_reaches_every_client() {
        let text = "the same again and again, ".repeat(100);
        let content = StaticContent::compressed(TEXT, text.as_bytes()).expect("compresses");
        let packed = content.answer(&headers(&[(ACCEPT_ENCODING, "br, gzip")]));
        assert_eq!(packed.headers()[CONTENT_ENCODING], "gzip");
        let plain = content.answer(&headers(&[]));
        assert!(plain.headers().get(CONTENT_ENCODING).is_none());
        assert_ne!(tag(&packed), tag(&plain), "a strong tag is one of bytes");
        for response in [&packed, &plain] {
            assert_eq!(response.status(), StatusCode::OK);
            assert_eq!(
                (&response.headers()[VARY], &response.headers()[CONTENT_TYPE]),
                (&"accept-encoding".parse().unwrap(), &TEXT.parse().unwrap())
            );
        }
        let (packed, plain) = (body(packed).await, body(plain).await);
        let mut unpacked = String::new();
        GzDecoder::new(&*packed).read_to_string(&mut unpacked).expect("gzip");
        assert!(packed.len() < plain.len() && plain == text.as_bytes() && unpacked == text);
    }

    #[tokio::test]
    async fn who_has_it_is_told_so_without_content() {
        let plain = StaticContent::plain(TEXT, "small");
        let packed = StaticContent::compressed(TEXT, b"large").expect("compresses");
        for (content, accepted) in [(&plain, "gzip"), (&plain, "identity"), (&packed, "gzip"), (&packed, "identity")] {
            let ask = |known: &str| content.answer(&headers(&[(ACCEPT_ENCODING, accepted), (IF_NONE_MATCH, known)]));
            let first = ask("\"other\"");
            let (status, tag) = (first.status(), tag(&first).to_owned());
            assert_eq!(status, StatusCode::OK);
            for known in [tag.clone(), format!("W/{tag}"), format!("\"a\", {tag} ,\"b\""), "*".to_owned()] {
                let again = ask(&known);
                assert_eq!(again.status(), StatusCode::NOT_MODIFIED, "{known}");
                assert_eq!(again.headers()[ETAG], first.headers()[ETAG]);
                assert_eq!(again.headers().get(VARY), first.headers().get(VARY));
                assert_eq!(again.headers()[CACHE_CONTROL], "no-cache");
                assert!(body(again).await.is_empty());
            }
            for unknown in ["", "\"\"", tag.trim_matches('"'), &tag[1..], "\"*\""] {
                assert_eq!(ask(unknown).status(), StatusCode::OK, "{unknown}");
            }
        }
    }

    #[test]
    fn other_content_has_another_tag() {
        let tags = ["a", "b"].map(|text| tag(&StaticContent::plain(TEXT, text).answer(&headers(&[]))).to_owned());
        assert_ne!(tags[0], tags[1]);
        assert!(tags[0].starts_with('"') && tags[0].ends_with('"') && tags[0].len() == 18, "{tags:?}");
    }

    #[test]
    fn what_is_no_gzip_is_a_fault_of_the_server() {
        let broken = StaticContent::from_gzip(TEXT, &b"no gzip"[..]);
        assert_eq!(broken.answer(&headers(&[])).status(), StatusCode::INTERNAL_SERVER_ERROR);
    }
}
