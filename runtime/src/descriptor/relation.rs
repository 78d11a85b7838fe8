use std::{collections::VecDeque, ptr};

use super::{Descriptor, Field};
use crate::entity::Resource;

/// Rows of another resource, or of the same, that belong to a row.
#[derive(Debug)]
pub struct Relation {
    /// The Rust name, without `r#`.
    pub name: &'static str,
    /// The name in JSON, in query parameters and in paths.
    pub wire: &'static str,
    pub description: &'static str,
    pub kind: RelationKind,
    /// The resource on the other side; a function because resources may refer to each other.
    pub target: fn() -> &'static Descriptor,
    /// The fields that are equal on both sides: here, and there. There is the target, or the resource that lies between.
    pub keys: &'static [KeyPair],
    /// The resource whose rows link the two, of a many-to-many relation.
    pub through: Option<Through>,
    /// What becomes of rows here when the row that they refer to is deleted; of `BelongsTo` only.
    pub on_delete: OnDelete,
}

/// How many rows there are on the other side, and on which side the key is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RelationKind {
    /// One at the most, whose key is a field here.
    BelongsTo,
    /// One at the most, which has the key of the row here.
    HasOne,
    /// Any number, which have the key of the row here or, through a third resource, are linked to it.
    HasMany,
}

/// Two fields that hold the same value in rows that belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyPair {
    /// Position in the fields of the resource that the relation, or the link, starts from.
    pub near: usize,
    /// Position in the fields of the resource that it leads to.
    pub far: usize,
}

/// The resource whose rows link two others.
#[derive(Debug)]
pub struct Through {
    pub join: fn() -> &'static Descriptor,
    /// From the fields of the link to those of the target.
    pub keys: &'static [KeyPair],
}

/// What becomes of a row when the row that it refers to is deleted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnDelete {
    /// The deletion fails, at the end of its statement.
    NoAction,
    /// The deletion fails at once.
    Restrict,
    /// It is deleted too.
    Cascade,
    /// Its key becomes null.
    SetNull,
}

impl Relation {
    /// A `BelongsTo` about which nothing else is said.
    pub const fn belongs_to<T: Resource>(name: &'static str) -> Self {
        Self::new(name, RelationKind::BelongsTo, T::descriptor)
    }

    /// A `HasOne` about which nothing else is said.
    pub const fn has_one<T: Resource>(name: &'static str) -> Self {
        Self::new(name, RelationKind::HasOne, T::descriptor)
    }

    /// A `HasMany` about which nothing else is said.
    pub const fn has_many<T: Resource>(name: &'static str) -> Self {
        Self::new(name, RelationKind::HasMany, T::descriptor)
    }

    const fn new(name: &'static str, kind: RelationKind, target: fn() -> &'static Descriptor) -> Self {
        let (keys, through, on_delete) = (&[], None, OnDelete::NoAction);
        Self { name, wire: name, description: "", kind, target, keys, through, on_delete }
    }

    /// Whether there may be several rows on the other side.
    pub fn is_many(&self) -> bool {
        self.kind == RelationKind::HasMany
    }

    /// Whether somebody may read rows on the other side; else the relation leads nowhere that a client could go.
    pub fn is_readable(&self) -> bool {
        (self.target)().access.read.is_some()
    }

    /// The fields here that lead to the other side.
    pub fn near(&self) -> impl Iterator<Item = usize> + use<> {
        self.keys.iter().map(|pair| pair.near)
    }
}

/// The descriptor of a resource that lies between two others.
pub fn descriptor_of<R: Resource>() -> &'static Descriptor {
    R::descriptor()
}

impl Descriptor {
    /// The relation whose name on the wire is `wire`.
    pub fn relation(&self, wire: &str) -> Option<(usize, &'static Relation)> {
        self.relations.iter().enumerate().find(|(_, relation)| relation.wire == wire)
    }

    /// Whether a row may lack the row that it belongs to: one of the fields that name it may be null.
    pub fn is_optional(&self, relation: &Relation) -> bool {
        let may_be_null = |field: &Field| field.nullable;
        relation.near().any(|position| may_be_null(&self.fields[position]))
    }
}

