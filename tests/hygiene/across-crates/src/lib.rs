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
    /// The number of its maker.
    pub maker_id: Option<i64>,
    /// Who made it.
    #[resource(on_delete = set_null)]
    pub maker: BelongsTo<hygiene_choices::Maker>,
    /// Another's.
    pub other_maker_id: i64,
    /// Another.
    pub other_maker: hygiene_choices::restruct::BelongsTo<hygiene_choices::Maker>,
}
