//! Makes the client of the document that BLOG_DOCUMENT names.

use std::{env, fs, path::Path};

fn main() {
    println!("cargo:rerun-if-env-changed=BLOG_DOCUMENT");
    let document = env::var("BLOG_DOCUMENT").expect("BLOG_DOCUMENT names an OpenAPI 3.0 document");
    println!("cargo:rerun-if-changed={document}");
    let document = fs::read(document).expect("a document");
    let document: openapiv3::OpenAPI = serde_json::from_slice(&document).expect("OpenAPI 3.0");
    let mut settings = progenitor::GenerationSettings::new();
    settings.with_interface(progenitor::InterfaceStyle::Builder);
    let client = progenitor::Generator::new(&settings).generate_tokens(&document).expect("a client");
    let client = prettyplease::unparse(&syn::parse2(client).expect("Rust"));
    fs::write(Path::new(&env::var("OUT_DIR").expect("a folder")).join("client.rs"), client).expect("writes");
}
