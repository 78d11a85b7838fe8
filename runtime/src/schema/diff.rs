use std::fmt;

use crate::database::Backend;

/// What differs between the resources and the database's tables, as
/// [`App::schema_diff`](crate::App::schema_diff) finds it.
///
/// Its `Display` is a report that is SQL as a whole: statements that mend what differs, in their order, with all that is
/// told about them in comments. Piped into `psql` or `sqlite3` it makes the tables fit. Two things stay for people to
/// decide and are comments only: columns that no resource has, and checks that somebody else has put there.
///
/// ```no_run
/// # use restruct::prelude::*;
/// # async fn look(app: App) -> Result<()> {
/// let diff = app.schema_diff().await?;
/// print!("{diff}");
/// if !diff.allows_start() {
///     std::process::exit(1);
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SchemaDiff {
    backend: Backend,
    differences: Vec<SchemaDifference>,
}

/// One thing that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SchemaDifference {
    /// What is wrong.
    pub kind: SchemaDifferenceKind,
    /// The table.
    pub table: String,
    /// The names of the resources that share the table.
    pub resources: Vec<&'static str>,
    /// The column, where it is one column's.
    pub column: Option<String>,
    /// What is wrong, for people: `it may not be null, where `Post.note` may`.
    pub problem: String,
    /// Whether the application refuses to start because of it; everything else is only to be known.
    pub stops_start: bool,
    /// The statements that mend this alone, without semicolons, to be run in one transaction. Empty where SQLite cannot do it to a table that exists:
    /// the table's difference of the kind [`Rebuild`](SchemaDifferenceKind::Rebuild) does it then. Empty too where
    /// nothing can be said without knowing what was meant.
    pub sql: Vec<String>,
    /// Only a table made anew on SQLite mends it.
    pub(super) needs_rebuild: bool,
}

/// What can differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SchemaDifferenceKind {
    /// There is no such table.
    MissingTable,
    /// The table lacks a column.
    MissingColumn,
    /// A column's type does not hold the field's values, or only some of them.
    ColumnType,
    /// A column of PostgreSQL has a collation that is not deterministic, by which texts are equal that differ.
    Collation,
    /// A column may be null and its field may not, or the other way round.
    Nullability,
    /// A column's default is not the field's. A default that no field declares is left alone.
    Default,
    /// The database should make the key and does not.
    KeyNotMade,
    /// A column that no resource has. Where inserts need it, the application does not start.
    UnknownColumn,
    /// Nothing keeps a key, or what is declared `unique`, unique.
    MissingUnique,
    /// No index serves what is declared `index`, or the default order.
    MissingIndex,
    /// Nothing keeps a column to its field's choices, length or range. The server does, whatever the table says.
    MissingCheck,
    /// A check refuses what the field may hold, such as a choice that it does not know yet.
    NarrowCheck,
    /// A foreign key of a `BelongsTo` is missing, refers elsewhere or does something else on a delete. Nothing keeps rows
    /// from naming others that do not exist then.
    ForeignKey,
    /// A table of SQLite that has to be made anew: its SQL mends all that differs in this table at once. Empty where the
    /// new table would lack what the old one has, such as `STRICT` or another primary key; the problem tells what.
    Rebuild,
}

impl SchemaDifferenceKind {
    /// Whether nothing can go wrong because of it.
    pub(super) fn is_harmless(self) -> bool {
        matches!(self, Self::MissingIndex | Self::MissingCheck | Self::Default | Self::Rebuild)
    }
}

impl SchemaDiff {
    pub(super) fn new(backend: Backend, differences: Vec<SchemaDifference>) -> Self {
        Self { backend, differences }
    }

    /// All that differs, table by table; those that others refer to come before them. On PostgreSQL foreign keys come
    /// last, when all is there that they refer to.
    pub fn differences(&self) -> &[SchemaDifference] {
        &self.differences
    }

    /// Whether nothing differs.
    pub fn is_empty(&self) -> bool {
        self.differences.is_empty()
    }

    /// Whether the application would start.
    pub fn allows_start(&self) -> bool {
        !self.differences.iter().any(|difference| difference.stops_start)
    }

    /// The statements of the report, in their order and without semicolons.
    pub fn sql(&self) -> Vec<&str> {
        self.by_table().into_iter().flat_map(statements).collect()
    }

    /// All differences of a table are neighbours but for foreign keys that come last, since one table is compared after
    /// the other.
    fn by_table(&self) -> Vec<&[SchemaDifference]> {
        self.differences.chunk_by(|one, next| one.table == next.table).collect()
    }
}

/// What mends a table: made anew it needs nothing else.
fn statements(of_table: &[SchemaDifference]) -> Vec<&str> {
    let anew = of_table.iter().find(|difference| is_rebuild(difference));
    let all = anew.map_or(of_table, std::slice::from_ref);
    all.iter().flat_map(|difference| difference.sql.iter().map(String::as_str)).collect()
}

/// Without SQL it is only told.
fn is_rebuild(difference: &SchemaDifference) -> bool {
    difference.kind == SchemaDifferenceKind::Rebuild && !difference.sql.is_empty()
}

impl fmt::Display for SchemaDiff {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_empty() {
            return writeln!(f, "-- Nothing differs: the tables are as the resources say.");
        }
        let run = match self.backend {
            Backend::Sqlite => "`sqlite3 -bail FILE`",
            Backend::Postgres => "`psql -v ON_ERROR_STOP=1`",
        };
        comment(f, &format!("{} between the resources and the tables.", counted(self.differences.len())))?;
        comment(f, &format!("This is SQL for {run}. Read it before you run it, and have a copy of the data."))?;
        // All or nothing; on SQLite a fault does not end a transaction, so that each table has its own where it needs one.
        let together = self.backend == Backend::Postgres && !self.sql().is_empty();
        if together {
            writeln!(f, "BEGIN;")?;
        }
        for of_table in self.by_table() {
            write_table(f, of_table)?;
        }
        if together { writeln!(f, "\nCOMMIT;") } else { Ok(()) }
    }
}

fn counted(number: usize) -> String {
    if number == 1 { "1 difference".to_owned() } else { format!("{number} differences") }
}

fn write_table(f: &mut fmt::Formatter<'_>, of_table: &[SchemaDifference]) -> fmt::Result {
    let Some(first) = of_table.first() else { return Ok(()) };
    writeln!(f)?;
    comment(f, &format!("Table `{}` of {}", first.table, first.resources.join(", ")))?;
    let anew = of_table.iter().any(is_rebuild);
    for SchemaDifference { column, problem, stops_start, sql, .. } in of_table {
        let weight = if *stops_start { "stops the start" } else { "hint" };
        let place = column.as_ref().map(|column| format!("column `{column}`: ")).unwrap_or_default();
        comment(f, &format!("- {weight}: {place}{problem}"))?;
        if !anew {
            sql.iter().try_for_each(|sql| writeln!(f, "{sql};"))?;
        }
    }
    if anew { statements(of_table).iter().try_for_each(|sql| writeln!(f, "{sql};")) } else { Ok(()) }
}

/// A name in the database can hold a line break, behind which a comment would be over.
fn comment(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    writeln!(f, "-- {}", text.replace(char::is_control, " "))
}
