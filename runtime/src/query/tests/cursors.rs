//! What a cursor is bound to, and what it is not.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};

use super::{
    answer::{list, page, refusal},
    databases::on_all_databases,
    every_kind::{FIELDS, Row, View, create, fill, row_of},
};
use crate::{
    database::Database,
    descriptor::{Flags, SortTerm},
    operation::Endpoint,
};

const ASKED: &str = "text__contains=a&maybe_i64__isnull=true&search=a&sort=-text,smallint";

fn rows() -> Vec<Row> {
    (0..6).map(|id| row_of(id, ["a", "ab", "ba"][id as usize % 3])).collect()
}

async fn prepared(database: &Database) -> Endpoint {
    create(database).await;
    fill(database, &rows()).await;
    View::PLAIN.endpoint(database)
}

async fn cursor(endpoint: &Endpoint, query: &str) -> String {
    page(endpoint, &format!("{query}&page_size=2")).await.unwrap().next.unwrap()
}

#[tokio::test]
async fn a_cursor_belongs_to_order_filters_and_search() {
    on_all_databases(async |database| {
        let endpoint = prepared(database).await;
        let cursor = cursor(&endpoint, ASKED).await;
        let ids = page(&endpoint, &format!("{ASKED}&cursor={cursor}")).await.unwrap().ids();
        assert_eq!(ids.len(), 4);
        for query in [
            "sort=-text,smallint&search=a&maybe_i64__isnull=true&text__contains=a",
            &format!("{ASKED}&page_size=50"),
            &format!("{ASKED}&total=exact&fields=smallint"),
        ] {
            assert_eq!(page(&endpoint, &format!("cursor={cursor}&{query}")).await.unwrap().ids(), ids, "{query}");
        }
        for query in [
            "",
            "sort=-text,smallint",
            "text__contains=a&maybe_i64__isnull=true&search=a",
            "text__contains=a&maybe_i64__isnull=true&search=a&sort=text,smallint",
            "text__contains=a&maybe_i64__isnull=true&search=a&sort=-text,-smallint",
            "text__contains=a&maybe_i64__isnull=true&search=a&sort=-text",
            "text__contains=a&maybe_i64__isnull=true&search=a&sort=smallint,-text",
            "text__contains=a&maybe_i64__isnull=true&sort=-text,smallint",
            "text__contains=a&maybe_i64__isnull=true&search=b&sort=-text,smallint",
            "text__contains=a&maybe_i64__isnull=true&search=a+a&sort=-text,smallint",
            "text__contains=b&maybe_i64__isnull=true&search=a&sort=-text,smallint",
            "text__icontains=a&maybe_i64__isnull=true&search=a&sort=-text,smallint",
            "peopleName__contains=a&maybe_i64__isnull=true&search=a&sort=-text,smallint",
            "text__contains=a&maybe_i64__isnull=false&search=a&sort=-text,smallint",
            "text__contains=a&search=a&sort=-text,smallint",
            &format!("{ASKED}&id__gte=0"),
        ] {
            let refused = refusal(&endpoint, &format!("{query}&cursor={cursor}")).await;
            assert_eq!(refused.code(), "bad_cursor", "{query}");
        }
        let refused = refusal(&endpoint, &format!("{ASKED}&cursor={cursor}&page=2")).await;
        assert_eq!(refused.code(), "not_allowed");
    })
    .await;
}

/// Values that run into each other must not make the same digest.
#[tokio::test]
async fn filters_that_look_alike_are_told_apart() {
    on_all_databases(async |database| {
        let endpoint = prepared(database).await;
        for (one, other) in [
            ("text__in=a,ab", "text__in=%22a,ab%22"),
            ("text__ne=x", "peopleName__ne=x"),
            ("text__ne=x&peopleName__ne=z", "text__ne=x%26peopleName__ne%3Dz"),
            ("text__ne=x&peopleName__ne=z", "text__ne=xbypeopleNamenez"),
            ("text__ne=xy&peopleName__ne=z", "text__ne=x&peopleName__ne=yz"),
            ("text__in=a,ab,ba", "text__in=aab,ba"),
            ("search=a", "search=%22a%22%20a"),
            ("search=a+b", "search=ab"),
            ("search=a+b", "search=asearchb"),
            ("search=a+b", "search=%22a+b%22"),
            ("search=a&text__ne=x", "search=%22a+text__ne=x%22"),
            ("bigint__ne=1&integer__ne=23", "bigint__ne=12&integer__ne=3"),
        ] {
            let Some(cursor) = page(&endpoint, &format!("{one}&page_size=1")).await.unwrap().next else {
                panic!("{one} has one page")
            };
            let refused = refusal(&endpoint, &format!("{other}&cursor={cursor}")).await;
            assert_eq!(refused.code(), "bad_cursor", "{one} {other}");
        }
    })
    .await;
}

