//! The form of values on the wire. What is written here is read back the same by [`parse_text`] and by the reader of
//! bodies: a property test of each holds them to it.

mod read;
mod value;
mod write;

#[cfg(test)]
mod tests;

pub use self::{
    read::{
        NumberFault, expected, parse_text, read_date, read_date_time_utc, read_decimal_number, read_decimal_text,
        read_f32, read_f64, read_integer, read_naive_date_time, read_time, read_uuid,
    },
    value::{Wire, key_text, to_json, write_value},
    write::{write_bytes, write_i64, write_json, write_string},
};
