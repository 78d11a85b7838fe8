//! The law of reading: whatever a caller asks, the answer is the one that there would be if the rows that it may not read did
//! not exist; and what it does show is what a GET of each row shows.

use restruct_tests::{Response, get};
use serde_json::Value;

use super::{
    asking::Questions,
    dice::Dice,
    graphs::{Graph, graphs},
    places::{Place, Relation, listed},
    shown::{Shown, key},
    twins::Twins,
    world::{ABSENT, Row, World, is_seen},
};
use crate::{
    callers::{CALLERS, Caller},
    papers::Paper,
    reference::{Refusal, entry},
};

/// Requests of each caller, graph and database, beside those of each row.
const ASKED: usize = 18;
/// Pages of a walk at the most.
const PAGES: usize = 2;
/// Cursors that are given to others at the most.
const MOST_CURSORS: usize = 40;
/// Failures that are shown at the most.
const MOST_SHOWN: usize = 12;

/// What was found, so that the law is not kept by answers that are empty.
#[derive(Debug, Default)]
struct Counts {
    asked: usize,
    refused: usize,
    with_rows: usize,
    expanded: usize,
    hidden: usize,
    by_others_cursors: usize,
}

struct Reading<'a> {
    graph: &'a Graph,
    twins: &'a Twins<'a>,
    caller: &'a Caller,
    world: &'a World,
    seen: &'a World,
    shown: Shown,
    counts: &'a mut Counts,
    /// Addresses with cursors, for other callers.
    cursors: &'a mut Vec<String>,
}

type Outcome<T = ()> = Result<T, String>;

#[tokio::test]
async fn hidden_rows_are_as_if_they_were_not_there() {
    let (mut counts, mut faults) = (Counts::default(), Vec::new());
    for (index, graph) in graphs().iter().enumerate() {
        for twins in &Twins::of_each_database(graph).await {
            let seed = 100 + index as u64;
            let world = World::random(&mut Dice::new(seed));
            let mut cursors = Vec::new();
            twins.whole.tables.fill(&world).await;
            for (number, caller) in CALLERS.iter().enumerate() {
                let seen = &world.seen_by(graph, caller);
                twins.fill_seen(&world, caller).await;
                let (world, counts, cursors) = (&world, &mut counts, &mut cursors);
                let shown = Shown::default();
                let mut reading = Reading { graph, twins, caller, world, seen, shown, counts, cursors };
                if let Err(fault) = reading.all(Dice::new(seed * 100 + number as u64)).await {
                    faults.push(format!("{}: {fault}", caller.name));
                }
            }
        }
    }
    let count = faults.len();
    faults.truncate(MOST_SHOWN);
    assert!(count == 0, "{count} faults:\n- {}", faults.join("\n- "));
    let Counts { asked, refused, with_rows, expanded, hidden, by_others_cursors } = counts;
    assert!(
        refused * 4 < asked
            && with_rows * 8 > asked
            && expanded * 40 > asked
            && hidden * 20 > asked
            && by_others_cursors * 40 > asked,
        "{counts:?}"
    );
}

