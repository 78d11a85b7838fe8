//! What hooks see, what they may change, and what becomes of the write when they fail.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use restruct::{
    prelude::*,
    sea_orm::{ActiveModelTrait, EntityTrait, PaginatorTrait},
};
use restruct_tests::{Request, Server, TestDatabase, answer, check, delete, get, patch, post, problem};
use serde_json::json;

/// What the hooks have noted, in order.
#[derive(Clone, Default)]
pub struct Journal(Arc<Mutex<Vec<String>>>);

impl Journal {
    fn note(&self, line: impl Into<String>) {
        self.0.lock().expect("no panic while noting").push(line.into());
    }

    fn take(&self) -> Vec<String> {
        std::mem::take(&mut self.0.lock().expect("no panic while noting"))
    }
}

/// A row whose text tells its hooks what to do.
#[derive(Clone, Debug, Resource)]
#[resource(access(read = Visible, write = public), hooks(Audit, Self))]
pub struct Job {
    pub id: i64,
    #[validate(length(min = 1, max = 30))]
    pub text: String,
    #[resource(read_only)]
    #[validate(length(max = 12))]
    pub made: String,
}

/// All but the invisible.
pub struct Visible;

impl Rule<Job> for Visible {
    fn filter(_: Option<&Principal>) -> Filter<Job> {
        Filter::ne(JobColumn::Text, "invisible")
    }
}

/// Another table.
#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
pub struct Line {
    pub id: i64,
    #[resource(unique)]
    pub text: String,
}

/// A row that names shared hooks only, and has hooks of its own.
#[derive(Clone, Debug, Resource)]
#[resource(access(public), hooks(Audit))]
pub struct Memo {
    pub id: i64,
    pub text: String,
}

impl Hooks for Memo {
    async fn before_create(_: &mut MemoCreate, _: &mut MemoActiveModel, cx: &mut Context<'_>) -> Result<()> {
        cx.state::<Journal>()?.note("own");
        Ok(())
    }
}

#[tokio::test]
async fn own_hooks_run_after_shared_ones_where_nothing_says_when() {
    let database = TestDatabase::sqlite();
    let journal = Journal::default();
    let state = journal.clone();
    let server = Server::start(database, |app| app.state(state).resource::<Memo>()).await;
    check(&server, [("create", post("/memos").json(json!({"text": "a"})), answer(201))]).await;
    assert_eq!(journal.take(), ["audit", "own"]);
}

/// Hooks of any resource.
pub struct Audit;

impl<R: Resource> Hooks<R> for Audit {
    async fn before_create(_: &mut R::Create, _: &mut R::ActiveModelType, cx: &mut Context<'_>) -> Result<()> {
        cx.state::<Journal>()?.note("audit");
        Ok(())
    }
}

impl Hooks for Job {
    async fn before_create(input: &mut JobCreate, row: &mut JobActiveModel, cx: &mut Context<'_>) -> Result<()> {
        let journal = cx.state::<Journal>()?.clone();
        let caller = cx.principal().map_or("nobody", Principal::id);
        let mark = cx.headers().get("x-mark").and_then(|mark| mark.to_str().ok()).unwrap_or("none");
        journal.note(format!("{:?} {} by {caller}, mark {mark}", cx.operation(), input.text));
        input.text = input.text.trim().to_owned();
        row.made = Set(format!("made {}", input.text.len()));
        let (done, text) = (journal.clone(), input.text.clone());
        cx.on_commit(async move {
            done.note(format!("committed {text}"));
            if text == "late" { Err(Error::internal("too late to matter")) } else { Ok(()) }
        });
        match input.text.as_str() {
            "refuse" => Err(Error::invalid("text", "refused", "is not wanted")),
            "panic" => panic!("a secret of the hook"),
            "fail" => Err(std::io::Error::other("a secret of the disk").into()),
            "count" => {
                let seen = cx.query::<Job>().count().await?;
                journal.note(format!("sees {seen}"));
                Ok(())
            }
            "line" => {
                let line = LineActiveModel { text: Set("by a hook".to_owned()), ..Default::default() };
                line.insert(&cx.unscoped("a line beside the job").await?).await?;
                Ok(())
            }
            "swallow" => {
                let line = LineActiveModel { text: Set("taken".to_owned()), ..Default::default() };
                let _ = line.insert(&cx.unscoped("to see it fail").await?).await;
                Ok(())
            }
            _ => Ok(()),
        }
    }

    async fn after_create(row: &Job, cx: &mut Context<'_>) -> Result<()> {
        let all = JobEntity::find().count(&cx.unscoped("to see the new row").await?).await?;
        cx.state::<Journal>()?.note(format!("created {} {}, {all} in all", row.id, row.made));
        if row.text == "regret" { Err(Error::conflict("regret", "Better not.")) } else { Ok(()) }
    }

    async fn before_update(
        old: &Job,
        input: &mut JobUpdate,
        row: &mut JobActiveModel,
        cx: &mut Context<'_>,
    ) -> Result<()> {
        let text = input.text.as_ref().value().cloned();
        cx.state::<Journal>()?.note(format!("{:?} {} to {text:?}", cx.operation(), old.text));
        if text.as_deref() == Some("long") {
            row.made = Set("far too long to be kept".to_owned());
        }
        Ok(())
    }

    async fn after_update(old: &Job, new: &Job, cx: &mut Context<'_>) -> Result<()> {
        cx.state::<Journal>()?.note(format!("updated {} to {}", old.text, new.text));
        if new.text == "regret" { Err(Error::conflict("regret", "Better not.")) } else { Ok(()) }
    }

