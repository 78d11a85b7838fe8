use std::num::NonZeroU64;

use super::{
    Cursor, Direction, Parameters, Place, QueryLimits, complete, cursor, fields,
    filter::{self, Filter, Target},
    limits::MOST_VALUES,
    search, sort,
};
use crate::{
    Error, Result,
    access::{Page, PageOf, Scope},
    database::Backend,
    descriptor::{Descriptor, Flags, SortTerm},
    error::code,
};

/// What a list is asked for.
#[derive(Debug)]
pub struct ListQuery {
    pub filters: Vec<Filter>,
    /// Each has to occur in a row.
    pub terms: Vec<String>,
    /// Ends with the key.
    pub sort: Vec<SortTerm>,
    /// Binds cursors to the order and to which rows there are.
    pub digest: u64,
    /// The fields of an answer, by position; `None` for all.
    pub fields: Option<Vec<usize>>,
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
pub const LIST_PARAMETERS: [&str; 7] = ["cursor", "fields", "page", "page_size", "search", "sort", "total"];

/// Names that a filter has only with its operator: those, and what is to come.
pub const RESERVED: [&str; 10] =
    ["cursor", "deleted", "expand", "fields", "filter", "page", "page_size", "search", "sort", "total"];

/// Those of them that this list has.
pub fn list_parameters(descriptor: &'static Descriptor) -> impl Iterator<Item = &'static str> {
    let has = |flag: u32| descriptor.fields.iter().any(|field| field.is(flag));
    LIST_PARAMETERS.into_iter().filter(move |name| match *name {
        "search" => has(Flags::SEARCH),
        "sort" => has(Flags::SORT),
        _ => true,
    })
}

impl ListQuery {
    /// # Errors
    /// 400, with the parameter and what is allowed.
    pub fn parse(
        descriptor: &'static Descriptor,
        backend: Backend,
        limits: &QueryLimits,
        parameters: &Parameters,
    ) -> Result<Self> {
        let page = descriptor.page;
        let mut reader = Reader {
            descriptor,
            backend,
            limits,
            filters: Vec::new(),
            said: Vec::new(),
            values: 0,
            terms: Vec::new(),
            sort: None,
            fields: None,
            size: u64::from(page.size),
            page: None,
            cursor: None,
            total: page.total,
        };
        for (name, value) in parameters.iter() {
            reader.read(name, value)?;
        }
        reader.finish()
    }

    /// Fewer rows: those that are asked for, whatever page of them.
    pub fn narrow(&self, descriptor: &'static Descriptor, scope: Scope) -> Scope {
        let backend = scope.backend();
        let filtered = self
            .filters
            .iter()
            .fold(scope, |scope, filter| scope.narrow(filter::condition(descriptor, backend, filter)));
        self.terms.iter().fold(filtered, |scope, term| scope.narrow(search::condition(descriptor, backend, term)))
    }

    /// The statement of the page, and one row more to see whether there are more: with these fields, from the narrowed scope.
    pub fn page(&self, descriptor: &'static Descriptor, scope: &Scope, fields: &[usize]) -> Page {
        let of = PageOf { fields, sort: &self.sort, reversed: self.is_backward(), limit: self.size + 1 };
        match &self.position {
            Position::Start => scope.page(of, 0),
            Position::Page(number) => {
                let offset = self.offset(*number);
                if offset < FAR { scope.page(of, offset) } else { scope.page_by_keys(of, offset) }
            }
            Position::Cursor(Cursor { values, .. }) => {
                let (backend, reversed) = (scope.backend(), of.reversed);
                let place = Place { descriptor, backend, sort: &self.sort, values, reversed };
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
    descriptor: &'static Descriptor,
    backend: Backend,
    limits: &'a QueryLimits,
    filters: Vec<Filter>,
    /// What the filters say, as a client has written it: a cursor is bound to it.
    said: Vec<(Target, &'a str)>,
    /// How many the lists among them have.
    values: usize,
    terms: Vec<String>,
    sort: Option<Vec<SortTerm>>,
    fields: Option<Vec<usize>>,
    size: u64,
    page: Option<NonZeroU64>,
    cursor: Option<&'a str>,
    total: bool,
}

impl<'a> Reader<'a> {
    fn read(&mut self, name: &'a str, value: &'a str) -> Result<()> {
        match name {
            "sort" => self.sort = Some(sort::parse(self.descriptor, self.limits, value)?),
            "page_size" => self.size = positive("page_size", value)?.get().min(u64::from(self.descriptor.page.max)),
            "page" => self.page = Some(positive("page", value)?),
            "cursor" => self.cursor = Some(value),
            "total" => self.total = parse_total(value)?,
            "search" => self.terms = search::parse(self.descriptor, self.limits, value)?,
            "fields" => self.fields = Some(fields::parse(self.descriptor, value)?),
            name => self.filter(name, value)?,
        }
        Ok(())
    }

    fn filter(&mut self, name: &'a str, value: &'a str) -> Result<()> {
        let target = filter::target(self.descriptor, name)?;
        if self.said.iter().any(|(earlier, _)| *earlier == target) {
            let detail = "is given more than once: without an operator it is the same as with `__eq`";
            return Err(Error::bad_parameter(name, code::REPEATED_PARAMETER, detail));
        }
        if self.said.len() == self.limits.filters {
            let detail = format!("is one filter too many: at most {} are taken", self.limits.filters);
            return Err(Error::bad_parameter(name, code::TOO_MANY_FILTERS, detail));
        }
        let filter = filter::parse(self.descriptor, self.backend, target, self.limits, name, value)?;
        self.values += filter.test.listed();
        if self.values > MOST_VALUES {
            let detail = format!("is one list too many: a request has at most {MOST_VALUES} values in all");
            return Err(Error::bad_parameter(name, code::TOO_MANY_VALUES, detail));
        }
        self.filters.push(filter);
        self.said.push((target, value));
        Ok(())
    }

    fn finish(self) -> Result<ListQuery> {
        let sort = complete(self.descriptor, self.sort.as_deref().unwrap_or(self.descriptor.sort));
        let digest = cursor::digest(self.descriptor, &sort, self.said, &self.terms);
        let position = match (self.cursor, self.page) {
            (Some(_), Some(_)) => {
                return Err(Error::bad_parameter("page", code::NOT_ALLOWED, "cannot stand beside `cursor`"));
            }
            (Some(text), None) => Position::Cursor(Cursor::decode(text, self.descriptor, self.backend, &sort, digest)?),
            (None, Some(page)) => Position::Page(page),
            (None, None) => Position::Start,
        };
        let Self { filters, terms, fields, size, total, .. } = self;
        Ok(ListQuery { filters, terms, sort, digest, fields, size, position, total })
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
