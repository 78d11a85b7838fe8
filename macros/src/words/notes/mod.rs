//! What the reference page tells of a word beside its line in the list.

mod fields;
mod rules;

use self::fields::ON_A_FIELD;
use self::rules::{RULES_OF_A_FIELD, RULES_OF_A_STRUCT};
use super::Place;

#[derive(Clone, Copy, Default)]
pub(super) struct Note {
    /// Other ways to write it.
    pub(super) also: &'static [&'static str],
    /// Behind its meaning.
    pub(super) more: &'static str,
    /// What holds without it.
    pub(super) default: &'static str,
    /// What is a fault.
    pub(super) refused: &'static str,
    /// Types of fields.
    pub(super) types: &'static str,
}

const NOTHING: Note = Note { also: &[], more: "", default: "", refused: "", types: "" };

const ON_A_STRUCT: &[(&str, Note)] = &[
    (
        "access",
        Note {
            also: &["access(public)", "access(read = RULE, create = RULE, update = RULE, delete = RULE, write = RULE)"],
            more: "See [access](crate::guide::access). `write` stands for create, update and delete. A kind that is not named has no route.",
            default: "none: leaving it out is an error",
            refused: "two rules for one kind",
            ..NOTHING
        },
    ),
    (
        "operations",
        Note {
            also: &["operations(list, get, create, update, delete, replace)"],
            more: "`replace` is `PUT`; it needs the rule of `update`.",
            default: "those of the first five that `access` covers",
            refused: "one that no rule covers; one named twice",
            ..NOTHING
        },
    ),
    (
        "path",
        Note {
            more: "It is made of letters, digits, `-`, `_`, `.` and `~`.",
            default: "kebab-case plural of the name: `BlogPost` is at `/blog-posts`",
            refused: "slashes; a name that is no segment of a URL",
            ..NOTHING
        },
    ),
    (
        "table",
        Note {
            more: "Two resources may share one; the types of the columns they share must agree, and where both create rows, what the database counts. Each one's key is unique.",
            default: "snake_case plural of the name",
            refused: "quotes, control characters, more than 63 bytes; a dot: the connection says the schema",
            ..NOTHING
        },
    ),
    (
        "sort",
        Note {
            more: "`-` is descending. It gets an index when the table is made. The key is appended, in the direction of the last term.",
            default: "the key, ascending",
            refused: "fields that are hidden, write-only, `Sensitive`, `Input`, `Json` or `Vec<u8>`",
            ..NOTHING
        },
    ),
    (
        "page",
        Note {
            more: "The arguments: rows of a page; the most a client can ask for; whether rows are counted (`exact`) when the client asks nothing.",
            default: "20, 100, `none`",
            refused: "sizes below 1 or above 10 000; `size` above `max`",
            ..NOTHING
        },
    ),
    (
        "rename_all",
        Note {
            more: "One of `camelCase`, `snake_case`, `PascalCase`, `kebab-case`, `SCREAMING_SNAKE_CASE`, `lowercase`, `UPPERCASE`. Columns keep their names.",
            default: "as in Rust",
            ..NOTHING
        },
    ),
    ("unique", Note { refused: "one field (say `unique` on it); `Input`, `Json`", ..NOTHING }),
    ("index", Note { refused: "as `unique`", ..NOTHING }),
    (
        "hooks",
        Note {
            more: "See [hooks](crate::guide::hooks). Without `Self` the resource's own hooks run last.",
            default: "`Self`, where it implements `Hooks`",
            refused: "a type named twice",
            ..NOTHING
        },
    ),
    (
        "max_expand_depth",
        Note {
            more: "It holds for paths that begin here, in `expand`, in filters and in sorts.",
            default: "3",
            refused: "less than 1, more than 10",
            ..NOTHING
        },
    ),
    ("tag", Note { default: "the struct's name", ..NOTHING }),
    (
        "crate",
        Note { more: "Say it where a crate re-exports it under another name.", default: "`::restruct`", ..NOTHING },
    ),
];

const ON_AN_ENUM: &[(&str, Note)] = &[
    ("rename_all", Note { more: "It holds on the wire and in the database.", default: "`snake_case`", ..NOTHING }),
    ("crate", Note { default: "`::restruct`", ..NOTHING }),
];

const ON_A_VARIANT: &[(&str, Note)] =
    &[("rename", Note { more: "It holds on the wire and in the database.", default: "by `rename_all`", ..NOTHING })];

/// All of them, with the word's place and name.
pub(super) fn notes() -> Vec<(Place, &'static str, Note)> {
    let of = |place: Place, notes: &'static [(&'static str, Note)]| {
        notes.iter().map(move |(name, note)| (place, *name, *note)).collect::<Vec<_>>()
    };
    [
        of(Place::Struct, ON_A_STRUCT),
        of(Place::Field, ON_A_FIELD),
        of(Place::Enum, ON_AN_ENUM),
        of(Place::Variant, ON_A_VARIANT),
        of(Place::ValidateStruct, RULES_OF_A_STRUCT),
        of(Place::ValidateField, RULES_OF_A_FIELD),
    ]
    .concat()
}
