//! Names in the document: of operations, of schemas, of resources in sentences.

use heck::ToSnakeCase;

use crate::{
    descriptor::{Descriptor, Relation},
    operation::{Operation, RelatedOperations},
};

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

/// What is done with the rows that belong to another, or are linked to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RelatedOperation {
    List,
    Create,
    /// There are these links and no others.
    Replace,
    /// There is this link.
    Add,
    /// There is not.
    Remove,
}

impl RelatedOperation {
    pub fn of(operations: RelatedOperations) -> impl Iterator<Item = Self> {
        use RelatedOperation::{Add, Create, List, Remove, Replace};
        let RelatedOperations { list, create, links } = operations;
        let all = [(list, List), (create, Create), (links, Replace), (links, Add), (links, Remove)];
        all.into_iter().filter(|(is_there, _)| *is_there).map(|(_, operation)| operation)
    }

    /// In words, for a list of operations.
    pub fn summary(self, parent: &Descriptor, relation: &Relation) -> String {
        let (rows, row) = (in_words(relation.wire), one(parent));
        let (far, a_far) = (in_words((relation.target)().name), one((relation.target)()));
        match self {
            Self::List => format!("List the {rows} of {row}"),
            Self::Create => format!("Create {a_far} among the {rows} of {row}"),
            Self::Replace => format!("Say which {rows} {row} has"),
            Self::Add => format!("Add {a_far} to the {rows} of {row}"),
            Self::Remove => format!("Remove the {far} from the {rows} of {row}"),
        }
    }

    /// What has become of the links.
    pub fn done(self) -> &'static str {
        match self {
            Self::Remove => "It is not among them.",
            Self::Add => "It is among them.",
            _ => "They are these, and beside them those that the caller may not read.",
        }
    }
}

/// `list_comments_of_post`, `add_to_tags_of_post`; with the prefix of the group, `list_comments_of_admin_post`. Named by the
/// relation, since two can lead to one resource, and unlike `list_post_tags`, which a resource at `/post-tags` has.
pub fn related_operation_id(
    parent: &Descriptor,
    path: &str,
    relation: &Relation,
    operation: RelatedOperation,
) -> String {
    let verb = match operation {
        RelatedOperation::List => "list",
        RelatedOperation::Create => "create_in",
        RelatedOperation::Replace => "replace",
        RelatedOperation::Add => "add_to",
        RelatedOperation::Remove => "remove_from",
    };
    let prefix = path.strip_suffix(parent.path).unwrap_or_default();
    let (relation, parent) = (relation.wire.to_snake_case(), parent.name.to_snake_case());
    format!("{verb}_{relation}_of{}_{parent}", words_of_path(prefix))
}

/// `/admin/blog-posts` as `_admin_blog_posts`.
fn words_of_path(path: &str) -> String {
    let segments = path.split('/').filter(|segment| !segment.is_empty());
    let plain = |letter: char| if letter.is_alphanumeric() { letter } else { '_' };
    segments.map(|segment| format!("_{}", segment.chars().map(plain).collect::<String>())).collect()
}

/// A resource in a sentence: `a blog post`, `an author`.
pub fn one(descriptor: &Descriptor) -> String {
    let words = in_words(descriptor.name);
    let article = if words.starts_with(['a', 'e', 'i', 'o']) { "an" } else { "a" };
    format!("{article} {words}")
}

/// `BlogPost`, `blogPosts` and `blog-posts` as words.
fn in_words(name: &str) -> String {
    name.to_snake_case().replace('_', " ")
}

/// All of a resource in a sentence, by its path: `blog posts`.
pub fn many(descriptor: &Descriptor) -> String {
    descriptor.path.replace(['-', '_', '/'], " ")
}
