use std::collections::HashMap;

use sea_orm::Value;

use super::Node;
use crate::{Result, descriptor::Relation, json, value::is_null};

/// The keys of a node's rows by which a relation leads on, each once.
pub struct Keys {
    pub distinct: Vec<Vec<Value>>,
    /// For each row its key's position among them; `None` where it has none.
    pub of_rows: Vec<Option<usize>>,
}

impl Keys {
    /// Of the rows that are shown, by how often each is.
    ///
    /// # Errors
    /// The database holds something that is not of a field's type.
    pub fn of(node: &Node<'_>, relation: &'static Relation, times: &[u64]) -> Result<Self> {
        let mut known: HashMap<Vec<u8>, usize> = HashMap::with_capacity(times.len());
        let mut keys = Self { distinct: Vec::new(), of_rows: Vec::with_capacity(times.len()) };
        for (row, times) in times.iter().enumerate() {
            // What a row that is not shown leads to would take the place of what is.
            if *times == 0 {
                keys.of_rows.push(None);
                continue;
            }
            let key = relation.near().map(|field| node.stored(row, field)).collect::<Result<Vec<Value>>>()?;
            if key.iter().any(is_null) {
                keys.of_rows.push(None);
                continue;
            }
            let position = *known.entry(json::key_text(&key)).or_insert_with(|| {
                keys.distinct.push(key);
                keys.distinct.len() - 1
            });
            keys.of_rows.push(Some(position));
        }
        Ok(keys)
    }
}
