//! Texts that mean something to SQL, to LIKE or to a parser, in every place of a query string: they are found as what they
//! are, or refused, and the table stays as it was.

use super::{
    answer::{self, Page, list, parameter, refusal},
    cell::Cell,
    databases::on_all_databases,
    every_kind::{FIELDS, Row, View, create, fill, id, row_of},
    question::{Filter, Operand, Question, encode},
    reference::is_found,
    texts::{Folding, HOSTILE},
};
use crate::{
    database::{Database, testing::number},
    descriptor::Operator,
    error::problem_body,
    operation::Endpoint,
};

/// The fields of texts: one of them collated by code point, one as people do, one nullable.
const TEXTS: [usize; 3] = [9, 10, 27];

fn rows() -> Vec<Row> {
    (0..).zip(HOSTILE).map(|(id, text)| row_of(id, text)).collect()
}

/// Everything that there is.
async fn table(endpoint: &Endpoint) -> Vec<Page> {
    let mut pages = vec![list(endpoint, "page_size=100&total=exact").await.unwrap()];
    while let Some(next) = &pages[pages.len() - 1].next {
        pages.push(list(endpoint, &format!("page_size=100&total=exact&cursor={next}")).await.unwrap());
    }
    pages
}

/// Runs on the table of hostile texts, which must be the same afterwards.
async fn on_hostile_rows(test: impl AsyncFn(&Database, &Endpoint, &[Row])) {
    let rows = rows();
    on_all_databases(async |database| {
        create(database).await;
        fill(database, &rows).await;
        let endpoint = View::PLAIN.endpoint(database);
        let before = format!("{:?}", table(&endpoint).await);
        test(database, &endpoint, &rows).await;
        assert_eq!(format!("{:?}", table(&endpoint).await), before);
        assert_eq!(number(database, "SELECT count(*) FROM every_kind").await, HOSTILE.len() as i64);
    })
    .await;
}

/// The keys of all the rows that a query finds.
async fn found(endpoint: &Endpoint, query: &str) -> Vec<i64> {
    let page = list(endpoint, &format!("{query}&page_size=100&fields=id")).await;
    page.unwrap_or_else(|error| panic!("{query}: {error:?}")).ids()
}

fn expected(rows: &[Row], holds: impl Fn(&Row) -> bool) -> Vec<i64> {
    rows.iter().filter(|row| holds(row)).map(id).take(100).collect()
}

/// A refusal that does not tell what was sent.
async fn is_refused(endpoint: &Endpoint, name: &str, value: &str) {
    let query = format!("{}={}", encode(name, true), encode(value, false));
    let refused = refusal(endpoint, &query).await;
    assert!(value.len() < 8 || !refused.detail().contains(value), "{query}: {refused}");
    assert_eq!(parameter(&refused).chars().take(100).collect::<String>(), name.chars().take(100).collect::<String>());
}

#[tokio::test]
async fn hostile_texts_are_found_as_what_they_are() {
    on_hostile_rows(async |database, endpoint, rows| {
        let folding = Folding::of(database).await;
        for (index, text) in HOSTILE.iter().enumerate() {
            let field = TEXTS[index % TEXTS.len()];
            for operator in FIELDS[field].filter.iter().filter(|operator| *operator != Operator::IsNull) {
                let one = Cell::Text((*text).to_owned());
                let operand = match operator {
                    Operator::In | Operator::NotIn => Operand::Several(vec![one, Cell::Text("none".to_owned())]),
                    _ => Operand::One(one),
                };
                let filter = Filter { field, operator, operand, form: index as u8 };
                let found = found(endpoint, &filter.query()).await;
                assert_eq!(found, expected(rows, |row| filter.holds(row, &folding)), "{} {text:?}", filter.query());
            }
        }
    })
    .await;
}

/// As it is, for a list and for words, which quotes and commas divide.
#[tokio::test]
async fn hostile_lists_and_searches_are_taken_as_written_or_refused() {
    on_hostile_rows(async |database, endpoint, rows| {
        let folding = Folding::of(database).await;
        for (index, text) in HOSTILE.iter().enumerate() {
            let question = Question { terms: vec![(*text).to_owned()], form: index as u8, ..Question::default() };
            let phrase = found(endpoint, &question.query()).await;
            assert_eq!(phrase, expected(rows, |row| is_found(text, row, &folding)), "{text:?}");
            let [listed, searched] = ["text__in", "search"].map(|name| format!("{name}={}", encode(text, false)));
            if text.contains('"') {
                is_answered_or_refused(endpoint, &listed).await;
                is_answered_or_refused(endpoint, &searched).await;
                continue;
            }
            let values: Vec<Cell> = text.split(',').map(|value| Cell::Text(value.to_owned())).collect();
            if values.contains(&Cell::Text(String::new())) {
                is_refused(endpoint, "text__in", text).await;
            } else {
                let is_one = |row: &Row| row[TEXTS[0]].as_ref().is_some_and(|cell| values.contains(cell));
                assert_eq!(found(endpoint, &listed).await, expected(rows, is_one), "{listed}");
            }
            let terms: Vec<&str> = text.split_whitespace().collect();
            if terms.is_empty() {
                is_refused(endpoint, "search", text).await;
            } else {
                let has_all = |row: &Row| terms.iter().all(|term| is_found(term, row, &folding));
                assert_eq!(found(endpoint, &searched).await, expected(rows, has_all), "{searched}");
            }
        }
    })
    .await;
}

