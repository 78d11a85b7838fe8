//! Whatever bytes come in a body, a path or a query: an answer, in time, and never that the server is at fault.

use std::{collections::BTreeMap, net::SocketAddr, sync::Mutex, time::Duration};

use proptest::test_runner::{Config, TestCaseError, TestRunner};
use restruct::prelude::*;
use restruct_tests::{Server, answer, check, get, on_each_database, post};
use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use crate::{
    anything::Anything,
    probes::{Probe, probe},
};

/// Longer than any answer takes, and shorter than any time limit of the server.
const PATIENCE: Duration = Duration::from_secs(8);

macro_rules! keyed {
    ($($name:ident: $type:ty;)*) => {
        $(
            #[doc = "A row with a key of one type, from the client."]
            #[derive(Clone, Debug, Resource)]
            #[resource(access(public), operations(list, get, create, update, replace, delete))]
            pub struct $name {
                #[resource(id(client))]
                pub id: $type,
                #[resource(sort)]
                pub text: Option<String>,
            }
        )*

        pub fn resources(app: App) -> App {
            app.resource::<Anything>().resource::<ByParts>()$(.resource::<$name>())*
        }
    };
}
keyed! {
    BySmall: i16;
    ByLarge: i64;
    ByUnsigned: u32;
    ByDecimal: Decimal;
    ByText: String;
    ByUuid: Uuid;
    ByMoment: DateTime<Utc>;
    ByLocalTime: NaiveDateTime;
    ByDay: NaiveDate;
    ByTime: NaiveTime;
    ByFlag: bool;
}

/// A row whose key has parts of different types.
#[derive(Clone, Debug, Resource)]
#[resource(access(public), operations(list, get, create, update, replace, delete))]
pub struct ByParts {
    #[resource(id, sort)]
    pub text: String,
    #[resource(id)]
    pub number: i32,
    #[resource(id)]
    pub day: NaiveDate,
    pub note: Option<String>,
}

/// Sends a request as it is and gives the status and the body, as far as they are understood.
async fn send(address: SocketAddr, probe: &Probe) -> Result<(u16, String), String> {
    let exchange = async {
        let mut connection = TcpStream::connect(address).await?;
        // The server may answer and close before it has read everything.
        let _ = connection.write_all(&probe.bytes()).await;
        let mut answer = Vec::new();
        let _ = connection.read_to_end(&mut answer).await;
        Ok::<_, std::io::Error>(answer)
    };
    let answered = tokio::time::timeout(PATIENCE, exchange).await.map_err(|_| "no answer in time".to_owned())?;
    let answer = answered.map_err(|error| error.to_string())?;
    let text = String::from_utf8_lossy(&answer).into_owned();
    let status = text.strip_prefix("HTTP/1.1 ").and_then(|text| text.get(..3)?.parse().ok());
    status.map(|status| (status, text.clone())).ok_or_else(|| format!("no answer but {text:?}"))
}

/// The status, where it is one that the client has earned.
async fn try_one(server: &Server, probe: &Probe) -> Result<u16, String> {
    let (status, text) = send(server.address(), probe).await?;
    if !(200..500).contains(&status) {
        return Err(format!("{status}: {text}"));
    }
    let (head, body) = text.split_once("\r\n\r\n").unwrap_or_default();
    // What is no HTTP is refused by hyper, which says no more than that; a path of nobody's is left to whatever the router
    // is merged into.
    let is_ours = head.contains("x-request-id") && !(status == 404 && body.is_empty());
    if status >= 400 && is_ours && probe.method != "HEAD" {
        let problem: Value = serde_json::from_str(body).map_err(|_| format!("no problem document: {text}"))?;
        let fits = problem["status"] == json!(status) && head.contains("application/problem+json");
        return if fits { Ok(status) } else { Err(format!("another problem: {text}")) };
    }
    Ok(status)
}

/// A true cursor of each order, of which others are made.
async fn cursors(server: &Server) -> Vec<(String, String)> {
    let mut cursors = Vec::new();
    for name in Anything::SORTABLE {
        for sort in [name.to_owned(), format!("-{name}"), format!("text,-{name}")] {
            if sort == "text,-text" {
                continue;
            }
            let page = server.json(get(format!("/anythings?page_size=1&sort={sort}"))).await;
            cursors.push((sort, page["next"].as_str().expect("a cursor").to_owned()));
        }
    }
    cursors
}

#[test]
fn no_bytes_are_the_servers_fault() {
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("a runtime");
    runtime.block_on(on_each_database(resources, async |server| {
        for _ in 0..3 {
            server.json(post("/anythings").json(json!({}))).await;
        }
        let probes = probe(cursors(server).await);
        let handle = tokio::runtime::Handle::current();
        let mut runner = TestRunner::new(Config { cases: 1500, failure_persistence: None, ..Config::default() });
        let statuses = Mutex::new(BTreeMap::<u16, usize>::new());
        let law = |probe| {
            let tried = tokio::task::block_in_place(|| handle.block_on(try_one(server, &probe)));
            let status = tried.map_err(TestCaseError::fail)?;
            *statuses.lock().expect("unpoisoned").entry(status).or_default() += 1;
            Ok(())
        };
        let result = tokio::task::block_in_place(|| runner.run(&probes, law));
        result.unwrap_or_else(|fault| panic!("on {:?}: {fault}", server.kind()));
        // Some must get through to each place that could be at fault.
        let statuses = statuses.into_inner().expect("unpoisoned");
        for status in [200, 201, 400, 404, 422] {
            assert!(statuses.get(&status).is_some_and(|count| *count >= 5), "{status} is rare: {statuses:?}");
        }
        check(
            server,
            [
                ("it still works", post("/anythings").json(json!({"text": "a"})), answer(201)),
                ("and can be asked", get("/health/ready"), answer(200)),
            ],
        )
        .await;
    }));
}
