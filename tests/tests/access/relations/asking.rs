//! What lists and rows are asked for, at random.

use super::{
    dice::Dice,
    graphs::Graph,
    places::{Place, Relation},
    world::{ABSENT, Row, World},
};
use crate::papers::Paper;

const FILTERS: [&str; 16] = [
    "title=a",
    "title__ne=b",
    "title__in=a,c",
    "title__gt=a",
    "title__icontains=C",
    "status=published",
    "status__ne=published",
    "status__isnull=true",
    "status__isnull=false",
    "status__not_in=draft",
    "owner_id=1",
    "owner_id__ne=1",
    "owner_id__isnull=true",
    "tenant=acme",
    "tenant__ne=acme",
    "tenant__isnull=false",
];
const SORTED: [&str; 3] = ["title", "owner_id", "status"];
/// Relations that a path follows at the most.
const DEPTH: usize = 3;

/// Questions of a graph whose tables have these rows.
pub struct Questions<'a> {
    pub graph: &'a Graph,
    pub world: &'a World,
    /// Where the caller may read anything.
    pub open: Vec<Place>,
    pub dice: Dice,
}

/// Relations, one after the other, and where they lead.
struct Walk {
    names: String,
    steps: usize,
    end: Place,
}

impl Questions<'_> {
    /// A list, one that belongs to a row, or a row.
    pub fn path(&mut self) -> String {
        let place = self.place();
        let many: Vec<&Relation> = self.graph.followed(place).into_iter().filter(|relation| relation.is_many).collect();
        match self.dice.below(10) {
            0 | 1 => format!("{}?{}", self.row(place), self.expand(place, 3).join("&")),
            2..=5 if !many.is_empty() => {
                let relation = self.dice.pick(&many);
                format!("{}/{}?{}", self.row(place), relation.name, self.query(relation.to))
            }
            _ => format!("/{}?{}", place.name(), self.query(place)),
        }
    }

    /// Where most callers find something.
    fn place(&mut self) -> Place {
        if self.open.is_empty() || self.dice.percent(3) {
            return self.dice.pick(&Place::ALL);
        }
        let open = self.open.clone();
        self.dice.pick(&open)
    }

    /// The address of some row, or of none.
    fn row(&mut self, place: Place) -> String {
        let rows: Vec<&Row> = self.world.at(place).collect();
        if rows.is_empty() || self.dice.percent(5) {
            let absent = Paper { id: ABSENT, ..Paper::new(None, None, None, "a") };
            return Row { folder: Some(ABSENT), mark: Some(ABSENT), ..Row::new(place, absent) }.path();
        }
        self.dice.pick(&rows).path()
    }

    fn query(&mut self, place: Place) -> String {
        let mut parts = if self.dice.percent(75) { self.expand(place, 2) } else { Vec::new() };
        for _ in 0..self.dice.pick(&[0, 1, 1, 2, 3]) {
            let filter = self.filter(place);
            let name = |part: &str| part.split('=').next().unwrap_or_default().to_owned();
            if !parts.iter().any(|part| name(part) == name(&filter)) {
                parts.push(filter);
            }
        }
        if self.dice.percent(50) {
            parts.push(format!("sort={}", self.sort(place)));
        }
        if self.dice.percent(15) {
            parts.push(format!("search={}", self.dice.pick(&["a", "b"])));
        }
        if self.dice.percent(60) {
            parts.push("total=exact".to_owned());
        }
        parts.push(format!("page_size={}", self.dice.pick(&[1, 2, 3, 20])));
        if self.dice.percent(15) {
            parts.push(format!("page={}", self.dice.pick(&[1, 2, 3])));
        }
        parts.join("&")
    }

    /// Relations from a place, of which clients can follow nearly all.
    fn walk(&mut self, place: Place, most: usize, is_one: bool) -> Walk {
        let mut walk = Walk { names: String::new(), steps: 0, end: place };
        for _ in 0..most {
            let relations: Vec<&Relation> = if self.dice.percent(1) {
                walk.end.relations().iter().collect()
            } else {
                self.graph.followed(walk.end)
            };
            let relations: Vec<&Relation> =
                relations.into_iter().filter(|relation| !(is_one && relation.is_many)).collect();
            if relations.is_empty() {
                break;
            }
            let relation = self.dice.pick(&relations);
            walk = Walk { names: format!("{}{}.", walk.names, relation.name), steps: walk.steps + 1, end: relation.to };
        }
        walk
    }

    /// `expand`, and sometimes `fields`.
    fn expand(&mut self, place: Place, most: usize) -> Vec<String> {
        let mut paths: Vec<String> = Vec::new();
        for _ in 0..=self.dice.below(most) {
            let steps = 1 + self.dice.below(DEPTH);
            let walk = self.walk(place, steps, false);
            let path = walk.names.trim_end_matches('.').to_owned();
            if !path.is_empty() && !paths.contains(&path) {
                paths.push(path);
            }
        }
        if paths.is_empty() {
            return Vec::new();
        }
        let mut parts = vec![format!("expand={}", paths.join(","))];
        if self.dice.percent(25) {
            parts.push(format!("fields=title,{}.status", paths[0]));
        }
        parts
    }

    fn filter(&mut self, place: Place) -> String {
        let steps = self.dice.pick(&[0, 1, 1, 1, 2, 2, 3]);
        let walk = self.walk(place, steps, false);
        let relations = self.graph.followed(walk.end);
        if walk.steps < DEPTH && !relations.is_empty() && self.dice.percent(40) {
            let relation = self.dice.pick(&relations);
            return format!("{}{}__isnull={}", walk.names, relation.name, self.dice.percent(50));
        }
        format!("{}{}", walk.names, self.dice.pick(&FILTERS))
    }

    fn sort(&mut self, place: Place) -> String {
        let mut terms: Vec<String> = Vec::new();
        for _ in 0..=self.dice.below(2) {
            let steps = self.dice.pick(&[0, 1, 1, 2]);
            let walk = self.walk(place, steps, true);
            let name = format!("{}{}", walk.names, self.dice.pick(&SORTED));
            if !terms.iter().any(|term| term.trim_start_matches('-') == name) {
                terms.push(if self.dice.percent(50) { format!("-{name}") } else { name });
            }
        }
        terms.join(",")
    }
}
