//! A program of which Restruct is called otherwise.

use api::prelude::*;
use hygiene_renamed::Switch;

#[api::main(crate = ::api)]
async fn main() -> Result<()> {
    App::connect("sqlite::memory:").await?.resource::<Switch>().create_tables().prepare().await?;
    Ok(())
}
