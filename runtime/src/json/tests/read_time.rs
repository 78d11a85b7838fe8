use crate::json::{read_date, read_date_time_utc, read_naive_date_time, read_time};

#[test]
fn moments_need_an_offset_and_lose_what_is_below_a_microsecond() {
    let cases = [
        ("2025-04-30T12:00:00Z", "2025-04-30T12:00:00Z"),
        ("2025-04-30t12:00:00z", "2025-04-30T12:00:00Z"),
        ("2025-04-30T12:00:00+05:30", "2025-04-30T06:30:00Z"),
        ("2025-04-30T23:30:00-23:59", "2025-05-01T23:29:00Z"),
        ("2025-04-30T12:00:00-00:00", "2025-04-30T12:00:00Z"),
        ("2024-02-29T00:00:00.1Z", "2024-02-29T00:00:00.100Z"),
        ("2025-04-30T12:00:00.1234567899999999999999Z", "2025-04-30T12:00:00.123456Z"),
        ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"),
        ("9999-12-31T23:59:59.999999Z", "9999-12-31T23:59:59.999999Z"),
    ];
    for (text, expected) in cases {
        assert_eq!(read_date_time_utc(text), Some(expected.parse().unwrap()), "{text}");
    }
}

#[test]
fn moments_that_do_not_exist_or_have_another_form_are_none() {
    let texts = [
        "",
        "2025-04-30",
        "2025-04-30T12:00:00",
        "2025-04-30 12:00:00Z",
        "2025-04-30T12:00Z",
        "2025-04-30T12:00:00.Z",
        "2025-04-30T12:00:00,5Z",
        "2025-04-30T12:00:00+0530",
        "2025-04-30T12:00:00+5:30",
        "2025-04-30T12:00:00+24:00",
        "2025-04-30T12:00:00+05:60",
        "2025-04-30T12:00:00 05:30",
        "2025-04-30T12:00:00ZZ",
        "2025-02-29T00:00:00Z",
        "2025-04-31T00:00:00Z",
        "2025-13-01T00:00:00Z",
        "2025-00-01T00:00:00Z",
        "2025-04-30T24:00:00Z",
        "2025-04-30T12:60:00Z",
        "2016-12-31T23:59:60Z",
        "0000-01-01T00:00:00Z",
        "+2025-04-30T12:00:00Z",
        "12025-04-30T12:00:00Z",
        "0001-01-01T00:00:00+00:01",
        "9999-12-31T23:59:59-00:01",
        "２025-04-30T12:00:00Z",
        "2025-04-30T12:00:0éZ",
    ];
    for text in texts {
        assert_eq!(read_date_time_utc(text), None, "{text}");
    }
}

#[test]
fn naive_times_have_no_offset() {
    assert!(read_naive_date_time("2025-04-30T12:00:00.5").is_some());
    assert!(read_date("2024-02-29").is_some());
    assert!(read_time("23:59:59.000001").is_some());
    assert_eq!(read_naive_date_time("2025-04-30T12:00:00Z"), None);
    assert_eq!(read_date("2025-02-29"), None);
    assert_eq!(read_date("2025-04-30T"), None);
    assert_eq!(read_date("2025-4-30"), None);
    assert_eq!(read_date("0000-01-01"), None);
    assert_eq!(read_time("24:00:00"), None);
    assert_eq!(read_time("12:00"), None);
    assert_eq!(read_time("12:00:00Z"), None);
}
