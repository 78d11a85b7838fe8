//! SQLite through sqlx.

mod bind;
mod cell;
mod connect;
mod fault;

pub use self::{
    bind::arguments,
    cell::{value, write_json},
    connect::{connect, from_connection},
    fault::classify,
};
