//! Names that lead nowhere: each is refused with the parameter and a code, and nothing of it comes back.

use super::{
    asked::{endpoint, get, list},
    cells::{Caller, create, fill},
    random::world,
    resources::descriptors,
    tables::{BADGE, TASK},
};
use crate::{
    Error,
    error::{Place, problem_body},
    query::tests::{databases::on_all_databases, question::encode},
};

/// What a client has made up has this in it.
const MADE_UP: &str = "zqx";

/// Values of a parameter, each with the code of its refusal.
const EXPAND: &[(&str, &str)] = &[
    ("", "not_allowed"),
    (".", "not_allowed"),
    ("..", "not_allowed"),
    ("...", "not_allowed"),
    (",", "not_allowed"),
    (" ", "not_allowed"),
    ("author.", "not_allowed"),
    (".author", "not_allowed"),
    ("author..team", "not_allowed"),
    ("author.team.", "not_allowed"),
    ("author,", "not_allowed"),
    (",author", "not_allowed"),
    ("author,,team", "not_allowed"),
    ("author,author", "bad_value"),
    ("author.team,team,author.team", "bad_value"),
    ("Author", "not_allowed"),
    ("author ", "not_allowed"),
    (" author", "not_allowed"),
    ("-author", "not_allowed"),
    ("*", "not_allowed"),
    ("author.*", "not_allowed"),
    ("title", "not_allowed"),
    ("author_id", "not_allowed"),
    ("author.name", "not_allowed"),
    ("author__isnull", "not_allowed"),
    ("author.team.lead.team", "not_allowed"),
    ("author.manager.manager.manager", "not_allowed"),
    ("authorzqx", "not_allowed"),
    ("author.zqx", "not_allowed"),
    ("zqx.author", "not_allowed"),
    ("author;zqx", "not_allowed"),
    ("author/zqx", "not_allowed"),
    ("author\0zqx", "not_allowed"),
    ("author%2Eteam", "not_allowed"),
    ("author\u{200b}.zqx", "not_allowed"),
    ("author\u{ff0e}teamzqx", "not_allowed"),
    ("author'; DROP TABLE zqx; --", "not_allowed"),
    ("\"author\"", "not_allowed"),
    ("author[zqx]", "not_allowed"),
    ("labels.items", "not_allowed"),
    ("__proto__", "not_allowed"),
    (
        "author,team,assignee,notes,labels,author.team,author.manager,author.badge,team.lead,team.members,team.tasks",
        "too_many_paths",
    ),
];

const FIELDS: &[(&str, &str)] = &[
    ("", "not_allowed"),
    (".", "not_allowed"),
    ("..", "not_allowed"),
    ("title,", "not_allowed"),
    (".title", "not_allowed"),
    ("title.", "not_allowed"),
    ("title.zqx", "not_allowed"),
    ("author", "not_allowed"),
    ("author.", "not_allowed"),
    ("author.name", "not_allowed"),
    ("author.name.zqx", "not_allowed"),
    ("title,title", "bad_value"),
    ("-title", "not_allowed"),
    ("*", "not_allowed"),
    ("title\0zqx", "not_allowed"),
    ("team.lead.name", "not_allowed"),
    ("team.zqx", "not_allowed"),
    ("team..name", "not_allowed"),
    ("team.name.", "not_allowed"),
    ("team.name,team.name", "bad_value"),
    ("team.lead_id.zqx", "not_allowed"),
];

const SORT: &[(&str, &str)] = &[
    ("", "not_allowed"),
    ("-", "not_allowed"),
    ("--title", "not_allowed"),
    (".", "not_allowed"),
    (".title", "not_allowed"),
    ("title.", "not_allowed"),
    ("author", "not_allowed"),
    ("author.", "not_allowed"),
    ("author..name", "not_allowed"),
    ("author.-name", "not_allowed"),
    ("author.name,author.name", "bad_value"),
    ("author.name,-author.name", "bad_value"),
    ("author.team_code", "not_allowed"),
    ("author.team.lead_id", "not_allowed"),
    ("notes.stars", "not_allowed"),
    ("author.reports.name", "not_allowed"),
    ("author.team.lead.team.name", "not_allowed"),
    ("author.zqx", "not_allowed"),
    ("zqx.name", "not_allowed"),
    ("author.name zqx", "not_allowed"),
    ("author.name;zqx", "not_allowed"),
    ("author.name\0zqx", "not_allowed"),
    ("author.name) DESC, (zqx", "not_allowed"),
    ("title,number,points,author.name,assignee.name,team.name", "too_many_sort_keys"),
];

