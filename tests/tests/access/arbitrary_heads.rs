//! Whatever bytes come on a connection, whether they are a request or not: an answer, and never that the server is at
//! fault.

use std::{collections::BTreeMap, net::SocketAddr, sync::Mutex, time::Duration};

use proptest::{
    prelude::{Just, Strategy, any, prop, prop_oneof},
    sample::{Index, select},
    test_runner::{Config, TestCaseError, TestRunner},
};
use restruct::App;
use restruct_tests::{Server, TestDatabase, answer, check, get, post};
use serde_json::json;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use crate::{arbitrary_bytes::resources, probes::part};

/// Longer than any answer takes.
const PATIENCE: Duration = Duration::from_secs(60);
/// How long the server waits for the rest of a request.
const CLIENT: Duration = Duration::from_millis(200);

/// What is sent.
#[derive(Clone)]
struct Bytes(Vec<u8>);

impl std::fmt::Debug for Bytes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.0.escape_ascii())
    }
}

fn one_of(texts: &'static [&'static str]) -> impl Strategy<Value = Vec<u8>> {
    select(texts).prop_map(|text| text.as_bytes().to_vec())
}

fn bytes(length: usize) -> impl Strategy<Value = Vec<u8>> {
    prop::collection::vec(any::<u8>(), 0..length)
}

fn method() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        20 => one_of(&["GET", "HEAD", "POST", "POST", "POST", "PATCH", "PUT", "DELETE", "OPTIONS"]),
        2 => one_of(&["CONNECT", "TRACE", "get", "QUERY", "PROPFIND", "PRI", "G", "GETT", "\u{e9}", "G(T"]),
        1 => "[!#$%&'*+.^_`|~0-9A-Za-z-]{1,30}".prop_map(String::into_bytes),
        1 => bytes(8),
    ]
}

fn target() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        20 => one_of(&["/anythings", "/anythings", "/anythings/1", "/by-texts", "/by-texts/a", "/by-parts/a,1,2024-02-29", "/health/ready"]),
        2 => one_of(&["*", "http://other/anythings", "anythings", "//anythings", "/anythings#x", "localhost:80", "/\u{e9}"]),
        1 => (Just(b"/anythings/".to_vec()), part()).prop_map(|(path, part)| [path, part].concat()),
        1 => part(),
    ]
}

fn version() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        24 => one_of(&["HTTP/1.1"]),
        2 => one_of(&["HTTP/1.0", "HTTP/0.9", "HTTP/1.2", "HTTP/2.0", "HTTP/1.1 ", "http/1.1", "HTTP/1,1", ""]),
    ]
}

fn name() -> impl Strategy<Value = Vec<u8>> {
    const KNOWN: &[&str] = &[
        "accept",
        "accept-encoding",
        "authorization",
        "connection",
        "content-encoding",
        "content-length",
        "content-type",
        "cookie",
        "expect",
        "forwarded",
        "host",
        "if-match",
        "if-modified-since",
        "if-none-match",
        "max-forwards",
        "origin",
        "prefer",
        "range",
        "te",
        "traceparent",
        "trailer",
        "transfer-encoding",
        "upgrade",
        "via",
        "x-forwarded-for",
        "x-http-method-override",
        "x-request-id",
    ];
    prop_oneof![
        8 => one_of(KNOWN),
        1 => "[!#$%&'*+.^_`|~0-9A-Za-z-]{1,30}".prop_map(String::into_bytes),
        1 => bytes(8),
    ]
}

fn value() -> impl Strategy<Value = Vec<u8>> {
    const KNOWN: &[&str] = &[
        "",
        " ",
        "*",
        "0",
        "-1",
        "18446744073709551616",
        "99999999999",
        "*/*;q=0",
        "Basic !",
        "Bearer",
        "Bearer 7,admin",
        "Bearer broken",
        "application/json",
        "application/json; charset=\u{e9}",
        "application/merge-patch+json",
        "text/plain",
        "100-continue",
        "chunked",
        "chunked, chunked",
        "gzip",
        "gzip, chunked",
        "identity",
        "close",
        "keep-alive",
        "upgrade",
        "websocket",
        "h2c",
        "bytes=0-0",
        "\"\"",
        "W/\"1\"",
        "Sun, 06 Nov 1994 08:49:37 GMT",
        "DELETE",
    ];
    prop_oneof![6 => one_of(KNOWN), 2 => bytes(24), 1 => (0..70_usize).prop_map(|length| vec![b'a'; length * 10])]
}

fn header() -> impl Strategy<Value = Vec<u8>> {
    let colon = prop_oneof![9 => one_of(&[": "]), 1 => one_of(&[":", " : ", "", ":\t"])];
    (name(), colon, value()).prop_map(|(name, colon, value)| [name, colon, value].concat())
}

/// A body with what says how long it is, rightly or not.
fn framed() -> impl Strategy<Value = (Vec<u8>, Vec<u8>)> {
    let body = prop_oneof![
        8 => one_of(&["{}", "{}", "{\"text\":\"a\"}", "{\"id\":\"a\"}", "{\"id\":1,\"text\":null}", "[]", "", "{"]),
        1 => bytes(40),
    ];
    let length = |length: usize| format!("content-length: {length}").into_bytes();
    (body, 0..24_u8, 0..9_usize).prop_map(move |(body, kind, other)| match kind {
        0 => (Vec::new(), body),
        1 => (length(other), body),
        2..4 => {
            let chunk = format!("{:x}\r\n", body.len()).into_bytes();
            (b"transfer-encoding: chunked".to_vec(), [&chunk, &body[..], b"\r\n0\r\n\r\n"].concat())
        }
        4 => (b"transfer-encoding: chunked".to_vec(), body),
        _ => (length(body.len()), body),
    })
}

