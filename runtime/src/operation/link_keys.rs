//! The keys of rows that are linked to another.

use std::collections::HashSet;

use sea_orm::Value;
use serde_json::value::RawValue;

use crate::{
    Error, Result, body,
    descriptor::{Descriptor, Field},
    error::{MOST_VIOLATIONS, Violation, code},
    json,
};

/// Rows that one request links at the most.
pub const MOST_LINKS: usize = 1_000;

/// Keys of rows, each once and in the order of the request.
#[derive(Debug, Default)]
pub struct Keys {
    /// Each with its place in the request.
    keys: Vec<(Vec<Value>, usize)>,
    /// What tells them apart.
    texts: HashSet<Vec<u8>>,
}

impl Keys {
    pub fn of(keys: impl IntoIterator<Item = Vec<Value>>) -> Self {
        let mut all = Self::default();
        for (place, key) in keys.into_iter().enumerate() {
            all.push(key, place);
        }
        all
    }

    fn push(&mut self, key: Vec<Value>, place: usize) {
        if self.texts.insert(json::key_text(&key)) {
            self.keys.push((key, place));
        }
    }

    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// Each with its place in the request.
    pub fn iter(&self) -> impl Iterator<Item = (&Vec<Value>, usize)> {
        self.keys.iter().map(|(key, place)| (key, *place))
    }

    /// Without their places.
    pub fn values(&self) -> Vec<Vec<Value>> {
        self.keys.iter().map(|(key, _)| key.clone()).collect()
    }

    /// Where they stand in the request.
    pub fn places(&self) -> impl Iterator<Item = usize> {
        self.keys.iter().map(|(_, place)| *place)
    }

    /// Those that are not among others.
    pub fn without(&self, others: &Self) -> Self {
        let mut left = Self::default();
        for (key, place) in &self.keys {
            if !others.texts.contains(&json::key_text(key)) {
                left.push(key.clone(), *place);
            }
        }
        left
    }
}

/// A body: an array of keys, each as the row shows it; of a key of several parts an array of these.
///
/// # Errors
/// 400 where it is no JSON text; 422 where it is one, but not that, with the place of each fault.
pub fn read(descriptor: &'static Descriptor, bytes: &[u8]) -> Result<Keys> {
    let elements: Vec<&RawValue> = body::read_array(bytes)?;
    if elements.len() > MOST_LINKS {
        let detail = format!("must be at most {MOST_LINKS} keys");
        return Err(Error::from_violations(vec![Violation::at("", code::TOO_LONG, detail).param("max", MOST_LINKS)]));
    }
    let (mut keys, mut violations) = (Keys::default(), Vec::new());
    for (place, element) in elements.into_iter().enumerate() {
        match read_key(descriptor, element.get()) {
            Ok(key) => keys.push(key, place),
            Err(violation) if violations.len() < MOST_VIOLATIONS => {
                violations.push(violation.moved_to(format!("/{place}")));
            }
            Err(_) => {}
        }
    }
    if violations.is_empty() { Ok(keys) } else { Err(Error::from_violations(violations)) }
}

fn read_key(descriptor: &'static Descriptor, json: &str) -> Result<Vec<Value>, Violation> {
    let fields: Vec<&Field> = descriptor.key.iter().map(|part| &descriptor.fields[*part]).collect();
    if let [only] = fields.as_slice() {
        return body::read_value(only, json).map(|value| vec![value]);
    }
    let parts: Vec<&RawValue> = serde_json::from_str(json).unwrap_or_default();
    if parts.len() != fields.len() {
        let detail = format!("must be an array of the {} parts of a key", fields.len());
        return Err(Violation::at("", code::WRONG_TYPE, detail));
    }
    fields.into_iter().zip(parts).map(|(field, part)| body::read_value(field, part.get())).collect()
}
