//! A table of SQLite made anew: <https://www.sqlite.org/lang_altertable.html#otheralter>, in an order in which a fault
//! loses nothing even where a tool goes on after it, as `sqlite3` does unless it is told `-bail`.

mod guard;

use super::{
    collation,
    definition::{Kept, create_indexes, create_table, default_literal, name_of_index},
    existing::{ExistingColumn, ExistingTable},
    fit::fits,
    foreign_key::{self, ForeignKey, Match},
    literal::{identifier, identifiers, quoted},
    mend::filling,
    table::{Table, TableColumn, is_same_set},
    tokens, written,
};
use crate::database::{
    Backend,
    constraint::{CheckRule, check_name, primary_key_name, unique_name},
};

/// The statements, in their order.
///
/// The old table stands aside under another name and is dropped only at the end. A copy that fails rolls everything
/// back, so that there is no table of that name to drop any more; and where not even the copy could be tried, the two
/// questions before the end roll it back.
pub fn rebuild(table: &Table, existing: &ExistingTable, backend: Backend) -> Vec<String> {
    let anew = Anew { table, existing, backend };
    let old = anew.free_name();
    let (name, old_name) = (identifier(table.name), identifier(&old));
    let mut statements = vec![
        "PRAGMA foreign_keys = OFF".to_owned(),
        // Views, triggers and foreign keys of other tables go on to mean the name.
        "PRAGMA legacy_alter_table = ON".to_owned(),
        "BEGIN".to_owned(),
        format!("ALTER TABLE {name} RENAME TO {old_name}"),
        create_table(table, &anew.kept(), backend),
        anew.copy(&old_name),
    ];
    statements.extend(guard::nothing_is_lost(table.name, &old_name, &anew.new_keys()));
    statements.extend(anew.counter(&old));
    statements.push(format!("DROP TABLE {old_name}"));
    statements.extend(create_indexes(table, Some(existing), backend));
    statements.extend(anew.attached());
    statements.extend(["COMMIT", "PRAGMA legacy_alter_table = OFF", "PRAGMA foreign_keys = ON"].map(ToOwned::to_owned));
    statements
}

/// What the table would lose if it was made anew: then a person has to do it.
pub fn obstacle(table: &Table, existing: &ExistingTable, backend: Backend) -> Option<String> {
    let belongings = &existing.belongings;
    if let Some(peculiarity) = written::peculiarity(&belongings.definition) {
        return Some(peculiarity);
    }
    let unread = |column: &&ExistingColumn| written::column_definition(&belongings.definition, &column.name).is_none();
    if belongings.deferrals_unknown || existing.columns.iter().any(|column| unread(&column)) {
        return Some("the text that made it cannot be read".to_owned());
    }
    let names: Vec<&str> = belongings.key.iter().map(String::as_str).collect();
    let key: Vec<String> = names.iter().map(|name| name.to_ascii_lowercase()).collect();
    let wanted: Vec<String> = table.key.iter().map(|name| name.to_ascii_lowercase()).collect();
    if !key.is_empty() && !is_same_set(&texts(&key), &texts(&wanted)) {
        let (names, wanted) = (identifiers(&names), identifiers(&table.key));
        return Some(format!(
            "its primary key is ({names}), which other tables may refer to, and that of the resources is ({wanted})"
        ));
    }
    let counts = tokens::tokens(&belongings.definition).iter().any(|token| token.is_word("AUTOINCREMENT"));
    if counts && table.auto_key().is_none() {
        return Some("it counts its key, which no resource leaves to it".to_owned());
    }
    let is_ours = |column: &TableColumn| existing.column(column.field.column, backend).is_some_and(|one| one.generated);
    let generated = table.columns.iter().find(|column| is_ours(column))?;
    Some(format!("it makes {} of other columns", identifier(generated.field.column)))
}

fn texts(names: &[String]) -> Vec<&str> {
    names.iter().map(String::as_str).collect()
}

struct Anew<'a> {
    table: &'a Table,
    existing: &'a ExistingTable,
    backend: Backend,
}

