//! `cargo run -p shop`: the shop on a SQLite file, or wherever `DATABASE_URL`, `HOST` and `PORT` say.

use restruct::prelude::*;
use shop::auth::CALLERS;

const DATABASE: &str = "sqlite://shop.db?mode=rwc";

#[restruct::main]
async fn main() -> Result<()> {
    let app = shop::app(App::from_env_or(DATABASE).await?).await?;
    let address = App::env_address()?;
    println!("The shop is at http://{address}/products, with /categories beside it; /orders are their customers'.");
    println!("Send `Authorization: Bearer TOKEN` to be somebody:");
    for caller in &CALLERS {
        println!("  {:<12} {}", caller.token, caller.who);
    }
    app.serve(&address).await
}
