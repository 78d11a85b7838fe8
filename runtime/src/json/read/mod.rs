//! Texts to values. Every reader takes exactly the form that it names, and never panics.

mod number;
mod text;
mod time;

pub use self::{
    number::{NumberFault, read_decimal_number, read_decimal_text, read_f32, read_f64, read_integer},
    text::{expected, parse_text, read_uuid},
    time::{read_date, read_date_time_utc, read_naive_date_time, read_time},
};
