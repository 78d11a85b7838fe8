//! `GET /papers` with all that it may be asked, and what the reference says of it.

use restruct_tests::{get, head};
use serde_json::{Value, json};

use crate::{
    papers::Paper,
    questions::{EVERYTHING, QUESTIONS, Question},
    reference::{entry, visible},
    routes::{Case, Expected, Trial},
};

/// The columns that a list can be sorted by, as texts; null is last in both directions.
pub fn sorted(mut rows: Vec<Paper>, sort: &str) -> Vec<Paper> {
    let (name, descending) = sort.strip_prefix('-').map_or((sort, false), |name| (name, true));
    rows.sort_by(|left, right| {
        let (left, right) = ((column(left, name), left.id), (column(right, name), right.id));
        let nulls = left.0.is_none().cmp(&right.0.is_none());
        let order = nulls.then_with(|| if descending { right.0.cmp(&left.0) } else { left.0.cmp(&right.0) });
        order.then(if descending { right.1.cmp(&left.1) } else { left.1.cmp(&right.1) })
    });
    rows
}

fn column<'r>(row: &'r Paper, name: &str) -> Option<&'r str> {
    match name {
        "status" => row.status.as_deref(),
        "title" => Some(&row.title),
        _ => Some(""),
    }
}

/// How a list is shown.
struct Shape {
    sort: Option<&'static str>,
    /// Size and number.
    page: Option<(usize, usize)>,
    is_counted: bool,
    fields: Option<&'static str>,
}

const PLAIN: Shape = Shape { sort: None, page: None, is_counted: false, fields: None };
const SHAPES: [Shape; 7] = [
    PLAIN,
    Shape { is_counted: true, ..PLAIN },
    Shape { page: Some((1, 1)), is_counted: true, ..PLAIN },
    Shape { page: Some((3, 2)), is_counted: true, ..PLAIN },
    Shape { sort: Some("title"), ..PLAIN },
    Shape { sort: Some("-status"), page: Some((4, 1)), ..PLAIN },
    Shape { sort: Some("status"), page: Some((2, 2)), is_counted: true, fields: Some("title") },
];

/// Pages whose rows are found by their keys first.
const FAR: [Shape; 3] = [
    Shape { page: Some((1, 201)), is_counted: true, ..PLAIN },
    Shape { sort: Some("-status"), page: Some((7, 30)), ..PLAIN },
    Shape { sort: Some("title"), page: Some((4, 51)), is_counted: true, fields: Some("title") },
];

impl Shape {
    fn query(&self) -> String {
        let mut query = self.sort.map(|sort| format!("&sort={sort}")).unwrap_or_default();
        if let Some((size, number)) = self.page {
            query += &format!("&page_size={size}&page={number}");
        }
        if self.is_counted {
            query += "&total=exact";
        }
        query + &self.fields.map(|fields| format!("&fields={fields}")).unwrap_or_default()
    }

    fn item(&self, row: &Paper) -> Value {
        match self.fields {
            Some("title") => json!({"id": row.id, "title": row.title}),
            _ => row.json(),
        }
    }

    /// What is shown of all rows that are meant.
    fn page(&self, rows: Vec<Paper>) -> Expected {
        let rows = sorted(rows, self.sort.unwrap_or("id"));
        let (size, number) = self.page.unwrap_or((20, 1));
        let before = (number - 1) * size;
        let items: Vec<Value> = rows.iter().skip(before).take(size).map(|row| self.item(row)).collect();
        Expected::Page {
            total: self.is_counted.then_some(rows.len()),
            has_previous: before > 0 && !items.is_empty(),
            has_next: rows.len() > before + size,
            items,
        }
    }
}

fn ask(case: &Case<'_>, question: &Question, shape: &Shape) -> Trial {
    let visible = visible(case.subject, case.caller, case.table);
    let query = format!("?{}{}", question.query, shape.query());
    case.reads(get(case.of_all() + &query), visible.map(|rows| shape.page(question.chosen(rows))))
}

/// `GET /papers`, and HEAD.
pub fn list(case: &Case<'_>) -> Vec<Trial> {
    let visible = visible(case.subject, case.caller, case.table);
    let mut trials: Vec<Trial> = SHAPES.iter().map(|shape| ask(case, &EVERYTHING, shape)).collect();
    trials.push(case.reads(head(case.of_all()), visible.map(|_| Expected::Head)));
    trials
}

/// `GET /papers?..`: counted, and a page in an order.
pub fn asked(case: &Case<'_>) -> Vec<Trial> {
    each(case, &QUESTIONS, &[&SHAPES[1], &SHAPES[6]])
}

/// `GET /papers?page=..`, in the rows of all and in those of a filter.
pub fn far(case: &Case<'_>) -> Vec<Trial> {
    each(case, &[EVERYTHING, QUESTIONS[6]], &FAR.each_ref())
}

/// Each question in each shape; one where the caller is refused whatever the row.
fn each(case: &Case<'_>, questions: &[Question], shapes: &[&Shape]) -> Vec<Trial> {
    let mut trials: Vec<Trial> =
        questions.iter().flat_map(|question| shapes.iter().map(move |shape| ask(case, question, shape))).collect();
    if entry(case.subject.read, case.caller).is_err() {
        trials.truncate(1);
    }
    trials
}
