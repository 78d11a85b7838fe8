use super::Mode;
use crate::{
    descriptor::{Field, Flags},
    error::code,
};

/// What becomes of a value that a client gives for a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    Set,
    /// It must equal what is stored, so that a client can send back what it got.
    Compare,
    /// Code and detail.
    Refuse(&'static str, &'static str),
}

pub(super) fn purpose(field: &Field, mode: Mode) -> Purpose {
    if is_settable(field, mode) {
        Purpose::Set
    } else if mode != Mode::Create && field.is_shown() {
        Purpose::Compare
    } else if field.is_creatable() {
        // The answer to a comparison would tell what is stored in a field that nobody may read.
        Purpose::Refuse(code::IMMUTABLE, "is set at creation and never after")
    } else {
        Purpose::Refuse(code::READ_ONLY, "is set by the server")
    }
}

pub(super) fn is_settable(field: &Field, mode: Mode) -> bool {
    match mode {
        Mode::Create => field.is_creatable(),
        Mode::Update | Mode::Replace => field.is_updatable(),
    }
}

/// A hidden field is to a client as one that does not exist.
pub(super) fn is_on_the_wire(field: &Field) -> bool {
    !field.is(Flags::HIDDEN)
}
