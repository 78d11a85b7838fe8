//! Names in the document: of operations, of schemas, of resources in sentences.

use heck::ToSnakeCase;

use crate::{descriptor::Descriptor, operation::Operation};

/// `list_posts`, `get_post`; with the prefix of the group, `list_admin_posts`.
pub fn operation_id(descriptor: &Descriptor, path: &str, operation: Operation) -> String {
    let verb = match operation {
        Operation::List => return format!("list{}", words_of_path(path)),
        Operation::Get => "get",
        Operation::Create => "create",
        Operation::Update => "update",
        Operation::Replace => "replace",
        Operation::Delete => "delete",
    };
    let prefix = path.strip_suffix(descriptor.path).unwrap_or_default();
    format!("{verb}{}_{}", words_of_path(prefix), descriptor.name.to_snake_case())
}

/// `/admin/blog-posts` as `_admin_blog_posts`.
fn words_of_path(path: &str) -> String {
    let segments = path.split('/').filter(|segment| !segment.is_empty());
    let plain = |letter: char| if letter.is_alphanumeric() { letter } else { '_' };
    segments.map(|segment| format!("_{}", segment.chars().map(plain).collect::<String>())).collect()
}

/// A resource in a sentence: `a blog post`, `an author`.
pub fn one(descriptor: &Descriptor) -> String {
    let words = descriptor.name.to_snake_case().replace('_', " ");
    let article = if words.starts_with(['a', 'e', 'i', 'o']) { "an" } else { "a" };
    format!("{article} {words}")
}

/// All of a resource in a sentence, by its path: `blog posts`.
pub fn many(descriptor: &Descriptor) -> String {
    descriptor.path.replace(['-', '_', '/'], " ")
}
