//! SQLite through sqlx.

mod arena;
mod bind;
mod cell;
mod connect;
mod fault;
mod reader;
mod text_time;

pub use self::{
    arena::Arena,
    bind::arguments,
    cell::{value, value_of, write_json, write_json_of},
    connect::connect,
    fault::classify,
    reader::Reader,
};
