//! A cursor is a place and grants nothing: whoever made it, whoever uses it sees what it may read behind that place.

use restruct_tests::{Server, get, on_each_database};
use serde_json::Value;

use crate::{
    callers::{CALLERS, Caller},
    papers::{Paper, Papers, seed},
    reference::visible,
    routes::sorted,
    subjects::{Subject, resources, subjects},
};

const SORTS: [&str; 3] = ["title", "status", "-status"];
const SIZE: usize = 2;

/// A cursor, and the rows that come after it for one who reads all, nearest first.
struct Place {
    cursor: String,
    beyond: Vec<Paper>,
}

/// The cursors of a caller's second page, one each way.
async fn places(server: &Server, subject: &Subject, maker: &Caller, sort: &str) -> Vec<Place> {
    let Ok(rows) = visible(subject, maker, &seed()) else { return Vec::new() };
    let rows = sorted(rows, sort);
    let path = format!("/{}?sort={sort}&page_size={SIZE}&page=2", subject.path);
    let page = server.json(maker.asks(get(path))).await;
    let all = sorted(seed(), sort);
    let place_of = |row: &Paper| all.iter().position(|other| other == row).expect("a row of the table");
    let mut places = Vec::new();
    if let Some(cursor) = page["next"].as_str() {
        let beyond = all[place_of(&rows[2 * SIZE - 1]) + 1..].to_vec();
        places.push(Place { cursor: cursor.to_owned(), beyond });
    }
    if let Some(cursor) = page["prev"].as_str() {
        let beyond = all[..place_of(&rows[SIZE])].iter().rev().cloned().collect();
        places.push(Place { cursor: cursor.to_owned(), beyond });
    }
    let expected = usize::from(rows.len() > 2 * SIZE) + usize::from(rows.len() > SIZE);
    assert_eq!(places.len(), expected, "{}, {}, {sort}: {page}", subject.path, maker.name);
    places
}

/// The items that a caller is shown behind a place: the nearest ones first in `beyond`, in the order of the list.
fn expected(subject: &Subject, user: &Caller, place: &Place, sort: &str) -> Option<Vec<Value>> {
    let visible = visible(subject, user, &seed()).ok()?;
    let near = place.beyond.iter().filter(|row| visible.contains(row)).take(SIZE).cloned().collect();
    Some(sorted(near, sort).iter().map(Paper::json).collect())
}

#[tokio::test]
async fn a_cursor_made_by_another_shows_what_its_user_may_read() {
    on_each_database(resources, async |server| {
        Papers::of(server).await.reset().await;
        let mut used = 0;
        for subject in subjects().iter().filter(|subject| subject.read.is_some()) {
            for sort in SORTS {
                for maker in &CALLERS {
                    for place in places(server, subject, maker, sort).await {
                        for user in &CALLERS {
                            let query = format!("sort={sort}&page_size={SIZE}&cursor={}", place.cursor);
                            let answer = server.send(user.asks(get(format!("/{}?{query}", subject.path)))).await;
                            let names =
                                format!("{} by {} with a cursor of {}, {sort}", subject.path, user.name, maker.name);
                            match expected(subject, user, &place, sort) {
                                None => assert!([401, 403].contains(&answer.status), "{names}: {}", answer.text()),
                                Some(items) => assert_eq!(answer.json()["items"], Value::from(items), "{names}"),
                            }
                            used += 1;
                        }
                    }
                }
            }
        }
        assert!(used > 1000, "{used} cursors were used");
    })
    .await;
}
