//! A module in whose scope traits give every type methods that are called as generated code's are.

use restruct::prelude::*;

/// Methods of everything.
pub trait OfEverything {
    /// Not a cell.
    fn get(&self) -> u8 {
        1
    }

    /// Not a text.
    fn as_str(&self) -> u8 {
        2
    }

    /// Not a cell's way into a row.
    fn put(&self, _: usize, _: u8) -> u8 {
        3
    }

    /// Not a value.
    fn is_not_set(&self) -> u8 {
        4
    }

    /// Not serde's.
    fn serialize_str(&self, _: u8) -> u8 {
        5
    }
}

impl<T: ?Sized> OfEverything for T {}

/// A parcel's way.
#[derive(Clone, Copy, Debug, ResourceEnum)]
pub enum Way {
    /// By ship.
    Sea,
    /// By plane.
    Air,
}

/// A parcel.
#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
pub struct Parcel {
    /// Its number.
    pub id: i64,
    /// Its way.
    #[resource(default = Way::Sea)]
    pub way: Way,
    /// Its weight.
    pub weight: Option<Decimal>,
    /// When it was sent.
    #[resource(created_at)]
    pub sent: NaiveDateTime,
}

/// Uses them, so that they are no dead code.
#[must_use]
pub fn sum(parcel: &Parcel) -> u8 {
    parcel.get() + parcel.as_str() + parcel.put(0, 0) + parcel.is_not_set() + parcel.serialize_str(0)
}
