//! Base64 (RFC 4648, section 4) as patterns that count bytes, since `maxLength` counts characters.

use utoipa::openapi::schema::{Object, SchemaFormat, Type};

use super::of_type;

const DIGIT: &str = "[A-Za-z0-9+/]";
/// What one byte, and what two bytes are behind the groups of three.
const ONE: &str = "[A-Za-z0-9+/][AQgw]==";
const TWO: &str = "[A-Za-z0-9+/]{2}[AEIMQUYcgkosw048]=";

pub fn in_answers() -> Object {
    let mut schema = of_type(Type::String);
    schema.format = Some(SchemaFormat::Custom("byte".to_owned()));
    schema.content_encoding = "base64".to_owned();
    schema.pattern = Some(pattern(0, None));
    schema
}

/// The base64 of at least and at most so many bytes.
pub fn pattern(least: u64, most: Option<u64>) -> String {
    let all = || [(0, String::new()), (1, ONE.to_owned()), (2, TWO.to_owned())];
    let alternatives = all().into_iter().filter_map(|(rest, tail)| {
        // Groups of three bytes in front of the rest.
        let from = least.saturating_sub(rest).div_ceil(3);
        let to = match most {
            Some(most) => Some(most.checked_sub(rest)? / 3),
            None => None,
        };
        if to.is_some_and(|to| to < from) {
            return None;
        }
        let to = to.map(|to| to.to_string()).unwrap_or_default();
        Some(format!("({DIGIT}{{4}}){{{from},{to}}}{tail}"))
    });
    let alternatives: Vec<String> = alternatives.collect();
    format!("^({})$", alternatives.join("|"))
}

#[cfg(test)]
mod tests {
    use base64::{Engine, engine::general_purpose::STANDARD};
    use regex::Regex;

    use super::*;

    #[test]
    fn bytes_are_counted() {
        for (least, most) in
            [(0, None), (0, Some(0)), (1, Some(1)), (2, Some(7)), (5, None), (3, Some(6)), (4, Some(4))]
        {
            let pattern = Regex::new(&pattern(least, most)).expect("a pattern");
            for length in 0..12 {
                let text = STANDARD.encode(vec![255_u8; length as usize]);
                let fits = length >= least && most.is_none_or(|most| length <= most);
                assert_eq!(pattern.is_match(&text), fits, "{least} {most:?} {text}");
            }
        }
    }

    #[test]
    fn only_what_is_decoded_is_matched() {
        let pattern = Regex::new(&pattern(0, None)).expect("a pattern");
        for text in ["", "QQ==", "QR==", "QUI=", "QUJ=", "QUJD", "QUJ", "Q===", "QUJD\n", "-_-_", "QQ==QQ=="] {
            assert_eq!(pattern.is_match(text), STANDARD.decode(text).is_ok(), "{text:?}");
        }
    }
}
