//! The rules of a resource, one per kind of access, with the fields they name as positions.

use proc_macro2::Ident;
use syn::Path;

use super::fields::Fields;
use super::types::Kind;
use crate::errors::Errors;
use crate::names::plain;
use crate::parse::{self, AccessKind, Resource};

/// Who may do what; a kind without a rule has no route.
#[derive(Clone, Debug, Default)]
pub(crate) struct Access {
    pub(crate) read: Option<Rule>,
    pub(crate) create: Option<Rule>,
    pub(crate) update: Option<Rule>,
    pub(crate) delete: Option<Rule>,
}

/// A rule.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Rule {
    Public,
    Nobody,
    Authenticated,
    Role(String),
    Owner(usize),
    Tenant(usize),
    Custom(Path),
    Not(Box<Rule>),
    And(Vec<Rule>),
    Or(Vec<Rule>),
}

impl Access {
    fn place(&mut self, kind: AccessKind) -> Vec<&mut Option<Rule>> {
        match kind {
            AccessKind::Read => vec![&mut self.read],
            AccessKind::Create => vec![&mut self.create],
            AccessKind::Update => vec![&mut self.update],
            AccessKind::Delete => vec![&mut self.delete],
            AccessKind::Write => vec![&mut self.create, &mut self.update, &mut self.delete],
        }
    }

    /// Gives a rule to each kind that has none: one that could not be read may have been any, and is not missing.
    fn stand_in(&mut self) {
        for kind in [&mut self.read, &mut self.create, &mut self.update, &mut self.delete] {
            kind.get_or_insert(Rule::Nobody);
        }
    }

    /// Whether the rule is that of all kinds.
    pub(crate) fn is_all(&self, rule: &Rule) -> bool {
        [&self.read, &self.create, &self.update, &self.delete].iter().all(|kind| kind.as_ref() == Some(rule))
    }

    /// Whether a create fills the field from the caller: the rule of creates compares it with the caller, and not in
    /// order to refuse.
    pub(super) fn fills_at_creation(&self, field: usize) -> bool {
        self.create.as_ref().is_some_and(|rule| rule.names(field))
    }
}

impl Rule {
    fn names(&self, field: usize) -> bool {
        match self {
            Rule::Owner(named) | Rule::Tenant(named) => *named == field,
            Rule::And(rules) | Rule::Or(rules) => rules.iter().any(|rule| rule.names(field)),
            Rule::Public | Rule::Nobody | Rule::Authenticated | Rule::Role(_) | Rule::Custom(_) | Rule::Not(_) => false,
        }
    }
}

/// Resolves `access(..)`.
pub(super) fn resolve(resource: &Resource, fields: &Fields<'_>, errors: &Errors) -> Access {
    let mut access = Access::default();
    match resource.words.access.as_ref().map(|given| &given.value) {
        // A word that could not be read may have been `access`.
        None if resource.unread => {}
        None => access_is_said(resource, errors),
        Some(parse::Access::All(rule)) => {
            let rule = Rule::resolve_or_stand_in(rule.as_ref(), fields, errors);
            access = Access { read: rule.clone(), create: rule.clone(), update: rule.clone(), delete: rule };
        }
        Some(parse::Access::Kinds { rules, unread }) => {
            for kind in rules {
                let rule = Rule::resolve_or_stand_in(kind.rule.as_ref(), fields, errors);
                for place in access.place(kind.kind) {
                    one_rule_per_kind(place.as_ref(), &kind.typed, errors);
                    place.clone_from(&rule);
                }
            }
            if *unread {
                access.stand_in();
            }
        }
    }
    access
}

/// BAD: a struct without `#[resource(access(..))]`
fn access_is_said(resource: &Resource, errors: &Errors) {
    let what = format!("`{}` does not say who may do what", plain(&resource.ident));
    let help = "write `#[resource(access(public))]` for everybody, `access(authenticated)`, `access(role(\"admin\"))`, \
                or a rule for each kind: `access(read = public, write = owner(author_id))`, of `read`, `create`, `update`, \
                `delete` and `write`; what is not named has no route";
    errors.report(&resource.ident, what, help);
}

/// BAD: `access(read = public, read = nobody)`, `access(write = public, create = nobody)`
fn one_rule_per_kind(before: Option<&Rule>, typed: &Ident, errors: &Errors) {
    if before.is_some() {
        let what = format!("`{}` has a rule already", plain(typed));
        errors.report(typed, what, "give each kind one rule; `write` stands for `create`, `update` and `delete`");
    }
}

