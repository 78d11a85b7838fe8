//! A client that progenitor makes from the document: it creates, lists, updates and deletes posts of the blog that BLOG_URL
//! names, as the caller of BLOG_TOKEN.

use std::{collections::HashSet, env, error::Error, time::SystemTime};

use reqwest::header::{AUTHORIZATION, HeaderMap};

#[allow(warnings, clippy::all, reason = "made by progenitor")]
mod client {
    include!(concat!(env!("OUT_DIR"), "/client.rs"));
}

use client::{
    Client, Error as ClientError,
    types::{
        GetPostExpandItem, ListPostsSearch, ListPostsSortItem, PostCommentsCreate, PostCreate, PostCreateStatus,
        PostUpdate, Problem,
    },
};

type Result<T = (), E = Box<dyn Error>> = std::result::Result<T, E>;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result {
    let mut headers = HeaderMap::new();
    headers.insert(AUTHORIZATION, format!("Bearer {}", env::var("BLOG_TOKEN")?).parse()?);
    let connections = reqwest::Client::builder().default_headers(headers).build()?;
    let client = Client::new_with_client(&env::var("BLOG_URL")?, connections);

    let title = format!("Generated {}", SystemTime::UNIX_EPOCH.elapsed()?.as_nanos());
    let post =
        PostCreate::builder().title(title.as_str()).body("By a client of Rust.").status(PostCreateStatus::Published);
    let created = client.create_post().body(post).send().await?;
    assert_eq!(created.status().as_u16(), 201);
    let post = created.into_inner();
    assert_eq!(post.title, title);

    let newest_first: ListPostsSortItem = "-created_at".parse()?;
    let list = || client.list_posts().sort(vec![newest_first]).page_size(2u64);
    let first = list().send().await?.into_inner();
    assert_eq!(first.items.first().map(|post| post.id), Some(post.id), "the newest");
    let second = list().cursor(first.next.ok_or("no cursor")?).send().await?.into_inner();
    let ids: HashSet<_> = first.items.iter().chain(&second.items).map(|post| post.id).collect();
    assert_eq!(ids.len(), 4, "two pages of two");

    let popular =
        client.list_posts().views_gte(3i64).author_id(1i64).sort(vec!["-views".parse::<ListPostsSortItem>()?]);
    let popular = popular.send().await?.into_inner();
    assert!(popular.items.len() > 1 && popular.items.iter().all(|post| post.views >= 3 && post.author_id == 1));
    let found = client.list_posts().search(title.parse::<ListPostsSearch>()?).send().await?.into_inner();
    assert_eq!(found.items.iter().map(|post| post.id).collect::<Vec<_>>(), [post.id]);

    let shown =
        client.get_post().id(post.id).expand(vec!["author".parse::<GetPostExpandItem>()?]).send().await?.into_inner();
    assert_eq!(shown.author.map(|author| author.id), Some(post.author_id), "the post's author");
    assert!(shown.comments.is_none(), "what is not asked for");
    let said = PostCommentsCreate::builder().text("By a client of Rust.");
    let said = client.create_in_comments_of_post().id(post.id).body(said).send().await?.into_inner();
    assert_eq!(said.post_id, post.id);
    let said = client.list_comments_of_post().id(post.id).send().await?.into_inner();
    assert_eq!(said.items.len(), 1);
    assert_eq!(client.add_to_tags_of_post().id(post.id).tag(1i64).send().await?.status().as_u16(), 204);

    let again = format!("{title}, again");
    let change = PostUpdate::builder().title(Some(again.parse()?)).version(post.version);
    let updated = client.update_post().id(post.id).body(change).send().await?.into_inner();
    assert_eq!((updated.title, updated.version), (again, post.version + 1));

    let stale = PostUpdate::builder().body(Some("Too late.".parse()?)).version(post.version);
    let problem = refused(client.update_post().id(post.id).body(stale).send().await, 409)?;
    assert_eq!(problem.code, "conflict");

    assert_eq!(client.delete_post().id(post.id).send().await?.status().as_u16(), 204);
    let problem = refused(client.get_post().id(post.id).send().await, 404)?;
    assert_eq!((problem.status, problem.code.as_str()), (404, "not_found"));
    println!("Rust: created, listed on two pages, filtered, searched, expanded, linked, updated, refused, deleted");
    Ok(())
}

fn refused<T>(answer: Result<T, ClientError<Problem>>, status: u16) -> Result<Problem> {
    match answer {
        Err(ClientError::ErrorResponse(response)) if response.status().as_u16() == status => Ok(response.into_inner()),
        Err(error) => Err(error.into()),
        Ok(_) => Err(format!("no refusal with {status}").into()),
    }
}
