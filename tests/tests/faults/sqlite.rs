//! SQLite whose disk is full, whose file may not be written, or is gone.

use std::{fs, path::Path, process::Command, sync::Arc};

use restruct::{
    prelude::*,
    sea_orm::{ConnectOptions, Database},
};
use restruct_tests::{Answer, Server, TestDatabase, answer, check, delete, get, leave_out, patch, post, problem};
use serde_json::json;
use tempfile::TempDir;

use crate::load::{Load, check_kept, resources};

/// A small file system of a test's own.
struct Disk(TempDir);

impl Disk {
    /// With room for so many megabytes; `None` where there cannot be one, which is said aloud.
    fn mount(megabytes: u32) -> Option<Self> {
        let directory = tempfile::tempdir().expect("a directory");
        let size = format!("size={megabytes}m");
        let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", &size, "tmpfs"]).arg(directory.path()).status();
        if !mounted.is_ok_and(|status| status.success()) {
            leave_out("a full disk", "root, where root may mount");
            return None;
        }
        Some(Self(directory))
    }

    fn path(&self) -> &Path {
        self.0.path()
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("--lazy").arg(self.path()).status();
    }
}

fn url(directory: &Path) -> String {
    format!("sqlite://{}?mode=rwc", directory.join("test.db").display())
}

async fn started(directory: &Path) -> Arc<Server> {
    // Before the application sets up a log of its own.
    let database = TestDatabase::sqlite();
    let app = App::connect(&url(directory)).await.expect("connects");
    Arc::new(Server::listen(database, resources(app)).await)
}

/// Somebody has to look after the database first.
fn later() -> Answer {
    problem(503, "unavailable").header("retry-after", "30")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_disk_loses_and_halves_nothing() {
    let Some(disk) = Disk::mount(8) else { return };
    full_and_free_again(&disk, started(disk.path()).await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nor_does_it_through_a_connection_of_ones_own() {
    let Some(disk) = Disk::mount(8) else { return };
    let database = TestDatabase::sqlite();
    let mut options = ConnectOptions::new(url(disk.path()));
    options.max_connections(1);
    let app = App::with_connection(Database::connect(options).await.expect("connects")).expect("a known database");
    full_and_free_again(&disk, Arc::new(Server::listen(database, resources(app)).await)).await;
}

async fn full_and_free_again(disk: &Disk, server: Arc<Server>) {
    fs::write(disk.path().join("other"), vec![0; 4 << 20]).expect("there is room");
    let mut load = Load::start(&server, 4, 20_000);
    load.wait_for(201, 20).await;
    load.wait_for(503, 20).await;
    check(
        &server,
        [
            ("reads go on", get("/plains?page_size=1"), answer(200)),
            ("ready for them", get("/health/ready"), answer(200)),
        ],
    )
    .await;
    fs::remove_file(disk.path().join("other")).expect("it goes");
    load.catch_up();
    load.wait_for(201, 20).await;
    let writes = load.stop().await;
    check_kept(&url(disk.path()), &writes, &["30"]).await;
}

#[tokio::test]
async fn a_file_that_may_only_be_read_is_read() {
    let directory = tempfile::tempdir().expect("a directory");
    let writing = started(directory.path()).await;
    writing.json(post("/plains").json(json!({"mark": "a"}))).await;
    let read_only = format!("sqlite://{}?mode=ro", directory.path().join("test.db").display());
    let app = App::connect(&read_only).await.expect("connects").resource::<crate::load::Plain>();
    let server = Server::listen(TestDatabase::sqlite(), app).await;
    check(
        &server,
        [
            ("a list", get("/plains?total=exact"), answer(200).has(json!({"total": 1}))),
            ("a row", get("/plains/1"), answer(200)),
            ("a create", post("/plains").json(json!({"mark": "b"})), later()),
            ("an update", patch("/plains/1").json(json!({"mark": "b"})), later()),
            ("a delete", delete("/plains/1"), later()),
            ("ready to be read", get("/health/ready"), answer(200)),
        ],
    )
    .await;
}

#[tokio::test]
async fn a_file_that_is_gone_takes_no_writes() {
    let directory = tempfile::tempdir().expect("a directory");
    let server = started(directory.path()).await;
    let plain = |mark: &str| post("/plains").json(json!({"mark": mark}));
    let entry = |mark: &str| post("/entries").json(json!({"mark": mark}));
    check(&server, [("one", plain("one"), answer(201)), ("with a line", entry("one"), answer(201))]).await;
    let file = directory.path().join("test.db");
    let elsewhere = directory.path().join("elsewhere.db");
    let gone = [
        ("not ready", get("/health/ready"), problem(503, "unavailable").header("retry-after", "1")),
        ("no create", plain("two"), later()),
        ("no transaction", entry("two"), later()),
        ("no update", patch("/plains/1").json(json!({"mark": "two"})), later()),
        ("no delete", delete("/plains/1"), later()),
        ("but alive", get("/health/live"), answer(200)),
    ];
    fs::rename(&file, &elsewhere).expect("it is renamed");
    check(&server, gone.clone()).await;
    fs::copy(&elsewhere, &file).expect("another takes its place");
    check(&server, gone.clone()).await;
    let told = server.send(plain("two")).await.text();
    assert!(!told.contains("test.db"), "{told}");
    fs::rename(&elsewhere, &file).expect("it comes back");
    check(
        &server,
        [
            ("ready", get("/health/ready"), answer(200)),
            ("a create", plain("two"), answer(201)),
            ("a transaction", entry("two"), answer(201)),
            ("nothing else", get("/plains?total=exact"), answer(200).has(json!({"total": 2}))),
        ],
    )
    .await;
    fs::remove_file(&file).expect("it is deleted");
    check(&server, gone).await;
}
