//! The program as a user starts it: what it prints, how it answers, how it stops.

use std::{
    io::{Read, Write},
    net::{TcpListener, TcpStream},
    process::{Child, Command, Stdio},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    thread::JoinHandle,
    time::Duration,
};

/// The program, and what reads its output so that it never waits for a reader.
struct Program(Child, JoinHandle<String>);

fn database(directory: &tempfile::TempDir) -> String {
    format!("sqlite://{}?mode=rwc", directory.path().join("blog.db").display())
}

/// Starts it with no more open files than it may have.
fn start(directory: &tempfile::TempDir, port: u16, files: u32) -> Program {
    let mut program = Command::new("sh")
        .args(["-c", &format!("ulimit -n {files} && exec \"$0\""), env!("CARGO_BIN_EXE_blog")])
        .env("DATABASE_URL", database(directory))
        .env("PORT", port.to_string())
        .env("RUST_LOG", "info,sqlx::query=debug")
        .env("LOG_FORMAT", "json")
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut output = program.stdout.take().expect("its output");
    let reader = std::thread::spawn(move || {
        let mut printed = String::new();
        output.read_to_string(&mut printed).expect("a text");
        printed
    });
    Program(program, reader)
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("an address").port()
}

/// The status line and the body; `None` where nobody listens.
fn get(port: u16, path: &str, token: &str) -> Option<(String, String)> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).ok()?;
    let request =
        format!("GET {path} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {token}\r\nconnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).ok()?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).ok()?;
    let (head, body) = answer.split_once("\r\n\r\n")?;
    Some((head.lines().next()?.to_owned(), body.to_owned()))
}

