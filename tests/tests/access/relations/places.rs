//! What `resources` declares, said once more: nothing here is taken from a descriptor.

use super::graphs::Graph;
use crate::subjects::{Meaning, Subject};

/// A table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    Folder,
    Sheet,
    Cover,
    Mark,
    Marking,
}

/// A relation.
#[derive(Debug)]
pub struct Relation {
    pub name: &'static str,
    pub to: Place,
    pub is_many: bool,
}

const fn one(name: &'static str, to: Place) -> Relation {
    Relation { name, to, is_many: false }
}

const fn many(name: &'static str, to: Place) -> Relation {
    Relation { name, to, is_many: true }
}

impl Place {
    pub const ALL: [Self; 5] = [Self::Folder, Self::Sheet, Self::Cover, Self::Mark, Self::Marking];

    /// Its path and its table.
    pub fn name(self) -> &'static str {
        match self {
            Self::Folder => "folders",
            Self::Sheet => "sheets",
            Self::Cover => "covers",
            Self::Mark => "marks",
            Self::Marking => "markings",
        }
    }

    /// The columns before those that all have.
    pub fn columns(self) -> &'static [&'static str] {
        match self {
            Self::Folder => &["id", "parent_id"],
            Self::Sheet => &["id", "folder_id", "mark_shelf", "mark_number"],
            Self::Cover => &["id", "folder_id"],
            Self::Mark => &["shelf", "number"],
            Self::Marking => &["folder_id", "mark_shelf", "mark_number"],
        }
    }

    /// Those of the key.
    pub fn key(self) -> &'static [&'static str] {
        match self {
            Self::Folder | Self::Sheet | Self::Cover => &["id"],
            Self::Mark | Self::Marking => self.columns(),
        }
    }

    pub fn relations(self) -> &'static [Relation] {
        const FOLDER: [Relation; 5] = [
            one("parent", Place::Folder),
            many("parts", Place::Folder),
            many("sheets", Place::Sheet),
            one("cover", Place::Cover),
            many("marks", Place::Mark),
        ];
        const OF_FOLDER: [Relation; 1] = [one("folder", Place::Folder)];
        const OF_BOTH: [Relation; 2] = [one("folder", Place::Folder), one("mark", Place::Mark)];
        const MARK: [Relation; 2] = [many("sheets", Place::Sheet), many("folders", Place::Folder)];
        match self {
            Self::Folder => &FOLDER,
            Self::Sheet | Self::Marking => &OF_BOTH,
            Self::Cover => &OF_FOLDER,
            Self::Mark => &MARK,
        }
    }
}

impl Graph {
    pub fn subject(&self, place: Place) -> &Subject {
        &self.subjects[place as usize]
    }

    pub fn read(&self, place: Place) -> Option<Meaning> {
        self.subject(place).read
    }

    /// The relations that somebody may follow: behind the others, nobody may read anything.
    pub fn followed(&self, place: Place) -> Vec<&'static Relation> {
        place.relations().iter().filter(|relation| self.read(relation.to).is_some()).collect()
    }
}

/// The rows of an address: `/folders`, `/folders/1`, `/folders/1/sheets`.
pub fn listed(path: &str) -> Option<Place> {
    let mut segments = path.split('?').next()?.split('/').skip(1);
    let root = segments.next()?;
    let place = Place::ALL.into_iter().find(|place| place.name() == root)?;
    match segments.nth(1) {
        Some(relation) => place.relations().iter().find(|known| known.name == relation).map(|known| known.to),
        None => Some(place),
    }
}
