//! Orders.

use restruct::prelude::*;

use crate::{address::Address, customer::Customer, order_line::OrderLine};

/// What a customer wants to have. Customers see and change their own, these as long as they are open; staff all.
#[derive(Clone, Debug, Resource)]
#[resource(
    access(
        read = owner(customer_id) or role("staff"),
        // The rule holds for the row as it becomes, too: that an order is paid is for staff to say.
        create = owner(customer_id) and Open or role("staff"),
        update = owner(customer_id) and Open or role("staff"),
        delete = role("staff"),
    ),
    sort(-placed_at)
)]
pub struct Order {
    /// The order's number.
    pub id: i64,
    /// Whose it is: the caller's, unless staff names somebody else.
    #[resource(filter(eq, in), immutable)]
    pub customer_id: i64,
    /// Whose it is.
    pub customer: BelongsTo<Customer>,
    /// Where it goes; none where it is fetched. Who may not read an address cannot name it, which keeps customers to their
    /// own; staff reads all of them, and so has to take care.
    pub address_id: Option<i64>,
    /// Where it goes; none where it is fetched.
    #[resource(on_delete = set_null)]
    pub address: BelongsTo<Address>,
    /// How far it is.
    #[resource(filter, default = OrderStatus::Open)]
    pub status: OrderStatus,
    /// What its lines come to.
    #[resource(filter, sort, read_only, decimal(10, 2), default = 0)]
    pub total: Decimal,
    /// What was ordered.
    pub lines: HasMany<OrderLine>,
    /// When it was begun.
    #[resource(created_at, filter, sort)]
    pub placed_at: DateTime<Utc>,
    /// Counts the changes, but not those of its lines.
    #[resource(version)]
    pub version: i64,
}

/// How far an order is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ResourceEnum)]
pub enum OrderStatus {
    /// Being put together.
    Open,
    /// To be sent.
    Paid,
    /// On its way.
    Sent,
    /// Not wanted any more.
    Cancelled,
}

/// Orders that are still being put together.
pub struct Open;

impl Rule<Order> for Open {
    fn filter(_: Option<&Principal>) -> Filter<Order> {
        Filter::eq(OrderColumn::Status, OrderStatus::Open)
    }
}
