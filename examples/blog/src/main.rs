//! `cargo run -p blog`: the blog on a SQLite file, or wherever `DATABASE_URL`, `HOST` and `PORT` say.
//! `cargo run -p blog -- schema`: what differs between its structs and the database, as SQL.

use std::process::ExitCode;

use blog::auth::CALLERS;
use restruct::prelude::*;

const DATABASE: &str = "sqlite://blog.db?mode=rwc";

#[restruct::main]
async fn main() -> Result<ExitCode> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => serve().await,
        ["schema"] => schema().await,
        _ => {
            eprintln!("`blog` serves the blog, `blog schema` prints what differs between its structs and the database");
            Ok(ExitCode::from(2))
        }
    }
}

async fn serve() -> Result<ExitCode> {
    let app = blog::app(App::from_env_or(DATABASE).await?).await?;
    let address = App::env_address()?;
    println!("The blog is at http://{address}/posts, with /authors, /comments and /tags beside it.");
    println!("Send `Authorization: Bearer TOKEN` to be somebody:");
    for caller in &CALLERS {
        println!("  {:<16} {}", caller.token, caller.who);
    }
    app.serve(&address).await?;
    Ok(ExitCode::SUCCESS)
}

/// Fails where something differs, so that a deployment can ask.
async fn schema() -> Result<ExitCode> {
    let diff = blog::resources(App::from_env_or(DATABASE).await?).schema_diff().await?;
    print!("{diff}");
    Ok(if diff.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
