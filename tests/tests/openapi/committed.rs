//! The document of each example lies beside its code, so that a change of the API shows in a review.

use std::{env, fs, path::PathBuf};

use restruct::{prelude::*, utoipa::openapi::OpenApi};
use restruct_tests::TestDatabase;

/// The blog's document.
pub async fn blog() -> OpenApi {
    let database = TestDatabase::sqlite();
    let app = App::connect(database.url()).await.expect("a database");
    blog::app(app).await.expect("the blog starts").openapi()
}

/// The shop's.
async fn shop() -> OpenApi {
    let database = TestDatabase::sqlite();
    let app = App::connect(database.url()).await.expect("a database");
    shop::app(app).await.expect("the shop starts").openapi()
}

#[tokio::test]
async fn the_documents_beside_the_examples_are_as_the_applications_make_them() {
    for (example, document) in [("blog", blog().await), ("shop", shop().await)] {
        let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../examples").join(example).join("openapi.json");
        let made = restruct::serde_json::to_string_pretty(&document).expect("JSON") + "\n";
        if env::var_os("BLESS").is_some() {
            fs::write(&path, &made).expect("the document is written");
            continue;
        }
        let committed = fs::read_to_string(&path).unwrap_or_default();
        assert!(
            committed == made,
            "examples/{example}/openapi.json is not what the application makes; look at what has changed in the API, and \
             write it anew by BLESS=1 cargo test -p restruct-tests --test openapi"
        );
    }
}
