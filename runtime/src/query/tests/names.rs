//! The names of parameters: a misunderstood one would leave rows that nobody asked for.

use super::{
    answer::{self, list, parameter, refusal},
    databases::on_all_databases,
};
use crate::{
    database::testing::{resource, run},
    descriptor::{Descriptor, Field, Flags, Operator, filtered, filtered_by, searched},
    operation::Endpoint,
    schema::create_tables,
};

static FIELDS: [Field; 10] = [
    filtered(Field::new::<i64>("id").flags(Flags::KEY)),
    searched(filtered(Field::new::<String>("title").flags(Flags::SORT))),
    filtered_by(filtered_by(Field::new::<Option<i32>>("views"), Operator::Gte), Operator::IsNull),
    filtered(Field::new::<Option<i32>>("total").flags(Flags::SORT)),
    filtered(Field::new::<Option<String>>("page_size")),
    filtered(Field::new::<Option<i32>>("self_")),
    filtered(Field::new::<Option<i32>>("_rev")),
    Field::new::<String>("unfiltered_xyz"),
    Field::new::<String>("concealed_xyz").flags(Flags::HIDDEN),
    Field::new::<String>("write_only_xyz").flags(Flags::WRITE_ONLY),
];
static NAMED: Descriptor = resource("Named", "named_rows", &FIELDS);
static UNSEARCHED: Descriptor = resource("Unsearched", "unsearched_rows", &[Field::new::<i64>("id").flags(Flags::KEY)]);

async fn prepared(database: &crate::database::Database) -> Endpoint {
    create_tables(database, &[&NAMED, &UNSEARCHED]).await.unwrap();
    let rows = "(1, 'a', 5, 7, 'x', 1, 2, '', 'a', ''), (2, 'b', NULL, 8, '20', 3, 4, '', 'b', '')";
    run(database, &format!("INSERT INTO named_rows VALUES {rows}")).await;
    answer::endpoint(database, &NAMED)
}

async fn finds(endpoint: &Endpoint, query: &str, ids: &[i64]) {
    assert_eq!(list(endpoint, query).await.unwrap().ids(), ids, "{query}");
}

/// The code; the parameter is named and no row is answered.
async fn refused(endpoint: &Endpoint, query: &str, name: &str) -> (String, String) {
    let violation = refusal(endpoint, query).await;
    assert_eq!(parameter(&violation), name, "{query}");
    (violation.code().to_owned(), violation.detail().to_owned())
}

#[tokio::test]
async fn a_field_with_a_reserved_name_is_filtered_with_its_operator() {
    on_all_databases(async |database| {
        let endpoint = prepared(database).await;
        finds(&endpoint, "total__eq=7", &[1]).await;
        finds(&endpoint, "total__gt=7", &[2]).await;
        finds(&endpoint, "page_size__eq=20", &[2]).await;
        finds(&endpoint, "sort=-total", &[2, 1]).await;
        assert_eq!(list(&endpoint, "total=exact").await.unwrap().total, Some(2));
        finds(&endpoint, "page_size=1", &[1]).await;
        assert_eq!(refused(&endpoint, "total=7", "total").await.0, "bad_value");
        let found = list(&endpoint, "fields=total").await.unwrap();
        assert_eq!(found.items[0].names(), ["id", "total"]);
    })
    .await;
}

/// The last two of several underscores divide.
#[tokio::test]
async fn a_field_may_begin_and_end_with_an_underscore() {
    on_all_databases(async |database| {
        let endpoint = prepared(database).await;
        for query in ["self_=1", "self___eq=1", "self___lt=3", "_rev=2", "_rev__in=2,3", "self___ne=3&_rev__lte=2"] {
            finds(&endpoint, query, &[1]).await;
        }
        assert_eq!(refused(&endpoint, "self__eq=1", "self__eq").await.0, "unknown_parameter");
    })
    .await;
}

#[tokio::test]
async fn what_is_no_parameter_is_refused_by_its_name() {
    on_all_databases(async |database| {
        let endpoint = prepared(database).await;
        for name in [
            "titel",
            "tite__eq",
            "title__",
            "__eq",
            "__",
            "id__eq__eq",
            "title.id",
            "author.name",
            "expand",
            "Title",
            "TITLE__eq",
            "q",
            "limit",
        ] {
            let (code, detail) = refused(&endpoint, &format!("{name}=1"), name).await;
            assert!(["unknown_parameter", "not_allowed"].contains(&code.as_str()), "{name}: {code} {detail}");
        }
        let (code, detail) = refused(&endpoint, "titel=a", "titel").await;
        assert_eq!(code, "unknown_parameter");
        assert!(detail.contains("`title`") && detail.contains("views"), "{detail}");
        let (code, detail) = refused(&endpoint, "views__lte=1", "views__lte").await;
        assert_eq!(code, "not_allowed");
        assert!(detail.contains("gte") && detail.contains("isnull"), "{detail}");
        // A bare name means `eq`, which this field does not have.
        assert_eq!(refused(&endpoint, "views=1", "views").await.0, "not_allowed");
        assert_eq!(refused(&endpoint, "id__contains=1", "id__contains").await.0, "not_allowed");
        assert_eq!(refused(&endpoint, "title__isnull=true", "title__isnull").await.0, "not_allowed");
    })
    .await;
}

