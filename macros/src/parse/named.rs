//! Arguments that have names: `length(min = 3, max = 10)`.

use proc_macro2::Ident;
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Expr, ExprLit, ExprRange, Lit, Path, RangeLimits, Token};

use super::arguments::{self, comma_or_end, doubled, has_help, in_parentheses, next_token, unknown_argument};
use crate::errors::{fault, shown};
use crate::names::plain;
use crate::words::Word;

/// Reads `(name = value, ..)`: `read` gets each name and parses what follows it. A name may be given once; `refuse` has a
/// word about names that are not allowed.
pub(super) fn named(
    word: &Word,
    input: ParseStream,
    allowed: &[&str],
    refuse: impl Fn(&Ident) -> Option<syn::Error>,
    mut read: impl FnMut(&str, &Ident, ParseStream) -> syn::Result<()>,
) -> syn::Result<()> {
    in_parentheses(input, |content| {
        let mut seen: Vec<String> = Vec::new();
        while !content.is_empty() {
            let typed = name(word, content, allowed, &refuse)?;
            let name = plain(&typed);
            if seen.contains(&name) {
                return Err(doubled(&typed));
            }
            let has_value = has_value(content);
            read(&name, &typed, content).map_err(|error| no_value(error, has_value, &typed, word))?;
            seen.push(name);
            comma_or_end(content)?;
            let _comma: Option<Token![,]> = content.parse()?;
        }
        Ok(())
    })
}

fn name(
    word: &Word,
    content: ParseStream,
    allowed: &[&str],
    refuse: impl Fn(&Ident) -> Option<syn::Error>,
) -> syn::Result<Ident> {
    let ahead = content.fork();
    let Ok(typed) = Ident::parse_any(&ahead) else { return Err(without_names(word, content)) };
    if allowed.contains(&plain(&typed).as_str()) {
        return Ident::parse_any(content);
    }
    if let Some(refused) = refuse(&typed) {
        return Err(refused);
    }
    let has_name = ahead.peek(Token![=]) && !ahead.peek(Token![==]);
    let misspelt = has_name || in_order(word).is_empty();
    Err(if misspelt { unknown_argument(&typed, allowed) } else { without_names(word, content) })
}

/// Whether `= value` stands next.
fn has_value(content: ParseStream) -> bool {
    let ahead = content.fork();
    let equals: Option<Token![=]> = ahead.parse().ok();
    equals.is_some() && !ahead.is_empty() && !ahead.peek(Token![,]) && !ahead.peek(Token![=])
}

/// BAD: `length(min)`, `length(min = )`, `length(min: 1)`, `email(message)`
fn no_value(error: syn::Error, has_value: bool, typed: &Ident, word: &Word) -> syn::Error {
    if has_value || has_help(&error) {
        return error;
    }
    let name = plain(typed);
    let help = if matches!(name.as_str(), "code" | "message") { text_help(&name) } else { word.help() };
    fault(typed, format!("`{name}` takes a value after `=`"), help)
}

/// BAD: `length(3, 10)`, `range(0..10)`, `page(20)`, `custom(check)`
fn without_names(word: &Word, content: ParseStream) -> syn::Error {
    let values = content.fork().call(Punctuated::<Expr, Token![,]>::parse_terminated).unwrap_or_default();
    let help = with_names(word, &values.iter().collect::<Vec<_>>());
    let place = values.first().map_or_else(|| next_token(content), ToTokens::to_token_stream);
    fault(&place, format!("the arguments of `{}` have names", word.name), help.unwrap_or_else(|| word.help()))
}

/// The names of arguments that were given without, in their usual order.
fn in_order(word: &Word) -> &'static [&'static str] {
    match word.name {
        "length" | "range" => &["min", "max"],
        "page" => &["size", "max"],
        "contains" | "does_not_contain" => &["pattern"],
        "must_match" => &["other"],
        "custom" | "schema" => &["function"],
        "email" | "url" | "credit_card" | "non_control_character" | "required" => &["message"],
        // What a user gives is seldom what `path` takes.
        "regex" => &["path"],
        _ => &[],
    }
}

/// The help that gives the arguments their names, where it is clear which is which.
fn with_names(word: &Word, values: &[&Expr]) -> Option<String> {
    let bounded = matches!(word.name, "length" | "range");
    let write = |arguments: Vec<String>| format!("write `{}({})`", word.name, arguments.join(", "));
    let names = match values {
        [Expr::Range(range)] if bounded => return bounds(range).map(|(bounds, note)| write(bounds) + note),
        _ if word.name == "regex" => return None,
        [_] if word.name == "range" => return None,
        [_] if word.name == "length" => &["max"],
        values => in_order(word).get(..values.len()).filter(|names| !names.is_empty())?,
    };
    let arguments: Option<Vec<String>> = names.iter().zip(values).map(|(name, value)| with_name(name, value)).collect();
    arguments.map(write)
}

