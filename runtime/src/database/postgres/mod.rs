//! PostgreSQL through sqlx.

mod bind;
mod cell;
mod connect;
mod fault;
mod numeric;

pub use self::{
    bind::arguments,
    cell::{value, write_json},
    connect::connect,
    fault::{classify, forget_stale_plans},
};
