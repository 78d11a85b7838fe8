use rust_decimal::Decimal;

/// Why a number is not one of its field's kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberFault {
    /// Not of the form at all.
    BadForm,
    /// It has a fraction, and the kind has none.
    NotWhole,
    TooSmall,
    TooLarge,
    /// More digits behind the point than the column keeps.
    TooPrecise,
}

/// A JSON number (RFC 8259, section 6) whose value is whole, which `1.0`, `1e3` and `-0` are (JSON Schema, core,
/// section 6.3), and within the bounds, both included.
///
/// # Errors
/// All but `TooPrecise`.
pub fn read_integer(text: &str, (least, greatest): (i64, i64)) -> Result<i64, NumberFault> {
    let value = match read_plain(text.as_bytes()) {
        Some(value) => value,
        None => Numeral::parse(text).ok_or(NumberFault::BadForm)?.to_integer()?,
    };
    match value {
        value if value < least => Err(NumberFault::TooSmall),
        value if value > greatest => Err(NumberFault::TooLarge),
        value => Ok(value),
    }
}

/// The common case: at most 18 digits and nothing else.
fn read_plain(text: &[u8]) -> Option<i64> {
    let (negative, digits) = match text {
        [b'-', digits @ ..] => (true, digits),
        digits => (false, digits),
    };
    let fits = match digits {
        [] => false,
        [b'0', _, ..] => false,
        digits => digits.len() <= 18,
    };
    if !fits {
        return None;
    }
    let mut value = 0;
    for digit in digits {
        let digit = digit.wrapping_sub(b'0');
        if digit > 9 {
            return None;
        }
        value = value * 10 + i64::from(digit);
    }
    Some(if negative { -value } else { value })
}

/// A JSON number as a double. What rounds to zero is zero.
///
/// # Errors
/// `BadForm`; `TooSmall` and `TooLarge` beyond the finite ones, as `1e400` is.
pub fn read_f64(text: &str) -> Result<f64, NumberFault> {
    Numeral::parse(text).ok_or(NumberFault::BadForm)?;
    match text.parse::<f64>() {
        Ok(f64::INFINITY) => Err(NumberFault::TooLarge),
        Ok(f64::NEG_INFINITY) => Err(NumberFault::TooSmall),
        Ok(value) => Ok(value),
        Err(_) => Err(NumberFault::BadForm),
    }
}

/// A JSON number as a float of 32 bits.
///
/// # Errors
/// As [`read_f64`].
pub fn read_f32(text: &str) -> Result<f32, NumberFault> {
    Numeral::parse(text).ok_or(NumberFault::BadForm)?;
    match text.parse::<f32>() {
        Ok(f32::INFINITY) => Err(NumberFault::TooLarge),
        Ok(f32::NEG_INFINITY) => Err(NumberFault::TooSmall),
        Ok(value) => Ok(value),
        Err(_) => Err(NumberFault::BadForm),
    }
}

/// A JSON number as an exact decimal that a column of this precision and scale keeps.
///
/// # Errors
/// All but `NotWhole`.
pub fn read_decimal_number(text: &str, size: (u32, u32)) -> Result<Decimal, NumberFault> {
    Numeral::parse(text).ok_or(NumberFault::BadForm)?.to_decimal(size)
}

/// The text of a decimal: no exponent, no leading zeros, no more digits than the column keeps.
///
/// # Errors
/// All but `NotWhole`.
pub fn read_decimal_text(text: &str, (precision, scale): (u32, u32)) -> Result<Decimal, NumberFault> {
    let numeral = Numeral::parse(text).filter(|numeral| !numeral.has_exponent).ok_or(NumberFault::BadForm)?;
    if numeral.fraction.len() > scale as usize {
        return Err(NumberFault::TooPrecise);
    }
    numeral.to_decimal((precision, scale))
}

/// A JSON number in its parts.
struct Numeral<'a> {
    negative: bool,
    integer: &'a [u8],
    fraction: &'a [u8],
    has_exponent: bool,
    exponent: i64,
}