/// `name = value`, where the value can be one of that name.
fn with_name(name: &str, value: &Expr) -> Option<String> {
    let is_text = matches!(value, Expr::Lit(ExprLit { lit: Lit::Str(_), .. }));
    let is_other_literal = matches!(value, Expr::Lit(_)) && !is_text;
    let fits = match name {
        "message" => is_text,
        "min" | "max" | "size" => !is_text,
        "function" | "other" => !is_other_literal,
        _ => true,
    };
    match value {
        Expr::Assign(assign) => Some(shown(assign)),
        Expr::Path(_) | Expr::Lit(_) | Expr::Unary(_) if fits => Some(format!("{name} = {}", shown(value))),
        _ => None,
    }
}

/// BAD: `range(0..10)`
fn bounds(range: &ExprRange) -> Option<(Vec<String>, &'static str)> {
    let bound =
        |name: &str, bound: &Option<Box<Expr>>| bound.as_ref().map(|bound| format!("{name} = {}", shown(bound)));
    let bounds: Vec<String> = [bound("min", &range.start), bound("max", &range.end)].into_iter().flatten().collect();
    let half_open = range.end.is_some() && matches!(range.limits, RangeLimits::HalfOpen(_));
    (!bounds.is_empty()).then_some((bounds, if half_open { ", where `max` itself is allowed" } else { "" }))
}

/// The help for an argument that is a text.
pub(super) fn text_help(name: &str) -> String {
    format!("write `{name} = \"..\"`")
}

/// Reads `= value`.
pub(super) fn value<T: Parse>(input: ParseStream) -> syn::Result<T> {
    input.parse::<Token![=]>()?;
    input.parse()
}

/// Reads `= path`.
pub(super) fn path(input: ParseStream, what: &str) -> syn::Result<Path> {
    input.parse::<Token![=]>()?;
    arguments::path(what, input)
}

#[cfg(test)]
mod tests {
    use crate::testing::{fault_of, fault_of_field};

    const STATIC: &str = ", and beside the struct, with `std::sync::LazyLock` and `restruct::regex::Regex`:\n\
                          static SLUG: LazyLock<Regex> = LazyLock::new(|| Regex::new(\"^[a-z0-9-]+$\").unwrap());";

    fn on_struct(words: &str) -> String {
        fault_of(&format!("#[resource(access(public), {words})] struct Post {{ id: i64, title: String }}"))
    }

    #[track_caller]
    fn says(rule: &str, what: &str, help: &str) {
        let fault = fault_of_field(&format!("#[validate({rule})] slug: String"));
        assert_eq!(fault, format!("{what}\nhelp: {help}"), "{rule}");
    }

    #[test]
    fn arguments_get_their_names() {
        let names = |rule: &str, word: &str, help: &str| {
            says(rule, &format!("the arguments of `{word}` have names"), &format!("write `{help}`"));
        };
        names("length(3, 10)", "length", "length(min = 3, max = 10)");
        names("length(3, max = 10)", "length", "length(min = 3, max = 10)");
        names("length(10)", "length", "length(max = 10)");
        names("length(MIN, limits::MAX)", "length", "length(min = MIN, max = limits::MAX)");
        names("length(1, 2, 3)", "length", "length(min = 1, max = 200)");
        names("length(3..=10)", "length", "length(min = 3, max = 10)");
        names("length(5..)", "length", "length(min = 5)");
        names("range(-5, 5)", "range", "range(min = -5, max = 5)");
        names("range(5)", "range", "range(min = 0, max = 100)");
        names("contains(\"@\")", "contains", "contains(pattern = \"@\")");
        names("must_match(\"password\")", "must_match", "must_match(other = \"password\")");
        names("custom(crate::check)", "custom", "custom(function = crate::check)");
        names("length(\"3\")", "length", "length(min = 1, max = 200)");
        names("email(\"no address\")", "email", "email(message = \"no address\")");
        names("email(5)", "email", "email");
        names("custom(|slug| true)", "custom", "custom(function = path)");
        let fault = fault_of_field("#[validate(range(0..10))] n: i64");
        assert!(fault.ends_with("help: write `range(min = 0, max = 10)`, where `max` itself is allowed"), "{fault}");
        assert!(on_struct("page(20)").ends_with("help: write `page(size = 20)`"));
        assert!(on_struct("page(20, 50)").ends_with("help: write `page(size = 20, max = 50)`"));
    }

