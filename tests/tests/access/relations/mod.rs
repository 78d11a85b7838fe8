//! Who may have which rows behind relations: rows that their caller may not read are as if they were not there.
//!
//! The law is told by twins: two servers, of which one has all rows and the other only those that one caller may read. Whatever
//! that caller asks, both say the same. A plain column with the key of another row is a field like any other: it shows the key
//! of a row that is hidden, and the rows of the second server keep it, though it leads nowhere there.

#[macro_use]
mod resources;

mod asking;
mod children;
mod dice;
mod graphs;
mod links;
mod places;
mod reading;
mod rows;
mod shown;
mod twins;
mod world;
mod writing;

mod filled_keys;
mod secrecy;
