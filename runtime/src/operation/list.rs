use axum::{
    http::{HeaderValue, header::LINK},
    response::Response,
};
use sea_orm::Value;

use super::{Endpoint, endpoint::json_response};
use crate::{
    Result,
    access::{AccessKind, Beside, Scope},
    expansion::{Budget, Node, fetch, joined, positions, selected},
    http::RequestHead,
    json,
    query::{Cursor, Direction, ListQuery, Position, decode, kept_kind, read_count},
};

/// `GET /posts`: one statement, one more where the rows are to be counted, and one at most for each relation
/// that is expanded.
pub async fn list(endpoint: &Endpoint, head: &RequestHead) -> Result<Response> {
    let scope = endpoint.scope(head, AccessKind::Read)?;
    let query = ListQuery::parse(&scope, &endpoint.shared.settings.query_limits, &head.parameters()?)?;
    answer(endpoint, head, &query, scope).await.map(|(response, _)| response)
}

/// What is asked for of a scope's rows, and how many there are on the page.
pub(super) async fn answer(
    endpoint: &Endpoint,
    head: &RequestHead,
    query: &ListQuery,
    scope: Scope<'_>,
) -> Result<(Response, usize)> {
    let scope = query.narrow(scope);
    let total = if query.total { Some(count(endpoint, &scope).await?) } else { None };
    let (edges, beside) = joined(&scope, &query.selection, &endpoint.shared.representations)?;
    let mut page = fetch_page(endpoint, query, &scope, &beside).await?;
    let mut budget = Budget::new(endpoint.shared.settings.query_limits.rows);
    budget.take(page.length as u64)?;
    let behind = page.node.fields.len() + query.sort.iter().filter(|term| term.is_far()).count();
    fetch(endpoint.reading(head), &mut page.node, (&edges, behind), vec![1; page.length], &mut budget).await?;
    let cursors = Cursors::of(query, &page)?;
    let mut response = json_response(write(&page, &cursors, total)?);
    if let Some(links) = links(head, query, &cursors, total) {
        response.headers_mut().insert(LINK, links);
    }
    Ok((response, page.length))
}

async fn count(endpoint: &Endpoint, scope: &Scope<'_>) -> Result<u64> {
    let rows = scope.count().all(endpoint.shared.database.reader()).await;
    read_count(&rows.map_err(|fault| endpoint.database_error(fault))?)
}

/// The rows of a page in the order of the statement, which is reversed where a cursor leads backwards.
struct Page<'q> {
    node: Node<'q>,
    /// Rows to show; the statement asks for one more, to see whether there are more.
    length: usize,
    has_more: bool,
    reversed: bool,
}

impl Page<'_> {
    /// The rows' indexes in the order that the client asked for.
    fn indexes(&self) -> impl DoubleEndedIterator<Item = usize> {
        let (length, reversed) = (self.length, self.reversed);
        (0..length).map(move |index| if reversed { length - 1 - index } else { index })
    }
}

async fn fetch_page<'q>(
    endpoint: &'q Endpoint,
    query: &'q ListQuery,
    scope: &Scope<'_>,
    beside: &[Beside<'_>],
) -> Result<Page<'q>> {
    let representation = endpoint.representation()?;
    let (fields, shown) = selected(representation, &query.selection, positions(&query.sort));
    let rows = query.page(scope, &fields, beside).rows(endpoint.shared.database.reader()).await;
    let rows = rows.map_err(|fault| endpoint.database_error(fault))?;
    let size = usize::try_from(query.size).unwrap_or(usize::MAX);
    let (length, has_more, reversed) = (rows.len().min(size), rows.len() > size, query.is_backward());
    let node = endpoint.node(representation, &query.selection, rows, fields, shown);
    Ok(Page { node, length, has_more, reversed })
}

/// The places before and after a page.
struct Cursors {
    next: Option<String>,
    previous: Option<String>,
}

impl Cursors {
    fn of(query: &ListQuery, page: &Page<'_>) -> Result<Self> {
        let (Some(first), Some(last)) = (page.indexes().next(), page.indexes().next_back()) else {
            return Ok(Self { next: None, previous: None });
        };
        let (follows, precedes) = match (&query.position, page.reversed) {
            (_, true) => (true, page.has_more),
            (Position::Cursor(_), false) => (page.has_more, true),
            (Position::Page(number), false) => (page.has_more, number.get() > 1),
            (Position::Start, false) => (page.has_more, false),
        };
        let cursor = |wanted: bool, row: usize, direction: Direction| -> Result<Option<String>> {
            if !wanted {
                return Ok(None);
            }
            let values = sort_values(query, &page.node, row)?;
            Ok(Some(Cursor { direction, values }.encode(query.digest)))
        };
        Ok(Self {
            next: cursor(follows, last, Direction::Forward)?,
            previous: cursor(precedes, first, Direction::Backward)?,
        })
    }
}

