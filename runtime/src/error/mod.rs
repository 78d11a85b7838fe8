//! What goes wrong, and how it is told: to the client as a problem document (RFC 9457), to the log with its cause.

mod causes;
pub mod code;
mod convert;
mod near_match;
mod panic;
mod problem;
mod violation;

#[cfg(test)]
mod tests;

pub use self::violation::{Place, Violation};
pub(crate) use self::{
    near_match::near_match,
    panic::panic_text,
    problem::{is_reading_body, problem_body, reading_body, with_instance},
    violation::{MOST_VIOLATIONS, pointer_to, shortened},
};

use std::{borrow::Cow, error::Error as StdError, fmt};

use axum::http::{
    HeaderName, HeaderValue, StatusCode,
    header::{CONNECTION, RETRY_AFTER, WWW_AUTHENTICATE},
};
use sea_orm::DbErr;

/// What a hook, a handler or `main` answers.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// A failure with two faces: a status, a code and texts for the client, and a cause that only the log sees.
///
/// Any `std::error::Error` becomes one with `?`: status 500, nothing of it in the answer. Those that the client is to
/// understand are made by name.
///
/// ```
/// use restruct::Error;
///
/// let error = Error::invalid("/title", "blank", "must say something");
/// assert_eq!(error.status().as_u16(), 422);
/// assert_eq!(error.violations().len(), 1);
/// ```
pub struct Error(Box<Inner>);

type Cause = Box<dyn StdError + Send + Sync>;

struct Inner {
    status: StatusCode,
    code: Cow<'static, str>,
    detail: Cow<'static, str>,
    violations: Vec<Violation>,
    /// Whether `detail` is made from the violations, and so changes with them.
    summarised: bool,
    headers: Vec<(HeaderName, HeaderValue)>,
    cause: Option<Cause>,
}

impl Error {
    /// A failure with a status, a stable code for programs, and a text for people.
    pub fn new(status: StatusCode, code: impl Into<Cow<'static, str>>, detail: impl Into<Cow<'static, str>>) -> Self {
        Self(Box::new(Inner {
            status,
            code: code.into(),
            detail: detail.into(),
            violations: Vec::new(),
            summarised: false,
            headers: Vec::new(),
            cause: None,
        }))
    }

    /// 422: the value at `pointer` is refused: a JSON pointer into the body (RFC 6901) such as `/title`, by the names that
    /// clients know, or just `title`; empty for the whole body.
    ///
    /// Do not put the value into `detail`.
    pub fn invalid(
        pointer: impl Into<String>,
        code: impl Into<Cow<'static, str>>,
        detail: impl Into<Cow<'static, str>>,
    ) -> Self {
        Self::from_violations(vec![Violation::at(pointer, code, detail)])
    }

    /// 422: all these are wrong.
    pub fn from_violations(violations: Vec<Violation>) -> Self {
        let mut error = Self::new(StatusCode::UNPROCESSABLE_ENTITY, code::INVALID, violation::summary(&violations));
        error.0.violations = violations;
        error.0.summarised = true;
        error
    }

