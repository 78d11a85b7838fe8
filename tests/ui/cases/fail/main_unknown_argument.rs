use restruct::prelude::*;

#[restruct::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    Ok(())
}
