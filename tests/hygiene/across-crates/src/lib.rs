//! A resource of whose parts each comes from another crate, Restruct among them.

use hygiene_choices::{Colour, ShortName, restruct::prelude::*};

/// A pencil.
#[derive(Clone, Debug, Resource)]
#[resource(
    access(read = hygiene_choices::Everybody, write = public),
    hooks(hygiene_choices::AuditLog),
    sort(colour),
    crate = hygiene_choices::restruct
)]
pub struct Pencil {
    /// Its number.
    pub id: i64,
    /// Its name.
    #[resource(sort, unique)]
    pub name: ShortName,
    /// Its colour.
    #[resource(default = Colour::Green)]
    pub colour: Colour,
    /// The colour that it had.
    pub before: Option<hygiene_choices::Colour>,
    /// Its price.
    pub price: hygiene_choices::restruct::rust_decimal::Decimal,
}
