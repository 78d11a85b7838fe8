//! How much a list may be asked for: the limits that there are, and those that an application sets.

use restruct::{QueryLimits, prelude::*};
use restruct_tests::{Answer, Server, answer, check, get, on_each_database, problem};
use serde_json::json;

use super::books;

struct Limits {
    filters: usize,
    values: usize,
    terms: usize,
    sort_keys: usize,
    characters: usize,
}

/// Filters that a book has, of which none is like another.
const FILTERS: [&str; 12] = [
    "id",
    "pages",
    "copies",
    "total__eq",
    "page__eq",
    "id__ne",
    "pages__ne",
    "copies__ne",
    "total__ne",
    "page__ne",
    "id__gt",
    "pages__gt",
];
const MORE_FILTERS: [&str; 12] = [
    "copies__gt",
    "total__gt",
    "page__gt",
    "id__lt",
    "pages__lt",
    "copies__lt",
    "total__lt",
    "page__lt",
    "id__gte",
    "pages__gte",
    "copies__gte",
    "total__gte",
];
const SORTS: [&str; 8] = ["id", "-title", "subTitle", "rating", "price", "-stage", "code", "total"];

fn refused(parameter: &str, code: &'static str, detail: String) -> Answer {
    let error = json!({"parameter": parameter, "code": code, "detail": detail});
    problem(400, code).has(json!({"detail": format!("{parameter}: {detail}"), "errors": [error]}))
}

/// So much is taken, and one more is refused by its code.
async fn hold(server: &Server, limits: &Limits) {
    let Limits { filters, values, terms, sort_keys, characters } = *limits;
    let names = [FILTERS, MORE_FILTERS].concat();
    let filtered = |number: usize| names[..number].iter().map(|name| format!("{name}=1&")).collect::<String>();
    let listed = |number: usize| vec!["7"; number].join(",");
    let searched = |number: usize| vec!["red"; number].join("+");
    let sorted = |number: usize| SORTS[..number].join(",");
    let ask = |query: String| get(format!("/books?{query}"));
    let one_too_many = format!("is one filter too many: at most {filters} are taken");
    let too_many_values = format!("must be at most {values} values");
    check(
        server,
        [
            ("filters", ask(filtered(filters)), answer(200)),
            ("a filter more", ask(filtered(filters + 1)), refused(names[filters], "too_many_filters", one_too_many)),
            ("no filter is a search or a sort", ask(filtered(filters) + "search=a&sort=id&fields=id"), answer(200)),
            ("values", ask(format!("pages__in={}", listed(values))), answer(200)),
            (
                "a value more",
                ask(format!("pages__in={}", listed(values + 1))),
                refused("pages__in", "too_many_values", too_many_values.clone()),
            ),
            (
                "a value more of a complement",
                ask(format!("pages__not_in={}", listed(values + 1))),
                refused("pages__not_in", "too_many_values", too_many_values),
            ),
            ("terms", ask(format!("search={}", searched(terms))), answer(200)),
            (
                "a term more",
                ask(format!("search={}+%22red%22", searched(terms))),
                refused("search", "too_many_terms", format!("must be at most {terms} words or phrases")),
            ),
            ("characters", ask(format!("search=%22{0}%22&title__icontains={0}", "é".repeat(characters))), answer(200)),
            (
                "a character more of a word",
                ask(format!("search={}", "é".repeat(characters + 1))),
                refused(
                    "search",
                    "too_many_characters",
                    format!("must be words and phrases of at most {characters} characters each"),
                ),
            ),
            (
                "a character more of a text",
                ask(format!("title__endswith={}", "é".repeat(characters + 1))),
                refused(
                    "title__endswith",
                    "too_many_characters",
                    format!("must be a text of at most {characters} characters"),
                ),
            ),
            (
                "the beginning and the whole of a text",
                ask(format!("title__startswith={0}&title={0}", "é".repeat(900))),
                answer(200),
            ),
            ("sort keys", ask(format!("sort={}", sorted(sort_keys))), answer(200)),
            (
                "a sort key more",
                ask(format!("sort={}", sorted(sort_keys + 1))),
                refused("sort", "too_many_sort_keys", format!("must be at most {sort_keys} fields")),
            ),
        ],
    )
    .await;
}

#[tokio::test]
async fn there_are_limits() {
    on_each_database(books, async |server| {
        hold(server, &Limits { filters: 20, values: 100, terms: 10, sort_keys: 5, characters: 100 }).await;
    })
    .await;
}

#[tokio::test]
async fn an_application_sets_its_own_limits() {
    let lower = |app: App| {
        books(app).query_limits(QueryLimits::default().filters(2).values(3).terms(1).sort_keys(1).characters(3))
    };
    on_each_database(lower, async |server| {
        hold(server, &Limits { filters: 2, values: 3, terms: 1, sort_keys: 1, characters: 3 }).await;
    })
    .await;
    let higher = |app: App| {
        books(app).query_limits(QueryLimits::default().filters(23).values(500).terms(20).sort_keys(7).characters(300))
    };
    on_each_database(higher, async |server| {
        hold(server, &Limits { filters: 23, values: 500, terms: 20, sort_keys: 7, characters: 300 }).await;
    })
    .await;
}

/// However many values one list may have, a request has no more than databases bind.
#[tokio::test]
async fn all_lists_together_have_a_limit() {
    let lists = |app: App| books(app).query_limits(QueryLimits::default().values(1_000));
    on_each_database(lists, async |server| {
        let values = vec!["7"; 1_000].join(",");
        let listed = ["id", "pages", "copies", "total", "page"]
            .map(|name| format!("{name}__in={values}&{name}__not_in={values}&"));
        let all = format!("/books?fields=id&{}", listed.concat());
        let detail = "is one list too many: a request has at most 10000 values in all";
        check(
            server,
            [
                ("as many as there may be", get(&all), answer(200).has(json!({"items": []}))),
                (
                    "one more",
                    get(format!("{all}weight__in=1")),
                    refused("weight__in", "too_many_values", detail.into()),
                ),
            ],
        )
        .await;
    })
    .await;
}
