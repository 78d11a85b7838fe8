use std::fmt;

use regex::Regex;
use sea_orm::Value;
use validator::ValidationError;

use super::Number;

/// One `#[validate(..)]` rule of a field, with what the user says about its failure.
#[derive(Debug)]
pub struct Validation {
    pub check: Check,
    /// `code = ".."`.
    pub code: Option<&'static str>,
    /// `message = ".."`.
    pub message: Option<&'static str>,
}

impl Validation {
    pub const fn new(check: Check) -> Self {
        Self { check, code: None, message: None }
    }

    pub const fn code(mut self, code: &'static str) -> Self {
        self.code = Some(code);
        self
    }

    pub const fn message(mut self, message: &'static str) -> Self {
        self.message = Some(message);
        self
    }
}

/// The rules of the validator crate that a field can have. Lengths count characters of texts and bytes of `Vec<u8>`.
#[derive(Clone, Copy)]
pub enum Check {
    Length {
        min: Option<u64>,
        max: Option<u64>,
        equal: Option<u64>,
    },
    Range {
        min: Option<fn() -> Number>,
        max: Option<fn() -> Number>,
        exclusive_min: Option<fn() -> Number>,
        exclusive_max: Option<fn() -> Number>,
    },
    Email,
    Url,
    Ip,
    IpV4,
    IpV6,
    /// Made when it is first needed: often it lies behind a `LazyLock`.
    Regex(fn() -> &'static Regex),
    Contains(&'static str),
    DoesNotContain(&'static str),
    CreditCard,
    NonControlCharacter,
    Required,
    /// The field equals another one, by position; seen on the merged row.
    MustMatch(usize),
    Custom(fn(&Value) -> Result<(), ValidationError>),
}

impl fmt::Debug for Check {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = match self {
            Check::Length { .. } => "length",
            Check::Range { .. } => "range",
            Check::Email => "email",
            Check::Url => "url",
            Check::Ip => "ip",
            Check::IpV4 => "ip(v4)",
            Check::IpV6 => "ip(v6)",
            Check::Regex(_) => "regex",
            Check::Contains(_) => "contains",
            Check::DoesNotContain(_) => "does_not_contain",
            Check::CreditCard => "credit_card",
            Check::NonControlCharacter => "non_control_character",
            Check::Required => "required",
            Check::MustMatch(_) => "must_match",
            Check::Custom(_) => "custom",
        };
        f.write_str(name)
    }
}

/// A `schema` rule of the whole struct.
#[derive(Clone, Copy)]
pub struct RowCheck {
    /// Gets one value per field of the descriptor, in its order.
    pub check: fn(&[Value]) -> Result<(), ValidationError>,
    /// Whether it is left out where a field's own rule has failed.
    pub skip_on_field_errors: bool,
    pub code: Option<&'static str>,
    pub message: Option<&'static str>,
}

impl fmt::Debug for RowCheck {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("schema")
    }
}
