use crate::{
    body::{
        Body, Mode,
        fixture::{KINDS, WORDS},
        read,
    },
    error::Error,
};

fn refused(bytes: &[u8]) -> Error {
    match read(bytes, &KINDS, Mode::Create) {
        Ok(Body { violations, .. }) => panic!("{:?} was read: {violations:?}", String::from_utf8_lossy(bytes)),
        Err(error) => error,
    }
}

#[test]
fn what_is_no_json_is_400_with_line_and_column() {
    let cases: [(&[u8], &str); 22] = [
        (b"{", "line 1, column 1"),
        (b"nope", "line 1, column 2"),
        (b"{\"title\":\"a\"\n,}", "line 2, column 2"),
        (b"{\"title\" \"a\"}", "line 1, column 10"),
        (b"{title:1}", "line 1, column 2"),
        (b"{'title':1}", "line 1, column 2"),
        (b"{\"title\":01}", "line 1, column 11"),
        (b"{\"title\":1.}", "line 1, column 12"),
        (b"{\"title\":+1}", "line 1, column 10"),
        (b"{\"double\":NaN}", "line 1, column 11"),
        (b"{\"title\":\"a\nb\"}", "line 1, column 11"),
        (b"{\"title\":\"a\0b\"}", "line 1, column 11"),
        (b"{\"title\":\"\\x\"}", "line 1, column 12"),
        (b"{\"title\":\"\\u12g4\"}", "line 1, column 16"),
        (b"{\"title\":\"a", "line 1, column 11"),
        (b"{} {}", "line 1, column 4"),
        (b"{}]", "line 1, column 3"),
        (b"\xef\xbb\xbf{}", "line 1, column 1"),
        (b"{\n\"title\":\"\xff\"}", "line 2, column 10"),
        (b"{\"title\":\"\xed\xa0\x80\"}", "line 1, column 11"),
        (b"{\"\\ud800\":1}", "line 1, column 9"),
        (b"[1,]", "line 1, column 4"),
    ];
    for (bytes, place) in cases {
        let error = refused(bytes);
        let told = format!("{} {}", String::from_utf8_lossy(bytes), error.detail());
        assert_eq!((error.status().as_u16(), error.code()), (400, "malformed"), "{told}");
        assert!(error.detail().ends_with(&format!(", at {place}.")), "{told}");
        assert!(error.violations().is_empty());
    }
}

#[test]
fn an_empty_body_is_400() {
    for bytes in [&b""[..], b" \r\n\t"] {
        let error = refused(bytes);
        assert_eq!((error.status().as_u16(), error.code()), (400, "malformed"));
        assert_eq!(error.detail(), "The body is empty; it must be a JSON object.");
    }
}

#[test]
fn what_is_no_object_is_422_at_the_root() {
    for text in ["[]", " [{\"title\":\"a\"}] ", "null", "true", "\"{}\"", "1e400", "\"\\ud800\""] {
        let error = refused(text.as_bytes());
        assert_eq!(error.status().as_u16(), 422, "{text}");
        let violation = &error.violations()[0];
        assert_eq!((violation.place(), violation.code()), (&crate::error::Place::Pointer(String::new()), "wrong_type"));
    }
}

#[test]
fn nesting_ends_at_127_levels_wherever_it_is() {
    let nested = |levels: usize| format!("{}{}", "[".repeat(levels), "]".repeat(levels));
    let objects = |levels: usize| format!("{}1{}", "{\"a\":".repeat(levels), "}".repeat(levels));
    for field in ["document", "title", "unknown"] {
        let body = read(format!("{{\"{field}\":{}}}", nested(126)).as_bytes(), &KINDS, Mode::Update);
        assert!(body.is_ok(), "{field}");
        for deep in [nested(127), nested(10_000), objects(127), objects(10_000)] {
            let error = refused(format!("{{\n \"{field}\": {deep}}}").as_bytes());
            let column = field.len() + 6;
            assert_eq!((error.status().as_u16(), error.code()), (400, "malformed"));
            assert!(
                error.detail().ends_with(&format!("127 levels, at line 2, column {column}.")),
                "{}",
                error.detail()
            );
        }
    }
    assert_eq!(refused(nested(127).as_bytes()).status().as_u16(), 422);
    assert_eq!(refused(nested(10_000).as_bytes()).status().as_u16(), 400);
    assert_eq!(refused("[".repeat(10_000).as_bytes()).status().as_u16(), 400);
    assert_eq!(refused("{\"a\":".repeat(10_000).as_bytes()).status().as_u16(), 400);
}

#[test]
fn a_document_takes_all_the_levels_that_a_body_may_have() {
    let deepest = format!("{{\"document\":{}{}}}", "[".repeat(126), "]".repeat(126));
    let body = read(deepest.as_bytes(), &KINDS, Mode::Update).unwrap();
    assert!(body.violations.is_empty(), "{:?}", body.violations);
}

#[test]
fn malformed_wins_over_everything_else() {
    let error = read(b"{\"nothing\":1,\"title\":null,\"id\":3,", &WORDS, Mode::Create).unwrap_err();
    assert_eq!(error.code(), "malformed");
}

#[test]
fn a_body_that_is_all_wrong_gets_a_bounded_answer() {
    let many: Vec<String> = (0..20_000).map(|number| format!("\"key{number}\":1")).collect();
    let body = read(format!("{{{}}}", many.join(",")).as_bytes(), &WORDS, Mode::Create).unwrap();
    assert_eq!(body.violations.len(), 100);
}
