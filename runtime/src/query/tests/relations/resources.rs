//! A small world of resources: a tree, two ways to one resource, keys of one part and of several, links, and rules of every
//! kind. What holds of them is said once more in `tables.rs`, by hand.

use uuid::Uuid;

use crate::{BelongsTo, Filter, HasMany, HasOne, Principal, Resource, Rule, descriptor::Descriptor};

#[derive(Clone, Debug, Resource)]
#[resource(access(read = not Closed or tenant(code)), sort(nick, -name), page(size = 2))]
pub struct Team {
    #[resource(id, filter, sort)]
    pub code: String,
    #[resource(filter, sort, search)]
    pub name: String,
    #[resource(filter, sort, search)]
    pub nick: Option<String>,
    #[resource(filter)]
    pub lead_id: Option<i64>,
    #[resource(foreign_key = lead_id)]
    pub lead: BelongsTo<Employee>,
    #[resource(foreign_key = team_code)]
    pub members: HasMany<Employee>,
    #[resource(foreign_key = team_code)]
    pub tasks: HasMany<Task>,
}

#[derive(Clone, Debug, Resource)]
#[resource(access(read = Graded or owner(id) or role("admin")), sort(-grade, name), page(size = 2))]
pub struct Employee {
    #[resource(filter, sort)]
    pub id: i64,
    #[resource(filter, sort, search)]
    pub name: String,
    #[resource(filter, sort)]
    pub grade: Option<i32>,
    #[resource(filter)]
    pub team_code: String,
    #[resource(filter)]
    pub manager_id: Option<i64>,
    #[resource(foreign_key = team_code)]
    pub team: BelongsTo<Team>,
    pub manager: BelongsTo<Self>,
    #[resource(foreign_key = manager_id)]
    pub reports: HasMany<Employee>,
    pub badge: HasOne<Badge>,
    #[resource(foreign_key = author_id)]
    pub written: HasMany<Task>,
    #[resource(foreign_key = assignee_id)]
    pub assigned: HasMany<Task>,
    #[resource(through = Mentoring, foreign_key = pupil_id, far_key = mentor_id)]
    pub mentors: HasMany<Employee>,
    #[resource(through = Mentoring, foreign_key = mentor_id, far_key = pupil_id)]
    pub pupils: HasMany<Employee>,
}

#[derive(Clone, Debug, Resource)]
#[resource(access(read = authenticated and (Plain or owner(employee_id) or role("admin"))), max_expand_depth = 2)]
pub struct Badge {
    #[resource(filter, sort)]
    pub id: Uuid,
    #[resource(filter, unique)]
    pub employee_id: i64,
    #[resource(filter, sort)]
    pub colour: Option<String>,
    pub employee: BelongsTo<Employee>,
}

#[derive(Clone, Debug, Resource)]
#[resource(
    access(read = Shown or owner(author_id) or owner(assignee_id) or tenant(team_code)),
    sort(points),
    page(size = 2)
)]
pub struct Task {
    #[resource(id, filter, sort)]
    pub team_code: String,
    #[resource(id, filter, sort)]
    pub number: i64,
    #[resource(filter, sort, search)]
    pub title: String,
    #[resource(filter, sort)]
    pub points: Option<i64>,
    #[resource(filter)]
    pub author_id: i64,
    #[resource(filter)]
    pub assignee_id: Option<i64>,
    #[resource(foreign_key = team_code)]
    pub team: BelongsTo<Team>,
    pub author: BelongsTo<Employee>,
    pub assignee: BelongsTo<Employee>,
    #[resource(foreign_key(task_team, task_number))]
    pub notes: HasMany<Note>,
    #[resource(through = TaskLabel, foreign_key(team_code, number), far_key = label_id)]
    pub labels: HasMany<Label>,
}

#[derive(Clone, Debug, Resource)]
#[resource(access(read = public), sort(-stars), page(size = 1))]
pub struct Note {
    #[resource(filter, sort)]
    pub id: Uuid,
    #[resource(filter, sort, search)]
    pub text: String,
    #[resource(filter, sort)]
    pub stars: Option<i32>,
    #[resource(filter)]
    pub task_team: Option<String>,
    #[resource(filter)]
    pub task_number: Option<i64>,
    #[resource(filter)]
    pub writer_id: Option<i64>,
    #[resource(foreign_key(task_team, task_number))]
    pub task: BelongsTo<Task>,
    pub writer: BelongsTo<Employee>,
}

#[derive(Clone, Debug, Resource)]
#[resource(access(read = public))]
pub struct Label {
    #[resource(filter, sort)]
    pub id: Uuid,
    #[resource(filter, sort, search)]
    pub word: String,
    #[resource(through = TaskLabel, foreign_key = label_id, far_key(team_code, number))]
    pub tasks: HasMany<Task>,
}

#[derive(Clone, Debug, Resource)]
#[resource(access(read = Weighed or role("admin")), page(size = 2))]
pub struct TaskLabel {
    #[resource(id, filter, sort)]
    pub team_code: String,
    #[resource(id, filter, sort)]
    pub number: i64,
    #[resource(id, filter, sort)]
    pub label_id: Uuid,
    #[resource(filter, sort)]
    pub weight: Option<i32>,
    #[resource(foreign_key(team_code, number))]
    pub task: BelongsTo<Task>,
    pub label: BelongsTo<Label>,
}

#[derive(Clone, Debug, Resource)]
#[resource(access(read = authenticated))]
pub struct Mentoring {
    #[resource(id, filter, sort)]
    pub pupil_id: i64,
    #[resource(id, filter, sort)]
    pub mentor_id: i64,
    #[resource(foreign_key = pupil_id)]
    pub pupil: BelongsTo<Employee>,
    #[resource(foreign_key = mentor_id)]
    pub mentor: BelongsTo<Employee>,
}

struct Closed;

impl Rule<Team> for Closed {
    fn filter(_: Option<&Principal>) -> Filter<Team> {
        Filter::eq(TeamColumn::Nick, "b")
    }
}

/// Depends on the row and on the caller.
struct Graded;

impl Rule<Employee> for Graded {
    fn filter(principal: Option<&Principal>) -> Filter<Employee> {
        match principal {
            None => Filter::is_null(EmployeeColumn::Grade).or(Filter::gt(EmployeeColumn::Grade, 0)),
            Some(_) => Filter::gt(EmployeeColumn::Grade, 1).not(),
        }
    }
}

struct Plain;

impl Rule<Badge> for Plain {
    fn filter(_: Option<&Principal>) -> Filter<Badge> {
        Filter::is_null(BadgeColumn::Colour)
    }
}

struct Shown;

impl Rule<Task> for Shown {
    fn filter(_: Option<&Principal>) -> Filter<Task> {
        Filter::ne(TaskColumn::Title, "b")
    }
}

struct Weighed;

impl Rule<TaskLabel> for Weighed {
    fn filter(_: Option<&Principal>) -> Filter<TaskLabel> {
        Filter::lt(TaskLabelColumn::Weight, 1).not()
    }
}

/// In the order of `tables::TABLES`.
pub fn descriptors() -> [&'static Descriptor; 8] {
    [
        Team::descriptor(),
        Employee::descriptor(),
        Badge::descriptor(),
        Task::descriptor(),
        Note::descriptor(),
        Label::descriptor(),
        TaskLabel::descriptor(),
        Mentoring::descriptor(),
    ]
}
