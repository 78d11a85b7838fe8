/// The reference that leads from one path to another (RFC 3986, section 4.2), whatever prefix both stand below. It does not
/// end with a slash.
pub fn relative_reference(from: &str, to: &str) -> String {
    let from: Vec<&str> = from.split('/').collect();
    let to: Vec<&str> = to.split('/').collect();
    let folders = from.len().min(to.len()) - 1;
    let shared = (0..folders).take_while(|index| from[*index] == to[*index]).count();
    let up = std::iter::repeat_n("..", from.len() - 1 - shared);
    let reference = up.chain(to[shared..].iter().copied()).collect::<Vec<_>>().join("/");
    match reference.trim_end_matches('/') {
        "" => ".".to_owned(),
        reference => reference.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_path_leads_to_another() {
        for (from, to, expected) in [
            ("/docs", "/openapi.json", "openapi.json"),
            ("/a/docs", "/openapi.json", "../openapi.json"),
            ("/a/b/docs", "/a/c/openapi.json", "../c/openapi.json"),
            ("/docs", "/api/v1/openapi.json", "api/v1/openapi.json"),
            ("/a/docs", "/a/openapi.json", "openapi.json"),
            ("/docs", "/docs/openapi.json", "docs/openapi.json"),
            ("/docs/page", "/docs", "../docs"),
            ("/openapi.json", "/", "."),
            ("/api/openapi.json", "/", ".."),
            ("/api/v1/openapi.json", "/", "../.."),
            ("", "/", "."),
        ] {
            assert_eq!(relative_reference(from, to), expected, "{from} {to}");
        }
    }
}
