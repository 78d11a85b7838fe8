//! What a list refuses, with its code, its parameter and its text.

use restruct_tests::{Answer, DatabaseKind, check, get, on_each_database, problem};
use serde_json::json;

use super::{books, fill};

const UNKNOWN: &str = "(there are cursor, fields, page, page_size, search, sort, total, and filters by id, title, subTitle, isNew, \
                       rating, pages, copies, share, weight, price, uid, sentAt, opensAt, day, time, stage, code, document, \
                       cover, total, search, page)";

/// Query, parameter, the text about it behind "is no parameter".
const UNKNOWN_NAMES: &[(&str, &str, &str)] = &[
    ("titel=x", "titel", "; did you mean `title`?"),
    ("titel__in=x", "titel__in", "; did you mean `title__in`?"),
    ("sub_title=x", "sub_title", "; did you mean `subTitle`?"),
    ("titel__isnull=true", "titel__isnull", "; did you mean `title`?"),
    ("page_sise=3", "page_sise", "; did you mean `page_size`?"),
    ("limit=3", "limit", ""),
    ("expand=x", "expand", ""),
    ("author.name=x", "author.name", ""),
    ("=x", "", ""),
    ("__eq=x", "__eq", ""),
    ("remark=x", "remark", ""),
    ("hushed=x", "hushed", ""),
    ("whispered__contains=x", "whispered__contains", ""),
    ("isNew__eq__eq=x", "isNew__eq__eq", ""),
];

/// Query, parameter, text.
const NOT_ALLOWED: &[(&str, &str, &str)] = &[
    ("rating=1", "rating", "is no filter of this field (its operators are isnull, gte, lt)"),
    (
        "rating__gt=1",
        "rating__gt",
        "is no filter of this field; did you mean `rating__gte`? (its operators are isnull, gte, lt)",
    ),
    ("rating__sounds=1", "rating__sounds", "is no filter of this field (its operators are isnull, gte, lt)"),
    ("stage__gt=in_print", "stage__gt", "is no filter of this field (its operators are eq, ne, in, not_in)"),
    ("isNew__isnull=true", "isNew__isnull", "is no filter of this field (its operators are eq, ne, in, not_in)"),
    ("document={}", "document", "is no filter of this field (its operators are isnull)"),
    (
        "page__contains=1",
        "page__contains",
        "is no filter of this field (its operators are eq, ne, in, not_in, gt, gte, lt, lte)",
    ),
    (
        "sort=remark",
        "sort",
        "must be fields out of id, title, subTitle, rating, price, stage, code, total, each once, with `-` before one for \
         descending order; term 1 is none",
    ),
    (
        "sort=id,-titel",
        "sort",
        "must be fields out of id, title, subTitle, rating, price, stage, code, total, each once, with `-` before one for \
         descending order; term 2 is none (did you mean `title`?)",
    ),
    ("page=1&cursor=AQ", "page", "cannot stand beside `cursor`"),
];

const BAD_VALUES: &[(&str, &str, &str)] = &[
    ("isNew=TRUE", "isNew", "must be true or false, such as true"),
    ("rating__gte=1.5", "rating__gte", "must be an integer from -32768 to 32767, such as 20"),
    ("rating__isnull=", "rating__isnull", "must be true or false"),
    ("pages=07", "pages", "must be an integer from -2147483648 to 2147483647, such as 20"),
    ("pages=", "pages", "must be an integer from -2147483648 to 2147483647, such as 20"),
    ("copies=-1", "copies", "must be an integer from 0 to 4294967295, such as 20"),
    ("id__gt=1e3", "id__gt", "must be an integer from -9223372036854775808 to 9223372036854775807, such as 20"),
    ("total__eq=many", "total__eq", "must be an integer from -9223372036854775808 to 9223372036854775807, such as 20"),
    ("share=1e39", "share", "must be a number within single precision, such as 0.5"),
    ("weight=NaN", "weight", "must be a number within double precision, such as 0.5"),
    ("uid=7", "uid", "must be a UUID, such as 018f4e2a-7b1c-7def-8a3b-0123456789ab"),
    (
        "sentAt=2026-03-01T10:00:00",
        "sentAt",
        "must be an existing date and time with an offset, such as 2025-04-30T12:00:00Z",
    ),
    (
        "sentAt__gte=2026-02-30T10:00:00Z",
        "sentAt__gte",
        "must be an existing date and time with an offset, such as 2025-04-30T12:00:00Z",
    ),
    (
        "opensAt=2026-03-01T10:00:00Z",
        "opensAt",
        "must be an existing date and time without an offset, such as 2025-04-30T12:00:00",
    ),
    ("day=2026-3-1", "day", "must be an existing date, such as 2025-04-30"),
    ("time=10:00", "time", "must be a time, such as 12:00:00"),
    ("title__ne", "title__ne", "has no value: write `=` and the value behind the name"),
    ("stage=open", "stage", "must be one of in_print, sold_out, \"none, yet\""),
    ("code=long-code", "code", "must be of four letters, such as AB-1"),
    ("title=%00", "title", "must be a text without NUL, such as rust"),
    ("title__iexact=%00", "title__iexact", "must be a text without NUL, such as rust"),
    ("title__contains=", "title__contains", "must be a text of at least one character, such as rust"),
    ("title__istartswith=", "title__istartswith", "must be a text of at least one character, such as rust"),
    (
        "pages__in=1,x",
        "pages__in",
        "must be values between commas, each an integer from -2147483648 to 2147483647, such as 20; value 2 is none",
    ),
    ("pages__in=", "pages__in", "must be values between commas, such as 20,20; value 1 is empty"),
    (
        "stage__not_in=in_print,",
        "stage__not_in",
        "must be values between commas, such as in_print,in_print; value 2 is empty",
    ),
    (
        "title__in=x,%22y",
        "title__in",
        "must be values between commas, and one that has a comma in double quotes, in which a quote is doubled, such as \
         \"red, green\",blue; the quotes of value 2 do not fit",
    ),
    ("search=", "search", "must be at least one word, such as rust"),
    ("search=+%20", "search", "must be at least one word, such as rust"),
    (
        "search=red+%22chair",
        "search",
        "must be words, or phrases in double quotes, such as red \"big chair\"; a phrase is not closed, is empty, or has no space behind it",
    ),
    ("search=%00", "search", "must be a text without NUL, such as rust"),
    ("sort=title,-title", "sort", "names a field twice"),
    ("total=7", "total", "must be `exact` or `none`"),
    ("page=0", "page", "must be a whole number of at least 1, such as 20"),
    ("page_size=x", "page_size", "must be a whole number of at least 1, such as 20"),
];

