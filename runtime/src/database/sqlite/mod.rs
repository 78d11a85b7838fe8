//! SQLite through sqlx, but for reads of a file and for single statements that write it, which go past it.

mod arena;
mod bind;
mod cell;
mod checkpoint;
mod connect;
mod fault;
mod filename;
mod identity;
mod kept_session;
mod long_statements;
mod reader;
mod session;
mod statement_log;
mod text_time;
mod writer;

pub use self::{
    arena::Arena,
    bind::arguments,
    cell::{value, value_of, write_json, write_json_of},
    connect::connect,
    fault::classify,
    reader::Reader,
    session::File,
    writer::Writer,
};
