//! `#[validate(..)]`, in the words of the validator crate.

use proc_macro2::Ident;
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::{Attribute, Expr, LitBool, LitStr, Path, Token, token};

use super::Given;
use super::arguments::{in_parentheses, named, text, value, words};
use crate::errors::{Errors, choices, fault};
use crate::names::plain;
use crate::words::{ValidateStructWord, ValidateWord, WordSet};

/// One rule of a field, and what is said about its failure.
#[derive(Clone, Debug)]
pub(crate) struct FieldCheck {
    pub(crate) check: Check,
    pub(crate) answer: Answer,
}

/// What a failure is called.
#[derive(Clone, Debug, Default)]
pub(crate) struct Answer {
    pub(crate) code: Option<LitStr>,
    pub(crate) message: Option<LitStr>,
}

/// A rule of a field.
#[derive(Clone, Debug)]
pub(crate) enum Check {
    Length {
        min: Option<Expr>,
        max: Option<Expr>,
        equal: Option<Expr>,
    },
    Range(Bounds),
    Email,
    Url,
    Ip(IpVersion),
    Regex(Expr),
    Contains(Expr),
    DoesNotContain(Expr),
    CreditCard,
    NonControlCharacter,
    MustMatch(Ident),
    Required,
    Custom(Path),
    /// No rule, said on purpose.
    Skip,
}

/// The bounds of a number.
#[derive(Clone, Debug, Default)]
pub(crate) struct Bounds {
    pub(crate) min: Option<Expr>,
    pub(crate) max: Option<Expr>,
    pub(crate) exclusive_min: Option<Expr>,
    pub(crate) exclusive_max: Option<Expr>,
}

/// Which addresses `ip` takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum IpVersion {
    Any,
    V4,
    V6,
}

/// `schema(..)` on the struct: a rule over several fields.
#[derive(Clone, Debug)]
pub(crate) struct RowCheck {
    pub(crate) function: Path,
    /// Whether it is left out where a field's own rule has failed.
    pub(crate) skip_on_field_errors: Option<bool>,
    pub(crate) answer: Answer,
}

/// Reads all rules of a field.
pub(super) fn field_checks(attributes: &[Attribute], errors: &Errors) -> Vec<Given<FieldCheck>> {
    let mut checks = Vec::new();
    words(attributes, "validate", errors, |word: ValidateWord, typed, input| {
        let value = field_check(word, typed, input)?;
        checks.push(Given { word: typed.clone(), value });
        Ok(())
    });
    checks
}

/// Reads the rules of the struct.
pub(super) fn row_checks(attributes: &[Attribute], errors: &Errors) -> Vec<RowCheck> {
    let mut checks = Vec::new();
    words(attributes, "validate", errors, |word, typed, input| match word {
        ValidateStructWord::Schema => {
            checks.push(row_check(typed, input)?);
            Ok(())
        }
    });
    checks
}

/// The arguments of one rule, as they are read.
#[derive(Default)]
struct Arguments {
    answer: Answer,
    min: Option<Expr>,
    max: Option<Expr>,
    equal: Option<Expr>,
    exclusive_min: Option<Expr>,
    exclusive_max: Option<Expr>,
    path: Option<Expr>,
    pattern: Option<Expr>,
    other: Option<Ident>,
    function: Option<Path>,
    skip_on_field_errors: Option<bool>,
}

impl Arguments {
    /// Reads `(name = value, ..)`, or nothing; `code` and `message` are taken by every rule.
    fn read(own: &[&str], input: ParseStream) -> syn::Result<Self> {
        let mut arguments = Self::default();
        if !input.peek(token::Paren) {
            return Ok(arguments);
        }
        let allowed: Vec<&str> = own.iter().copied().chain(["code", "message"]).collect();
        named(input, &allowed, |name, typed, input| arguments.one(name, typed, input))?;
        Ok(arguments)
    }

    fn one(&mut self, name: &str, typed: &Ident, input: ParseStream) -> syn::Result<()> {
        match name {
            "use_context" => return Err(no_context(typed)),
            "code" => self.answer.code = Some(text_value(input)?),
            "message" => self.answer.message = Some(text_value(input)?),
            "min" => self.min = Some(value(input)?),
            "max" => self.max = Some(value(input)?),
            "equal" => self.equal = Some(value(input)?),
            "exclusive_min" => self.exclusive_min = Some(value(input)?),
            "exclusive_max" => self.exclusive_max = Some(value(input)?),
            "path" => self.path = Some(value(input)?),
            "pattern" => self.pattern = Some(value(input)?),
            "other" => self.other = Some(other_field(input)?),
            "function" => self.function = Some(function_path(input)?),
            _ => self.skip_on_field_errors = Some(value::<LitBool>(input)?.value),
        }
        Ok(())
    }
}

/// BAD: `custom(function = check, use_context)`
fn no_context(typed: &Ident) -> syn::Error {
    fault(
        typed,
        "a rule has no context here",
        "check it in a hook (`before_create`, `before_update`), which has a `Context`",
    )
}

fn text_value(input: ParseStream) -> syn::Result<LitStr> {
    input.parse::<Token![=]>()?;
    text(input)
}

/// validator takes a field's name with and without quotes.
fn other_field(input: ParseStream) -> syn::Result<Ident> {
    input.parse::<Token![=]>()?;
    if !input.peek(LitStr) {
        return Ident::parse_any(input);
    }
    let text: LitStr = input.parse()?;
    text.parse_with(Ident::parse_any)
        .map_err(|_| fault(&text, "not the name of a field", "write `other = \"password\"`"))
}

