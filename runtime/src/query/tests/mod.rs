//! The laws of lists, tried on random tables.

mod answer;
mod asking;
mod cell;
mod databases;
mod every_kind;
mod filters;
mod laws;
mod paging;
mod question;
mod questions;
mod reference;
mod statement;
mod table;
mod texts;
mod values;
mod walk;
