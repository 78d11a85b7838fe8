//! What the access rules say beforehand: whether somebody must be signed in, and which refusals there can be.

use std::panic::{AssertUnwindSafe, catch_unwind};

use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityRequirement, SecurityScheme};

use crate::{
    access::{AccessKind, Predicate, resolve},
    descriptor::{Descriptor, Field, Kind, Rule},
    principal::{Principal, watched},
};

/// The name of the scheme in the document.
pub const SCHEME: &str = "bearer";

/// What a caller sends where the application does not say otherwise (RFC 6750).
pub fn bearer() -> SecurityScheme {
    let mut http = Http::new(HttpAuthScheme::Bearer);
    http.description = Some("A token in the header `Authorization: Bearer ..`.".to_owned());
    SecurityScheme::Http(http)
}

/// What a rule can come to for some signed-in caller or other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Outcomes {
    always: bool,
    /// It depends on the row.
    by_row: bool,
    never: bool,
}

const ALWAYS: Outcomes = Outcomes { always: true, by_row: false, never: false };
const NEVER: Outcomes = Outcomes { always: false, by_row: false, never: true };
const BY_ROW: Outcomes = Outcomes { always: false, by_row: true, never: false };
const ANY: Outcomes = Outcomes { always: true, by_row: true, never: true };

/// What the rule of an operation means for the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AccessTerms {
    /// Nobody gets through without saying who they are.
    pub needs_caller: bool,
    /// It makes a difference who calls.
    pub depends_on_caller: bool,
    /// 403 can be answered.
    pub forbids: bool,
}

impl AccessTerms {
    pub fn of(descriptor: &'static Descriptor, kind: AccessKind) -> Self {
        let rule = descriptor.access.rule(kind);
        let signed_in = rule.map_or(NEVER, |rule| outcomes(descriptor, rule));
        let anonymous = resolve(descriptor, kind, None);
        let anonymous_by_row = !matches!(anonymous, Predicate::Always | Predicate::Never | Predicate::Refused);
        // To a delete, a row that its caller may not read is absent, which leaves none to refuse where all others may be
        // deleted. An update can lead out of what the caller may update.
        let all_seen_are_deletable = kind == AccessKind::Delete && implies(descriptor.access.read, rule);
        let refuses_row = kind != AccessKind::Read && (signed_in.by_row || anonymous_by_row) && !all_seen_are_deletable;
        Self {
            needs_caller: matches!(anonymous, Predicate::Never | Predicate::Refused),
            depends_on_caller: rule.is_some_and(asks_for_a_caller),
            forbids: signed_in.never || refuses_row,
        }
    }

    /// Of the links of a row: under its rule of updates, but the row itself stays what it is. To who may not read it, it is
    /// absent.
    pub fn of_links(descriptor: &'static Descriptor) -> Self {
        let (access, kind) = (&descriptor.access, AccessKind::Update);
        let signed_in = access.update.map_or(NEVER, |rule| outcomes(descriptor, rule));
        let forbids = signed_in.never || !implies(access.read, access.update);
        Self { forbids, ..Self::of(descriptor, kind) }
    }

    /// Of what needs both.
    pub fn and(self, other: Self) -> Self {
        Self {
            needs_caller: self.needs_caller || other.needs_caller,
            depends_on_caller: self.depends_on_caller || other.depends_on_caller,
            forbids: self.forbids || other.forbids,
        }
    }

    /// The document's `security`: nobody need sign in, may, or must.
    pub fn requirements(self) -> Vec<SecurityRequirement> {
        let bearer = || SecurityRequirement::new(SCHEME, Vec::<String>::new());
        match self {
            Self { needs_caller: true, .. } => vec![bearer()],
            Self { depends_on_caller: true, .. } => vec![SecurityRequirement::default(), bearer()],
            _ => Vec::new(),
        }
    }
}

/// Whether some operation asks who calls.
pub fn asks_who_calls(descriptor: &'static Descriptor) -> bool {
    AccessKind::ALL.into_iter().any(|kind| !AccessTerms::of(descriptor, kind).requirements().is_empty())
}

