//! A filter's name: `views__gte`, or `views` for `views__eq`.

use crate::{
    Error, Result,
    descriptor::{Descriptor, Field, Operator},
    error::{code, near_match, shortened},
    query::{RESERVED, list_parameters},
};

/// What divides a field from an operator. No field has it in its name.
const DIVIDER: &str = "__";

/// A field and how it is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Target {
    /// Position in the descriptor's fields.
    pub field: usize,
    pub operator: Operator,
}

/// # Errors
/// 400: there is no such field that this list can be filtered by, or it cannot be filtered so.
pub fn target(descriptor: &'static Descriptor, name: &str) -> Result<Target> {
    let (path, operator) = match name.rsplit_once(DIVIDER) {
        Some((path, operator)) => (path, operator),
        None if RESERVED.contains(&name) => return Err(unknown(descriptor, name)),
        None => (name, Operator::Eq.name()),
    };
    let Some((field, declared)) = descriptor.field(path).filter(|(_, field)| !field.filter.is_empty()) else {
        return Err(unknown(descriptor, name));
    };
    match Operator::named(operator).filter(|operator| declared.filter.has(*operator)) {
        Some(operator) => Ok(Target { field, operator }),
        None => Err(not_by_this(declared, name, operator)),
    }
}

/// Of a parameter that is neither a filter nor anything else. Fields that cannot be filtered by answer the same as those
/// that are not there: which there are besides is nobody's business.
fn unknown(descriptor: &'static Descriptor, name: &str) -> Error {
    let filterable = || descriptor.fields.iter().filter(|field| !field.filter.is_empty());
    let named: Vec<&str> = list_parameters(descriptor).collect();
    let meant = match name.rsplit_once(DIVIDER) {
        Some((path, operator)) => {
            let near =
                filterable().find(|field| Some(field.wire) == near_match(path, filterable().map(|field| field.wire)));
            near.map(|field| match Operator::named(operator).filter(|operator| field.filter.has(*operator)) {
                Some(_) => format!("{}{DIVIDER}{operator}", field.wire),
                None => field.wire.to_owned(),
            })
        }
        None if filterable().any(|field| field.wire == name) => Some(format!("{name}{DIVIDER}{}", Operator::Eq.name())),
        None => {
            let fields = filterable().map(|field| field.wire);
            near_match(name, named.iter().copied().chain(fields)).map(str::to_owned)
        }
    };
    let hint = meant.map(|meant| format!("; did you mean `{meant}`?")).unwrap_or_default();
    let fields: Vec<&str> = filterable().map(|field| field.wire).collect();
    let filters = match fields.as_slice() {
        [] => String::new(),
        fields => format!(", and filters by {}", fields.join(", ")),
    };
    let detail = format!("is no parameter{hint} (there are {}{filters})", named.join(", "));
    Error::bad_parameter(shortened(name), code::UNKNOWN_PARAMETER, detail)
}

fn not_by_this(field: &'static Field, name: &str, operator: &str) -> Error {
    let written = |operator: &str| format!("`{}{DIVIDER}{operator}`", field.wire);
    let near = near_match(operator, field.filter.iter().map(Operator::name));
    let hint = near.map(|near| format!("; did you mean {}?", written(near))).unwrap_or_default();
    let allowed: Vec<&str> = field.filter.iter().map(Operator::name).collect();
    let detail = format!("is no filter of this field{hint} (its operators are {})", allowed.join(", "));
    Error::bad_parameter(shortened(name), code::NOT_ALLOWED, detail)
}
