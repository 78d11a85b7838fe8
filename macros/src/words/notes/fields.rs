//! Of `#[resource(..)]` on a field.

use super::{NOTHING, Note};

pub(super) const ON_A_FIELD: &[(&str, Note)] = &[
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
        "filter",
        Note {
            also: &["filter(eq, in, gte)"],
            more: "By all [operators of its type](#operators), or by those that are named. [What they mean](crate::guide::queries#filters) is on the page on queries.",
            default: "no",
            refused: "`hidden`, `write_only`, `Sensitive`, `Input`; `Json` and `Vec<u8>` that are no `Option`; an operator that the type lacks, or that is named twice",
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
        "search",
        Note {
            more: "As in `?search=red chair`. See [queries](crate::guide::queries#search).",
            default: "no",
            refused: "`hidden`, `write_only`, `Sensitive`, `Input`; types other than `String`",
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
            refused: "`read_only`, `hidden`, `exposed`, `filter`, `sort`, `search`, `Input` (which is that already), and what the server sets",
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
            refused: "`read_only`, `write_only`, `immutable`, `exposed`, `filter`, `sort`, `search`, `rename`, `version`, `Input`",
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
    (
        "foreign_key",
        Note {
            also: &["foreign_key(order_id, position)"],
            more: "It is a field of this struct on `BelongsTo`, and of the other on `HasOne` and `HasMany`. A key of several parts needs as many, in its order. See [relations](#relations).",
            default: "the relation's name with `_id` on `BelongsTo`, this struct's on the others",
            refused: "columns; `Input`, `Sensitive`; fields of another type than the key",
            ..NOTHING
        },
    ),
    (
        "through",
        Note {
            more: "It has a field for each side, and no two rows that link the same two.",
            refused: "all but `HasMany`",
            ..NOTHING
        },
    ),
    (
        "far_key",
        Note {
            also: &["far_key(order_id, position)"],
            more: "The field that refers to this side is `foreign_key`.",
            default: "the other struct's name with `_id`",
            refused: "all but `HasMany` with `through`",
            ..NOTHING
        },
    ),
    (
        "on_delete",
        Note {
            also: &["on_delete = set_null", "on_delete = restrict"],
            more: "They are deleted too, their key becomes null, or the deletion is refused at once.",
            default: "the deletion is refused at the end of its statement",
            refused: "all but `BelongsTo`; `set_null` where the key is no `Option`",
            ..NOTHING
        },
    ),
];
