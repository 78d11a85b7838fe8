//! A filter's value, by the field's type.

use sea_orm::Value;

use super::{Filter, Subject, Target, Test, TextMatch, TextPlace, value_list};
use crate::{
    Error, Result,
    access::Comparison,
    database::Backend,
    descriptor::{Descriptor, Field, Kind, Operator},
    error::code,
    json,
    operation::{SQLITE_DIGITS, keeps_digits},
    query::{QueryLimits, path::reached},
};

/// The filter of a parameter.
///
/// # Errors
/// 400: the value is not of the form that the field and the operator ask for.
pub fn parse(
    descriptor: &'static Descriptor,
    backend: Backend,
    target: Target,
    limits: &QueryLimits,
    name: &str,
    text: &str,
) -> Result<Filter> {
    let Target { steps, subject, operator } = target;
    let test = match subject {
        Subject::Relation(_) => is_null(text),
        Subject::Field(field) => {
            let field = &reached(descriptor, &steps).fields[field];
            Reader { field, backend, limits }.read(operator, text)
        }
    };
    let test = test.map_err(|Refusal { code, detail }| Error::bad_parameter(name, code, detail))?;
    Ok(Filter { steps, subject, test })
}

struct Refusal {
    code: &'static str,
    detail: String,
}

impl Refusal {
    fn bad_value(detail: impl Into<String>) -> Self {
        Self { code: code::BAD_VALUE, detail: detail.into() }
    }
}

fn is_null(text: &str) -> Result<Test, Refusal> {
    text.parse().map(Test::IsNull).map_err(|_| Refusal::bad_value("must be true or false"))
}

/// Reads the values of one field.
struct Reader<'a> {
    field: &'static Field,
    backend: Backend,
    limits: &'a QueryLimits,
}

impl Reader<'_> {
    fn read(&self, operator: Operator, text: &str) -> Result<Test, Refusal> {
        let one = || self.one(text).map_err(|expected| Refusal::bad_value(format!("must be {expected}")));
        Ok(match operator {
            Operator::Eq => Test::Equal(one()?),
            Operator::Ne => Test::NotEqual(one()?),
            Operator::In => Test::In(self.list(text)?),
            Operator::NotIn => Test::NotIn(self.list(text)?),
            Operator::IsNull => is_null(text)?,
            Operator::Gt => Test::Ordered(Comparison::Greater, one()?),
            Operator::Gte => Test::Ordered(Comparison::GreaterOrEqual, one()?),
            Operator::Lt => Test::Ordered(Comparison::Less, one()?),
            Operator::Lte => Test::Ordered(Comparison::LessOrEqual, one()?),
            Operator::IExact => Test::SameIgnoringCase(self.bounded(text)?),
            Operator::Contains => self.text(TextPlace::Anywhere, false, text)?,
            Operator::IContains => self.text(TextPlace::Anywhere, true, text)?,
            Operator::StartsWith => self.text(TextPlace::Start, false, text)?,
            Operator::IStartsWith => self.text(TextPlace::Start, true, text)?,
            Operator::EndsWith => self.text(TextPlace::End, false, text)?,
            Operator::IEndsWith => self.text(TextPlace::End, true, text)?,
        })
    }

    /// One value of the field's type; the error reads on from "must be".
    fn one(&self, text: &str) -> Result<Value, String> {
        let text = match self.field.kind {
            Kind::DateTimeUtc => with_plus(text),
            _ => text.into(),
        };
        let value = json::parse_text(self.field.kind, self.field.decimal, &text).map_err(|_| expected(self.field))?;
        if let Value::Decimal(Some(number)) = &value
            && !keeps_digits(self.backend, number)
        {
            return Err(format!("a decimal number of at most {SQLITE_DIGITS} significant digits, such as 19.99"));
        }
        match self.field.accepts {
            // Its reason reads on from the field's name, as in "must be of lower-case letters".
            Some(accepts) => accepts(value).map_err(|refused| {
                let reason = refused.reason;
                reason.strip_prefix("must be ").map_or_else(|| format!("a value that {reason}"), str::to_owned)
            }),
            None => Ok(value),
        }
    }

    fn list(&self, text: &str) -> Result<Vec<Value>, Refusal> {
        let texts = value_list::split(text).map_err(|fault| {
            Refusal::bad_value(match fault {
                value_list::ListFault::Empty(place) => {
                    let sample = value_list::quoted_where_needed(sample(self.field));
                    let is_text = self.field.kind == Kind::String;
                    let hint = if is_text { " (the empty text is written \"\")" } else { "" };
                    format!("must be values between commas, such as {sample},{sample}; value {place} is empty{hint}")
                }
                value_list::ListFault::Quote(place) => format!(
                    "must be values between commas, and one that has a comma in double quotes, in which a quote is doubled, \
                     such as \"red, green\",blue; the quotes of value {place} do not fit"
                ),
            })
        })?;
        let most = self.limits.values;
        if texts.len() > most {
            return Err(Refusal { code: code::TOO_MANY_VALUES, detail: format!("must be at most {most} values") });
        }
        let read = |(index, text): (usize, &String)| {
            self.one(text).map_err(|expected| {
                let place = index + 1;
                Refusal::bad_value(format!("must be values between commas, each {expected}; value {place} is none"))
            })
        };
        texts.iter().enumerate().map(read).collect()
    }

    fn text(&self, place: TextPlace, ignores_case: bool, text: &str) -> Result<Test, Refusal> {
        // Every text begins with nothing: who sends that has meant something else.
        if text.is_empty() {
            return Err(Refusal::bad_value("must be a text of at least one character, such as rust"));
        }
        // The beginning of a text is a range of an order, and costs nothing.
        let is_range = place == TextPlace::Start && !ignores_case;
        let wanted = if is_range { without_nul(text) } else { self.bounded(text) };
        Ok(Test::Text(TextMatch { place, ignores_case }, wanted?))
    }

    /// A text that is compared with each row's.
    fn bounded(&self, text: &str) -> Result<String, Refusal> {
        let most = self.limits.characters;
        if text.chars().nth(most).is_some() {
            let detail = format!("must be a text of at most {most} characters");
            return Err(Refusal { code: code::TOO_MANY_CHARACTERS, detail });
        }
        without_nul(text)
    }
}

