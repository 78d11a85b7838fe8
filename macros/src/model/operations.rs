//! Which routes exist, and which hooks run.

use std::collections::BTreeSet;

use proc_macro2::Ident;
use syn::Path;
use syn::spanned::Spanned;

use super::access::{Access, Rule};
use crate::errors::{Errors, shown};
use crate::names::plain;
use crate::parse::{Given, Operation};

impl Operation {
    /// The kind of access that an operation needs, and its rule.
    fn rule(self, access: &Access) -> (&'static str, Option<&Rule>) {
        match self {
            Operation::List | Operation::Get => ("read", access.read.as_ref()),
            Operation::Create => ("create", access.create.as_ref()),
            Operation::Update | Operation::Replace => ("update", access.update.as_ref()),
            Operation::Delete => ("delete", access.delete.as_ref()),
        }
    }
}

/// The operations that were said, or those that `access` covers; `replace` must be said.
pub(super) fn resolve(
    said: Option<&Given<Vec<(Ident, Operation)>>>,
    access: &Access,
    errors: &Errors,
) -> Vec<Operation> {
    let Some(said) = said else {
        return Operation::USUAL.into_iter().filter(|operation| operation.rule(access).1.is_some()).collect();
    };
    let mut operations = BTreeSet::new();
    for (typed, operation) in &said.value {
        if !operations.insert(*operation) {
            errors.report(typed, format!("`{}` is said twice", plain(typed)), "leave one of them out");
        }
        covered_by_access(typed, *operation, access, errors);
    }
    operations.into_iter().collect()
}

/// BAD: `#[resource(access(read = public), operations(list, create))]`
fn covered_by_access(typed: &Ident, operation: Operation, access: &Access, errors: &Errors) {
    let nothing_said =
        access.read.is_none() && access.create.is_none() && access.update.is_none() && access.delete.is_none();
    let (kind, rule) = operation.rule(access);
    // Where there is no access at all, that is the fault.
    if rule.is_none() && !nothing_said {
        let what = format!("no rule says who may {}", plain(typed));
        errors.report(typed, what, format!("add `{kind} = ..` to `access(..)`, or leave the operation out"));
    }
}

/// The types that hold hooks; the struct is `Self`, also where it was called by its name.
///
/// BAD: `hooks(AuditLog, AuditLog)`, `hooks(Post, Self)` on `Post`
pub(super) fn hooks(said: Option<&Given<Vec<Path>>>, model: &Ident, errors: &Errors) -> Option<Vec<Path>> {
    let mut types: Vec<Path> = Vec::new();
    for path in &said?.value {
        let is_own = path.get_ident().is_some_and(|ident| plain(ident) == plain(model));
        let ty = if is_own { Ident::new("Self", path.span()).into() } else { path.clone() };
        if types.contains(&ty) {
            let what = format!("`{}` would run twice", shown(path));
            errors.report(path, what, "leave one of them out");
        }
        types.push(ty);
    }
    Some(types)
}

#[cfg(test)]
mod tests {
    use crate::parse::Operation::{Create, Delete, Get, List, Replace, Update};
    use syn::parse_quote;

    use crate::testing::{fault_of, faults_of, model_of};

    fn declare(words: &str) -> String {
        format!("#[resource({words})] struct Post {{ id: i64 }}")
    }

    #[test]
    fn access_decides_unless_operations_are_said() {
        assert_eq!(model_of(&declare("access(public)")).operations, [List, Get, Create, Update, Delete]);
        assert_eq!(model_of(&declare("access(read = public)")).operations, [List, Get]);
        assert_eq!(model_of(&declare("access(public), operations(replace, get)")).operations, [Get, Replace]);
    }

    #[test]
    fn faults() {
        let fault = fault_of(&declare("access(read = public), operations(list, create)"));
        assert_eq!(
            fault,
            "no rule says who may create\nhelp: add `create = ..` to `access(..)`, or leave the operation out"
        );
        assert!(fault_of(&declare("access(create = public), operations(replace)")).contains("`update = ..`"));
        assert!(fault_of(&declare("access(public), operations(list, list)")).contains("said twice"));
        assert!(fault_of(&declare("access(public), operations(updat)")).contains("did you mean `update`?"));
        assert!(fault_of(&declare("access(public), operations(bulk)")).starts_with("unknown operation `bulk`"));
        assert!(fault_of(&declare("access(public), operations()")).contains("names nothing"));
        assert!(fault_of(&declare("access(public), hooks(A, Self, A)")).contains("would run twice"));
    }

    #[test]
    fn every_wrong_operation_is_reported() {
        let faults = faults_of(&declare("access(read = public), operations(retrieve, list, updat, create)"));
        assert_eq!(faults.len(), 3, "{faults:?}");
        assert_eq!(faults[0], "unknown operation `retrieve`\nhelp: write `get`");
        assert!(faults[1].contains("did you mean `update`?") && faults[2].starts_with("no rule says who may create"));
    }

    #[test]
    fn the_name_of_the_struct_is_itself() {
        let hooks = |types: &str| model_of(&declare(&format!("access(public), hooks({types})"))).hooks.unwrap();
        assert_eq!(hooks("AuditLog, Post"), [parse_quote!(AuditLog), parse_quote!(Self)]);
        assert_eq!(hooks("blog::Post, Self"), [parse_quote!(blog::Post), parse_quote!(Self)]);
        for types in ["Post, Self", "Self, Post", "Post, Post"] {
            let fault = fault_of(&declare(&format!("access(public), hooks({types})")));
            assert!(fault.contains("would run twice"), "{fault}");
        }
    }
}
