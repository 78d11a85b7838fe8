//! The routes: for each, the requests that are tried and what the reference says of them.
//!
//! A new route is one more function here and one more test in `matrix`. Lists are in `lists`.

use restruct_tests::{Request, delete, get, head, patch, post, put};
use serde_json::{Value, json};

use crate::{
    callers::Caller,
    papers::{ABSENT_ID, Paper},
    reference::{Asked, Refusal, created, deleted, entry, shown, updated},
    subjects::{Meaning, Subject},
};

/// One request and what must come of it.
pub struct Trial {
    pub request: Request,
    pub expected: Expected,
    /// What is stored afterwards; the key of a new row is 0.
    pub table: Vec<Paper>,
}

/// What must be answered.
#[derive(Clone, Debug)]
pub enum Expected {
    Refused(Refusal),
    /// 400
    Malformed,
    /// 200 with the row.
    Row(Paper),
    /// 200 without a body, to HEAD.
    Head,
    /// 200 with these items in this order, and with pages before and after them.
    Page {
        items: Vec<Value>,
        total: Option<usize>,
        has_previous: bool,
        has_next: bool,
    },
    /// 201 with an address, and with the row where its maker may read it.
    Created {
        row: Paper,
        is_readable: bool,
    },
    /// 204
    Done,
}

/// A resource, a caller, and what is stored.
pub struct Case<'a> {
    pub subject: &'a Subject,
    pub caller: &'a Caller,
    pub table: &'a [Paper],
}

impl Case<'_> {
    pub fn of_all(&self) -> String {
        format!("/{}", self.subject.path)
    }

    fn of_one(&self, id: i64) -> String {
        format!("/{}/{id}", self.subject.path)
    }

    /// The keys to try: those of all rows and one of none. Where the caller is refused whatever the row, one will do.
    fn ids(&self, rule: Option<Meaning>) -> Vec<i64> {
        match entry(rule, self.caller) {
            Ok(_) => self.table.iter().map(|row| row.id).chain([ABSENT_ID]).collect(),
            Err(_) => vec![self.table[0].id],
        }
    }

    /// A trial after which the table is what it was.
    pub fn reads(&self, request: Request, expected: Result<Expected, Refusal>) -> Trial {
        let expected = expected.unwrap_or_else(Expected::Refused);
        Trial { request: self.caller.asks(request), expected, table: self.table.to_vec() }
    }

    /// A trial of a write, whose outcome comes with the table that it leaves.
    fn writes(&self, request: Request, outcome: Result<(Expected, Vec<Paper>), Refusal>) -> Trial {
        let (expected, table) = match outcome {
            Ok(done) => done,
            Err(refusal) => (Expected::Refused(refusal), self.table.to_vec()),
        };
        Trial { request: self.caller.asks(request), expected, table }
    }

    fn with(&self, changed: &Paper) -> Vec<Paper> {
        self.table.iter().map(|row| if row.id == changed.id { changed } else { row }).cloned().collect()
    }
}

/// `GET /papers/{id}`, and HEAD.
pub fn one(case: &Case<'_>) -> Vec<Trial> {
    let trials = case.ids(case.subject.read).into_iter().flat_map(|id| {
        let shown = shown(case.subject, case.caller, case.table, id);
        let got = case.reads(get(case.of_one(id)), shown.clone().map(Expected::Row));
        [got, case.reads(head(case.of_one(id)), shown.map(|_| Expected::Head))]
    });
    trials.collect()
}

/// `POST /papers`
pub fn create(case: &Case<'_>) -> Vec<Trial> {
    let owners = [None, Some(None), Some(Some(1)), Some(Some(2))];
    let tenants = [None, Some(None), Some(Some("acme")), Some(Some("globex"))];
    let mut trials = Vec::new();
    for owner in owners {
        for tenant in tenants {
            trials.push(create_one(case, &Asked { owner, tenant, status: None }));
        }
        for status in [Some("draft"), Some("published")] {
            trials.push(create_one(case, &Asked { owner, tenant: None, status }));
        }
    }
    if entry(case.subject.create, case.caller).is_err() {
        trials.truncate(1);
    }
    trials.push(malformed(case, post(case.of_all()), case.subject.create));
    trials
}

