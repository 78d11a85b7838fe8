//! The page on which people read the contract and try it: Swagger UI, from inside the program. It asks no other host.

use std::sync::{Arc, LazyLock};

use axum::{
    Router,
    extract::Request,
    http::{
        HeaderMap, HeaderName, HeaderValue,
        header::{CONTENT_SECURITY_POLICY, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS},
    },
    response::{IntoResponse, Redirect, Response},
    routing::{any, get},
};

use crate::http::{self, StaticContent, relative_reference};

const HTML: &str = "text/html; charset=utf-8";
const CSS: &str = "text/css; charset=utf-8";
const JAVASCRIPT: &str = "text/javascript; charset=utf-8";
const TEXT: &str = "text/plain; charset=utf-8";

/// What the page may do: run and look as this server says, and ask this server.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
                      connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// A file of the page. Made when it is asked for: until then its bytes stay on the disk, with the rest of the program.
struct Asset {
    name: &'static str,
    content: LazyLock<StaticContent>,
}

macro_rules! asset {
    ($name:literal, $media_type:ident) => {
        Asset {
            name: $name,
            content: LazyLock::new(|| {
                let gzip = include_bytes!(concat!("../assets/swagger-ui/", $name, ".gz"));
                StaticContent::from_gzip($media_type, &gzip[..])
            }),
        }
    };
    (ours: $name:literal, $media_type:ident) => {
        Asset {
            name: $name,
            content: LazyLock::new(|| {
                StaticContent::plain($media_type, &include_bytes!(concat!("../assets/docs-page/", $name))[..])
            }),
        }
    };
}

static ASSETS: [Asset; 7] = [
    asset!("swagger-ui.css", CSS),
    asset!("swagger-ui-bundle.js", JAVASCRIPT),
    asset!("swagger-ui-bundle.js.LICENSE.txt", TEXT),
    asset!("LICENSE", TEXT),
    asset!("NOTICE", TEXT),
    asset!(ours: "page.css", CSS),
    asset!(ours: "page.js", JAVASCRIPT),
];

/// Adds the page at a path, and its files below. Both paths are plain ones from the root of the router, such as `/docs` and
/// `/openapi.json`.
///
/// All addresses that the page uses are relative, so that it works below any prefix, also one that only a proxy knows.
pub fn add_to(router: Router, page: &str, document: &str) -> Router {
    let name = page.rsplit('/').next().unwrap_or_default();
    let index = include_str!("../assets/docs-page/index.html")
        .replace("{assets}", name)
        .replace("{document}", &relative_reference(page, document));
    let index = Arc::new(StaticContent::plain(HTML, index));
    let without_slash = format!("../{name}");
    let mut router = router
        .route(page, get(async move |headers: HeaderMap| guarded(index.answer(&headers))).fallback(http::only_get))
        .route(
            &format!("{page}/"),
            get(async move || Redirect::temporary(&without_slash).into_response()).fallback(http::only_get),
        )
        .route(&format!("{page}/{{file}}"), any(http::not_found));
    for asset in &ASSETS {
        let answer = async |request: Request| guarded(asset.content.answer(request.headers()));
        router = router.route(&format!("{page}/{}", asset.name), get(answer).fallback(http::only_get));
    }
    router
}

/// With what keeps a browser from doing anything else with the answer.
fn guarded(mut response: Response) -> Response {
    let guards: [(HeaderName, &'static str); 3] =
        [(CONTENT_SECURITY_POLICY, POLICY), (X_CONTENT_TYPE_OPTIONS, "nosniff"), (REFERRER_POLICY, "no-referrer")];
    for (name, value) in guards {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

/// The paths that the page takes.
pub fn paths(page: &str) -> impl Iterator<Item = String> {
    let files = ASSETS.iter().map(move |asset| format!("{page}/{}", asset.name));
    std::iter::once(page.to_owned()).chain(files)
}

#[cfg(test)]
mod tests {
    use axum::{body::to_bytes, http::StatusCode};

    use super::*;

    #[tokio::test]
    async fn every_file_unpacks_and_is_what_its_name_says() {
        for (asset, begins) in ASSETS.iter().zip(["", "/*! For license", "/*!", "\n", "swagger-ui", "body", "\"use"]) {
            let response = asset.content.answer(&HeaderMap::new());
            assert_eq!(response.status(), StatusCode::OK, "{}", asset.name);
            let body = to_bytes(response.into_body(), usize::MAX).await.expect("a body");
            let text = std::str::from_utf8(&body).expect("a text");
            assert!(text.len() > 40 && text.starts_with(begins), "{}: {}", asset.name, text.get(..40).unwrap_or(text));
        }
    }
}
