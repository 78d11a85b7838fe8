//! That a rule means the same in memory and in SQL, and what it means.

mod agreement;
mod filters;
mod meaning;
mod values;
