//! Categories, a tree.

use restruct::prelude::*;

use crate::{product::Product, product_category::ProductCategory};

/// A kind of products, which may be one of a wider kind.
#[derive(Clone, Debug, Resource)]
#[resource(access(read = public, write = role("staff")), sort(name))]
pub struct Category {
    /// The category's number.
    pub id: i64,
    /// What it is called.
    #[resource(filter, sort, search, example = "Lamps")]
    #[validate(length(min = 1, max = 60))]
    pub name: String,
    /// What it is called in an address.
    #[resource(filter(eq, in), unique, example = "lamps")]
    #[validate(length(min = 1, max = 60))]
    pub slug: String,
    /// The wider kind; none at the top.
    #[resource(filter(eq, in, isnull))]
    pub parent_id: Option<i64>,
    /// The wider kind; none at the top.
    #[resource(on_delete = restrict)]
    pub parent: BelongsTo<Category>,
    /// The narrower kinds.
    #[resource(foreign_key = parent_id)]
    pub children: HasMany<Category>,
    /// What is of this kind.
    #[resource(through = ProductCategory)]
    pub products: HasMany<Product>,
}
