//! Rows with those that their relations lead to: fetched edge by edge, one statement each, and written as a tree.

mod budget;
mod fetch;
mod joined;
mod keys;
mod node;
mod representation;
mod write;

pub use self::{
    budget::Budget,
    fetch::{Reading, fetch, positions},
    joined::{JoinedEdge, joined},
    node::{Node, selected},
    representation::{Representation, Representations},
};
