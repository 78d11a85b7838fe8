//! What only the whole application shows to be wrong. Each is a refusal at start that names both sides.

use super::group::Mount;
use crate::{
    Error, Result,
    descriptor::{Descriptor, Field, Flags, Operations},
};

/// # Errors
/// All that is wrong, in one error.
pub fn check(mounts: &[Mount]) -> Result<()> {
    let mut faults = Vec::new();
    for (index, mount) in mounts.iter().enumerate() {
        for other in &mounts[..index] {
            faults.extend(clash_of_paths(mount, other));
            faults.extend(clash_of_names(mount, other));
            faults.extend(clash_of_tables(mount.descriptor, other.descriptor));
        }
        faults.extend(unfilled_columns(mount.descriptor));
    }
    if faults.is_empty() {
        Ok(())
    } else {
        Err(Error::internal(format!("the application cannot start:\n- {}", faults.join("\n- "))))
    }
}

fn clash_of_paths(mount: &Mount, other: &Mount) -> Option<String> {
    (mount.path == other.path).then(|| {
        format!(
            "`{}` and `{}` are both served at {}; give one of them #[resource(path = \"..\")] or put it into a group",
            other.descriptor.name, mount.descriptor.name, mount.path
        )
    })
}

fn clash_of_names(mount: &Mount, other: &Mount) -> Option<String> {
    let clash = mount.descriptor.name == other.descriptor.name && !std::ptr::eq(mount.descriptor, other.descriptor);
    clash.then(|| {
        format!(
            "two resources are called `{}` (at {} and {}), so their schemas would be one; rename a struct",
            mount.descriptor.name, other.path, mount.path
        )
    })
}

fn clash_of_tables(one: &'static Descriptor, other: &'static Descriptor) -> Vec<String> {
    if one.table != other.table || std::ptr::eq(one, other) {
        return Vec::new();
    }
    let shared = one.columns().filter_map(|(_, field)| {
        let twin = other.columns().map(|(_, twin)| twin).find(|twin| twin.column == field.column)?;
        (field.kind != twin.kind || field.nullable != twin.nullable).then(|| {
            format!(
                "`{}.{}` and `{}.{}` are both the column `{}` of the table `{}` and differ in their type",
                one.name, field.name, other.name, twin.name, field.column, one.table
            )
        })
    });
    shared.collect()
}

/// A required column that no client may set, and nothing else sets either.
fn unfilled_columns(descriptor: &'static Descriptor) -> Vec<String> {
    let hooked = (descriptor.hooks)().iter().any(|hooks| hooks.before_create.is_some());
    if hooked || !descriptor.operations.has(Operations::CREATE) {
        return Vec::new();
    }
    let unfilled = |field: &Field| {
        let filled = field.is_creatable() || field.is(Flags::AUTO | Flags::CALLER) || field.nullable;
        !filled && field.default.is_none() && field.on_create.is_none()
    };
    let columns = descriptor.columns().map(|(_, field)| field).filter(|field| unfilled(field));
    columns
        .map(|field| {
            format!(
                "`{0}.{1}` may not be null, no client may set it, and nothing else does; give it a `default` or `on_create`, \
                 or set it in `impl Hooks for {0}`",
                descriptor.name, field.name
            )
        })
        .collect()
}
