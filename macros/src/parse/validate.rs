//! `#[validate(..)]`, in the words of the validator crate.

use proc_macro2::Ident;
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::{Attribute, Expr, ExprLit, Lit, LitBool, LitStr, Path, Token, token};

use super::Given;
use super::arguments::{expected, field_name, has_help, text, words};
use super::named::{named, path, text_help, value};
use crate::errors::{Errors, fault, fault_at, shown};
use crate::names::plain;
use crate::words::{ValidateStructWord, ValidateWord, Word, WordSet, explained};

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
    Value(Box<ValueCheck>),
    MustMatch(Ident),
    /// No rule, said on purpose.
    Skip,
    /// The rules of the value's own type.
    Nested,
}

/// A rule that looks at the value alone.
#[derive(Clone, Debug)]
pub(crate) enum ValueCheck {
    Length { min: Option<Expr>, max: Option<Expr>, equal: Option<Expr> },
    Range(Bounds),
    Email,
    Url,
    Ip(IpVersion),
    Regex(Expr),
    Contains(Expr),
    DoesNotContain(Expr),
    CreditCard,
    NonControlCharacter,
    Required,
    Custom(Path),
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
    version: Option<IpVersion>,
}

impl Arguments {
    /// Reads `(name = value, ..)`, or nothing; `code` and `message` are taken by every rule.
    fn read(word: &Word, own: &[&str], input: ParseStream) -> syn::Result<Self> {
        let mut arguments = Self::default();
        if !input.peek(token::Paren) {
            return Ok(arguments);
        }
        let allowed: Vec<&str> = own.iter().copied().chain(["code", "message"]).collect();
        let refuse = |typed: &Ident| no_context(typed).or_else(|| no_text(word, typed));
        named(word, input, &allowed, refuse, |name, typed, input| arguments.one(name, typed, input))?;
        Ok(arguments)
    }

    fn one(&mut self, name: &str, typed: &Ident, input: ParseStream) -> syn::Result<()> {
        match name {
            "code" => self.answer.code = Some(text_value(name, input)?),
            "message" => self.answer.message = Some(text_value(name, input)?),
            "min" => self.min = Some(value(input)?),
            "max" => self.max = Some(value(input)?),
            "equal" => self.equal = Some(value(input)?),
            "exclusive_min" => self.exclusive_min = Some(value(input)?),
            "exclusive_max" => self.exclusive_max = Some(value(input)?),
            "path" => self.path = Some(value(input)?),
            "pattern" => self.pattern = Some(value(input)?),
            "other" => self.other = Some(other_field(input)?),
            "function" => self.function = Some(function_path(input)?),
            "v4" | "v6" if self.version.is_some() => return Err(one_version(typed)),
            "v4" => self.version = Some(IpVersion::V4),
            "v6" => self.version = Some(IpVersion::V6),
            _ => self.skip_on_field_errors = Some(true_or_false(input)?),
        }
        Ok(())
    }
}

/// BAD: `custom(function = check, use_context)`
fn no_context(typed: &Ident) -> Option<syn::Error> {
    let help = "check it in a hook (`before_create`, `before_update`), which has a `Context`";
    (typed == "use_context").then(|| fault(typed, "a rule has no context here", help))
}

/// BAD: `ip(v4, v6)`
fn one_version(typed: &Ident) -> syn::Error {
    fault(typed, "one version of addresses, or both", "write `ip(v4)`, `ip(v6)` or `ip`")
}

/// BAD: `regex(pattern = "^[a-z]+$")`
fn no_text(word: &Word, typed: &Ident) -> Option<syn::Error> {
    let is_text = word.name == "regex" && ["pattern", "regex", "expression"].contains(&plain(typed).as_str());
    is_text.then(|| fault(typed, "`regex` takes a `Regex` that is made once, not its text", word.help()))
}

/// BAD: `regex(path = "SLUG")`
fn regex_is_no_text(path: &Expr, word: &Word) -> syn::Result<()> {
    let Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) = path else { return Ok(()) };
    let named = text.parse::<Path>().ok().filter(is_constant);
    let help = named.map_or_else(|| word.help(), |path| explained(&format!("write `regex(path = *{})`", shown(&path))));
    Err(fault(text, "`path` takes a `Regex`, not a text", help))
}

fn is_constant(path: &Path) -> bool {
    path.segments.last().is_some_and(|last| last.ident.to_string().chars().all(|c| c.is_ascii_uppercase() || c == '_'))
}

fn text_value(name: &str, input: ParseStream) -> syn::Result<LitStr> {
    input.parse::<Token![=]>()?;
    let help = |error: syn::Error| fault_at(error.span(), &error, text_help(name));
    text(input).map_err(|error| if has_help(&error) || input.is_empty() { error } else { help(error) })
}

fn true_or_false(input: ParseStream) -> syn::Result<bool> {
    input.parse::<Token![=]>()?;
    if input.peek(LitBool) { Ok(input.parse::<LitBool>()?.value) } else { Err(expected("`true` or `false`", input)) }
}