/// Whether every row of which the first rule holds is one of which the second does, whoever asks; `false` where that does
/// not show from how they are put together. A kind of access without a rule is nobody's.
pub fn implies(one: Option<&Rule>, other: Option<&Rule>) -> bool {
    let (Some(one), Some(other)) = (one, other) else { return one.is_none() };
    match (one, other) {
        (Rule::Nobody, _) | (_, Rule::Public) => true,
        (Rule::Or(parts), other) => parts.iter().all(|part| implies(Some(part), Some(other))),
        (one, Rule::And(parts)) => parts.iter().all(|part| implies(Some(one), Some(part))),
        (one, Rule::Or(parts)) => parts.iter().any(|part| implies(Some(one), Some(part))),
        (Rule::And(parts), other) => parts.iter().any(|part| implies(Some(part), Some(other))),
        (one, other) => is_same(one, other),
    }
}

fn is_same(one: &Rule, other: &Rule) -> bool {
    match (one, other) {
        (Rule::Authenticated, Rule::Authenticated) => true,
        (Rule::Role(one), Rule::Role(other)) => one == other,
        (Rule::Owner(one), Rule::Owner(other)) | (Rule::Tenant(one), Rule::Tenant(other)) => one == other,
        (Rule::Custom(one), Rule::Custom(other)) => std::ptr::fn_addr_eq(*one, *other),
        (Rule::Not(one), Rule::Not(other)) => is_same(one, other),
        _ => false,
    }
}

fn outcomes(descriptor: &Descriptor, rule: &Rule) -> Outcomes {
    match rule {
        Rule::Public | Rule::Authenticated => ALWAYS,
        Rule::Nobody => NEVER,
        Rule::Role(_) => Outcomes { by_row: false, ..ANY },
        Rule::Owner(field) => {
            Outcomes { always: false, by_row: true, never: !takes_any_id(&descriptor.fields[*field]) }
        }
        // A caller need not have a tenant.
        Rule::Tenant(_) => Outcomes { always: false, ..ANY },
        Rule::Custom(filter) => of_custom(*filter),
        Rule::And(parts) => parts.iter().map(|part| outcomes(descriptor, part)).fold(ALWAYS, |one, other| Outcomes {
            always: one.always && other.always,
            by_row: one.by_row || other.by_row,
            never: one.never || other.never,
        }),
        Rule::Or(parts) => parts.iter().map(|part| outcomes(descriptor, part)).fold(NEVER, |one, other| Outcomes {
            always: one.always || other.always,
            by_row: one.by_row && other.can_miss() || other.by_row && one.can_miss(),
            never: one.never && other.never,
        }),
        Rule::Not(inner) => {
            let inner = outcomes(descriptor, inner);
            Outcomes { always: inner.never, by_row: inner.by_row, never: inner.always }
        }
    }
}

type Custom = fn(Option<&Principal>) -> Predicate;

/// A rule of the user's own; one that looks at the caller can come to anything.
fn of_custom(filter: Custom) -> Outcomes {
    match ask(filter, None) {
        _ if looks_at_caller(filter) => ANY,
        Some(Predicate::Always) => ALWAYS,
        Some(Predicate::Never | Predicate::Refused) => NEVER,
        _ => BY_ROW,
    }
}

/// Whether a rule looks at the caller, or just whether there is one.
fn looks_at_caller(filter: Custom) -> bool {
    let (of_somebody, looked) = watched(|caller| ask(filter, Some(caller)));
    looked || of_somebody.is_none() || of_somebody != ask(filter, None)
}

/// What a rule says; `None` where it panics, since the caller that it is tried with is like none of its own.
fn ask(filter: Custom, caller: Option<&Principal>) -> Option<Predicate> {
    catch_unwind(AssertUnwindSafe(|| filter(caller))).ok()
}

impl Outcomes {
    /// Whether it does not hold for every row whatever the caller.
    fn can_miss(self) -> bool {
        self.by_row || self.never
    }
}

/// Whether every caller's id is a value of the field's type.
fn takes_any_id(field: &Field) -> bool {
    field.kind == Kind::String && field.accepts.is_none()
}

