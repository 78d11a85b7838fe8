//! The rules in `access(..)`, and the words that join them.

use heck::ToSnakeCase;
use proc_macro2::{Group, Ident, TokenTree};
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::punctuated::Punctuated;
use syn::{Expr, LitStr, Path, Token, token};

use super::AccessKind;
use super::arguments::{field_name, has_help, in_parentheses, next_token};
use crate::errors::{choices, fault, fault_at, shown};
use crate::names::plain;
use crate::words::rule_instead;

/// A rule as it was written. `not` binds tighter than `and`, `and` tighter than `or`.
#[derive(Clone, Debug)]
pub(crate) enum Rule {
    Public,
    Nobody,
    Authenticated,
    Role(LitStr),
    Owner(Ident),
    Tenant(Ident),
    /// A type that implements the trait of rules.
    Custom(Path),
    Not(Box<Rule>),
    And(Vec<Rule>),
    Or(Vec<Rule>),
}

/// The rules that are words, as a user writes them.
const RULES: [&str; 6] = ["public", "nobody", "authenticated", "role", "owner", "tenant"];

/// Those that take no argument.
const NEED_NOTHING: [&str; 3] = ["public", "nobody", "authenticated"];

/// BAD: `access(owner = author_id)`
pub(super) fn rule_for_a_kind(typed: &Ident) -> Option<syn::Error> {
    let name = plain(typed);
    let usage = match name.as_str() {
        "role" => "role(\"admin\")",
        "owner" => "owner(author_id)",
        "tenant" => "tenant(tenant_id)",
        name if NEED_NOTHING.contains(&name) => name,
        _ => return None,
    };
    let help = format!("write `{usage}`, or say what it is for: `write = {usage}`");
    Some(fault(typed, format!("`{name}` is a rule, not a kind of access"), help))
}

impl Rule {
    /// Reads rules joined by `or`, `and`, `not` and parentheses.
    pub(super) fn parse(input: ParseStream) -> syn::Result<Self> {
        joined(input, "or", and, Rule::Or)
    }
}

/// BAD: `access(read = public role("admin"))`
pub(super) fn not_joined(input: ParseStream, help: &str) -> syn::Error {
    fault(&next_token(input), "two rules without a word between them", help)
}

fn and(input: ParseStream) -> syn::Result<Rule> {
    joined(input, "and", not, Rule::And)
}

fn joined(
    input: ParseStream,
    word: &str,
    operand: fn(ParseStream) -> syn::Result<Rule>,
    join: fn(Vec<Rule>) -> Rule,
) -> syn::Result<Rule> {
    let first = operand(input)?;
    let mut rules = vec![first];
    while peek_word(input, word) {
        Ident::parse_any(input)?;
        rules.push(operand(input)?);
    }
    // `rules` has its first element always; a single one stands for itself.
    if rules.len() == 1 { Ok(rules.remove(0)) } else { Ok(join(rules)) }
}

fn not(input: ParseStream) -> syn::Result<Rule> {
    if peek_word(input, "not") {
        Ident::parse_any(input)?;
        return Ok(Rule::Not(Box::new(not(input)?)));
    }
    if input.peek(token::Paren) {
        return in_parentheses(input, |content| {
            let rule = Rule::parse(content)?;
            if content.is_empty() { Ok(rule) } else { Err(not_joined(content, "join them with `and` or `or`")) }
        });
    }
    rule(input)
}

fn peek_word(input: ParseStream, word: &str) -> bool {
    input.fork().call(Ident::parse_any).is_ok_and(|ident| ident == word)
}

/// A single lower-case word is one of ours; anything else is the path of a type.
fn rule(input: ParseStream) -> syn::Result<Rule> {
    let fork = input.fork();
    let Ok(path) = fork.parse::<Path>() else { return Err(no_rule_here(input)) };
    if path.get_ident().is_some_and(is_lower_case) {
        return built_in(input);
    }
    if fork.peek(token::Paren) {
        let what = fork.parse().map(|group: TokenTree| type_with_argument(&path, &group));
        return Err(what.unwrap_or_else(|error| error));
    }
    input.parse().map(Rule::Custom)
}

/// BAD: `access(Role("admin"))`, `access(Published(true))`
fn type_with_argument(path: &Path, argument: &TokenTree) -> syn::Error {
    let ours = path.get_ident().map(|ident| plain(ident).to_snake_case());
    match ours.as_deref().filter(|name| RULES.contains(name)) {
        Some(name) => {
            let argument = match argument {
                _ if NEED_NOTHING.contains(&name) => String::new(),
                TokenTree::Group(group) if name == "role" => in_quotes(group),
                argument => argument.to_string(),
            };
            let help = format!("write `{name}{argument}`");
            fault(path, "rules of ours are written in lower case", help)
        }
        None => {
            let what = format!("`{}` is a type, which takes no argument here", shown(path));
            let help =
                "write the type alone; of the rules, `role(\"..\")`, `owner(field)` and `tenant(field)` take one";
            fault(path, what, help)
        }
    }
}

