//! A resource of every rule, and the tables of other tools that could be there for it.

use crate::{
    database::{Backend, testing::resource},
    descriptor::{Check, Descriptor, Field, Flags, Kind, SortTerm, Validation},
};

const AT_MOST_20: &[Validation] = &[Validation::new(Check::Length { min: Some(1), max: Some(20), equal: None })];
static RULE: [Field; 8] = [
    Field::new::<i64>("id").flags(Flags::AUTO_KEY),
    Field::new::<String>("title").validations(AT_MOST_20).flags(Flags::UNIQUE),
    Field { kind: Kind::Choice(&["draft", "it's"]), ..Field::new::<String>("status") }.default(|| "draft".into(), true),
    Field::new::<i32>("views").default(|| (-1).into(), true).flags(Flags::INDEX),
    Field::new::<u32>("weight"),
    Field::new::<rust_decimal::Decimal>("price").decimal(10, 2),
    Field::new::<Option<f64>>("ratio"),
    Field::new::<Option<chrono::DateTime<chrono::Utc>>>("at"),
];
pub static RULES: Descriptor = Descriptor {
    uniques: &[&[2, 3]],
    indexes: &[&[7, 3]],
    sort: &[SortTerm { field: 7, descending: true }],
    ..resource("Rule", "rules", &RULE)
};

/// How a column could be in a table that exists: on SQLite, on PostgreSQL.
type Variants = (&'static str, &'static [&'static str], &'static [&'static str]);
const COLUMNS: &[Variants] = &[
    (
        "id",
        &["id INTEGER PRIMARY KEY", "id bigint NOT NULL PRIMARY KEY", "id integer NOT NULL", "id text NOT NULL"],
        &["id bigserial PRIMARY KEY", "id bigint NOT NULL PRIMARY KEY", "id integer NOT NULL", "id numeric NOT NULL"],
    ),
    (
        "title",
        &[
            "title varchar(20) NOT NULL CHECK (length(title) < 21)",
            "title text NOT NULL UNIQUE",
            "title text",
            "title text COLLATE NOCASE NOT NULL CONSTRAINT ck_rules_title_length CHECK (length(title) <= 9)",
            "title integer NOT NULL",
            "",
        ],
        &[
            "title varchar(20) NOT NULL",
            "title text NOT NULL UNIQUE",
            "title varchar(9)",
            "title varchar(99) NOT NULL",
            "title integer NOT NULL",
            "title text NOT NULL CHECK (char_length(title) < 21)",
            "",
        ],
    ),
    (
        "status",
        &[
            "status text NOT NULL DEFAULT 'draft' CHECK (status = 'draft' OR 'it''s' = status)",
            "status text NOT NULL DEFAULT ('draft')",
            "status text NOT NULL CONSTRAINT ck_rules_status_choice CHECK (status IN ('draft'))",
            "status text NOT NULL CONSTRAINT ck_rules_status_choice CHECK (status IN ('draft', 'it''s', 'gone'))",
            "status text DEFAULT 'gone'",
            "",
        ],
        &[
            "status text NOT NULL DEFAULT 'draft' CHECK (status = 'draft' OR 'it''s' = status)",
            "status varchar(5) NOT NULL DEFAULT 'draft'",
            "status text NOT NULL CONSTRAINT ck_rules_status_choice CHECK (status IN ('draft'))",
            "status text NOT NULL CONSTRAINT ck_rules_status_choice CHECK (status IN ('draft', 'it''s', 'gone'))",
            "status varchar(3) DEFAULT lower('GONE')",
            "",
        ],
    ),
    (
        "views",
        &[
            "views integer NOT NULL DEFAULT -1",
            "views int NOT NULL DEFAULT (-1)",
            "views int DEFAULT 0",
            "views text",
            "",
        ],
        &[
            "views integer NOT NULL DEFAULT -1",
            "views smallint NOT NULL DEFAULT (-1)",
            "views int DEFAULT 0",
            "views text",
            "",
        ],
    ),
    (
        "weight",
        &["weight integer NOT NULL CHECK (weight >= 0 AND weight < 4294967296)", "weight int NOT NULL", ""],
        &[
            "weight bigint NOT NULL CHECK (weight >= 0 AND weight < 4294967296)",
            "weight int NOT NULL",
            "weight bigint",
            "",
        ],
    ),
    (
        "price",
        &["price real NOT NULL", "price decimal CHECK (abs(price) < 100000000)", ""],
        &[
            "price numeric(10, 2) NOT NULL",
            "price numeric(8, 1) NOT NULL",
            "price numeric(4) NOT NULL",
            "price numeric",
            "",
        ],
    ),
    ("ratio", &["ratio real", "ratio real NOT NULL", "ratio blob", ""], &["ratio float8", "ratio real NOT NULL", ""]),
    ("at", &["at text", "at datetime NOT NULL", ""], &["at timestamptz", "at timestamp", "at text", ""]),
];
const FURTHER: &[&str] = &[
    "",
    "",
    "more text",
    "owner text NOT NULL",
    "\"a\n\"\"b\" text NOT NULL DEFAULT 'x;y'",
    "twice bigint GENERATED ALWAYS AS (2 * 3) STORED",
    "parent bigint REFERENCES parents (id) ON DELETE CASCADE",
    "CONSTRAINT own CHECK (1 = 1)",
];
pub const AFTERWARDS: &[&str] = &[
    "",
    "CREATE INDEX ix_rules_views ON rules (views)",
    "CREATE INDEX ix_rules_views ON rules (views) WHERE views > 3",
    "CREATE INDEX other ON rules (at DESC, id DESC)",
    "CREATE INDEX other ON rules (at, views, weight)",
    "CREATE UNIQUE INDEX uq_rules_title ON rules (title)",
    "CREATE VIEW seen AS SELECT 1 AS one",
];

/// A generator of Marsaglia's, so that the tables are the same each time.
pub struct Chooser(pub u64);

impl Chooser {
    pub fn choose<T: Copy>(&mut self, among: &[T]) -> T {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        among[usize::try_from(self.0 % 1009).unwrap() % among.len()]
    }
}

pub fn some_table(chooser: &mut Chooser, backend: Backend) -> String {
    let mut columns: Vec<&str> = COLUMNS
        .iter()
        .map(|(_, sqlite, postgres)| chooser.choose(if backend == Backend::Sqlite { sqlite } else { postgres }))
        .collect();
    columns.push(chooser.choose(FURTHER));
    columns.retain(|clause| !clause.is_empty());
    // Constraints follow columns.
    columns.sort_by_key(|clause| clause.starts_with("CONSTRAINT"));
    format!("CREATE TABLE rules (\n  {}\n)", columns.join(",\n  "))
}
