//! The program as a user starts it.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    process::{Child, Command, Stdio},
    time::Duration,
};

/// Ends with the test.
struct Program(Child);

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn start(directory: &tempfile::TempDir, port: u16) -> Program {
    let database = format!("sqlite://{}?mode=rwc", directory.path().join("shop.db").display());
    let mut program = Command::new(env!("CARGO_BIN_EXE_shop"));
    program.env("DATABASE_URL", database).env("PORT", port.to_string()).env("RUST_LOG", "off").stdout(Stdio::piped());
    Program(program.spawn().expect("the program starts"))
}

/// The body of an answer; `None` where nobody listens or the answer is no 200.
fn get(port: u16, path: &str, token: &str) -> Option<String> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).ok()?;
    let head = format!("host: x\r\nauthorization: Bearer {token}\r\nconnection: close");
    stream.write_all(format!("GET {path} HTTP/1.1\r\n{head}\r\n\r\n").as_bytes()).ok()?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).ok()?;
    let (head, body) = answer.split_once("\r\n\r\n")?;
    head.starts_with("HTTP/1.1 200 ").then(|| body.to_owned())
}

#[test]
fn it_prints_tokens_and_serves_its_seed_each_time() {
    let directory = tempfile::tempdir().expect("a directory");
    let port = TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("an address").port();
    for run in 1..=2 {
        let mut program = start(&directory, port);
        let printed = BufReader::new(program.0.stdout.take().expect("its output"));
        let printed: Vec<String> = printed.lines().take(5).map(|line| line.expect("a line")).collect();
        for text in [format!("http://127.0.0.1:{port}/products"), "ann-token".to_owned(), "staff-token".to_owned()] {
            assert!(printed.iter().any(|line| line.contains(&text)), "run {run}: {text} in {printed:?}");
        }
        let ready = (0..200).any(|_| {
            std::thread::sleep(Duration::from_millis(50));
            get(port, "/health/ready", "staff-token").is_some()
        });
        assert!(ready, "the server becomes ready");
        for (path, token, rows) in
            [("orders", "staff-token", 80), ("orders", "ann-token", 4), ("products", "ann-token", 54)]
        {
            let body = get(port, &format!("/{path}?total=exact&page_size=1"), token).expect("an answer");
            assert!(body.ends_with(&format!("\"total\":{rows}}}")), "run {run}: {path} by {token}: {body}");
        }
    }
}