/// Names of filters.
const FILTERS: &[(&str, &str)] = &[
    ("author", "not_allowed"),
    ("author__eq", "not_allowed"),
    ("author__in", "not_allowed"),
    ("author__zqx", "not_allowed"),
    ("author.", "unknown_parameter"),
    (".author", "unknown_parameter"),
    (".", "unknown_parameter"),
    ("..", "unknown_parameter"),
    ("author..name", "unknown_parameter"),
    ("author.name.", "unknown_parameter"),
    ("author.name.zqx", "unknown_parameter"),
    ("author.zqx", "unknown_parameter"),
    ("zqx.name", "unknown_parameter"),
    ("title.zqx", "unknown_parameter"),
    ("author.name__zqx", "not_allowed"),
    ("author.name__isnull", "not_allowed"),
    ("author.grade__icontains", "not_allowed"),
    ("author.name__", "not_allowed"),
    ("author.__isnull", "unknown_parameter"),
    ("__isnull", "unknown_parameter"),
    ("author__isnull__isnull", "unknown_parameter"),
    ("author.team.lead.team.name", "not_allowed"),
    ("author.team.lead.team__isnull", "not_allowed"),
    ("notes.writer.team.lead.name", "not_allowed"),
    ("author.name\0zqx", "unknown_parameter"),
    ("author.NAME", "unknown_parameter"),
    ("author%2Ename", "unknown_parameter"),
    ("author .name", "unknown_parameter"),
    ("author.expand", "unknown_parameter"),
    ("author.name' OR '1'='1", "unknown_parameter"),
    ("author.name\") OR 1=1 --zqx", "unknown_parameter"),
    ("labels.items.word", "unknown_parameter"),
];

/// Whole queries with the parameter that is refused.
const QUERIES: &[(&str, &str, &str)] = &[
    ("expand=author&expand=team", "expand", "repeated_parameter"),
    ("fields=title&fields=number", "fields", "repeated_parameter"),
    ("sort=title&sort=number", "sort", "repeated_parameter"),
    ("author.name=a&author.name=b", "author.name", "repeated_parameter"),
    ("author.name=a&author.name__eq=b", "author.name__eq", "repeated_parameter"),
    ("author%2Ename=a&author.name=b", "author.name", "repeated_parameter"),
    ("expand", "expand", "bad_value"),
    ("author.name", "author.name", "bad_value"),
    ("expand=%", "expand", "bad_value"),
    ("expand=author.%zqx", "expand", "bad_value"),
    ("expand=author%ff", "expand", "bad_value"),
    ("fields=%c0%ae", "fields", "bad_value"),
    ("sort=author%2", "sort", "bad_value"),
    ("author.grade=zqx", "author.grade", "bad_value"),
    ("author.grade__in=1,,2", "author.grade__in", "bad_value"),
    ("author.badge.id=zqx", "author.badge.id", "bad_value"),
    ("author__isnull=zqx", "author__isnull", "bad_value"),
    ("author__isnull=", "author__isnull", "bad_value"),
    ("notes__isnull=1", "notes__isnull", "bad_value"),
    ("author.name__icontains=", "author.name__icontains", "bad_value"),
];

fn is_refused(what: &str, refused: Option<Error>, parameter: &str, code: &str) {
    let told: String = what.chars().take(200).collect();
    let Some(error) = refused else { panic!("{told:?} is answered") };
    assert_eq!((error.status().as_u16(), error.code()), (400, code), "{told:?}: {error:?}");
    let [violation] = error.violations() else { panic!("{told:?}: {error:?}") };
    let Place::Parameter(named) = violation.place() else { panic!("{told:?}: {error:?}") };
    assert!(
        named == parameter || (named.chars().count() <= 101 && parameter.starts_with(named.trim_end_matches('…'))),
        "{told:?}: {named:?}"
    );
    assert_eq!(violation.code(), code, "{told:?}");
    assert!(!violation.detail().contains(MADE_UP) && violation.detail().len() < 1_000, "{told:?}: {error:?}");
    let problem: serde_json::Value = serde_json::from_slice(&problem_body(&error, Some("/tasks"))).unwrap();
    assert_eq!(problem["errors"][0]["parameter"], serde_json::json!(named), "{told:?}: {problem}");
    // The name of a parameter stands before what is said of it, and nothing else of the client's.
    let detail = problem["detail"].as_str().unwrap().replacen(named.as_str(), "", 1);
    assert!(!detail.contains(MADE_UP), "{told:?}: {detail}");
}

