//! What the guide's first page ends with: notes, each its author's.

use restruct::{
    axum::http::{HeaderMap, header::AUTHORIZATION},
    prelude::*,
};

/// Something to remember.
#[derive(Clone, Debug, Resource)]
#[resource(access(owner(author_id)), sort(-created_at))]
pub struct Note {
    pub id: i64,
    #[validate(length(min = 1, max = 200))]
    pub text: String,
    #[resource(default = false)]
    pub done: bool,
    #[resource(read_only)]
    pub author_id: i64, // filled in from the caller
    #[resource(created_at, sort)]
    pub created_at: DateTime<Utc>,
}

impl Hooks for Note {
    async fn before_create(input: &mut NoteCreate, _row: &mut NoteActiveModel, cx: &mut Context<'_>) -> Result<()> {
        input.text = input.text.trim().to_owned();
        let open = cx.query::<Note>().filter(Filter::eq(NoteColumn::Done, false)).count().await?;
        if open < 2 { Ok(()) } else { Err(Error::conflict("too_many_open", "Two notes are open; do one first.")) }
    }
}

/// Who calls, by their token.
fn caller(headers: &HeaderMap) -> Result<Option<Principal>> {
    match headers.get(AUTHORIZATION).map(|value| value.as_bytes()) {
        None => Ok(None),
        Some(b"Bearer ada-token") => Ok(Some(Principal::new(1))),
        Some(b"Bearer grace-token") => Ok(Some(Principal::new(2))),
        Some(_) => Err(Error::unauthorized()),
    }
}

fn notes(app: App) -> App {
    app.resource::<Note>().authenticate(caller).create_tables()
}

#[restruct::main]
async fn main() -> Result<()> {
    notes(App::from_env_or("sqlite://notes.db?mode=rwc").await?).serve_env().await
}

#[cfg(test)]
mod tests {
    use restruct::{
        axum::{
            Router,
            body::{Body, to_bytes},
            http::Request,
        },
        serde_json::{Value, from_slice, json},
        tokio,
    };
    use tower::ServiceExt;

    use super::*;

    /// The application on a database in memory, which no other test sees.
    async fn router() -> Router {
        let app = App::connect("sqlite::memory:").await.unwrap();
        notes(app).router().await.unwrap()
    }

    /// The status and the body of the answer.
    async fn send(router: &Router, token: &str, method: &str, path: &str, body: Value) -> (u16, Value) {
        let request = Request::builder().method(method).uri(path);
        let request = request.header("authorization", format!("Bearer {token}"));
        let request = request.header("content-type", "application/json").body(Body::from(body.to_string())).unwrap();
        let answer = router.clone().oneshot(request).await.unwrap();
        let status = answer.status().as_u16();
        let bytes = to_bytes(answer.into_body(), 1024 * 1024).await.unwrap();
        (status, from_slice(&bytes).unwrap_or_default())
    }

    #[tokio::test(crate = "restruct::tokio")]
    async fn a_note_is_its_authors_alone() {
        let router = router().await;
        let (status, note) = send(&router, "ada-token", "POST", "/notes", json!({"text": "Buy milk"})).await;
        assert_eq!((status, &note["id"], &note["author_id"]), (201, &json!(1), &json!(1)));
        assert_eq!(send(&router, "grace-token", "GET", "/notes/1", json!(null)).await.0, 404);
        assert_eq!(send(&router, "ada-token", "GET", "/notes/1", json!(null)).await, (200, note));
    }
}
