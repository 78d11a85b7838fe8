//! A shop: customers with their addresses and orders, and products in a tree of categories. One file per resource, nothing
//! else but a seed and three demo callers.

pub mod address;
pub mod auth;
pub mod category;
pub mod customer;
pub mod order;
pub mod order_line;
pub mod product;
pub mod product_category;
pub mod seed;
pub mod stock_level;

use restruct::prelude::*;

use crate::{
    address::Address, category::Category, customer::Customer, order::Order, order_line::OrderLine, product::Product,
    stock_level::StockLevel,
};

/// The shop's resources over a database.
pub fn resources(app: App) -> App {
    app.info("Shop", env!("CARGO_PKG_VERSION"))
        .resource::<Category>()
        .resource::<Product>()
        .resource::<StockLevel>()
        .resource::<Customer>()
        .resource::<Address>()
        .resource::<Order>()
        .resource::<OrderLine>()
        .authenticate(auth::authenticate)
}

/// The shop over a database, with its tables made and, if they are empty, its first rows in them.
///
/// # Errors
/// A table that exists does not fit, or the database fails.
pub async fn app(app: App) -> Result<App> {
    let app = resources(app).create_tables().prepare().await?;
    seed::load(app.connection()).await?;
    Ok(app)
}
