//! `access(..)`: who may do what.

use proc_macro2::Ident;
use syn::Token;
use syn::ext::IdentExt;
use syn::parse::ParseStream;

use super::arguments::{in_parentheses, skip_rest, skip_to_comma};
use super::rule::{Rule, not_joined, rule_for_a_kind};
use crate::errors::{Errors, choices, fault};
use crate::names::plain;
use crate::words::kind_instead;

/// The argument of `access`. A rule that could not be read is `None`; its fault is reported.
#[derive(Clone, Debug)]
pub(crate) enum Access {
    /// `access(public)`: one rule for all.
    All(Option<Rule>),
    /// `access(read = .., write = ..)`.
    Kinds {
        rules: Vec<KindRule>,
        /// Whether a kind had a fault, and so may have been any.
        unread: bool,
    },
}

/// `read = ..`.
#[derive(Clone, Debug)]
pub(crate) struct KindRule {
    pub(crate) typed: Ident,
    pub(crate) kind: AccessKind,
    pub(crate) rule: Option<Rule>,
}

/// What a rule is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AccessKind {
    Read,
    Create,
    Update,
    Delete,
    /// Create, update and delete.
    Write,
}

impl AccessKind {
    const SPELLINGS: [(&'static str, AccessKind); 5] = [
        ("read", AccessKind::Read),
        ("create", AccessKind::Create),
        ("update", AccessKind::Update),
        ("delete", AccessKind::Delete),
        ("write", AccessKind::Write),
    ];

    pub(super) fn of(name: &str) -> Option<Self> {
        Self::SPELLINGS.iter().find(|(spelling, _)| *spelling == name).map(|(_, kind)| *kind)
    }
}

impl Access {
    /// Reads what stands in the parentheses of `access`. One wrong rule leaves the others to be checked.
    pub(crate) fn parse(typed: &Ident, input: ParseStream, errors: &Errors) -> syn::Result<Self> {
        in_parentheses(input, |content| {
            if content.is_empty() {
                errors.push(no_rule(typed));
                return Ok(Access::All(None));
            }
            if content.peek2(Token![=]) {
                return Ok(kinds(content, errors));
            }
            let rule = errors.keep(one_rule(content));
            skip_rest(content);
            Ok(Access::All(rule))
        })
    }
}

/// BAD: `access()`
fn no_rule(typed: &Ident) -> syn::Error {
    let help = "write `access(public)`, `access(authenticated)` or `access(read = public, write = owner(author_id))`";
    fault(typed, "`access` names no rule", help)
}

fn one_rule(content: ParseStream) -> syn::Result<Rule> {
    const HELP: &str = "join them with `and` or `or`, or name what each is for: `access(read = .., write = ..)`";
    let rule = Rule::parse(content)?;
    let _trailing: Option<Token![,]> = content.parse()?;
    if content.is_empty() { Ok(rule) } else { Err(not_joined(content, HELP)) }
}

fn kinds(content: ParseStream, errors: &Errors) -> Access {
    let (mut rules, mut unread) = (Vec::new(), false);
    while !content.is_empty() {
        if let Some((typed, kind)) = errors.keep(access_kind(content)) {
            let rule = errors.keep(rule_of_kind(&typed, content));
            rules.push(KindRule { typed, kind, rule });
        } else {
            unread = true;
        }
        skip_to_comma(content);
        let _comma: Option<Token![,]> = content.parse().ok();
    }
    Access::Kinds { rules, unread }
}

fn rule_of_kind(typed: &Ident, content: ParseStream) -> syn::Result<Rule> {
    content.parse::<Token![=]>()?;
    if content.is_empty() || content.peek(Token![,]) {
        return Err(fault(typed, format!("`{typed}` has no rule"), format!("write `{typed} = public`")));
    }
    let rule = Rule::parse(content)?;
    let ends = content.is_empty() || content.peek(Token![,]);
    if ends { Ok(rule) } else { Err(not_joined(content, "join them with `and` or `or`")) }
}

fn access_kind(content: ParseStream) -> syn::Result<(Ident, AccessKind)> {
    let typed = Ident::parse_any(content)?;
    let name = plain(&typed);
    let allowed = AccessKind::SPELLINGS.map(|(spelling, _)| spelling);
    let Some(kind) = AccessKind::of(&name) else {
        let help = kind_instead(&name).map(str::to_owned).unwrap_or_else(|| choices(&name, "kinds", allowed));
        let unknown = || fault(&typed, format!("unknown kind of access `{name}`"), help);
        return Err(rule_for_a_kind(&typed).unwrap_or_else(unknown));
    };
    if !content.peek(Token![=]) {
        return Err(fault(&typed, format!("`{name}` has no rule"), format!("write `{name} = public`")));
    }
    Ok((typed, kind))
}

#[cfg(test)]
mod tests {
    use syn::parse::Parser;

    use super::*;