/// Whether a rule says something else of one caller than of another.
fn asks_for_a_caller(rule: &Rule) -> bool {
    match rule {
        Rule::Public | Rule::Nobody => false,
        Rule::And(parts) | Rule::Or(parts) => parts.iter().any(asks_for_a_caller),
        Rule::Not(inner) => asks_for_a_caller(inner),
        Rule::Custom(filter) => looks_at_caller(*filter),
        Rule::Authenticated | Rule::Role(_) | Rule::Owner(_) | Rule::Tenant(_) => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        access::Comparison,
        database::testing::resource,
        descriptor::{Access, Flags},
    };

    static FIELDS: [Field; 2] = [Field::new::<i64>("id").flags(Flags::KEY), Field::new::<String>("name")];

    fn terms(rule: &'static Rule, kind: AccessKind) -> AccessTerms {
        let descriptor = Descriptor { access: Access::all(rule), ..resource("Post", "posts", &FIELDS) };
        AccessTerms::of(Box::leak(Box::new(descriptor)), kind)
    }

    /// Needs a caller, depends on the caller, forbids.
    fn told(rule: &'static Rule, kind: AccessKind) -> (bool, bool, bool) {
        let AccessTerms { needs_caller, depends_on_caller, forbids } = terms(rule, kind);
        (needs_caller, depends_on_caller, forbids)
    }

    #[test]
    fn a_rule_tells_whom_it_needs_and_whether_it_forbids() {
        static ROWS: Rule = Rule::Custom(|_| Predicate::Compare(0, Comparison::Equal, 1_i64.into()));
        static LOOKS: Rule = Rule::Custom(|caller| match caller.is_some_and(|caller| caller.has_role("staff")) {
            true => Predicate::Always,
            false => Predicate::Never,
        });
        static PANICS: Rule = Rule::Custom(|caller| match caller.map(|caller| caller.id().len()) {
            Some(1) => panic!("no caller of ours"),
            _ => Predicate::Never,
        });
        static ROWS_OR_OWNER: Rule =
            Rule::Or(&[Rule::Custom(|_| Predicate::Compare(0, Comparison::Equal, 1_i64.into())), Rule::Owner(0)]);
        use AccessKind::{Create, Delete, Read, Update};
        for (rule, kind, expected) in [
            (&Rule::Public, Read, (false, false, false)),
            (&Rule::Public, Update, (false, false, false)),
            (&Rule::Nobody, Read, (true, false, true)),
            (&Rule::Authenticated, Read, (true, true, false)),
            (&Rule::Role("admin"), Read, (true, true, true)),
            // An id that is no number owns nothing; each is a text.
            (&Rule::Owner(0), Read, (true, true, true)),
            (&Rule::Owner(1), Read, (true, true, false)),
            (&Rule::Owner(1), Create, (true, true, true)),
            // What somebody may not delete they do not see either.
            (&Rule::Owner(1), Delete, (true, true, false)),
            (&ROWS, Read, (false, false, false)),
            (&ROWS, Create, (false, false, true)),
            (&LOOKS, Read, (true, true, true)),
            (&PANICS, Read, (true, true, true)),
            (&ROWS_OR_OWNER, Read, (false, true, false)),
        ] {
            assert_eq!(told(rule, kind), expected, "{rule:?} {kind:?}");
        }
    }

    #[test]
    fn links_are_refused_to_who_may_read_and_not_change() {
        static OWNER: Rule = Rule::Owner(1);
        let of = |read| {
            let access = Access { read: Some(read), update: Some(&OWNER), create: None, delete: None };
            let descriptor = Descriptor { access, ..resource("Post", "posts", &FIELDS) };
            AccessTerms::of_links(Box::leak(Box::new(descriptor)))
        };
        assert!(of(&Rule::Public).forbids && !of(&OWNER).forbids, "what is not seen is absent");
        assert!(of(&OWNER).needs_caller);
        let public = terms(&Rule::Public, AccessKind::Read);
        assert_eq!(public.and(of(&OWNER)), of(&OWNER));
    }

    #[test]
    fn a_rule_implies_those_that_allow_more() {
        static OWNER: Rule = Rule::Owner(0);
        static EITHER: Rule = Rule::Or(&[Rule::Role("admin"), Rule::Owner(0)]);
        static BOTH: Rule = Rule::And(&[Rule::Role("admin"), Rule::Owner(0)]);
        for (one, other, expected) in [
            (&OWNER, &EITHER, true),
            (&EITHER, &OWNER, false),
            (&BOTH, &OWNER, true),
            (&OWNER, &BOTH, false),
            (&BOTH, &EITHER, true),
            (&EITHER, &Rule::Public, true),
            (&Rule::Nobody, &OWNER, true),
            (&Rule::Public, &OWNER, false),
        ] {
            assert_eq!(implies(Some(one), Some(other)), expected, "{one:?} {other:?}");
        }
        assert!(implies(None, Some(&OWNER)) && !implies(Some(&OWNER), None));
    }
}
