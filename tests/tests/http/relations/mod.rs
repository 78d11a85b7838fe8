//! Relations over HTTP: what belongs to a row at its own paths, links, and the keys that clients write.

mod links;
mod nested;
mod references;
mod statements;

use restruct::prelude::*;
use restruct_tests::{Request, Server, post};
use serde_json::{Value, json};

/// Whoever may see what is hidden is an administrator.
pub struct Open;

/// Somebody who works.
#[derive(Clone, Debug, Resource)]
#[resource(access(read = Open or role("admin"), write = public), table = "persons", path = "persons", sort(name))]
pub struct Person {
    pub id: i64,
    #[resource(filter, sort)]
    pub name: String,
    #[resource(default = false)]
    pub is_hidden: bool,
    #[resource(filter)]
    pub manager_id: Option<i64>,
    #[resource(on_delete = set_null)]
    pub manager: BelongsTo<Person>,
    #[resource(foreign_key = manager_id)]
    pub reports: HasMany<Person>,
    pub badge: HasOne<Badge>,
    #[resource(foreign_key = owner_id)]
    pub projects: HasMany<Project>,
}

impl Rule<Person> for Open {
    fn filter(_: Option<&Principal>) -> Filter<Person> {
        Filter::eq(PersonColumn::IsHidden, false)
    }
}

/// What opens doors.
#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
pub struct Badge {
    pub id: i64,
    #[resource(unique)]
    pub person_id: i64,
    #[resource(on_delete = cascade)]
    pub person: BelongsTo<Person>,
    #[resource(filter)]
    pub code: String,
}

/// Something that is done together.
#[derive(Clone, Debug, Resource)]
#[resource(access(read = public, create = public, update = owner(owner_id), delete = public), page(size = 3, max = 10))]
pub struct Project {
    #[resource(id)]
    pub code: String,
    #[resource(filter, sort)]
    pub title: String,
    pub owner_id: i64,
    pub owner: BelongsTo<Person>,
    #[resource(foreign_key = project_code)]
    pub tasks: HasMany<Task>,
    #[resource(through = Labelling, foreign_key = project_code)]
    pub labels: HasMany<Label>,
}

/// A part of a project, at `/tasks/{project},{number}`.
#[derive(Clone, Debug, Resource)]
#[resource(access(public), sort(-urgency), page(size = 2, max = 5))]
pub struct Task {
    #[resource(id, filter)]
    pub project_code: String,
    #[resource(id)]
    pub number: i32,
    #[resource(foreign_key = project_code, on_delete = cascade)]
    pub project: BelongsTo<Project>,
    #[resource(filter, sort, default = 0)]
    pub urgency: i32,
    pub assignee_id: Option<i64>,
    pub assignee: BelongsTo<Person>,
    #[resource(foreign_key(project_code, task_number))]
    pub remarks: HasMany<Remark>,
}

/// What is said of a task.
#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
pub struct Remark {
    pub id: i64,
    pub project_code: String,
    pub task_number: i32,
    #[resource(foreign_key(project_code, task_number))]
    pub task: BelongsTo<Task>,
    pub text: String,
}

/// What projects can be about.
#[derive(Clone, Debug, Resource)]
#[resource(access(read = Told or role("admin"), write = public), sort(name))]
pub struct Label {
    pub id: i64,
    #[resource(filter, sort)]
    pub name: String,
    #[resource(default = false)]
    pub is_quiet: bool,
    #[resource(through = Labelling, far_key = project_code)]
    pub projects: HasMany<Project>,
}

/// Labels that are told of.
pub struct Told;

impl Rule<Label> for Told {
    fn filter(_: Option<&Principal>) -> Filter<Label> {
        Filter::eq(LabelColumn::IsQuiet, false)
    }
}

/// Which project has which label.
#[derive(Clone, Debug, Resource)]
#[resource(access(read = public))]
pub struct Labelling {
    #[resource(id)]
    pub project_code: String,
    #[resource(id)]
    pub label_id: i64,
    #[resource(foreign_key = project_code, on_delete = cascade)]
    pub project: BelongsTo<Project>,
    pub label: BelongsTo<Label>,
    #[resource(created_at)]
    pub created_at: DateTime<Utc>,
}

pub fn work(app: App) -> App {
    app.resource::<Person>()
        .resource::<Badge>()
        .resource::<Project>()
        .resource::<Task>()
        .resource::<Remark>()
        .resource::<Label>()
}

pub fn admin(request: Request) -> Request {
    request.by("9,admin")
}

/// Persons 1 (Ada), 2 (Bob, whose manager Ada is) and 3 (Eve, hidden, whose manager Bob is); the projects `a` of Ada with
/// five tasks and `b` of Bob with none; the labels 1 (red), 2 (blue) and 3 (dark, quiet), of which `a` has red and dark.
pub async fn fill(server: &Server) {
    let rows: [(&str, Value); 16] = [
        ("/persons", json!({"name": "Ada"})),
        ("/persons", json!({"name": "Bob", "manager_id": 1})),
        ("/persons", json!({"name": "Eve", "manager_id": 2, "is_hidden": true})),
        ("/badges", json!({"person_id": 1, "code": "A1"})),
        ("/projects", json!({"code": "a", "title": "Alpha", "owner_id": 1})),
        ("/projects", json!({"code": "b", "title": "Beta", "owner_id": 2})),
        ("/tasks", json!({"project_code": "a", "number": 1, "urgency": 5, "assignee_id": 2})),
        ("/tasks", json!({"project_code": "a", "number": 2, "urgency": 9})),
        ("/tasks", json!({"project_code": "a", "number": 3, "urgency": 5})),
        ("/tasks", json!({"project_code": "a", "number": 4, "urgency": 1})),
        ("/tasks", json!({"project_code": "a", "number": 5})),
        ("/remarks", json!({"project_code": "a", "task_number": 1, "text": "Soon."})),
        ("/remarks", json!({"project_code": "a", "task_number": 1, "text": "Now."})),
        ("/labels", json!({"name": "red"})),
        ("/labels", json!({"name": "blue"})),
        ("/labels", json!({"name": "dark", "is_quiet": true})),
    ];
    for (path, row) in rows {
        server.json(admin(post(path).json(row))).await;
    }
    let tagged = server.send(restruct_tests::put("/projects/a/labels").json(json!([1, 3])).by("1,admin")).await;
    assert_eq!((tagged.status, tagged.text()), (204, String::new()));
}
