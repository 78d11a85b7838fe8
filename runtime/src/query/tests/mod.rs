//! The laws of lists, tried on random tables.

mod paging;
mod statement;
mod table;
