//! What the reference page tells of a word beside its line in the list.

mod rules;

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
    ("tag", Note { default: "the struct's name", ..NOTHING }),
    (
        "crate",
        Note { more: "Say it where a crate re-exports it under another name.", default: "`::restruct`", ..NOTHING },
    ),
];

const ON_A_FIELD: &[(&str, Note)] = &[
    (
        "id",
        Note {
            also: &["id(auto)", "id(client)", "id(generate = EXPR)"],
            more: "It is made by the database, named by the client when it creates the row, or made by the server. Several `id` fields make a composite key, whose parts come from the client unless they say otherwise. A key never changes.",
            default: "A field called `id` is the key without the word. Integers are `auto`, a `Uuid` is generated (version 7), a `String` comes from the client; other types must say.",
            refused: "`Option`, `Sensitive`, `Json`, `Vec<u8>`, `f32`, `f64`; `auto` on anything but one integer; more than 12 parts; the words `read_only`, `write_only`, `immutable`, `hidden`, `on_create`, `on_update`, `created_at`, `updated_at`, `version`; `unique` and `index` on a key of one part; `default` unless it is `id(client)`",
            ..NOTHING
        },
    ),
    (
        "sort",
        Note {
            more: "As in `?sort=-title`.",
            default: "no",
            refused: "`hidden`, `write_only`, `Sensitive`, `Input`, `Json`, `Vec<u8>`",
            ..NOTHING
        },
    ),
    (
        "read_only",
        Note {
            more: "A `PATCH` or `PUT` may send it back as it is stored.",
            refused: "`write_only`, `immutable`, `hidden`, `Input`",
            ..NOTHING
        },
    ),
    (
        "write_only",
        Note {
            refused: "`read_only`, `hidden`, `exposed`, `sort`, `Input` (which is that already), and what the server sets",
            ..NOTHING
        },
    ),
    (
        "immutable",
        Note {
            more: "A `PATCH` or `PUT` may send it back as it is stored.",
            refused: "`read_only`, `hidden`, and what the server sets",
            ..NOTHING
        },
    ),
    (
        "hidden",
        Note {
            more: "To a client the field does not exist.",
            refused: "`read_only`, `write_only`, `immutable`, `exposed`, `sort`, `rename`, `version`, `Input`",
            ..NOTHING
        },
    ),
    (
        "exposed",
        Note {
            more: "See [below](#secrets).",
            refused: "`hidden`, `write_only`, `Input`; a name that does not look secret",
            ..NOTHING
        },
    ),
    (
        "default",
        Note {
            more: "A field that no client may set has it from the start. A string literal does for a `String`, a plain value for an `Option`, an integer for a `Decimal`. A literal or a path is the column's default too.",
            refused: "`on_create`, `created_at`, `updated_at`, `version`; a literal of another type",
            ..NOTHING
        },
    ),
    (
        "example",
        Note {
            more: "See [the document](crate::guide::document). It is written as a `default` is. The application refuses to start where the field's own rules refuse it.",
            default: "one that fits the type and its rules",
            refused: "`hidden`; a literal of another type",
            ..NOTHING
        },
    ),
    (
        "on_create",
        Note {
            more: "Implies `read_only`.",
            refused: "`default`, `write_only`, `immutable`, `created_at`, `updated_at`, `version`, `Input`",
            ..NOTHING
        },
    ),
    (
        "on_update",
        Note {
            more: "Implies `read_only`; what the field holds before that, `on_create` or `default` says.",
            refused: "`write_only`, `immutable`, `created_at`, `updated_at`, `version`, `Input`",
            ..NOTHING
        },
    ),
    (
        "created_at",
        Note {
            more: "Implies `read_only`. The type is `DateTime<Utc>` or `NaiveDateTime`.",
            refused: "`default`, `on_create`, `on_update`, `updated_at`, `version`, `write_only`, `immutable`, `Input`",
            ..NOTHING
        },
    ),
    (
        "updated_at",
        Note {
            more: "In a new row it is that of the creation. Implies `read_only`.",
            refused: "as `created_at`",
            ..NOTHING
        },
    ),
    (
        "version",
        Note {
            more: "It is 1 in a new row, one more with each change. A client that sends it in a `PATCH` or `PUT` gets 409 where another is stored. Implies `read_only`. The type is an integer; take `i64`, since a row whose version cannot grow cannot be changed.",
            refused: "a second one; `Option`; `hidden`, `write_only`, `immutable`, `default`, `on_create`, `on_update`, `created_at`, `updated_at`, `Input`",
            ..NOTHING
        },
    ),
    ("unique", Note { more: "Nulls do not count.", refused: "`index` (it has one), `Input`, `Json`", ..NOTHING }),
    ("index", Note { refused: "`unique`, `Input`, `Json`", ..NOTHING }),
    (
        "column",
        Note {
            default: "the field's name",
            refused: "`Input`; quotes, control characters, more than 63 bytes",
            ..NOTHING
        },
    ),
    (
        "column_type",
        Note {
            more: "It is written as in `CREATE TABLE`, and must hold the field's kind, see [databases](crate::guide::databases).",
            default: "by the field's type",
            refused: "`Input`",
            ..NOTHING
        },
    ),
    (
        "decimal",
        Note {
            more: "They are the digits in all (1 to 28) and those behind the point.",
            default: "`decimal(19, 4)`",
            refused: "other types, `Input`",
            ..NOTHING
        },
    ),
    (
        "rename",
        Note {
            more: "It wins over `rename_all`.",
            default: "the field's name",
            refused: "`hidden`; a `-` in front, `__`, and characters other than letters, digits, `_`, `-`, `$`, `@`",
            ..NOTHING
        },
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
