//! How much can be asked at once.

use super::{
    answer::{list, parameter, refusal},
    databases::on_all_databases,
    every_kind::{FIELDS, View, create},
    question::pairs,
};
use crate::{
    descriptor::{Flags, Operator},
    operation::Endpoint,
};

/// So many values behind each other.
fn many(number: usize, value: impl Fn(usize) -> String, between: &str) -> String {
    (0..number).map(value).collect::<Vec<_>>().join(between)
}

/// The greatest number is taken, and one more is refused.
async fn is_limit(endpoint: &Endpoint, query: impl Fn(usize) -> String, most: usize, code: &str, name: Option<&str>) {
    let taken = list(endpoint, &query(most)).await;
    assert!(taken.is_ok(), "{code}: {:?}", taken.unwrap_err());
    let refused = refusal(endpoint, &query(most + 1)).await;
    assert_eq!(refused.code(), code);
    assert!(refused.detail().contains(&most.to_string()), "{refused}");
    assert!(name.is_none_or(|name| parameter(&refused) == name), "{refused}");
}

#[tokio::test]
async fn each_limit_has_its_code() {
    on_all_databases(async |database| {
        create(database).await;
        let endpoint = View::PLAIN.endpoint(database);
        let filters: Vec<String> = pairs()
            .into_iter()
            .filter(|(_, operator)| *operator == Operator::IsNull)
            .chain(
                pairs()
                    .into_iter()
                    .filter(|(field, operator)| [9, 10].contains(field) && *operator != Operator::IsNull),
            )
            .map(|(field, operator)| format!("{}__{}=true", FIELDS[field].wire, operator.name()))
            .collect();
        let sortable: Vec<&str> = FIELDS.iter().filter(|field| field.is(Flags::SORT)).map(|field| field.wire).collect();
        is_limit(&endpoint, |number| filters[..number].join("&"), 20, "too_many_filters", None).await;
        let values = |operator: &'static str| {
            move |number| format!("bigint__{operator}={}", many(number, |value| value.to_string(), ","))
        };
        is_limit(&endpoint, values("in"), 100, "too_many_values", Some("bigint__in")).await;
        is_limit(&endpoint, values("not_in"), 100, "too_many_values", Some("bigint__not_in")).await;
        // The same value again is one more all the same.
        let same = |number| format!("text__in={}", many(number, |_| "a".to_owned(), ","));
        is_limit(&endpoint, same, 100, "too_many_values", Some("text__in")).await;
        let terms = |number| format!("search={}", many(number, |term| format!("t{term}"), "+"));
        is_limit(&endpoint, terms, 10, "too_many_terms", Some("search")).await;
        let sort = |number| format!("sort={}", sortable[..number].join(","));
        is_limit(&endpoint, sort, 5, "too_many_sort_keys", Some("sort")).await;
    })
    .await;
}
