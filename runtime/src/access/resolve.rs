use sea_orm::Value;

use super::{Comparison, Predicate};
use crate::{
    Error, Principal, Result,
    descriptor::{Descriptor, Field, Rule},
    json,
};

/// What a caller wants to do with rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Read,
    Create,
    Update,
    Delete,
}

impl Kind {
    pub const ALL: [Self; 4] = [Kind::Read, Kind::Create, Kind::Update, Kind::Delete];
}

/// Who asks.
pub type Caller<'a> = Option<&'a Principal>;

/// The rule of a kind of access for this caller. A kind without a rule is nobody's.
pub fn resolve(descriptor: &'static Descriptor, kind: Kind, caller: Caller<'_>) -> Predicate {
    descriptor.access.rule(kind).map_or(Predicate::Never, |rule| predicate(descriptor, rule, caller))
}

/// As [`resolve`], for what is refused at once where the rule can hold for no row.
///
/// # Errors
/// 401 without a caller, for one that says who it is may fare better; 403 with one.
pub fn decide(descriptor: &'static Descriptor, kind: Kind, caller: Caller<'_>) -> Result<Predicate> {
    match resolve(descriptor, kind, caller) {
        Predicate::Never | Predicate::Refused if caller.is_none() => Err(Error::unauthorized()),
        Predicate::Never | Predicate::Refused => Err(Error::forbidden()),
        predicate => Ok(predicate),
    }
}

fn predicate(descriptor: &'static Descriptor, rule: &Rule, caller: Caller<'_>) -> Predicate {
    let constant = |holds: bool| if holds { Predicate::Always } else { Predicate::Never };
    match rule {
        Rule::Public => Predicate::Always,
        Rule::Nobody => Predicate::Never,
        Rule::Authenticated => constant(caller.is_some()),
        Rule::Role(role) => constant(caller.is_some_and(|principal| principal.has_role(role))),
        Rule::Owner(field) => held_by(descriptor, *field, caller.map(Principal::id)),
        Rule::Tenant(field) => held_by(descriptor, *field, caller.and_then(Principal::tenant_id)),
        Rule::Custom(filter) => filter(caller),
        Rule::And(parts) => Predicate::all(parts.iter().map(|part| predicate(descriptor, part, caller))),
        Rule::Or(parts) => Predicate::any(parts.iter().map(|part| predicate(descriptor, part, caller))),
        Rule::Not(inner) => predicate(descriptor, inner, caller).negate(),
    }
}

/// The field holds the caller's id or tenant. One that is no value of the field's type is held by no row.
fn held_by(descriptor: &'static Descriptor, field: usize, id: Option<&str>) -> Predicate {
    match id.and_then(|id| read(&descriptor.fields[field], id)) {
        Some(value) => Predicate::Compare(field, Comparison::Equal, value),
        None => Predicate::Never,
    }
}

/// The value that an `owner` or `tenant` field gets from the caller when a create leaves it out; `None` where the rule
/// does not ask for the caller in it, or the caller is no value of its type.
pub fn callers_value(descriptor: &'static Descriptor, rule: &Rule, field: usize, caller: Caller<'_>) -> Option<Value> {
    read(&descriptor.fields[field], asked_in(rule, field, caller)?)
}

fn asked_in<'a>(rule: &Rule, field: usize, caller: Caller<'a>) -> Option<&'a str> {
    match rule {
        Rule::Owner(position) if *position == field => caller.map(Principal::id),
        Rule::Tenant(position) if *position == field => caller.and_then(Principal::tenant_id),
        Rule::And(parts) | Rule::Or(parts) => parts.iter().find_map(|part| asked_in(part, field, caller)),
        _ => None,
    }
}

/// An id or tenant as a value of the field's type, a user's type included.
fn read(field: &Field, text: &str) -> Option<Value> {
    let value = json::parse_text(field.kind, field.decimal, text).ok()?;
    match field.accepts {
        Some(accepts) => accepts(value).ok(),
        None => Some(value),
    }
}
