//! A cursor is a place and grants nothing: whoever made it, whoever uses it sees what it may read behind that place.

use restruct_tests::{Server, get, on_each_database};
use serde_json::{Value, json};

use crate::{
    callers::{CALLERS, Caller},
    lists::sorted,
    papers::{Paper, Papers, seed},
    questions::{EVERYTHING, QUESTIONS, Question},
    reference::visible,
    subjects::{Subject, resources, subjects},
};

/// Each order with something that is asked.
const LISTS: [(&str, Question); 5] = [
    ("title", EVERYTHING),
    ("status", EVERYTHING),
    ("-status", EVERYTHING),
    ("status", QUESTIONS[1]),
    ("-title", QUESTIONS[17]),
];
const SIZE: usize = 2;

/// A list, as it is asked for.
struct List<'a> {
    subject: &'a Subject,
    sort: &'static str,
    question: Question,
}

/// A cursor, and the rows that come after it for one who reads all, nearest first.
struct Place {
    cursor: String,
    beyond: Vec<Paper>,
    is_forward: bool,
}

/// What a page shows: its items, whether there is one before and one after it, and how many rows there are.
#[derive(Debug, PartialEq)]
struct Page {
    items: Value,
    leads: (bool, bool),
    total: Value,
}

impl List<'_> {
    fn path(&self, more: &str) -> String {
        format!("/{}?{}&sort={}&page_size={SIZE}{more}", self.subject.path, self.question.query, self.sort)
    }

    /// The rows that a caller sees.
    fn rows(&self, caller: &Caller) -> Option<Vec<Paper>> {
        Some(sorted(self.question.chosen(visible(self.subject, caller, &seed()).ok()?), self.sort))
    }

    /// The cursors of a caller's second page, one each way.
    async fn places(&self, server: &Server, maker: &Caller) -> Vec<Place> {
        let Some(rows) = self.rows(maker) else { return Vec::new() };
        let page = server.json(maker.asks(get(self.path("&page=2")))).await;
        let all = sorted(seed(), self.sort);
        let place_of = |row: &Paper| all.iter().position(|other| other == row).expect("a row of the table");
        let mut places = Vec::new();
        if let Some(cursor) = page["next"].as_str() {
            let beyond = all[place_of(&rows[2 * SIZE - 1]) + 1..].to_vec();
            places.push(Place { cursor: cursor.to_owned(), beyond, is_forward: true });
        }
        if let Some(cursor) = page["prev"].as_str() {
            let beyond = all[..place_of(&rows[SIZE])].iter().rev().cloned().collect();
            places.push(Place { cursor: cursor.to_owned(), beyond, is_forward: false });
        }
        let expected = usize::from(rows.len() > 2 * SIZE) + usize::from(rows.len() > SIZE);
        assert_eq!(places.len(), expected, "{}, {}: {page}", self.path(""), maker.name);
        places
    }

    /// What a caller is shown behind a place: the nearest rows in `beyond`, in the order of the list. That there are rows on
    /// this side of the place is said whether there are any or not, so that nothing follows from it.
    fn expected(&self, user: &Caller, place: &Place) -> Option<Page> {
        let rows = self.rows(user)?;
        let near: Vec<Paper> = place.beyond.iter().filter(|row| rows.contains(row)).cloned().collect();
        let has_items = !near.is_empty();
        let goes_on = near.len() > SIZE;
        let items = sorted(near.into_iter().take(SIZE).collect(), self.sort);
        Some(Page {
            items: items.iter().map(Paper::json).collect(),
            leads: if place.is_forward { (has_items, goes_on) } else { (goes_on, has_items) },
            total: json!(rows.len()),
        })
    }
}

#[tokio::test]
async fn a_cursor_made_by_another_shows_what_its_user_may_read() {
    on_each_database(resources, async |server| {
        Papers::of(server).await.reset().await;
        let mut used = 0;
        for subject in subjects().iter().filter(|subject| subject.read.is_some()) {
            for (sort, question) in LISTS {
                let list = List { subject, sort, question };
                for maker in &CALLERS {
                    for place in list.places(server, maker).await {
                        for user in &CALLERS {
                            let path = list.path(&format!("&total=exact&cursor={}", place.cursor));
                            let answer = server.send(user.asks(get(&path))).await;
                            let names = format!("{path} by {} with a cursor of {}", user.name, maker.name);
                            let page = answer.json();
                            let found = Page {
                                items: page["items"].clone(),
                                leads: (page["prev"].is_string(), page["next"].is_string()),
                                total: page["total"].clone(),
                            };
                            match list.expected(user, &place) {
                                None => assert!([401, 403].contains(&answer.status), "{names}: {}", answer.text()),
                                Some(expected) => assert_eq!(found, expected, "{names}"),
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