/// What the order looks at; the values of other rows stand behind all fields.
fn sort_values(query: &ListQuery, node: &Node<'_>, row: usize) -> Result<Vec<Value>> {
    let mut far = node.fields.len()..;
    let values = query.sort.iter().map(|term| {
        let column = term.position().map_or_else(|| far.next().unwrap_or(usize::MAX), |field| node.column(field));
        node.rows.value(row, column, kept_kind(term.field.kind, node.backend))
    });
    values.collect::<Result<_, _>>().map_err(|fault| fault.into_plain_error())
}

fn write(page: &Page<'_>, cursors: &Cursors, total: Option<u64>) -> Result<Vec<u8>> {
    let mut body = Vec::with_capacity(256 + page.length * 512);
    body.extend_from_slice(b"{\"items\":[");
    for (index, row) in page.indexes().enumerate() {
        if index > 0 {
            body.push(b',');
        }
        page.node.write_row(&mut body, row)?;
    }
    body.extend_from_slice(b"],\"next\":");
    write_optional(&mut body, cursors.next.as_deref());
    body.extend_from_slice(b",\"prev\":");
    write_optional(&mut body, cursors.previous.as_deref());
    body.extend_from_slice(b",\"total\":");
    match total {
        Some(total) => json::write_i64(&mut body, i64::try_from(total).unwrap_or(i64::MAX)),
        None => body.extend_from_slice(b"null"),
    }
    body.push(b'}');
    Ok(body)
}

fn write_optional(body: &mut Vec<u8>, text: Option<&str>) {
    match text {
        Some(text) => json::write_string(body, text),
        None => body.extend_from_slice(b"null"),
    }
}

/// What proxies and clients take of a header at the least.
const MOST_IN_LINK: usize = 8 * 1024;

/// The `Link` header (RFC 8288) with the relations `first`, `prev`, `next` and, where the total is known, `last`. Of an address
/// that is long those stay for which there is room, `next` before all others: without it, a client takes the page for the last.
fn links(head: &RequestHead, query: &ListQuery, cursors: &Cursors, total: Option<u64>) -> Option<HeaderValue> {
    let names_a_page = |part: &&str| {
        let name = part.split('=').next().and_then(|name| decode(name, true));
        matches!(name.as_deref(), Some("cursor" | "page"))
    };
    let parts = head.query().split('&').filter(|part| !part.is_empty());
    let others: Vec<String> = parts.filter(|part| !names_a_page(part)).map(as_uri).collect();
    let link = |parameter: Option<String>, relation: &str| {
        let query: Vec<&str> = others.iter().map(String::as_str).chain(parameter.as_deref()).collect();
        let mark = if query.is_empty() { "" } else { "?" };
        format!("<{}{mark}{}>; rel=\"{relation}\"", head.path, query.join("&"))
    };
    let at = |cursor: &Option<String>, relation| Some(link(Some(format!("cursor={}", cursor.as_ref()?)), relation));
    let last = |total: u64| link(Some(format!("page={}", total.div_ceil(query.size).max(1))), "last");
    let by_weight =
        [at(&cursors.next, "next"), at(&cursors.previous, "prev"), Some(link(None, "first")), total.map(last)];
    let mut room = MOST_IN_LINK;
    let [next, previous, first, last] = by_weight.map(|link| {
        let link = link?;
        room = room.checked_sub(link.len() + ", ".len())?;
        Some(link)
    });
    let links: Vec<String> = [first, previous, next, last].into_iter().flatten().collect();
    HeaderValue::try_from(links.join(", ")).ok().filter(|value| !value.is_empty())
}

/// What a client has sent unencoded and a URI does not have (RFC 3986, section 2), encoded: others read a header's bytes in
/// another way than they were meant.
fn as_uri(part: &str) -> String {
    let mut encoded = String::with_capacity(part.len());
    for byte in part.bytes() {
        if byte.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::as_uri;

    #[test]
    fn what_no_uri_has_is_encoded_and_all_else_stays() {
        assert_eq!(as_uri("title__ne=\u{e9}|{}"), "title__ne=%C3%A9%7C%7B%7D");
        assert_eq!(as_uri("a=%20b+c,d&e"), "a=%20b+c,d&e");
    }
}