/// Never a fault of the server's.
async fn is_answered_or_refused(endpoint: &Endpoint, query: &str) {
    if let Err(error) = list(endpoint, query).await {
        assert_eq!(error.status(), 400, "{}: {error:?}", &query[..query.len().min(200)]);
        let problem = problem_body(&error, Some("/every-kind"));
        assert!(serde_json::from_slice::<serde_json::Value>(&problem).is_ok());
    }
}

#[tokio::test]
async fn hostile_texts_are_no_names_numbers_or_places() {
    const NAMES: [&str; 17] = [
        "sort",
        "fields",
        "cursor",
        "page",
        "page_size",
        "total",
        "id",
        "select",
        "bigint__in",
        "order__gt",
        "double",
        "numeric__lte",
        "uuid",
        "moment",
        "date__ne",
        "time",
        "choice",
    ];
    on_hostile_rows(async |_, endpoint, _| {
        for text in HOSTILE {
            for name in NAMES {
                let means_something = [("sort", "-id"), ("choice", "%"), ("select", "true")].contains(&(name, text));
                if !means_something {
                    is_refused(endpoint, name, text).await;
                }
            }
            for name in [text.to_owned(), format!("{text}__eq"), format!("text__{text}"), format!("text.{text}")] {
                is_refused(endpoint, &name, "1").await;
            }
        }
        is_refused(endpoint, "", "1").await;
        for name in NAMES {
            is_refused(endpoint, name, "").await;
        }
    })
    .await;
}

#[tokio::test]
async fn what_is_no_text_is_refused_in_every_place() {
    const BROKEN: [&str; 12] =
        ["%00", "a%00b", "%ff", "%c3%28", "%c0%af", "%ed%a0%80", "%f4%90%80%80", "%", "%4", "%zz", "%u0041", "a%+b"];
    const PLACES: [&str; 14] = [
        "text",
        "text__contains",
        "text__icontains",
        "text__iexact",
        "text__in",
        "search__eq",
        "search",
        "sort",
        "fields",
        "cursor",
        "total",
        "choice",
        "bigint",
        "text__startswith",
    ];
    on_hostile_rows(async |_, endpoint, _| {
        for broken in BROKEN {
            for place in PLACES {
                for query in
                    [format!("{place}={broken}"), format!("{place}=a{broken}"), format!("{place}=\"{broken}\"")]
                {
                    let query = query.replace('"', "%22");
                    let error = list(endpoint, &query).await.unwrap_err();
                    assert_eq!(error.status(), 400, "{query}: {error:?}");
                }
            }
            for query in
                [format!("{broken}=1"), format!("text{broken}=1"), format!("text__{broken}=1"), broken.to_owned()]
            {
                let error = list(endpoint, &query).await.unwrap_err();
                assert_eq!(error.status(), 400, "{query}: {error:?}");
            }
        }
    })
    .await;
}

/// About as long as a request's head may be.
#[tokio::test]
async fn what_is_very_long_is_no_fault_of_the_servers() {
    on_hostile_rows(async |_, endpoint, _| {
        let long = [
            "a".repeat(60_000),
            "%25".repeat(20_000),
            "%5C".repeat(20_000),
            "_".repeat(60_000),
            "%F0%9F%98%80".repeat(5_000),
        ];
        let lists = [
            "a,".repeat(30_000),
            ",".repeat(60_000),
            "%22".repeat(20_001),
            "a+".repeat(30_000),
            "%22a%22,".repeat(7_000),
        ];
        for text in &long {
            for operator in FIELDS[TEXTS[2]].filter.iter().filter(|operator| *operator != Operator::IsNull) {
                let query = format!("search__{}={text}", operator.name());
                let refused = list(endpoint, &query).await.err().map(|error| error.code().to_owned());
                let is_looked_for = operator.looks_into_texts() && operator != Operator::StartsWith;
                let expected = is_looked_for.then_some("too_many_characters");
                assert_eq!(refused.as_deref(), expected, "{}", &query[..40]);
            }
        }
        for text in long.iter().chain(&lists) {
            for place in
                ["search", "text__in", "sort", "fields", "cursor", "total", "bigint", "moment", "bigint__in", "x"]
            {
                is_answered_or_refused(endpoint, &format!("{place}={text}")).await;
            }
            is_answered_or_refused(endpoint, &format!("{text}=1")).await;
            is_answered_or_refused(endpoint, &format!("text__{text}=1")).await;
        }
        let terms = vec!["%25_".repeat(50); 10].join("+");
        assert!(answer::list(endpoint, &format!("search={terms}")).await.is_ok());
    })
    .await;
}
