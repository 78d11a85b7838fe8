//! What constraints and indexes are called. Every one has a name that we choose, so that a database's complaint leads
//! back to the fields: `uq_{table}_{columns}`, `pk_{table}`, `fk_{table}_{columns}`, `ck_{table}_{column}_{rule}`,
//! `ix_{table}_{columns}`.

use crate::descriptor::{Descriptor, Flags, RelationKind};

/// PostgreSQL's limit on names, in bytes; beyond it would cut them itself.
const LONGEST_NAME: usize = 63;

/// What a check constraint of ours sees to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CheckRule {
    /// The value is one of the choices.
    Choice,
    /// A text is not longer than its rule allows.
    Length,
    /// A number fits its type.
    Range,
}

impl CheckRule {
    pub const ALL: [Self; 3] = [Self::Choice, Self::Length, Self::Range];

    fn word(self) -> &'static str {
        match self {
            CheckRule::Choice => "choice",
            CheckRule::Length => "length",
            CheckRule::Range => "range",
        }
    }
}

/// The name of a unique constraint.
pub fn unique_name(table: &str, columns: &[&str]) -> String {
    name("uq", table, columns)
}

/// The name of a primary key.
pub fn primary_key_name(table: &str) -> String {
    name("pk", table, &[])
}

/// The name of a foreign key.
pub fn foreign_key_name(table: &str, columns: &[&str]) -> String {
    name("fk", table, columns)
}

/// The name of a check constraint.
pub fn check_name(table: &str, column: &str, rule: CheckRule) -> String {
    name("ck", table, &[column, rule.word()])
}

/// The name of an index over columns, each ascending or descending.
pub fn index_name(table: &str, columns: &[(&str, bool)]) -> String {
    let parts: Vec<&str> = columns
        .iter()
        .flat_map(|(column, descending)| [Some(*column), descending.then_some("desc")])
        .flatten()
        .collect();
    name("ix", table, &parts)
}

/// Another name, where something else has this one.
pub fn numbered_name(name: &str, number: usize) -> String {
    let number = format!("_{number}");
    let mut end = name.len().min(LONGEST_NAME - number.len());
    while !name.is_char_boundary(end) {
        end -= 1;
    }
    format!("{}{number}", &name[..end])
}

/// Joins the parts; where that is too long, cuts it and appends eight characters that depend on all of it.
fn name(prefix: &str, table: &str, parts: &[&str]) -> String {
    let mut name = format!("{prefix}_{table}");
    for part in parts {
        name.push('_');
        name.push_str(part);
    }
    if name.len() <= LONGEST_NAME {
        return name;
    }
    let hash = hash(&name);
    let mut end = LONGEST_NAME - 9;
    while !name.is_char_boundary(end) {
        end -= 1;
    }
    name.truncate(end);
    format!("{name}_{hash:08x}")
}

/// FNV-1a with 32 bits: the same on every machine and in every version.
fn hash(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// What stands behind a constraint's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Positions in the descriptor's fields.
    pub fields: Vec<usize>,
    /// Of a check.
    pub rule: Option<CheckRule>,
}

/// The fields of a constraint of this resource's table, by its name: one of ours, or one that PostgreSQL made up for a
/// table that exists already.
pub fn lookup(descriptor: &Descriptor, constraint: &str) -> Option<Named> {
    let table = descriptor.table;
    let plain = |fields: &[usize]| Some(Named { fields: fields.to_vec(), rule: None });
    if constraint == primary_key_name(table) || constraint == format!("{table}_pkey") {
        return plain(descriptor.key);
    }
    for fields in descriptor.uniques {
        let columns = columns(descriptor, fields);
        if constraint == unique_name(table, &columns) || constraint == format!("{table}_{}_key", columns.join("_")) {
            return plain(fields);
        }
    }
    let own = descriptor.relations.iter().filter(|relation| relation.kind == RelationKind::BelongsTo);
    for near in own.map(|relation| relation.near().collect::<Vec<_>>()) {
        let columns = columns(descriptor, &near);
        if constraint == foreign_key_name(table, &columns)
            || constraint == format!("{table}_{}_fkey", columns.join("_"))
        {
            return plain(&near);
        }
    }
    descriptor.columns().find_map(|(position, field)| {
        let column = field.column;
        let unique = field.is(Flags::UNIQUE)
            && (constraint == unique_name(table, &[column]) || constraint == format!("{table}_{column}_key"));
        let refers = constraint == foreign_key_name(table, &[column]) || constraint == format!("{table}_{column}_fkey");
        if unique || refers {
            return plain(&[position]);
        }
        let rule = CheckRule::ALL.into_iter().find(|rule| constraint == check_name(table, column, *rule));
        let check = rule.is_some() || constraint == format!("{table}_{column}_check");
        check.then(|| Named { fields: vec![position], rule })
    })
}

/// The columns of these fields.
pub fn columns(descriptor: &Descriptor, fields: &[usize]) -> Vec<&'static str> {
    fields.iter().map(|field| descriptor.fields[*field].column).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_say_what_they_are() {
        assert_eq!(unique_name("posts", &["author_id", "slug"]), "uq_posts_author_id_slug");
        assert_eq!(primary_key_name("posts"), "pk_posts");
        assert_eq!(foreign_key_name("posts", &["author_id"]), "fk_posts_author_id");
        assert_eq!(check_name("posts", "status", CheckRule::Choice), "ck_posts_status_choice");
        assert_eq!(index_name("posts", &[("created_at", true), ("id", true)]), "ix_posts_created_at_desc_id_desc");
    }

    #[test]
    fn long_names_are_cut_and_stay_distinct() {
        let long = "a_column_with_a_name_that_goes_on_and_on_and_on_for_no_good_reason";
        let (one, two) = (unique_name("posts", &[long, "one"]), unique_name("posts", &[long, "two"]));
        assert_eq!(one.len(), LONGEST_NAME);
        assert_ne!(one, two);
        assert_eq!(
            one,
            "uq_posts_a_column_with_a_name_that_goes_on_and_on_and__abcdabcd".replace("abcdabcd", &one[55..])
        );
    }

    #[test]
    fn names_are_cut_between_characters() {
        let name = unique_name("posts", &["ü".repeat(40).as_str()]);
        assert!(name.len() <= LONGEST_NAME && name.len() >= LONGEST_NAME - 1, "{name}");
    }
}
