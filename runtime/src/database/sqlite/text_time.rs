//! Dates and times as SQLite holds them: texts, in the forms that sqlx, SeaORM, Django, SQLAlchemy and SQLite's own
//! functions write. `2024-02-29T12:30:00.5+00:00`, a space for the `T`, no seconds, no offset (then it is UTC).

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};

use crate::database::rows::is_in_rfc3339;

/// A calendar date that exists, of the years 1 to 9999, which RFC 3339 can say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Date {
    year: u32,
    month: u32,
    day: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Time {
    hour: u32,
    minute: u32,
    second: u32,
    micros: u32,
}

/// A moment.
pub fn date_time_utc(text: &str) -> Option<DateTime<Utc>> {
    let (date, time, offset) = date_time(text.as_bytes())?;
    let local = date.to_chrono()?.and_time(time.to_chrono()?);
    let moment = local.checked_sub_signed(TimeDelta::minutes(offset.unwrap_or(0).into()))?;
    is_in_rfc3339(moment).then(|| moment.and_utc())
}

/// A date and time of no place. One with an offset is taken as it reads in UTC.
pub fn naive_date_time(text: &str) -> Option<NaiveDateTime> {
    date_time_utc(text).map(|moment| moment.naive_utc())
}

/// A date; also of a text that goes on with a time, as Django's and SQLite's functions may leave it.
pub fn naive_date(text: &str) -> Option<NaiveDate> {
    let (date, rest) = date(text.as_bytes())?;
    if !rest.is_empty() {
        date_time(text.as_bytes())?;
    }
    date.to_chrono()
}

/// A time of day.
pub fn naive_time(text: &str) -> Option<NaiveTime> {
    let (time, rest) = time(text.as_bytes())?;
    if rest.is_empty() { time.to_chrono() } else { None }
}

/// Writes a moment as JSON straight from its text, where that stands in UTC; `false` and nothing written otherwise.
pub fn write_utc(text: &str, out: &mut Vec<u8>) -> bool {
    let Some((_, time, Some(0) | None)) = date_time(text.as_bytes()) else { return false };
    let bytes = text.as_bytes();
    out.push(b'"');
    out.extend_from_slice(&bytes[..10]);
    out.push(b'T');
    out.extend_from_slice(&bytes[11..16]);
    out.push(b':');
    push_two(time.second, out);
    if time.micros != 0 {
        out.push(b'.');
        push_two(time.micros / 10_000, out);
        push_two(time.micros / 100 % 100, out);
        push_two(time.micros % 100, out);
    }
    out.extend_from_slice(b"Z\"");
    true
}

/// Date, time and the offset in minutes.
fn date_time(text: &[u8]) -> Option<(Date, Time, Option<i32>)> {
    let (date, rest) = date(text)?;
    let ([b'T' | b't' | b' '], rest) = rest.split_first_chunk()? else { return None };
    let (time, rest) = time(rest)?;
    Some((date, time, offset(rest)?))
}

fn date(text: &[u8]) -> Option<(Date, &[u8])> {
    let ([a, b, c, d, b'-', e, f, b'-', g, h], rest) = text.split_first_chunk()? else { return None };
    let year = two(*a, *b)? * 100 + two(*c, *d)?;
    let (month, day) = (two(*e, *f)?, two(*g, *h)?);
    let exists = year > 0 && (1..=12).contains(&month) && (1..=days(year, month)).contains(&day);
    exists.then_some((Date { year, month, day }, rest))
}

fn days(year: u32, month: u32) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        _ => 31,
    }
}

/// `12:30`, `12:30:00` or `12:30:00.123456789`; beyond microseconds digits are cut.
fn time(text: &[u8]) -> Option<(Time, &[u8])> {
    let ([a, b, b':', c, d], mut rest) = text.split_first_chunk()? else { return None };
    let mut time = Time { hour: two(*a, *b)?, minute: two(*c, *d)?, second: 0, micros: 0 };
    if let Some(([b':', e, f], after)) = rest.split_first_chunk() {
        time.second = two(*e, *f)?;
        rest = after;
        if let [b'.', digits @ ..] = after {
            let count = digits.iter().take_while(|digit| digit.is_ascii_digit()).count();
            let (fraction, after) = digits.split_at(count);
            time.micros = micros(fraction)?;
            rest = after;
        }
    }
    (time.hour < 24 && time.minute < 60 && time.second < 60).then_some((time, rest))
}

fn micros(fraction: &[u8]) -> Option<u32> {
    if !(1..=9).contains(&fraction.len()) {
        return None;
    }
    let digit = |place: usize| fraction.get(place).map_or(0, |digit| u32::from(digit - b'0'));
    Some((0..6).fold(0, |micros, place| micros * 10 + digit(place)))
}

