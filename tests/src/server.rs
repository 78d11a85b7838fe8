use std::net::SocketAddr;

use futures_util::{StreamExt, stream};
use restruct::{App, Error, Principal, axum, axum::http::HeaderMap};
use serde_json::Value;
use tokio::{net::TcpListener, task::JoinHandle};

use crate::{Answer, Contract, DatabaseKind, Request, Statements, TestDatabase};

/// An application that serves on a port of its own.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    client: reqwest::Client,
    serving: JoinHandle<()>,
    database: TestDatabase,
    contract: Option<Contract>,
}

/// An answer, read to its end.
#[derive(Clone, Debug)]
pub struct Response {
    /// The status.
    pub status: u16,
    /// The body's bytes.
    pub body: Vec<u8>,
    headers: HeaderMap,
}

impl Server {
    /// Starts an application on a database. Callers are recognised as [`Request::by`] names them.
    pub async fn start(database: TestDatabase, fill: impl FnOnce(App) -> App) -> Self {
        Statements::record();
        let app = App::connect(database.url()).await.expect("the database answers");
        Self::start_app(database, fill(app.authenticate(caller).create_tables())).await
    }

    /// The same; its answers are held to no document.
    pub async fn start_without_document(database: TestDatabase, fill: impl FnOnce(App) -> App) -> Self {
        Statements::record();
        let app = App::connect(database.url()).await.expect("the database answers");
        let router = fill(app.authenticate(caller).create_tables()).router().await.expect("the application starts");
        Self::serve(database, router).await
    }

    /// Starts an application as it is. Every answer is held to its OpenAPI document.
    pub async fn start_app(database: TestDatabase, app: App) -> Self {
        let contract = Contract::new(&app.openapi());
        let router = app.router().await.expect("the application starts");
        let mut server = Self::serve(database, router).await;
        server.contract = Some(contract);
        server
    }

    /// Serves a router.
    pub async fn serve(database: TestDatabase, router: axum::Router) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let serving = tokio::spawn(async move { axum::serve(listener, router).await.expect("serves") });
        // What the server says is looked at, not what it leads to.
        let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().expect("a client");
        Self { address, client, serving, database, contract: None }
    }

    /// Serves an application by itself, as `App::serve` does.
    pub async fn listen(database: TestDatabase, app: App) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let contract = Some(Contract::new(&app.openapi()));
        let serving = tokio::spawn(async move { app.serve_on(listener).await.expect("the application starts") });
        Self { address, client: reqwest::Client::new(), serving, database, contract }
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// What it keeps its rows in.
    pub fn database(&self) -> &TestDatabase {
        &self.database
    }

    /// Which database that is.
    pub fn kind(&self) -> DatabaseKind {
        self.database.kind()
    }

    /// The application's document, and what of it was seen.
    pub fn contract(&self) -> &Contract {
        self.contract.as_ref().expect("an application with a document")
    }

    /// Sends a request and reads the answer, which is as the application's document says.
    pub async fn send(&self, request: Request) -> Response {
        let body = request.body.clone().map(reqwest::Body::from);
        let response = self.exchange(request.clone(), body).await;
        self.hold_to_document(&request, &response);
        response
    }

    /// Sends half of a request's body, and nothing more.
    pub async fn send_half(&self, request: Request) -> Response {
        let whole = request.body.clone().expect("a body");
        let half = Ok::<_, std::io::Error>(whole[..whole.len() / 2].to_vec());
        let body = stream::once(std::future::ready(half)).chain(stream::pending());
        let response = self.exchange(request.clone(), Some(reqwest::Body::wrap_stream(body))).await;
        self.hold_to_document(&request, &response);
        response
    }

    fn hold_to_document(&self, request: &Request, response: &Response) {
        let faults = self.contract.iter().flat_map(|contract| contract.faults(request, response)).collect::<Vec<_>>();
        let (method, path, text) = (&request.method, &request.path, response.text());
        assert!(faults.is_empty(), "{method} {path}: {}\n  {} {text}", faults.join("; "), response.status);
    }

    async fn exchange(&self, request: Request, body: Option<reqwest::Body>) -> Response {
        let url = format!("http://{}{}", self.address, request.path);
        let mut sent = self.client.request(request.method, url);
        for (name, value) in request.headers {
            sent = sent.header(name, value);
        }
        if let Some(body) = body {
            sent = sent.body(body);
        }
        let answer = sent.send().await.expect("an answer");
        let (status, headers) = (answer.status().as_u16(), answer.headers().clone());
        let body = answer.bytes().await.expect("a whole body").to_vec();
        Response { status, body, headers }
    }

    /// Sends a request that must succeed, and gives the JSON body.
    pub async fn json(&self, request: Request) -> Value {
        let response = self.send(request.clone()).await;
        assert!((200..300).contains(&response.status), "{request:?}: {} {}", response.status, response.text());
        response.json()
    }

    /// Sends a request and gives the statements that it ran beside its answer.
    pub async fn statements(&self, request: Request) -> (Response, Vec<String>) {
        let id = restruct::uuid::Uuid::now_v7().to_string();
        let response = self.send(request.header("x-request-id", &id)).await;
        assert_eq!(response.header("x-request-id"), Some(id.as_str()));
        (response, Statements::of(&id))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.serving.abort();
        if std::thread::panicking() {
            eprintln!("the database was {:?}", self.database);
        }
    }
}

impl Response {
    /// A header that is there once.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().expect("a header of ASCII characters"))
    }

    /// The body as a text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body as JSON; null where it is none.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_default()
    }
}

/// Runs a test on each database, with an application on an empty one.
pub async fn on_each_database(fill: impl Fn(App) -> App, test: impl AsyncFn(&Server)) {
    for database in TestDatabase::each().await {
        test(&Server::start(database, &fill).await).await;
    }
}

/// Sends requests in order and compares the answers; tells all differences at once.
pub async fn check(server: &Server, cases: impl IntoIterator<Item = (&str, Request, Answer)>) {
    let mut failures = String::new();
    for (name, request, answer) in cases {
        let response = server.send(request.clone()).await;
        let faults = answer.faults(&request, &response);
        if !faults.is_empty() {
            let (method, path, text) = (&request.method, &request.path, response.text());
            failures += &format!("\n- {name} ({method} {path}): {}\n  {} {text}", faults.join("; "), response.status);
        }
    }
    assert!(failures.is_empty(), "on {:?}:{failures}", server.kind());
}

/// Reads `id@tenant,role,role`.
fn caller(headers: &HeaderMap) -> restruct::Result<Option<Principal>> {
    let Some(header) = headers.get("authorization") else { return Ok(None) };
    let token = header.to_str()?.strip_prefix("Bearer ").filter(|token| *token != "broken");
    let mut words = token.ok_or_else(Error::unauthorized)?.split(',');
    let name = words.next().unwrap_or_default();
    let principal = match name.split_once('@') {
        Some((id, tenant)) => Principal::new(id).tenant(tenant),
        None => Principal::new(name),
    };
    Ok(Some(words.fold(principal, |principal, role| principal.role(role))))
}
