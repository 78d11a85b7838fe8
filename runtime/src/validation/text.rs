use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use validator::{ValidateEmail, ValidateNonControlCharacter, ValidateUrl};

use super::Finding;
use crate::{descriptor::Check, error::code};

/// The rules of texts; the others pass.
pub(super) fn check(rule: &Check, text: &str) -> Result<(), Finding> {
    match rule {
        Check::Email => format(is_email(text), "email", "an e-mail address"),
        Check::Url => format(is_url(text), "url", "an absolute URL of http or https"),
        Check::Ip => format(text.parse::<IpAddr>().is_ok(), "ip", "an IP address"),
        Check::IpV4 => format(text.parse::<Ipv4Addr>().is_ok(), "ipv4", "an IP address of version 4"),
        Check::IpV6 => format(text.parse::<Ipv6Addr>().is_ok(), "ipv6", "an IP address of version 6"),
        Check::CreditCard => format(is_card_number(text), "credit_card", "the number of a payment card"),
        Check::NonControlCharacter if !text.validate_non_control_character() => {
            Err(Finding::new(code::BAD_FORMAT, "must not contain control characters"))
        }
        Check::Regex(regex) if !regex().is_match(text) => {
            let pattern = regex().as_str();
            Err(Finding::new(code::NO_MATCH, format!("must match the pattern {pattern}")).param("pattern", pattern))
        }
        Check::Contains(part) if !text.contains(part) => {
            Err(Finding::new(code::NO_MATCH, format!("must contain `{part}`")).param("contains", *part))
        }
        Check::DoesNotContain(part) if text.contains(part) => {
            Err(Finding::new(code::NO_MATCH, format!("must not contain `{part}`")).param("does_not_contain", *part))
        }
        _ => Ok(()),
    }
}

fn format(holds: bool, name: &'static str, what: &str) -> Result<(), Finding> {
    if holds { Ok(()) } else { Err(Finding::new(code::BAD_FORMAT, format!("must be {what}")).param("format", name)) }
}

/// The form of an e-mail address for those who cannot call [`is_email`]: the lengths and the letters of both its parts. It
/// takes every letter beyond ASCII in a domain and every address literal, of which the check refuses some. Classes say what
/// is not in them, so that they mean the same to those who count letters beyond U+FFFF as one and to those who count two.
pub const EMAIL_PATTERN: &str = concat!(
    r"^[A-Za-z0-9.!#$%&'*+\/=?^_`{|}~\x2d]{1,64}@(?=.{1,255}$)(?:\[[0-9A-Fa-f:.]+\]|",
    r"[^\u0000-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00a0]",
    r"(?:[^\u0000-\u002c\u002e\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00a0]*",
    r"[^\u0000-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00a0])?",
    r"(?:\.[^\u0000-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00a0]",
    r"(?:[^\u0000-\u002c\u002e\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00a0]*",
    r"[^\u0000-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00a0])?)*)$"
);

/// The validator crate's rule, that of HTML's `<input type=email>`. Narrower: its search for an address literal finds
/// `[127.0.0.1]` behind anything at all, and its mapping of international domains drops invisible characters and hides a
/// hyphen at the end of a label (RFC 5891, section 4.2.3.1).
fn is_email(text: &str) -> bool {
    let Some((_, domain)) = text.rsplit_once('@') else { return false };
    let only_a_literal = !domain.contains('[') || (domain.starts_with('[') && domain.matches('[').count() == 1);
    let has_bare_hyphen = domain.split('.').any(|label| label.starts_with('-') || label.ends_with('-'));
    only_a_literal && !has_bare_hyphen && !text.chars().any(is_blank) && text.validate_email()
}

/// The validator crate's rule, a URL as browsers read it. Narrower: only http and https, since `javascript:alert(1)` is
/// a URL too, and nothing that a browser corrects silently: blanks, backslashes, a missing slash.
fn is_url(text: &str) -> bool {
    let lower = text.get(..8).unwrap_or(text).to_ascii_lowercase();
    let rest = match (lower.starts_with("https://"), lower.starts_with("http://")) {
        (true, _) => &text[8..],
        (_, true) => &text[7..],
        _ => return false,
    };
    let is_stray = |character: char| {
        is_blank(character) || matches!(character, '<' | '>' | '"' | '\\' | '^' | '`' | '{' | '|' | '}')
    };
    !rest.starts_with(['/', '?', '#']) && !rest.contains(is_stray) && text.validate_url()
}

/// What nobody sees: spaces of all kinds, control characters, and those that only direct or join others.
fn is_blank(character: char) -> bool {
    character.is_whitespace()
        || character.is_control()
        || matches!(character, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}')
        || matches!(character, '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{fe00}'..='\u{fe0f}')
}

/// Twelve to nineteen digits with the check digit of ISO/IEC 7812-1, whoever issued the card.
fn is_card_number(text: &str) -> bool {
    if !(12..=19).contains(&text.len()) || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let sum: u32 = text
        .bytes()
        .rev()
        .map(|byte| u32::from(byte - b'0'))
        .enumerate()
        .map(|(index, digit)| match index % 2 {
            0 => digit,
            _ => digit * 2 / 10 + digit * 2 % 10,
        })
        .sum();
    sum.is_multiple_of(10)
}
