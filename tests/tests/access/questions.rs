//! What lists are asked, and which rows are meant, in plain Rust.

use crate::papers::Paper;

/// Filters and a search, which choose among the rows that their caller may read.
#[derive(Clone, Copy)]
pub struct Question {
    pub query: &'static str,
    pub holds: fn(&Paper) -> bool,
}

impl Question {
    /// Of those rows.
    pub fn chosen(&self, rows: Vec<Paper>) -> Vec<Paper> {
        rows.into_iter().filter(|row| (self.holds)(row)).collect()
    }
}

/// Whether a term is found; none of the terms and rows has a letter in which databases differ.
fn has(row: &Paper, term: &str) -> bool {
    [Some(&row.title), row.status.as_ref()].into_iter().flatten().any(|text| text.to_lowercase().contains(term))
}

const fn question(query: &'static str, holds: fn(&Paper) -> bool) -> Question {
    Question { query, holds }
}

pub const EVERYTHING: Question = question("", |_| true);

pub const QUESTIONS: [Question; 22] = [
    question("id=1000003", |row| row.id == 1_000_003),
    question("id__ne=1000003", |row| row.id != 1_000_003),
    question("id__in=1000001,1000005,1000008", |row| [1_000_001, 1_000_005, 1_000_008].contains(&row.id)),
    question("id__not_in=1000001,1000005,1000008", |row| ![1_000_001, 1_000_005, 1_000_008].contains(&row.id)),
    question("id__gt=1000004", |row| row.id > 1_000_004),
    question("owner_id=1", |row| row.owner == Some(1)),
    question("owner_id__ne=1", |row| row.owner != Some(1)),
    question("owner_id__isnull=true", |row| row.owner.is_none()),
    question("owner_id__isnull=false", |row| row.owner.is_some()),
    question("tenant=acme", |row| row.tenant.as_deref() == Some("acme")),
    question("tenant__not_in=acme,initech", |row| row.tenant.as_deref() != Some("acme")),
    question("tenant__istartswith=G", |row| row.tenant.as_deref().is_some_and(|tenant| tenant.starts_with('g'))),
    question("status__ne=published", |row| row.status.as_deref() != Some("published")),
    question("status__isnull=true", |row| row.status.is_none()),
    question("title=a", |row| row.title == "a"),
    question("title__gte=b", |row| row.title.as_str() >= "b"),
    question("title__iexact=d", |row| row.title.eq_ignore_ascii_case("d")),
    question("search=d", |row| has(row, "d")),
    question("search=published+a", |row| has(row, "published") && has(row, "a")),
    question("search=%22draft%22&owner_id=1", |row| has(row, "draft") && row.owner == Some(1)),
    question("tenant=acme&status=draft&title__contains=a", |row| {
        row.tenant.as_deref() == Some("acme") && row.status.as_deref() == Some("draft") && row.title.contains('a')
    }),
    question("tenant=nowhere", |_| false),
];
