//! Links between the repository's texts lead to files.

use std::path::Path;

/// The texts that people read on the repository's pages; those of `runtime/docs` are rustdoc's.
const TEXTS: &[&str] = &["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "examples/bench/README.md"];

fn targets(text: &str) -> impl Iterator<Item = &str> {
    let inside = text.split("](").skip(1).filter_map(|rest| rest.split([')', '#']).next());
    inside.filter(|target| !target.is_empty() && !target.starts_with("https://"))
}

#[test]
fn what_a_text_links_to_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut broken = Vec::new();
    for text in TEXTS {
        let path = root.join(text);
        let content = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{text}: {error}"));
        let folder = path.parent().expect("a folder");
        broken.extend(
            targets(&content).filter(|target| !folder.join(target).exists()).map(|target| format!("{text}: {target}")),
        );
    }
    assert!(broken.is_empty(), "{broken:#?}");
}

/// Every page of the guide is named where people begin to read.
#[test]
fn the_readme_names_every_page() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let readme = std::fs::read_to_string(root.join("README.md")).expect("the README");
    let pages = std::fs::read_dir(root.join("runtime/docs")).expect("the pages");
    for page in pages {
        let name = page.expect("a page").file_name().into_string().expect("a text");
        if !name.ends_with(".md") {
            continue;
        }
        assert!(readme.contains(&format!("(runtime/docs/{name})")), "README.md does not name runtime/docs/{name}");
    }
}
