use std::num::NonZeroU64;

use super::{
    Cursor, Direction, Parameters, Place, QueryLimits, Selection, Within, completed, cursor,
    filter::{self, Filter, Target},
    followed,
    limits::MOST_VALUES,
    search, sort, sort_names,
};
use crate::{
    Error, Result,
    access::{Beside, OrderTerm, Page, PageOf, Scope, own_terms},
    descriptor::{Descriptor, Flags},
    error::code,
};

/// What a list is asked for.
#[derive(Debug)]
pub struct ListQuery {
    pub filters: Vec<Filter>,
    /// Each has to occur in a row.
    pub terms: Vec<String>,
    /// Ends with the key.
    pub sort: Vec<OrderTerm>,
    /// Binds cursors to the order and to which rows there are.
    pub digest: u64,
    /// What an answer has of each row.
    pub selection: Selection,
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
    Page(NonZeroU64),
    Cursor(Cursor),
}

/// Rows before a page from which on it is dearer to read and drop them than to look up those of the page by their keys.
const FAR: u64 = 200;

/// The parameters of a list that have a name of their own; what is called like none of them is a filter.
pub const LIST_PARAMETERS: [&str; 8] = ["cursor", "expand", "fields", "page", "page_size", "search", "sort", "total"];

/// Names that a filter has only with its operator: those, and what is to come.
pub const RESERVED: [&str; 10] =
    ["cursor", "deleted", "expand", "fields", "filter", "page", "page_size", "search", "sort", "total"];

/// Those of them that this list has.
pub fn list_parameters(descriptor: &'static Descriptor) -> impl Iterator<Item = &'static str> {
    let has = |flag: u32| descriptor.fields.iter().any(|field| field.is(flag));
    LIST_PARAMETERS.into_iter().filter(move |name| match *name {
        "expand" => followed(descriptor).next().is_some(),
        "search" => has(Flags::SEARCH),
        "sort" => !sort_names(descriptor).is_empty(),
        _ => true,
    })
}

impl ListQuery {
    /// # Errors
    /// 400, with the parameter and what is allowed.
    pub fn parse(scope: &Scope<'_>, limits: &QueryLimits, parameters: &Parameters) -> Result<Self> {
        Self::parse_within(None, scope, limits, parameters)
    }

    /// The same of a list of the rows that belong to one row.
    ///
    /// # Errors
    /// 400, with the parameter and what is allowed.
    pub fn parse_within(
        within: Option<&Within<'_>>,
        scope: &Scope<'_>,
        limits: &QueryLimits,
        parameters: &Parameters,
    ) -> Result<Self> {
        let page = scope.descriptor().page;
        let mut reader = Reader {
            scope,
            limits,
            filters: Vec::new(),
            said: Vec::new(),
            values: 0,
            terms: Vec::new(),
            sort: None,
            expand: None,
            fields: None,
            size: u64::from(page.size),
            page: None,
            cursor: None,
            total: page.total,
        };
        for (name, value) in parameters.iter() {
            reader.read(name, value)?;
        }
        reader.finish(within)
    }

    /// Fewer rows: those that are asked for, whatever page of them.
    pub fn narrow<'c>(&self, scope: Scope<'c>) -> Scope<'c> {
        let (descriptor, backend) = (scope.descriptor(), scope.backend());
        let filtered = filter::narrow(scope, &self.filters);
        self.terms.iter().fold(filtered, |scope, term| scope.narrow(search::condition(descriptor, backend, term)))
    }

    /// The statement of the page, and one row more to see whether there are more: with these fields and what stands beside them,
    /// from the narrowed scope.
    pub fn page(&self, scope: &Scope<'_>, fields: &[usize], beside: &[Beside<'_>]) -> Page {
        let of = PageOf { fields, sort: &self.sort, reversed: self.is_backward(), limit: self.size + 1, beside };
        match &self.position {
            Position::Start => scope.page(of, 0),
            Position::Page(number) => {
                let offset = self.offset(*number);
                if offset < FAR { scope.page(of, offset) } else { scope.page_by_keys(of, offset) }
            }
            Position::Cursor(Cursor { values, .. }) => {
                let place = Place { backend: scope.backend(), sort: &self.sort, values, reversed: of.reversed };
                scope.page_behind(place.ranges(), of)
            }
        }
    }

    /// Whether the rows are read against their order.
    pub fn is_backward(&self) -> bool {
        matches!(&self.position, Position::Cursor(cursor) if cursor.direction == Direction::Backward)
    }

    /// Rows before a page; so many that there are none where the number goes beyond what databases count.
    fn offset(&self, number: NonZeroU64) -> u64 {
        (number.get() - 1).saturating_mul(self.size).min(i64::MAX.unsigned_abs())
    }
}

