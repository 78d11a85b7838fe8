use super::{
    super::{literal::identifier, tokens, written},
    Existing, ExistingCheck, ExistingColumn, ExistingForeignKey, ExistingIndexColumn, ExistingTable, IndexName,
    catalogue_rows,
};
use crate::database::{Constraint, ConstraintKind, DatabaseError, Execute, Statement};

pub async fn read(database: &dyn Execute, tables: &[&str]) -> Result<Existing, DatabaseError> {
    let mut existing = Existing::default();
    columns(database, tables, &mut existing).await?;
    uniques(database, tables, &mut existing).await?;
    indexes(database, tables, &mut existing).await?;
    texts(database, tables, &mut existing).await?;
    foreign_keys(database, tables, &mut existing).await?;
    taken_names(database, tables, &mut existing).await?;
    Ok(existing)
}

/// A query over the tables, which stand in it as `named(name)`.
async fn query(database: &dyn Execute, tables: &[&str], sql: &str) -> Result<crate::database::Rows, DatabaseError> {
    let values = vec!["(?)"; tables.len()].join(", ");
    let sql = format!("WITH named(name) AS (VALUES {values}) {sql}");
    database.query(Statement::new(sql, tables.iter().map(|table| (*table).into()).collect())).await
}

async fn columns(database: &dyn Execute, tables: &[&str], existing: &mut Existing) -> Result<(), DatabaseError> {
    // `hidden` is 2 or 3 of a column that is an expression. The row's own number, `INTEGER PRIMARY KEY`, fills itself.
    let sql = "SELECT named.name, c.name, c.type, c.\"notnull\" OR c.pk > 0, c.dflt_value, \
               c.hidden > 1 OR c.dflt_value IS NOT NULL OR (upper(c.type) = 'INTEGER' AND c.pk = 1 AND \
               (SELECT count(*) FROM pragma_table_xinfo(named.name) WHERE pk > 0) = 1), \
               EXISTS (SELECT 1 FROM sqlite_schema s WHERE s.type = 'table' AND s.name = named.name COLLATE NOCASE), \
               c.hidden > 1 \
               FROM named JOIN pragma_table_xinfo(named.name) c ORDER BY named.name, c.cid";
    let rows = query(database, tables, sql).await?;
    for row in catalogue_rows(&rows) {
        let (table, column, declared) = (row.text(0)?, row.text(1)?, row.text(2)?);
        let table = existing.table(table);
        table.is_table = row.truth(6)?;
        table.columns.push(ExistingColumn {
            name: column,
            type_name: declared.clone(),
            declared,
            nullable: !row.truth(3)?,
            default: row.optional_text(4)?,
            filled: row.truth(5)?,
            generated: row.truth(7)?,
            tells_apart: true,
            collation: String::new(),
        });
    }
    key(database, tables, existing).await
}

async fn key(database: &dyn Execute, tables: &[&str], existing: &mut Existing) -> Result<(), DatabaseError> {
    let sql = "SELECT named.name, c.name FROM named JOIN pragma_table_xinfo(named.name) c WHERE c.pk > 0 \
               ORDER BY named.name, c.pk";
    let rows = query(database, tables, sql).await?;
    let mut last = String::new();
    for row in catalogue_rows(&rows) {
        let table = row.text(0)?;
        let found = existing.table(table.clone());
        let column = row.text(1)?;
        found.belongings.key.push(column.clone());
        match found.uniques.last_mut() {
            Some(key) if last == table => key.push(column),
            _ => found.uniques.push(vec![column]),
        }
        last = table;
    }
    Ok(())
}

async fn uniques(database: &dyn Execute, tables: &[&str], existing: &mut Existing) -> Result<(), DatabaseError> {
    // An index on an expression has a column without a name.
    let sql = "SELECT named.name, l.name, coalesce(i.name, '') FROM named JOIN pragma_index_list(named.name) l \
               JOIN pragma_index_info(l.name) i WHERE l.\"unique\" AND NOT l.partial ORDER BY named.name, l.name, i.seqno";
    let rows = query(database, tables, sql).await?;
    let mut found = Existing::default();
    for row in catalogue_rows(&rows) {
        let (table, name, columns) = (row.text(0)?, row.text(1)?, vec![row.text(2)?]);
        found.constrain(Constraint { table, name, kind: ConstraintKind::Unique, columns });
    }
    for constraint in &found.constraints {
        existing.table(constraint.table.clone()).uniques.push(constraint.columns.clone());
    }
    existing.constraints.extend(found.constraints);
    Ok(())
}

async fn foreign_keys(database: &dyn Execute, tables: &[&str], existing: &mut Existing) -> Result<(), DatabaseError> {
    // One that names no columns of its parent means the primary key there.
    let sql = "SELECT named.name, CAST(f.id AS TEXT), f.\"from\", coalesce(f.\"to\", \
               (SELECT p.name FROM pragma_table_xinfo(f.\"table\") p WHERE p.pk = f.seq + 1)), \
               f.\"table\", f.on_update, f.on_delete, f.seq > 0 \
               FROM named JOIN pragma_foreign_key_list(named.name) f ORDER BY named.name, f.id, f.seq";
    let rows = query(database, tables, sql).await?;
    for row in catalogue_rows(&rows) {
        let (table, name, from, to) = (row.text(0)?, row.text(1)?, row.text(2)?, row.text(3)?);
        let constraint =
            Constraint { table: table.clone(), name, kind: ConstraintKind::ForeignKey, columns: vec![from.clone()] };
        existing.constrain(constraint);
        let on_update = row.text(5)?;
        let key = ExistingForeignKey {
            parent: row.text(4)?,
            on_delete: row.text(6)?,
            kept: if on_update == "NO ACTION" { String::new() } else { format!(" ON UPDATE {on_update}") },
            ..ExistingForeignKey::default()
        };
        existing.foreign_key(&table, row.truth(7)?, (from, to), key);
    }
    existing.tables.values_mut().for_each(write_clauses);
    Ok(())
}

