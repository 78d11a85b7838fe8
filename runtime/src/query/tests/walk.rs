//! Through the pages of a list and back, while nothing changes.

use super::answer::{page, same};
use crate::operation::Endpoint;

/// There and back, and by number, in pages of a size; the query says what else is asked for.
pub async fn walk(endpoint: &Endpoint, query: &str, expected: &[i64], size: usize) -> Result<(), String> {
    let query = format!("{query}&page_size={size}");
    let pages: Vec<&[i64]> = expected.chunks(size).collect();
    there_and_back(endpoint, &query, expected.len(), &pages).await?;
    for index in 0..=pages.len() {
        let at = page(endpoint, &format!("{query}&page={}", index + 1)).await?;
        same("by number", at.ids().as_slice(), pages.get(index).copied().unwrap_or_default())?;
        same("whether more follows a number", at.next.is_some(), index + 1 < pages.len())?;
        same("whether more precedes a number", at.prev.is_some(), index > 0 && index < pages.len())?;
        // The cursors of a numbered page lead to its neighbours.
        for (cursor, neighbour) in [(&at.next, index + 1), (&at.prev, index.wrapping_sub(1))] {
            if let Some(cursor) = cursor {
                let ids = page(endpoint, &format!("{query}&cursor={cursor}")).await?.ids();
                same("from a number by cursor", ids.as_slice(), pages[neighbour])?;
            }
        }
    }
    Ok(())
}

async fn there_and_back(endpoint: &Endpoint, query: &str, total: usize, pages: &[&[i64]]) -> Result<(), String> {
    let mut at = page(endpoint, &format!("{query}&total=exact")).await?;
    same("total", at.total, Some(total as u64))?;
    same("before the first page", at.prev.is_some(), false)?;
    let first = page(endpoint, at.linked("first").ok_or("no link to the first page")?).await?;
    same("the first page by its link", first.ids(), at.ids())?;
    let last = page(endpoint, at.linked("last").ok_or("no link to the last page")?).await?;
    same("the last page by its link", last.ids().as_slice(), pages.last().copied().unwrap_or_default())?;
    if pages.is_empty() {
        same("nothing", at.items.len(), 0)?;
    }
    for (index, ids) in pages.iter().enumerate() {
        same("forwards", at.ids().as_slice(), ids)?;
        let is_last = index + 1 == pages.len();
        same("whether more follows", at.next.is_some(), !is_last)?;
        same("whether a link leads to more", at.linked("next").is_some(), !is_last)?;
        if let Some(next) = at.linked("next") {
            at = page(endpoint, next).await?;
            same("total behind a cursor", at.total, Some(total as u64))?;
        }
    }
    for (index, ids) in pages.iter().enumerate().rev() {
        same("backwards", at.ids().as_slice(), ids)?;
        same("whether more precedes", at.prev.is_some(), index > 0)?;
        same("whether a link leads back", at.linked("prev").is_some(), index > 0)?;
        if let Some(prev) = &at.prev {
            at = page(endpoint, &format!("{query}&cursor={prev}")).await?;
            same("whether more follows, backwards", at.next.is_some(), true)?;
        }
    }
    Ok(())
}
