//! What the README shows is what happens.

use std::{env, process::Command};

use restruct::prelude::*;
use restruct_tests::{Server, TestDatabase};

const README: &str = include_str!("../../../README.md");
const POST: &str = include_str!("../../../examples/blog/src/post.rs");

/// The fenced blocks of a language.
fn blocks(language: &str) -> Vec<&'static str> {
    let begin = format!("```{language}\n");
    README.split(begin.as_str()).skip(1).filter_map(|rest| rest.split("```").next()).collect()
}

#[test]
fn the_readme_shows_the_blogs_post_as_it_is() {
    let (_, post) = POST.split_once("\n\n").expect("a first line about the file");
    assert!(blocks("rust").contains(&post), "README.md does not show examples/blog/src/post.rs");
}

/// Commands, each with what it prints.
fn session() -> Vec<(String, String)> {
    let block = blocks("console").concat();
    let steps = block.split("$ ").skip(1).map(|step| {
        let end =
            step.match_indices('\n').find(|(at, _)| !step[..*at].ends_with('\\')).map_or(step.len(), |(at, _)| at);
        (step[..end].replace("\\\n", ""), step[end..].trim().to_owned())
    });
    steps.collect()
}

/// Whether an output is the one shown, where `<id>` and `<time>` stand for anything up to the end of a JSON text.
fn is_shown(shown: &str, output: &str) -> bool {
    let mut rest = output;
    for (index, part) in shown.replace("<time>", "<id>").split("<id>").enumerate() {
        if index > 0 {
            rest = rest.find('"').map_or("", |end| &rest[end..]);
        }
        let Some(after) = rest.strip_prefix(part) else { return false };
        rest = after;
    }
    rest.is_empty()
}

#[test]
fn placeholders_stand_for_texts() {
    assert!(is_shown(r#"{"id":"<id>","at":"<time>"}"#, r#"{"id":"01","at":"2026"}"#));
    assert!(!is_shown(r#"{"id":"<id>","at":"<time>"}"#, r#"{"id":"01","by":"2026"}"#));
    assert!(!is_shown("a", "ab"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_session_goes_as_it_is_shown() {
    if Command::new("curl").arg("--version").output().is_err() {
        assert!(env::var_os("RESTRUCT_TEST_LEAVE_NOTHING_OUT").is_none(), "there is no curl");
        eprintln!("left out: the README's session (there is no curl)");
        return;
    }
    let database = TestDatabase::sqlite();
    let app = App::connect(database.url()).await.expect("connects");
    let router = blog::app(app).await.expect("prepares").router().await.expect("starts");
    let server = Server::serve(database, router).await;
    let steps = session();
    assert!(steps.len() >= 5, "{steps:?}");
    for (command, shown) in steps {
        let command = command.replace("127.0.0.1:3000", &server.address().to_string());
        let output = Command::new("sh").args(["-c", &command]).output().expect("a shell");
        let output = String::from_utf8(output.stdout).expect("a text").trim().to_owned();
        assert!(is_shown(&shown, &output), "{command}\nprints {output}\nnot    {shown}");
    }
}
