use std::path::{Path, PathBuf};

/// Two parameters say how SQLite gets at the file; it takes them in a URI of its own.
pub fn filename(path: &Path, parameters: &[&str]) -> PathBuf {
    let is_passed_on = |parameter: &&str| parameter.starts_with("immutable=") || parameter.starts_with("vfs=");
    let passed_on: Vec<_> = parameters.iter().copied().filter(is_passed_on).collect();
    if passed_on.is_empty() {
        return path.to_owned();
    }
    let mut uri = "file:".to_owned();
    for byte in path.to_string_lossy().bytes() {
        match byte {
            b'/' | b'.' | b'_' | b'-' => uri.push(char::from(byte)),
            _ if byte.is_ascii_alphanumeric() => uri.push(char::from(byte)),
            _ => uri.push_str(&format!("%{byte:02x}")),
        }
    }
    PathBuf::from(format!("{uri}?{}", passed_on.join("&")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_url_says_of_the_file_is_passed_on() {
        let named = |parameters: &[&str]| filename(Path::new("/a b/ü?.db"), parameters);
        assert_eq!(named(&["mode=ro"]), Path::new("/a b/ü?.db"));
        assert_eq!(named(&["mode=ro", "immutable=1"]), Path::new("file:/a%20b/%c3%bc%3f.db?immutable=1"));
        let both = named(&["vfs=unix-none", "mode=ro", "immutable=0"]);
        assert_eq!(both, Path::new("file:/a%20b/%c3%bc%3f.db?vfs=unix-none&immutable=0"));
    }
}
