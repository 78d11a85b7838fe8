use std::ops::Range;

use rusqlite::types::ValueRef;

/// Rows that were copied while SQLite stepped through them: all texts and blobs lie behind one another in one buffer.
/// The first row holds the columns' names.
#[derive(Debug, Default)]
pub struct Arena {
    width: usize,
    cells: Vec<Cell>,
    bytes: Vec<u8>,
}

#[derive(Clone, Debug)]
enum Cell {
    Null,
    Integer(i64),
    Real(f64),
    Text(Range<usize>),
    Blob(Range<usize>),
}

/// What lies in a cell. SQLite asks each value, not the column, what it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Stored<'a> {
    Null,
    Integer(i64),
    Real(f64),
    Text(&'a str),
    Blob(&'a [u8]),
}

impl Arena {
    /// Columns; none before they are named.
    pub fn width(&self) -> usize {
        self.width
    }

    /// Before the first cell.
    pub fn name_columns(&mut self, names: Vec<&str>) {
        self.width = names.len();
        // For one row, which most statements give; what has more grows.
        self.cells.reserve(names.len() * 2);
        self.bytes.reserve(512);
        names.into_iter().for_each(|name| self.push(ValueRef::Text(name.as_bytes())));
    }

    /// The next cell, row by row.
    pub fn push(&mut self, value: ValueRef<'_>) {
        let cell = match value {
            ValueRef::Null => Cell::Null,
            ValueRef::Integer(number) => Cell::Integer(number),
            ValueRef::Real(number) => Cell::Real(number),
            ValueRef::Text(text) => Cell::Text(self.append(text)),
            ValueRef::Blob(blob) => Cell::Blob(self.append(blob)),
        };
        self.cells.push(cell);
    }

    fn append(&mut self, bytes: &[u8]) -> Range<usize> {
        let begin = self.bytes.len();
        self.bytes.extend_from_slice(bytes);
        begin..self.bytes.len()
    }

    /// The number of rows.
    pub fn len(&self) -> usize {
        self.cells.len().checked_div(self.width).map_or(0, |rows| rows.saturating_sub(1))
    }

    /// What a column is called.
    pub fn name(&self, column: usize) -> &str {
        match self.cell(0, column) {
            Some(Stored::Text(name)) => name,
            _ => "?",
        }
    }

    /// A cell; `None` where there is none, or its text is no UTF-8.
    pub fn stored(&self, row: usize, column: usize) -> Option<Stored<'_>> {
        self.cell(row.checked_add(1)?, column)
    }

    fn cell(&self, row: usize, column: usize) -> Option<Stored<'_>> {
        if column >= self.width {
            return None;
        }
        Some(match self.cells.get(row.checked_mul(self.width)?.checked_add(column)?)? {
            Cell::Null => Stored::Null,
            Cell::Integer(number) => Stored::Integer(*number),
            Cell::Real(number) => Stored::Real(*number),
            Cell::Text(range) => Stored::Text(std::str::from_utf8(self.bytes.get(range.clone())?).ok()?),
            Cell::Blob(range) => Stored::Blob(self.bytes.get(range.clone())?),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_come_back_as_they_were_put() {
        let mut arena = Arena::default();
        assert_eq!((arena.len(), arena.width(), arena.name(0)), (0, 0, "?"));
        arena.name_columns(vec!["one", "two"]);
        assert_eq!((arena.len(), arena.width()), (0, 2));
        for value in [ValueRef::Text(b"a"), ValueRef::Integer(1), ValueRef::Null, ValueRef::Blob(&[0, 255])] {
            arena.push(value);
        }
        assert_eq!(arena.len(), 2);
        assert_eq!((arena.name(0), arena.name(1), arena.name(2)), ("one", "two", "?"));
        assert_eq!(arena.stored(0, 0), Some(Stored::Text("a")));
        assert_eq!(arena.stored(0, 1), Some(Stored::Integer(1)));
        assert_eq!(arena.stored(1, 0), Some(Stored::Null));
        assert_eq!(arena.stored(1, 1), Some(Stored::Blob(&[0, 255])));
        assert_eq!(arena.stored(0, 2), None);
        assert_eq!(arena.stored(2, 0), None);
        assert_eq!(arena.stored(usize::MAX, 1), None);
    }

    #[test]
    fn a_text_that_is_no_text_is_none() {
        let mut arena = Arena::default();
        arena.name_columns(vec!["one"]);
        arena.push(ValueRef::Text(&[0xff]));
        assert_eq!(arena.stored(0, 0), None);
    }
}
