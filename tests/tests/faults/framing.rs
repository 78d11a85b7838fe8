//! Requests that are right in parts, or whose client says no more: each is answered, and the connection says whether it
//! goes on.

use serde_json::json;
use tokio::io::AsyncWriteExt;

use crate::clients::{answered, connected, rest, started};

#[tokio::test]
async fn a_client_that_has_said_all_still_gets_its_answer() {
    let server = started(|app| app).await;
    for number in 0..20 {
        let body = json!({"text": number.to_string()}).to_string();
        let head = "POST /notes HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length";
        let mut stream = connected(&server, &format!("{head}: {}\r\n\r\n{body}", body.len())).await;
        stream.shutdown().await.expect("its side is closed");
        let told = rest(&mut stream).await;
        assert!(told.starts_with("HTTP/1.1 201 "), "{told:?}");
    }
}

#[tokio::test]
async fn a_request_names_its_host_once() {
    let server = started(|app| app).await;
    for (head, status) in [
        ("GET /notes HTTP/1.1\r\n", "HTTP/1.1 400 "),
        ("GET /notes HTTP/1.1\r\nhost: a\r\nhost: b\r\n", "HTTP/1.1 400 "),
        ("GET /notes HTTP/1.1\r\nhost: a\r\n", "HTTP/1.1 200 "),
        ("GET /notes HTTP/1.0\r\n", "HTTP/1.0 200 "),
    ] {
        let told = answered(&mut connected(&server, &format!("{head}\r\n")).await).await;
        assert!(told.starts_with(status), "{head:?}: {told:?}");
        assert!(told.contains("x-request-id: "), "{told:?}");
    }
}

#[tokio::test]
async fn an_answer_before_the_body_says_that_the_connection_ends() {
    let server = started(|app| app).await;
    let head = "POST /nowhere HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\n\r\n";
    let mut stream = connected(&server, head).await;
    let told = answered(&mut stream).await;
    assert!(told.starts_with("HTTP/1.1 404 ") && told.contains("connection: close"), "{told:?}");
    // A body that is read is no reason.
    let head = "POST /notes HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n";
    let mut stream = connected(&server, head).await;
    stream.write_all(b"{}").await.expect("sent");
    let told = answered(&mut stream).await;
    assert!(told.starts_with("HTTP/1.1 422 ") && !told.contains("connection: close"), "{told:?}");
}

#[tokio::test]
async fn a_head_without_end_is_431() {
    let server = started(|app| app).await;
    let mut stream = connected(&server, "GET /notes HTTP/1.1\r\nhost: x\r\n").await;
    let long = format!("x: {}\r\n", "y".repeat(300_000));
    // It may be refused before all of it is taken.
    let _ = stream.write_all(long.as_bytes()).await;
    let told = answered(&mut stream).await;
    assert!(told.starts_with("HTTP/1.1 431 "), "{told:?}");
}
