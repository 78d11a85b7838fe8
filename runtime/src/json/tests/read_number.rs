use crate::json::{
    NumberFault::{self, BadForm, NotWhole, TooLarge, TooPrecise, TooSmall},
    read_decimal_number, read_decimal_text, read_f32, read_f64, read_integer,
};

const I64: (i64, i64) = (i64::MIN, i64::MAX);

#[test]
fn a_number_without_fraction_is_an_integer() {
    let cases = [
        ("0", 0),
        ("-0", 0),
        ("-0.0e5", 0),
        ("0e999999999999999999999", 0),
        ("1.0", 1),
        ("1e3", 1000),
        ("1E+3", 1000),
        ("-1.500e1", -15),
        ("1000e-3", 1),
        ("12300e-2", 123),
        ("0.00000000000000000000000001e26", 1),
        ("9223372036854775807", i64::MAX),
        ("-9223372036854775808", i64::MIN),
        ("-9223372036854775808.000", i64::MIN),
        ("922337203685477580700000e-5", i64::MAX),
        ("9.223372036854775807e18", i64::MAX),
    ];
    for (text, expected) in cases {
        assert_eq!(read_integer(text, I64), Ok(expected), "{text}");
    }
}

#[test]
fn an_integer_has_no_fraction_and_its_bounds() {
    let cases = [
        ("1.5", I64, NotWhole),
        ("1e-1", I64, NotWhole),
        ("1e-99999999999999999999", I64, NotWhole),
        ("9223372036854775808", I64, TooLarge),
        ("-9223372036854775809", I64, TooSmall),
        ("1e400", I64, TooLarge),
        ("-1e99999999999999999999", I64, TooSmall),
        ("99999999999999999999999999999999999999999999", I64, TooLarge),
        ("32768", (-32768, 32767), TooLarge),
        ("-3.2769e4", (-32768, 32767), TooSmall),
        ("-1", (0, 4_294_967_295), TooSmall),
    ];
    for (text, bounds, fault) in cases {
        assert_eq!(read_integer(text, bounds), Err(fault), "{text}");
    }
}

#[test]
fn nothing_but_the_grammar_is_a_number() {
    let texts = [
        "", "-", "+1", "01", "-01", "1.", ".5", "1.e3", "1e", "1e+", "1e5.", " 1", "1 ", "0x1", "1_0", "NaN", "inf",
        "١", "--1",
    ];
    for text in texts {
        assert_eq!(read_integer(text, I64), Err(BadForm), "{text}");
        assert_eq!(read_f64(text), Err(BadForm), "{text}");
        assert_eq!(read_f32(text), Err(BadForm), "{text}");
        assert_eq!(read_decimal_number(text, (19, 4)), Err(BadForm), "{text}");
        assert_eq!(read_decimal_text(text, (19, 4)), Err(BadForm), "{text}");
    }
}

#[test]
fn floats_are_finite() {
    assert_eq!(read_f64("1e400"), Err(TooLarge));
    assert_eq!(read_f64("-1e400"), Err(TooSmall));
    assert_eq!(read_f64("1e-400"), Ok(0.0));
    assert_eq!(read_f64("1.7976931348623157e308"), Ok(f64::MAX));
    assert_eq!(read_f32("1e39"), Err(TooLarge));
    assert_eq!(read_f32("-1e39"), Err(TooSmall));
    assert_eq!(read_f32("0.1"), Ok(0.1));
    // Rounded to a double first, this one would become 1.
    assert_eq!(read_f32("1.00000005960464477540"), Ok(1.000_000_1));
}

#[test]
fn decimals_are_exact_within_precision_and_scale() {
    let read = |text: &str, size| read_decimal_number(text, size).map(|decimal| decimal.to_string());
    type Case = (&'static str, (u32, u32), Result<&'static str, NumberFault>);
    let cases: [Case; 17] = [
        ("0.1", (19, 4), Ok("0.1")),
        ("1e2", (19, 4), Ok("100")),
        ("-1.50", (19, 4), Ok("-1.5")),
        ("1.00000000", (19, 4), Ok("1")),
        ("12345e-4", (19, 4), Ok("1.2345")),
        ("0.00001", (19, 4), Err(TooPrecise)),
        ("1e-400", (19, 4), Err(TooPrecise)),
        ("999999999999999.9999", (19, 4), Ok("999999999999999.9999")),
        ("1000000000000000", (19, 4), Err(TooLarge)),
        ("-1e15", (19, 4), Err(TooSmall)),
        ("1e400", (19, 4), Err(TooLarge)),
        ("0e400", (19, 4), Ok("0")),
        ("0.99", (2, 2), Ok("0.99")),
        ("1", (2, 2), Err(TooLarge)),
        ("7", (1, 0), Ok("7")),
        ("9999999999999999999999999999", (28, 0), Ok("9999999999999999999999999999")),
        // More than the 96 bits of a decimal, whatever the column could keep.
        ("99999999999999999999999999999999", (38, 4), Err(TooLarge)),
    ];
    for (text, size, expected) in cases {
        assert_eq!(read(text, size), expected.map(str::to_owned), "{text} in {size:?}");
    }
}

#[test]
fn the_text_of_a_decimal_has_no_exponent_and_no_more_places() {
    let size = (6, 2);
    assert_eq!(read_decimal_text("1e2", size), Err(BadForm));
    assert_eq!(read_decimal_text("1.000", size), Err(TooPrecise));
    assert_eq!(read_decimal_text("12345", size), Err(TooLarge));
    assert_eq!(read_decimal_text("-12345", size), Err(TooSmall));
    assert_eq!(read_decimal_text("-1234.50", size).map(|decimal| decimal.to_string()), Ok("-1234.5".into()));
}

#[test]
fn a_megabyte_of_digits_is_read_in_one_go() {
    let digits = "9".repeat(1 << 20);
    assert_eq!(read_integer(&digits, I64), Err(TooLarge));
    assert_eq!(read_integer(&format!("1{}", "0".repeat(1 << 20)), I64), Err(TooLarge));
    assert_eq!(read_integer(&format!("1.{}", "0".repeat(1 << 20)), I64), Ok(1));
    assert_eq!(read_decimal_number(&digits, (19, 4)), Err(TooLarge));
    assert_eq!(read_f64(&digits), Err(TooLarge));
}
