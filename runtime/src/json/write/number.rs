use rust_decimal::Decimal;

pub fn write_i64(out: &mut Vec<u8>, value: i64) {
    out.extend_from_slice(itoa::Buffer::new().format(value).as_bytes());
}

/// The shortest digits that read back as the same number. JSON has no other than finite ones, so those are null.
pub fn write_f64(out: &mut Vec<u8>, value: f64) {
    if value.is_finite() {
        out.extend_from_slice(zmij::Buffer::new().format_finite(value).as_bytes());
    } else {
        out.extend_from_slice(b"null");
    }
}

/// As [`write_f64`]; the digits are those of 32 bits, so `0.1` stays `0.1`.
pub fn write_f32(out: &mut Vec<u8>, value: f32) {
    if value.is_finite() {
        out.extend_from_slice(zmij::Buffer::new().format_finite(value).as_bytes());
    } else {
        out.extend_from_slice(b"null");
    }
}

/// A JSON string without exponent and without needless zeros: how many of them a database keeps depends on which it is.
pub fn write_decimal(out: &mut Vec<u8>, value: &Decimal) {
    const ZEROS: &[u8] = b"0000000000000000000000000000";
    let mut buffer = itoa::Buffer::new();
    let digits = match u64::try_from(value.mantissa().unsigned_abs()) {
        Ok(small) => buffer.format(small),
        Err(_) => buffer.format(value.mantissa().unsigned_abs()),
    }
    .as_bytes();
    let scale = value.scale() as usize;
    let (integer, fraction) = digits.split_at(digits.len().saturating_sub(scale));
    let zeros = ZEROS.get(..scale - fraction.len()).unwrap_or(ZEROS);

    out.push(b'"');
    if value.is_sign_negative() && !value.is_zero() {
        out.push(b'-');
    }
    out.extend_from_slice(if integer.is_empty() { b"0" } else { integer });
    let significant = fraction.iter().rposition(|digit| *digit != b'0').map_or(0, |last| last + 1);
    if significant > 0 {
        out.push(b'.');
        out.extend_from_slice(zeros);
        out.extend_from_slice(&fraction[..significant]);
    }
    out.push(b'"');
}