/// The parameters as they are read, one by one.
struct Reader<'a> {
    scope: &'a Scope<'a>,
    limits: &'a QueryLimits,
    filters: Vec<Filter>,
    /// What the filters say, as a client has written it: a cursor is bound to it.
    said: Vec<(Target, &'a str)>,
    /// How many the lists among them have.
    values: usize,
    terms: Vec<String>,
    sort: Option<Vec<OrderTerm>>,
    expand: Option<&'a str>,
    fields: Option<&'a str>,
    size: u64,
    page: Option<NonZeroU64>,
    cursor: Option<&'a str>,
    total: bool,
}

impl<'a> Reader<'a> {
    fn read(&mut self, name: &'a str, value: &'a str) -> Result<()> {
        let descriptor = self.scope.descriptor();
        match name {
            "sort" => self.sort = Some(sort::parse(self.scope, self.limits, value)?),
            "page_size" => self.size = positive("page_size", value)?.get().min(u64::from(descriptor.page.max)),
            "page" => self.page = Some(positive("page", value)?),
            "cursor" => self.cursor = Some(value),
            "total" => self.total = parse_total(value)?,
            "search" => self.terms = search::parse(descriptor, self.limits, value)?,
            "expand" if followed(descriptor).next().is_some() => self.expand = Some(value),
            "fields" => self.fields = Some(value),
            name => self.filter(name, value)?,
        }
        Ok(())
    }

    fn filter(&mut self, name: &'a str, value: &'a str) -> Result<()> {
        let descriptor = self.scope.descriptor();
        let target = filter::target(descriptor, name)?;
        if self.said.iter().any(|(earlier, _)| *earlier == target) {
            let detail = "is given more than once: without an operator it is the same as with `__eq`";
            return Err(Error::bad_parameter(name, code::REPEATED_PARAMETER, detail));
        }
        if self.said.len() == self.limits.filters {
            let detail = format!("is one filter too many: at most {} are taken", self.limits.filters);
            return Err(Error::bad_parameter(name, code::TOO_MANY_FILTERS, detail));
        }
        let filter = filter::parse(descriptor, self.scope.backend(), target.clone(), self.limits, name, value)?;
        self.values += filter.test.listed();
        if self.values > MOST_VALUES {
            let detail = format!("is one list too many: a request has at most {MOST_VALUES} values in all");
            return Err(Error::bad_parameter(name, code::TOO_MANY_VALUES, detail));
        }
        self.filters.push(filter);
        self.said.push((target, value));
        Ok(())
    }

    fn finish(self, within: Option<&Within<'_>>) -> Result<ListQuery> {
        let descriptor = self.scope.descriptor();
        let sort = completed(descriptor, self.sort.unwrap_or_else(|| own_terms(descriptor, descriptor.sort)));
        let digest = cursor::digest(descriptor, &sort, self.said, &self.terms, within);
        let position = match (self.cursor, self.page) {
            (Some(_), Some(_)) => {
                return Err(Error::bad_parameter("page", code::NOT_ALLOWED, "cannot stand beside `cursor`"));
            }
            (Some(text), None) => Position::Cursor(Cursor::decode(text, self.scope.backend(), &sort, digest)?),
            (None, Some(page)) => Position::Page(page),
            (None, None) => Position::Start,
        };
        let selection = Selection::parse(descriptor, self.limits, self.expand, self.fields)?;
        let Self { filters, terms, total, .. } = self;
        let size = self.size.min(self.limits.rows as u64);
        Ok(ListQuery { filters, terms, sort, digest, selection, size, position, total })
    }
}

fn positive(name: &'static str, text: &str) -> Result<NonZeroU64> {
    // One number has one text, as everywhere in a query.
    if text.starts_with(|first: char| matches!(first, '1'..='9')) && text.bytes().all(|byte| byte.is_ascii_digit()) {
        // A number beyond them is past every end, like any other large one.
        return Ok(text.parse().unwrap_or(NonZeroU64::MAX));
    }
    Err(Error::bad_parameter(name, code::BAD_VALUE, "must be a whole number of at least 1, such as 20"))
}

fn parse_total(text: &str) -> Result<bool> {
    match text {
        "exact" => Ok(true),
        "none" => Ok(false),
        _ => Err(Error::bad_parameter("total", code::BAD_VALUE, "must be `exact` or `none`")),
    }
}