fn request() -> impl Strategy<Value = Vec<u8>> {
    let line =
        (method(), target(), version()).prop_map(|(method, target, version)| [method, target, version].join(&b' '));
    let end = prop_oneof![24 => Just(&b"\r\n"[..]), 1 => Just(&b"\n"[..]), 1 => Just(&b"\r"[..])];
    let media = prop_oneof![4 => Just(Some(&b"content-type: application/json"[..])), 1 => Just(None)];
    let host = prop_oneof![19 => Just(Some(&b"host: localhost"[..])), 1 => Just(None)];
    (line, host, media, prop::collection::vec(header(), 0..3), framed(), end).prop_map(
        |(line, host, media, headers, (framing, body), end)| {
            let mut lines = vec![line];
            lines.extend(host.into_iter().chain(media).map(<[u8]>::to_vec));
            lines.extend(headers);
            if !framing.is_empty() {
                lines.push(framing);
            }
            [&lines.join(end)[..], end, end, &body].concat()
        },
    )
}

fn anything() -> impl Strategy<Value = Bytes> {
    let damage = prop::collection::vec((any::<Index>(), any::<u8>()), 1..4);
    let damaged = (request(), damage).prop_map(|(mut request, damage)| {
        for (place, byte) in damage {
            let place = place.index(request.len());
            request[place] = byte;
        }
        request
    });
    let cut = (request(), any::<Index>()).prop_map(|(mut request, place)| {
        request.truncate(place.index(request.len()) + 1);
        request
    });
    let nothing_of_it = prop::collection::vec(any::<u8>(), 1..200);
    prop_oneof![16 => request(), 3 => damaged, 1 => cut, 1 => nothing_of_it].prop_map(Bytes)
}

/// The status of the first answer that is not one on the way (RFC 9110, section 15.2).
async fn answered(address: SocketAddr, sent: &[u8]) -> Result<u16, String> {
    let mut connection = TcpStream::connect(address).await.map_err(|error| error.to_string())?;
    // The server may answer before it has read everything.
    let _ = connection.write_all(sent).await;
    let mut told = Vec::new();
    loop {
        let mut more = [0; 4096];
        let read = tokio::time::timeout(PATIENCE, connection.read(&mut more)).await;
        let read = read.map_err(|_| "no answer in time".to_owned())?.map_err(|error| error.to_string())?;
        told.extend_from_slice(&more[..read]);
        let text = String::from_utf8_lossy(&told);
        let mut rest = &text[..];
        while let Some((head, after)) = rest.split_once("\r\n\r\n") {
            let status = head.strip_prefix("HTTP/1.").and_then(|head| head.get(2..5)?.parse::<u16>().ok());
            match status {
                Some(100..200) => rest = after,
                Some(status) => return Ok(status),
                None => return Err(format!("no status: {text:?}")),
            }
        }
        if read == 0 {
            return Err(format!("closed after {text:?}"));
        }
    }
}

#[test]
fn no_bytes_are_left_without_an_answer() {
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("a runtime");
    runtime.block_on(async {
        for database in TestDatabase::each().await {
            let app = App::connect(database.url()).await.expect("connects").create_tables().client_timeout(CLIENT);
            let server = Server::listen(database, resources(app)).await;
            check(&server, [("it is there", get("/health/ready"), answer(200))]).await;
            let handle = tokio::runtime::Handle::current();
            let mut runner = TestRunner::new(Config { cases: 1500, failure_persistence: None, ..Config::default() });
            let statuses = Mutex::new(BTreeMap::<u16, usize>::new());
            let law = |sent: Bytes| {
                let told = tokio::task::block_in_place(|| handle.block_on(answered(server.address(), &sent.0)));
                let status = told.map_err(TestCaseError::fail)?;
                *statuses.lock().expect("unpoisoned").entry(status).or_default() += 1;
                if (200..500).contains(&status) { Ok(()) } else { Err(TestCaseError::fail(status.to_string())) }
            };
            let result = tokio::task::block_in_place(|| runner.run(&anything(), law));
            result.unwrap_or_else(|fault| panic!("on {:?}: {fault}", server.kind()));
            let statuses = statuses.into_inner().expect("unpoisoned");
            println!("on {:?}: {statuses:?}", server.kind());
            for status in [200, 201, 400, 404, 405, 408, 415, 422] {
                assert!(statuses.get(&status).is_some_and(|count| *count > 0), "{status} is missing: {statuses:?}");
            }
            for sent in ["PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "\r\n\r\n", "\0", "GET / HTTP/1.1\r\n\r\n"] {
                let status = answered(server.address(), sent.as_bytes()).await.expect(sent);
                assert!((400..500).contains(&status), "{sent:?}: {status}");
            }
            check(&server, [("it still works", post("/anythings").json(json!({})), answer(201))]).await;
        }
    });
}
