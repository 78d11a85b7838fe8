use std::{fmt, marker::PhantomData};

/// A field that a create or an update takes, where it is a plain `T`, and that no column stores. Hooks read it.
///
/// The marker has no size; a body's value never lies in the struct.
pub struct Input<T>(PhantomData<fn() -> T>);

/// A relation to the one row whose key a field of this resource holds: `author: BelongsTo<Author>` beside `author_id: i64`.
///
/// The marker has no size; what a request expands never lies in the struct.
pub struct BelongsTo<T>(PhantomData<fn() -> T>);

/// A relation to the one row that holds the key of this resource's row, in a field that is unique there.
///
/// The marker has no size; what a request expands never lies in the struct.
pub struct HasOne<T>(PhantomData<fn() -> T>);

/// A relation to all rows that hold the key of this resource's row: `comments: HasMany<Comment>` finds its rows by
/// `Comment::post_id`. With `through = PostTag` they are those that the rows of a third resource link to it.
///
/// The marker has no size; what a request expands never lies in the struct.
pub struct HasMany<T>(PhantomData<fn() -> T>);

macro_rules! marker {
    ($($name:ident),*) => {$(
        impl<T> Clone for $name<T> {
            fn clone(&self) -> Self {
                *self
            }
        }
        impl<T> Copy for $name<T> {}
        impl<T> Default for $name<T> {
            fn default() -> Self {
                Self(PhantomData)
            }
        }
        impl<T> PartialEq for $name<T> {
            fn eq(&self, _: &Self) -> bool {
                true
            }
        }
        impl<T> Eq for $name<T> {}
        impl<T> fmt::Debug for $name<T> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(stringify!($name))
            }
        }
    )*};
}
marker!(Input, BelongsTo, HasOne, HasMany);
