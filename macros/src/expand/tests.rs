//! Expansions, committed as files under `expansions/`: what a user writes as `name.rs`, what it becomes as
//! `name.expanded.rs`. `BLESS=1 cargo test -p restruct-macros` writes the latter anew; read the difference.

use std::fs;
use std::path::{Path, PathBuf};

use syn::{DeriveInput, File};

/// A resource of eight plain columns may not become more lines than this.
const MOST_LINES: usize = 400;

fn declarations() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("expansions");
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let is_declaration = |path: &PathBuf| !path.to_string_lossy().ends_with(".expanded.rs");
    let mut declarations: Vec<PathBuf> = files.filter(is_declaration).collect();
    declarations.sort();
    declarations
}

fn expand(declaration: &Path) -> String {
    let input: DeriveInput = syn::parse_str(&fs::read_to_string(declaration).unwrap()).unwrap();
    let tokens = match &input.data {
        syn::Data::Enum(_) => crate::resource_enum(&input),
        _ => crate::resource(&input),
    };
    let file: File = syn::parse2(tokens).unwrap_or_else(|error| panic!("{}: {error}", declaration.display()));
    prettyplease::unparse(&file)
}

#[test]
fn expansions_are_as_committed() {
    let declarations = declarations();
    assert!(declarations.len() >= 7);
    for declaration in declarations {
        let committed = declaration.with_extension("expanded.rs");
        let expanded = expand(&declaration);
        if std::env::var_os("BLESS").is_some() {
            fs::write(&committed, &expanded).unwrap();
        }
        let expected = fs::read_to_string(&committed).unwrap_or_default();
        assert!(expanded == expected, "{} is another; BLESS=1 writes it anew", committed.display());
    }
}

/// Lines without what they are indented by.
fn lines(text: &str) -> String {
    text.lines().map(str::trim).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_guide_shows_an_expansion_as_it_is() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("expansions");
    let read = |name: &str| lines(&fs::read_to_string(folder.join(name)).unwrap());
    let (declaration, expansion) = (read("note.rs"), read("note.expanded.rs"));
    let page = include_str!("../../../runtime/docs/generated_code.md");
    let shown = page.split("```rust,ignore\n").skip(1).map(|rest| lines(rest.split("```").next().unwrap()));
    let (same, other): (Vec<_>, Vec<_>) = shown.partition(|text| *text == declaration || expansion.contains(text));
    assert_eq!(other, Vec::<String>::new());
    assert!(same.len() >= 4);
    assert!(page.contains(&format!("of {} lines in all", expansion.lines().count())));
}

#[test]
fn a_plain_resource_is_few_lines() {
    let declaration = Path::new(env!("CARGO_MANIFEST_DIR")).join("expansions/plain_columns.rs");
    let lines = expand(&declaration).lines().count();
    assert!(lines <= MOST_LINES, "{lines} lines");
}

#[test]
fn generated_code_names_only_the_crate_path_and_the_standard_library() {
    for declaration in declarations() {
        let expanded = expand(&declaration);
        for word in
            [" Option<", " Some(", " None", " Ok(", " Err(", "Vec<", " vec!", "::sea_orm", "::serde::", "::validator"]
        {
            let own =
                expanded.lines().filter(|line| line.contains(word) && !line.contains(&format!("::{}", word.trim())));
            // The user's own types are written as the user wrote them.
            let own: Vec<&str> = own.filter(|line| !is_users(line)).collect();
            assert!(own.is_empty(), "{}: {own:#?}", declaration.display());
        }
    }
}

/// Whether a line shows the type of a field, which the user wrote.
fn is_users(line: &str) -> bool {
    line.contains("Option<String>")
        || line.contains("Option<i64>")
        || line.contains("Option<f64>")
        || line.contains("Option<NaiveDate>")
        || line.contains("Option<Sensitive<String>>")
}
