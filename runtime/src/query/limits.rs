/// What any of them can be at the most. Databases bind some ten thousand values in a statement.
const MOST: usize = 1_000;
/// Rows of an answer; their keys are values of a statement.
const MOST_ROWS: usize = 10_000;
/// Values of all lists of a request together.
pub const MOST_VALUES: usize = 10_000;

/// How much one list may be asked for. Each limit has a code of its own, which an answer beyond it carries, and is at least 1
/// and, but for rows, at most 1,000.
///
/// ```
/// use restruct::QueryLimits;
///
/// let limits = QueryLimits::default().filters(10).values(500);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QueryLimits {
    pub(crate) filters: usize,
    pub(crate) values: usize,
    pub(crate) terms: usize,
    pub(crate) sort_keys: usize,
    pub(crate) characters: usize,
    pub(crate) paths: usize,
    pub(crate) rows: usize,
}

impl Default for QueryLimits {
    fn default() -> Self {
        Self { filters: 20, values: 100, terms: 10, sort_keys: 5, characters: 100, paths: 10, rows: 10_000 }
    }
}

impl QueryLimits {
    /// Filters of a request; 20 unless said. More are 400 `too_many_filters`. A request has at most 100 parameters in all.
    #[must_use]
    pub fn filters(mut self, most: usize) -> Self {
        self.filters = most.clamp(1, MOST);
        self
    }

    /// Values of one `in` or `not_in`; 100 unless said. More are 400 `too_many_values`.
    #[must_use]
    pub fn values(mut self, most: usize) -> Self {
        self.values = most.clamp(1, MOST);
        self
    }

    /// Terms of a `search`; 10 unless said. More are 400 `too_many_terms`.
    #[must_use]
    pub fn terms(mut self, most: usize) -> Self {
        self.terms = most.clamp(1, MOST);
        self
    }

    /// Fields of a `sort`; 5 unless said. More are 400 `too_many_sort_keys`. The order that a resource declares is not
    /// bound by it.
    #[must_use]
    pub fn sort_keys(mut self, most: usize) -> Self {
        self.sort_keys = most.clamp(1, MOST);
        self
    }

    /// Characters of a text that is looked for in others: of a word or phrase of a `search`, and of what follows `iexact`,
    /// `contains` and their like; 100 unless said. More are 400 `too_many_characters`. What such a request costs the database
    /// grows with the length, for each row that it looks at.
    #[must_use]
    pub fn characters(mut self, most: usize) -> Self {
        self.characters = most.clamp(1, MOST);
        self
    }

    /// Paths of an `expand`; 10 unless said. More are 400 `too_many_paths`. How many relations one of them may follow, a
    /// resource says itself, by `max_expand_depth`.
    #[must_use]
    pub fn paths(mut self, most: usize) -> Self {
        self.paths = most.clamp(1, MOST);
        self
    }

    /// Rows of an answer in all, those of expanded relations included, each counted wherever it is shown; 10,000 unless
    /// said, which is also the most. More are 400 `too_many_rows`.
    #[must_use]
    pub fn rows(mut self, most: usize) -> Self {
        self.rows = most.clamp(1, MOST_ROWS);
        self
    }
}
