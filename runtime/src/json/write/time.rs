use std::io::Write;

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, Timelike, Utc};

/// `"2025-04-30T12:00:00Z"` (RFC 3339), with six digits behind the second where they are not all zero.
pub fn write_date_time_utc(out: &mut Vec<u8>, value: &DateTime<Utc>) {
    let value = value.naive_utc();
    out.push(b'"');
    write_date_digits(out, value.date());
    out.push(b'T');
    write_time_digits(out, value.time());
    out.extend_from_slice(b"Z\"");
}

/// As [`write_date_time_utc`], without an offset.
pub fn write_naive_date_time(out: &mut Vec<u8>, value: &NaiveDateTime) {
    out.push(b'"');
    write_date_digits(out, value.date());
    out.push(b'T');
    write_time_digits(out, value.time());
    out.push(b'"');
}

pub fn write_naive_date(out: &mut Vec<u8>, value: &NaiveDate) {
    out.push(b'"');
    write_date_digits(out, *value);
    out.push(b'"');
}

pub fn write_naive_time(out: &mut Vec<u8>, value: &NaiveTime) {
    out.push(b'"');
    write_time_digits(out, *value);
    out.push(b'"');
}

fn write_date_digits(out: &mut Vec<u8>, date: NaiveDate) {
    let Some(year) = u32::try_from(date.year()).ok().filter(|year| *year <= 9999) else {
        // No client can send such a year, but a table that exists already may hold it. Memory takes every write.
        let _ = write!(out, "{date}");
        return;
    };
    let mut text = *b"0000-00-00";
    put_pair(&mut text, 0, year / 100);
    put_pair(&mut text, 2, year % 100);
    put_pair(&mut text, 5, date.month());
    put_pair(&mut text, 8, date.day());
    out.extend_from_slice(&text);
}

fn write_time_digits(out: &mut Vec<u8>, time: NaiveTime) {
    let seconds = time.num_seconds_from_midnight();
    // chrono tells a leap second by more than a whole second of nanoseconds. Our own reader refuses `:60`, so the wire
    // has the last moment before it.
    let micros = time.nanosecond().min(999_999_999) / 1000;
    let mut text = *b"00:00:00.000000";
    put_pair(&mut text, 0, seconds / 3600);
    put_pair(&mut text, 3, seconds / 60 % 60);
    put_pair(&mut text, 6, seconds % 60);
    if micros == 0 {
        out.extend_from_slice(&text[..8]);
        return;
    }
    put_pair(&mut text, 9, micros / 10_000);
    put_pair(&mut text, 11, micros / 100 % 100);
    put_pair(&mut text, 13, micros % 100);
    out.extend_from_slice(&text);
}

/// Two digits of a number below 100.
fn put_pair(text: &mut [u8], at: usize, number: u32) {
    // Both are below ten, whatever the number.
    text[at] = b'0' + (number / 10 % 10) as u8;
    text[at + 1] = b'0' + (number % 10) as u8;
}
