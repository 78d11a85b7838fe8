//! Resources that macros write.

use restruct::prelude::*;

/// Resources of which everything comes from the macro's arguments.
macro_rules! fruits {
    ($(
        $(#[$meta:meta])*
        $visibility:vis struct $name:ident at $path:literal by $owner:ident if $rule:path {
            $($(#[$word:meta])* $field:ident: $ty:ty = $default:expr, at most $most:expr,)*
        }
        sorted by $sort:ident
    )*) => {$(
        $(#[$meta])*
        #[derive(Clone, Debug, Resource)]
        #[resource(access(read = $rule, write = owner($owner)), path = $path, sort(-$sort), unique($owner, $sort))]
        $visibility struct $name {
            /// Its number.
            pub id: i64,
            /// Whose it is.
            pub $owner: i64,
            $(
                $(#[$word])*
                #[resource(default = $default)]
                #[validate(range(min = -($most), max = $most))]
                pub $field: $ty,
            )*
        }

        impl Rule<$name> for $rule {
            fn filter(_: Option<&Principal>) -> Filter<$name> {
                Filter::always()
            }
        }
    )*};
}

/// Who may read fruit.
pub struct Everybody;

fruits! {
    /// An apple.
    pub struct Apple at "green-apples" by farmer if Everybody {
        /// How heavy it is.
        #[resource(sort)]
        weight: i32 = 150, at most 1000,
        /// How large it is.
        size: Option<f64> = 7.5, at most 20.0,
    }
    sorted by weight

    /// A pear.
    pub struct Pear at "pears" by gardener if self::Everybody {
        /// How many there are.
        count: Option<i64> = -1, at most 5 + 5,
    }
    sorted by count
}

/// A resource of which the macro's body has most: its names are the macro's.
macro_rules! plum {
    ($name:ident) => {
        /// How a plum tastes.
        #[derive(Clone, Copy, Debug, ResourceEnum)]
        #[resource(rename_all = "kebab-case")]
        pub enum Taste {
            /// So.
            VerySweet,
            /// Or so.
            #[resource(rename = "sour")]
            RatherSour,
        }

        /// A plum.
        #[derive(Clone, Debug, Resource)]
        #[resource(access(public), sort(-taste, id), index(taste, stone))]
        pub struct $name {
            /// Its key.
            pub id: Uuid,
            /// Its taste.
            #[resource(sort, default = Taste::VerySweet)]
            pub taste: Taste,
            /// Its stone.
            #[validate(length(min = 1, max = 10))]
            pub stone: Option<String>,
            /// What is done with it.
            pub use_for: Input<Option<String>>,
        }

        impl Hooks for $name {
            async fn before_create(
                input: &mut PlumCreate,
                row: &mut PlumActiveModel,
                _: &mut Context<'_>,
            ) -> Result<()> {
                row.stone = Set(input.use_for.clone());
                Ok(())
            }
        }
    };
}
plum!(Plum);

/// Relations of which everything comes from the macro's arguments, or nothing does.
macro_rules! related {
    ($many:ident $field:ident: $to_many:ty, $one:ident by $key:ident: $key_type:ty, $name:ident: $to_one:ty, $on:ident) => {
        /// Has several.
        #[derive(Clone, Debug, Resource)]
        #[resource(access(public))]
        pub struct $many {
            /// Its key.
            pub id: i64,
            /// Those.
            #[resource(foreign_key = $key)]
            pub $field: $to_many,
        }

        /// Belongs to one.
        #[derive(Clone, Debug, Resource)]
        #[resource(access(public))]
        pub struct $one {
            /// Its key.
            pub id: i64,
            /// That of the other.
            pub $key: $key_type,
            /// The other.
            #[resource(foreign_key = $key, on_delete = $on)]
            pub $name: $to_one,
            /// Another's.
            pub made_of_id: i64,
            /// Another.
            pub made_of: BelongsTo<Apple>,
        }
    };
}
related!(Basket handles: HasMany<Handle>, Handle by on_basket: i64, basket: BelongsTo<Basket>, cascade);
