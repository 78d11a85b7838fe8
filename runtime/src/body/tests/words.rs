use sea_orm::Value;

use super::faults;
use crate::{
    body::{Body, Mode, fixture::WORDS, read},
    descriptor::{Access, Descriptor},
};

const COMPLETE: &str = r#""title":"t","origin":"o","pin":"p","password":"w","token":"k","nick":"n""#;

fn body(members: &str, mode: Mode) -> Body {
    read(format!("{{{members}}}").as_bytes(), &WORDS, mode).unwrap()
}

fn found(members: &str, mode: Mode) -> Vec<(String, String)> {
    faults(&body(members, mode))
}

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected.iter().map(|(pointer, code)| ((*pointer).to_owned(), (*code).to_owned())).collect()
}

fn given(body: &Body) -> Vec<&str> {
    body.cells.given().map(|(position, _)| WORDS.fields[position].name).collect()
}

fn tolerated(body: &Body) -> Vec<&str> {
    body.tolerated.iter().map(|(position, _)| WORDS.fields[*position].name).collect()
}

#[test]
fn a_create_needs_what_has_no_null_no_default_and_no_caller() {
    let missing = ["/title", "/origin", "/pin", "/password", "/token", "/nick"].map(|pointer| (pointer, "required"));
    assert_eq!(found("", Mode::Create), pairs(&missing));
    assert_eq!(found(COMPLETE, Mode::Create), []);
}

#[test]
fn a_wrong_value_is_not_missing_too() {
    let members = COMPLETE.replace("\"t\"", "1").replace("\"n\"", "null");
    assert_eq!(found(&members, Mode::Create), pairs(&[("/title", "wrong_type")]));
}

#[test]
fn a_create_refuses_what_the_server_sets() {
    let members = format!(r#"{COMPLETE},"id":1,"views":1,"version":1,"authorId":7,"open":false,"body":null"#);
    assert_eq!(
        found(&members, Mode::Create),
        pairs(&[("/id", "read_only"), ("/views", "read_only"), ("/version", "read_only")])
    );
    let body = body(&members, Mode::Create);
    assert_eq!(given(&body), ["title", "body", "author_id", "origin", "pin", "password", "token", "open", "nick"]);
    assert_eq!(body.cells.get(2), Some(&Value::String(None)));
    assert!(body.tolerated.is_empty());
}

#[test]
fn a_field_has_no_other_name_than_that_on_the_wire() {
    let unknown = |name: &str| pairs(&[(name, "unknown_field")]);
    assert_eq!(found(r#""author_id":1"#, Mode::Update), unknown("/author_id"));
    assert_eq!(found(r#""Title":"a""#, Mode::Update), unknown("/Title"));
    assert_eq!(found(r#""":1"#, Mode::Update), unknown("/"));
    assert_eq!(found(r#""\u0000":1"#, Mode::Update), unknown("/\0"));
    assert_eq!(given(&body(r#""\u0074itle":"a""#, Mode::Update)), ["title"]);
    assert_eq!(given(&body(r#""a/b~c":1"#, Mode::Update)), ["odd"]);
    assert_eq!(found(r#""a/b~c":"""#, Mode::Update), pairs(&[("/a~1b~0c", "wrong_type")]));
    assert_eq!(found(r#""x/y~z":"""#, Mode::Update), unknown("/x~1y~0z"));
}

#[test]
fn a_hidden_field_does_not_exist() {
    for mode in [Mode::Create, Mode::Update, Mode::Replace] {
        let first = found(r#""secret":"a""#, mode).remove(0);
        assert_eq!(first, ("/secret".to_owned(), "unknown_field".to_owned()));
    }
    let body = body(r#""secre":1"#, Mode::Update);
    assert_eq!(body.violations[0].detail(), "is no field");
}

#[test]
fn a_near_miss_is_told_among_what_can_be_set() {
    let detail = |members, mode| body(members, mode).violations[0].detail().to_owned();
    assert_eq!(detail(r#""titel":1"#, Mode::Update), "is no field; did you mean `title`?");
    assert_eq!(detail(r#""author_id":1"#, Mode::Create), "is no field; did you mean `authorId`?");
    assert_eq!(detail(r#""view":1"#, Mode::Update), "is no field");
}

#[test]
fn an_update_needs_nothing_and_takes_what_may_change() {
    assert_eq!(found("", Mode::Update), []);
    let body = body(r#""title":"t","password":"w","token":"k","body":null,"open":true"#, Mode::Update);
    assert_eq!(given(&body), ["title", "body", "password", "token", "open"]);
    assert!(body.violations.is_empty());
}

#[test]
fn what_an_update_cannot_set_is_kept_for_comparison() {
    for mode in [Mode::Update, Mode::Replace] {
        let body = body(
            &format!(r#"{COMPLETE},"views":3,"id":1,"authorId":7,"version":2"#).replace(r#""pin":"p","#, ""),
            mode,
        );
        assert_eq!(faults(&body), [], "{mode:?}");
        assert_eq!(tolerated(&body), ["origin", "views", "id", "author_id", "version"]);
        assert_eq!(body.tolerated[2].1, Value::BigInt(Some(1)));
        assert_eq!(given(&body), ["title", "password", "token", "nick"]);
    }
    assert_eq!(
        // What its column could not hold is not what is stored either.
        found(r#""id":"1","views":null"#, Mode::Update),
        pairs(&[("/id", "immutable"), ("/views", "read_only")])
    );
}

#[test]
fn what_nobody_may_read_cannot_be_guessed_by_comparison() {
    assert_eq!(found(r#""pin":"p""#, Mode::Update), pairs(&[("/pin", "immutable")]));
    static UNREADABLE: Descriptor = Descriptor { access: Access { read: None, ..WORDS.access }, ..WORDS };
    let body = read(br#"{"origin":"o","views":3,"id":1,"version":2}"#, &UNREADABLE, Mode::Update).unwrap();
    let refused = [("/origin", "immutable"), ("/views", "read_only")];
    assert_eq!(faults(&body), pairs(&refused), "but for the key, which is known, and the version");
}

#[test]
fn a_replace_needs_what_the_caller_could_read_and_change() {
    let missing = [("/title", "required"), ("/password", "required"), ("/nick", "required")];
    assert_eq!(found("", Mode::Replace), pairs(&missing));
}

#[test]
fn a_key_that_is_given_twice_is_told_once_each() {
    let twice = found(r#""title":"a","title":"b","nothing":1,"nothing":2,"title":"c""#, Mode::Update);
    let expected = [
        ("/title", "duplicate_key"),
        ("/nothing", "unknown_field"),
        ("/nothing", "duplicate_key"),
        ("/title", "duplicate_key"),
    ];
    assert_eq!(twice, pairs(&expected));
    assert_eq!(found(r#""title":"a","\u0074itle":"b""#, Mode::Update), pairs(&[("/title", "duplicate_key")]));
}
