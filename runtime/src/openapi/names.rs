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
        let far = one((relation.target)());
        match self {
            Self::List => format!("List the {rows} of {row}"),
            Self::Create => format!("Create {far} among the {rows} of {row}"),
            Self::Replace => format!("Say which {rows} {row} has"),
            Self::Add => format!("Add {far} to the {rows} of {row}"),
            Self::Remove => format!("Remove {far} from the {rows} of {row}"),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        database::testing::resource,
        descriptor::{Field, RelationKind::HasMany},
        schema::testing::{pair, relation},
    };

    static FIELDS: [Field; 1] = [Field::new::<i64>("id")];
    static TAG: Descriptor = resource("Tag", "tags", &FIELDS);
    static POST: Descriptor = Descriptor { path: "blog-posts", ..resource("BlogPost", "posts", &FIELDS) };

    #[test]
    fn an_operation_below_a_row_is_named_by_the_relation() {
        static TAGS: Relation = relation("mainTags", HasMany, || &TAG, &[pair(0, 0)]);
        let all = RelatedOperations { list: true, create: true, links: true };
        let ids = RelatedOperation::of(all).map(|it| related_operation_id(&POST, "/admin/blog-posts", &TAGS, it));
        assert_eq!(
            ids.collect::<Vec<_>>(),
            [
                "list_main_tags_of_admin_blog_post",
                "create_in_main_tags_of_admin_blog_post",
                "replace_main_tags_of_admin_blog_post",
                "add_to_main_tags_of_admin_blog_post",
                "remove_from_main_tags_of_admin_blog_post",
            ]
        );
        let summaries = RelatedOperation::of(all).map(|it| it.summary(&POST, &TAGS)).collect::<Vec<_>>();
        assert_eq!(summaries[0], "List the main tags of a blog post");
        assert_eq!(summaries[4], "Remove a tag from the main tags of a blog post");
    }
}
