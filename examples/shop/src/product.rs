//! Products.

use restruct::prelude::*;

use crate::{category::Category, order_line::OrderLine, product_category::ProductCategory, stock_level::StockLevel};

/// Something to buy. What is not listed is nobody's business but the staff's.
#[derive(Clone, Debug, Resource)]
#[resource(
    access(read = Listed or role("staff"), write = role("staff")),
    operations(list, get, create, update, replace, delete),
    sort(name)
)]
pub struct Product {
    /// The product's number.
    pub id: i64,
    /// What it is called in the books.
    #[resource(unique, immutable, filter(eq, in), example = "LAMP-99")]
    #[validate(length(min = 1, max = 20))]
    pub sku: String,
    /// What it is called in the shop.
    #[resource(filter, sort, search, example = "Crooked lamp")]
    #[validate(length(min = 1, max = 100))]
    pub name: String,
    /// What there is to say about it.
    #[resource(search, example = "Leans to the left, and reads along.")]
    #[validate(length(max = 2000))]
    pub description: Option<String>,
    /// The price of one, today.
    #[resource(filter, sort, decimal(10, 2), example = Decimal::new(1990, 2))]
    #[validate(range(min = 0))]
    pub price: Decimal,
    /// Whether everybody sees it.
    #[resource(filter, default = false)]
    pub is_listed: bool,
    /// Counts the changes.
    #[resource(version)]
    pub version: i64,
    /// What kinds it is of.
    #[resource(through = ProductCategory)]
    pub categories: HasMany<Category>,
    /// How many there are.
    pub stock: HasOne<StockLevel>,
    /// Where it was ordered, as far as the caller may know.
    pub lines: HasMany<OrderLine>,
}

/// What everybody may see.
pub struct Listed;

impl Rule<Product> for Listed {
    fn filter(_: Option<&Principal>) -> Filter<Product> {
        Filter::eq(ProductColumn::IsListed, true)
    }
}
