//! A request's body to cells: strict, in one pass, with all that is wrong found at once.

mod field;
mod malformed;
mod member;
mod object;
mod shape;

#[cfg(test)]
pub(crate) mod fixture;
#[cfg(test)]
mod tests;

pub use self::field::{is_in_document, refusal_of_change};

use sea_orm::Value;
use serde_json::value::RawValue;

use crate::{
    descriptor::{Check, Descriptor, Field, Flags},
    error::{Error, MOST_VIOLATIONS, Violation, code, pointer_to},
    input::Cells,
};

/// What the body is for, which decides what a client may say in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// POST: everything that a create takes; what must be given must be there.
    Create,
    /// PATCH: any part of what an update takes (RFC 7396).
    Update,
    /// PUT: all of what an update takes.
    Replace,
}

/// What a body says.
#[derive(Debug)]
pub struct Body {
    /// The fields that are given and that the mode lets a client set.
    pub cells: Cells,
    /// Of an update or replace: values for fields that it cannot set. They must equal what is stored.
    pub tolerated: Vec<(usize, Value)>,
    /// All that is wrong, in the body's order, then what is missing.
    pub violations: Vec<Violation>,
}

impl Body {
    fn new(descriptor: &'static Descriptor) -> Self {
        Self { cells: Cells::new(descriptor), tolerated: Vec::new(), violations: Vec::new() }
    }

    fn refuse(&mut self, violation: Violation) {
        if !self.is_refused_enough() {
            self.violations.push(violation);
        }
    }

    /// Whether no more faults are listed: what a client would not be told need not be worked out.
    fn is_refused_enough(&self) -> bool {
        self.violations.len() >= MOST_VIOLATIONS
    }
}

/// Reads the value of one field, whatever the field's words say of who may set it.
///
/// # Errors
/// It is none of the field's type.
pub fn read_value(field: &Field, json: &str) -> Result<Value, Violation> {
    member::read_accepted(field, json)
}

/// Reads a body.
///
/// # Errors
/// 400 where it is no JSON text (RFC 8259), with line and column; 422 where it is one, but no object.
pub fn read(bytes: &[u8], descriptor: &'static Descriptor, mode: Mode) -> Result<Body, Error> {
    let text = str::from_utf8(bytes).map_err(|error| malformed::not_unicode(bytes, error.valid_up_to()))?;
    let (mut body, seen) = object::read(text, descriptor, mode)?;
    if mode != Mode::Update {
        for (field, _) in descriptor.fields.iter().zip(&seen).filter(|(_, seen)| !**seen) {
            if is_required(field, mode) {
                body.refuse(Violation::at(pointer_to(field.wire), code::REQUIRED, "must be given"));
            }
        }
    }
    Ok(body)
}

/// Reads a body that is an array, as its elements.
///
/// # Errors
/// 400 where it is no JSON text (RFC 8259), with line and column; 422 where it is one, but no array.
pub fn read_array(bytes: &[u8]) -> Result<Vec<&RawValue>, Error> {
    let text = str::from_utf8(bytes).map_err(|error| malformed::not_unicode(bytes, error.valid_up_to()))?;
    object::read_array(text)
}

/// Whether a body without the field is refused. A field that an access rule compares with the caller is filled in from
/// the caller.
pub fn is_required(field: &Field, mode: Mode) -> bool {
    let can_be_set = match mode {
        Mode::Create => field.is_creatable(),
        Mode::Update => false,
        // What a client cannot read it cannot send back; an input is no part of what it read.
        Mode::Replace => field.is_updatable() && (field.is(Flags::INPUT) || !field.is(Flags::WRITE_ONLY)),
    };
    let can_be_null = field.nullable && !field.validations.iter().any(|rule| matches!(rule.check, Check::Required));
    can_be_set && !can_be_null && field.default.is_none() && !field.is(Flags::CALLER)
}