impl<'a> Numeral<'a> {
    /// `None` where the text is no JSON number.
    fn parse(text: &'a str) -> Option<Self> {
        let bytes = text.as_bytes();
        let (negative, rest) = match bytes {
            [b'-', rest @ ..] => (true, rest),
            rest => (false, rest),
        };
        let (integer, rest) = split_digits(rest);
        if integer.is_empty() || (integer.len() > 1 && integer[0] == b'0') {
            return None;
        }
        let (fraction, rest) = match rest {
            [b'.', rest @ ..] => split_digits(rest),
            rest => (&[][..], rest),
        };
        if fraction.is_empty() && bytes.contains(&b'.') {
            return None;
        }
        let (has_exponent, exponent) = match rest {
            [] => (false, 0),
            [b'e' | b'E', exponent @ ..] => (true, read_exponent(exponent)?),
            _ => return None,
        };
        Some(Self { negative, integer, fraction, has_exponent, exponent })
    }

    /// The digits from the first to the last that is not zero, and the power of ten that they are multiplied with.
    fn significant(&self) -> (impl Iterator<Item = u8> + use<'a>, usize, i64) {
        let (integer, fraction) = (self.integer, self.fraction);
        let count = integer.len() + fraction.len();
        let digits = move || integer.iter().chain(fraction).copied();
        let leading = digits().take_while(|digit| *digit == b'0').count();
        let trailing = digits().rev().take_while(|digit| *digit == b'0').count().min(count - leading);
        let length = count - leading - trailing;
        // Lengths are those of a text in memory, and exponents are bounded where they are read.
        let power = self.exponent - fraction.len() as i64 + trailing as i64;
        (digits().skip(leading).take(length), length, power)
    }

    fn beyond(&self) -> NumberFault {
        if self.negative { NumberFault::TooSmall } else { NumberFault::TooLarge }
    }

    fn to_integer(&self) -> Result<i64, NumberFault> {
        let (digits, length, power) = self.significant();
        if length == 0 {
            return Ok(0);
        }
        if power < 0 {
            return Err(NumberFault::NotWhole);
        }
        // Nineteen digits are the most of 64 bits, and i128 holds every number of them.
        let value = scaled(digits, length, power, 19).ok_or_else(|| self.beyond())?;
        let value = if self.negative { -value } else { value };
        i64::try_from(value).map_err(|_| self.beyond())
    }

    fn to_decimal(&self, (precision, scale): (u32, u32)) -> Result<Decimal, NumberFault> {
        let (digits, length, power) = self.significant();
        if length == 0 {
            return Ok(Decimal::ZERO);
        }
        if length as i64 + power > i64::from(precision) - i64::from(scale) {
            return Err(self.beyond());
        }
        if -power > i64::from(scale) {
            return Err(NumberFault::TooPrecise);
        }
        // A decimal has 96 bits: every number of 28 digits, and some of 29.
        let value = scaled(digits, length, power.max(0), 29).ok_or_else(|| self.beyond())?;
        let value = if self.negative { -value } else { value };
        let places = u32::try_from(-power).unwrap_or_default();
        Decimal::try_from_i128_with_scale(value, places).map_err(|_| self.beyond())
    }
}

/// The digits with so many zeros behind them; `None` where that makes more than `most` digits.
fn scaled(digits: impl Iterator<Item = u8>, length: usize, zeros: i64, most: i64) -> Option<i128> {
    if length as i64 + zeros > most {
        return None;
    }
    let value = digits.fold(0, |value, digit| value * 10 + i128::from(digit - b'0'));
    Some((0..zeros).fold(value, |value, _| value * 10))
}

fn split_digits(bytes: &[u8]) -> (&[u8], &[u8]) {
    let length = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    bytes.split_at(length)
}

/// The exponent, or a bound that no number of a body in memory brings back into range.
fn read_exponent(text: &[u8]) -> Option<i64> {
    const FAR: i64 = 1 << 60;
    let (negative, digits) = match text {
        [b'-', digits @ ..] => (true, digits),
        [b'+', digits @ ..] => (false, digits),
        digits => (false, digits),
    };
    if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let value = digits
        .iter()
        .fold(0_i64, |value, digit| value.saturating_mul(10).saturating_add(i64::from(digit - b'0')).min(FAR));
    Some(if negative { -value } else { value })
}
