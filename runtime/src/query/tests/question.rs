//! What a client asks of a list, and how it writes that down.

use std::fmt::Write;

use super::{cell::Cell, every_kind::FIELDS};
use crate::descriptor::{Operator, SortTerm};

/// `views__gte=5`
#[derive(Clone, Debug)]
pub struct Filter {
    pub field: usize,
    pub operator: Operator,
    pub operand: Operand,
    /// Which of several ways to write it.
    pub form: u8,
}

#[derive(Clone, Debug)]
pub enum Operand {
    One(Cell),
    Several(Vec<Cell>),
    /// Of `isnull`.
    Truth(bool),
}

/// What a list is asked for besides its page.
#[derive(Clone, Debug, Default)]
pub struct Question {
    pub filters: Vec<Filter>,
    /// None where nothing is searched.
    pub terms: Vec<String>,
    pub sort: Vec<SortTerm>,
    pub fields: Option<Vec<usize>>,
    /// Which of several ways to write it.
    pub form: u8,
}

/// The parameters of a list, which mean themselves where a field has their name.
const RESERVED: [&str; 7] = ["search", "sort", "page", "page_size", "cursor", "total", "fields"];

impl Filter {
    pub fn name(&self) -> String {
        let field = FIELDS[self.field].wire;
        let is_bare = self.operator == Operator::Eq && self.form.is_multiple_of(2) && !RESERVED.contains(&field);
        if is_bare { field.to_owned() } else { format!("{field}__{}", self.operator.name()) }
    }

    pub fn value(&self) -> String {
        match &self.operand {
            Operand::Truth(holds) => holds.to_string(),
            Operand::One(cell) => cell.written(self.form),
            Operand::Several(cells) => {
                let forms = (0_u8..).map(|place| self.form.wrapping_add(place));
                let values: Vec<String> =
                    cells.iter().zip(forms).map(|(cell, form)| listed(&cell.written(form), form)).collect();
                values.join(",")
            }
        }
    }

    pub fn query(&self) -> String {
        write_query(&[(self.name(), self.value())], self.form.is_multiple_of(3))
    }
}

/// A value of a list: in quotes where it must be, and sometimes where it need not.
fn listed(value: &str, form: u8) -> String {
    let must_be = value.is_empty() || value.starts_with('"') || value.contains(',');
    if must_be || form.is_multiple_of(5) { quoted(value) } else { value.to_owned() }
}

pub fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

impl Question {
    fn search(&self) -> String {
        let blank = [" ", "  ", "\t"][usize::from(self.form % 3)];
        let written = |term: &String| {
            let must_be = term.contains(|letter: char| letter.is_whitespace() || letter == '"');
            if must_be || self.form.is_multiple_of(4) { quoted(term) } else { term.clone() }
        };
        self.terms.iter().map(written).collect::<Vec<_>>().join(blank)
    }

    /// As a query string, in any order.
    pub fn query(&self) -> String {
        let mut parameters: Vec<(String, String)> =
            self.filters.iter().map(|filter| (filter.name(), filter.value())).collect();
        if !self.terms.is_empty() {
            parameters.push(("search".to_owned(), self.search()));
        }
        if !self.sort.is_empty() {
            parameters.push(("sort".to_owned(), write_sort(&self.sort)));
        }
        if let Some(fields) = &self.fields {
            let names: Vec<&str> = fields.iter().map(|field| FIELDS[*field].wire).collect();
            parameters.push(("fields".to_owned(), names.join(",")));
        }
        let turn = usize::from(self.form) % parameters.len().max(1);
        parameters.rotate_left(turn);
        write_query(&parameters, self.form.is_multiple_of(2))
    }
}

pub fn write_sort(sort: &[SortTerm]) -> String {
    let term = |term: &SortTerm| format!("{}{}", if term.descending { "-" } else { "" }, FIELDS[term.field].wire);
    sort.iter().map(term).collect::<Vec<_>>().join(",")
}

pub fn write_query(parameters: &[(String, String)], space_is_plus: bool) -> String {
    let write =
        |(name, value): &(String, String)| format!("{}={}", encode(name, space_is_plus), encode(value, space_is_plus));
    parameters.iter().map(write).collect::<Vec<_>>().join("&")
}

/// Percent-encodes all but the unreserved characters (RFC 3986, section 2.3).
pub fn encode(text: &str, space_is_plus: bool) -> String {
    let mut encoded = String::new();
    for byte in text.bytes() {
        match byte {
            b' ' if space_is_plus => encoded.push('+'),
            byte if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) => encoded.push(char::from(byte)),
            byte => write!(encoded, "%{byte:02X}").unwrap(),
        }
    }
    encoded
}

/// Whether the operator looks into texts, so that an empty one would find everything.
pub fn looks_into(operator: Operator) -> bool {
    use Operator::{Contains, EndsWith, IContains, IEndsWith, IStartsWith, StartsWith};
    [Contains, StartsWith, EndsWith, IContains, IStartsWith, IEndsWith].contains(&operator)
}

/// The fields by which can be filtered, each with each of its operators.
pub fn pairs() -> Vec<(usize, Operator)> {
    let operators = |(field, operators): (usize, crate::descriptor::Operators)| {
        operators.iter().map(move |operator| (field, operator))
    };
    FIELDS.iter().map(|field| field.filter).enumerate().flat_map(operators).collect()
}
