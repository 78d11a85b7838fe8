//! Each kind has one form in a query string; what has another is refused, not guessed.

use super::{
    answer::{list, parameter, refusal},
    cell::Cell,
    databases::on_all_databases,
    every_kind::{View, create, fill, row_of},
    question::encode,
};
use crate::{database::Backend, operation::Endpoint};

/// A filter, and texts that are values of its type.
const GOOD: &[(&str, &[&str])] = &[
    ("select", &["true", "false"]),
    ("smallint", &["0", "-1", "32767", "-32768"]),
    ("integer__gt", &["2147483647", "-2147483648"]),
    ("bigint__in", &["9223372036854775807,-9223372036854775808", "\"7\",8"]),
    ("order", &["0", "4294967295"]),
    ("real", &["0", "-0", "0.1", "1e3", "1E+3", "1.5e-3", "3.4028235e38"]),
    ("double", &["0", "-0.0", "0.1", "1e3", "1.7976931348623157e308", "5e-324"]),
    ("numeric", &["0", "-0", "1.5", "1.50", "1.2345", "-99999999999.9999"]),
    ("text", &["", " ", "null", "\"", ","]),
    ("text__iexact", &[""]),
    ("text__in", &["a", " a, b", "\"\"", "\"a,b\",c", "\"say \"\"hi\"\"\"", "5\" disk"]),
    ("uuid", &["00000000-0000-0000-0000-000000000000", "FFFFFFFF-ffff-ffff-ffff-FFFFFFFFFFFF"]),
    (
        "moment",
        &[
            "2024-02-29T12:00:00Z",
            "2024-02-29t12:00:00z",
            "2024-02-29T12:00:00.123456+05:30",
            "2024-02-29T12:00:00 05:30",
        ],
    ),
    ("moment__in", &["2024-02-29T12:00:00 05:30,2024-02-29T12:00:00Z", "\"2024-02-29T12:00:00 05:30\""]),
    ("moment__gte", &["0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999999Z"]),
    ("timestamp", &["2024-02-29T12:00:00", "2024-02-29T12:00:00.5"]),
    ("date", &["2024-02-29", "0001-01-01", "9999-12-31"]),
    ("time", &["00:00:00", "23:59:59.999999"]),
    ("choice", &["draft", "Draft", "%"]),
    ("maybe_json__isnull", &["true", "false"]),
];

/// A filter, and texts that are none.
const BAD: &[(&str, &[&str])] = &[
    ("select", &["", "True", "TRUE", "1", "0", "yes", "t", " true", "true "]),
    ("smallint", &["", "07", "+7", "7.0", "7e0", "-0", "00", " 7", "7 ", "0x7", "7_0", "٧", "32768", "-32769", "1,2"]),
    ("integer__gt", &["2147483648", "-2147483649", "NaN"]),
    ("bigint__lt", &["9223372036854775808", "-9223372036854775809", "99999999999999999999999"]),
    ("order", &["-1", "4294967296"]),
    ("real", &["", "NaN", "inf", "Infinity", "-inf", "1e39", ".5", "1.", "+1", "01", "0x1p3", "1f", " 1", "1,5"]),
    ("double", &["", "NaN", "inf", "1e309", "-1e309", ".5", "1.", "+1", "1e", "1e+"]),
    (
        "numeric",
        &["", "1e3", "1E0", ".5", "1.", "+1", "01", "1.00001", "0.00000", "1000000000000000", "NaN", "1,5", "1 000"],
    ),
    ("text__contains", &[""]),
    ("text__startswith", &[""]),
    ("text__endswith", &[""]),
    ("text__icontains", &[""]),
    ("text__istartswith", &[""]),
    ("text__iendswith", &[""]),
    ("text__in", &["", ",", "a,", ",a", "a,,b", "\"a", "\"a\"b", "\"a\" ,b", "a,\"b", "\"\"\""]),
    ("text__not_in", &["", "a,,b", "\"a"]),
    ("bigint__in", &["1,x", "1, 2", "1;2", "[1,2]", "(1,2)", "1,\"\""]),
    (
        "uuid",
        &[
            "",
            "00000000000000000000000000000000",
            "{00000000-0000-0000-0000-000000000000}",
            "urn:uuid:00000000-0000-0000-0000-000000000000",
            "00000000-0000-0000-0000-00000000000g",
        ],
    ),
    (
        "moment",
        &[
            "",
            "2024-02-29",
            "2024-02-29T12:00:00",
            "2024-02-29 12:00:00Z",
            "2024-02-29T12:00Z",
            "2024-02-29T12:00:00,5Z",
            "2024-02-30T12:00:00Z",
            "2023-02-29T12:00:00Z",
            "2024-02-29T24:00:00Z",
            "2024-02-29T12:00:60Z",
            "2024-02-29T12:00:00+0530",
            "2024-02-29T12:00:00+5:30",
            "2024-02-29T12:00:00+24:00",
            "2024-02-29T12:00:00  05:30",
            "0000-01-01T00:00:00Z",
            "10000-01-01T00:00:00Z",
            "0001-01-01T00:00:00+00:01",
            "9999-12-31T23:59:59-00:01",
            "now",
            "1709208000",
        ],
    ),
    ("timestamp", &["2024-02-29", "2024-02-29T12:00:00Z", "2024-02-29T12:00:00+05:30", "2024-02-29 12:00:00"]),
    ("date", &["2024-2-29", "2024-02-30", "20240229", "2024-02-29T00:00:00", "24-02-29", "today"]),
    ("time", &["12:00", "24:00:00", "12:00:60", "12:00:00Z", "1:00:00", "12:00:00."]),
    ("choice", &["", "DRAFT", "draft ", "other", "draft,zu"]),
    ("choice__in", &["draft,other", "draft,"]),
    ("maybe_json__isnull", &["", "1", "True", "null"]),
];