/// The text of each key. Which are deferred stands in the text of the table only.
fn write_clauses(table: &mut ExistingTable) {
    let references = written::references(&table.belongings.definition);
    // The catalogue tells the last one first.
    let is_other = |(key, reference): (&ExistingForeignKey, &written::Reference)| {
        !key.parent.eq_ignore_ascii_case(&reference.parent)
    };
    table.belongings.deferrals_unknown = table.foreign_keys.len() != references.len()
        || table.foreign_keys.iter().zip(references.iter().rev()).any(is_other);
    for (key, reference) in table.foreign_keys.iter_mut().zip(references.iter().rev()) {
        if reference.deferred {
            key.kept.push_str(" DEFERRABLE INITIALLY DEFERRED");
        }
    }
    for key in &mut table.foreign_keys {
        let names = |columns: &[String]| columns.iter().map(|name| identifier(name)).collect::<Vec<_>>().join(", ");
        // Nobody knows them of a parent that does not exist.
        let is_known = !key.parent_columns.iter().any(String::is_empty);
        let to = if is_known { format!(" ({})", names(&key.parent_columns)) } else { String::new() };
        let (from, parent) = (names(&key.columns), identifier(&key.parent));
        key.clause = format!("FOREIGN KEY ({from}) REFERENCES {parent}{to} ON DELETE {}{}", key.on_delete, key.kept);
    }
}

async fn indexes(database: &dyn Execute, tables: &[&str], existing: &mut Existing) -> Result<(), DatabaseError> {
    let sql = "SELECT named.name, l.name, coalesce(i.name, ''), i.\"desc\", NOT l.partial, i.coll \
               FROM named JOIN pragma_index_list(named.name) l JOIN pragma_index_xinfo(l.name) i \
               WHERE i.key ORDER BY named.name, l.name, i.seqno";
    let rows = query(database, tables, sql).await?;
    for row in catalogue_rows(&rows) {
        let descending = row.truth(3)?;
        // The least values of all.
        let (name, collation) = (row.text(2)?, row.text(5)?);
        let column = ExistingIndexColumn { name, descending, nulls_first: !descending, collation };
        // Those of constraints have names that nobody can give.
        let name = IndexName { name: row.text(1)?, needed: false };
        existing.index(row.text(0)?, name, column, row.truth(4)?);
    }
    Ok(())
}

/// The SQL that made the tables, and what hangs on them.
async fn texts(database: &dyn Execute, tables: &[&str], existing: &mut Existing) -> Result<(), DatabaseError> {
    let sql = "SELECT named.name, s.type, s.name, s.sql \
               FROM named JOIN sqlite_schema s ON s.tbl_name = named.name COLLATE NOCASE \
               WHERE s.sql IS NOT NULL ORDER BY named.name, s.rowid";
    let rows = query(database, tables, sql).await?;
    for row in catalogue_rows(&rows) {
        let (kind, name, sql) = (row.text(1)?, row.text(2)?, row.text(3)?);
        let table = existing.table(row.text(0)?);
        match kind.as_str() {
            "table" => {
                table.checks = written::checks(&sql).into_iter().map(|check| with_columns(table, check)).collect();
                for column in &mut table.columns {
                    column.collation = written::collation(&sql, &column.name).unwrap_or_else(|| "BINARY".to_owned());
                }
                table.belongings.definition = sql;
            }
            "index" | "trigger" => table.belongings.attached.push((name, sql)),
            _ => {}
        }
    }
    Ok(())
}

/// Names that begin as the one under which the table would wait while it is made anew.
async fn taken_names(database: &dyn Execute, tables: &[&str], existing: &mut Existing) -> Result<(), DatabaseError> {
    let sql = "SELECT named.name, s.name FROM named JOIN sqlite_schema s \
               ON substr(s.name, 1, length(named.name) + 7) = named.name || ' before' COLLATE NOCASE \
               ORDER BY named.name, s.name";
    let rows = query(database, tables, sql).await?;
    for row in catalogue_rows(&rows) {
        // Only tables that exist wait.
        if let Some(table) = existing.tables.get_mut(&row.text(0)?) {
            table.belongings.taken_names.push(row.text(1)?);
        }
    }
    Ok(())
}

/// A name that an opening parenthesis follows is a function's.
fn with_columns(table: &ExistingTable, check: written::WrittenCheck) -> ExistingCheck {
    let tokens = tokens::tokens(&check.condition);
    let mut columns: Vec<String> = Vec::new();
    for (position, token) in tokens.iter().enumerate() {
        let is_name = matches!(token.kind, tokens::TokenKind::Word | tokens::TokenKind::Quoted);
        let calls = tokens.get(position + 1).is_some_and(|next| next.is_sign('('));
        let meant = token.meant();
        let column = table.columns.iter().find(|column| column.name.eq_ignore_ascii_case(&meant));
        if let (true, false, Some(column)) = (is_name, calls, column)
            && !columns.contains(&column.name)
        {
            columns.push(column.name.clone());
        }
    }
    ExistingCheck { name: check.name, columns, condition: check.condition }
}
