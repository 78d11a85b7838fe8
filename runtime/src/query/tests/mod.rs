//! The laws of lists, tried on random tables.

mod paging;
mod plans;
mod statement;
mod table;