fn create_one(case: &Case<'_>, asked: &Asked<'_>) -> Trial {
    let mut body = json!({"title": "new"});
    if let Some(owner) = asked.owner {
        body["owner_id"] = json!(owner);
    }
    if let Some(tenant) = asked.tenant {
        body["tenant"] = json!(tenant);
    }
    if let Some(status) = asked.status {
        body["status"] = json!(status);
    }
    let outcome = created(case.subject, case.caller, asked, "new").map(|(row, is_readable)| {
        let mut table = case.table.to_vec();
        table.push(row.clone());
        (Expected::Created { row, is_readable }, table)
    });
    case.writes(post(case.of_all()).json(body), outcome)
}

/// `PATCH /papers/{id}`
pub fn update(case: &Case<'_>) -> Vec<Trial> {
    type Change = (Value, fn(Paper) -> Paper);
    let changes: [Change; 9] = [
        (json!({}), |row| row),
        (json!({"title": "new"}), |row| Paper { title: "new".to_owned(), ..row }),
        (json!({"owner_id": 1}), |row| Paper { owner: Some(1), ..row }),
        (json!({"owner_id": 2, "title": "new"}), |row| Paper { owner: Some(2), title: "new".to_owned(), ..row }),
        (json!({"owner_id": null}), |row| Paper { owner: None, ..row }),
        (json!({"tenant": "globex"}), |row| Paper { tenant: Some("globex".to_owned()), ..row }),
        (json!({"status": "draft"}), |row| Paper { status: Some("draft".to_owned()), ..row }),
        (json!({"status": "published"}), |row| Paper { status: Some("published".to_owned()), ..row }),
        (json!({"status": null, "tenant": null}), |row| Paper { status: None, tenant: None, ..row }),
    ];
    let mut trials = Vec::new();
    for id in case.ids(case.subject.update) {
        for (body, change) in &changes {
            trials.push(change_one(case, id, patch(case.of_one(id)).json(body.clone()), change));
        }
    }
    trials.push(malformed(case, patch(case.of_one(ABSENT_ID)), case.subject.update));
    trials
}

/// `PUT /papers/{id}`: what is left out is null.
pub fn replace(case: &Case<'_>) -> Vec<Trial> {
    let mut trials = Vec::new();
    for id in case.ids(case.subject.update) {
        let bare = put(case.of_one(id)).json(json!({"title": "new"}));
        trials.push(change_one(case, id, bare, |row| Paper { id: row.id, ..Paper::new(None, None, None, "new") }));
        // Nobody knows what to send back of a row that is not there.
        let stored = case.table.iter().find(|row| row.id == id).cloned().unwrap_or_else(|| case.table[0].clone());
        let back = Paper { id, ..stored.clone() }.json();
        trials.push(change_one(case, id, put(case.of_one(id)).json(back), |row| row));
        let published = Paper { id, status: Some("published".to_owned()), ..stored.clone() };
        trials.push(change_one(case, id, put(case.of_one(id)).json(published.json()), |_| published.clone()));
        let given = Paper { id, owner: Some(2), tenant: Some("acme".to_owned()), ..stored };
        trials.push(change_one(case, id, put(case.of_one(id)).json(given.json()), |_| given.clone()));
    }
    trials.push(malformed(case, put(case.of_one(ABSENT_ID)), case.subject.update));
    trials
}

/// 200 with the row, or 204 where the change has taken it out of the caller's sight.
fn change_one(case: &Case<'_>, id: i64, request: Request, change: impl Fn(Paper) -> Paper) -> Trial {
    let outcome = updated(case.subject, case.caller, case.table, id, change).map(|(row, is_readable)| {
        let table = case.with(&row);
        (if is_readable { Expected::Row(row) } else { Expected::Done }, table)
    });
    case.writes(request, outcome)
}

/// `DELETE /papers/{id}`
pub fn remove(case: &Case<'_>) -> Vec<Trial> {
    let trials = case.ids(case.subject.delete).into_iter().map(|id| {
        let outcome = deleted(case.subject, case.caller, case.table, id).map(|table| (Expected::Done, table));
        case.writes(delete(case.of_one(id)), outcome)
    });
    trials.collect()
}

/// Who may not do it at all learns nothing of what is wrong with the body.
fn malformed(case: &Case<'_>, request: Request, rule: Option<Meaning>) -> Trial {
    case.reads(request.text("{"), entry(rule, case.caller).map(|_| Expected::Malformed))
}
