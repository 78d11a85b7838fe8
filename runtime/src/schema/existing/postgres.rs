use super::{
    Existing, ExistingCheck, ExistingColumn, ExistingForeignKey, ExistingIndexColumn, IndexName, catalogue_rows,
};
use crate::database::{Constraint, ConstraintKind, DatabaseError, Execute, Rows, Statement};

/// Names are looked up as an unqualified name in a statement would be, along the search path.
pub async fn read(database: &dyn Execute, tables: &[&str]) -> Result<Existing, DatabaseError> {
    let mut existing = Existing::default();
    columns(database, tables, &mut existing).await?;
    constraints(database, tables, &mut existing).await?;
    indexes(database, tables, &mut existing).await?;
    checks(database, tables, &mut existing).await?;
    foreign_keys(database, tables, &mut existing).await?;
    Ok(existing)
}

/// A query over the tables, which stand in it as `named(name, oid)`.
async fn query(database: &dyn Execute, tables: &[&str], sql: &str) -> Result<Rows, DatabaseError> {
    let values: Vec<String> = (1..=tables.len()).map(|number| format!("(${number}::text)")).collect();
    let sql = format!(
        "WITH given(name) AS (VALUES {}), \
         named AS (SELECT name, to_regclass(quote_ident(name))::oid AS oid FROM given) {sql}",
        values.join(", ")
    );
    database.query(Statement::new(sql, tables.iter().map(|table| (*table).into()).collect())).await
}

async fn columns(database: &dyn Execute, tables: &[&str], existing: &mut Existing) -> Result<(), DatabaseError> {
    // A domain counts as what it stands on.
    let sql = "SELECT named.name, a.attname, format_type(a.atttypid, a.atttypmod), coalesce(base.typname, t.typname), \
               NOT a.attnotnull, a.atthasdef OR a.attidentity <> '', c.relkind IN ('r', 'p'), \
               CASE WHEN a.attgenerated = '' THEN pg_get_expr(d.adbin, d.adrelid) END, a.attgenerated <> '', \
               coalesce(nullif(a.attcollation, 0)::regcollation::text, ''), \
               coalesce(o.collisdeterministic, TRUE) \
               FROM named JOIN pg_class c ON c.oid = named.oid \
               JOIN pg_attribute a ON a.attrelid = named.oid AND a.attnum > 0 AND NOT a.attisdropped \
               JOIN pg_type t ON t.oid = a.atttypid \
               LEFT JOIN pg_type base ON t.typtype = 'd' AND base.oid = t.typbasetype \
               LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum \
               LEFT JOIN pg_collation o ON o.oid = a.attcollation \
               ORDER BY named.name, a.attnum";
    let rows = query(database, tables, sql).await?;
    for row in catalogue_rows(&rows) {
        let table = row.text(0)?;
        let column = ExistingColumn {
            name: row.text(1)?,
            declared: row.text(2)?,
            type_name: row.text(3)?,
            nullable: row.truth(4)?,
            filled: row.truth(5)?,
            default: row.optional_text(7)?,
            generated: row.truth(8)?,
            collation: row.text(9)?,
            tells_apart: row.truth(10)?,
        };
        let table = existing.table(table);
        table.is_table = row.truth(6)?;
        table.columns.push(column);
    }
    Ok(())
}

async fn constraints(database: &dyn Execute, tables: &[&str], existing: &mut Existing) -> Result<(), DatabaseError> {
    // A unique constraint is an index of the same name; one on an expression has a column without a name.
    let sql = "SELECT named.name, i.relname::text, 'u', coalesce(a.attname, '')::text, \
               x.indpred IS NULL AND x.indisvalid, k.place \
               FROM named JOIN pg_index x ON x.indrelid = named.oid AND x.indisunique \
               JOIN pg_class i ON i.oid = x.indexrelid \
               CROSS JOIN LATERAL unnest(x.indkey::int2[]) WITH ORDINALITY k(attnum, place) \
               LEFT JOIN pg_attribute a ON a.attrelid = named.oid AND a.attnum = k.attnum AND k.attnum > 0 \
               WHERE k.place <= x.indnkeyatts \
               UNION ALL \
               SELECT named.name, c.conname::text, c.contype::text, a.attname::text, FALSE, k.place \
               FROM named JOIN pg_constraint c ON c.conrelid = named.oid AND c.contype IN ('f', 'c') \
               CROSS JOIN LATERAL unnest(c.conkey) WITH ORDINALITY k(attnum, place) \
               JOIN pg_attribute a ON a.attrelid = named.oid AND a.attnum = k.attnum \
               ORDER BY 1, 3, 2, 6";
    let rows = query(database, tables, sql).await?;
    let mut whole = Vec::new();
    for row in catalogue_rows(&rows) {
        let kind = match row.text(2)?.as_str() {
            "u" => ConstraintKind::Unique,
            "f" => ConstraintKind::ForeignKey,
            _ => ConstraintKind::Check,
        };
        let (table, name, columns) = (row.text(0)?, row.text(1)?, vec![row.text(3)?]);
        if kind == ConstraintKind::Unique && row.truth(4)? {
            whole.push((table.clone(), name.clone()));
        }
        existing.constrain(Constraint { table, name, kind, columns });
    }
    // One that holds for some rows only, or could not be built, promises nothing for all.
    for constraint in existing.constraints.clone() {
        if whole.iter().any(|(table, name)| *table == constraint.table && *name == constraint.name) {
            existing.table(constraint.table).uniques.push(constraint.columns);
        }
    }
    Ok(())
}

