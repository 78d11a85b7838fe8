//! How many there are of a product.

use restruct::prelude::*;

use crate::product::Product;

/// How many pieces of a product are in the shop. Its key is the product's, so that there is one at the most.
#[derive(Clone, Debug, Resource)]
#[resource(access(role("staff")))]
pub struct StockLevel {
    /// The product.
    #[resource(id(client))]
    pub product_id: i64,
    /// The product.
    #[resource(on_delete = cascade)]
    pub product: BelongsTo<Product>,
    /// Pieces on the shelf.
    #[resource(filter, sort, example = 12)]
    #[validate(range(min = 0))]
    pub pieces: i32,
    /// When somebody last counted.
    #[resource(updated_at, filter, sort)]
    pub counted_at: DateTime<Utc>,
}