/// Whether a field is not there, is none that is shown or none that can be filtered by, is not for clients to find out.
#[tokio::test]
async fn what_is_not_to_be_known_is_as_if_it_were_not_there() {
    on_all_databases(async |database| {
        let endpoint = prepared(database).await;
        for operator in ["", "__eq", "__contains", "__isnull", "__gt"] {
            let absent = refused(&endpoint, &format!("absent_xyz{operator}=a"), &format!("absent_xyz{operator}")).await;
            assert_eq!(absent.0, "unknown_parameter");
            for name in ["unfiltered_xyz", "concealed_xyz", "write_only_xyz"] {
                let name = format!("{name}{operator}");
                let answer = refused(&endpoint, &format!("{name}=a"), &name).await;
                assert_eq!(answer, absent, "{name}");
            }
        }
        for parameter in ["sort", "fields"] {
            let absent = refused(&endpoint, &format!("{parameter}=absent_xyz"), parameter).await;
            assert_eq!(absent.0, "not_allowed");
            for name in ["concealed_xyz", "write_only_xyz"] {
                assert_eq!(refused(&endpoint, &format!("{parameter}={name}"), parameter).await, absent, "{name}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn nothing_is_asked_twice() {
    on_all_databases(async |database| {
        let endpoint = prepared(database).await;
        for (query, name) in [
            ("title=a&title=a", "title"),
            ("title=a&title=b", "title"),
            ("title=a&title__eq=a", "title__eq"),
            ("title=a&title__eq=b", "title__eq"),
            ("title__eq=a&title=a", "title"),
            ("total__eq=7&total__eq=8", "total__eq"),
            ("sort=title&sort=title", "sort"),
            ("fields=id&fields=title", "fields"),
            ("search=a&search=b", "search"),
            ("title=a&titl%65=b", "title"),
        ] {
            assert_eq!(refused(&endpoint, query, name).await.0, "repeated_parameter", "{query}");
        }
        finds(&endpoint, "title=a&title__ne=b&title__in=a,b", &[1]).await;
        for (query, name) in [("fields=title,title", "fields"), ("sort=title,-title", "sort")] {
            assert_eq!(refused(&endpoint, query, name).await.0, "bad_value", "{query}");
        }
        for query in ["fields=", "fields=title,", "fields=,", "fields=title,+id"] {
            let (code, _) = refused(&endpoint, query, "fields").await;
            assert!(["not_allowed", "bad_value"].contains(&code.as_str()), "{query}: {code}");
        }
    })
    .await;
}

#[tokio::test]
async fn where_nothing_is_searched_there_is_no_search() {
    on_all_databases(async |database| {
        let endpoint = prepared(database).await;
        let unsearched = answer::endpoint(database, &UNSEARCHED);
        assert_eq!(refused(&unsearched, "search=a", "search").await.0, "not_allowed");
        for text in ["", "+", "%20%09", "%22", "%22a", "a+%22b", "%22%22"] {
            assert_eq!(refused(&endpoint, &format!("search={text}"), "search").await.0, "bad_value", "{text}");
        }
        finds(&endpoint, "search=+A+", &[1]).await;
        finds(&endpoint, "search=%22a%22", &[1]).await;
    })
    .await;
}

/// A single row takes the fields alone.
#[tokio::test]
async fn a_single_row_takes_fields_and_nothing_else() {
    on_all_databases(async |database| {
        let endpoint = prepared(database).await;
        let found = answer::get(&endpoint, "1", "fields=title").await.unwrap();
        assert_eq!(found.names(), ["id", "title"]);
        for (query, name) in
            [("title=a", "title"), ("sort=title", "sort"), ("search=a", "search"), ("total=exact", "total")]
        {
            let error = answer::get(&endpoint, "1", query).await.unwrap_err();
            assert_eq!((error.status().as_u16(), error.code()), (400, "unknown_parameter"), "{query}");
            assert_eq!(parameter(&error.violations()[0]), name);
        }
        let error = answer::get(&endpoint, "1", "fields=concealed_xyz").await.unwrap_err();
        assert_eq!((error.status().as_u16(), error.code()), (400, "not_allowed"));
    })
    .await;
}