    fn show(rule: &Rule) -> String {
        let all = |rules: &[Rule]| rules.iter().map(show).collect::<Vec<_>>().join(" ");
        match rule {
            Rule::Public => "public".to_owned(),
            Rule::Nobody => "nobody".to_owned(),
            Rule::Authenticated => "authenticated".to_owned(),
            Rule::Role(name) => format!("role:{}", name.value()),
            Rule::Owner(field) => format!("owner:{field}"),
            Rule::Tenant(field) => format!("tenant:{field}"),
            Rule::Custom(path) => quote::quote!(#path).to_string().replace(' ', ""),
            Rule::Not(rule) => format!("(not {})", show(rule)),
            Rule::And(rules) => format!("(and {})", all(rules)),
            Rule::Or(rules) => format!("(or {})", all(rules)),
        }
    }

    fn read(text: &str) -> Result<Access, Vec<String>> {
        let errors = Errors::new();
        let parser = |input: ParseStream| {
            let typed = input.call(Ident::parse_any)?;
            Access::parse(&typed, input, &errors)
        };
        let access = errors.keep(parser.parse_str(text));
        let access = errors.into_result(access).map_err(|faults| faults.iter().map(ToString::to_string).collect());
        access.map(Option::unwrap)
    }

    fn rule_of(text: &str) -> String {
        match read(text) {
            Ok(Access::All(Some(rule))) => show(&rule),
            other => panic!("{other:?}"),
        }
    }

    fn fault_of(text: &str) -> String {
        read(text).unwrap_err().remove(0)
    }

    #[test]
    fn not_binds_tighter_than_and_than_or() {
        assert_eq!(rule_of("access(public)"), "public");
        assert_eq!(rule_of("access(A or not B and C)"), "(or A (and (not B) C))");
        assert_eq!(rule_of("access((A or B) and not (C or D))"), "(and (or A B) (not (or C D)))");
        assert_eq!(rule_of("access(not not A or B or C)"), "(or (not (not A)) B C)");
    }

    #[test]
    fn words_and_types_are_told_apart() {
        assert_eq!(
            rule_of(
                "access(role(\"admin\") or owner(r#type) or tenant(t) or Published or crate::rules::open or Any<u8>)"
            ),
            "(or role:admin owner:r#type tenant:t Published crate::rules::open Any<u8>)"
        );
    }

    #[test]
    fn kinds_have_their_rules() {
        let read = read("access(read = public, write = owner(author_id) or role(\"a\"),)");
        let Ok(Access::Kinds { rules, unread: false }) = read else { panic!("kinds expected") };
        let kinds: Vec<_> = rules.iter().map(|kind| (kind.kind, show(kind.rule.as_ref().unwrap()))).collect();
        assert_eq!(
            kinds,
            [(AccessKind::Read, "public".to_owned()), (AccessKind::Write, "(or owner:author_id role:a)".to_owned())]
        );
    }

    #[test]
    fn types_take_no_argument() {
        let lower = |text: &str, ours: &str| {
            let fault = fault_of(text);
            assert_eq!(fault, format!("rules of ours are written in lower case\nhelp: write `{ours}`"));
        };
        lower("access(Role(\"admin\"))", "role(\"admin\")");
        lower("access(read = not (Owner(author_id) or public))", "owner(author_id)");
        lower("access(Role(admin))", "role(\"admin\")");
        lower("access(Authenticated())", "authenticated");
        assert!(fault_of("access(IsOwner(a) or public)").starts_with("`IsOwner` is a type, which takes no argument"));
        assert!(fault_of("access(rules::role(\"a\"))").starts_with("`rules::role` is a type"));
        assert_eq!(rule_of("access(Authenticated or IsAdminUser)"), "(or Authenticated IsAdminUser)");
    }

    #[test]
    fn every_wrong_rule_is_reported() {
        let faults = read("access(read = pubic, wriet = public, delete = owner)").unwrap_err();
        assert_eq!(faults.len(), 3, "{faults:?}");
    }

    #[test]
    fn faults_say_what_to_write() {
        assert!(fault_of("access()").starts_with("`access` names no rule"));
        assert!(fault_of("access(pubic)").contains("did you mean `public`?"));
        assert!(fault_of("access(reed = public)").contains("did you mean `read`?"));
        assert!(fault_of("access(public, nobody)").contains("join them with `and` or `or`"));
        assert!(fault_of("access(read = public nobody)").contains("join them with `and` or `or`"));
        assert!(fault_of("access(owner)").contains("write `owner(author_id)`"));
        assert!(fault_of("access(owner(a, b))").contains("takes one argument"));
        assert!(fault_of("access(role(admin))").contains("write `role(\"admin\")`"));
        assert!(fault_of("access(role(admin, editor))").contains("write `role(\"admin\")`"));
        assert!(fault_of("access(role(\"a\", \"b\"))").ends_with("write `role(\"a\") or role(\"b\")`"));
        assert!(fault_of("access(role(\" \"))").starts_with("the role is empty"));
        assert!(fault_of("access(role())").contains("takes one argument"));
        assert!(fault_of("access(owner(\"author\"))").ends_with("write `owner(author)`"));
        assert!(fault_of("access(tenant(\"a b\"))").ends_with("write `tenant(tenant_id)`"));
        assert!(fault_of("access(owner = author_id)").ends_with("`write = owner(author_id)`"));
        assert!(fault_of("access(retrieve = public)").ends_with("help: write `read`"));
        assert!(fault_of("access(read: public)").ends_with("help: write `read = public`"));
        assert!(fault_of("access(public, write(nobody))").contains("join them"));
        assert!(fault_of("access(read = !public)").contains("write `not`"));
        assert!(fault_of("access(anyone)").ends_with("help: write `public`"));
        assert!(fault_of("access(public())").contains("takes no argument"));
        assert!(fault_of("access(read = )").contains("`read` has no rule"));
        assert!(fault_of("access(read = public, write)").contains("`write` has no rule"));
        assert!(fault_of("access(or public)").contains("no rule before it"));
        assert!(fault_of("access(public or)").starts_with("expected a rule"));
        assert!(fault_of("access(5)").starts_with("expected a rule, found `5`"));
    }
}
