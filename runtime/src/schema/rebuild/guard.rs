//! Questions that roll a table made anew back where one is answered with no.

use crate::schema::{
    foreign_key::ForeignKey,
    literal::{identifier, quoted},
};

/// The other questions cannot even be asked where there is no new table, so that the first one comes before them. What
/// names a parent that is not there would be found out by nobody else.
pub fn nothing_is_lost(name: &str, old_name: &str, new_keys: &[&ForeignKey]) -> Vec<String> {
    let guard = identifier(&format!("{name} is complete"));
    let (new_name, text) = (identifier(name), quoted(name).unwrap_or_default());
    let ask = |question: String| format!("INSERT OR ROLLBACK INTO {guard} SELECT {question}");
    let mut statements = vec![
        format!("CREATE TEMP TABLE {guard} (yes CHECK (yes))"),
        ask(format!("EXISTS (SELECT * FROM sqlite_schema WHERE type = 'table' AND name = {text})")),
        ask(format!("(SELECT count(*) FROM {new_name}) = (SELECT count(*) FROM {old_name})")),
    ];
    statements.extend(new_keys.iter().map(|key| ask(format!("NOT EXISTS ({})", orphans(&new_name, key)))));
    statements.push(format!("DROP TABLE {guard}"));
    statements
}

/// The rows that name a parent which is not there.
fn orphans(table: &str, key: &ForeignKey) -> String {
    let pairs = || key.columns.iter().zip(&key.parent_columns);
    let child = |column| format!("child.{}", identifier(column));
    let given: Vec<_> = pairs().map(|(column, _)| format!("{} IS NOT NULL", child(column))).collect();
    let same: Vec<_> =
        pairs().map(|(column, there)| format!("parent.{} = {}", identifier(there), child(column))).collect();
    let (given, same, parent) = (given.join(" AND "), same.join(" AND "), identifier(key.parent));
    format!("SELECT * FROM {table} child WHERE {given} AND NOT EXISTS (SELECT * FROM {parent} parent WHERE {same})")
}
