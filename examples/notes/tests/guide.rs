//! The guide's first page shows these programs, and they answer what it says.

use std::{
    io::{Read, Write},
    net::{TcpListener, TcpStream},
    process::{Child, Command},
    time::Duration,
};

use restruct::serde_json;
use restruct_tests::{blocks, has_curl, run_session};

const PAGE: &str = include_str!("../../../runtime/docs/start.md");

/// What a file holds below its first line, which is about the file itself.
fn shown(file: &'static str) -> &'static str {
    file.split_once("\n\n").expect("a first line about the file").1
}

#[test]
fn the_page_shows_the_programs_as_they_are() {
    let programs = blocks(PAGE, "rust,no_run").concat();
    assert!(programs.contains(shown(include_str!("../src/bin/first.rs"))), "start.md does not show src/bin/first.rs");
    let (program, test) = shown(include_str!("../src/main.rs")).split_once("\n#[cfg(test)]\n").expect("a test");
    assert!(programs.contains(program), "start.md does not show src/main.rs");
    let test = format!("#[cfg(test)]\n{test}");
    assert!(blocks(PAGE, "rust,ignore").contains(&test.as_str()), "start.md does not show the test of src/main.rs");
}

/// Ends with the test.
struct Program(Child);

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn start(program: &str, directory: &tempfile::TempDir, address: &str) -> Program {
    let database = format!("sqlite://{}?mode=rwc", directory.path().join("notes.db").display());
    let port = address.rsplit(':').next().expect("a port");
    let program = Command::new(program).env("DATABASE_URL", database).env("PORT", port).spawn();
    let program = Program(program.expect("the program starts"));
    for _ in 0..200 {
        if TcpStream::connect(address).is_ok() {
            return program;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    panic!("the program does not listen");
}

/// The document that a running program serves, line by line for those who compare.
fn document(address: &str) -> String {
    let request = format!("GET /openapi.json HTTP/1.0\r\nhost: {address}\r\n\r\n");
    let mut answer = String::new();
    let mut stream = TcpStream::connect(address).expect("connects");
    stream.write_all(request.as_bytes()).expect("sent");
    stream.read_to_string(&mut answer).expect("an answer");
    let (_, body) = answer.split_once("\r\n\r\n").expect("a body");
    let document: serde_json::Value = serde_json::from_str(body).expect("JSON");
    serde_json::to_string_pretty(&document).expect("JSON") + "\n"
}

#[test]
fn the_document_beside_the_example_is_as_the_application_makes_it() {
    let directory = tempfile::tempdir().expect("a directory");
    let address = TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("an address").to_string();
    let _running = start(env!("CARGO_BIN_EXE_notes"), &directory, &address);
    let (made, path) = (document(&address), concat!(env!("CARGO_MANIFEST_DIR"), "/openapi.json"));
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(path, &made).expect("the document is written");
    }
    let committed = std::fs::read_to_string(path).unwrap_or_default();
    assert!(committed == made, "the API has changed; write its document anew by BLESS=1 cargo test -p notes");
}

#[test]
fn the_sessions_go_as_they_are_shown() {
    if !has_curl() {
        return;
    }
    let sessions = blocks(PAGE, "console");
    let programs = [env!("CARGO_BIN_EXE_first"), env!("CARGO_BIN_EXE_notes")];
    assert_eq!(sessions.len(), programs.len());
    for (session, program) in sessions.into_iter().zip(programs) {
        let directory = tempfile::tempdir().expect("a directory");
        let port = TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("an address");
        let _running = start(program, &directory, &port.to_string());
        run_session(session, &port.to_string());
    }
}
