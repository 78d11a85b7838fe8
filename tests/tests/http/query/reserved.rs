//! Fields that are called like parameters that are to come are filtered with an operator only.

use restruct::prelude::*;
use restruct_tests::{check, get, on_each_database, post, problem};
use serde_json::json;

use super::found;

/// A bin.
#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
pub struct Bin {
    pub id: i64,
    #[resource(filter)]
    pub expand: i64,
    #[resource(filter)]
    pub filter: String,
    #[resource(filter)]
    pub deleted: Option<bool>,
}

#[tokio::test]
async fn a_bare_name_that_is_reserved_is_no_filter() {
    let bins = |app: App| app.resource::<Bin>();
    on_each_database(bins, async |server| {
        for bin in [json!({"expand": 1, "filter": "a", "deleted": true}), json!({"expand": 2, "filter": "b"})] {
            server.json(post("/bins").json(bin)).await;
        }
        for (query, ids) in [
            ("expand__eq=1", &[1][..]),
            ("expand__in=1,2", &[1, 2]),
            ("filter__eq=b", &[2]),
            ("filter__contains=a", &[1]),
            ("deleted__eq=true", &[1]),
            ("deleted__isnull=true", &[2]),
        ] {
            check(server, [(query, get(format!("/bins?{query}&fields=id")), found(ids))]).await;
        }
        for (query, name) in [("expand=1", "expand"), ("filter=b", "filter"), ("deleted=true", "deleted")] {
            let detail = format!(
                "is no parameter; did you mean `{name}__eq`? (there are cursor, fields, page, page_size, total, and filters by \
                 expand, filter, deleted)"
            );
            let error = json!({"parameter": name, "code": "unknown_parameter", "detail": detail});
            let refused = problem(400, "unknown_parameter").has(json!({"errors": [error]}));
            check(server, [(query, get(format!("/bins?{query}")), refused)]).await;
        }
    })
    .await;
}
