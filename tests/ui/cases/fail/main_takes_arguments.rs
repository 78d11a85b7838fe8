use restruct::prelude::*;

#[restruct::main]
async fn main(port: u16) -> Result<()> {
    App::connect("sqlite::memory:").await?.serve(&format!("127.0.0.1:{port}")).await
}
