//! Lines of orders.

use restruct::{
    code,
    prelude::*,
    sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, QueryFilter, QuerySelect, sea_query::LockType},
};

use crate::{
    order::{Order, OrderActiveModel, OrderColumn, OrderEntity, OrderStatus},
    product::{Product, ProductColumn},
};

/// One product in an order, at `/order-lines/{order},{position}`.
///
/// A rule looks at the row itself and not at its order, so that a line carries the order's customer. Nobody can name
/// another: the hook takes it from the order, in which neither can change.
#[derive(Clone, Debug, Resource)]
#[resource(access(owner(customer_id) or role("staff")), index(customer_id, order_id, position))]
pub struct OrderLine {
    /// The order.
    #[resource(id, filter(eq, in))]
    pub order_id: i64,
    /// Which of its lines.
    #[resource(id, filter, sort, example = 4)]
    #[validate(range(min = 1, max = 100))]
    pub position: i32,
    /// The order.
    #[resource(on_delete = cascade)]
    pub order: BelongsTo<Order>,
    /// Whose order it is.
    #[resource(read_only)]
    pub customer_id: i64,
    /// What is ordered.
    #[resource(filter(eq, in), immutable)]
    pub product_id: i64,
    /// What is ordered. Products that were ordered once stay.
    #[resource(on_delete = restrict)]
    pub product: BelongsTo<Product>,
    /// How many.
    #[resource(filter, sort, default = 1)]
    #[validate(range(min = 1, max = 1000))]
    pub pieces: i32,
    /// The price of one, when it was ordered.
    #[resource(read_only, decimal(10, 2))]
    pub unit_price: Decimal,
}

impl Hooks for OrderLine {
    async fn before_create(
        input: &mut OrderLineCreate,
        row: &mut OrderLineActiveModel,
        cx: &mut Context<'_>,
    ) -> Result<()> {
        let order = cx.query::<Order>().filter(Filter::eq(OrderColumn::Id, input.order_id)).one().await?;
        row.customer_id = Set(order.ok_or_else(|| absent("/order_id"))?.customer_id);
        let product = cx.query::<Product>().filter(Filter::eq(ProductColumn::Id, input.product_id)).one().await?;
        row.unit_price = Set(product.ok_or_else(|| absent("/product_id"))?.price);
        Ok(())
    }

    async fn after_create(line: &OrderLine, cx: &mut Context<'_>) -> Result<()> {
        add_up(line.order_id, cx).await
    }

    async fn after_update(_old: &OrderLine, line: &OrderLine, cx: &mut Context<'_>) -> Result<()> {
        add_up(line.order_id, cx).await
    }

    async fn after_delete(line: &OrderLine, cx: &mut Context<'_>) -> Result<()> {
        add_up(line.order_id, cx).await
    }
}

/// As the rows that a key names are answered when they are not there.
fn absent(pointer: &str) -> Error {
    Error::invalid(pointer, code::NOT_FOUND, "refers to no row")
}

/// Brings an order's total up to its lines, and undoes the write where the order is no longer open. The order is locked
/// first, so that of lines that are written at the same time the last one sees all.
async fn add_up(order_id: i64, cx: &mut Context<'_>) -> Result<()> {
    let database = cx.unscoped("the total of an order follows from its lines").await?;
    let order = OrderEntity::find_by_id(order_id).lock(LockType::NoKeyUpdate).one(&database).await?;
    if order.is_none_or(|order| order.status != OrderStatus::Open) {
        return Err(Error::conflict("order_not_open", "The order is no longer open."));
    }
    let lines = OrderLineEntity::find().filter(OrderLineColumn::OrderId.eq(order_id)).all(&database).await?;
    let total = lines.iter().map(|line| line.unit_price * Decimal::from(line.pieces)).sum();
    OrderActiveModel { id: Unchanged(order_id), total: Set(total), ..Default::default() }.update(&database).await?;
    Ok(())
}
