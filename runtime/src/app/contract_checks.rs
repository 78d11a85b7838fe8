//! Whether the OpenAPI document and the page that shows it can stand where they are put.

use super::{ContractPaths, checks::plain_path, group::Mount};
use crate::docs_page;

const DOCUMENT: &str = "the OpenAPI document";
const PAGE: &str = "the docs page";

/// All that is wrong with their paths.
pub fn faults(paths: &ContractPaths, mounts: &[Mount]) -> Vec<String> {
    let (document, page) = (paths.document.as_deref(), paths.page.as_deref());
    let no_paths: Vec<String> = [("openapi_at", document), ("docs_at", page)]
        .into_iter()
        .filter_map(|(word, path)| fault_of_path(word, path?))
        .collect();
    if !no_paths.is_empty() {
        return no_paths;
    }
    let Some(document) = document else {
        return page
            .filter(|page| ContractPaths::default().page.as_deref() != Some(page))
            .map(nothing_to_show)
            .into_iter()
            .collect();
    };
    let mut faults: Vec<String> = clash(DOCUMENT, "openapi_at", document, mounts).into_iter().collect();
    for path in page.into_iter().flat_map(docs_page::paths) {
        faults.extend(clash(PAGE, "docs_at", &path, mounts));
        if path == document {
            faults.push(format!("{DOCUMENT} and {PAGE} are both served at {path}; give one of them another path"));
        }
    }
    faults
}

fn fault_of_path(word: &str, path: &str) -> Option<String> {
    (path.is_empty() || plain_path(path) != path).then(|| {
        format!(
            "`{word}(\"{path}\")` is no path that begins with `/` and does not end with one; write letters, digits, `-`, \
             `_`, `.` and `~` between slashes, such as `{word}(\"/api/reference\")`"
        )
    })
}

fn nothing_to_show(page: &str) -> String {
    format!("`docs_at(\"{page}\")` has no document to show where `without_openapi()` is said; leave one of the two out")
}

/// A resource at the path, or one whose rows it would hide: `/posts/docs` is a key of `/posts`, too.
fn clash(what: &str, word: &str, path: &str, mounts: &[Mount]) -> Option<String> {
    if matches!(path, "/health/live" | "/health/ready") {
        return Some(format!(
            "{what} is served at {path}, where the server tells its health; give `{word}(..)` another path"
        ));
    }
    let folder = path.rsplit_once('/').map(|(folder, _)| folder);
    let mount = mounts.iter().find(|mount| mount.path == path || Some(mount.path.as_str()) == folder)?;
    Some(format!(
        "{what} is served at {path}, which belongs to `{}` at {}; move it with `{word}(..)`, or give the resource \
         #[resource(path = \"..\")]",
        mount.descriptor.name, mount.path
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        database::testing::resource,
        descriptor::{Descriptor, Field, Flags},
    };

    fn told(document: Option<&str>, page: Option<&str>, resource_path: &str) -> String {
        static FIELDS: [Field; 1] = [Field::new::<i64>("id").flags(Flags::KEY)];
        static POSTS: Descriptor = resource("Post", "posts", &FIELDS);
        let mounts = [Mount { path: resource_path.to_owned(), descriptor: &POSTS }];
        let paths = ContractPaths { document: document.map(str::to_owned), page: page.map(str::to_owned) };
        faults(&paths, &mounts).join("\n")
    }

    #[test]
    fn what_stands_free_is_no_fault() {
        for (document, page, resource_path) in [
            (Some("/openapi.json"), Some("/docs"), "/posts"),
            (Some("/api/openapi.json"), Some("/api/reference"), "/posts"),
            (Some("/docs/openapi.json"), Some("/docs"), "/posts"),
            (Some("/openapi.json"), Some("/docs"), "/docs/posts"),
            (Some("/openapi.json"), None, "/docs"),
            (None, Some("/docs"), "/openapi.json"),
            (None, None, "/docs"),
        ] {
            assert_eq!(told(document, page, resource_path), "", "{document:?} {page:?} {resource_path}");
        }
    }

    #[test]
    fn what_is_in_the_way_is_named() {
        let (document, page) = (Some("/openapi.json"), Some("/docs"));
        for (document, page, resource_path, parts) in [
            (document, page, "/docs", ["docs page is served at /docs, which belongs to `Post`", "`docs_at(..)`"]),
            (document, page, "/docs/page.js", ["served at /docs/page.js", "path = "]),
            (document, page, "/openapi.json", ["the OpenAPI document is served at /openapi.json", "`openapi_at(..)`"]),
            (document, Some("/posts/docs"), "/posts", ["/posts/docs, which belongs to `Post` at /posts", "docs_at"]),
            (Some("/posts/x"), page, "/posts", ["/posts/x, which belongs to `Post` at /posts", "openapi_at"]),
            (document, Some("/health/live"), "/posts", ["/health/live", "tells its health"]),
            (Some("/docs"), page, "/posts", ["are both served at /docs;", "another path"]),
            (Some("/docs/page.js"), page, "/posts", ["are both served at /docs/page.js;", "another path"]),
            (document, Some("reference"), "/posts", ["`docs_at(\"reference\")` is no path", "write"]),
            (document, Some("/"), "/posts", ["`docs_at(\"/\")` is no path", "write"]),
            (Some("/api/{x}"), page, "/posts", ["`openapi_at(\"/api/{x}\")` is no path", "write"]),
            (Some(""), page, "/posts", ["`openapi_at(\"\")` is no path", "write"]),
            (None, Some("/reference"), "/posts", ["`docs_at(\"/reference\")` has no document", "without_openapi()"]),
        ] {
            let told = told(document, page, resource_path);
            assert!(parts.iter().all(|part| told.contains(part)), "{document:?} {page:?} {resource_path}: {told}");
        }
    }
}