/// Another resource with the same table, and another default order.
#[tokio::test]
async fn a_cursor_belongs_to_its_resource() {
    on_all_databases(async |database| {
        let endpoint = prepared(database).await;
        let given = cursor(&endpoint, "").await;
        let by_default =
            View { sort: vec![SortTerm { field: 2, descending: false }], ..View::PLAIN }.endpoint(database);
        assert_eq!(refusal(&by_default, &format!("cursor={given}")).await.code(), "bad_cursor");
        let other = super::answer::endpoint(
            database,
            Box::leak(Box::new(crate::descriptor::Descriptor { name: "Other", ..*endpoint.descriptor })),
        );
        assert_eq!(refusal(&other, &format!("cursor={given}")).await.code(), "bad_cursor");
    })
    .await;
}

/// What a cursor may be made to hold by whoever knows its form.
const HELD: [&str; 30] = [
    "null",
    "true",
    "0",
    "-1",
    "1e3",
    "1e400",
    "1.5",
    "99999999999999999999",
    "9223372036854775807",
    "79228162514264337593543950335",
    "\"\"",
    "\"a\"",
    "\"'; DROP TABLE every_kind; --\"",
    "\"\\u0000\"",
    "\"a\\u0000b\"",
    "\"\\ud800\"",
    "\"\\udbff\\udfff\"",
    "\"NaN\"",
    "\"inf\"",
    "\"-Infinity\"",
    "\"0.0000000000000000000000000001\"",
    "\"00000000-0000-0000-0000-000000000000\"",
    "\"0001-01-01T00:00:00Z\"",
    "\"9999-12-31T23:59:59.999999Z\"",
    "\"9999-12-31T23:59:59\"",
    "\"9999-12-31\"",
    "\"23:59:59.999999\"",
    "[]",
    "{}",
    "[1]",
];

#[tokio::test]
async fn a_made_up_cursor_is_a_place_or_refused() {
    on_all_databases(async |database| {
        let endpoint = prepared(database).await;
        for field in FIELDS.iter().filter(|field| field.is(Flags::SORT)).skip(1) {
            for sign in ["", "-"] {
                let sort = format!("sort={sign}{}", field.wire);
                let given = URL_SAFE_NO_PAD.decode(cursor(&endpoint, &sort).await).unwrap();
                let open = given.iter().position(|byte| *byte == b'[').unwrap();
                for held in HELD {
                    let made = [&given[..open], format!("[{held},3]").as_bytes()].concat();
                    is_place_or_refused(&endpoint, &format!("{sort}&cursor={}", URL_SAFE_NO_PAD.encode(made))).await;
                }
            }
        }
        let given = cursor(&endpoint, ASKED).await;
        for length in 0..given.len() {
            is_place_or_refused(&endpoint, &format!("{ASKED}&cursor={}", &given[..length])).await;
        }
        let bytes = URL_SAFE_NO_PAD.decode(&given).unwrap();
        for (place, bit) in (0..bytes.len()).flat_map(|place| [0, 3, 7].map(|bit| (place, bit))) {
            let mut changed = bytes.clone();
            changed[place] ^= 1 << bit;
            is_place_or_refused(&endpoint, &format!("{ASKED}&cursor={}", URL_SAFE_NO_PAD.encode(changed))).await;
        }
    })
    .await;
}

async fn is_place_or_refused(endpoint: &Endpoint, query: &str) {
    if let Err(error) = list(endpoint, &format!("{query}&fields=id")).await {
        assert_eq!((error.status().as_u16(), error.code()), (400, "bad_cursor"), "{query}: {error:?}");
    }
}
