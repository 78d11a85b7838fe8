//! Writers that do not stop for a fault, and what must hold of what they were answered.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering::Relaxed},
    },
    time::Duration,
};

use restruct::{
    prelude::*,
    sea_orm::{ActiveModelTrait, Database, EntityTrait},
};
use restruct_tests::{Server, post};
use serde_json::json;
use tokio::{sync::mpsc, task::JoinSet};

/// How long a test waits for what must come.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// A row that is written by one statement.
#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
pub struct Plain {
    pub id: i64,
    #[resource(unique)]
    pub mark: String,
    pub filling: Option<String>,
}

/// A row that brings another with it.
#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
pub struct Entry {
    pub id: i64,
    #[resource(unique)]
    pub mark: String,
    pub filling: Option<String>,
}

/// What an entry brings with it.
#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
pub struct Line {
    pub id: i64,
    #[resource(unique)]
    pub mark: String,
}

impl Hooks for Entry {
    async fn after_create(entry: &Entry, cx: &mut Context<'_>) -> Result<()> {
        let line = LineActiveModel { mark: Set(entry.mark.clone()), ..Default::default() };
        line.insert(&cx.unscoped("its line").await?).await?;
        Ok(())
    }
}

pub fn resources(app: App) -> App {
    app.resource::<Plain>().resource::<Entry>().resource::<Line>().create_tables()
}

/// What a write was answered.
#[derive(Debug)]
pub struct Write {
    pub path: &'static str,
    pub mark: String,
    pub status: u16,
    pub code: String,
    pub retry_after: Option<String>,
}

/// Writers beside each other.
pub struct Load {
    writers: JoinSet<()>,
    stopped: Arc<AtomicBool>,
    answers: mpsc::UnboundedReceiver<Write>,
    seen: Vec<Write>,
}

impl Load {
    /// Lets so many write, each row with so many letters to fill it.
    pub fn start(server: &Arc<Server>, writers: usize, filling: usize) -> Self {
        let stopped = Arc::new(AtomicBool::new(false));
        let (answered, answers) = mpsc::unbounded_channel();
        let mut tasks = JoinSet::new();
        for writer in 0..writers {
            let (server, stopped, answered) = (Arc::clone(server), Arc::clone(&stopped), answered.clone());
            tasks.spawn(async move {
                let path = if writer % 2 == 0 { "/entries" } else { "/plains" };
                for number in 0.. {
                    if stopped.load(Relaxed) {
                        return;
                    }
                    let mark = format!("{writer}-{number}");
                    let write = write(&server, path, mark, filling).await;
                    let failed = write.status != 201;
                    answered.send(write).expect("the test goes on");
                    if failed {
                        tokio::time::sleep(Duration::from_millis(20)).await;
                    }
                }
            });
        }
        Self { writers: tasks, stopped, answers, seen: Vec::new() }
    }

    /// Waits for so many more answers with a status.
    pub async fn wait_for(&mut self, status: u16, count: usize) {
        let waiting = async {
            let mut left = count;
            while left > 0 {
                let write = self.answers.recv().await.expect("writers go on");
                left -= usize::from(write.status == status);
                self.seen.push(write);
            }
        };
        let waited = tokio::time::timeout(PATIENCE, waiting).await;
        waited.unwrap_or_else(|_| panic!("no {count} answers {status}; the last: {:?}", self.seen.last()));
    }

    /// Forgets what has come and was not waited for: what happens from now on counts.
    pub fn catch_up(&mut self) {
        while let Ok(write) = self.answers.try_recv() {
            self.seen.push(write);
        }
    }

    /// All that was answered.
    pub async fn stop(mut self) -> Vec<Write> {
        self.stopped.store(true, Relaxed);
        while let Some(ended) = self.writers.join_next().await {
            ended.expect("a writer ends well");
        }
        self.catch_up();
        self.seen
    }
}

async fn write(server: &Server, path: &'static str, mark: String, filling: usize) -> Write {
    let response = server.send(post(path).json(json!({"mark": mark, "filling": "x".repeat(filling)}))).await;
    Write {
        path,
        mark,
        status: response.status,
        code: response.json()["code"].as_str().unwrap_or_default().to_owned(),
        retry_after: response.header("retry-after").map(str::to_owned),
    }
}

/// No write that was answered 201 is missing, none is half there, and the others say that they may be tried again.
pub async fn check_kept(url: &str, writes: &[Write], retry_after: &[&str]) {
    let connection = Database::connect(url).await.expect("connects");
    let plains = PlainEntity::find().all(&connection).await.expect("plains");
    let entries = EntryEntity::find().all(&connection).await.expect("entries");
    let lines = LineEntity::find().all(&connection).await.expect("lines");
    connection.close().await.expect("closes");
    let plains: BTreeSet<_> = plains.into_iter().map(|row| row.mark).collect();
    let entries: BTreeSet<_> = entries.into_iter().map(|row| row.mark).collect();
    let lines: BTreeSet<_> = lines.into_iter().map(|row| row.mark).collect();
    assert_eq!(entries, lines, "no entry without its line, and no line without its entry");
    let mut counts = BTreeMap::<_, usize>::new();
    for write in writes {
        let kept = if write.path == "/entries" { &entries } else { &plains };
        match write.status {
            201 => assert!(kept.contains(&write.mark), "lost: {write:?}"),
            503 => {
                let retry = write.retry_after.as_deref().unwrap_or_default();
                assert!(retry_after.contains(&retry) && write.code == "unavailable", "{write:?}");
            }
            _ => panic!("{write:?}"),
        }
        *counts.entry((write.path, write.status, kept.contains(&write.mark))).or_default() += 1;
    }
    println!("by path, status and whether it is there: {counts:?}");
}
