//! Values to bytes, without an allocation of their own: lists spend their time here.

mod number;
mod text;
mod time;

pub use self::{
    number::{write_decimal, write_f32, write_f64, write_i64},
    text::{write_bool, write_bytes, write_json, write_string, write_uuid},
    time::{write_date_time_utc, write_naive_date, write_naive_date_time, write_naive_time},
};
