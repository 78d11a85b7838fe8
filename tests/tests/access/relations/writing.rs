//! The law of writing: what is answered and what is stored afterwards is what there would be if hidden rows did not exist, the
//! hidden rows stay as they are, and who may do what is as the rules say.

use restruct_tests::Request;

use super::{
    children,
    dice::Dice,
    graphs::{Graph, graphs},
    links,
    places::Place,
    rows::text,
    twins::Twins,
    world::{ABSENT, Row, World},
};
use crate::{
    callers::{CALLERS, Caller},
    papers::Paper,
    reference::{Refusal, entry, updated},
    subjects::Meaning,
};

/// Requests of each caller, graph and database, about.
const TRIED: usize = 24;
/// Failures that are shown at the most.
const MOST_SHOWN: usize = 12;

/// A request, and what must come of it.
pub struct Trial {
    pub request: Request,
    pub expected: u16,
    /// Where the first fault is told.
    pub pointer: Option<&'static str>,
    pub outcome: Outcome,
}

/// What is stored after a request that succeeds.
pub enum Outcome {
    Anything,
    /// A row, given by the beginning of its text.
    Made(String),
    /// Of the links of a folder to marks that its caller may read, these.
    Links(i64, Vec<i64>),
    /// Among them this one, or not.
    Link(i64, i64, bool),
}

/// What is tried.
pub struct Case<'a> {
    pub graph: &'a Graph,
    pub caller: &'a Caller,
    pub world: &'a World,
    pub seen: &'a World,
}

impl Trial {
    pub fn new(request: Request, expected: u16) -> Self {
        Self { request, expected, pointer: None, outcome: Outcome::Anything }
    }

    pub fn pointing_to(self, pointer: &'static str) -> Self {
        Self { pointer: Some(pointer), ..self }
    }

    pub fn leaving(self, outcome: Outcome) -> Self {
        Self { outcome, ..self }
    }
}

impl Case<'_> {
    /// The status that refuses a caller whatever the row; nobody has what no rule covers.
    pub fn closed(&self, rule: Option<Meaning>) -> Option<u16> {
        entry(rule, self.caller).err().map(|refusal| match refusal {
            Refusal::NoRoute if self.caller.is_signed_in() => 403,
            Refusal::NoRoute => 401,
            refusal => status(refusal),
        })
    }

    /// The status that refuses a caller who changes a row that is there.
    pub fn unwritable(&self, row: &Row) -> Option<u16> {
        let papers = self.world.papers(row.place);
        updated(self.graph.subject(row.place), self.caller, &papers, row.paper.id, |paper| paper).err().map(status)
    }

    /// Rows of each sort that there is: one that the caller may write, one that it may only read, one that it may not read, and
    /// one that is not there.
    pub fn samples(&self, place: Place) -> Vec<Row> {
        let update = self.graph.subject(place).update;
        let is_written = |row: &Row| update.is_some_and(|rule| rule(self.caller, &row.paper));
        let seen = |row: &Row| self.seen.0.contains(row);
        let sorts: [&dyn Fn(&Row) -> bool; 3] =
            [&|row| seen(row) && is_written(row), &|row| seen(row) && !is_written(row), &|row| !seen(row)];
        let found = sorts.iter().filter_map(|sort| self.world.at(place).find(|row| sort(row)).cloned());
        let absent = Paper { id: ABSENT, ..Paper::new(None, None, None, "a") };
        found.chain([Row::new(place, absent)]).collect()
    }

    /// Whether the caller may read a row, by its number.
    pub fn is_seen(&self, place: Place, number: i64) -> bool {
        self.graph.read(place).is_some() && self.seen.at(place).any(|row| row.paper.id == number)
    }
}

pub fn status(refusal: Refusal) -> u16 {
    match refusal {
        Refusal::NoRoute => 405,
        Refusal::Unauthorized => 401,
        Refusal::Forbidden => 403,
        Refusal::NotFound => 404,
    }
}

