//! Bodies that cannot be read, or that are too much: a clear 4xx each, and nothing is stored.

use std::net::SocketAddr;

use restruct::prelude::*;
use restruct_tests::{Request, answer, check, get, on_each_database, patch, post, problem};
use serde_json::json;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

/// A row with a text, a number and a document.
#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
pub struct Note {
    pub id: i64,
    pub text: String,
    #[resource(default = 0)]
    pub number: i64,
    pub document: Option<Json>,
}

fn notes(app: App) -> App {
    app.resource::<Note>()
}

const LIMIT: usize = 1024 * 1024;

#[tokio::test]
async fn a_body_that_is_no_json_is_malformed_at_a_line_and_column() {
    on_each_database(notes, async |server| {
        for (name, body, place) in [
            ("cut short", "{", "line 1, column 1"),
            ("a trailing comma", "{\"text\": \"a\",}", "line 1, column 14"),
            ("a second line", "{\n  \"text\": nope}", "line 2, column 12"),
            ("single quotes", "{'text': 'a'}", "line 1, column 2"),
            ("no quotes", "{text: 1}", "line 1, column 2"),
            ("something behind it", "{\"text\": \"a\"} {}", "line 1, column 15"),
            ("a comment", "{\"text\": \"a\"} // done", "line 1, column 15"),
            ("a text that does not end", "{\"text\": \"a", "line 1, column 11"),
            ("a line break in a text", "{\"text\": \"a\nb\"}", "line 1, column 11"),
            ("an escape that there is not", "{\"text\": \"\\x41\"}", "line 1, column 12"),
            ("a number with a leading zero", "{\"number\": 01}", "line 1, column 13"),
            ("a number with a plus", "{\"number\": +1}", "line 1, column 12"),
            ("not a number", "{\"number\": NaN}", "line 1, column 12"),
            ("infinity", "{\"number\": Infinity}", "line 1, column 12"),
            ("a number without digits", "{\"number\": .5}", "line 1, column 12"),
            ("a byte order mark", "\u{feff}{\"text\": \"a\"}", "line 1, column 1"),
        ] {
            let refused = || problem(400, "malformed").detail(place);
            check(
                server,
                [(name, post("/notes").text(body), refused()), (name, patch("/notes/1").text(body), refused())],
            )
            .await;
        }
        for (name, body) in
            [("no body", &b""[..]), ("spaces", b" \n\t"), ("bytes that are no text", b"{\"text\": \"\xff\"}")]
        {
            check(server, [(name, post("/notes").text(body), problem(400, "malformed"))]).await;
        }
        check(server, [("nothing is stored", get("/notes?total=exact"), answer(200).has(json!({"total": 0})))]).await;
    })
    .await;
}

#[tokio::test]
async fn a_body_must_be_an_object() {
    on_each_database(notes, async |server| {
        for body in ["[]", "[{\"text\": \"a\"}]", "[\"a\", 1]", "\"text\"", "1", "null", "true", "1e400"] {
            let refused = problem(422, "invalid").errors(&[("", "wrong_type")]);
            check(server, [(body, post("/notes").text(body), refused)]).await;
        }
    })
    .await;
}