/// Nothing, `Z`, `+01`, `+0100` or `+01:00`, in minutes.
#[expect(clippy::option_option, reason = "the outer one is whether it is well formed, the inner whether it is there")]
fn offset(text: &[u8]) -> Option<Option<i32>> {
    let (sign, hours, minutes) = match *text {
        [] => return Some(None),
        [b'Z' | b'z'] => return Some(Some(0)),
        [sign, a, b] => (sign, two(a, b)?, 0),
        [sign, a, b, c, d] | [sign, a, b, b':', c, d] => (sign, two(a, b)?, two(c, d)?),
        _ => return None,
    };
    if hours > 23 || minutes > 59 {
        return None;
    }
    let total = i32::try_from(hours * 60 + minutes).ok()?;
    match sign {
        b'+' => Some(Some(total)),
        b'-' => Some(Some(-total)),
        _ => None,
    }
}

fn two(tens: u8, ones: u8) -> Option<u32> {
    let (tens, ones) = (tens.wrapping_sub(b'0'), ones.wrapping_sub(b'0'));
    (tens < 10 && ones < 10).then(|| u32::from(tens) * 10 + u32::from(ones))
}

fn push_two(number: u32, out: &mut Vec<u8>) {
    let digit = |number: u32| b'0' + u8::try_from(number % 10).unwrap_or(0);
    out.extend([digit(number / 10), digit(number)]);
}

impl Date {
    fn to_chrono(self) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(i32::try_from(self.year).ok()?, self.month, self.day)
    }
}

impl Time {
    fn to_chrono(self) -> Option<NaiveTime> {
        NaiveTime::from_hms_micro_opt(self.hour, self.minute, self.second, self.micros)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment(text: &str) -> Option<String> {
        date_time_utc(text).map(|moment| moment.to_rfc3339_opts(chrono::SecondsFormat::Micros, true))
    }

    #[test]
    fn the_forms_that_others_write_are_read() {
        let expected = Some("2024-02-29T12:30:00.500000Z".to_owned());
        for text in [
            "2024-02-29T12:30:00.5+00:00",
            "2024-02-29T12:30:00.500Z",
            "2024-02-29 12:30:00.500000",
            "2024-02-29 12:30:00.500000000",
            "2024-02-29T13:30:00.5+01:00",
            "2024-02-29 07:00:00.5-0530",
            "2024-02-29t12:30:00.5000009z",
        ] {
            assert_eq!(moment(text), expected, "{text}");
        }
        assert_eq!(moment("2024-02-29 12:30").as_deref(), Some("2024-02-29T12:30:00.000000Z"));
        assert_eq!(moment("2024-03-01T00:15:00+01").as_deref(), Some("2024-02-29T23:15:00.000000Z"));
    }

    #[test]
    fn what_is_no_moment_is_refused() {
        for text in [
            "",
            "2024-02-29",
            "2023-02-29T00:00:00Z",
            "1900-02-29T00:00:00Z",
            "2024-04-31T00:00:00Z",
            "2024-13-01T00:00:00Z",
            "2024-00-01T00:00:00Z",
            "0000-01-01T00:00:00Z",
            "2024-01-01T24:00:00Z",
            "2024-01-01T00:60:00Z",
            "2024-01-01T00:00:60Z",
            "2024-01-01T00:00:00.",
            "2024-01-01T00:00:00.Z",
            "2024-01-01T00:00:00.1234567890Z",
            "2024-01-01T00:00:00+24:00",
            "2024-01-01T00:00:00 UTC",
            "2024-01-01_00:00:00Z",
            "20é4-01-01T00:00:00Z",
            "0001-01-01T00:00:00+01:00",
            "9999-12-31T23:59:59-01:00",
            "12024-01-01T00:00:00Z",
            "1704067200",
        ] {
            assert_eq!(moment(text), None, "{text}");
            let mut out = Vec::new();
            assert!(!write_utc(text, &mut out) && out.is_empty(), "{text}");
        }
    }

    #[test]
    fn the_short_way_writes_the_wire_form() {
        for (text, expected) in [
            ("2024-02-29T12:30:00+00:00", "\"2024-02-29T12:30:00Z\""),
            ("2024-02-29 12:30:00.5", "\"2024-02-29T12:30:00.500000Z\""),
            ("2024-02-29 12:30:00.0000009", "\"2024-02-29T12:30:00Z\""),
            ("2024-02-29 12:30", "\"2024-02-29T12:30:00Z\""),
            ("2024-02-29t12:30:59.123456z", "\"2024-02-29T12:30:59.123456Z\""),
        ] {
            let mut out = Vec::new();
            assert!(write_utc(text, &mut out), "{text}");
            assert_eq!(String::from_utf8_lossy(&out), expected);
        }
        assert!(!write_utc("2024-02-29T12:30:00+01:00", &mut Vec::new()), "only UTC");
    }

    #[test]
    fn dates_and_times_alone() {
        assert_eq!(naive_date("2024-02-29"), NaiveDate::from_ymd_opt(2024, 2, 29));
        assert_eq!(naive_date("2024-02-29 00:00:00"), NaiveDate::from_ymd_opt(2024, 2, 29));
        assert_eq!(naive_date("2024-02-29x"), None);
        assert_eq!(naive_time("23:59:59.999999"), NaiveTime::from_hms_micro_opt(23, 59, 59, 999_999));
        assert_eq!(naive_time("23:59"), NaiveTime::from_hms_opt(23, 59, 0));
        assert_eq!(naive_time("23:59:59Z"), None);
    }
}
