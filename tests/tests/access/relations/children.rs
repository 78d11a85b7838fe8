//! Sheets that are made in folders and under marks, and the keys of other rows that clients write.

use restruct_tests::{Request, patch, post, put};
use serde_json::{Value, json};

use super::{
    places::Place,
    world::{Row, shelf},
    writing::{Case, Outcome, Trial, status},
};
use crate::reference::{Asked, created, is_everything};

/// The key of a new row.
const NEW: i64 = 901;

pub fn trials(case: &Case<'_>) -> Vec<Trial> {
    let (folders, marks) = (case.samples(Place::Folder), case.samples(Place::Mark));
    let mut made = Vec::new();
    for parent in folders.iter().chain(&marks) {
        made.extend(made_in(case, parent, &folders, &marks));
    }
    for far in folders.iter().chain(&marks) {
        made.push(made_for(case, far));
    }
    if case.closed(case.graph.subject(Place::Sheet).create).is_some() {
        made.truncate(4);
    }
    let changed = case.samples(Place::Sheet).into_iter().flat_map(|sheet| changed(case, &sheet, &folders, &marks));
    let moved = folders.iter().flat_map(|folder| moved(case, folder, &folders));
    made.into_iter().chain(changed).chain(moved).collect()
}

/// The columns that hold the key of a row.
fn key_of(far: &Row) -> Value {
    match far.place {
        Place::Mark => json!({"mark_shelf": shelf(far.paper.id), "mark_number": far.paper.id}),
        _ => json!({"folder_id": far.paper.id}),
    }
}

fn with(mut body: Value, more: &Value) -> Value {
    for (name, value) in more.as_object().into_iter().flatten() {
        body[name] = value.clone();
    }
    body
}

/// The status of a create whose keys lead to rows that the caller may read.
fn of_new(case: &Case<'_>, asked: &Asked<'_>) -> u16 {
    created(case.graph.subject(Place::Sheet), case.caller, asked, "n").map_or_else(status, |_| 201)
}

/// The same with the key of a row that the caller may not read: what refuses the row that results comes first where the caller
/// may read all, since the database is then left to say whether there is such a row.
fn of_new_for(case: &Case<'_>, far: &Row) -> u16 {
    let made = of_new(case, &UNSAID);
    let is_left_to_database = case.graph.read(far.place).is_some_and(|read| is_everything(read, case.caller));
    match made {
        _ if case.is_seen(far.place, far.paper.id) => made,
        403 if is_left_to_database => 403,
        _ => 422,
    }
}

const UNSAID: Asked<'static> = Asked { owner: None, tenant: None, status: None };

/// `POST /folders/{id}/sheets`, `POST /marks/{shelf},{number}/sheets`: of a parent that the caller does not see nothing else is
/// told, whatever the body.
fn made_in(case: &Case<'_>, parent: &Row, folders: &[Row], marks: &[Row]) -> Vec<Trial> {
    let path = format!("{}/sheets", parent.path());
    let sheet = case.graph.subject(Place::Sheet);
    let refusal = if sheet.read.is_none() {
        Some(404)
    } else {
        let closed = case.closed(sheet.create).or_else(|| case.closed(case.graph.read(parent.place)));
        closed.or_else(|| (!case.is_seen(parent.place, parent.paper.id)).then_some(404))
    };
    let trial = |request: Request, expected: u16| Trial::new(request, refusal.unwrap_or(expected));
    let body = json!({"id": NEW, "title": "n"});
    let told = json!({"id": NEW, "title": "n", "owner_id": 1, "tenant": "acme", "status": "published"});
    let asked = Asked { owner: Some(Some(1)), tenant: Some(Some("acme")), status: Some("published") };
    let made = match parent.place {
        Place::Folder => format!("sheets {NEW} {} ", parent.paper.id),
        _ => format!("sheets {NEW} NULL {} {} ", shelf(parent.paper.id), parent.paper.id),
    };
    let mut trials = vec![
        trial(post(&path).json(body.clone()), of_new(case, &UNSAID)).leaving(Outcome::Made(made)),
        trial(post(&path).json(told), of_new(case, &asked)),
        trial(post(&path).json(json!({"titel": 1})), 422),
        trial(post(&path).text("{"), 400),
        trial(post(&path).json(with(body.clone(), &key_of(parent))), 422),
    ];
    let others = if parent.place == Place::Folder { marks } else { folders };
    for far in others {
        trials.push(trial(post(&path).json(with(body.clone(), &key_of(far))), of_new_for(case, far)));
    }
    trials
}