fn wait_until_ready(port: u16) {
    for _ in 0..200 {
        if get(port, "/health/ready", "ada-token").is_some_and(|(status, _)| status.ends_with("200 OK")) {
            return;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    panic!("the server does not become ready");
}

fn terminate(program: &Child) {
    let told = Command::new("kill").arg(program.id().to_string()).status().expect("kill runs");
    assert!(told.success());
}

fn stop(Program(mut program, reader): Program, port: u16) -> String {
    terminate(&program);
    let draining = || get(port, "/health/ready", "ada-token").is_some_and(|(status, _)| status.contains("503"));
    let seen = (0..20).any(|_| {
        std::thread::sleep(Duration::from_millis(20));
        draining()
    });
    assert!(seen, "its readiness goes down before it stops to listen");
    assert!(program.wait().expect("it ends").success(), "it ends well when it is told to");
    reader.join().expect("the output is read")
}

#[test]
fn it_serves_its_seed_prints_tokens_and_stops_when_told() {
    let directory = tempfile::tempdir().expect("a directory");
    let port = free_port();
    for run in 1..=2 {
        let program = start(&directory, port, 1024);
        wait_until_ready(port);
        let (status, body) = get(port, "/posts?total=exact&page_size=1", "admin-token").expect("an answer");
        assert!(status.ends_with("200 OK") && body.ends_with("\"total\":60}"), "run {run}: {status} {body}");
        let (status, body) = get(port, "/nowhere/", "ada-token").expect("an answer");
        assert!(status.contains("404") && body.contains("\"code\":\"not_found\""), "run {run}: {status} {body}");
        let printed = stop(program, port);
        let is_json = |line: &&str| line.starts_with('{') && line.ends_with('}');
        let statement =
            printed.lines().filter(is_json).any(|line| line.contains("sqlx::query") && line.contains("SELECT"));
        assert!(statement, "run {run}: no statement in the log: {printed}");
        for text in [format!("http://127.0.0.1:{port}/posts"), "ada-token".to_owned(), "admin-token".to_owned()] {
            assert!(printed.contains(&text), "run {run}: {printed}");
        }
    }
}

fn connect(port: u16) -> TcpStream {
    let stream = TcpStream::connect(("127.0.0.1", port)).expect("connects");
    stream.set_read_timeout(Some(Duration::from_secs(60))).expect("a time limit");
    stream
}

/// Asks on a connection that stays open.
fn ask(stream: &mut TcpStream) -> String {
    stream.write_all(b"GET /health/ready HTTP/1.1\r\nhost: x\r\n\r\n").expect("sent");
    let mut bytes = [0; 1024];
    let read = stream.read(&mut bytes).expect("an answer");
    String::from_utf8_lossy(&bytes[..read]).into_owned()
}

#[test]
fn a_thousand_idle_connections_disturb_nobody() {
    let directory = tempfile::tempdir().expect("a directory");
    let port = free_port();
    let program = start(&directory, port, 4096);
    wait_until_ready(port);
    let mut idle: Vec<_> = (0..1000).map(|_| connect(port)).collect();
    for _ in 0..20 {
        let (status, _) = get(port, "/posts", "ada-token").expect("an answer");
        assert!(status.ends_with("200 OK"), "{status}");
    }
    for stream in idle.iter_mut().step_by(99) {
        assert!(ask(stream).starts_with("HTTP/1.1 200 OK"));
    }
    // They do not keep it from stopping either.
    stop(program, port);
}

#[test]
fn too_many_connections_are_no_end() {
    let directory = tempfile::tempdir().expect("a directory");
    let port = free_port();
    let program = start(&directory, port, 48);
    wait_until_ready(port);
    let mut early = connect(port);
    assert!(ask(&mut early).starts_with("HTTP/1.1 200 OK"));
    let too_many: Vec<_> = (0..100).map(|_| connect(port)).collect();
    for _ in 0..5 {
        std::thread::sleep(Duration::from_millis(100));
        assert!(ask(&mut early).starts_with("HTTP/1.1 200 OK"), "who is there is served");
    }
    drop(too_many);
    wait_until_ready(port);
    let printed = stop(program, port);
    let complaints = printed.lines().filter(|line| line.contains("no connection can be accepted")).count();
    assert!((1..5).contains(&complaints), "{complaints} in: {printed}");
}

#[test]
fn a_second_signal_drops_who_does_not_come_to_an_end() {
    let directory = tempfile::tempdir().expect("a directory");
    let port = free_port();
    let Program(mut program, reader) = start(&directory, port, 1024);
    wait_until_ready(port);
    let mut begun = connect(port);
    begun.write_all(b"GET /posts HTTP/1.1\r\n").expect("sent");
    terminate(&program);
    while TcpStream::connect(("127.0.0.1", port)).is_ok() {
        std::thread::sleep(Duration::from_millis(20));
    }
    terminate(&program);
    assert!(program.wait().expect("it ends").success());
    let printed = reader.join().expect("the output is read");
    assert!(printed.contains("before a second signal"), "{printed}");
    assert_ne!(begun.read(&mut [0]).ok(), Some(1), "nothing is answered");
}

/// What it prints to standard output, and the code with which it ends.
fn schema(directory: &tempfile::TempDir) -> (String, Option<i32>) {
    let mut program = Command::new(env!("CARGO_BIN_EXE_blog"));
    let program = program.arg("schema").env("DATABASE_URL", database(directory)).env("RUST_LOG", "off");
    let done = program.stderr(Stdio::inherit()).output().expect("the program starts");
    (String::from_utf8(done.stdout).expect("a text"), done.status.code())
}

#[test]
fn it_prints_what_differs_from_its_structs_and_what_mends_it() {
    let directory = tempfile::tempdir().expect("a directory");
    let file = rusqlite::Connection::open(directory.path().join("blog.db")).expect("a file");
    file.execute_batch("CREATE TABLE tags (id INTEGER PRIMARY KEY, title text)").expect("a table");
    let (report, code) = schema(&directory);
    assert_eq!(code, Some(1), "{report}");
    for part in [
        "-- Table `posts` of Post\n-- - stops the start: there is no such table",
        "CREATE TABLE \"posts\" (",
        "-- - stops the start: column `name`: there is no such column, which `Tag.name` needs",
        "-- - hint: column `title`: no resource has this column",
    ] {
        assert!(report.contains(part), "{part} in {report}");
    }
    let tables =
        |name: &str| file.query_row("SELECT count(*) FROM sqlite_schema WHERE name = ?1", [name], |row| row.get(0));
    assert_eq!(tables("posts"), Ok(0), "it only asks");
    file.execute_batch(&report).expect("it is SQL");
    assert_eq!(tables("posts"), Ok(1));
    file.execute_batch("ALTER TABLE tags DROP COLUMN title").expect("what a person decides");
    assert_eq!(schema(&directory), ("-- Nothing differs: the tables are as the resources say.\n".to_owned(), Some(0)));
}

#[test]
fn it_says_what_it_takes() {
    let done = Command::new(env!("CARGO_BIN_EXE_blog")).arg("shcema").output().expect("the program starts");
    assert_eq!(done.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&done.stderr).contains("`blog schema` prints"), "{done:?}");
}

/// Creates posts one after the other until the server is gone; where each that was answered 201 is.
fn write_until_it_ends(port: u16, writer: usize, count: &AtomicUsize) -> Vec<String> {
    let mut stream = connect(port);
    let mut made = Vec::new();
    for number in 0.. {
        let body = format!("{{\"title\": \"Post {writer} {number}\", \"body\": \"text\"}}");
        let head = "host: x\r\nauthorization: Bearer ada-token\r\ncontent-type: application/json";
        let request = format!("POST /posts HTTP/1.1\r\n{head}\r\ncontent-length: {}\r\n\r\n{body}", body.len());
        let mut bytes = [0; 4096];
        let answered = stream.write_all(request.as_bytes()).and_then(|()| stream.read(&mut bytes));
        let Ok(read @ 1..) = answered else { break };
        let answer = String::from_utf8_lossy(&bytes[..read]);
        assert!(answer.starts_with("HTTP/1.1 201 "), "{answer}");
        let place = answer.lines().find_map(|line| line.strip_prefix("location: ")).expect("a place");
        made.push(place.to_owned());
        count.fetch_add(1, Ordering::Relaxed);
    }
    made
}

#[test]
fn what_was_answered_outlives_a_server_that_is_killed() {
    let directory = tempfile::tempdir().expect("a directory");
    let port = free_port();
    let Program(mut program, reader) = start(&directory, port, 1024);
    wait_until_ready(port);
    let count = Arc::new(AtomicUsize::new(0));
    let begin = |writer| {
        let count = Arc::clone(&count);
        std::thread::spawn(move || write_until_it_ends(port, writer, &count))
    };
    let writers: Vec<_> = (0..3).map(begin).collect();
    while count.load(Ordering::Relaxed) < 100 {
        assert!(writers.iter().any(|writer| !writer.is_finished()), "they write");
        std::thread::sleep(Duration::from_millis(5));
    }
    program.kill().expect("it is killed");
    program.wait().expect("it ends");
    reader.join().expect("the output is read");
    let made: Vec<_> = writers.into_iter().flat_map(|writer| writer.join().expect("a writer ends well")).collect();
    let program = start(&directory, port, 1024);
    wait_until_ready(port);
    for place in made {
        let (status, body) = get(port, &place, "ada-token").expect("an answer");
        assert!(status.ends_with("200 OK"), "{place}: {status} {body}");
    }
    stop(program, port);
}
