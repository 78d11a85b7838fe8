//! Times as patterns. `format` alone is an annotation, and the formats of JSON Schema take a second 60 and a year 0.

/// A day of the Gregorian calendar, of the years 1 to 9999.
fn day() -> String {
    const YEAR: &str = "(?!0000)[0-9]{4}";
    const LEAP_YEAR: &str = "(?!0000)([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)";
    let days = "(0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8])";
    format!("({YEAR}-({days})|{LEAP_YEAR}-02-29)")
}

const CLOCK: &str = r"([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]+)?";
const OFFSET: &str = "([Zz]|[+-]([01][0-9]|2[0-3]):[0-5][0-9])";

/// `2025-04-30`
pub fn date() -> String {
    format!("^{}$", day())
}

/// `12:00:00`
pub fn time() -> String {
    format!("^{CLOCK}$")
}

/// `2025-04-30T12:00:00`
pub fn date_time() -> String {
    format!("^{}[Tt]{CLOCK}$", day())
}

/// `2025-04-30T12:00:00Z`; on the first and the last day that there are, without an offset that could lead out of these
/// years.
pub fn moment() -> String {
    format!("^(?!0001-01-01[^+]*\\+|9999-12-31[Tt][^-]*-){}[Tt]{CLOCK}{OFFSET}$", day())
}

#[cfg(test)]
mod tests {
    use chrono::{Datelike, NaiveDate};
    use regex::Regex;

    use super::*;
    use crate::json;

    /// `regex` has no look-ahead; what stands in these only excludes a year or a day.
    fn without_look_ahead(pattern: &str) -> Regex {
        let plain = pattern.replace("(?!0000)", "").replace(r"(?!0001-01-01[^+]*\+|9999-12-31[Tt][^-]*-)", "");
        Regex::new(&plain).expect("a pattern")
    }

    #[test]
    fn every_day_is_matched_and_nothing_else() {
        let pattern = without_look_ahead(&date());
        for year in (1..=9999).step_by(13).chain([4, 100, 400, 1900, 2000, 2024, 9996, 9999]) {
            for month in 0..=13 {
                for day in 0..=32 {
                    let text = format!("{year:04}-{month:02}-{day:02}");
                    let is_day = NaiveDate::from_ymd_opt(year, month, day).is_some_and(|day| day.year() == year);
                    assert_eq!(pattern.is_match(&text), is_day, "{text}");
                    assert_eq!(json::read_date(&text).is_some(), is_day, "{text}");
                }
            }
        }
    }

    #[test]
    fn a_moment_is_matched_where_it_is_read() {
        let pattern = without_look_ahead(&moment());
        for text in [
            "2025-04-30T12:00:00Z",
            "2025-04-30t12:00:00z",
            "2025-04-30T12:00:00.123456789+05:30",
            "2025-04-30T23:59:59-23:59",
            "2025-04-30T23:59:60Z",
            "2025-04-30T24:00:00Z",
            "2025-04-30T12:00Z",
            "2025-04-30T12:00:00",
            "2025-04-30T12:00:00.Z",
            "2025-04-30T12:00:00+24:00",
            "2025-04-30 12:00:00Z",
            "2025-02-29T12:00:00Z",
        ] {
            assert_eq!(pattern.is_match(text), json::read_date_time_utc(text).is_some(), "{text}");
        }
    }
}
