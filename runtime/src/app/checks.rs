//! What only the whole application shows to be wrong. Each is a refusal at start that names both sides.

use super::{ContractPaths, Group, contract_checks, group::Mount, resource_checks};
use crate::{
    Error, Result,
    descriptor::{Descriptor, Field, Flags, Operations, Relation, Rule, with_related},
    openapi,
    schema::belongings,
};

/// # Errors
/// All that is wrong, in one error.
pub fn check(root: &Group, contract: &ContractPaths) -> Result<()> {
    let mounts = &root.mounts;
    let mut faults: Vec<String> = root.prefixes.iter().filter_map(|prefix| fault_of_prefix(prefix)).collect();
    for (index, mount) in mounts.iter().enumerate() {
        for other in &mounts[..index] {
            faults.extend(clash_of_paths(mount, other));
            faults.extend(clash_of_names(mount, other));
        }
        faults.extend(clash_with_health(mount));
        faults.extend(unfilled_columns(mount.descriptor));
        faults.extend(resource_checks::faults(mount.descriptor));
    }
    faults.extend(clashes_of_tables(&with_related(&root.descriptors())));
    faults.extend(contract_checks::faults(contract, mounts));
    if contract.document.is_some() {
        let resources: Vec<_> = mounts.iter().map(|mount| (mount.path.as_str(), mount.descriptor)).collect();
        faults.extend(openapi::clashes(&resources));
    }
    if faults.is_empty() {
        Ok(())
    } else {
        Err(Error::internal(format!("the application cannot start:\n- {}", faults.join("\n- "))))
    }
}

/// A prefix that axum refuses or takes for a pattern, that no request reaches, or that runs into the one before it.
fn fault_of_prefix(prefix: &str) -> Option<String> {
    let meant = plain_path(prefix);
    if meant == prefix && !prefix.is_empty() {
        return None;
    }
    let rest_is_empty = prefix.split('/').all(|segment| segment.is_empty() || is_plain(segment));
    let write = match (meant.is_empty(), rest_is_empty) {
        (false, true) => format!("write `group(\"{meant}\", ..)`"),
        (true, true) => "leave the group out".to_owned(),
        _ => {
            "write letters, digits, `-`, `_`, `.` and `~` between slashes, such as `group(\"/api/v1\", ..)`".to_owned()
        }
    };
    Some(format!("`group(\"{prefix}\", ..)` has no path that begins with `/` and does not end with one; {write}"))
}

/// The path without what is no plain segment. One that stays as it is can be a route.
pub(super) fn plain_path(path: &str) -> String {
    path.split('/').filter(|segment| is_plain(segment)).map(|segment| format!("/{segment}")).collect()
}

fn is_plain(segment: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte);
    !matches!(segment, "" | "." | "..") && segment.bytes().all(plain)
}

