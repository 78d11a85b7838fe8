//! A program beside other versions.

use hygiene_other_versions::Thing;
use restruct::prelude::*;

#[restruct::main]
async fn main() -> Result<()> {
    App::connect("sqlite::memory:").await?.resource::<Thing>().create_tables().prepare().await?;
    Ok(())
}
