//! Rows of all tables, and what leads from one to another.

use super::{
    dice::Dice,
    graphs::Graph,
    places::{Place, Relation},
};
use crate::{callers::Caller, papers::Paper};

/// A row, as the reference sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub place: Place,
    /// What rules look at; its key is the number of the row, but for markings, which have none.
    pub paper: Paper,
    /// The numbers of the folder and the mark that it belongs to; of a folder, of its parent.
    pub folder: Option<i64>,
    pub mark: Option<i64>,
}

/// Rows of all tables.
#[derive(Clone, Debug)]
pub struct World(pub Vec<Row>);

/// The number of no row.
pub const ABSENT: i64 = 99;
const FOLDERS: std::ops::Range<i64> = 1..6;
const SHEETS: std::ops::Range<i64> = 11..18;
const MARKS: std::ops::Range<i64> = 31..35;

/// The key of a mark with this number.
pub fn shelf(number: i64) -> &'static str {
    if number % 2 == 0 { "a" } else { "b" }
}

impl Row {
    pub fn new(place: Place, paper: Paper) -> Self {
        Self { place, paper, folder: None, mark: None }
    }

    /// The columns before those that all have, as they are in SQL.
    pub fn literals(&self) -> Vec<String> {
        let number = |number: Option<i64>| number.map_or("NULL".to_owned(), |number| number.to_string());
        let text = |of: Option<i64>| of.map_or("NULL".to_owned(), |number| format!("'{}'", shelf(number)));
        let (id, mark) = (self.paper.id, self.mark);
        match self.place {
            Place::Folder | Place::Cover => vec![id.to_string(), number(self.folder)],
            Place::Sheet => vec![id.to_string(), number(self.folder), text(mark), number(mark)],
            Place::Mark => vec![text(Some(id)), id.to_string()],
            Place::Marking => vec![number(self.folder), text(mark), number(mark)],
        }
    }

    /// The key in a path.
    pub fn key(&self) -> String {
        let parts = &self.literals()[..self.place.key().len()];
        parts.iter().map(|part| part.trim_matches('\'')).collect::<Vec<_>>().join(",")
    }

    /// Its address.
    pub fn path(&self) -> String {
        format!("/{}/{}", self.place.name(), self.key())
    }

    fn is_at(&self, place: Place, number: Option<i64>) -> bool {
        self.place == place && Some(self.paper.id) == number
    }
}

impl World {
    pub fn random(dice: &mut Dice) -> Self {
        let mut rows = Vec::new();
        let numbers = |range: std::ops::Range<i64>| range.map(Some).chain([None]).collect::<Vec<_>>();
        let (folders, marks) = (numbers(FOLDERS), numbers(MARKS));
        for id in FOLDERS {
            let folder = dice.pick(&folders);
            rows.push(Row { folder, ..Row::new(Place::Folder, paper(dice, id)) });
        }
        for id in SHEETS {
            let (folder, mark) = (dice.pick(&folders), dice.pick(&marks));
            rows.push(Row { folder, mark, ..Row::new(Place::Sheet, paper(dice, id)) });
        }
        for folder in FOLDERS {
            if dice.percent(70) {
                rows.push(Row { folder: Some(folder), ..Row::new(Place::Cover, paper(dice, folder + 20)) });
            }
        }
        rows.extend(MARKS.map(|id| Row::new(Place::Mark, paper(dice, id))));
        for folder in FOLDERS {
            for mark in MARKS {
                if dice.percent(50) {
                    let (folder, mark) = (Some(folder), Some(mark));
                    rows.push(Row { folder, mark, ..Row::new(Place::Marking, paper(dice, 0)) });
                }
            }
        }
        Self(rows)
    }

    /// What is left where the rows that a caller may not read are removed.
    pub fn seen_by(&self, graph: &Graph, caller: &Caller) -> Self {
        Self(self.0.iter().filter(|row| is_seen(graph, caller, row)).cloned().collect())
    }

    /// What is left where the rows that a caller may not know of are removed: where nobody may read at all, the rules of writes
    /// alone decide.
    pub fn known_by(&self, graph: &Graph, caller: &Caller) -> Self {
        let is_known = |row: &&Row| graph.read(row.place).is_none() || is_seen(graph, caller, row);
        Self(self.0.iter().filter(is_known).cloned().collect())
    }

    pub fn at(&self, place: Place) -> impl Iterator<Item = &Row> {
        self.0.iter().filter(move |row| row.place == place)
    }

    pub fn papers(&self, place: Place) -> Vec<Paper> {
        self.at(place).map(|row| row.paper.clone()).collect()
    }

    /// The rows to which a relation leads, each once.
    pub fn related(&self, row: &Row, relation: &Relation) -> Vec<&Row> {
        let number = Some(row.paper.id);
        let leads = |far: &&Row| match (row.place, relation.name) {
            (_, "parent" | "folder") => far.is_at(Place::Folder, row.folder),
            (_, "mark") => far.is_at(Place::Mark, row.mark),
            (Place::Folder, "marks") => {
                self.at(Place::Marking).any(|link| link.folder == number && far.is_at(Place::Mark, link.mark))
            }
            (Place::Mark, "folders") => {
                self.at(Place::Marking).any(|link| link.mark == number && far.is_at(Place::Folder, link.folder))
            }
            (Place::Mark, _) => far.place == relation.to && far.mark == number,
            _ => far.place == relation.to && far.folder == number,
        };
        self.0.iter().filter(leads).collect()
    }
}

/// Whether a caller may read a row.
pub fn is_seen(graph: &Graph, caller: &Caller, row: &Row) -> bool {
    graph.read(row.place).is_some_and(|read| read(caller, &row.paper))
}

fn paper(dice: &mut Dice, id: i64) -> Paper {
    let owner = dice.pick(&[None, Some(1), Some(1), Some(2), Some(4)]);
    let tenant = dice.pick(&[None, Some("acme"), Some("acme"), Some("globex")]);
    let status = dice.pick(&[None, Some("draft"), Some("published"), Some("published")]);
    Paper { id, ..Paper::new(owner, tenant, status, dice.pick(&["a", "b", "c"])) }
}
