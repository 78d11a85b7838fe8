//! The blog's first rows, the same on every machine.

use restruct::{
    chrono::TimeDelta,
    prelude::*,
    sea_orm::{
        ConnectionTrait, DatabaseConnection, DbBackend, EntityTrait, PaginatorTrait, SqliteTransactionMode,
        TransactionOptions, TransactionTrait,
    },
    uuid::Builder,
};
use slug::slugify;

use crate::{
    author::{AuthorActiveModel, AuthorEntity},
    comment::{CommentActiveModel, CommentEntity},
    post::{PostActiveModel, PostEntity, Status},
    post_tag::{PostTagActiveModel, PostTagEntity},
    tag::{TagActiveModel, TagEntity},
};

const AUTHORS: [(&str, &str); 8] = [
    ("Ada Byron", "Writes about engines that do not exist yet."),
    ("Grace Murray", "Finds moths, and takes them out."),
    ("Edsger Wybe", "Prefers a proof to a test, and elegance to both."),
    ("Barbara Jane", "Abstraction is her trade; substitution, her principle."),
    ("Donald Ervin", "Will finish the next volume soon."),
    ("Radia Joy", "Draws trees that span networks, and poems about them."),
    ("Niklaus Emil", "Makes languages smaller."),
    ("Frances Elizabeth", "Makes programs faster than their authors expected."),
];

/// A tag, and what posts with it are about.
const TAGS: [(&str, &str); 12] = [
    ("rust", "lifetimes"),
    ("databases", "partial indexes"),
    ("testing", "property tests"),
    ("http", "conditional requests"),
    ("security", "access rules"),
    ("performance", "flame graphs"),
    ("design", "boring interfaces"),
    ("operations", "quiet on-call weeks"),
    ("documentation", "first screens of a README"),
    ("open-source", "licences"),
    ("careers", "code reviews"),
    ("tooling", "build times"),
];

const TITLES: [&str; 5] = [
    "A short guide to {}",
    "What nobody tells you about {}",
    "Five mistakes we made with {}",
    "In defence of {}",
    "A year of {}",
];

const PARAGRAPHS: [&str; 7] = [
    "It began with a bug report that nobody could reproduce, and a graph that everybody could read.",
    "We had read the usual advice on {}, and followed about half of it.",
    "The first version took an afternoon. The second took three weeks and was half as long.",
    "Measure before and after, on the same machine, with the same data; anything else is a story.",
    "Most of what we believed about {} turned out to be true once, on other hardware.",
    "If you take one thing from this post: write down what you expect before you look.",
    "Next time we will talk about what we deleted, which was the best part.",
];

const COMMENTS: [&str; 10] = [
    "Thank you, this saved me a day.",
    "I tried this at work and it held up.",
    "Could you show the numbers for a larger table?",
    "The third paragraph should be printed on mugs.",
    "We came to the opposite conclusion, for what it is worth.",
    "Does this still hold with two writers?",
    "Finally somebody says it.",
    "A small correction: the default changed last year.",
    "I would read a whole book about this.",
    "How did you find out? The logs told us nothing.",
];

const POSTS: usize = 60;
const REMARKS: usize = 200;

/// Loads the rows into tables that have none. Of servers that start together one at a time looks whether they have any,
/// so that the others find what the first has loaded.
///
/// # Errors
/// The database fails.
pub async fn load(connection: &DatabaseConnection) -> Result<()> {
    // SQLite's one lock, from the beginning on.
    let sqlite_transaction_mode = Some(SqliteTransactionMode::Immediate);
    let options = TransactionOptions { sqlite_transaction_mode, ..Default::default() };
    let transaction = connection.begin_with_options(options).await?;
    if transaction.get_database_backend() == DbBackend::Postgres {
        transaction.execute_unprepared("LOCK TABLE authors IN SHARE ROW EXCLUSIVE MODE").await?;
    }
    if AuthorEntity::find().count(&transaction).await? == 0 {
        AuthorEntity::insert_many(AUTHORS.map(author)).exec(&transaction).await?;
        TagEntity::insert_many(TAGS.map(tag)).exec(&transaction).await?;
        PostEntity::insert_many((0..POSTS).map(post)).exec(&transaction).await?;
        PostTagEntity::insert_many((0..POSTS).flat_map(tags_of)).exec(&transaction).await?;
        CommentEntity::insert_many((0..REMARKS).map(comment)).exec(&transaction).await?;
    }
    transaction.commit().await?;
    Ok(())
}

fn author((name, about): (&str, &str)) -> AuthorActiveModel {
    let first = name.split(' ').next().unwrap_or(name).to_lowercase();
    AuthorActiveModel {
        name: Set(name.to_owned()),
        email: Set(format!("{first}@example.com")),
        about: Set(Some(about.to_owned())),
        ..Default::default()
    }
}

fn tag((name, _): (&str, &str)) -> TagActiveModel {
    TagActiveModel { name: Set(name.to_owned()), ..Default::default() }
}

fn post(index: usize) -> PostActiveModel {
    let topic = TAGS[index % TAGS.len()].1;
    let title = TITLES[index % TITLES.len()].replace("{}", topic);
    let body = (0..3 + index % 3).map(|line| PARAGRAPHS[(index + line * 2) % PARAGRAPHS.len()].replace("{}", topic));
    let (status, created_at) = (status(index), begun(index));
    PostActiveModel {
        id: Set(post_id(index)),
        slug: Set(slugify(&title)),
        title: Set(title),
        body: Set(body.collect::<Vec<_>>().join("\n\n")),
        status: Set(status),
        views: Set(if status == Status::Draft { 0 } else { (index * 7919 % 4999) as i64 }),
        author_id: Set((index % AUTHORS.len()) as i64 + 1),
        published_at: Set((status != Status::Draft).then(|| created_at + TimeDelta::hours(2))),
        created_at: Set(created_at),
        updated_at: Set(created_at),
        version: Set(1),
    }
}

/// Of twelve posts two are drafts and one is archived.
fn status(post: usize) -> Status {
    match post % 12 {
        0 | 7 => Status::Draft,
        3 => Status::Archived,
        _ => Status::Published,
    }
}

/// A post every 31 hours.
fn begun(post: usize) -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::seconds(1_767_600_000) + TimeDelta::hours(31 * post as i64)
}

/// The key of a post: a UUID of version 7 whose random part is not random.
pub fn post_id(post: usize) -> Uuid {
    Builder::from_unix_timestamp_millis(begun(post).timestamp_millis() as u64, &[post as u8; 10]).into_uuid()
}

/// One tag for what the post is about, and another for most.
fn tags_of(post: usize) -> Vec<PostTagActiveModel> {
    let tag = |tag: usize| PostTagActiveModel { post_id: Set(post_id(post)), tag_id: Set(tag as i64 + 1) };
    let (first, second) = (post % TAGS.len(), (post * 5 + 3) % TAGS.len());
    if first == second { vec![tag(first)] } else { vec![tag(first), tag(second)] }
}

/// Readers see no drafts, so what they say is about the published post before.
fn comment(index: usize) -> CommentActiveModel {
    let post = (0..=index * 13 % POSTS).rev().find(|post| status(*post) == Status::Published).unwrap_or(1);
    let created_at = begun(post) + TimeDelta::minutes(180 + (index * 37 % 2880) as i64);
    CommentActiveModel {
        post_id: Set(post_id(post)),
        author_id: Set((index * 3 % AUTHORS.len()) as i64 + 1),
        text: Set(COMMENTS[index * 7 % COMMENTS.len()].to_owned()),
        created_at: Set(created_at),
        updated_at: Set(created_at),
        ..Default::default()
    }
}
