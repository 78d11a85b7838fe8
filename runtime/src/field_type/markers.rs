use std::{fmt, marker::PhantomData};

/// A field that a create or an update takes, where it is a plain `T`, and that no column stores. Hooks read it.
///
/// The marker has no size; a body's value never lies in the struct.
pub struct Input<T>(PhantomData<fn() -> T>);

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
marker!(Input);