impl Anew<'_> {
    /// Where the rows wait: a name that nothing has.
    fn free_name(&self) -> String {
        let plain = format!("{} before", self.table.name);
        let names = std::iter::once(plain.clone()).chain((2_usize..).map(|number| format!("{plain} {number}")));
        let taken = &self.existing.belongings.taken_names;
        let mut free = names.filter(|name| !taken.iter().any(|taken| taken.eq_ignore_ascii_case(name)));
        free.next().unwrap_or(plain)
    }

    fn is_ours(&self, name: &str) -> bool {
        self.table.columns.iter().any(|column| column.field.column.eq_ignore_ascii_case(name))
    }

    /// Columns that no resource has.
    fn extra(&self) -> impl Iterator<Item = &ExistingColumn> {
        self.existing.columns.iter().filter(|column| !self.is_ours(&column.name))
    }

    /// What the new table has beside what the resources say.
    fn kept(&self) -> Kept {
        let clauses = self.table.columns.iter().filter_map(|column| {
            let known = self.existing.column(column.field.column, self.backend)?;
            Some((column.field.column, self.kept_of(column, known)))
        });
        let keys = self.keys();
        let key_clauses = keys.iter().map(|found| (found.key.name.clone(), found.kept(self.backend).to_owned()));
        Kept { clauses: clauses.collect(), key_clauses: key_clauses.collect(), further: self.further() }
    }

    /// A default that no field declares, unless it is of another type, and the collation.
    fn kept_of(&self, column: &TableColumn, known: &ExistingColumn) -> String {
        let is_auto = self.table.auto_key() == Some(column.field.column);
        let is_open = default_literal(column, self.backend).is_none() && !is_auto;
        let fits = fits(column.field.kind, &known.type_name, self.backend);
        let default = known.default.as_deref().filter(|_| is_open && fits).map(default_clause).unwrap_or_default();
        default + &self.collate_clause(&known.name)
    }

    fn collate_clause(&self, column: &str) -> String {
        let collation = written::collation(&self.existing.belongings.definition, column);
        collation.map(|collation| format!(" COLLATE {}", identifier(&collation))).unwrap_or_default()
    }

    fn further(&self) -> Vec<String> {
        let mut further: Vec<String> = self.extra().map(|column| self.extra_column(column)).collect();
        further.extend(self.extra_uniques());
        further.extend(self.extra_checks());
        further.extend(self.extra_keys());
        further
    }

    fn keys(&self) -> Vec<Match<'_>> {
        foreign_key::matches(self.table, self.existing, self.backend)
    }

    /// Foreign keys that no resource knows.
    fn extra_keys(&self) -> Vec<String> {
        let keys = self.keys();
        let ours: Vec<_> = keys.iter().flat_map(|found| found.right.iter().chain(&found.wrong)).collect();
        let extra = self.existing.foreign_keys.iter().filter(|key| !ours.iter().any(|one| std::ptr::eq(**one, *key)));
        extra.map(|key| key.clause.clone()).collect()
    }

    /// Those that nobody has looked after. There is no parent yet of one that waits.
    fn new_keys(&self) -> Vec<&ForeignKey> {
        let is_new = |found: &Match<'_>| !found.is_known(self.backend) && found.key.waits_for.is_none();
        self.keys().into_iter().filter(is_new).map(|found| found.key).collect()
    }

    fn extra_column(&self, column: &ExistingColumn) -> String {
        let definition = &self.existing.belongings.definition;
        if let (true, Some(definition)) = (column.generated, written::column_definition(definition, &column.name)) {
            return definition;
        }
        let default = column.default.as_deref().map(default_clause).unwrap_or_default();
        // Without a default, NOT NULL is what stood in the way.
        let not_null = if column.nullable || default.is_empty() { "" } else { " NOT NULL" };
        let collate = self.collate_clause(&column.name);
        format!("{} {}{not_null}{default}{collate}", identifier(&column.name), column.declared)
    }

    /// Constraints have indexes that SQLite names; other unique indexes have their own text.
    fn extra_uniques(&self) -> Vec<String> {
        let constraints = self.existing.indexes.iter().filter(|index| index.name.starts_with("sqlite_autoindex_"));
        let sets = constraints.map(|index| index.columns.iter().map(|column| column.name.as_str()).collect::<Vec<_>>());
        let is_ours = |set: &Vec<&str>| {
            let set: Vec<String> = set.iter().map(|name| name.to_ascii_lowercase()).collect();
            let ours = self.table.uniques.iter().chain([&self.table.key]);
            ours.map(|ours| ours.iter().map(|name| name.to_ascii_lowercase()).collect::<Vec<_>>())
                .any(|ours| is_same_set(&texts(&ours), &texts(&set)))
        };
        sets.filter(|set| !is_ours(set)).map(|set| format!("UNIQUE ({})", identifiers(&set))).collect()
    }

    fn extra_checks(&self) -> Vec<String> {
        let column_name = |column: &TableColumn, rule| check_name(self.table.name, column.field.column, rule);
        let ours: Vec<String> =
            self.table.columns.iter().flat_map(|column| CheckRule::ALL.map(|rule| column_name(column, rule))).collect();
        let generated = |check: &&super::existing::ExistingCheck| {
            let definition = &self.existing.belongings.definition;
            // Those of a generated column stand in its own text.
            let texts = self.extra().filter(|column| column.generated);
            let mut texts = texts.filter_map(|column| written::column_definition(definition, &column.name));
            texts.any(|text| written::checks(&text).iter().any(|one| one.condition == check.condition))
        };
        let others = self.existing.checks.iter().filter(|check| !ours.contains(&check.name));
        others
            .filter(|check| !generated(check))
            .map(|check| {
                let name = if check.name.is_empty() {
                    String::new()
                } else {
                    format!("CONSTRAINT {} ", identifier(&check.name))
                };
                format!("{name}CHECK ({})", check.condition)
            })
            .collect()
    }

    fn copy(&self, old_name: &str) -> String {
        let (mut targets, mut sources) = (Vec::new(), Vec::new());
        for column in &self.table.columns {
            let name = column.field.column;
            targets.push(name);
            sources.push(self.source(column));
        }
        for column in self.extra().filter(|column| !column.generated) {
            targets.push(&column.name);
            sources.push(identifier(&column.name));
        }
        let (name, targets, sources) = (identifier(self.table.name), identifiers(&targets), sources.join(", "));
        format!("INSERT OR ROLLBACK INTO {name} ({targets}) SELECT {sources} FROM {old_name}")
    }

    /// What the rows that are there get in a column.
    fn source(&self, column: &TableColumn) -> String {
        let name = identifier(column.field.column);
        match self.existing.column(column.field.column, self.backend) {
            // The row's own number takes nothing but integers.
            Some(_) if self.table.auto_key() == Some(column.field.column) => format!("CAST({name} AS INTEGER)"),
            Some(known) if known.nullable && !column.field.nullable => {
                format!("coalesce({name}, {})", filling(column, self.backend))
            }
            Some(_) => name,
            None if self.table.auto_key() == Some(column.field.column) => "NULL".to_owned(),
            None => filling(column, self.backend),
        }
    }

    /// Keys that were given once are not given again.
    fn counter(&self, old: &str) -> Vec<String> {
        let (Some(_), Some(old), Some(name)) = (self.table.auto_key(), quoted(old), quoted(self.table.name)) else {
            return Vec::new();
        };
        let counted = format!("EXISTS (SELECT * FROM sqlite_sequence WHERE name = {old})");
        vec![
            format!("DELETE FROM sqlite_sequence WHERE name = {name} AND {counted}"),
            format!("UPDATE sqlite_sequence SET name = {name} WHERE name = {old}"),
        ]
    }

    /// The table's own indexes and triggers, as they were; those that we name are made as the resources say, except a
    /// unique index with a collation of its own, which takes no constraint's name.
    fn attached(&self) -> Vec<String> {
        let indexes = collation::needed(self.table, Some(self.existing), self.backend);
        let indexes: Vec<String> = indexes.into_iter().map(|index| name_of_index(self.table, index)).collect();
        let uniques = self.table.uniques.iter().chain([&self.table.key]);
        let constraints: Vec<String> = uniques
            .map(|unique| unique_name(self.table.name, unique))
            .chain([primary_key_name(self.table.name)])
            .collect();
        let is_among = |names: &[String], name: &str| names.iter().any(|ours| ours.eq_ignore_ascii_case(name));
        let collates = |sql: &str| tokens::tokens(sql).iter().any(|token| token.is_word("COLLATE"));
        let is_ours =
            |name: &str, sql: &str| is_among(&indexes, name) || (is_among(&constraints, name) && !collates(sql));
        let attached = self.existing.belongings.attached.iter();
        let others = attached.filter(|(name, sql)| !is_ours(name, sql));
        others.map(|(_, sql)| sql.clone()).collect()
    }
}

/// SQLite tells an expression without the parentheses that it needs. A name, which stands for its text, must have none:
/// `DEFAULT "draft"`.
fn default_clause(default: &str) -> String {
    let default = tokens::without_comments(default);
    let is_word = default.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    if is_word || default.starts_with(['"', '`', '[']) {
        format!(" DEFAULT {default}")
    } else {
        format!(" DEFAULT ({default})")
    }
}
