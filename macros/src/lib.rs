//! The derives of `restruct`.
//!
//! Three stages, each in a folder: `parse` reads what the user wrote, `model` validates it and resolves what was left
//! unsaid, `expand` turns the model into tokens and cannot fail.

mod errors;
mod model;
mod names;
mod parse;
mod plural;
#[cfg(test)]
mod testing;
mod words;
