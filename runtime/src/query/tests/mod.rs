//! The laws of lists, tried on random tables.

mod answer;
mod asking;
mod cell;
mod collations;
mod cursors;
mod databases;
mod every_kind;
mod filters;
mod forms;
mod hostile;
mod laws;
mod limits;
mod names;
mod paging;
mod plans;
mod question;
mod questions;
mod reference;
mod relations;
mod statement;
mod statements;
mod table;
mod texts;
mod typed;
mod values;
mod walk;
