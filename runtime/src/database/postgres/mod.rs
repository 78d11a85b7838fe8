//! PostgreSQL through sqlx.

mod bind;
mod cell;
mod connect;
mod fault;
mod numeric;
mod run;

pub use self::{
    cell::{text_of_column, value, write_json},
    connect::connect,
    fault::classify,
    run::{execute, fetch},
};
