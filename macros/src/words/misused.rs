//! No word without its case: for each there is a declaration in `tests/ui` that misuses it, and a message that is shown at
//! the word or at what stands in its parentheses.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use super::{Place, all};

/// Where a word stands in a declaration.
type Standing = (&'static str, String);

fn cases() -> Vec<PathBuf> {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/ui/cases");
    let files = ["fail", "compiler", "access"].map(|folder| fs::read_dir(cases.join(folder)).unwrap());
    let files = files.into_iter().flatten().map(|entry| entry.unwrap().path());
    files.filter(|path| path.extension().is_some_and(|extension| extension == "stderr")).collect()
}

/// Where the messages of a case are shown: `--> cases/fail/name.rs:6:16`.
fn shown_at(messages: &str) -> Vec<(usize, usize)> {
    let places = messages.lines().filter_map(|line| line.trim_start().strip_prefix("--> "));
    places
        .filter_map(|place| {
            let mut parts = place.rsplitn(3, ':');
            let (column, line) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
            Some((line, column))
        })
        .collect()
}

/// The place in bytes of a line and a column, which both begin at 1.
fn offset(source: &str, line: usize, column: usize) -> Option<usize> {
    let start: usize = source.split_inclusive('\n').take(line - 1).map(str::len).sum();
    source[start..].char_indices().nth(column - 1).map(|(inside, _)| start + inside)
}

/// The end of what begins at `start`, where what is opened is closed and a comma is none of an inner list.
fn end_of_item(source: &str, start: usize) -> usize {
    let (mut depth, mut in_text, mut escaped) = (0_i32, false, false);
    for (place, letter) in source[start..].char_indices() {
        match letter {
            _ if escaped => escaped = false,
            '\\' if in_text => escaped = true,
            '"' => in_text = !in_text,
            _ if in_text => {}
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' if depth == 0 => return start + place,
            ')' | ']' | '}' => depth -= 1,
            ',' if depth == 0 => return start + place,
            _ => {}
        }
    }
    source.len()
}

/// The word at a place of a source, and what it stands on.
fn word_at(source: &str, place: usize) -> Option<Standing> {
    let before = &source[..place];
    let (attribute, start) = ["#[resource(", "#[validate("]
        .iter()
        .filter_map(|attribute| before.rfind(attribute).map(|start| (*attribute, start + attribute.len())))
        .max_by_key(|(_, start)| *start)?;
    let (mut start, mut found) = (start, None);
    let close = loop {
        let end = end_of_item(source, start);
        if (start..end).contains(&place) {
            found = Some(source[start..end].trim_start());
        }
        if !source[end..].starts_with(',') {
            break end;
        }
        start = end + 1;
    };
    let word: String = found?.chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect();
    Some((standing(source, attribute, close), word))
}

/// What an attribute that ends at a place stands on, as [`Place`] has it.
fn standing(source: &str, attribute: &str, close: usize) -> &'static str {
    let code = |line: &&str| !line.is_empty() && !line.starts_with("#[") && !line.starts_with("//");
    let rest = source[close..].trim_start_matches([')', ']']);
    let holder = rest.lines().map(str::trim).find(code).unwrap_or_default();
    let is_of = |keyword: &str| holder.split([' ', '(']).any(|word| word == keyword);
    let last = |keyword: &str| source[..close].rfind(keyword);
    match (attribute, is_of("struct"), is_of("enum")) {
        ("#[validate(", true, _) => "ValidateStruct",
        ("#[validate(", ..) => "ValidateField",
        (_, true, _) => "Struct",
        (_, _, true) => "Enum",
        _ if last("enum ") > last("struct ") => "Variant",
        _ => "Field",
    }
}

#[test]
fn every_word_has_a_case_of_its_misuse() {
    let mut misused: BTreeMap<Standing, BTreeSet<String>> = BTreeMap::new();
    for messages in cases() {
        let source = fs::read_to_string(messages.with_extension("rs")).unwrap();
        let name = messages.file_stem().unwrap().to_string_lossy().into_owned();
        for (line, column) in shown_at(&fs::read_to_string(&messages).unwrap()) {
            let standing = offset(&source, line, column).and_then(|place| word_at(&source, place));
            misused.entry(standing.unwrap_or_default()).or_default().insert(name.clone());
        }
    }
    let has_case = |place: Place, name: &str| misused.contains_key(&(format!("{place:?}").as_str(), name.to_owned()));
    let without: Vec<String> = all()
        .into_iter()
        .filter(|word| !has_case(word.place, word.name))
        .map(|word| format!("`{}` on {}", word.name, word.place.noun()))
        .collect();
    assert!(without.is_empty(), "no case in tests/ui misuses {without:#?}");
}

#[test]
fn the_word_at_a_place_is_found() {
    let source = "#[derive(Resource)]\n#[resource(access(read = public,\n write = role(\"a,)\")), table = \"x\")]\n// no\n\
                  pub struct A {\n #[validate(length(max = 3), email)]\n #[resource(sort)]\n a: String,\n}\n\
                  #[resource(crate = x)]\nenum B {\n #[resource(rename = \"c\")]\n C,\n}\n";
    for (at, expected) in [
        ("public", ("Struct", "access")),
        ("role", ("Struct", "access")),
        ("\"x\"", ("Struct", "table")),
        ("max", ("ValidateField", "length")),
        ("email", ("ValidateField", "email")),
        ("sort", ("Field", "sort")),
        ("crate", ("Enum", "crate")),
        ("\"c\"", ("Variant", "rename")),
    ] {
        let (place, word) = word_at(source, source.find(at).unwrap()).unwrap();
        assert_eq!((place, word.as_str()), expected);
    }
    assert_eq!(word_at(source, source.find("String").unwrap()), None);
}
