//! The shop's first rows, the same on every machine.

use restruct::{
    chrono::TimeDelta,
    prelude::*,
    sea_orm::{
        ConnectionTrait, DatabaseConnection, DbBackend, EntityTrait, PaginatorTrait, SqliteTransactionMode,
        TransactionOptions, TransactionTrait,
    },
};

use crate::{
    address::{AddressActiveModel, AddressEntity},
    category::{CategoryActiveModel, CategoryEntity},
    customer::{CustomerActiveModel, CustomerEntity},
    order::{OrderActiveModel, OrderEntity, OrderStatus},
    order_line::{OrderLineActiveModel, OrderLineEntity},
    product::{ProductActiveModel, ProductEntity},
    product_category::{ProductCategoryActiveModel, ProductCategoryEntity},
    stock_level::{StockLevelActiveModel, StockLevelEntity},
};

/// The callers of `auth` are the first two.
const CUSTOMERS: [&str; 20] = [
    "Ann Archer",
    "Ben Baker",
    "Cora Cook",
    "Dan Draper",
    "Eve Ely",
    "Finn Fisher",
    "Gwen Gardener",
    "Hugh Hunt",
    "Ida Innes",
    "Jack Joiner",
    "Kay Kemp",
    "Liam Leach",
    "Maud Miller",
    "Ned Nash",
    "Olive Orme",
    "Paul Potter",
    "Quinn Quill",
    "Rose Reeve",
    "Sam Smith",
    "Tess Tyler",
];

/// Each with the number of the one that it is in.
const CATEGORIES: [(&str, Option<i64>); 12] = [
    ("House", None),
    ("Garden", None),
    ("Lighting", Some(1)),
    ("Furniture", Some(1)),
    ("Tools", Some(2)),
    ("Plants", Some(2)),
    ("Lamps", Some(3)),
    ("Candles", Some(3)),
    ("Chairs", Some(4)),
    ("Tables", Some(4)),
    ("Spades", Some(5)),
    ("Herbs", Some(6)),
];

/// What there is in each of the narrowest categories.
const NOUNS: [&str; 6] = ["lamp", "candle", "chair", "table", "spade", "basil"];

/// The number of the first of them.
const FIRST_KIND: usize = 7;

const ADJECTIVES: [&str; 10] =
    ["Small", "Tall", "Plain", "Green", "Travelling", "Striped", "Heavy", "Second", "Quiet", "Last"];

const PRODUCTS: usize = 60;
const ORDERS: usize = 80;

/// Loads the rows into tables that have none. Of servers that start together one at a time looks whether they have any,
/// so that the others find what the first has loaded.
///
/// # Errors
/// The database fails.
pub async fn load(connection: &DatabaseConnection) -> Result<()> {
    // SQLite's one lock, from the beginning on.
    let sqlite_transaction_mode = Some(SqliteTransactionMode::Immediate);
    let options = TransactionOptions { sqlite_transaction_mode, ..Default::default() };
    let transaction = connection.begin_with_options(options).await?;
    if transaction.get_database_backend() == DbBackend::Postgres {
        transaction.execute_unprepared("LOCK TABLE customers IN SHARE ROW EXCLUSIVE MODE").await?;
    }
    if CustomerEntity::find().count(&transaction).await? == 0 {
        CustomerEntity::insert_many(CUSTOMERS.iter().enumerate().map(customer)).exec(&transaction).await?;
        AddressEntity::insert_many((0..CUSTOMERS.len()).flat_map(addresses_of)).exec(&transaction).await?;
        CategoryEntity::insert_many(CATEGORIES.map(category)).exec(&transaction).await?;
        ProductEntity::insert_many((0..PRODUCTS).map(product)).exec(&transaction).await?;
        ProductCategoryEntity::insert_many((0..PRODUCTS).flat_map(categories_of)).exec(&transaction).await?;
        StockLevelEntity::insert_many((0..PRODUCTS).filter_map(stock_level)).exec(&transaction).await?;
        OrderEntity::insert_many((0..ORDERS).map(order)).exec(&transaction).await?;
        OrderLineEntity::insert_many((0..ORDERS).flat_map(lines_of)).exec(&transaction).await?;
    }
    transaction.commit().await?;
    Ok(())
}

/// The time of an order: one every 17 hours.
fn time(order: usize) -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::seconds(1_772_359_200) + TimeDelta::hours(17 * order as i64)
}

/// The key of a row that the database counts.
fn key(index: usize) -> i64 {
    index as i64 + 1
}

