//! Links of folders to marks: under the rule of updates of the folder, and under what their caller may read of marks.

use restruct_tests::{delete, put};
use serde_json::{Value, json};

use super::{
    places::Place,
    world::{Row, shelf},
    writing::{Case, Outcome, Trial},
};

/// What belongs to the key of a mark.
fn json_key(mark: &Row) -> Value {
    json!([shelf(mark.paper.id), mark.paper.id])
}

pub fn trials(case: &Case<'_>) -> Vec<Trial> {
    let mut trials = Vec::new();
    for folder in case.samples(Place::Folder) {
        trials.extend(of_folder(case, &folder));
    }
    // One will do for whom everything is refused.
    if case.closed(case.graph.subject(Place::Folder).update).is_some() {
        trials.truncate(3);
    }
    trials
}

fn of_folder(case: &Case<'_>, folder: &Row) -> Vec<Trial> {
    let path = format!("{}/marks", folder.path());
    let refusal = refusal(case, folder);
    let or_refused = |expected: u16| refusal.unwrap_or(expected);
    let before_row = |expected: u16| first_refusal(case).unwrap_or(expected);
    let mut trials = vec![
        Trial::new(put(&path).text("["), before_row(400)),
        Trial::new(put(&path).json(json!(["x", 1])), before_row(422)),
        Trial::new(put(&path).json(json!([])), or_refused(204)).leaving(Outcome::Links(folder.paper.id, Vec::new())),
    ];
    let marks = case.samples(Place::Mark);
    for mark in &marks {
        let (number, is_seen) = (mark.paper.id, case.is_seen(Place::Mark, mark.paper.id));
        let one = format!("{path}/{}", mark.key());
        let set = Trial::new(put(&path).json(json!([json_key(mark)])), or_refused(if is_seen { 204 } else { 422 }));
        trials.push(if is_seen {
            set.leaving(Outcome::Links(folder.paper.id, vec![number]))
        } else if refusal.is_none() {
            set.pointing_to("/0")
        } else {
            set
        });
        let added = Trial::new(put(&one), or_refused(if is_seen { 204 } else { 404 }));
        trials.push(added.leaving(Outcome::Link(folder.paper.id, number, true)));
        let removed = Trial::new(delete(&one), or_refused(204));
        trials.push(removed.leaving(Outcome::Link(folder.paper.id, number, false)));
    }
    let seen = marks.iter().find(|mark| case.is_seen(Place::Mark, mark.paper.id));
    for mark in marks.iter().filter(|mark| !case.is_seen(Place::Mark, mark.paper.id)) {
        let Some(seen) = seen else { continue };
        let both = Trial::new(put(&path).json(json!([json_key(seen), json_key(mark)])), or_refused(422));
        trials.push(if refusal.is_none() { both.pointing_to("/1") } else { both });
    }
    trials
}

/// What is refused before anything is known of the row: nothing leads to what nobody may read.
fn first_refusal(case: &Case<'_>) -> Option<u16> {
    let has_route = case.graph.read(Place::Mark).is_some();
    if has_route { case.closed(case.graph.subject(Place::Folder).update) } else { Some(404) }
}

fn refusal(case: &Case<'_>, folder: &Row) -> Option<u16> {
    first_refusal(case).or_else(|| case.unwritable(folder))
}
