//! Relations between resources of several modules, of several visibilities and of names that are keywords.

use restruct::prelude::*;

/// Adds them.
#[must_use]
pub fn resources(app: App) -> App {
    #[derive(Clone, Debug, Resource)]
    #[resource(access(public), table = "leaves_in_functions")]
    struct Leaf {
        id: i64,
        twig_id: i64,
        twig: BelongsTo<Twig>,
    }

    #[derive(Clone, Debug, Resource)]
    #[resource(access(public), table = "twigs_in_functions")]
    struct Twig {
        id: i64,
        leaves: HasMany<Leaf>,
    }

    let app = app.resource::<r#type::Type>().resource::<r#type::Match>().resource::<Root>().resource::<Between>();
    app.resource::<Tree>().resource::<Leaf>().resource::<Twig>()
}

/// Refers to itself and to what few may see.
#[derive(Clone, Debug, Resource)]
#[resource(access(public), max_expand_depth = 10)]
pub struct Tree {
    /// Its number.
    pub id: i64,
    /// Its parent's.
    pub r#super_id: Option<i64>,
    /// Its parent.
    #[resource(foreign_key = super_id, on_delete = set_null)]
    pub parent: BelongsTo<Self>,
    /// Its children.
    #[resource(foreign_key = r#super_id)]
    pub children: HasMany<Self>,
    /// What it is.
    pub r#type_id: i64,
    /// That.
    #[resource(on_delete = restrict)]
    pub r#type: BelongsTo<self::r#type::Type>,
    hidden: HasOne<Root>,
    #[resource(through = Between, far_key = other_id)]
    linked: HasMany<Root>,
}

/// Seen here alone.
#[derive(Clone, Debug, Resource)]
#[resource(access(nobody))]
struct Root {
    id: Uuid,
    #[resource(unique)]
    tree_id: i64,
    #[resource(on_delete = cascade)]
    tree: BelongsTo<Tree>,
}

#[derive(Clone, Debug, Resource)]
#[resource(access(read = public), unique(other_id, tree_id))]
struct Between {
    id: i64,
    tree_id: i64,
    other_id: Uuid,
    tree: BelongsTo<Tree>,
    other: BelongsTo<Root>,
}

/// A module of another file's kind.
pub mod r#type {
    use restruct::prelude::*;

    /// What a tree is.
    #[derive(Clone, Debug, Resource)]
    #[resource(access(public), table = "types_of_trees")]
    pub struct Type {
        /// Its number.
        pub id: i64,
        /// Those that are so.
        pub trees: HasMany<super::Tree>,
        /// What it matches.
        pub r#match: HasOne<Match>,
    }

    /// What a type matches.
    #[derive(Clone, Debug, Resource)]
    #[resource(access(public), table = "matches_of_types")]
    pub struct Match {
        /// The key, which refers too.
        #[resource(id)]
        pub r#type_id: i64,
        /// That.
        pub r#type: BelongsTo<crate::relations::r#type::Type>,
    }
}
