//! Customers.

use restruct::prelude::*;

use crate::{address::Address, order::Order};

/// Somebody who buys, and sees nobody but itself.
#[derive(Clone, Debug, Resource)]
#[resource(
    access(
        read = owner(id) or role("staff"),
        create = role("staff"),
        update = owner(id) or role("staff"),
        delete = role("staff"),
    ),
    sort(name),
    // As far as `orders.lines.product.categories`: who buys lamps?
    max_expand_depth = 4
)]
pub struct Customer {
    /// The customer's number.
    pub id: i64,
    /// The name on a parcel.
    #[resource(filter, sort, search, example = "Zoe Young")]
    #[validate(length(min = 1, max = 100))]
    pub name: String,
    /// Where receipts go.
    #[resource(unique, filter(eq, in), search, example = "zoe@example.com")]
    #[validate(email, length(max = 200))]
    pub email: String,
    /// When the customer came.
    #[resource(created_at, filter, sort)]
    pub joined_at: DateTime<Utc>,
    /// Where parcels can go.
    pub addresses: HasMany<Address>,
    /// What was ordered.
    pub orders: HasMany<Order>,
}