/// These resources, and behind them all that their relations lead to, through however many others.
pub fn with_related(resources: &[&'static Descriptor]) -> Vec<&'static Descriptor> {
    let mut all: Vec<&'static Descriptor> = Vec::new();
    let mut waiting: VecDeque<&'static Descriptor> = resources.iter().copied().collect();
    while let Some(resource) = waiting.pop_front() {
        if all.iter().any(|known| ptr::eq(*known, resource)) {
            continue;
        }
        all.push(resource);
        for relation in resource.relations {
            waiting.extend(relation.through.as_ref().map(|through| (through.join)()));
            waiting.push_back((relation.target)());
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::{Descriptor, KeyPair, OnDelete, Relation, RelationKind};
    use crate::{BelongsTo, HasMany, HasOne, Resource};

    #[derive(Clone, Debug, Resource)]
    #[resource(access(public), max_expand_depth = 2, rename_all = "camelCase")]
    struct Post {
        id: i64,
        /// Who wrote it.
        author: BelongsTo<Author>,
        author_id: i64,
        editor_id: Option<i64>,
        #[resource(foreign_key = editor_id, on_delete = set_null)]
        co_editor: BelongsTo<Author>,
        #[resource(through = PostTag)]
        tags: HasMany<Tag>,
    }

    #[derive(Clone, Debug, Resource)]
    #[resource(access(nobody))]
    struct Author {
        name: String,
        id: i64,
        #[resource(foreign_key = author_id)]
        posts: HasMany<Post>,
        mentor_id: Option<i64>,
        mentor: BelongsTo<Self>,
        #[resource(foreign_key = mentor_id)]
        pupils: HasMany<Author>,
        profile: HasOne<Profile>,
    }

    #[derive(Clone, Debug, Resource)]
    #[resource(access(public))]
    struct Profile {
        id: i64,
        #[resource(unique)]
        author_id: i64,
    }

    #[derive(Clone, Debug, Resource)]
    #[resource(access(public))]
    struct Tag {
        id: String,
    }

    #[derive(Clone, Debug, Resource)]
    #[resource(access(public))]
    struct PostTag {
        #[resource(id)]
        tag_id: String,
        #[resource(id)]
        post_id: i64,
    }

    fn relation(descriptor: &'static Descriptor, wire: &str) -> &'static Relation {
        descriptor.relation(wire).unwrap().1
    }

    #[test]
    fn relations_are_no_fields() {
        let names = |descriptor: &Descriptor| descriptor.fields.iter().map(|field| field.name).collect::<Vec<_>>();
        assert_eq!(names(Post::descriptor()), ["id", "author_id", "editor_id"]);
        assert_eq!(names(Author::descriptor()), ["name", "id", "mentor_id"]);
        assert_eq!((Post::descriptor().depth, Author::descriptor().depth), (2, 3));
        assert_eq!(Author::descriptor().key, [1]);
    }

    #[test]
    fn a_relation_is_found_by_its_key() {
        let author = relation(Post::descriptor(), "author");
        assert_eq!((author.kind, author.description), (RelationKind::BelongsTo, "Who wrote it."));
        assert_eq!(author.keys, [KeyPair { near: 1, far: 1 }]);
        assert_eq!((author.target)().name, "Author");
        assert!(!Post::descriptor().is_optional(author));
        let editor = relation(Post::descriptor(), "coEditor");
        assert_eq!((editor.name, editor.on_delete), ("co_editor", OnDelete::SetNull));
        assert_eq!(editor.keys, [KeyPair { near: 2, far: 1 }]);
        assert!(Post::descriptor().is_optional(editor));
        let posts = relation(Author::descriptor(), "posts");
        assert_eq!((posts.kind, posts.keys), (RelationKind::HasMany, &[KeyPair { near: 1, far: 1 }][..]));
        assert_eq!(relation(Author::descriptor(), "profile").kind, RelationKind::HasOne);
    }

    #[test]
    fn a_resource_may_refer_to_itself() {
        let (mentor, pupils) = (relation(Author::descriptor(), "mentor"), relation(Author::descriptor(), "pupils"));
        assert_eq!(mentor.keys, [KeyPair { near: 2, far: 1 }]);
        assert_eq!(pupils.keys, [KeyPair { near: 1, far: 2 }]);
        assert!(std::ptr::eq((mentor.target)(), Author::descriptor()));
    }

    #[test]
    fn a_third_resource_links_two() {
        let tags = relation(Post::descriptor(), "tags");
        let through = tags.through.as_ref().unwrap();
        assert_eq!(tags.keys, [KeyPair { near: 0, far: 1 }]);
        assert_eq!(through.keys, [KeyPair { near: 0, far: 0 }]);
        assert_eq!(((through.join)().name, (tags.target)().name), ("PostTag", "Tag"));
    }
}