/// The name of a role in parentheses, with quotes if it has none.
fn in_quotes(group: &Group) -> String {
    syn::parse2::<Ident>(group.stream()).map_or_else(|_| group.to_string(), |role| format!("(\"{role}\")"))
}

fn is_lower_case(ident: &Ident) -> bool {
    plain(ident).chars().all(|letter| letter.is_lowercase() || letter.is_ascii_digit() || letter == '_')
}

fn built_in(input: ParseStream) -> syn::Result<Rule> {
    let typed: Ident = input.parse()?;
    let name = plain(&typed);
    match name.as_str() {
        "public" | "nobody" | "authenticated" => without_argument(&typed, &name, input),
        "role" => argument(&typed, "role(\"admin\")", input, |content| role_name(content).map(Rule::Role)),
        "owner" => argument(&typed, "owner(author_id)", input, |content| {
            field_of("owner", "author_id", content).map(Rule::Owner)
        }),
        "tenant" => argument(&typed, "tenant(tenant_id)", input, |content| {
            field_of("tenant", "tenant_id", content).map(Rule::Tenant)
        }),
        "and" | "or" => Err(fault(&typed, format!("`{name}` has no rule before it"), "write `A and B`, `A or B`")),
        _ if AccessKind::of(&name).is_some() => {
            let what = format!("`{name}` is a kind of access, whose rule stands after `=`");
            Err(fault(&typed, what, format!("write `{name} = public`")))
        }
        _ => {
            let help = rule_instead(&name).map(str::to_owned);
            let help = help.unwrap_or_else(|| choices(&name, "rules, beside types that implement `Rule`,", RULES));
            Err(fault(&typed, format!("unknown rule `{name}`"), help))
        }
    }
}

/// BAD: `role(admin)`, `role("")`
fn role_name(content: ParseStream) -> syn::Result<LitStr> {
    if content.peek(LitStr) {
        let name: LitStr = content.parse()?;
        let empty = || fault(&name, "the role is empty", "write the role in quotes: `role(\"admin\")`");
        return if name.value().trim().is_empty() { Err(empty()) } else { Ok(name) };
    }
    let typed = content.call(Ident::parse_any)?;
    Err(fault(&typed, "a role stands in quotes", format!("write `role(\"{}\")`", plain(&typed))))
}

/// BAD: `owner("author_id")`
fn field_of(rule: &str, usual: &str, content: ParseStream) -> syn::Result<Ident> {
    if !content.peek(LitStr) {
        return field_name(content);
    }
    let text: LitStr = content.parse()?;
    let field = text.parse_with(Ident::parse_any).map_or_else(|_| usual.to_owned(), |field| field.to_string());
    Err(fault(&text, "a field stands without quotes", format!("write `{rule}({field})`")))
}

fn without_argument(typed: &Ident, name: &str, input: ParseStream) -> syn::Result<Rule> {
    if input.peek(token::Paren) {
        return Err(fault(typed, format!("`{name}` takes no argument"), format!("write `{name}`")));
    }
    Ok(match name {
        "public" => Rule::Public,
        "nobody" => Rule::Nobody,
        _ => Rule::Authenticated,
    })
}

/// Reads `("x")` or `(field)`, exactly one.
fn argument(
    typed: &Ident,
    usage: &str,
    input: ParseStream,
    read: impl FnOnce(ParseStream) -> syn::Result<Rule>,
) -> syn::Result<Rule> {
    let misused =
        |help| fault(typed, format!("`{}` takes one argument in parentheses", plain(typed)), format!("write `{help}`"));
    if !input.peek(token::Paren) {
        return Err(misused(usage.to_owned()));
    }
    in_parentheses(input, |content| {
        let joined = one_for_each(typed, content).unwrap_or_else(|| usage.to_owned());
        // A fault of syn's own says nothing that the usage does not say better.
        let rule = read(content).map_err(|error| if has_help(&error) { error } else { misused(usage.to_owned()) })?;
        let _comma: Option<Token![,]> = content.parse()?;
        if content.is_empty() { Ok(rule) } else { Err(misused(joined)) }
    })
}

/// BAD: `role("admin", "editor")`
fn one_for_each(typed: &Ident, content: ParseStream) -> Option<String> {
    let arguments = content.fork().call(Punctuated::<Expr, Token![,]>::parse_terminated).ok()?;
    let rules: Vec<String> =
        arguments.iter().map(|argument| format!("{}({})", plain(typed), shown(argument))).collect();
    (rules.len() > 1).then(|| rules.join(" or "))
}

fn no_rule_here(input: ParseStream) -> syn::Error {
    let help = "a rule is `public`, `nobody`, `authenticated`, `role(\"..\")`, `owner(field)`, `tenant(field)` or a type that implements `Rule`";
    let next = next_token(input);
    if next.is_empty() {
        return fault_at(input.span(), "expected a rule", help);
    }
    let help = if next.to_string() == "!" { "write `not`, as in `not role(\"guest\")`" } else { help };
    fault(&next, format!("expected a rule, found `{next}`"), help)
}