impl Reading<'_> {
    async fn all(&mut self, dice: Dice) -> Outcome {
        let rows = self.rows_and_absent_ones();
        for row in &rows {
            self.row(row).await?;
        }
        for row in &rows {
            self.lists_of_row(row).await?;
        }
        for place in Place::ALL {
            for relation in self.graph.followed(place) {
                self.expanded(place, relation).await?;
            }
        }
        for path in self.cursors.clone() {
            let answer = self.ask(&path).await?;
            self.counts.by_others_cursors += 1;
            self.is_shown(&path, &answer)?;
        }
        let open = Place::ALL.into_iter().filter(|place| self.refusal(*place).is_none()).collect();
        let mut questions = Questions { graph: self.graph, world: self.world, open, dice };
        for _ in 0..ASKED {
            self.walk(questions.path()).await?;
        }
        Ok(())
    }

    /// One will do for whom a table is closed.
    fn rows_and_absent_ones(&self) -> Vec<Row> {
        let absent = |place: Place| {
            let paper = Paper { id: ABSENT, ..Paper::new(Some(1), Some("acme"), Some("published"), "a") };
            Row { folder: Some(ABSENT), mark: Some(ABSENT), ..Row::new(place, paper) }
        };
        let of_place = |place: Place| {
            let most = if self.refusal(place).is_some() { 1 } else { usize::MAX };
            self.world.at(place).take(most).cloned().chain([absent(place)])
        };
        Place::ALL.into_iter().flat_map(of_place).collect()
    }

    async fn ask(&mut self, path: &str) -> Outcome<Response> {
        self.counts.asked += 1;
        self.twins.ask(self.caller.asks(get(path))).await
    }

    fn is_there(&self, row: &Row) -> bool {
        self.seen.0.contains(row)
    }

    /// What refuses a caller whatever the row.
    fn refusal(&self, place: Place) -> Option<u16> {
        entry(self.graph.read(place), self.caller).err().map(|refusal| match refusal {
            Refusal::NoRoute => 405,
            Refusal::Unauthorized => 401,
            Refusal::Forbidden => 403,
            Refusal::NotFound => 404,
        })
    }

    /// Each row by itself.
    async fn row(&mut self, row: &Row) -> Outcome {
        let answer = self.ask(&row.path()).await?;
        let is_there = self.is_there(row);
        let expected = self.refusal(row.place).unwrap_or(if is_there { 200 } else { 404 });
        self.counts.hidden += usize::from(self.world.0.contains(row) && !is_seen(self.graph, self.caller, row));
        if answer.status == 200 {
            self.shown.insert(row.place, answer.json());
        }
        self.is_status(&row.path(), &answer, expected)
    }

    /// What belongs to each row is there where the row is.
    async fn lists_of_row(&mut self, row: &Row) -> Outcome {
        for relation in row.place.relations().iter().filter(|relation| relation.is_many) {
            let path = format!("{}/{}?total=exact", row.path(), relation.name);
            let answer = self.ask(&path).await?;
            let is_there = self.is_there(row);
            let closed = self.refusal(row.place).or(self.refusal(relation.to)).map(|status| match status {
                405 if self.caller.is_signed_in() => 403,
                405 => 401,
                status => status,
            });
            let expected = match closed {
                _ if self.graph.read(relation.to).is_none() => 404,
                Some(status) => status,
                None if is_there => 200,
                None => 404,
            };
            self.is_status(&path, &answer, expected)?;
            if answer.status == 200 {
                let total = self.seen.related(row, relation).len();
                same(&path, "the total", &answer.json()["total"], &Value::from(total))?;
            }
        }
        Ok(())
    }

    /// Each relation of a list, in whole: what is got of a row is shown of it, and nothing else is.
    async fn expanded(&mut self, place: Place, relation: &Relation) -> Outcome {
        let path = format!("/{}?page_size=50&expand={}", place.name(), relation.name);
        let answer = self.ask(&path).await?;
        let body = answer.json();
        let Some(items) = body["items"].as_array() else {
            return self.is_status(&path, &answer, self.refusal(place).unwrap_or(200));
        };
        same(&path, "the number of rows", &items.len(), &self.seen.at(place).count())?;
        for (index, item) in items.iter().enumerate() {
            let row = self.seen.at(place).find(|row| row.key() == key(place, item));
            let row = row.ok_or_else(|| format!("{path} shows {item}"))?;
            let expected = self.seen.related(row, relation);
            if relation.is_many {
                self.is_page(&path, &item[relation.name], &expected).await?;
            } else {
                let far = expected.first().and_then(|far| self.shown.whole(far.place, &far.key()));
                same(&path, "what is expanded", &item[relation.name], far.unwrap_or(&Value::Null))?;
            }
            if index > 0 {
                continue;
            }
            let one = format!("{}?expand={}", row.path(), relation.name);
            same(&one, "one row", &self.ask(&one).await?.json(), item)?;
        }
        Ok(())
    }

    /// The rows of an expanded relation, of which two are shown, and whether there are more.
    async fn is_page(&self, path: &str, page: &Value, expected: &[&Row]) -> Outcome {
        let items = page["items"].as_array().ok_or_else(|| format!("{path}: {page} is no page"))?;
        same(path, "the rows that are shown", &items.len(), &expected.len().min(2))?;
        same(path, "whether there are more", &page["next"].is_string(), &(expected.len() > 2))?;
        for item in items {
            let far = expected.iter().find(|far| far.key() == key(far.place, item));
            let far = far.ok_or_else(|| format!("{path} shows {item}"))?;
            same(path, "what is expanded", item, self.shown.whole(far.place, &far.key()).unwrap_or(&Value::Null))?;
        }
        Ok(())
    }

    /// A request, and the pages behind and before it; those of relations too.
    async fn walk(&mut self, path: String) -> Outcome {
        let answer = self.ask(&path).await?;
        self.counts.refused += usize::from(answer.status != 200);
        self.is_shown(&path, &answer)?;
        let (mut body, list) = (answer.json(), path.clone());
        for further in self.nexts_of_relations(&path, &body) {
            let answer = self.ask(&further).await?;
            self.is_status(&further, &answer, 200)?;
            self.is_shown(&further, &answer)?;
        }
        if list.contains("&page=") {
            return Ok(());
        }
        for direction in ["next", "prev"] {
            for _ in 0..PAGES {
                let Some(cursor) = body[direction].as_str() else { break };
                let at = format!("{list}&cursor={cursor}");
                let answer = self.ask(&at).await?;
                self.is_status(&at, &answer, 200)?;
                self.is_shown(&at, &answer)?;
                body = answer.json();
                if self.cursors.len() < MOST_CURSORS && self.counts.asked.is_multiple_of(3) {
                    self.cursors.push(at);
                }
            }
        }
        Ok(())
    }

    /// Where the relations of rows in an answer lead on.
    fn nexts_of_relations(&self, path: &str, body: &Value) -> Vec<String> {
        let Some(place) = listed(path) else { return Vec::new() };
        let rows = body["items"].as_array().map_or_else(|| vec![body], |items| items.iter().collect());
        let many = || place.relations().iter().filter(|relation| relation.is_many);
        let next = |row: &Value, relation: &Relation| {
            let cursor = row[relation.name]["next"].as_str()?.to_owned();
            Some(format!("/{}/{}/{}?cursor={cursor}", place.name(), key(place, row), relation.name))
        };
        rows.iter().flat_map(|row| many().filter_map(|relation| next(row, relation))).collect()
    }

    /// All rows of an answer are shown as a GET shows them.
    fn is_shown(&mut self, path: &str, answer: &Response) -> Outcome {
        let body = answer.json();
        let (200, Some(place)) = (answer.status, listed(path)) else { return Ok(()) };
        let rows = body["items"].as_array().map_or_else(|| vec![&body], |items| items.iter().collect());
        let mut count = 0;
        for row in &rows {
            count += self.shown.holds(place, row).map_err(|fault| format!("{path}: {fault}"))?;
        }
        self.counts.with_rows += usize::from(count > 0);
        self.counts.expanded += usize::from(count > rows.len());
        Ok(())
    }

    fn is_status(&self, path: &str, answer: &Response, expected: u16) -> Outcome {
        let told =
            || format!("{path} of `{}` is {}, not {expected}: {}", self.graph.name, answer.status, answer.text());
        if answer.status == expected { Ok(()) } else { Err(told()) }
    }
}

fn same<T: PartialEq + std::fmt::Debug>(path: &str, what: &str, found: &T, expected: &T) -> Outcome {
    if found == expected { Ok(()) } else { Err(format!("{path}: {what} is {found:?}, not {expected:?}")) }
}
