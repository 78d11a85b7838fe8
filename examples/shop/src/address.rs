//! Addresses of customers.

use restruct::prelude::*;

use crate::customer::Customer;

/// Where parcels of a customer can go.
#[derive(Clone, Debug, Resource)]
#[resource(access(owner(customer_id) or role("staff")), sort(label))]
pub struct Address {
    /// The address's number.
    pub id: i64,
    /// Whose it is: the caller's, unless staff names somebody else.
    #[resource(filter(eq, in), immutable)]
    pub customer_id: i64,
    /// Whose it is.
    #[resource(on_delete = cascade)]
    pub customer: BelongsTo<Customer>,
    /// What the customer calls it.
    #[resource(default = "home", example = "work")]
    #[validate(length(min = 1, max = 30))]
    pub label: String,
    /// Street and number.
    #[resource(search, example = "9 Mill Lane")]
    #[validate(length(min = 1, max = 200))]
    pub street: String,
    /// Town, with its postal code.
    #[resource(filter, sort, search, example = "Ashford 1042")]
    #[validate(length(min = 1, max = 100))]
    pub town: String,
    /// The country's two letters.
    #[resource(filter(eq, in), example = "IE")]
    #[validate(length(equal = 2))]
    pub country: String,
}
