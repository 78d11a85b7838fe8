//! What an answer shows of rows, held to what a GET of each shows.

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::places::Place;

/// What a caller gets of each row that it may read, by its key.
#[derive(Debug, Default)]
pub struct Shown(HashMap<(Place, String), Value>);

impl Shown {
    pub fn insert(&mut self, place: Place, row: Value) {
        self.0.insert((place, key(place, &row)), row);
    }

    /// Holds a row of an answer, and all that is expanded in it, to what is got; gives the number of rows.
    ///
    /// # Errors
    /// A row is not what is got, or none that can be.
    pub fn holds(&self, place: Place, row: &Value) -> Result<usize, String> {
        let members = row.as_object().ok_or_else(|| format!("{row} is no row"))?;
        let relation = |name: &str| place.relations().iter().find(|relation| relation.name == name);
        let own: Map<String, Value> = members
            .iter()
            .filter(|(name, _)| relation(name).is_none())
            .map(|(name, value)| (name.clone(), value.clone()))
            .collect();
        let got =
            self.0.get(&(place, key(place, row))).ok_or_else(|| format!("{row} of {} is hidden", place.name()))?;
        if let Some((name, value)) = own.iter().find(|(name, value)| got.get(name.as_str()) != Some(value)) {
            return Err(format!("`{name}` of {got} is shown as {value}"));
        }
        let mut count = 1;
        for (name, value) in members {
            let Some(relation) = relation(name) else { continue };
            let rows = match value {
                Value::Null if !relation.is_many => Vec::new(),
                one if !relation.is_many => vec![one],
                page => page["items"].as_array().ok_or_else(|| format!("{page} is no page"))?.iter().collect(),
            };
            for row in rows {
                count += self.holds(relation.to, row)?;
            }
        }
        Ok(count)
    }

    /// All of what is got of a row.
    pub fn whole(&self, place: Place, key: &str) -> Option<&Value> {
        self.0.get(&(place, key.to_owned()))
    }
}

/// The key of a row, as a path has it.
pub fn key(place: Place, row: &Value) -> String {
    let part = |column: &&str| match &row[*column] {
        Value::String(text) => text.clone(),
        value => value.to_string(),
    };
    place.key().iter().map(part).collect::<Vec<_>>().join(",")
}
