//! Clients that stop in the middle: none keeps the server from anything, or anything of the server, for long.

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex},
    time::Duration,
};

use futures_util::stream;
use restruct::{
    axum::{
        Router,
        body::{Body, Bytes},
        extract::ConnectInfo,
        routing::get as route,
    },
    prelude::*,
};
use restruct_tests::{Server, Statements, TestDatabase, answer, check, get};
use serde_json::json;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    sync::oneshot,
};

/// What the server gives a client in these tests …
const CLIENT: Duration = Duration::from_millis(300);
/// … and an idle connection.
const IDLE: Duration = Duration::from_millis(900);
/// How long a test waits for something that must come.
const PATIENCE: Duration = Duration::from_secs(60);

/// A short text.
#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
pub struct Note {
    pub id: i64,
    pub text: String,
}

pub async fn started(fill: impl FnOnce(App) -> App) -> Server {
    Statements::record();
    let database = TestDatabase::sqlite();
    let app = App::connect(database.url()).await.expect("connects").resource::<Note>().create_tables();
    Server::listen(database, fill(app)).await
}

fn hasty(app: App) -> App {
    app.client_timeout(CLIENT).idle_timeout(IDLE)
}

/// What the server sends until it closes the connection.
pub async fn rest(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    let read = tokio::time::timeout(PATIENCE, stream.read_to_end(&mut bytes)).await.expect("it is closed in time");
    read.expect("it is closed, not broken off");
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The head of an answer, and as much of its body as it announces.
pub async fn answered(stream: &mut TcpStream) -> String {
    let mut text = String::new();
    loop {
        let mut bytes = [0; 1024];
        let read = tokio::time::timeout(PATIENCE, stream.read(&mut bytes)).await.expect("an answer in time");
        let read = read.expect("an answer");
        assert_ne!(read, 0, "closed after {text:?}");
        text.push_str(std::str::from_utf8(&bytes[..read]).expect("a text"));
        let Some((head, body)) = text.split_once("\r\n\r\n") else { continue };
        let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")).expect("a length");
        if body.len() >= length.parse().expect("a number") {
            return text;
        }
    }
}

pub async fn connected(server: &Server, sent: &str) -> TcpStream {
    let mut stream = TcpStream::connect(server.address()).await.expect("connects");
    stream.write_all(sent.as_bytes()).await.expect("sent");
    stream
}

const LIST: &str = "GET /notes HTTP/1.1\r\nhost: x\r\n\r\n";

#[tokio::test]
async fn a_head_that_does_not_come_to_its_end_is_408() {
    let server = started(hasty).await;
    for begun in ["G", "GET /notes HTTP/1.1\r\nhost: x\r\n", "POST /notes HTTP/1.1\r\nhost: x\r\ncontent-length: 5"] {
        let told = rest(&mut connected(&server, begun).await).await;
        assert!(told.starts_with("HTTP/1.1 408 ") && told.contains("connection: close"), "{begun:?}: {told:?}");
    }
    // However diligently it goes on.
    let mut stream = connected(&server, "GET /notes HTTP/1.1\r\n").await;
    let (mut reader, mut writer) = stream.split();
    let dripping = async {
        while writer.write_all(b"x: y\r\n").await.is_ok() {
            tokio::time::sleep(CLIENT / 10).await;
        }
    };
    let mut told = [0; 12];
    tokio::select! {
        () = dripping => panic!("it was not answered"),
        read = tokio::time::timeout(PATIENCE, reader.read_exact(&mut told)) => drop(read.expect("in time").expect("a status")),
    }
    assert_eq!(&told, b"HTTP/1.1 408");
}

#[tokio::test]
async fn a_connection_on_which_nothing_goes_on_is_closed_without_a_word() {
    let server = started(hasty).await;
    assert_eq!(rest(&mut connected(&server, "").await).await, "", "nothing was sent");
    let mut stream = connected(&server, LIST).await;
    assert!(answered(&mut stream).await.starts_with("HTTP/1.1 200 "));
    // It is not the first request alone that has its time.
    stream.write_all(LIST.as_bytes()).await.expect("sent");
    assert!(answered(&mut stream).await.starts_with("HTTP/1.1 200 "));
    assert_eq!(rest(&mut stream).await, "", "no third request came");
}

#[tokio::test]
async fn a_body_that_stalls_is_408_and_writes_nothing() {
    let server = started(hasty).await;
    for begun in ["", "{\"text\": "] {
        for framing in ["content-length: 14", "transfer-encoding: chunked"] {
            let chunk = if framing.starts_with('t') && !begun.is_empty() { "9\r\n" } else { "" };
            let sent = format!(
                "POST /notes HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n{framing}\r\n\r\n{chunk}{begun}"
            );
            let told = rest(&mut connected(&server, &sent).await).await;
            for part in ["HTTP/1.1 408 ", "connection: close", "application/problem+json", "\"request_timeout\""] {
                assert!(told.contains(part), "{part} is not in {told:?} to {sent:?}");
            }
        }
    }
    check(&server, [("nothing is there", get("/notes?total=exact"), answer(200).has(json!({"total": 0})))]).await;
}

#[tokio::test]
async fn a_body_that_drips_until_the_requests_time_is_up_is_408_too() {
    let server = started(|app| app.request_timeout(CLIENT)).await;
    let head = "POST /notes HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 1000000\r\n\r\n\"";
    let mut stream = connected(&server, head).await;
    let (mut reader, mut writer) = stream.split();
    let dripping = async {
        while writer.write_all(b"x").await.is_ok() {
            tokio::time::sleep(CLIENT / 10).await;
        }
        std::future::pending::<()>().await
    };
    let mut told = [0; 12];
    tokio::select! {
        () = dripping => {}
        read = tokio::time::timeout(PATIENCE, reader.read_exact(&mut told)) => drop(read.expect("in time").expect("a status")),
    }
    assert_eq!(&told, b"HTTP/1.1 408");
}

/// Memory of an answer, which tells when the server has given it back.
struct Memory(Vec<u8>, #[expect(dead_code, reason = "what its end tells")] oneshot::Sender<()>);

impl AsRef<[u8]> for Memory {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

/// The same part for ever.
fn endless(part: Bytes) -> Body {
    Body::from_stream(stream::unfold(part, async |part| Some((Ok::<_, std::io::Error>(part.clone()), part))))
}

#[tokio::test]
async fn an_answer_that_nobody_takes_is_given_up_and_its_memory_with_it() {
    for (size, body) in [(64 << 20, Body::from as fn(Bytes) -> Body), (64 << 10, endless)] {
        let (held, given_back) = oneshot::channel();
        let memory = Arc::new(Mutex::new(Some(Memory(vec![b'x'; size], held))));
        let large = move || {
            let memory = memory.lock().expect("unpoisoned").take().expect("it is asked for once");
            std::future::ready(body(Bytes::from_owner(memory)))
        };
        let server = started(|app| hasty(app).merge(Router::new().route("/large", route(large)))).await;
        let stream = connected(&server, "GET /large HTTP/1.1\r\nhost: x\r\n\r\n").await;
        let told = tokio::time::timeout(PATIENCE, given_back).await.expect("it is given up");
        assert!(told.is_err(), "its holder is gone");
        drop(stream);
        check(&server, [("others are served", get("/notes"), answer(200))]).await;
    }
}

#[tokio::test]
async fn an_answer_that_is_taken_slowly_is_not_given_up() {
    const SIZE: usize = 32 << 20;
    let large = async || Body::from(vec![b'x'; SIZE]);
    let client = Duration::from_secs(3);
    let server = started(|app| app.client_timeout(client).merge(Router::new().route("/large", route(large)))).await;
    let mut stream = connected(&server, "GET /large HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n").await;
    let mut taken = 0;
    let mut bytes = vec![0; 50 << 10];
    // For longer than the server waits for a client that takes nothing, and then all that is left.
    let began = std::time::Instant::now();
    while began.elapsed() < client * 3 {
        taken += stream.read(&mut bytes).await.expect("it goes on");
        tokio::time::sleep(client / 30).await;
    }
    taken += rest(&mut stream).await.len();
    assert!(taken > SIZE, "{taken} bytes of it");
}

#[tokio::test]
async fn a_body_too_large_is_answered_before_the_connection_closes() {
    let server = started(|app| app.body_limit(1000)).await;
    let begun = "POST /notes HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 4000000\r\n\r\n";
    let mut stream = connected(&server, begun).await;
    // All of it, before the answer is read.
    let _ = stream.write_all(&vec![b' '; 4_000_000]).await;
    let told = rest(&mut stream).await;
    assert!(told.starts_with("HTTP/1.1 413 ") && told.contains("payload_too_large"), "{told:?}");
}

#[tokio::test]
async fn requests_may_come_at_once_and_a_handler_knows_its_client() {
    let whoami = async |ConnectInfo(client): ConnectInfo<SocketAddr>| client.to_string();
    let server = started(|app| app.merge(Router::new().route("/whoami", route(whoami)))).await;
    let mut stream = connected(&server, "").await;
    let own = stream.local_addr().expect("an address").to_string();
    let asked = "GET /whoami HTTP/1.1\r\nhost: x\r\n\r\n".repeat(50);
    let last = "GET /whoami HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n";
    stream.write_all((asked + last).as_bytes()).await.expect("sent");
    let told = rest(&mut stream).await;
    assert_eq!(told.matches(&own).count(), 51, "{told}");
}
