use std::{io, sync::Arc};

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use http_body_util::BodyExt;
use sea_orm::DbErr;
use serde_json::{Value, json};

use super::{Error, Result, Violation, code, pointer_to, problem_body};

fn body(error: &Error) -> Value {
    serde_json::from_slice(&problem_body(error, None)).unwrap()
}

#[test]
fn a_problem_document_has_the_standard_members_and_ours() {
    let error = Error::invalid("/title", code::TOO_LONG, "at most 3 characters")
        .with_violation(Violation::at("/views", code::TOO_SMALL, "at least 0").param("min", 0));
    let expected = json!({
        "type": "about:blank",
        "title": "Unprocessable Entity",
        "status": 422,
        "detail": "2 things are wrong; `errors` lists them.",
        "instance": "/posts/1",
        "code": "invalid",
        "errors": [
            {"pointer": "/title", "code": "too_long", "detail": "at most 3 characters"},
            {"pointer": "/views", "code": "too_small", "detail": "at least 0", "params": {"min": 0}},
        ],
    });
    assert_eq!(serde_json::from_slice::<Value>(&problem_body(&error, Some("/posts/1"))).unwrap(), expected);
}

#[test]
fn one_violation_is_told_in_the_detail() {
    assert_eq!(Error::invalid("/title", "blank", "must not be blank").detail(), "/title: must not be blank");
    assert_eq!(Error::invalid("", "blank", "must not be blank").detail(), "must not be blank");
}

#[test]
fn a_parameter_gives_its_code_to_the_answer() {
    let error = Error::bad_parameter("page", code::BAD_VALUE, "must be at least 1");
    assert_eq!(error.status(), StatusCode::BAD_REQUEST);
    let body = body(&error);
    assert_eq!(body["code"], "bad_value");
    assert_eq!(body["errors"][0]["parameter"], "page");
    assert_eq!(body["errors"][0].get("params"), None);
}

#[test]
fn foreign_errors_are_internal_and_keep_silent() {
    fn fails() -> Result<()> {
        Err(io::Error::other("password is hunter2"))?;
        Ok(())
    }
    let error = fails().unwrap_err();
    assert_eq!(error.status(), StatusCode::INTERNAL_SERVER_ERROR);
    assert!(!body(&error).to_string().contains("hunter2"));
    assert!(!error.to_string().contains("hunter2"));
    assert_eq!(format!("{error:?}"), "password is hunter2");
}

#[test]
fn a_database_error_is_found_again() {
    let error = Error::from(DbErr::RecordNotInserted);
    assert_eq!(error.database_cause(), Some(&DbErr::RecordNotInserted));
    assert!(Error::not_found().database_cause().is_none());
    assert!(Error::internal("text").database_cause().is_none());
    let lifted = Error::from(sqlx::Error::RowNotFound);
    assert!(matches!(lifted.database_cause(), Some(DbErr::Query(_))));
}

#[test]
fn debug_names_places_and_the_chain_of_causes() {
    let error = Error::invalid("/a", "x", "no").with_cause(io::Error::other(io::Error::other("deep")));
    assert_eq!(format!("{error:?}"), "422 invalid: /a: no\n  /a: no\ncaused by: deep");
}

#[tokio::test]
async fn an_answer_carries_type_headers_and_the_error() {
    let error = Error::conflict("conflict", "changed").with_header(header::ETAG, HeaderValue::from_static("\"1\""));
    let response = error.into_response();
    assert_eq!(response.status(), StatusCode::CONFLICT);
    assert_eq!(response.headers()[header::CONTENT_TYPE], "application/problem+json");
    assert_eq!(response.headers()[header::ETAG], "\"1\"");
    assert_eq!(response.extensions().get::<Arc<Error>>().unwrap().code(), "conflict");
    let bytes = response.into_body().collect().await.unwrap().to_bytes();
    assert_eq!(serde_json::from_slice::<Value>(&bytes).unwrap()["detail"], "changed");
}

#[test]
fn statuses_bring_the_headers_that_they_need() {
    let header =
        |response: Response, name| response.headers().get(name).map(|value| value.to_str().unwrap().to_owned());
    assert_eq!(header(Error::unauthorized().into_response(), header::WWW_AUTHENTICATE), Some("Bearer".into()));
    assert_eq!(header(Error::unavailable(7).into_response(), header::RETRY_AFTER), Some("7".into()));
    let own = Error::new(StatusCode::SERVICE_UNAVAILABLE, "busy", "later").into_response();
    assert_eq!(header(own, header::RETRY_AFTER), Some("1".into()));
    let basic = Error::unauthorized().with_header(header::WWW_AUTHENTICATE, HeaderValue::from_static("Basic"));
    let response = basic.into_response();
    assert_eq!(response.headers().get_all(header::WWW_AUTHENTICATE).iter().count(), 1);
    assert_eq!(header(response, header::WWW_AUTHENTICATE), Some("Basic".into()));
}

#[test]
fn pointers_escape_what_the_standard_says() {
    assert_eq!(pointer_to("a/b~c"), "/a~1b~0c");
    assert_eq!(pointer_to(""), "/");
}

#[test]
fn an_error_is_small_and_crosses_threads() {
    fn crosses<T: Send + Sync + 'static>() {}
    crosses::<Error>();
    assert_eq!(size_of::<Error>(), size_of::<usize>());
}
