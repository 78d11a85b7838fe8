//! The rules in `access(..)`, and the words that join them.

use proc_macro2::Ident;
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::{LitStr, Path, token};

use super::arguments::{field_name, in_parentheses, next_token, text};
use crate::errors::{choices, fault, fault_at};
use crate::names::plain;

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
    match path.get_ident().filter(|ident| is_lower_case(ident)) {
        Some(_) => built_in(input),
        None => input.parse().map(Rule::Custom),
    }
}

fn is_lower_case(ident: &Ident) -> bool {
    plain(ident).chars().all(|letter| letter.is_lowercase() || letter.is_ascii_digit() || letter == '_')
}

fn built_in(input: ParseStream) -> syn::Result<Rule> {
    let typed: Ident = input.parse()?;
    let name = plain(&typed);
    match name.as_str() {
        "public" | "nobody" | "authenticated" => without_argument(&typed, &name, input),
        "role" => argument(&typed, "role(\"admin\")", input, |content| text(content).map(Rule::Role)),
        "owner" => argument(&typed, "owner(author_id)", input, |content| field_name(content).map(Rule::Owner)),
        "tenant" => argument(&typed, "tenant(tenant_id)", input, |content| field_name(content).map(Rule::Tenant)),
        "and" | "or" => Err(fault(&typed, format!("`{name}` has no rule before it"), "write `A and B`, `A or B`")),
        _ => Err(fault(
            &typed,
            format!("unknown rule `{name}`"),
            choices(&name, "rules, beside types that implement `Rule`,", RULES),
        )),
    }
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
        || fault(typed, format!("`{}` takes one argument in parentheses", plain(typed)), format!("write `{usage}`"));
    if !input.peek(token::Paren) {
        return Err(misused());
    }
    in_parentheses(input, |content| {
        let rule = read(content).map_err(|_| misused())?;
        if content.is_empty() { Ok(rule) } else { Err(misused()) }
    })
}

fn no_rule_here(input: ParseStream) -> syn::Error {
    let help = "a rule is `public`, `nobody`, `authenticated`, `role(\"..\")`, `owner(field)`, `tenant(field)` or a type that implements `Rule`";
    let next = next_token(input);
    if next.is_empty() {
        return fault_at(input.span(), "expected a rule", help);
    }
    fault(&next, format!("expected a rule, found `{next}`"), help)
}
