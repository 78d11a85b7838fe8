use restruct::prelude::*;

#[restruct::main]
fn main() -> Result<()> {
    Ok(())
}
