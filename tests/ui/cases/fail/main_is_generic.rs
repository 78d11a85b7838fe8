use restruct::prelude::*;

#[restruct::main]
async fn main<T>() -> Result<()> {
    Ok(())
}