    /// 400: the request cannot be understood.
    pub fn bad_request(code: impl Into<Cow<'static, str>>, detail: impl Into<Cow<'static, str>>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, code, detail)
    }

    /// 400: this query parameter is wrong; the code is the answer's and the parameter's alike.
    pub fn bad_parameter(
        name: impl Into<String>,
        code: impl Into<Cow<'static, str>>,
        detail: impl Into<Cow<'static, str>>,
    ) -> Self {
        let code = code.into();
        let violations = vec![Violation::parameter(name, code.clone(), detail)];
        let mut error = Self::new(StatusCode::BAD_REQUEST, code, violation::summary(&violations));
        error.0.violations = violations;
        error.0.summarised = true;
        error
    }

    /// 401: nobody is signed in, and somebody must be.
    pub fn unauthorized() -> Self {
        Self::new(
            StatusCode::UNAUTHORIZED,
            code::UNAUTHORIZED,
            "This needs a caller who is known here, and the request does not name one.",
        )
    }

    /// 403: the caller may not do this.
    pub fn forbidden() -> Self {
        Self::new(StatusCode::FORBIDDEN, code::FORBIDDEN, "The caller may not do this.")
    }

    /// 404: there is no such thing, or the caller may not know of it.
    pub fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, code::NOT_FOUND, "There is nothing here.")
    }

    /// 408: the body does not come (RFC 9110, section 15.5.9). What is left of it is not waited for, so that the connection
    /// is of no more use.
    pub(crate) fn request_timeout() -> Self {
        Self::new(StatusCode::REQUEST_TIMEOUT, code::REQUEST_TIMEOUT, "The body did not come to its end in time.")
            .with_header(CONNECTION, HeaderValue::from_static("close"))
    }

    /// 409: the request does not fit what is stored.
    pub fn conflict(code: impl Into<Cow<'static, str>>, detail: impl Into<Cow<'static, str>>) -> Self {
        Self::new(StatusCode::CONFLICT, code, detail)
    }

    /// 500: the client learns nothing but the status; the cause goes to the log.
    pub fn internal(cause: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            code::INTERNAL,
            "Something went wrong in the server; the request's id finds it in the log.",
        )
        .with_cause(cause)
    }

    /// 503: not now; the client may come back after so many seconds.
    pub fn unavailable(retry_after_seconds: u32) -> Self {
        Self::new(StatusCode::SERVICE_UNAVAILABLE, code::UNAVAILABLE, "The server cannot answer now; try again later.")
            .with_header(RETRY_AFTER, HeaderValue::from(retry_after_seconds))
    }

    /// Adds a header to the answer.
    #[must_use]
    pub fn with_header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.0.headers.push((name, value));
        self
    }

    /// Keeps what lies behind the failure, for the log.
    #[must_use]
    pub fn with_cause(mut self, cause: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        self.0.cause = Some(convert::lift(cause.into()));
        self
    }

    /// Adds one more wrong place.
    #[must_use]
    pub fn with_violation(mut self, violation: Violation) -> Self {
        self.0.violations.push(violation);
        if self.0.summarised {
            self.0.detail = violation::summary(&self.0.violations);
        }
        self
    }

    /// The status of the answer.
    pub fn status(&self) -> StatusCode {
        self.0.status
    }

    /// The stable code.
    pub fn code(&self) -> &str {
        &self.0.code
    }

    /// The text that the client reads.
    pub fn detail(&self) -> &str {
        &self.0.detail
    }

    /// The same where all that is wrong in the body is at this place of it.
    pub(crate) fn moved_to(mut self, pointer: &str) -> Self {
        let violations = std::mem::take(&mut self.0.violations);
        for violation in violations {
            let violation = match violation.place() {
                Place::Pointer(_) => violation.moved_to(pointer.to_owned()),
                Place::Parameter(_) => violation,
            };
            self = self.with_violation(violation);
        }
        self
    }

    /// The wrong places.
    pub fn violations(&self) -> &[Violation] {
        &self.0.violations
    }

    /// 404 instead, where all that is wrong is that such places name no row.
    pub(crate) fn or_not_found(self, names: impl Fn(&Place) -> bool) -> Self {
        let is_absent = |violation: &Violation| violation.code() == code::NOT_FOUND && names(violation.place());
        let only = !self.violations().is_empty() && self.violations().iter().all(is_absent);
        if only { Self::not_found() } else { self }
    }

    /// What lies behind the failure; no client sees it.
    pub fn cause(&self) -> Option<&(dyn StdError + Send + Sync + 'static)> {
        self.0.cause.as_deref()
    }

    /// The database's error, where one lies behind the failure. An error of sqlx counts.
    pub fn database_cause(&self) -> Option<&DbErr> {
        self.cause()?.downcast_ref()
    }

    /// The headers of the answer, with those that its status cannot do without (RFC 9110, sections 11.6.1 and 10.2.3).
    fn headers(&self) -> impl Iterator<Item = (HeaderName, HeaderValue)> + '_ {
        let needed = match self.0.status {
            StatusCode::UNAUTHORIZED => Some((WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"))),
            StatusCode::SERVICE_UNAVAILABLE => Some((RETRY_AFTER, HeaderValue::from_static("1"))),
            _ => None,
        };
        let missing = needed.filter(|(name, _)| !self.0.headers.iter().any(|(given, _)| given == name));
        self.0.headers.iter().cloned().chain(missing)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.detail())
    }
}

/// Everything, for the log and for `fn main() -> Result<()>`, which prints it.
impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut cause = self.cause().map(|cause| cause as &dyn StdError);
        match cause {
            // What a client would be told says nothing beside it.
            Some(first) if self.code() == code::INTERNAL => {
                write!(f, "{first}")?;
                cause = first.source();
            }
            None if self.code() == code::INTERNAL => f.write_str(self.detail())?,
            _ => write!(f, "{} {}: {}", self.0.status.as_u16(), self.0.code, self.0.detail)?,
        }
        for violation in self.violations() {
            write!(f, "\n  {violation}")?;
        }
        while let Some(one) = cause {
            write!(f, "\ncaused by: {one}")?;
            cause = one.source();
        }
        Ok(())
    }
}
