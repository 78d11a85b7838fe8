use rusqlite::types::ValueRef;

/// Rows that were copied while SQLite stepped through them: all texts and blobs lie behind one another in one buffer.
#[derive(Debug)]
pub struct Arena {
    width: usize,
    cells: Vec<Cell>,
    bytes: Vec<u8>,
}

#[derive(Clone, Copy, Debug)]
enum Cell {
    Null,
    Integer(i64),
    Real(f64),
    /// Where it begins and ends; the bytes are UTF-8.
    Text(usize, usize),
    Blob(usize, usize),
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
    pub fn new(width: usize) -> Self {
        Self { width, cells: Vec::with_capacity(width * 24), bytes: Vec::with_capacity(4096) }
    }

    pub fn push(&mut self, value: ValueRef<'_>) {
        let cell = match value {
            ValueRef::Null => Cell::Null,
            ValueRef::Integer(number) => Cell::Integer(number),
            ValueRef::Real(number) => Cell::Real(number),
            ValueRef::Text(text) => {
                let (begin, end) = self.append(text);
                Cell::Text(begin, end)
            }
            ValueRef::Blob(blob) => {
                let (begin, end) = self.append(blob);
                Cell::Blob(begin, end)
            }
        };
        self.cells.push(cell);
    }

    fn append(&mut self, bytes: &[u8]) -> (usize, usize) {
        let begin = self.bytes.len();
        self.bytes.extend_from_slice(bytes);
        (begin, self.bytes.len())
    }

    /// The number of rows.
    pub fn len(&self) -> usize {
        self.cells.len().checked_div(self.width).unwrap_or(0)
    }

    /// A cell; `None` where there is none, or its text is no UTF-8.
    pub fn stored(&self, row: usize, column: usize) -> Option<Stored<'_>> {
        if column >= self.width {
            return None;
        }
        Some(match *self.cells.get(row.checked_mul(self.width)?.checked_add(column)?)? {
            Cell::Null => Stored::Null,
            Cell::Integer(number) => Stored::Integer(number),
            Cell::Real(number) => Stored::Real(number),
            Cell::Text(begin, end) => Stored::Text(std::str::from_utf8(&self.bytes[begin..end]).ok()?),
            Cell::Blob(begin, end) => Stored::Blob(&self.bytes[begin..end]),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_come_back_as_they_were_put() {
        let mut arena = Arena::new(2);
        for value in [ValueRef::Text(b"a"), ValueRef::Integer(1), ValueRef::Null, ValueRef::Blob(&[0, 255])] {
            arena.push(value);
        }
        assert_eq!(arena.len(), 2);
        assert_eq!(arena.stored(0, 0), Some(Stored::Text("a")));
        assert_eq!(arena.stored(0, 1), Some(Stored::Integer(1)));
        assert_eq!(arena.stored(1, 0), Some(Stored::Null));
        assert_eq!(arena.stored(1, 1), Some(Stored::Blob(&[0, 255])));
        assert_eq!(arena.stored(0, 2), None);
        assert_eq!(arena.stored(2, 0), None);
    }

    #[test]
    fn a_text_that_is_no_text_is_none() {
        let mut arena = Arena::new(1);
        arena.push(ValueRef::Text(&[0xff]));
        assert_eq!(arena.stored(0, 0), None);
    }
}
