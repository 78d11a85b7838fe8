//! A filter's name: `views__gte`, or `views` for `views__eq`; behind relations `comments.author.name__icontains`.

use crate::{
    Error, Result,
    descriptor::{Descriptor, Field, Operator},
    error::{code, near_match, shortened},
    query::{
        RESERVED, list_parameters,
        path::{Stray, follow, followed},
    },
};

/// What divides a field from an operator. No field has it in its name.
const DIVIDER: &str = "__";

/// What is compared, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// The relations that lead to it, each by its position in those of the resource before.
    pub steps: Vec<usize>,
    pub subject: Subject,
    pub operator: Operator,
}

/// What a filter looks at, of the rows that relations lead to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// Position in the fields of their resource.
    Field(usize),
    /// Position in its relations: whether one leads anywhere.
    Relation(usize),
}

/// # Errors
/// 400: there is no such field that this list can be filtered by, or it cannot be filtered so.
pub fn target(descriptor: &'static Descriptor, name: &str) -> Result<Target> {
    let (path, operator) = match name.rsplit_once(DIVIDER) {
        Some((path, operator)) => (path, operator),
        None if RESERVED.contains(&name) => return Err(unknown(descriptor, name)),
        None => (name, Operator::Eq.name()),
    };
    let (steps, at, before, last) = match path.rsplit_once('.') {
        None => (Vec::new(), descriptor, "", path),
        Some((relations, last)) => {
            let (steps, at) = follow(descriptor, relations).map_err(|stray| match followed(descriptor).next() {
                Some(_) => astray(name, &stray),
                None => unknown(descriptor, name),
            })?;
            (steps, at, &path[..=relations.len()], last)
        }
    };
    if let Some((field, declared)) = at.field(last).filter(|(_, field)| !field.filter.is_empty()) {
        return match Operator::named(operator).filter(|operator| declared.filter.has(*operator)) {
            Some(operator) => Ok(Target { steps, subject: Subject::Field(field), operator }),
            None => Err(not_by_this(declared, before, name, operator)),
        };
    }
    let Some((relation, declared)) = at.relation(last).filter(|(_, relation)| relation.is_readable()) else {
        return Err(if before.is_empty() { unknown(descriptor, name) } else { none_there(at, before, name, last) });
    };
    if steps.len() == usize::from(descriptor.depth) {
        return Err(astray(name, &Stray::TooDeep(descriptor.depth)));
    }
    match Operator::named(operator) {
        Some(Operator::IsNull) => {
            Ok(Target { steps, subject: Subject::Relation(relation), operator: Operator::IsNull })
        }
        _ => Err(not_of_a_relation(declared.wire, (declared.target)(), before, name)),
    }
}

/// Of a parameter that is neither a filter nor anything else. Fields that cannot be filtered by answer the same as those
/// that are not there: which there are besides is nobody's business.
fn unknown(descriptor: &'static Descriptor, name: &str) -> Error {
    let named: Vec<&str> = list_parameters(descriptor).collect();
    let meant = match name.rsplit_once(DIVIDER) {
        Some((path, operator)) => {
            let near = near_match(path, names(descriptor));
            near.map(|near| with_operator(descriptor, near, operator))
        }
        None if names(descriptor).any(|known| known == name) => Some(format!("{name}{DIVIDER}{}", Operator::Eq.name())),
        None => near_match(name, named.iter().copied().chain(names(descriptor))).map(str::to_owned),
    };
    let hint = hint(meant);
    let filters = match filterable(descriptor).as_slice() {
        [] => String::new(),
        names => format!(", and filters by {}", names.join(", ")),
    };
    let relations: Vec<&str> = followed(descriptor).map(|relation| relation.wire).collect();
    let relations = match relations.as_slice() {
        [] => String::new(),
        names => format!(", and by fields behind {}", names.join(", ")),
    };
    let detail = format!("is no parameter{hint} (there are {}{filters}{relations})", named.join(", "));
    Error::bad_parameter(shortened(name), code::UNKNOWN_PARAMETER, detail)
}

/// What relations lead to has nothing of this name to filter by.
fn none_there(at: &'static Descriptor, before: &str, name: &str, last: &str) -> Error {
    let near = near_match(last, names(at)).map(|near| format!("{before}{near}"));
    let known: Vec<String> = names(at).map(|known| format!("{before}{known}")).collect();
    let detail = format!("is no parameter{} (there are filters by {})", hint(near), known.join(", "));
    Error::bad_parameter(shortened(name), code::UNKNOWN_PARAMETER, detail)
}

fn astray(name: &str, stray: &Stray<'_>) -> Error {
    match stray {
        Stray::TooDeep(most) => {
            let detail = format!("follows too many relations: at most {most} are");
            Error::bad_parameter(shortened(name), code::NOT_ALLOWED, detail)
        }
        Stray::Unknown { at, before, name: step } => {
            let relations = || followed(at).map(|relation| relation.wire);
            let behind = name.get(before.len() + step.len()..).unwrap_or_default();
            let near =
                near_match(step, relations()).map(|near| shortened(&format!("{before}{near}{behind}")).into_owned());
            let known: Vec<String> = relations().map(|known| format!("{before}{known}")).collect();
            let known = if known.is_empty() { "none".to_owned() } else { known.join(", ") };
            let detail = format!("is no parameter{} (the relations here are {known})", hint(near));
            Error::bad_parameter(shortened(name), code::UNKNOWN_PARAMETER, detail)
        }
    }
}

fn not_by_this(field: &'static Field, before: &str, name: &str, operator: &str) -> Error {
    let written = |operator: &str| format!("{before}{}{DIVIDER}{operator}", field.wire);
    let near = near_match(operator, field.filter.iter().map(Operator::name));
    let hint = hint(near.map(written));
    let allowed: Vec<&str> = field.filter.iter().map(Operator::name).collect();
    let detail = format!("is no filter of this field{hint} (its operators are {})", allowed.join(", "));
    Error::bad_parameter(shortened(name), code::NOT_ALLOWED, detail)
}

/// Who compares a relation means a field behind it.
fn not_of_a_relation(relation: &str, target: &'static Descriptor, before: &str, name: &str) -> Error {
    let fields: Vec<String> =
        filterable(target).into_iter().map(|field| format!("{before}{relation}.{field}")).collect();
    let fields = if fields.is_empty() { String::new() } else { format!(", and filters by {}", fields.join(", ")) };
    let detail = format!("is no filter of a relation (there is {before}{relation}{DIVIDER}isnull{fields})");
    Error::bad_parameter(shortened(name), code::NOT_ALLOWED, detail)
}

fn filterable(descriptor: &'static Descriptor) -> Vec<&'static str> {
    descriptor.fields.iter().filter(|field| !field.filter.is_empty()).map(|field| field.wire).collect()
}

/// What has filters: fields, and relations.
fn names(descriptor: &'static Descriptor) -> impl Iterator<Item = &'static str> {
    filterable(descriptor).into_iter().chain(followed(descriptor).map(|relation| relation.wire))
}

/// A name with the operator that was given, where it has that.
fn with_operator(descriptor: &'static Descriptor, name: &str, operator: &str) -> String {
    let operators = descriptor.field(name).map(|(_, field)| field.filter);
    let has = |operator: Operator| operators.map_or(operator == Operator::IsNull, |known| known.has(operator));
    match Operator::named(operator).filter(|operator| has(*operator)) {
        Some(_) => format!("{name}{DIVIDER}{operator}"),
        None => name.to_owned(),
    }
}

fn hint(meant: Option<String>) -> String {
    meant.map(|meant| format!("; did you mean `{meant}`?")).unwrap_or_default()
}
