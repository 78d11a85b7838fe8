use super::{Cursor, Parameters, complete, cursor, sort};
use crate::{
    Error, Result,
    descriptor::{Descriptor, SortTerm},
    error::{code, shortened},
};

/// What a list is asked for.
#[derive(Debug)]
pub struct ListQuery {
    /// Ends with the key.
    pub sort: Vec<SortTerm>,
    /// Binds cursors to the order.
    pub digest: u64,
    /// Rows at the most.
    pub size: u64,
    pub position: Position,
    /// Whether all rows are counted.
    pub total: bool,
}

/// Where a page begins.
#[derive(Clone, Debug, PartialEq)]
pub enum Position {
    Start,
    /// Counted from 1.
    Page(u64),
    Cursor(Cursor),
}

/// The parameters of a list.
pub const LIST_PARAMETERS: [&str; 5] = ["cursor", "page", "page_size", "sort", "total"];

impl ListQuery {
    /// # Errors
    /// 400, with the parameter and what is allowed.
    pub fn parse(descriptor: &'static Descriptor, parameters: &Parameters) -> Result<Self> {
        let limits = descriptor.page;
        let mut terms = descriptor.sort.to_vec();
        let (mut size, mut page, mut cursor_text, mut total) = (u64::from(limits.size), None, None, limits.total);
        for (name, value) in parameters.iter() {
            match name {
                "sort" => terms = sort::parse(descriptor, value)?,
                "page_size" => size = positive("page_size", value)?.min(u64::from(limits.max)),
                "page" => page = Some(positive("page", value)?),
                "cursor" => cursor_text = Some(value),
                "total" => total = parse_total(value)?,
                other => return Err(unknown(other)),
            }
        }
        let sort = complete(descriptor, &terms);
        let digest = cursor::digest(descriptor, &sort);
        let position = match (cursor_text, page) {
            (Some(_), Some(_)) => {
                return Err(Error::bad_parameter("page", code::NOT_ALLOWED, "cannot stand beside `cursor`"));
            }
            (Some(text), None) => Position::Cursor(Cursor::decode(text, descriptor, &sort, digest)?),
            (None, Some(page)) => Position::Page(page),
            (None, None) => Position::Start,
        };
        Ok(Self { sort, digest, size, position, total })
    }

    /// Rows before the page; so many that there are none where the number goes beyond what databases count.
    pub fn offset(&self) -> u64 {
        match self.position {
            Position::Page(page) => (page - 1).saturating_mul(self.size).min(i64::MAX.unsigned_abs()),
            Position::Start | Position::Cursor(_) => 0,
        }
    }
}

fn positive(name: &'static str, text: &str) -> Result<u64> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    // A number beyond u64 is past every end, like any other large one.
    let number = if digits { Some(text.parse().unwrap_or(u64::MAX)) } else { None };
    number
        .filter(|number| *number >= 1)
        .ok_or_else(|| Error::bad_parameter(name, code::BAD_VALUE, "must be a whole number of at least 1, such as 20"))
}

fn parse_total(text: &str) -> Result<bool> {
    match text {
        "exact" => Ok(true),
        "none" => Ok(false),
        _ => Err(Error::bad_parameter("total", code::BAD_VALUE, "must be `exact` or `none`")),
    }
}

fn unknown(name: &str) -> Error {
    let hint = crate::error::near_match(name, LIST_PARAMETERS)
        .map(|known| format!("; did you mean `{known}`?"))
        .unwrap_or_default();
    let detail = format!("is no parameter{hint} (there are {})", LIST_PARAMETERS.join(", "));
    Error::bad_parameter(shortened(name), code::UNKNOWN_PARAMETER, detail)
}
