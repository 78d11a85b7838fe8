use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::{Body, Mode, field, malformed, member, shape::shape};
use crate::{
    descriptor::{Descriptor, Flags, Relation, RelationKind},
    error::{Error, Violation, code, near_match, pointer_to, shortened},
};

/// As many levels as the JSON parser itself takes for a document in a column.
pub(super) const MOST_LEVELS: usize = 127;

/// Reads an object; tells beside the body which fields are in it at all, be they right or wrong.
pub(super) fn read(text: &str, descriptor: &'static Descriptor, mode: Mode) -> Result<(Body, Vec<bool>), Error> {
    match text.bytes().find(|byte| !byte.is_ascii_whitespace()) {
        None => return Err(malformed::empty("a JSON object")),
        Some(b'{') => {}
        Some(_) => return Err(not_an_object(text)),
    }
    let mut reader = Reader {
        descriptor,
        mode,
        text,
        body: Body::new(descriptor),
        seen: vec![false; descriptor.fields.len()],
        too_deep: None,
    };
    let mut json = serde_json::Deserializer::from_str(text);
    json.deserialize_map(&mut reader).and_then(|()| json.end()).map_err(|error| malformed::not_json(&error))?;
    match reader.too_deep {
        Some(offset) => Err(malformed::too_deep(text, offset)),
        None => Ok((reader.body, reader.seen)),
    }
}

/// Reads the elements of an array.
pub(super) fn read_array(text: &str) -> Result<Vec<&RawValue>, Error> {
    if text.bytes().all(|byte| byte.is_ascii_whitespace()) {
        return Err(malformed::empty("a JSON array"));
    }
    let value: &RawValue = serde_json::from_str(text).map_err(|error| malformed::not_json(&error))?;
    if shape(value.get()).depth > MOST_LEVELS {
        return Err(malformed::too_deep(text, offset(text, value)));
    }
    let elements = serde_json::from_str(value.get());
    elements.map_err(|_| {
        Error::from_violations(vec![Violation::at("", code::WRONG_TYPE, "The body must be a JSON array.")])
    })
}

fn not_an_object(text: &str) -> Error {
    match serde_json::from_str::<&RawValue>(text) {
        Err(error) => malformed::not_json(&error),
        Ok(value) if shape(value.get()).depth > MOST_LEVELS => malformed::too_deep(text, offset(text, value)),
        Ok(_) => Error::from_violations(vec![Violation::at("", code::WRONG_TYPE, "The body must be a JSON object.")]),
    }
}

/// Where a value begins in the text that it was read from.
fn offset(text: &str, value: &RawValue) -> usize {
    value.get().as_ptr().addr().saturating_sub(text.as_ptr().addr())
}

struct Reader<'a> {
    descriptor: &'static Descriptor,
    mode: Mode,
    text: &'a str,
    body: Body,
    seen: Vec<bool>,
    /// Offset of a value that is nested too deep. It is told only once the text is known to be JSON.
    too_deep: Option<usize>,
}

impl<'a> Visitor<'a> for &mut Reader<'a> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<M: MapAccess<'a>>(self, mut map: M) -> Result<(), M::Error> {
        let mut likely = 0;
        while let Some(key) = map.next_key_seed(KeySeed { descriptor: self.descriptor, likely })? {
            let value: &RawValue = map.next_value()?;
            if matches!(value.get().as_bytes(), [b'{' | b'[', ..]) && shape(value.get()).depth >= MOST_LEVELS {
                self.too_deep.get_or_insert(offset(self.text, value));
                continue;
            }
            match key {
                Key::Field(position) => {
                    likely = position + 1;
                    self.field(position, value.get());
                }
                Key::Unknown(name) => self.unknown(&name),
            }
        }
        Ok(())
    }
}

impl Reader<'_> {
    fn field(&mut self, position: usize, value: &str) {
        let field = &self.descriptor.fields[position];
        if std::mem::replace(&mut self.seen[position], true) {
            self.body.refuse(duplicate(pointer_to(field.wire)));
            return;
        }
        let outcome = match field::purpose(self.descriptor, field, self.mode) {
            field::Purpose::Set => {
                member::read_accepted(field, value).map(|value| self.body.cells.set(position, value))
            }
            field::Purpose::Compare(otherwise) => match member::read(field, value) {
                Ok(value) => {
                    self.body.tolerated.push((position, value));
                    Ok(())
                }
                Err(fault) if field.is(Flags::VERSION) => Err(fault),
                // What cannot be stored at all is not what is stored.
                Err(_) => Err(Violation::at(pointer_to(field.wire), otherwise.code, otherwise.detail)),
            },
            field::Purpose::Refuse(why) => Err(Violation::at(pointer_to(field.wire), why.code, why.detail)),
        };
        if let Err(violation) = outcome {
            self.body.refuse(violation);
        }
    }

    fn unknown(&mut self, name: &str) {
        let pointer = pointer_to(&shortened(name));
        let is_known = |known: &Violation| matches!(known.place(), crate::error::Place::Pointer(at) if *at == pointer);
        if self.body.violations.iter().any(is_known) {
            self.body.refuse(duplicate(pointer));
            return;
        }
        if self.body.is_refused_enough() {
            return;
        }
        let settable = self.descriptor.fields.iter().filter(|field| field::is_settable(field, self.mode));
        if let Some((_, relation)) = self.descriptor.relation(name) {
            self.body.refuse(Violation::at(pointer, code::UNKNOWN_FIELD, of_relation(self.descriptor, relation)));
            return;
        }
        let detail = match near_match(name, settable.map(|field| field.wire)) {
            Some(near) => format!("is no field; did you mean `{near}`?").into(),
            None => std::borrow::Cow::Borrowed("is no field"),
        };
        self.body.refuse(Violation::at(pointer, code::UNKNOWN_FIELD, detail));
    }
}

/// What stands in a body instead of a relation.
fn of_relation(descriptor: &'static Descriptor, relation: &'static Relation) -> String {
    if relation.kind != RelationKind::BelongsTo {
        return "is a relation, which is not written with its row".to_owned();
    }
    let keys: Vec<String> = relation.near().map(|field| format!("`{}`", descriptor.fields[field].wire)).collect();
    format!("is a relation; write its key, {}", keys.join(" and "))
}

fn duplicate(pointer: String) -> Violation {
    Violation::at(pointer, code::DUPLICATE_KEY, "is given more than once")
}

enum Key {
    /// The field's position.
    Field(usize),
    Unknown(String),
}

/// Finds the field of a key without copying the key.
struct KeySeed {
    descriptor: &'static Descriptor,
    /// Clients keep the order of the fields more often than not.
    likely: usize,
}

impl<'a> DeserializeSeed<'a> for KeySeed {
    type Value = Key;

    fn deserialize<D: Deserializer<'a>>(self, deserializer: D) -> Result<Key, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for KeySeed {
    type Value = Key;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E>(self, name: &str) -> Result<Key, E> {
        let fields = self.descriptor.fields;
        let is_named = |position: &usize| field::is_on_the_wire(&fields[*position]) && fields[*position].wire == name;
        let found = (self.likely..fields.len()).chain(0..self.likely).find(is_named);
        Ok(found.map_or_else(|| Key::Unknown(name.to_owned()), Key::Field))
    }
}
