use super::Mode;
use crate::{
    descriptor::{Descriptor, Field, Flags},
    error::code,
};

/// What becomes of a value that a client gives for a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    Set,
    /// It must equal what is stored, so that a client can send back what it got; refused otherwise.
    Compare(Refusal),
    Refuse(Refusal),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refusal {
    pub code: &'static str,
    pub detail: &'static str,
}

const READ_ONLY: Refusal = Refusal { code: code::READ_ONLY, detail: "is set by the server" };
const IMMUTABLE: Refusal = Refusal { code: code::IMMUTABLE, detail: "cannot be changed" };

/// Why another value than the stored one is refused.
pub fn refusal_of_change(field: &Field) -> Refusal {
    if field.is(Flags::READ_ONLY) { READ_ONLY } else { IMMUTABLE }
}

pub(super) fn purpose(descriptor: &Descriptor, field: &Field, mode: Mode) -> Purpose {
    // Whoever names a row knows its key.
    let is_known = field.is(Flags::KEY | Flags::VERSION) || descriptor.access.read.is_some() && field.is_shown();
    if is_settable(field, mode) {
        Purpose::Set
    } else if mode != Mode::Create && is_known {
        Purpose::Compare(refusal_of_change(field))
    } else if field.is_creatable() {
        // The answer to a comparison would tell what is stored where nobody may read it.
        Purpose::Refuse(Refusal { detail: "is set at creation and never after", ..IMMUTABLE })
    } else {
        Purpose::Refuse(READ_ONLY)
    }
}

pub(super) fn is_settable(field: &Field, mode: Mode) -> bool {
    match mode {
        Mode::Create => field.is_creatable(),
        Mode::Update | Mode::Replace => field.is_updatable(),
    }
}

/// Whether the document shows the field in such a body: it can be set, or it is the version, which is looked at. What is
/// only tolerated is left out.
pub fn is_in_document(field: &Field, mode: Mode) -> bool {
    is_settable(field, mode) || (mode != Mode::Create && field.is(Flags::VERSION))
}

/// A hidden field is to a client as one that does not exist.
pub(super) fn is_on_the_wire(field: &Field) -> bool {
    !field.is(Flags::HIDDEN)
}
