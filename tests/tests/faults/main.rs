//! What the server does when something else fails: its clients, its database, the disk.

mod clients;
mod contention;
mod framing;
mod load;
mod pgbouncer;
mod postgres;
mod sqlite;
mod swallowed;
mod tables;