fn clash_with_health(mount: &Mount) -> Option<String> {
    matches!(mount.path.as_str(), "/health/live" | "/health/ready").then(|| {
        let (name, path) = (mount.descriptor.name, &mount.path);
        format!("`{name}` is served at {path}, where the server tells its health; put it at another path")
    })
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

/// Those that are not served have tables too.
fn clashes_of_tables(resources: &[&'static Descriptor]) -> Vec<String> {
    let pairs =
        resources.iter().enumerate().flat_map(|(index, one)| resources[..index].iter().map(move |two| (one, two)));
    pairs.flat_map(|(one, other)| clash_of_tables(one, other)).chain(clashes_of_keys(resources)).collect()
}

/// A relation through rows that nobody may read leads nowhere, and links that are made would never show.
pub(super) fn hidden_links(resource: &'static Descriptor) -> impl Iterator<Item = String> {
    let through =
        resource.relations.iter().filter_map(|relation| Some((relation, (relation.through.as_ref()?.join)())));
    let hidden = through.filter(|(_, link)| matches!(link.access.read, None | Some(Rule::Nobody)));
    hidden.map(|(relation, link)| {
        format!(
            "`{}.{}` goes through `{}`, of which nobody may read a row, so that it leads nowhere; say \
             access(read = ..) of `{2}`",
            resource.name, relation.name, link.name
        )
    })
}

/// One key of a table does one thing on a delete.
fn clashes_of_keys(resources: &[&'static Descriptor]) -> Vec<String> {
    let keys_of = |resource: &&'static Descriptor| {
        let resource = *resource;
        belongings(resource)
            .map(move |(relation, link)| (format!("`{}.{}`", resource.name, relation.name), relation, link))
    };
    let keys: Vec<_> = resources.iter().flat_map(keys_of).collect();
    let mut faults = Vec::new();
    for (index, (name, relation, link)) in keys.iter().enumerate() {
        let differs = |twin: &Relation| twin.on_delete != relation.on_delete;
        for (other, ..) in keys[..index].iter().filter(|(_, twin, known)| known.is_same(link) && differs(twin)) {
            let (columns, table) = (link.child_columns().join("`, `"), link.child.table);
            faults.push(format!(
                "{other} and {name} are both the foreign key by `{columns}` of the table `{table}` and differ in `on_delete`; \
                 say the same of both"
            ));
        }
    }
    faults
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
    shared.chain(clash_of_counting(one, other)).collect()
}

/// The database counts one column of a table or none. Whoever creates rows and sets that column would some day be in the
/// way of one that leaves it to the database.
fn clash_of_counting(one: &'static Descriptor, other: &'static Descriptor) -> Option<String> {
    let counted =
        |resource: &Descriptor| resource.columns().map(|(_, field)| field).find(|field| field.is(Flags::AUTO));
    let (counting, counted, setting) = match (counted(one), counted(other)) {
        (Some(field), Some(another)) if field.column != another.column => {
            return Some(format!(
                "`{}.{}` and `{}.{}` are both left to the database, which counts one column of the table `{}`; say \
                 id(client) of one",
                one.name, field.name, other.name, another.name, one.table
            ));
        }
        (Some(field), None) => (one, field, other),
        (None, Some(field)) => (other, field, one),
        _ => return None,
    };
    let twin = setting.columns().map(|(_, field)| field).find(|field| field.column == counted.column)?;
    let both_create = [one, other].iter().all(|resource| resource.operations.has(Operations::CREATE));
    both_create.then(|| {
        format!(
            "`{}.{}` is left to the database to count and `{}.{}` is not, where both create rows of the table `{}`; say the \
             same of both, or leave `create` out of the operations of one",
            counting.name, counted.name, setting.name, twin.name, one.table
        )
    })
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::database::testing::resource;

    #[test]
    fn resources_of_one_table_agree_on_what_the_database_counts() {
        static COUNTED: [Field; 1] = [Field::new::<i64>("id").flags(Flags::AUTO_KEY)];
        static SET: [Field; 1] = [Field::new::<i64>("id").flags(Flags::KEY)];
        static OTHER: [Field; 2] = [Field::new::<i64>("number").flags(Flags::AUTO_KEY), Field::new::<String>("id")];
        static NONE: [Field; 1] = [Field::new::<String>("email").flags(Flags::KEY)];
        static USERS: Descriptor = resource("User", "users", &COUNTED);
        static IMPORT: Descriptor = resource("Import", "users", &SET);
        static NUMBERED: Descriptor = resource("Numbered", "users", &OTHER);
        static BY_EMAIL: Descriptor = resource("ByEmail", "users", &NONE);
        static READ: Descriptor = Descriptor { operations: Operations(Operations::GET), ..IMPORT };
        for (one, other, part) in [
            (&USERS, &IMPORT, "`User.id` is left to the database to count and `Import.id` is not"),
            (&IMPORT, &USERS, "`User.id` is left to the database to count and `Import.id` is not"),
            (&USERS, &NUMBERED, "`User.id` and `Numbered.number` are both left to the database"),
        ] {
            let told = clash_of_counting(one, other).unwrap_or_default();
            assert!(told.contains(part), "{told}");
        }
        for (one, other) in [(&USERS, &READ), (&READ, &USERS), (&USERS, &BY_EMAIL), (&IMPORT, &BY_EMAIL)] {
            assert_eq!(clash_of_counting(one, other), None, "{} {}", one.name, other.name);
        }
    }

    #[test]
    fn resources_of_one_table_agree_on_what_a_delete_does() {
        use crate::{
            descriptor::{KeyPair, OnDelete, RelationKind::BelongsTo},
            schema::testing::relation,
        };
        const BY_PARENT: &[KeyPair] = &[KeyPair { near: 1, far: 0 }];
        static FIELDS: [Field; 2] = [Field::new::<i64>("id").flags(Flags::KEY), Field::new::<i64>("parent_id")];
        static NODES: Descriptor = Descriptor {
            relations: &[relation("parent", BelongsTo, || &NODES, BY_PARENT)],
            ..resource("Node", "nodes", &FIELDS)
        };
        static CARDS: Descriptor = Descriptor {
            relations: &[Relation {
                on_delete: OnDelete::Cascade,
                ..relation("above", BelongsTo, || &NODES, BY_PARENT)
            }],
            ..resource("Card", "nodes", &FIELDS)
        };
        static LEAVES: Descriptor = Descriptor {
            relations: &[relation("card", BelongsTo, || &CARDS, BY_PARENT)],
            ..resource("Leaf", "leaves", &FIELDS)
        };
        let told = "`Node.parent` and `Card.above` are both the foreign key by `parent_id` of the table `nodes` and differ in \
                    `on_delete`; say the same of both";
        assert_eq!(clashes_of_tables(&[&NODES, &CARDS]), [told]);
        assert_eq!(clashes_of_tables(&with_related(&[&NODES, &LEAVES])), [told], "served or not");
        assert_eq!(clashes_of_tables(&[&NODES, &LEAVES]), [""; 0]);
    }

    #[test]
    fn a_prefix_is_a_plain_path() {
        for prefix in ["/admin", "/api/v1", "/v1.2", "/a-b_c~d"] {
            assert_eq!(fault_of_prefix(prefix), None, "{prefix}");
        }
        for (prefix, write) in [
            ("admin", "write `group(\"/admin\", ..)`"),
            ("/admin/", "write `group(\"/admin\", ..)`"),
            ("api//v1", "write `group(\"/api/v1\", ..)`"),
            ("", "leave the group out"),
            ("/", "leave the group out"),
            ("/{tenant}", "write letters, digits"),
            ("/*rest", "write letters, digits"),
            ("/a%20b", "write letters, digits"),
            ("/a?b=c", "write letters, digits"),
            ("/a#b", "write letters, digits"),
            ("/a b", "write letters, digits"),
            ("/ä", "write letters, digits"),
            ("/a/../b", "write letters, digits"),
        ] {
            let fault = fault_of_prefix(prefix).unwrap_or_default();
            assert!(fault.starts_with(&format!("`group(\"{prefix}\", ..)`")) && fault.contains(write), "{fault}");
        }
    }
}
