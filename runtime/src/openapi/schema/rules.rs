//! `#[validate(..)]` as keywords, each as strict as the check itself; what no keyword says, the description does.

use regex::Regex;
use utoipa::{
    Number as Limit,
    openapi::schema::{Object, SchemaFormat},
};

use super::{also_match, also_say, bytes, kind::integer, pattern};
use crate::{
    descriptor::{Check, Descriptor, Field, Kind, Number},
    validation::EMAIL_PATTERN,
};

/// Adds all rules of a field.
pub fn add(schema: &mut Object, descriptor: &Descriptor, field: &Field) {
    for rule in field.validations {
        match rule.check {
            Check::Length { min, max, equal } => length(schema, field, equal.or(min), equal.or(max)),
            Check::Range { min, max, exclusive_min, exclusive_max } => {
                let [min, max, exclusive_min, exclusive_max] =
                    [min, max, exclusive_min, exclusive_max].map(|bound| bound.map(|make| make()));
                range(schema, field, [min, max, exclusive_min, exclusive_max]);
            }
            Check::Email => {
                // Plain `email` has no letters beyond ASCII (JSON Schema, validation, section 7.3.2); domains here may.
                schema.format = Some(SchemaFormat::Custom("idn-email".to_owned()));
                also_match(schema, EMAIL_PATTERN.to_owned());
            }
            Check::Url => {
                // A `uri` has no letters beyond ASCII (JSON Schema, validation, section 7.3.5); hosts and paths here may.
                schema.format = Some(SchemaFormat::Custom("iri".to_owned()));
                also_match(schema, "^[Hh][Tt][Tt][Pp][Ss]?://".to_owned());
            }
            Check::Ip => also_say(schema, "An IP address."),
            Check::IpV4 => schema.format = Some(SchemaFormat::Custom("ipv4".to_owned())),
            Check::IpV6 => schema.format = Some(SchemaFormat::Custom("ipv6".to_owned())),
            Check::Regex(regex) => matches(schema, regex()),
            Check::Contains(part) => also_match(schema, pattern::contains(part)),
            Check::DoesNotContain(part) => also_match(schema, pattern::does_not_contain(part)),
            Check::CreditCard => {
                also_match(schema, "^[0-9]{12,19}$".to_owned());
                also_say(schema, "The number of a payment card, with its check digit.");
            }
            Check::NonControlCharacter => also_match(schema, r"^[^\u0000-\u001f\u007f-\u009f]*$".to_owned()),
            Check::MustMatch(other) => {
                also_say(schema, &format!("Must equal `{}`.", descriptor.fields[other].wire));
            }
            Check::Custom(_) => also_say(schema, "Checked by a rule of the application's own."),
            // Whether a body without the field is refused is said by the body's `required`.
            Check::Required => {}
        }
    }
}

fn length(schema: &mut Object, field: &Field, least: Option<u64>, most: Option<u64>) {
    if field.kind == Kind::Bytes {
        schema.pattern = Some(bytes::pattern(least.unwrap_or(0), most));
        return;
    }
    let characters = |length: u64| usize::try_from(length).unwrap_or(usize::MAX);
    schema.min_length = least.map(characters).filter(|least| *least > 0);
    schema.max_length = most.map(characters);
}

/// Bounds in the order `min`, `max`, `exclusive_min`, `exclusive_max`. Those of the kind stay where they are closer.
fn range(schema: &mut Object, field: &Field, [min, max, exclusive_min, exclusive_max]: [Option<Number>; 4]) {
    if field.kind == Kind::Decimal {
        say_range(schema, [min, max, exclusive_min, exclusive_max]);
        // A decimal is a text as well, of which a keyword only sees the sign.
        if min.into_iter().chain(exclusive_min).any(|bound| !is_below_zero(bound)) {
            also_match(schema, r"^(?!-[0.]*[1-9])".to_owned());
        }
    }
    let (least, most) = field.kind.integer_bounds().unwrap_or((i64::MIN, i64::MAX));
    if let Some(bound) = min.filter(|bound| !is_integer_beyond(*bound, |bound| bound < least)) {
        schema.minimum = Some(limit(bound));
    }
    if let Some(bound) = max.filter(|bound| !is_integer_beyond(*bound, |bound| bound > most)) {
        schema.maximum = Some(limit(bound));
    }
    if let Some(bound) = exclusive_min.filter(|bound| !is_wider(*bound, &schema.exclusive_minimum, f64::lt)) {
        schema.exclusive_minimum = Some(limit(bound));
    }
    if let Some(bound) = exclusive_max.filter(|bound| !is_wider(*bound, &schema.exclusive_maximum, f64::gt)) {
        schema.exclusive_maximum = Some(limit(bound));
    }
}

/// Whether a bound lies beyond that of the kind.
fn is_wider(bound: Number, of_kind: &Option<Limit>, beyond: fn(&f64, &f64) -> bool) -> bool {
    let Some(Limit::Float(of_kind)) = of_kind else { return false };
    match limit(bound) {
        Limit::Float(bound) => beyond(&bound, of_kind),
        Limit::Int(bound) => beyond(&(bound as f64), of_kind),
        Limit::UInt(bound) => beyond(&(bound as f64), of_kind),
    }
}

fn is_integer_beyond(bound: Number, beyond: impl Fn(i64) -> bool) -> bool {
    matches!(bound, Number::Integer(bound) if beyond(bound))
}

fn is_below_zero(bound: Number) -> bool {
    match bound {
        Number::Integer(bound) => bound < 0,
        Number::Float(bound) => bound < 0.0,
        Number::Decimal(bound) => bound.is_sign_negative() && !bound.is_zero(),
    }
}

fn say_range(schema: &mut Object, bounds: [Option<Number>; 4]) {
    let words = ["at least", "at most", "greater than", "less than"];
    for (words, bound) in words.iter().zip(bounds) {
        let text = match bound {
            None => continue,
            Some(Number::Integer(bound)) => bound.to_string(),
            Some(Number::Float(bound)) => bound.to_string(),
            Some(Number::Decimal(bound)) => bound.to_string(),
        };
        also_say(schema, &format!("Must be {words} {text}."));
    }
}

fn limit(bound: Number) -> Limit {
    match bound {
        Number::Integer(bound) => integer(bound),
        Number::Float(bound) => Limit::Float(bound),
        Number::Decimal(bound) => Limit::Float(bound.to_string().parse().unwrap_or_default()),
    }
}

fn matches(schema: &mut Object, regex: &Regex) {
    match pattern::to_ecma(regex.as_str()) {
        Some(pattern) => also_match(schema, pattern),
        None => also_say(schema, &format!("Must match the regular expression `{}`.", regex.as_str())),
    }
}
