/// What a bound of `length` can be. `Same` is the type itself, and known only where it is one: whatever is done with a
/// bound that is none is no second fault.
#[diagnostic::on_unimplemented(
    message = "a bound of `length` is a whole number, and `{Self}` is none",
    label = "not a whole number",
    note = "write a whole number, or a constant of an integer type"
)]
pub trait Whole {
    type Same;
}

macro_rules! whole {
    ($($ty:ty),*) => {$(
        impl Whole for $ty {
            type Same = $ty;
        }
    )*};
}
whole!(u8, u16, u32, u64, usize, i8, i16, i32, i64, i128, isize);

/// The bound itself.
pub const fn whole<T: Whole<Same = T>>(bound: T) -> T::Same {
    bound
}

/// The bound as it is compared with.
///
/// # Panics
/// It is no length. A descriptor is made while the program is compiled, so that this is a message of the compiler's, at
/// the bound.
#[track_caller]
pub const fn length(bound: i128) -> u64 {
    assert!(bound >= 0 && bound <= u64::MAX as i128, "a length is a whole number that is not negative");
    bound as u64
}

/// The upper bound.
///
/// # Panics
/// It lies below the lower one; see [`length`].
#[track_caller]
pub const fn not_below(min: u64, max: u64) -> u64 {
    assert!(min <= max, "this is below `min`, so that nothing has such a length");
    max
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_stays_what_it_is() {
        assert_eq!(length(whole(5_u8) as i128), 5);
        assert_eq!(length(whole(u64::MAX) as i128), u64::MAX);
        assert_eq!(not_below(5, 5), 5);
    }

    #[test]
    #[should_panic(expected = "not negative")]
    fn a_negative_number_is_no_length() {
        length(whole(-1) as i128);
    }

    #[test]
    #[should_panic(expected = "below `min`")]
    fn bounds_are_in_order() {
        not_below(6, 5);
    }
}
