use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};

/// A moment with its offset (RFC 3339, section 5.6), cut to microseconds. Years are 0001 to 9999; there is no second 60,
/// since no database keeps it.
pub fn read_date_time_utc(text: &str) -> Option<DateTime<Utc>> {
    let (local, offset) = read_local(text.as_bytes())?;
    let east = match offset {
        [b'Z' | b'z'] => 0,
        [b'+', offset @ ..] => read_offset(offset)?,
        [b'-', offset @ ..] => -read_offset(offset)?,
        _ => return None,
    };
    let moment = local.checked_sub_signed(TimeDelta::minutes(east))?;
    is_common_year(moment.date()).then(|| moment.and_utc())
}

/// A date and time of no place: the same form without an offset.
pub fn read_naive_date_time(text: &str) -> Option<NaiveDateTime> {
    match read_local(text.as_bytes())? {
        (value, []) => Some(value),
        _ => None,
    }
}

/// `2025-04-30`.
pub fn read_date(text: &str) -> Option<NaiveDate> {
    match read_date_part(text.as_bytes())? {
        (value, []) => Some(value),
        _ => None,
    }
}

/// `12:00:00`, with or without a fraction of the second.
pub fn read_time(text: &str) -> Option<NaiveTime> {
    match read_time_part(text.as_bytes())? {
        (value, []) => Some(value),
        _ => None,
    }
}

fn read_local(text: &[u8]) -> Option<(NaiveDateTime, &[u8])> {
    let (date, rest) = read_date_part(text)?;
    let [b'T' | b't', rest @ ..] = rest else { return None };
    let (time, rest) = read_time_part(rest)?;
    Some((date.and_time(time), rest))
}

fn read_date_part(text: &[u8]) -> Option<(NaiveDate, &[u8])> {
    let (head, rest) = text.split_first_chunk::<10>()?;
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = head else { return None };
    let year = number(&[*y1, *y2, *y3, *y4])?;
    let date = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, number(&[*m1, *m2])?, number(&[*d1, *d2])?)?;
    is_common_year(date).then_some((date, rest))
}

fn is_common_year(date: NaiveDate) -> bool {
    (1..=9999).contains(&date.year())
}

fn read_time_part(text: &[u8]) -> Option<(NaiveTime, &[u8])> {
    let (head, rest) = text.split_first_chunk::<8>()?;
    let [h1, h2, b':', m1, m2, b':', s1, s2] = head else { return None };
    let (micros, rest) = match rest {
        [b'.', rest @ ..] => read_micros(rest)?,
        rest => (0, rest),
    };
    let second = number(&[*s1, *s2])?;
    let time = NaiveTime::from_hms_micro_opt(number(&[*h1, *h2])?, number(&[*m1, *m2])?, second, micros)?;
    Some((time, rest))
}

/// At least one digit; those behind the sixth are cut off.
fn read_micros(text: &[u8]) -> Option<(u32, &[u8])> {
    let length = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let (digits, rest) = text.split_at(length);
    let kept = &digits[..length.min(6)];
    let value = number(kept)?;
    let power = 6 - u32::try_from(kept.len()).ok()?;
    Some((value * 10_u32.pow(power), rest))
}

/// Minutes of `05:30`.
fn read_offset(text: &[u8]) -> Option<i64> {
    let [h1, h2, b':', m1, m2] = text else { return None };
    let (hours, minutes) = (number(&[*h1, *h2])?, number(&[*m1, *m2])?);
    (hours < 24 && minutes < 60).then_some(i64::from(hours * 60 + minutes))
}

/// A number of one to nine digits and nothing else.
fn number(digits: &[u8]) -> Option<u32> {
    if digits.is_empty() {
        return None;
    }
    digits.iter().try_fold(0, |value, digit| {
        let digit = digit.wrapping_sub(b'0');
        (digit <= 9).then(|| value * 10 + u32::from(digit))
    })
}
