use super::{Existing, ExistingColumn, catalogue_rows};
use crate::database::{Constraint, ConstraintKind, DatabaseError, Execute, Statement};

pub async fn read(database: &dyn Execute, tables: &[&str]) -> Result<Existing, DatabaseError> {
    let mut existing = Existing::default();
    columns(database, tables, &mut existing).await?;
    uniques(database, tables, &mut existing).await?;
    foreign_keys(database, tables, &mut existing).await?;
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
               EXISTS (SELECT 1 FROM sqlite_schema s WHERE s.type = 'table' AND s.name = named.name COLLATE NOCASE) \
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
        let uniques = &mut existing.table(table.clone()).uniques;
        match uniques.last_mut() {
            Some(key) if last == table => key.push(row.text(1)?),
            _ => uniques.push(vec![row.text(1)?]),
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
    let sql = "SELECT named.name, CAST(f.id AS TEXT), f.\"from\" FROM named JOIN pragma_foreign_key_list(named.name) f \
               ORDER BY named.name, f.id, f.seq";
    let rows = query(database, tables, sql).await?;
    for row in catalogue_rows(&rows) {
        let (table, name, columns) = (row.text(0)?, row.text(1)?, vec![row.text(2)?]);
        existing.constrain(Constraint { table, name, kind: ConstraintKind::ForeignKey, columns });
    }
    Ok(())
}