const SAME: &str = "is given more than once: without an operator it is the same as with `__eq`";
const REPEATED: &[(&str, &str, &str)] = &[
    ("pages=5&pages__eq=5", "pages__eq", SAME),
    ("pages__eq=5&pages=6", "pages", SAME),
    ("pages=5&pages=6", "pages", "is given more than once"),
    ("pages__gt=5&page%73__gt=6", "pages__gt", "is given more than once"),
    ("search=a&search=b", "search", "is given more than once"),
    ("fields=id&fields=id", "fields", "is given more than once"),
];

fn refused(code: &'static str, parameter: &str, detail: &str) -> Answer {
    let error = json!({"parameter": parameter, "code": code, "detail": detail});
    problem(400, code)
        .has(json!({"detail": format!("{parameter}: {detail}"), "errors": [error]}))
        .no_header("link")
        .no_header("www-authenticate")
}

#[tokio::test]
async fn each_refusal_names_its_parameter_and_says_what_is_allowed() {
    on_each_database(books, async |server| {
        fill(server).await;
        for (code, cases) in [("not_allowed", NOT_ALLOWED), ("bad_value", BAD_VALUES), ("repeated_parameter", REPEATED)]
        {
            let cases = cases.iter().map(|(query, parameter, detail)| {
                (*query, get(format!("/books?{query}")), refused(code, parameter, detail))
            });
            check(server, cases).await;
        }
        let cases = UNKNOWN_NAMES.iter().map(|(query, parameter, hint)| {
            let detail = format!("is no parameter{hint} {UNKNOWN}");
            (*query, get(format!("/books?{query}")), refused("unknown_parameter", parameter, &detail))
        });
        check(server, cases).await;
        check(
            server,
            [
                (
                    "nothing is searched here",
                    get("/shelves?search=a"),
                    refused("not_allowed", "search", "is not possible: no field of this resource is searched"),
                ),
                (
                    "nothing is sorted here",
                    get("/shelves?sort=room"),
                    refused("not_allowed", "sort", "is not possible: no field of this resource can be sorted by"),
                ),
                (
                    "what there is not is not offered",
                    get("/shelves?number=1"),
                    refused(
                        "unknown_parameter",
                        "number",
                        "is no parameter (there are cursor, fields, page, page_size, total, and filters by room)",
                    ),
                ),
            ],
        )
        .await;
    })
    .await;
}

/// A number column keeps 19 digits, four of them behind the point; SQLite keeps 15 of all.
#[tokio::test]
async fn a_decimal_has_the_digits_that_its_column_keeps() {
    on_each_database(books, async |server| {
        let digits = "must be a decimal number with at most 15 digits before and 4 behind the point, such as 19.99";
        let fifteen = "must be a decimal number of at most 15 significant digits, such as 19.99";
        let long = match server.kind() {
            DatabaseKind::Sqlite => refused("bad_value", "price", fifteen),
            DatabaseKind::Postgres => restruct_tests::answer(200).has(json!({"items": []})),
        };
        check(
            server,
            [
                ("an exponent", get("/books?price=1e3"), refused("bad_value", "price", digits)),
                ("too fine", get("/books?price=0.00001"), refused("bad_value", "price", digits)),
                ("too long", get("/books?price=999999999999999.0001"), long),
            ],
        )
        .await;
    })
    .await;
}

/// Names come back, so that a mistake can be found; values do not, for they may be anything.
#[tokio::test]
async fn no_value_comes_back() {
    on_each_database(books, async |server| {
        let (mut refusals, long) = (0, "x".repeat(150));
        let names = [UNKNOWN_NAMES, NOT_ALLOWED, BAD_VALUES].concat();
        let names = names.iter().map(|(query, ..)| query.split('=').next().unwrap_or_default());
        for name in names.chain(["cursor", "fields", "title__in", "search", "page", "price", &long]) {
            for value in ["Qx7Zk", "1,Qx7Zk", "%22Qx7Zk", "-Qx7Zk", "Qx7Zk%00"] {
                let response = server.send(get(format!("/books?{name}={value}"))).await;
                assert!([200, 400].contains(&response.status), "{name}={value}: {}", response.text());
                if response.status == 400 {
                    refusals += 1;
                    assert!(!response.text().contains("Qx7Zk"), "{name}={value}: {}", response.text());
                    assert!(!response.text().contains(&long), "a name is cut: {}", response.text());
                }
            }
        }
        assert!(refusals > 200, "{refusals}");
    })
    .await;
}
