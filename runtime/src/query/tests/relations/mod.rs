//! Relations, held to what the documentation promises of them by a reference of plain loops over vectors.

mod asked;
mod asking;
mod cells;
mod hostile;
mod laws;
mod minimised;
mod plans;
mod random;
mod reference;
mod request;
mod resources;
mod statements;
mod tables;
