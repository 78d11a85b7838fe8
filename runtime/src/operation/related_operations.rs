use crate::descriptor::{Descriptor, Field, Flags, Operations, Relation, Through};

/// What clients can do under the rows of a resource with those that a relation leads to. The routes and the document of the
/// API both go by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RelatedOperations {
    /// `GET /posts/{id}/comments`
    pub list: bool,
    /// `POST /posts/{id}/comments`
    pub create: bool,
    /// `PUT /posts/{id}/tags`, `PUT` and `DELETE /posts/{id}/tags/{tag}`
    pub links: bool,
}

impl RelatedOperations {
    /// The relations of a resource under whose rows there is anything to do. Some resources have paths of their own.
    pub fn of_resource(
        descriptor: &'static Descriptor,
        is_served: impl Fn(&'static Descriptor) -> bool,
    ) -> impl Iterator<Item = (&'static Relation, Self)> {
        let many = descriptor.relations.iter().filter(|relation| relation.is_many() && relation.is_readable());
        let of = move |relation| (relation, Self::of(descriptor, relation, is_served((relation.target)())));
        many.map(of).filter(|(_, operations)| *operations != Self { list: false, create: false, links: false })
    }

    fn of(parent: &'static Descriptor, relation: &'static Relation, is_far_served: bool) -> Self {
        let has = |operations: u8| (relation.target)().operations.has(operations);
        let through = relation.through.as_ref();
        Self {
            // Who may read the rows finds them by the relation, whether they are served elsewhere or not.
            list: has(Operations::LIST),
            // What is made has an address of its own.
            create: through.is_none() && is_far_served && has(Operations::CREATE) && may_fill(relation),
            links: through.is_some_and(|through| may_link(parent, relation, through)),
        }
    }
}

/// Whether clients may set the fields that hold the key of the row: what none may set in a body, none sets by a path.
fn may_fill(relation: &'static Relation) -> bool {
    let far = (relation.target)();
    relation.keys.iter().all(|pair| far.fields[pair.far].is_creatable())
}

/// Whether nothing of a link but its keys has to come from a client, who may change the row that has it.
fn may_link(parent: &'static Descriptor, relation: &'static Relation, through: &'static Through) -> bool {
    let link = (through.join)();
    let near = relation.keys.iter().map(|pair| pair.far);
    let keys: Vec<usize> = near.chain(through.keys.iter().map(|pair| pair.near)).collect();
    let is_filled = |position: usize, field: &Field| {
        let by_server = field.default.is_some() || field.on_create.is_some() || field.is(Flags::AUTO | Flags::CALLER);
        field.nullable || by_server || keys.contains(&position)
    };
    let hooked = || (link.hooks)().iter().any(|hooks| hooks.before_create.is_some());
    let mut fields = link.fields.iter().enumerate();
    parent.access.update.is_some()
        && parent.operations.has(Operations::UPDATE)
        && (fields.all(|(position, field)| is_filled(position, field)) || hooked())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{HasMany, Resource};

    #[derive(Clone, Debug, Resource)]
    #[resource(access(public))]
    struct Post {
        id: i64,
        comments: HasMany<Comment>,
        #[resource(through = PostTag)]
        tags: HasMany<Tag>,
        #[resource(through = Rating)]
        rated: HasMany<Tag>,
        secrets: HasMany<Secret>,
    }

    #[derive(Clone, Debug, Resource)]
    #[resource(access(public))]
    struct Comment {
        id: i64,
        post_id: i64,
    }

    #[derive(Clone, Debug, Resource)]
    #[resource(access(public))]
    struct Tag {
        id: i64,
    }

    #[derive(Clone, Debug, Resource)]
    #[resource(access(read = public))]
    struct PostTag {
        #[resource(id)]
        post_id: i64,
        #[resource(id)]
        tag_id: i64,
        #[resource(created_at)]
        since: chrono::DateTime<chrono::Utc>,
    }

    /// A link of which a client has to say more than its keys.
    #[derive(Clone, Debug, Resource)]
    #[resource(access(read = public))]
    struct Rating {
        #[resource(id)]
        post_id: i64,
        #[resource(id)]
        tag_id: i64,
        stars: i16,
    }

    #[derive(Clone, Debug, Resource)]
    #[resource(access(create = public))]
    struct Secret {
        id: i64,
        post_id: i64,
    }

    #[test]
    fn what_can_be_done_follows_from_both_sides() {
        let told = |is_served: bool| {
            let all = RelatedOperations::of_resource(Post::descriptor(), |_| is_served);
            all.map(|(relation, RelatedOperations { list, create, links })| (relation.name, list, create, links))
                .collect::<Vec<_>>()
        };
        let tags = [("tags", true, false, true), ("rated", true, false, false)];
        assert_eq!(told(true), [&[("comments", true, true, false)], &tags[..]].concat());
        assert_eq!(told(false), [&[("comments", true, false, false)], &tags[..]].concat());
    }
}
