//! Which products are of which categories.

use restruct::prelude::*;

use crate::{category::Category, product::Product};

/// A product's kind. It is no resource of the API's own: products show their categories, and staff links them there.
#[derive(Clone, Debug, Resource)]
#[resource(access(read = public))]
pub struct ProductCategory {
    /// The product.
    #[resource(id)]
    pub product_id: i64,
    /// Its kind.
    #[resource(id)]
    pub category_id: i64,
    /// The product.
    #[resource(on_delete = cascade)]
    pub product: BelongsTo<Product>,
    /// Its kind.
    #[resource(on_delete = cascade)]
    pub category: BelongsTo<Category>,
}