fn customer((index, name): (usize, &&str)) -> CustomerActiveModel {
    let first = name.split(' ').next().unwrap_or(name).to_lowercase();
    CustomerActiveModel {
        name: Set((*name).to_owned()),
        email: Set(format!("{first}@example.com")),
        joined_at: Set(time(0) - TimeDelta::days(20 - index as i64)),
        ..Default::default()
    }
}

/// One for all, and another for every second.
fn addresses_of(customer: usize) -> Vec<AddressActiveModel> {
    let address = |label: &str, street: &str, town: &str| AddressActiveModel {
        customer_id: Set(key(customer)),
        label: Set(label.to_owned()),
        street: Set(format!("{} {street}", customer + 1)),
        town: Set(format!("{town} {}", 1000 + customer * 37)),
        country: Set("IE".to_owned()),
        ..Default::default()
    };
    let home = address("home", ["Mill Lane", "Station Road", "High Street"][customer % 3], "Ashford");
    if customer.is_multiple_of(2) { vec![home] } else { vec![home, address("work", "Quay", "Newport")] }
}

/// The first of a customer's addresses.
fn home_of(customer: usize) -> i64 {
    key(customer + customer / 2)
}

fn category((name, parent): (&str, Option<i64>)) -> CategoryActiveModel {
    CategoryActiveModel {
        name: Set(name.to_owned()),
        slug: Set(name.to_lowercase()),
        parent_id: Set(parent),
        ..Default::default()
    }
}

/// Of ten products one is not listed.
fn product(index: usize) -> ProductActiveModel {
    let (noun, adjective) = (NOUNS[index % NOUNS.len()], ADJECTIVES[index / NOUNS.len()]);
    ProductActiveModel {
        sku: Set(format!("{}-{:02}", noun.to_uppercase(), index / NOUNS.len() + 1)),
        name: Set(format!("{adjective} {noun}")),
        description: Set(
            (!index.is_multiple_of(3)).then(|| format!("A {} {noun} like no other.", adjective.to_lowercase()))
        ),
        price: Set(price(index)),
        is_listed: Set(index % 10 != 4),
        version: Set(1),
        ..Default::default()
    }
}

fn price(product: usize) -> Decimal {
    Decimal::new(495 + (product * 1373 % 9000) as i64, 2)
}

/// The kind that it is one of, and for every fourth another.
fn categories_of(product: usize) -> Vec<ProductCategoryActiveModel> {
    let of = |kind: usize| ProductCategoryActiveModel {
        product_id: Set(key(product)),
        category_id: Set((FIRST_KIND + kind % NOUNS.len()) as i64),
    };
    if product.is_multiple_of(4) { vec![of(product), of(product + 1)] } else { vec![of(product)] }
}

/// Every eighth product has not been counted yet.
fn stock_level(product: usize) -> Option<StockLevelActiveModel> {
    (product % 8 != 7).then(|| StockLevelActiveModel {
        product_id: Set(key(product)),
        pieces: Set((product * 7 % 40) as i32),
        counted_at: Set(time(0)),
    })
}

fn buyer(order: usize) -> usize {
    (order * 7 + order / CUSTOMERS.len()) % CUSTOMERS.len()
}

/// Every fifth order is fetched.
fn order(index: usize) -> OrderActiveModel {
    let lines = lines_of(index);
    let total = lines.iter().map(|line| *line.unit_price.as_ref() * Decimal::from(*line.pieces.as_ref())).sum();
    OrderActiveModel {
        customer_id: Set(key(buyer(index))),
        address_id: Set((index % 5 != 4).then(|| home_of(buyer(index)))),
        status: Set(status(index)),
        total: Set(total),
        placed_at: Set(time(index)),
        version: Set(1),
        ..Default::default()
    }
}

/// The last orders are open or paid, and of the others some were cancelled.
fn status(order: usize) -> OrderStatus {
    match order {
        70.. => [OrderStatus::Paid, OrderStatus::Open][order % 2],
        _ if order % 9 == 8 => OrderStatus::Cancelled,
        _ => OrderStatus::Sent,
    }
}

/// Three and two in turn.
fn lines_of(order: usize) -> Vec<OrderLineActiveModel> {
    let line = |position: usize| {
        let product = (order * 11 + position * 17) % PRODUCTS;
        OrderLineActiveModel {
            order_id: Set(key(order)),
            position: Set(position as i32),
            customer_id: Set(key(buyer(order))),
            product_id: Set(key(product)),
            pieces: Set(((order + position * 3) % 4) as i32 + 1),
            unit_price: Set(price(product)),
        }
    };
    (1..=3 - order % 2).map(line).collect()
}