/// `POST /sheets` with the key of a row.
fn made_for(case: &Case<'_>, far: &Row) -> Trial {
    let body = with(json!({"id": NEW, "title": "n"}), &key_of(far));
    let closed = case.closed(case.graph.subject(Place::Sheet).create);
    let trial = Trial::new(post("/sheets").json(body), closed.unwrap_or_else(|| of_new_for(case, far)));
    match (trial.expected, far.place) {
        (422, Place::Folder) => trial.pointing_to("/folder_id"),
        (422, _) => trial.pointing_to("/mark_shelf"),
        _ => trial,
    }
}

/// `PATCH` and `PUT /sheets/{id}` with keys of rows, and with those that are stored.
fn changed(case: &Case<'_>, sheet: &Row, folders: &[Row], marks: &[Row]) -> Vec<Trial> {
    let closed = case.closed(case.graph.subject(Place::Sheet).update).or_else(|| case.unwritable(sheet));
    let is_read = case.graph.read(Place::Sheet).is_some();
    let done = if is_read { 200 } else { 204 };
    let paper = &sheet.paper;
    let stored = json!({
        "folder_id": sheet.folder, "mark_shelf": sheet.mark.map(shelf), "mark_number": sheet.mark,
        "owner_id": paper.owner, "tenant": paper.tenant, "status": paper.status, "title": "n"
    });
    let mut trials = vec![
        Trial::new(patch(sheet.path()).json(stored.clone()), closed.unwrap_or(done)),
        Trial::new(put(sheet.path()).json(stored.clone()), closed.unwrap_or(done)),
    ];
    for far in folders.iter().chain(marks) {
        let number = Some(far.paper.id);
        let is_stored = number == if far.place == Place::Mark { sheet.mark } else { sheet.folder };
        let is_allowed = is_stored || case.is_seen(far.place, far.paper.id);
        let expected = closed.unwrap_or(if is_allowed { done } else { 422 });
        let other = if far.place == Place::Mark { (Place::Folder, sheet.folder) } else { (Place::Mark, sheet.mark) };
        // No database has a key that leads nowhere, and none says of one whether it is the one that was written.
        if expected == 422 && other.1.is_some_and(|number| !case.is_seen(other.0, number)) {
            continue;
        }
        let key = key_of(far);
        trials.push(Trial::new(patch(sheet.path()).json(key.clone()), expected));
        trials.push(Trial::new(put(sheet.path()).json(with(stored.clone(), &key)), expected));
    }
    if closed.is_some() {
        trials.truncate(4);
    }
    trials
}

/// `PATCH /folders/{id}` with the key of its parent: a row of the same table, or itself.
fn moved(case: &Case<'_>, folder: &Row, folders: &[Row]) -> Vec<Trial> {
    let closed = case.closed(case.graph.subject(Place::Folder).update).or_else(|| case.unwritable(folder));
    let done = if case.graph.read(Place::Folder).is_some() { 200 } else { 204 };
    let trial = |far: &Row| {
        let is_allowed = folder.folder == Some(far.paper.id) || case.is_seen(Place::Folder, far.paper.id);
        let expected = closed.unwrap_or(if is_allowed { done } else { 422 });
        Trial::new(patch(folder.path()).json(json!({"parent_id": far.paper.id})), expected)
    };
    let mut trials: Vec<Trial> = folders.iter().map(trial).collect();
    if closed.is_some() {
        trials.truncate(1);
    }
    trials
}
