use std::{borrow::Cow, fmt};

use serde_json::{Map, Value};

/// One thing that is wrong with a request, and where.
#[derive(Clone, Debug, PartialEq)]
pub struct Violation {
    pub(crate) place: Place,
    pub(crate) code: Cow<'static, str>,
    pub(crate) detail: Cow<'static, str>,
    pub(crate) params: Map<String, Value>,
}

/// Where a violation is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// A JSON pointer into the body (RFC 6901); empty for the body itself.
    Pointer(String),
    /// A query parameter's name.
    Parameter(String),
}

impl Violation {
    /// A violation in the body, at a JSON pointer; a name without a slash is that of a member of the body, as clients
    /// know it.
    pub fn at(
        pointer: impl Into<String>,
        code: impl Into<Cow<'static, str>>,
        detail: impl Into<Cow<'static, str>>,
    ) -> Self {
        let pointer = pointer.into();
        let is_name = !pointer.is_empty() && !pointer.starts_with('/');
        let pointer = if is_name { pointer_to(&pointer) } else { pointer };
        Self { place: Place::Pointer(pointer), code: code.into(), detail: detail.into(), params: Map::new() }
    }

    /// A violation in the query.
    pub fn parameter(
        name: impl Into<String>,
        code: impl Into<Cow<'static, str>>,
        detail: impl Into<Cow<'static, str>>,
    ) -> Self {
        Self { place: Place::Parameter(name.into()), code: code.into(), detail: detail.into(), params: Map::new() }
    }

    /// Adds what the text speaks of.
    #[must_use]
    pub fn param(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.params.insert(name.to_owned(), value.into());
        self
    }

    /// The same at another place of the body.
    pub(crate) fn moved_to(self, pointer: String) -> Self {
        Self { place: Place::Pointer(pointer), ..self }
    }

    /// Where it is.
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// The stable code, for programs and translation.
    pub fn code(&self) -> &str {
        &self.code
    }

    /// The text for people. It never holds the value that the client sent.
    pub fn detail(&self) -> &str {
        &self.detail
    }

    /// What the text speaks of, for translation: `max` of a `too_long`.
    pub fn params(&self) -> &Map<String, Value> {
        &self.params
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.place {
            Place::Pointer(place) if place.is_empty() => f.write_str(&self.detail),
            Place::Pointer(place) | Place::Parameter(place) => write!(f, "{place}: {}", self.detail),
        }
    }
}

/// The text of an answer that consists of violations.
/// A body that is wrong everywhere must not make an answer thirty times its size.
pub(crate) const MOST_VIOLATIONS: usize = 100;

pub(super) fn summary(violations: &[Violation]) -> Cow<'static, str> {
    match violations {
        [only] => only.to_string().into(),
        all if all.len() >= MOST_VIOLATIONS => {
            format!("{MOST_VIOLATIONS} things or more are wrong; `errors` lists the first.").into()
        }
        all => format!("{} things are wrong; `errors` lists them.", all.len()).into(),
    }
}

/// A name that the client has made up, as an answer tells it: no longer than such names are.
pub(crate) fn shortened(name: &str) -> std::borrow::Cow<'_, str> {
    const MOST_OF_NAME: usize = 100;
    match name.char_indices().nth(MOST_OF_NAME) {
        Some((end, _)) => format!("{}…", &name[..end]).into(),
        None => name.into(),
    }
}

/// The pointer to a member of the body (RFC 6901, section 3).
pub(crate) fn pointer_to(name: &str) -> String {
    let mut pointer = String::with_capacity(name.len() + 1);
    pointer.push('/');
    for character in name.chars() {
        match character {
            '~' => pointer.push_str("~0"),
            '/' => pointer.push_str("~1"),
            other => pointer.push(other),
        }
    }
    pointer
}