#[tokio::test]
async fn what_is_written_neither_needs_nor_tells_of_hidden_rows() {
    let (mut faults, mut written, mut refused) = (Vec::new(), 0, 0);
    for (index, graph) in graphs().iter().enumerate() {
        for twins in &Twins::of_each_database(graph).await {
            let seed = 300 + index as u64;
            let world = &World::random(&mut Dice::new(seed));
            for (number, caller) in CALLERS.iter().enumerate() {
                let seen = &world.known_by(graph, caller);
                let case = Case { graph, caller, world, seen };
                let mut dice = Dice::new(seed * 100 + number as u64);
                let all: Vec<Trial> = children::trials(&case).into_iter().chain(links::trials(&case)).collect();
                let percent = 100 * TRIED / all.len().max(1);
                case.fill(twins).await;
                for trial in all {
                    // Few succeed.
                    let percent = if trial.expected < 300 { 3 * percent } else { percent };
                    if !dice.percent(percent) {
                        continue;
                    }
                    if trial.expected < 300 {
                        written += 1
                    } else {
                        refused += 1
                    }
                    let told = format!("{}: {:?}", caller.name, trial.request);
                    if let Err(fault) = case.holds(twins, trial).await {
                        faults.push(format!("{told} of `{}`: {fault}", graph.name));
                        case.fill(twins).await;
                    }
                }
                let stored = twins.whole.tables.all().await;
                if stored != texts(&world.0) {
                    faults.push(format!("{} of `{}`: what was refused is stored", caller.name, graph.name));
                }
            }
        }
    }
    let count = faults.len();
    faults.truncate(MOST_SHOWN);
    assert!(count == 0, "{count} faults:\n- {}", faults.join("\n- "));
    assert!(written * 10 > refused && refused > written, "{written} were written, {refused} refused");
}

impl Case<'_> {
    async fn fill(&self, twins: &Twins<'_>) {
        twins.whole.tables.fill(self.world).await;
        twins.seen.tables.fill(self.seen).await;
    }

    async fn holds(&self, twins: &Twins<'_>, trial: Trial) -> Result<(), String> {
        let answer = twins.ask(self.caller.asks(trial.request)).await?;
        if answer.status != trial.expected {
            return Err(format!("is {}, not {}: {}", answer.status, trial.expected, answer.text()));
        }
        if let Some(pointer) = trial.pointer
            && answer.json()["errors"][0]["pointer"] != pointer
        {
            return Err(format!("does not point to {pointer}: {}", answer.text()));
        }
        if answer.status < 300 {
            self.is_stored(&trial.outcome, &twins.whole.tables.all().await, &twins.seen.tables.all().await)?;
            self.fill(twins).await;
        }
        Ok(())
    }

    /// What both have afterwards is the same, but for the hidden rows, which stay; where a hidden row already links what is to
    /// be linked, no other is made.
    fn is_stored(&self, outcome: &Outcome, whole: &[String], seen: &[String]) -> Result<(), String> {
        let hidden: Vec<Row> = self.world.0.iter().filter(|row| !self.seen.0.contains(row)).cloned().collect();
        let hidden = texts(&hidden);
        let leads_to_hidden = |row: &&Row| row.mark.is_some_and(|mark| !self.is_seen(Place::Mark, mark));
        let staying = texts(&self.world.at(Place::Marking).filter(leads_to_hidden).cloned().collect::<Vec<_>>());
        if let Some(lost) = hidden.iter().chain(&staying).find(|row| !whole.contains(row)) {
            return Err(format!("{lost}, which is hidden or leads to what is, is lost"));
        }
        let key = |row: &str| row.split(' ').take(4).collect::<Vec<_>>().join(" ");
        let is_hidden_link =
            |row: &&String| row.starts_with("markings") && hidden.iter().any(|link| key(link) == key(row));
        if let Some(more) = whole.iter().find(|row| !hidden.contains(row) && !seen.contains(row)) {
            return Err(format!("{more} is stored only where there are hidden rows"));
        }
        if let Some(less) = seen.iter().find(|row| !whole.contains(row) && !is_hidden_link(row)) {
            return Err(format!("{less} is stored only where there are no hidden rows"));
        }
        if self.is_as_asked(outcome, whole, seen) { Ok(()) } else { Err(format!("stored are {seen:?}")) }
    }

    /// Links that nobody may read stay, whoever asks.
    fn is_as_asked(&self, outcome: &Outcome, whole: &[String], seen: &[String]) -> bool {
        let are_read = self.graph.read(Place::Marking).is_some();
        let linked = |folder: i64| -> Vec<i64> {
            let of_folder = format!("markings {folder} ");
            let links = seen.iter().filter_map(|row| row.strip_prefix(&of_folder)?.split(' ').nth(1)?.parse().ok());
            links.filter(|mark| self.is_seen(Place::Mark, *mark)).collect()
        };
        match outcome {
            Outcome::Anything => true,
            Outcome::Made(row) => whole.iter().any(|stored| stored.starts_with(row)),
            Outcome::Links(folder, marks) if are_read => linked(*folder) == *marks,
            Outcome::Links(folder, marks) => marks.iter().all(|mark| linked(*folder).contains(mark)),
            Outcome::Link(folder, mark, is_there) => {
                linked(*folder).contains(mark) == *is_there || !(are_read || *is_there)
            }
        }
    }
}

/// As tables give them.
fn texts(rows: &[Row]) -> Vec<String> {
    let mut texts: Vec<String> = rows.iter().map(text).collect();
    texts.sort();
    texts
}