    #[test]
    fn arguments_have_values() {
        for rule in ["length(min)", "length(min = )", "length(min: 1)", "length(min =, max = 2)", "length(min == 1)"] {
            says(rule, "`min` takes a value after `=`", "write `length(min = 1, max = 200)`");
        }
        says("length(min = 1 max = 2)", "expected `,` before `max`", "put a comma between the two");
        says("email(message)", "`message` takes a value after `=`", "write `message = \"..\"`");
        says("email(message = 5)", "expected a text in quotes, found `5`", "write `message = \"..\"`");
        says("email(message = \"\")", "the text is empty", "say something, or leave the word out");
        says(
            "must_match(other = 5)",
            "expected the name of a field, found `5`",
            "write `must_match(other = \"password\")`",
        );
        says(
            "custom(function = |a| 1)",
            "expected the path of a function, found `|`",
            "write `custom(function = path)`",
        );
        says(
            "custom(function = \"a b\")",
            "expected the path of a function, found `\"a b\"`",
            "write `custom(function = path)`",
        );
        assert!(on_struct("page(size = \"20\")").starts_with("expected a whole number, found `\"20\"`"));
        assert!(on_struct("page(total = \"exact\")").starts_with("expected `exact` or `none`, found"));
    }

    #[test]
    fn names_stand_without_quotes() {
        let unquoted = |words: &str, word: &str, help: &str| {
            let expected = format!("the names in `{word}` stand without quotes\nhelp: write `{help}`");
            assert_eq!(on_struct(words), expected);
        };
        unquoted("sort(\"-title\")", "sort", "sort(-title)");
        unquoted("sort(\"-title, id\")", "sort", "sort(-title, id)");
        unquoted("unique(\"a\", \"b\")", "unique", "unique(a, b)");
        unquoted("operations(\"list\", get)", "operations", "operations(list, get)");
        unquoted("hooks(\"audit::Log\")", "hooks", "hooks(audit::Log)");
        unquoted("index(\"\", \"a b\")", "index", "index(status, created_at)");
        assert!(on_struct("sort(5)").starts_with("expected the name of a field, found `5`\nhelp: write `sort("));
        assert!(on_struct("sort(title desc)").ends_with("help: write `-title`"));
        assert!(on_struct("crate = \"restruct\"").starts_with("expected a path without quotes, found"));
    }

    #[test]
    fn a_regular_expression_is_a_static() {
        let help = format!("write `regex(path = *SLUG)`{STATIC}");
        says("regex(\"^a$\")", "the arguments of `regex` have names", &help);
        says("regex(SLUG)", "the arguments of `regex` have names", &help);
        says("regex = \"^a$\"", "`regex` takes its arguments in parentheses", &help);
        says("regex", "`regex` takes its arguments in parentheses", &help);
        says("regex()", "`regex` needs `path = EXPR`", &help);
        says("regex(path = \"SLUG\")", "`path` takes a `Regex`, not a text", &help);
        says("regex(path = \"^a$\")", "`path` takes a `Regex`, not a text", &help);
        says("regex(pattern = \"^a$\")", "`regex` takes a `Regex` that is made once, not its text", &help);
        says("pattern = \"^a$\"", "unknown word `pattern`", &help);
        let other = fault_of_field("#[validate(regex(path = \"patterns::NAME\"))] slug: String");
        assert!(
            other.contains("write `regex(path = *patterns::NAME)`") && other.contains("\nstatic NAME: LazyLock<Regex>"),
            "{other}"
        );
    }

    #[test]
    fn keys_and_decimals() {
        const SOURCES: &str = "write `id`, `id(auto)`, `id(client)` or `id(generate = EXPR)`";
        let id =
            |word: &str| fault_of(&format!("#[resource(access(public))] struct Post {{ #[resource({word})] n: i64 }}"));
        assert_eq!(id("id(client, auto)"), format!("a key comes from one source\nhelp: {SOURCES}"));
        assert_eq!(id("id(\"auto\")"), format!("`\"auto\"` says not where a key comes from\nhelp: {SOURCES}"));
        assert!(id("id(generate = )").starts_with("`generate` needs the expression"));
        for word in ["decimal(10)", "decimal(19, 4, 2)", "decimal(max_digits = 10)", "decimal()"] {
            let fault = fault_of_field(&format!("#[resource({word})] price: Decimal"));
            assert!(fault.starts_with("`decimal` takes two whole numbers") && fault.ends_with("`decimal(19, 4)`"));
        }
    }
}