/// validator takes a field's name with and without quotes.
fn other_field(input: ParseStream) -> syn::Result<Ident> {
    input.parse::<Token![=]>()?;
    if !input.peek(LitStr) {
        return field_name(input);
    }
    let text: LitStr = input.parse()?;
    text.parse_with(Ident::parse_any)
        .map_err(|_| fault(&text, "not the name of a field", "write `other = \"password\"`"))
}

/// validator takes a function's path with and without quotes.
fn function_path(input: ParseStream) -> syn::Result<Path> {
    const WHAT: &str = "the path of a function";
    if !input.peek2(LitStr) {
        return path(input, WHAT);
    }
    let text: LitStr = value(input)?;
    text.parse().map_err(|_| syn::Error::new_spanned(&text, format!("expected {WHAT}, found `{}`", shown(&text))))
}

fn field_check(word: ValidateWord, typed: &Ident, input: ParseStream) -> syn::Result<FieldCheck> {
    let mut arguments = Arguments::read(word.word(), own_arguments(word), input)?;
    if let (ValidateWord::Regex, Some(path)) = (word, &arguments.path) {
        regex_is_no_text(path, word.word())?;
    }
    let answer = std::mem::take(&mut arguments.answer);
    let check = check(word, arguments).map_err(|missing| without(typed, missing, word.word()))?;
    Ok(FieldCheck { check, answer })
}

/// BAD: `length()`, `regex(code = "x")`
fn without(typed: &Ident, missing: &str, word: &Word) -> syn::Error {
    fault(typed, format!("`{}` needs {missing}", plain(typed)), word.help())
}

fn own_arguments(word: ValidateWord) -> &'static [&'static str] {
    match word {
        ValidateWord::Length => &["min", "max", "equal"],
        ValidateWord::Range => &["min", "max", "exclusive_min", "exclusive_max"],
        ValidateWord::Ip => &["v4", "v6"],
        ValidateWord::Regex => &["path"],
        ValidateWord::Contains | ValidateWord::DoesNotContain => &["pattern"],
        ValidateWord::MustMatch => &["other"],
        ValidateWord::Custom => &["function"],
        ValidateWord::Email
        | ValidateWord::Url
        | ValidateWord::CreditCard
        | ValidateWord::NonControlCharacter
        | ValidateWord::Required
        | ValidateWord::Skip
        | ValidateWord::Nested => &[],
    }
}

/// The rule, or what it lacks.
fn check(word: ValidateWord, arguments: Arguments) -> Result<Check, &'static str> {
    Ok(Check::Value(Box::new(match word {
        ValidateWord::MustMatch => return arguments.other.map(Check::MustMatch).ok_or("`other = \"..\"`"),
        ValidateWord::Skip => return Ok(Check::Skip),
        ValidateWord::Nested => return Ok(Check::Nested),
        ValidateWord::Length => length(arguments).ok_or("`min`, `max` or `equal`")?,
        ValidateWord::Range => range(arguments).ok_or("`min` or `max`")?,
        ValidateWord::Email => ValueCheck::Email,
        ValidateWord::Url => ValueCheck::Url,
        ValidateWord::Ip => ValueCheck::Ip(arguments.version.unwrap_or(IpVersion::Any)),
        ValidateWord::Regex => ValueCheck::Regex(arguments.path.ok_or("`path = EXPR`")?),
        ValidateWord::Contains => ValueCheck::Contains(arguments.pattern.ok_or("`pattern = \"..\"`")?),
        ValidateWord::DoesNotContain => ValueCheck::DoesNotContain(arguments.pattern.ok_or("`pattern = \"..\"`")?),
        ValidateWord::CreditCard => ValueCheck::CreditCard,
        ValidateWord::NonControlCharacter => ValueCheck::NonControlCharacter,
        ValidateWord::Required => ValueCheck::Required,
        ValidateWord::Custom => ValueCheck::Custom(arguments.function.ok_or("`function = PATH`")?),
    })))
}

fn length(Arguments { min, max, equal, .. }: Arguments) -> Option<ValueCheck> {
    let said = min.is_some() || max.is_some() || equal.is_some();
    said.then_some(ValueCheck::Length { min, max, equal })
}

fn range(Arguments { min, max, exclusive_min, exclusive_max, .. }: Arguments) -> Option<ValueCheck> {
    let said = min.is_some() || max.is_some() || exclusive_min.is_some() || exclusive_max.is_some();
    said.then_some(ValueCheck::Range(Bounds { min, max, exclusive_min, exclusive_max }))
}

fn row_check(typed: &Ident, input: ParseStream) -> syn::Result<RowCheck> {
    let word = ValidateStructWord::Schema.word();
    let arguments = Arguments::read(word, &["function", "skip_on_field_errors"], input)?;
    Ok(RowCheck {
        function: arguments.function.ok_or_else(|| without(typed, "`function = PATH`", word))?,
        skip_on_field_errors: arguments.skip_on_field_errors,
        answer: arguments.answer,
    })
}
