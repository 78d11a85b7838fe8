//! The tables of the reference page, `guide::attributes` of the runtime: each word as the list has it, with what only the
//! page tells. `BLESS=1 cargo test -p restruct-macros` writes them anew between their marks; read the difference.

use super::notes::{Note, notes};
use super::{Form, Place, Word, all};

const PLACES: [(Place, &str); 6] = [
    (Place::Struct, "struct"),
    (Place::Field, "field"),
    (Place::Enum, "enum"),
    (Place::Variant, "variant"),
    (Place::ValidateStruct, "validate-struct"),
    (Place::ValidateField, "validate-field"),
];

fn path() -> std::path::PathBuf {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../runtime/docs/attributes.md")
}

/// What the last columns are called, and what is in them.
type Column = (&'static str, fn(&Note) -> &'static str);
const DEFAULT: Column = ("default", |note| note.default);
const REFUSED: Column = ("refused", |note| note.refused);
const FOR: Column = ("for", |note| note.types);

fn columns(place: Place) -> &'static [Column] {
    match place {
        Place::Struct | Place::Field => &[DEFAULT, REFUSED],
        Place::Enum | Place::Variant | Place::ValidateStruct => &[DEFAULT],
        Place::ValidateField => &[FOR],
    }
}

fn table(place: Place) -> String {
    let heads: Vec<&str> = columns(place).iter().map(|(head, _)| *head).collect();
    let mut table = format!("| word | takes | meaning | {} |\n", heads.join(" | "));
    table.push_str(&format!("|{}\n", "---|".repeat(heads.len() + 3)));
    for word in all().into_iter().filter(|word| word.place == place) {
        table.push_str(&row(word));
    }
    table
}

fn row(word: &Word) -> String {
    let note = note(word);
    let written: Vec<String> =
        std::iter::once(word.usage).chain(note.also.iter().copied()).map(|form| format!("`{form}`")).collect();
    let mut cells = vec![written.join(", "), takes(word), meaning(word, note.more)];
    cells.extend(columns(word.place).iter().map(|(_, cell)| cell(&note).to_owned()));
    let cells: Vec<String> =
        cells.iter().map(|cell| if cell.is_empty() { String::new() } else { format!(" {cell}") }).collect();
    format!("|{} |\n", cells.join(" |"))
}

fn takes(word: &Word) -> String {
    let takes = match word.form {
        Form::Alone => "nothing",
        Form::Value => "a value",
        Form::List => "a list",
        Form::AloneOrList => "nothing or a list",
        Form::ValueOrList => "a value or a list",
    };
    format!("{takes}{}", if word.repeatable { "; repeatable" } else { "" })
}

fn meaning(word: &Word, more: &str) -> String {
    let mut letters = word.meaning.chars();
    let first = letters.next().map(|letter| letter.to_uppercase().to_string()).unwrap_or_default();
    let end = if more.is_empty() { "." } else { ". " };
    format!("{first}{}{end}{more}", letters.as_str())
}

fn note(word: &Word) -> Note {
    let found = notes().into_iter().find(|(place, name, _)| *place == word.place && *name == word.name);
    found.map(|(.., note)| note).unwrap_or_default()
}

/// The page with its tables as the list has them.
fn written(page: &str) -> String {
    PLACES.iter().fold(page.to_owned(), |page, (place, mark)| {
        let (begin, end) = (format!("<!-- words: {mark} -->\n"), format!("<!-- end of words: {mark} -->\n"));
        let parts = page.split_once(&begin).and_then(|(before, rest)| Some((before, rest.split_once(&end)?.1)));
        let (before, after) = parts.unwrap_or_else(|| panic!("the page has no marks for {mark}"));
        format!("{before}{begin}\n{}\n{end}{after}", table(*place))
    })
}

#[test]
fn the_tables_are_as_the_list_has_them() {
    let page = std::fs::read_to_string(path()).unwrap();
    let expected = written(&page);
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(path(), &expected).unwrap();
    } else {
        assert!(page == expected, "the page is another; BLESS=1 writes its tables anew");
    }
}

#[test]
fn each_note_is_of_a_word_and_told_once() {
    let words = all();
    let mut seen = std::collections::HashSet::new();
    for (place, name, note) in notes() {
        let word = words.iter().find(|word| word.place == place && word.name == name);
        let word = word.unwrap_or_else(|| panic!("`{name}` is no word of {}", place.noun()));
        assert!(seen.insert((format!("{place:?}"), name)), "{name}");
        assert!(note.also.iter().all(|form| form.starts_with(name) && *form != word.usage), "{name}");
        let told: Vec<&str> =
            columns(place).iter().map(|(_, cell)| cell(&note)).filter(|cell| !cell.is_empty()).collect();
        let all = [note.default, note.refused, note.types].into_iter().filter(|cell| !cell.is_empty()).count();
        assert_eq!(told.len(), all, "a column of `{name}` is not shown at its place");
    }
}
