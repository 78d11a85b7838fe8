//! What the README and the guide's pages on queries and relations show is what happens.

use restruct::prelude::*;
use restruct_tests::{Server, TestDatabase, blocks, get, has_curl, run_session};

const README: &str = include_str!("../../../README.md");
const QUERIES: &str = include_str!("../../../runtime/docs/queries.md");
const RELATIONS: &str = include_str!("../../../runtime/docs/relations.md");
const POST: &str = include_str!("../../../examples/blog/src/post.rs");

#[test]
fn the_readme_shows_the_blogs_post_as_it_is() {
    let (_, post) = POST.split_once("\n\n").expect("a first line about the file");
    assert!(blocks(README, "rust,ignore").contains(&post), "README.md does not show examples/blog/src/post.rs");
}

/// Runs the one session of a text against an example.
async fn run(name: &str, text: &str, example: impl AsyncFnOnce(App) -> Result<App>) {
    let database = TestDatabase::sqlite();
    let app = App::connect(database.url()).await.expect("connects");
    let router = example(app).await.expect("prepares").router().await.expect("starts");
    let server = Server::serve(database, router).await;
    let [session] = blocks(text, "console")[..] else { panic!("{name} has one session") };
    run_session(session, &server.address().to_string());
}

#[tokio::test(flavor = "multi_thread")]
async fn sessions_go_as_they_are_shown() {
    if !has_curl() {
        return;
    }
    run("README.md", README, blog::app).await;
    run("queries.md", QUERIES, blog::app).await;
    run("relations.md", RELATIONS, shop::app).await;
}

/// The rows below a heading: what is asked, the code, the text.
#[tokio::test]
async fn what_the_page_of_relations_says_is_refused_is_refused_so() {
    let database = TestDatabase::sqlite();
    let app = App::connect(database.url()).await.expect("connects");
    let server = Server::serve(database, shop::app(app).await.expect("prepares").router().await.expect("starts")).await;
    let (_, below) = RELATIONS.split_once("\n## What is refused\n").expect("the heading");
    let rows =
        below.lines().skip_while(|line| !line.starts_with("|---")).skip(1).take_while(|line| line.starts_with('|'));
    let rows: Vec<Vec<&str>> = rows.map(|row| row.trim_matches('|').split('|').map(str::trim).collect()).collect();
    assert!(rows.len() > 10);
    for row in rows {
        let asked = row[0].trim_matches('`');
        let response = server.send(get(format!("/products?{asked}"))).await;
        let error = &response.json()["errors"][0];
        let told = [&error["code"], &error["detail"]].map(|member| member.as_str().unwrap_or_default());
        assert_eq!((response.status, told), (400, [row[1].trim_matches('`'), row[2]]), "{asked}");
    }
}