impl Rule {
    /// The rule of a kind that was named. Where it has a fault another one stands for it, so that nobody finds it
    /// missing.
    #[expect(clippy::unnecessary_wraps, reason = "a kind without a rule is `None`")]
    fn resolve_or_stand_in(rule: Option<&parse::Rule>, fields: &Fields<'_>, errors: &Errors) -> Option<Self> {
        Some(rule.and_then(|rule| Self::resolve(rule, fields, errors)).unwrap_or(Rule::Nobody))
    }

    fn resolve(rule: &parse::Rule, fields: &Fields<'_>, errors: &Errors) -> Option<Self> {
        Some(match rule {
            parse::Rule::Public => Rule::Public,
            parse::Rule::Nobody => Rule::Nobody,
            parse::Rule::Authenticated => Rule::Authenticated,
            parse::Rule::Role(name) => Rule::Role(name.value()),
            parse::Rule::Owner(name) => Rule::Owner(identity(name, fields, errors)?),
            parse::Rule::Tenant(name) => Rule::Tenant(identity(name, fields, errors)?),
            parse::Rule::Custom(path) => Rule::Custom(path.clone()),
            parse::Rule::Not(rule) => Rule::Not(Box::new(Rule::resolve(rule, fields, errors)?)),
            parse::Rule::And(rules) => Rule::And(Self::resolve_all(rules, fields, errors)),
            parse::Rule::Or(rules) => Rule::Or(Self::resolve_all(rules, fields, errors)),
        })
    }

    fn resolve_all(rules: &[parse::Rule], fields: &Fields<'_>, errors: &Errors) -> Vec<Self> {
        rules.iter().filter_map(|rule| Self::resolve(rule, fields, errors)).collect()
    }
}

/// The position of the field that holds a caller's id or tenant.
///
/// BAD: `owner(authr_id)`, `owner(published)` with `published: bool`
fn identity(name: &Ident, fields: &Fields<'_>, errors: &Errors) -> Option<usize> {
    let position = fields.find_column(name, errors)?;
    let kind = fields.ty(position).kind;
    let fits = kind.is_integer() || kind.is_open() || matches!(kind, Kind::Uuid | Kind::String);
    if !fits {
        let what = format!("`{}` cannot hold who the caller is", plain(name));
        errors.report(name, what, "name a field that is an integer, a `Uuid` or a `String`");
    }
    Some(position)
}

#[cfg(test)]
mod tests {
    use super::Rule;
    use crate::model::Flag;
    use crate::testing::{fault_of, faults_of, model_of};

    fn declare(access: &str) -> String {
        format!("#[resource({access})] struct Post {{ id: i64, author_id: i64, open: bool, code: Input<String> }}")
    }

    #[test]
    fn one_rule_is_for_all() {
        let access = model_of(&declare("access(public)")).access;
        for rule in [access.read, access.create, access.update, access.delete] {
            assert!(matches!(rule, Some(Rule::Public)));
        }
    }

    #[test]
    fn write_is_three_kinds() {
        let access = model_of(&declare("access(write = owner(author_id))")).access;
        assert!(access.read.is_none());
        for rule in [access.create, access.update, access.delete] {
            assert!(matches!(rule, Some(Rule::Owner(1))));
        }
    }

    #[test]
    fn the_create_rule_fills_its_fields() {
        let fills = |access: &str| model_of(&declare(access)).fields[1].is(Flag::Caller);
        assert!(fills("access(write = owner(author_id) or role(\"admin\"))"));
        assert!(!fills("access(create = public, update = owner(author_id))"));
        assert!(!fills("access(create = not owner(author_id))"));
    }

    #[test]
    fn faults() {
        assert!(fault_of("struct Post { id: i64 }").starts_with("`Post` does not say who may do what"));
        assert!(fault_of(&declare("access(owner(authr_id))")).contains("did you mean `author_id`?"));
        assert!(fault_of(&declare("access(owner(open))")).contains("cannot hold who the caller is"));
        assert!(fault_of(&declare("access(owner(code))")).contains("has no column"));
        assert!(fault_of(&declare("access(read = public, read = nobody)")).starts_with("`read` has a rule already"));
        let doubled = faults_of(&declare("access(write = public, create = nobody)"));
        assert!(doubled[0].starts_with("`create` has a rule already"));
        for access in ["access(pubic)", "access(raed = public), operations(list)", "access(read), operations(list)"] {
            assert_eq!(faults_of(&declare(access)).len(), 1, "{access}");
        }
    }
}
