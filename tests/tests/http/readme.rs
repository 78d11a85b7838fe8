//! What the README and the guide's page on queries show is what happens.

use restruct::prelude::*;
use restruct_tests::{Server, TestDatabase, blocks, has_curl, run_session};

const README: &str = include_str!("../../../README.md");
const QUERIES: &str = include_str!("../../../runtime/docs/queries.md");
const POST: &str = include_str!("../../../examples/blog/src/post.rs");

#[test]
fn the_readme_shows_the_blogs_post_as_it_is() {
    let (_, post) = POST.split_once("\n\n").expect("a first line about the file");
    assert!(blocks(README, "rust").contains(&post), "README.md does not show examples/blog/src/post.rs");
}

#[tokio::test(flavor = "multi_thread")]
async fn sessions_go_as_they_are_shown() {
    if !has_curl() {
        return;
    }
    for (name, text) in [("README.md", README), ("queries.md", QUERIES)] {
        let database = TestDatabase::sqlite();
        let app = App::connect(database.url()).await.expect("connects");
        let router = blog::app(app).await.expect("prepares").router().await.expect("starts");
        let server = Server::serve(database, router).await;
        let [session] = blocks(text, "console")[..] else { panic!("{name} has one session") };
        run_session(session, &server.address().to_string());
    }
}
