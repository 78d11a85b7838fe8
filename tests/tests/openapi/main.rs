//! The OpenAPI documents of the examples: committed as they are, right in themselves, and true in both directions.

mod committed;
mod consistent;
mod observed;
mod parameters;
mod served;
