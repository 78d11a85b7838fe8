//! What is asked for, as data, and as a query string.

use super::{
    cells::Cell,
    tables::{TABLES, Table},
};
use crate::{
    descriptor::Operator,
    query::tests::question::{quoted, write_query},
};

/// Links, one after the other, each by its position in its table.
pub type Path = Vec<usize>;

/// Columns, each behind a path; none where the client names none.
pub type Fields = Option<Vec<(Path, usize)>>;

#[derive(Clone, Debug)]
pub struct Filter {
    pub path: Path,
    pub subject: Subject,
    pub operator: Operator,
    pub operand: Operand,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    Column(usize),
    Link(usize),
}

#[derive(Clone, Debug)]
pub enum Operand {
    One(Cell),
    Several(Vec<Cell>),
    Truth(bool),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    pub path: Path,
    pub column: usize,
    pub descending: bool,
}

#[derive(Clone, Debug, Default)]
pub struct Request {
    pub root: usize,
    pub expand: Vec<Path>,
    pub fields: Fields,
    pub filters: Vec<Filter>,
    pub search: Vec<String>,
    /// None where the client names none.
    pub sort: Option<Vec<Term>>,
}

/// The table that a path leads to.
pub fn reached(root: usize, path: &[usize]) -> usize {
    path.iter().fold(root, |at, step| TABLES[at].links[*step].to)
}

/// The links of a path as names, each with a dot behind it.
fn dotted(root: usize, path: &[usize]) -> String {
    let (mut at, mut text) = (root, String::new());
    for step in path {
        let link = &TABLES[at].links[*step];
        text.push_str(link.name);
        text.push('.');
        at = link.to;
    }
    text
}

impl Request {
    pub fn table(&self) -> &'static Table {
        &TABLES[self.root]
    }

    fn column(&self, path: &[usize], column: usize) -> String {
        format!("{}{}", dotted(self.root, path), TABLES[reached(self.root, path)].columns[column].name)
    }

    /// What says which rows there are, and in which order.
    fn of_list(&self) -> Vec<(String, String)> {
        let mut parameters: Vec<(String, String)> = self.filters.iter().map(|filter| self.filter(filter)).collect();
        if !self.search.is_empty() {
            parameters.push(("search".to_owned(), self.search.join(" ")));
        }
        if let Some(sort) = &self.sort {
            let term = |term: &Term| {
                let sign = if term.descending { "-" } else { "" };
                format!("{sign}{}", self.column(&term.path, term.column))
            };
            parameters.push(("sort".to_owned(), sort.iter().map(term).collect::<Vec<_>>().join(",")));
        }
        parameters
    }

    fn filter(&self, filter: &Filter) -> (String, String) {
        let name = match filter.subject {
            Subject::Column(column) => self.column(&filter.path, column),
            Subject::Link(link) => {
                let path: Path = filter.path.iter().copied().chain([link]).collect();
                dotted(self.root, &path).trim_end_matches('.').to_owned()
            }
        };
        let value = match &filter.operand {
            Operand::One(cell) => cell.written(),
            Operand::Several(cells) => cells.iter().map(|cell| quoted(&cell.written())).collect::<Vec<_>>().join(","),
            Operand::Truth(truth) => truth.to_string(),
        };
        (format!("{name}__{}", filter.operator.name()), value)
    }

    /// What says how rows are shown.
    fn of_rows(&self) -> Vec<(String, String)> {
        let mut parameters = Vec::new();
        if !self.expand.is_empty() {
            let path = |path: &Path| dotted(self.root, path).trim_end_matches('.').to_owned();
            parameters.push(("expand".to_owned(), self.expand.iter().map(path).collect::<Vec<_>>().join(",")));
        }
        if let Some(fields) = &self.fields {
            let names: Vec<String> = fields.iter().map(|(path, column)| self.column(path, *column)).collect();
            parameters.push(("fields".to_owned(), names.join(",")));
        }
        parameters
    }

    pub fn list_query(&self) -> String {
        write_query(&[self.of_list(), self.of_rows()].concat(), false)
    }

    pub fn get_query(&self) -> String {
        write_query(&self.of_rows(), false)
    }
}
