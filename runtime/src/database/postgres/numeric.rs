use rust_decimal::Decimal;

/// A `numeric` in its binary form: digits of base 10,000, the weight of the first, sign, and the digits behind the
/// point that are shown. Trailing zeros behind the point are dropped, so that a decimal reads the same on every
/// database. `None` for NaN, infinities and what goes beyond 28 digits.
pub fn decode(bytes: &[u8]) -> Option<Decimal> {
    let (header, digits) = bytes.split_first_chunk::<8>()?;
    let [count, weight, sign] =
        [[header[0], header[1]], [header[2], header[3]], [header[4], header[5]]].map(u16::from_be_bytes);
    let negative = match sign {
        0x0000 => false,
        0x4000 => true,
        _ => return None,
    };
    if digits.len() != usize::from(count) * 2 {
        return None;
    }
    let mut mantissa: i128 = 0;
    for digit in digits.chunks_exact(2) {
        let digit = i128::from(u16::from_be_bytes([digit[0], digit[1]]));
        mantissa = mantissa.checked_mul(10_000)?.checked_add(digit)?;
    }
    if mantissa == 0 {
        return Some(Decimal::ZERO);
    }
    // The power of ten that the last digit of the mantissa stands for.
    let mut exponent = (i32::from(weight.cast_signed()) + 1 - i32::from(count)).checked_mul(4)?;
    while exponent < 0 && mantissa % 10 == 0 {
        mantissa /= 10;
        exponent += 1;
    }
    if let Ok(zeros @ 1..) = u32::try_from(exponent) {
        mantissa = mantissa.checked_mul(10_i128.checked_pow(zeros)?)?;
        exponent = 0;
    }
    let mantissa = if negative { -mantissa } else { mantissa };
    Decimal::try_from_i128_with_scale(mantissa, exponent.unsigned_abs()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numeric(digits: &[u16], weight: i16, sign: u16) -> Vec<u8> {
        let count = u16::try_from(digits.len()).unwrap();
        let mut bytes = Vec::new();
        for word in [count, weight.cast_unsigned(), sign, 4].iter().chain(digits) {
            bytes.extend(word.to_be_bytes());
        }
        bytes
    }

    #[test]
    fn digits_and_weight_make_a_number() {
        for (digits, weight, sign, expected) in [
            (&[][..], 0, 0, "0"),
            (&[1], 0, 0, "1"),
            (&[1], 1, 0, "10000"),
            (&[12, 3400], 0, 0, "12.34"),
            (&[1000], -1, 0x4000, "-0.1"),
            (&[1], -2, 0, "0.00000001"),
            (&[92, 2337, 2036, 8547, 7580, 7000], 4, 0x4000, "-922337203685477580.7"),
        ] {
            let expected: Decimal = expected.parse().unwrap();
            assert_eq!(decode(&numeric(digits, weight, sign)), Some(expected));
        }
    }

    #[test]
    fn what_is_no_decimal_is_refused() {
        assert_eq!(decode(&numeric(&[], 0, 0xC000)), None, "NaN");
        assert_eq!(decode(&numeric(&[], 0, 0xD000)), None, "infinity");
        assert_eq!(decode(&numeric(&[1], 30, 0)), None, "1e120");
        assert_eq!(decode(&numeric(&[1], -30, 0)), None, "1e-116");
        assert_eq!(decode(&numeric(&[9999; 12], 11, 0)), None, "48 digits");
        assert_eq!(decode(&[0, 1, 0]), None);
        assert_eq!(decode(&numeric(&[1], 0, 0)[..9]), None);
    }
}
