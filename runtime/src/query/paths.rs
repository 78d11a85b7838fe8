//! All paths of relations that begin at a resource.

use std::{collections::VecDeque, ptr};

use super::followed;
use crate::descriptor::{Descriptor, Relation};

/// A dotted name of relations, one after the other.
#[derive(Clone, Debug)]
pub struct RelationPath {
    /// `comments.author`
    pub name: String,
    /// How many relations it follows.
    pub length: u8,
    /// The last of them.
    pub relation: &'static Relation,
}

impl RelationPath {
    /// The resource that it leads to.
    pub fn target(&self) -> &'static Descriptor {
        (self.relation.target)()
    }
}

/// Those that clients can follow, of relations like these, the shorter first; `None` where there are more than `most`.
pub fn relation_paths(
    descriptor: &'static Descriptor,
    most: usize,
    is_wanted: impl Fn(&Relation) -> bool,
) -> Option<Vec<RelationPath>> {
    let mut all: Vec<RelationPath> = Vec::new();
    let (mut from, mut before, mut length) = (vec![(String::new(), descriptor)], 0, 0);
    while length < descriptor.depth && !from.is_empty() {
        length += 1;
        for (start, at) in from {
            for relation in followed(at).filter(|relation| is_wanted(relation)) {
                all.push(RelationPath { name: format!("{start}{}", relation.wire), length, relation });
                if all.len() > most {
                    return None;
                }
            }
        }
        from = all[before..].iter().map(|path| (format!("{}.", path.name), path.target())).collect();
        before = all.len();
    }
    Some(all)
}

/// These resources, and those that such paths lead to from them, each once.
pub fn reachable(
    from: impl IntoIterator<Item = &'static Descriptor>,
    is_wanted: impl Fn(&Relation) -> bool,
) -> Vec<&'static Descriptor> {
    let mut all: Vec<&'static Descriptor> = Vec::new();
    let mut next: VecDeque<&'static Descriptor> = from.into_iter().collect();
    while let Some(at) = next.pop_front() {
        if !all.iter().any(|known| ptr::eq(*known, at)) {
            all.push(at);
            next.extend(followed(at).filter(|relation| is_wanted(relation)).map(|relation| (relation.target)()));
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{BelongsTo, HasMany, Resource};

    #[derive(Clone, Debug, Resource)]
    #[resource(access(public), max_expand_depth = 2)]
    struct Post {
        id: i64,
        author_id: i64,
        author: BelongsTo<Author>,
        comments: HasMany<Comment>,
        secrets: HasMany<Secret>,
    }

    #[derive(Clone, Debug, Resource)]
    #[resource(access(public))]
    struct Author {
        id: i64,
        posts: HasMany<Post>,
    }

    #[derive(Clone, Debug, Resource)]
    #[resource(access(public))]
    struct Comment {
        id: i64,
        post_id: i64,
        post: BelongsTo<Post>,
    }

    #[derive(Clone, Debug, Resource)]
    #[resource(access(create = public))]
    struct Secret {
        id: i64,
        post_id: i64,
    }

    fn names(descriptor: &'static Descriptor, is_wanted: fn(&Relation) -> bool) -> Vec<String> {
        relation_paths(descriptor, 60, is_wanted).unwrap().into_iter().map(|path| path.name).collect()
    }

    #[test]
    fn paths_end_at_the_depth_and_at_what_nobody_may_read() {
        assert_eq!(names(Post::descriptor(), |_| true), ["author", "comments", "author.posts", "comments.post"]);
        assert_eq!(names(Comment::descriptor(), |relation| !relation.is_many()), ["post", "post.author"]);
        let all = relation_paths(Author::descriptor(), 60, |_| true).unwrap();
        assert_eq!(all.iter().map(|path| path.length).max(), Some(3));
        assert!(relation_paths(Author::descriptor(), all.len() - 1, |_| true).is_none());
    }

    #[test]
    fn what_can_be_reached_is_told_once() {
        let names = |all: Vec<&'static Descriptor>| all.iter().map(|it| it.name).collect::<Vec<_>>();
        assert_eq!(names(reachable([Post::descriptor()], |_| true)), ["Post", "Author", "Comment"]);
        assert_eq!(
            names(reachable([Comment::descriptor()], |relation| !relation.is_many())),
            ["Comment", "Post", "Author"]
        );
    }
}