fn query(name: &str, value: &str) -> String {
    format!("{name}={}", encode(value, true))
}

/// What is wrong with the answer to a value of the type.
async fn taken(endpoint: &Endpoint, name: &str, text: &str) -> Option<String> {
    list(endpoint, &query(name, text)).await.err().map(|error| format!("{name}={text} is refused: {error:?}"))
}

/// What is wrong with the answer to a text that is no value of the type: it says what is expected, with an example, and not
/// what was sent.
async fn refused(endpoint: &Endpoint, name: &str, text: &str) -> Option<String> {
    let refused = refusal(endpoint, &query(name, text)).await;
    let detail = refused.detail();
    let has_example = detail.contains("such as") || detail.contains("one of") || detail.contains("true or false");
    // The bounds of numbers are told.
    let is_told = text.len() > 7 && detail.contains(text) && text.parse::<f64>().is_err();
    let is_right = (refused.code(), parameter(&refused)) == ("bad_value", name);
    let is_good = is_right && detail.contains("must be") && has_example && !is_told;
    if is_good { None } else { Some(format!("{name}={text}: {} {refused}", refused.code())) }
}

#[tokio::test]
async fn a_value_has_one_form() {
    on_all_databases(async |database| {
        create(database).await;
        let endpoint = View::PLAIN.endpoint(database);
        let mut faults = Vec::new();
        for (name, text) in GOOD.iter().flat_map(|(name, texts)| texts.iter().map(move |text| (name, text))) {
            faults.extend(taken(&endpoint, name, text).await);
        }
        for (name, text) in BAD.iter().flat_map(|(name, texts)| texts.iter().map(move |text| (name, text))) {
            faults.extend(refused(&endpoint, name, text).await);
        }
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    })
    .await;
}

/// SQLite keeps fifteen digits of a decimal. With more, some other number would be found.
#[tokio::test]
async fn decimals_have_no_more_digits_than_the_database_keeps() {
    on_all_databases(async |database| {
        create(database).await;
        let mut row = row_of(1, "a");
        row[8] = Some(Cell::Decimal(999_999_999_999_999_i64.into()));
        fill(database, &[row]).await;
        let endpoint = View::PLAIN.endpoint(database);
        assert_eq!(list(&endpoint, "numeric=999999999999999.0000").await.unwrap().ids(), [1]);
        for filter in ["numeric", "numeric__gte", "numeric__in"] {
            let query = format!("{filter}=999999999999999.0001");
            match database.backend() {
                Backend::Sqlite => assert_eq!(refusal(&endpoint, &query).await.code(), "bad_value"),
                Backend::Postgres => assert_eq!(list(&endpoint, &query).await.unwrap().ids(), [0; 0], "{query}"),
            }
        }
    })
    .await;
}