/// Very long ones, with the parameter and the code.
fn long() -> Vec<(&'static str, String, &'static str)> {
    let manager =
        |times: usize| vec!["author"; 1].into_iter().chain(vec!["manager"; times]).collect::<Vec<_>>().join(".");
    let mut all = Vec::new();
    for name in ["expand", "fields", "sort"] {
        for text in
            [".".repeat(10_000), "a.".repeat(5_000), manager(5_000), "zqx".repeat(5_000), "author.".repeat(2_000)]
        {
            all.push((name, text, "not_allowed"));
        }
    }
    all.push(("expand", ",".repeat(10_000), "not_allowed"));
    all.push(("expand", "author,".repeat(5_000), "bad_value"));
    all
}

#[tokio::test]
async fn names_that_lead_nowhere_are_refused_and_told_to_nobody() {
    use proptest::{
        strategy::{Strategy, ValueTree},
        test_runner::TestRunner,
    };
    let rows = world().new_tree(&mut TestRunner::deterministic()).unwrap().current();
    on_all_databases(async |database| {
        create(database).await;
        fill(database, &rows).await;
        let endpoint = endpoint(database, descriptors()[TASK], 10_000);
        let ask = async |query: &str| list(&endpoint, &Caller::ADMIN, query).await.err();
        let key = format!("{},{}", rows.0[TASK][0][0].written(), rows.0[TASK][0][1].written());
        let ask_one = async |query: &str| get(&endpoint, &Caller::ADMIN, &key, query).await.err();
        for (name, cases, beside) in [("expand", EXPAND, ""), ("fields", FIELDS, "expand=team&"), ("sort", SORT, "")] {
            for (value, code) in cases {
                let query = format!("{beside}{name}={}", encode(value, false));
                is_refused(&query, ask(&query).await, name, code);
                if name != "sort" {
                    is_refused(&query, ask_one(&query).await, name, code);
                }
            }
        }
        for (name, code) in FILTERS {
            for value in ["1", "true", "zqx"] {
                let query = format!("{}={value}", encode(name, false));
                is_refused(&query, ask(&query).await, name, code);
            }
        }
        for (query, parameter, code) in QUERIES {
            is_refused(query, ask(query).await, parameter, code);
        }
        for (name, value, code) in long() {
            let query = format!("{name}={}", encode(&value, false));
            is_refused(&query, ask(&query).await, name, code);
        }
        for name in [".".repeat(10_000), "a.".repeat(5_000), "author.manager.".repeat(700), "author.zqx".repeat(900)] {
            let refused = ask(&format!("{name}=1")).await;
            let code = refused.as_ref().map(|error| error.code().to_owned()).unwrap_or_default();
            assert!(["unknown_parameter", "not_allowed"].contains(&code.as_str()), "{code}");
            is_refused(&name, refused, &name, &code);
        }
    })
    .await;
}

/// The depth is that of the resource where a path begins.
#[tokio::test]
async fn paths_are_as_long_as_the_resource_says() {
    on_all_databases(async |database| {
        create(database).await;
        let badges = endpoint(database, descriptors()[BADGE], 10_000);
        let ask = async |query: &str| list(&badges, &Caller::ADMIN, query).await.err();
        for query in
            ["expand=employee.team", "employee.team.name=a", "employee.team__isnull=true", "sort=employee.team.name"]
        {
            assert!(ask(query).await.is_none(), "{query}");
        }
        for (query, name) in [
            ("expand=employee.team.lead", "expand"),
            ("employee.team.lead.name=a", "employee.team.lead.name"),
            ("employee.team.lead__isnull=true", "employee.team.lead__isnull"),
            ("sort=employee.team.lead.name", "sort"),
        ] {
            is_refused(query, ask(query).await, name, "not_allowed");
        }
    })
    .await;
}