#[tokio::test]
async fn a_key_stands_once() {
    on_each_database(notes, async |server| {
        let refused = |errors| problem(422, "invalid").errors(errors);
        check(
            server,
            [
                ("twice", post("/notes").text(r#"{"text": "a", "text": "a"}"#), refused(&[("/text", "duplicate_key")])),
                (
                    "twice, escaped",
                    post("/notes").text(r#"{"text": "a", "te\u0078t": "b"}"#),
                    refused(&[("/text", "duplicate_key")]),
                ),
                ("an empty one", post("/notes").text(r#"{"text": "a", "": 1}"#), refused(&[("/", "unknown_field")])),
                (
                    "in another case",
                    post("/notes").text(r#"{"text": "a", "Number": 1}"#),
                    refused(&[("/Number", "unknown_field")]),
                ),
                (
                    "with a NUL",
                    post("/notes").text("{\"text\": \"a\", \"x\\u0000\": 1}"),
                    refused(&[("/x\0", "unknown_field")]),
                ),
                (
                    "a prototype",
                    post("/notes").text(r#"{"text": "a", "__proto__": {"id": 9}}"#),
                    refused(&[("/__proto__", "unknown_field")]),
                ),
                (
                    "twice in a document",
                    post("/notes").text(r#"{"text": "a", "document": {"a": 1, "a": 2}}"#),
                    refused(&[("/document", "duplicate_key")]),
                ),
            ],
        )
        .await;
    })
    .await;
}

#[tokio::test]
async fn nesting_has_an_end() {
    on_each_database(notes, async |server| {
        let nested =
            |levels: usize| format!("{{\"text\": \"a\", \"document\": {}{}}}", "[".repeat(levels), "]".repeat(levels));
        let deep = "[".repeat(10_000);
        check(
            server,
            [
                ("a hundred levels are kept", post("/notes").text(nested(100)), answer(201)),
                ("ten thousand are not", post("/notes").text(nested(10_000)), problem(400, "malformed")),
                ("without an end", post("/notes").text(deep), problem(400, "malformed")),
                ("objects", post("/notes").text("{\"text\":".repeat(10_000)), problem(400, "malformed")),
                (
                    "in a field of another type",
                    post("/notes").text(nested(10_000).replace("document", "number")),
                    problem(400, "malformed"),
                ),
            ],
        )
        .await;
    })
    .await;
}

fn padded(length: usize) -> Request {
    let body = r#"{"text": "a"}"#;
    post("/notes").text(format!("{body}{}", " ".repeat(length - body.len())))
}

#[tokio::test]
async fn a_body_has_at_most_a_mebibyte() {
    on_each_database(notes, async |server| {
        check(
            server,
            [
                ("at the limit", padded(LIMIT), answer(201)),
                ("one byte more", padded(LIMIT + 1), problem(413, "payload_too_large")),
                (
                    "a larger text",
                    post("/notes").json(json!({"text": "x".repeat(LIMIT)})),
                    problem(413, "payload_too_large"),
                ),
            ],
        )
        .await;
        let announced = raw(
            server.address(),
            b"POST /notes HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 99999999999\r\n\r\n",
        )
        .await;
        assert!(announced.starts_with("HTTP/1.1 413"), "announced, not sent: {announced}");
        let mut chunked =
            b"POST /notes HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n"
                .to_vec();
        for _ in 0..=16 {
            chunked.extend(format!("{:x}\r\n{}\r\n", LIMIT / 16, " ".repeat(LIMIT / 16)).bytes());
        }
        chunked.extend(b"0\r\n\r\n");
        let unannounced = raw(server.address(), &chunked).await;
        assert!(unannounced.starts_with("HTTP/1.1 413"), "sent, not announced: {unannounced}");
    })
    .await;
}

#[tokio::test]
async fn the_limit_of_a_body_can_be_set() {
    on_each_database(
        |app| app.resource::<Note>().body_limit(100),
        async |server| {
            check(
                server,
                [("at it", padded(100), answer(201)), ("above it", padded(101), problem(413, "payload_too_large"))],
            )
            .await;
        },
    )
    .await;
}

#[tokio::test]
async fn a_body_must_say_that_it_is_json() {
    on_each_database(notes, async |server| {
        let body = r#"{"text": "a"}"#;
        let with = |media_type: &str| post("/notes").header("content-type", media_type).body(body);
        let merge = |media_type: &str| patch("/notes/1").header("content-type", media_type).body(body);
        let refused = || problem(415, "unsupported_media_type");
        check(
            server,
            [
                ("JSON", with("application/json"), answer(201)),
                ("JSON with a charset", with("application/json; charset=utf-8"), answer(201)),
                ("JSON in capitals", with("Application/JSON"), answer(201)),
                ("nothing", post("/notes").body(body), refused()),
                ("a form", with("application/x-www-form-urlencoded"), refused()),
                ("text", with("text/plain"), refused()),
                ("anything", with("*/*"), refused()),
                ("a longer name", with("application/json-seq"), refused()),
                ("a merge patch to create", with("application/merge-patch+json"), refused()),
                ("a body that is coded", with("application/json").header("content-encoding", "gzip"), refused()),
                ("one that is not", with("application/json").header("content-encoding", "identity"), answer(201)),
                ("two", with("application/json").header("content-type", "text/plain"), refused()),
                ("a merge patch", merge("application/merge-patch+json"), answer(200)),
                ("a patch of JSON", merge("application/json"), answer(200)),
                ("a list of patches", merge("application/json-patch+json"), refused()),
            ],
        )
        .await;
    })
    .await;
}

#[tokio::test]
async fn a_body_that_breaks_off_stores_nothing() {
    on_each_database(notes, async |server| {
        let mut stream = TcpStream::connect(server.address()).await.expect("connects");
        let head =
            b"POST /notes HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 13\r\n\r\n{\"text\"";
        stream.write_all(head).await.expect("is sent");
        drop(stream);
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        check(server, [("nothing", get("/notes?total=exact"), answer(200).has(json!({"total": 0})))]).await;
    })
    .await;
}

/// Sends bytes as they are and gives the beginning of the answer.
async fn raw(address: SocketAddr, bytes: &[u8]) -> String {
    let mut stream = TcpStream::connect(address).await.expect("connects");
    // The server may answer and close before it has read all.
    let _ = stream.write_all(bytes).await;
    let mut answer = vec![0; 1024];
    let length = stream.read(&mut answer).await.expect("an answer");
    String::from_utf8_lossy(&answer[..length]).into_owned()
}