/// The offset's `+` came as a space, as it does where a client does not encode it.
fn with_plus(text: &str) -> std::borrow::Cow<'_, str> {
    match text.rsplit_once(' ') {
        Some((time, offset)) if offset.len() == "05:30".len() => format!("{time}+{offset}").into(),
        _ => text.into(),
    }
}

fn without_nul(text: &str) -> Result<String, Refusal> {
    if text.contains('\0') {
        return Err(Refusal::bad_value("must be a text without NUL, such as rust"));
    }
    Ok(text.to_owned())
}

fn expected(field: &Field) -> String {
    let expected = json::expected(field.kind);
    match field.kind {
        Kind::Choice(choices) => {
            let choices: Vec<String> = choices.iter().map(|choice| value_list::quoted_where_needed(choice)).collect();
            format!("one of {}", choices.join(", "))
        }
        Kind::Decimal => {
            let (precision, scale) = field.decimal;
            let before = precision.saturating_sub(scale);
            format!("a decimal number with at most {before} digits before and {scale} behind the point, such as 19.99")
        }
        _ if expected.contains("such as") => expected.to_owned(),
        _ => format!("{expected}, such as {}", sample(field)),
    }
}

/// A value of the field's type.
fn sample(field: &Field) -> &'static str {
    match field.kind {
        Kind::Bool => "true",
        Kind::I16 | Kind::I32 | Kind::I64 | Kind::U32 => "20",
        Kind::F32 | Kind::F64 => "0.5",
        Kind::Decimal => "19.99",
        Kind::String => "rust",
        Kind::Choice(choices) => choices.first().copied().unwrap_or_default(),
        Kind::Uuid => "018f4e2a-7b1c-7def-8a3b-0123456789ab",
        Kind::DateTimeUtc => "2025-04-30T12:00:00Z",
        Kind::NaiveDateTime => "2025-04-30T12:00:00",
        Kind::NaiveDate => "2025-04-30",
        Kind::NaiveTime => "12:00:00",
        Kind::Json | Kind::Bytes => "null",
    }
}
