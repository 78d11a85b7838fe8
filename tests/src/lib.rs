//! What the behaviour tests are made of: a database of its own for each, an application on a real socket, and checks that
//! are data: a name, a request, an answer.

mod answer;
mod cluster;
mod compare;
mod contract;
mod database;
mod document;
mod left_out;
mod pooler;
mod projection;
mod query;
mod request;
mod server;
mod session;
mod statements;

pub use self::{
    answer::{Answer, answer, problem},
    cluster::Cluster,
    compare::compare,
    contract::Contract,
    database::{DatabaseKind, TestDatabase},
    left_out::leave_out,
    pooler::Pooler,
    request::{Request, delete, encoded, get, head, options, patch, post, put, request},
    server::{Response, Server, check, on_each_database},
    session::{blocks, has_curl, run_session},
    statements::Statements,
};

/// Every Rust block of the README is compiled.
#[doc = include_str!("../../README.md")]
#[cfg(doctest)]
pub struct Readme;
