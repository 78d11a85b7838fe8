//! What `resources.rs` means, said by hand for the reference: nothing here is taken from a descriptor.

use super::cells::{Caller, Cell, Row};

pub struct Table {
    pub name: &'static str,
    pub columns: &'static [Column],
    pub key: &'static [usize],
    /// The order that is declared: columns, and whether each descends.
    pub order: &'static [(usize, bool)],
    pub page: usize,
    pub links: &'static [Link],
    pub depth: usize,
    /// Whether a caller may read a row.
    pub shows: fn(&Row, &Caller) -> bool,
    /// Whether a caller may read no row, whatever it is.
    pub is_closed: fn(&Caller) -> bool,
}

pub struct Column {
    pub name: &'static str,
    pub kind: Kind,
    pub nullable: bool,
    pub sort: bool,
    pub search: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Number,
    Text,
    Id,
}

pub struct Link {
    pub name: &'static str,
    pub many: bool,
    pub to: usize,
    /// Columns here, and those that are equal to them: there, or in the table that lies between.
    pub near: &'static [usize],
    pub far: &'static [usize],
    pub through: Option<Through>,
}

pub struct Through {
    pub table: usize,
    pub near: &'static [usize],
    pub far: &'static [usize],
}

pub const TEAM: usize = 0;
pub const EMPLOYEE: usize = 1;
pub const BADGE: usize = 2;
pub const TASK: usize = 3;
pub const NOTE: usize = 4;
pub const LABEL: usize = 5;
pub const TASK_LABEL: usize = 6;
pub const MENTORING: usize = 7;

const fn column(name: &'static str, kind: Kind) -> Column {
    Column { name, kind, nullable: false, sort: false, search: false }
}

impl Column {
    const fn or_null(self) -> Self {
        Self { nullable: true, ..self }
    }

    const fn sort(self) -> Self {
        Self { sort: true, ..self }
    }

    const fn search(self) -> Self {
        Self { search: true, ..self }
    }
}

const fn one(name: &'static str, to: usize, near: &'static [usize], far: &'static [usize]) -> Link {
    Link { name, many: false, to, near, far, through: None }
}

const fn many(name: &'static str, to: usize, near: &'static [usize], far: &'static [usize]) -> Link {
    Link { many: true, ..one(name, to, near, far) }
}

const fn through(link: Link, table: usize, near: &'static [usize], far: &'static [usize]) -> Link {
    Link { through: Some(Through { table, near, far }), ..link }
}

const fn table(name: &'static str, columns: &'static [Column], links: &'static [Link]) -> Table {
    Table { name, columns, key: &[0], order: &[], page: 20, links, depth: 3, shows: |_, _| true, is_closed: |_| false }
}

use Kind::{Id, Number, Text};

pub static TABLES: [Table; 8] = [
    Table {
        order: &[(2, false), (1, true)],
        page: 2,
        shows: |row, caller| row[2] != Cell::from("b") || caller.has_tenant(&row[0]),
        ..table(
            "teams",
            &[
                column("code", Text).sort(),
                column("name", Text).sort().search(),
                column("nick", Text).or_null().sort().search(),
                column("lead_id", Number).or_null(),
            ],
            &[
                one("lead", EMPLOYEE, &[3], &[0]),
                many("members", EMPLOYEE, &[0], &[3]),
                many("tasks", TASK, &[0], &[0]),
            ],
        )
    },
    Table {
        order: &[(2, true), (1, false)],
        page: 2,
        shows: |row, caller| {
            let grade = row[2].number();
            let graded = if caller.id.is_none() {
                grade.is_none_or(|grade| grade > 0)
            } else {
                grade.is_none_or(|grade| grade <= 1)
            };
            graded || caller.owns(&row[0]) || caller.is_admin
        },
        ..table(
            "employees",
            &[
                column("id", Number).sort(),
                column("name", Text).sort().search(),
                column("grade", Number).or_null().sort(),
                column("team_code", Text),
                column("manager_id", Number).or_null(),
            ],
            &[
                one("team", TEAM, &[3], &[0]),
                one("manager", EMPLOYEE, &[4], &[0]),
                many("reports", EMPLOYEE, &[0], &[4]),
                one("badge", BADGE, &[0], &[1]),
                many("written", TASK, &[0], &[4]),
                many("assigned", TASK, &[0], &[5]),
                through(many("mentors", EMPLOYEE, &[0], &[0]), MENTORING, &[1], &[0]),
                through(many("pupils", EMPLOYEE, &[0], &[1]), MENTORING, &[0], &[0]),
            ],
        )
    },
    Table {
        depth: 2,
        shows: |row, caller| caller.id.is_some() && (row[2] == Cell::Null || caller.owns(&row[1]) || caller.is_admin),
        is_closed: |caller| caller.id.is_none(),
        ..table(
            "badges",
            &[column("id", Id).sort(), column("employee_id", Number), column("colour", Text).or_null().sort()],
            &[one("employee", EMPLOYEE, &[1], &[0])],
        )
    },
    Table {
        key: &[0, 1],
        order: &[(3, false)],
        page: 2,
        shows: |row, caller| {
            row[2] != Cell::from("b") || caller.owns(&row[4]) || caller.owns(&row[5]) || caller.has_tenant(&row[0])
        },
        ..table(
            "tasks",
            &[
                column("team_code", Text).sort(),
                column("number", Number).sort(),
                column("title", Text).sort().search(),
                column("points", Number).or_null().sort(),
                column("author_id", Number),
                column("assignee_id", Number).or_null(),
            ],
            &[
                one("team", TEAM, &[0], &[0]),
                one("author", EMPLOYEE, &[4], &[0]),
                one("assignee", EMPLOYEE, &[5], &[0]),
                many("notes", NOTE, &[0, 1], &[3, 4]),
                through(many("labels", LABEL, &[0, 1], &[0, 1]), TASK_LABEL, &[2], &[0]),
            ],
        )
    },
    Table {
        order: &[(2, true)],
        page: 1,
        ..table(
            "notes",
            &[
                column("id", Id).sort(),
                column("text", Text).sort().search(),
                column("stars", Number).or_null().sort(),
                column("task_team", Text).or_null(),
                column("task_number", Number).or_null(),
                column("writer_id", Number).or_null(),
            ],
            &[one("task", TASK, &[3, 4], &[0, 1]), one("writer", EMPLOYEE, &[5], &[0])],
        )
    },
    table(
        "labels",
        &[column("id", Id).sort(), column("word", Text).sort().search()],
        &[through(many("tasks", TASK, &[0], &[2]), TASK_LABEL, &[0, 1], &[0, 1])],
    ),
    Table {
        key: &[0, 1, 2],
        page: 2,
        shows: |row, caller| row[3].number().is_none_or(|weight| weight >= 1) || caller.is_admin,
        ..table(
            "task_labels",
            &[
                column("team_code", Text).sort(),
                column("number", Number).sort(),
                column("label_id", Id).sort(),
                column("weight", Number).or_null().sort(),
            ],
            &[one("task", TASK, &[0, 1], &[0, 1]), one("label", LABEL, &[2], &[0])],
        )
    },
    Table {
        key: &[0, 1],
        shows: |_, caller| caller.id.is_some(),
        is_closed: |caller| caller.id.is_none(),
        ..table(
            "mentorings",
            &[column("pupil_id", Number).sort(), column("mentor_id", Number).sort()],
            &[one("pupil", EMPLOYEE, &[0], &[0]), one("mentor", EMPLOYEE, &[1], &[0])],
        )
    },
];