    async fn before_delete(row: &Job, cx: &mut Context<'_>) -> Result<()> {
        cx.state::<Journal>()?.note(format!("{:?} {}", cx.operation(), row.text));
        if row.text == "keep" { Err(Error::forbidden()) } else { Ok(()) }
    }

    async fn after_delete(row: &Job, cx: &mut Context<'_>) -> Result<()> {
        cx.state::<Journal>()?.note(format!("deleted {}", row.text));
        Ok(())
    }
}

/// Runs a test with an application and what its hooks note.
async fn with_journal(test: impl AsyncFn(&Server, &Journal)) {
    for database in TestDatabase::each().await {
        let journal = Journal::default();
        let state = journal.clone();
        let fill = |app: App| app.resource::<Job>().resource::<Line>().state(state);
        test(&Server::start(database, fill).await, &journal).await;
    }
}

fn job(text: &str) -> Request {
    post("/jobs").json(json!({"text": text}))
}

/// What waits for a commit runs beside the answer.
async fn settle() {
    tokio::time::sleep(Duration::from_millis(50)).await;
}

#[tokio::test]
async fn hooks_see_the_request_and_set_any_column() {
    with_journal(async |server, journal| {
        let made = json!({"id": 1, "text": "one", "made": "made 3"});
        check(server, [("create", job(" one ").by("7").header("x-mark", "m"), answer(201).json(made))]).await;
        settle().await;
        assert_eq!(
            journal.take(),
            ["audit", "Create  one  by 7, mark m", "created 1 made 3, 1 in all", "committed one"]
        );
        let two = json!({"id": 1, "text": "two", "made": "made 3"});
        check(
            server,
            [
                ("update", patch("/jobs/1").json(json!({"text": "two"})), answer(200).json(two.clone())),
                ("update to the same", patch("/jobs/1").json(json!({})), answer(200).json(two)),
                ("delete", delete("/jobs/1"), answer(204)),
            ],
        )
        .await;
        let expected =
            ["Update one to Some(\"two\")", "updated one to two", "Update two to None", "Delete two", "deleted two"];
        assert_eq!(journal.take(), expected);
    })
    .await;
}

#[tokio::test]
async fn what_hooks_leave_is_validated_again() {
    with_journal(async |server, _| {
        check(
            server,
            [
                ("nothing is left of it", job("   "), problem(422, "invalid").errors(&[("/text", "too_short")])),
                ("a row", job("one"), answer(201)),
                (
                    "a column of the server",
                    patch("/jobs/1").json(json!({"text": "long"})),
                    problem(422, "invalid").errors(&[("/made", "too_long")]),
                ),
            ],
        )
        .await;
    })
    .await;
}

#[tokio::test]
async fn a_hook_that_fails_undoes_the_write_and_is_the_answer() {
    with_journal(async |server, journal| {
        server.json(job("keep")).await;
        settle().await;
        journal.take();
        check(
            server,
            [
                ("refused before", job("refuse"), problem(422, "invalid").errors(&[("/text", "refused")])),
                ("any error before", job("fail"), problem(500, "internal")),
                ("a panic", job("panic"), problem(500, "internal")),
                ("refused after", job("regret"), problem(409, "regret")),
                ("refused after an update", patch("/jobs/1").json(json!({"text": "regret"})), problem(409, "regret")),
                ("refused before a delete", delete("/jobs/1"), problem(403, "forbidden")),
                (
                    "all is as it was",
                    get("/jobs?total=exact"),
                    answer(200).has(json!({"total": 1, "items": [{"text": "keep"}]})),
                ),
            ],
        )
        .await;
        settle().await;
        assert!(!journal.take().iter().any(|line| line.starts_with("committed")), "nothing was committed");
        for text in ["panic", "fail"] {
            let answer = server.send(job(text)).await.text();
            assert!(!answer.contains("secret"), "{answer}");
        }
    })
    .await;
}

#[tokio::test]
async fn what_waits_for_a_commit_does_not_change_the_answer() {
    with_journal(async |server, journal| {
        check(server, [("it fails", job("late"), answer(201))]).await;
        settle().await;
        assert!(journal.take().contains(&"committed late".to_owned()));
    })
    .await;
}

#[tokio::test]
async fn a_hooks_query_sees_what_its_caller_may_read() {
    with_journal(async |server, journal| {
        for text in ["one", "invisible", "count"] {
            server.send(job(text)).await;
        }
        assert!(journal.take().contains(&"sees 1".to_owned()));
    })
    .await;
}

#[tokio::test]
async fn unscoped_statements_belong_to_the_write() {
    with_journal(async |server, _| {
        check(
            server,
            [
                ("with the job", job("line"), answer(201)),
                (
                    "a line",
                    get("/lines?total=exact"),
                    answer(200).has(json!({"total": 1, "items": [{"text": "by a hook"}]})),
                ),
                ("the same line again", job("line"), problem(409, "not_unique")),
                ("no second job", get("/jobs?total=exact"), answer(200).has(json!({"total": 1}))),
            ],
        )
        .await;
    })
    .await;
}

#[tokio::test]
async fn a_swallowed_fault_of_the_database_is_no_success() {
    with_journal(async |server, _| {
        server.json(post("/lines").json(json!({"text": "taken"}))).await;
        let response = server.send(job("swallow")).await;
        assert!(response.status >= 400, "{}: {}", response.status, response.text());
        let empty = answer(200).has(json!({"total": 0}));
        check(server, [("no job", get("/jobs?total=exact"), empty), ("the next one", job("fine"), answer(201))]).await;
    })
    .await;
}
