//! Texts made of few parts, so that one is often found in another, and of parts that databases like to mistake.

use std::collections::BTreeMap;

use proptest::{prelude::*, sample::select};

use crate::{
    database::{Backend, Database, testing::rows},
    descriptor::Kind,
};

/// Each group has what something takes for the same, or for something else than it is: case and accents, the wildcards of
/// LIKE, quotes, separators, what sorts differently in UTF-16, SQL.
const GROUPS: [&[&str]; 20] = [
    &["a", "A"],
    &["ä", "Ä"],
    &["e", "é", "e\u{301}", "É"],
    &["ß", "ẞ", "ss", "SS"],
    &["ω", "Ω", "\u{2126}", "д", "Д"],
    &["k", "K", "\u{212a}"],
    &["i", "I", "İ", "ı"],
    &["ǆ", "ǅ", "Ǆ"],
    &["z", "Z", "@", "[", "`", "{"],
    &["%", "_", "x"],
    &["\\", "\\\\", "\\%"],
    &["'", "''"],
    &["\"", "\"\""],
    &[",", "-", "."],
    &[" ", "\t", "\u{a0}", "\n"],
    &["😀", "😁"],
    &["\u{d7ff}", "\u{e000}", "\u{ffff}", "\u{10000}", "\u{10ffff}"],
    &["' OR 1=1 --", "$1", "?1", "{}", "E'\\'"],
    &["+", "&", "=", "#", "%41"],
    &["\u{1}", "\u{7f}", "\u{80}"],
];

/// What a parser of SQL, of patterns, of quotes, of names or of percent-encoding might take for something of its own.
pub const HOSTILE: [&str; 89] = [
    "'",
    "''",
    "\"",
    "\"\"",
    "'\"'",
    "`",
    "'; DROP TABLE every_kind; --",
    "\"; DROP TABLE every_kind; --",
    "x'); DELETE FROM every_kind; --",
    "' OR '1'='1",
    "\" OR \"\"=\"",
    "1 OR 1=1",
    "' UNION SELECT 1 --",
    "/*",
    "*/",
    "--",
    "#",
    ";",
    "\\",
    "\\'",
    "\\\\",
    "E'\\x27'",
    "\\u0027",
    "$1",
    "$$",
    "$tag$ $tag$",
    "?",
    "?1",
    ":name",
    "@name",
    "{}",
    "{0}",
    "%",
    "%%",
    "_",
    "%_%",
    "\\%",
    "[a-z]%",
    "*",
    "%' --",
    "a,b",
    ",",
    ",,",
    ",\"",
    "\"a\",\"b\"",
    "\"unclosed",
    "\"a\"b",
    "a\"b",
    "\"\"\"",
    "[]",
    "(1,2)",
    "null",
    "NULL",
    "true",
    "-",
    "-id",
    "--id",
    "id desc",
    "id;",
    "id,id",
    "text COLLATE NOCASE",
    "1=1",
    "__",
    "__eq",
    "text__",
    "text__eq__eq",
    ".",
    "text.id",
    "..",
    "/",
    "&",
    "a=b&c=d",
    " ",
    "\t",
    "\r\n",
    "\u{a0}",
    "\u{feff}",
    "\u{202e}",
    "\u{1}",
    "\u{7f}",
    "\u{10ffff}",
    "%00",
    "%27",
    "+",
    "ä",
    "Ä",
    "😀",
    "\u{d7ff}",
    "\u{e000}",
];

/// The parts of which the texts of one case are made.
pub type Parts = Vec<&'static str>;

pub fn parts() -> impl Strategy<Value = Parts> {
    prop::sample::subsequence(&GROUPS[..], 1..=3).prop_map(|groups| groups.concat())
}

/// A text of so many parts at the least, and three at the most.
pub fn text(parts: &Parts, least: usize) -> BoxedStrategy<String> {
    prop::collection::vec(select(parts.clone()), least..=3).prop_map(|parts| parts.concat()).boxed()
}

/// What a database takes for the same letter in another case.
#[derive(Clone, Debug)]
pub struct Folding(BTreeMap<char, String>);

impl Folding {
    /// Only the letters A to Z, as SQLite has it.
    pub fn ascii() -> Self {
        Self(BTreeMap::new())
    }

    /// PostgreSQL folds by its locale, and is asked for each letter. What folds by its neighbours, as ICU has the sigma, is
    /// none of them.
    pub async fn of(database: &Database) -> Self {
        if database.backend() == Backend::Sqlite {
            return Self::ascii();
        }
        let letters: String = GROUPS.concat().concat().chars().filter(|letter| letter.is_alphabetic()).collect();
        let sql = format!(
            "SELECT letter, lower(letter COLLATE \"default\") FROM string_to_table('{letters}', NULL) AS letters(letter)"
        );
        let rows = rows(database, &sql).await;
        let text = |row, column| match rows.value(row, column, Kind::String).unwrap() {
            sea_orm::Value::String(Some(text)) => text,
            other => panic!("{other:?}"),
        };
        let lower: BTreeMap<char, String> =
            (0..rows.len()).map(|row| (text(row, 0).chars().next().unwrap(), text(row, 1))).collect();
        assert_is_known(&lower);
        Self(lower)
    }

    pub fn fold(&self, text: &str) -> String {
        let lower = |letter: char| match self.0.get(&letter) {
            Some(lower) => lower.clone(),
            None => letter.to_ascii_lowercase().to_string(),
        };
        text.chars().map(lower).collect()
    }
}

/// The database has Unicode's simple lower case, or knows ASCII only; so that what it says is no accident. On the dotted I
/// locales differ.
fn assert_is_known(lower: &BTreeMap<char, String>) {
    let is_unicode = lower[&'Ä'] == "ä";
    for (letter, lower) in lower.iter().filter(|(letter, _)| !['I', 'İ'].contains(letter)) {
        let simple =
            if is_unicode { letter.to_lowercase().to_string() } else { letter.to_ascii_lowercase().to_string() };
        assert_eq!(*lower, simple, "the lower case of {letter}");
    }
}