async fn indexes(database: &dyn Execute, tables: &[&str], existing: &mut Existing) -> Result<(), DatabaseError> {
    // Of the two bits of an order the first is DESC, the second NULLS FIRST.
    let sql = "SELECT named.name, i.relname::text, coalesce(a.attname, '')::text, \
               x.indoption[k.place::int - 1] & 1 <> 0, x.indoption[k.place::int - 1] & 2 <> 0, \
               x.indpred IS NULL AND x.indisvalid AND m.amname = 'btree', \
               EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = x.indexrelid), \
               coalesce(nullif(x.indcollation[k.place::int - 1], 0)::regcollation::text, '') \
               FROM named JOIN pg_index x ON x.indrelid = named.oid \
               JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_am m ON m.oid = i.relam \
               CROSS JOIN LATERAL unnest(x.indkey::int2[]) WITH ORDINALITY k(attnum, place) \
               LEFT JOIN pg_attribute a ON a.attrelid = named.oid AND a.attnum = k.attnum AND k.attnum > 0 \
               WHERE k.place <= x.indnkeyatts ORDER BY named.name, i.relname, k.place";
    let rows = query(database, tables, sql).await?;
    for row in catalogue_rows(&rows) {
        let column = ExistingIndexColumn {
            name: row.text(2)?,
            descending: row.truth(3)?,
            nulls_first: row.truth(4)?,
            collation: row.text(7)?,
        };
        let name = IndexName { name: row.text(1)?, needed: row.truth(6)? };
        existing.index(row.text(0)?, name, column, row.truth(5)?);
    }
    Ok(())
}

async fn checks(database: &dyn Execute, tables: &[&str], existing: &mut Existing) -> Result<(), DatabaseError> {
    let sql = "SELECT named.name, c.conname::text, pg_get_expr(c.conbin, c.conrelid), a.attname::text \
               FROM named JOIN pg_constraint c ON c.conrelid = named.oid AND c.contype = 'c' \
               CROSS JOIN LATERAL unnest(c.conkey) WITH ORDINALITY k(attnum, place) \
               JOIN pg_attribute a ON a.attrelid = named.oid AND a.attnum = k.attnum \
               ORDER BY named.name, c.conname, k.place";
    let rows = query(database, tables, sql).await?;
    for row in catalogue_rows(&rows) {
        let (name, condition, column) = (row.text(1)?, row.text(2)?, row.text(3)?);
        let checks = &mut existing.table(row.text(0)?).checks;
        match checks.last_mut() {
            Some(last) if last.name == name => last.columns.push(column),
            _ => checks.push(ExistingCheck { name, columns: vec![column], condition }),
        }
    }
    Ok(())
}

async fn foreign_keys(database: &dyn Execute, tables: &[&str], existing: &mut Existing) -> Result<(), DatabaseError> {
    let action = |column: &str| {
        format!(
            "CASE {column} WHEN 'a' THEN 'NO ACTION' WHEN 'r' THEN 'RESTRICT' WHEN 'c' THEN 'CASCADE' \
             WHEN 'n' THEN 'SET NULL' ELSE 'SET DEFAULT' END"
        )
    };
    let (on_delete, on_update) = (action("c.confdeltype"), action("c.confupdtype"));
    let sql = format!(
        "SELECT named.name, c.conname::text, k.place > 1, own.attname::text, other.attname::text, \
         CASE WHEN pg_table_is_visible(p.oid) THEN p.relname ELSE n.nspname || '.' || p.relname END::text, \
         {on_delete}, CASE WHEN c.confupdtype = 'a' THEN '' ELSE ' ON UPDATE ' || {on_update} END \
         || CASE WHEN c.condeferrable THEN ' DEFERRABLE' ELSE '' END \
         || CASE WHEN c.condeferred THEN ' INITIALLY DEFERRED' ELSE '' END \
         FROM named JOIN pg_constraint c ON c.conrelid = named.oid AND c.contype = 'f' \
         JOIN pg_class p ON p.oid = c.confrelid JOIN pg_namespace n ON n.oid = p.relnamespace \
         CROSS JOIN LATERAL unnest(c.conkey, c.confkey) WITH ORDINALITY k(own, other, place) \
         JOIN pg_attribute own ON own.attrelid = c.conrelid AND own.attnum = k.own \
         JOIN pg_attribute other ON other.attrelid = c.confrelid AND other.attnum = k.other \
         ORDER BY named.name, c.conname, k.place"
    );
    let rows = query(database, tables, &sql).await?;
    for row in catalogue_rows(&rows) {
        let key = ExistingForeignKey {
            name: row.text(1)?,
            parent: row.text(5)?,
            on_delete: row.text(6)?,
            kept: row.text(7)?,
            ..ExistingForeignKey::default()
        };
        existing.foreign_key(&row.text(0)?, row.truth(2)?, (row.text(3)?, row.text(4)?), key);
    }
    Ok(())
}