/// validator takes a function's path with and without quotes.
fn function_path(input: ParseStream) -> syn::Result<Path> {
    input.parse::<Token![=]>()?;
    if input.peek(LitStr) { input.parse::<LitStr>()?.parse() } else { input.parse() }
}

fn field_check(word: ValidateWord, typed: &Ident, input: ParseStream) -> syn::Result<FieldCheck> {
    let usage = word.word().usage;
    let missing = |argument: &str| fault(typed, format!("`{typed}` needs `{argument}`"), format!("write `{usage}`"));
    let plain = |check, input| Ok(FieldCheck { check, answer: Arguments::read(&[], input)?.answer });
    match word {
        ValidateWord::Email => return plain(Check::Email, input),
        ValidateWord::Url => return plain(Check::Url, input),
        ValidateWord::CreditCard => return plain(Check::CreditCard, input),
        ValidateWord::NonControlCharacter => return plain(Check::NonControlCharacter, input),
        ValidateWord::Required => return plain(Check::Required, input),
        ValidateWord::Ip => return ip(input),
        ValidateWord::Skip => return plain(Check::Skip, input),
        ValidateWord::Nested => return Err(no_nesting(typed)),
        _ => {}
    }
    let mut arguments = Arguments::read(own_arguments(word), input)?;
    let answer = std::mem::take(&mut arguments.answer);
    let check = match word {
        ValidateWord::Range => range(arguments).ok_or_else(|| missing("min` or `max"))?,
        ValidateWord::Regex => Check::Regex(arguments.path.ok_or_else(|| missing("path = EXPR"))?),
        ValidateWord::Contains => Check::Contains(arguments.pattern.ok_or_else(|| missing("pattern = \"..\""))?),
        ValidateWord::DoesNotContain => {
            Check::DoesNotContain(arguments.pattern.ok_or_else(|| missing("pattern = \"..\""))?)
        }
        ValidateWord::MustMatch => Check::MustMatch(arguments.other.ok_or_else(|| missing("other = \"..\""))?),
        ValidateWord::Custom => Check::Custom(arguments.function.ok_or_else(|| missing("function = PATH"))?),
        _ => length(arguments).ok_or_else(|| missing("min`, `max` or `equal"))?,
    };
    Ok(FieldCheck { check, answer })
}

fn own_arguments(word: ValidateWord) -> &'static [&'static str] {
    match word {
        ValidateWord::Length => &["min", "max", "equal"],
        ValidateWord::Range => &["min", "max", "exclusive_min", "exclusive_max"],
        ValidateWord::Regex => &["path"],
        ValidateWord::Contains | ValidateWord::DoesNotContain => &["pattern"],
        ValidateWord::MustMatch => &["other"],
        ValidateWord::Custom => &["function", "use_context"],
        _ => &[],
    }
}

fn length(Arguments { min, max, equal, .. }: Arguments) -> Option<Check> {
    let said = min.is_some() || max.is_some() || equal.is_some();
    said.then_some(Check::Length { min, max, equal })
}

fn range(Arguments { min, max, exclusive_min, exclusive_max, .. }: Arguments) -> Option<Check> {
    let said = min.is_some() || max.is_some() || exclusive_min.is_some() || exclusive_max.is_some();
    said.then_some(Check::Range(Bounds { min, max, exclusive_min, exclusive_max }))
}

/// BAD: `#[validate(nested)] settings: Json<Settings>`
fn no_nesting(typed: &Ident) -> syn::Error {
    fault(
        typed,
        "`nested` is not supported: a column has no rules of its own",
        "check the value with `custom(function = path)`",
    )
}

/// Reads `ip`, `ip(v4)`, `ip(v6, code = "..")`.
fn ip(input: ParseStream) -> syn::Result<FieldCheck> {
    let (mut version, mut answer) = (IpVersion::Any, Answer::default());
    if !input.peek(token::Paren) {
        return Ok(FieldCheck { check: Check::Ip(version), answer });
    }
    in_parentheses(input, |content| {
        while !content.is_empty() {
            let argument: Ident = content.call(Ident::parse_any)?;
            match plain(&argument).as_str() {
                "v4" if version == IpVersion::Any => version = IpVersion::V4,
                "v6" if version == IpVersion::Any => version = IpVersion::V6,
                "v4" | "v6" => {
                    return Err(fault(
                        &argument,
                        "one version of addresses, or both",
                        "write `ip(v4)`, `ip(v6)` or `ip`",
                    ));
                }
                "code" => answer.code = Some(text_value(content)?),
                "message" => answer.message = Some(text_value(content)?),
                other => {
                    let help = choices(other, "arguments", ["v4", "v6", "code", "message"]);
                    return Err(fault(&argument, format!("unknown argument `{other}`"), help));
                }
            }
            if !content.is_empty() {
                content.parse::<Token![,]>()?;
            }
        }
        Ok(())
    })?;
    Ok(FieldCheck { check: Check::Ip(version), answer })
}

fn row_check(typed: &Ident, input: ParseStream) -> syn::Result<RowCheck> {
    let arguments = Arguments::read(&["function", "skip_on_field_errors", "use_context"], input)?;
    let usage = ValidateStructWord::Schema.word().usage;
    let missing = || fault(typed, "`schema` needs `function = PATH`", format!("write `{usage}`"));
    Ok(RowCheck {
        function: arguments.function.ok_or_else(missing)?,
        skip_on_field_errors: arguments.skip_on_field_errors,
        answer: arguments.answer,
    })
}
