//! `cargo run -p blog`: the blog on a SQLite file, or wherever `DATABASE_URL`, `HOST` and `PORT` say.

use blog::auth::CALLERS;
use restruct::prelude::*;

#[restruct::main]
async fn main() -> Result<()> {
    let app = blog::app(App::from_env_or("sqlite://blog.db?mode=rwc").await?).await?;
    let address = App::env_address()?;
    println!("The blog is at http://{address}/posts, with /authors, /comments, /tags and /post-tags beside it.");
    println!("Send `Authorization: Bearer TOKEN` to be somebody:");
    for caller in &CALLERS {
        println!("  {:<16} {}", caller.token, caller.who);
    }
    app.serve(&address).await
}
