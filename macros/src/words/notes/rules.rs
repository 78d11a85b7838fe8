//! Of `#[validate(..)]`.

use super::{NOTHING, Note};

pub(super) const RULES_OF_A_STRUCT: &[(&str, Note)] = &[(
    "schema",
    Note {
        more: "The function sees the whole row, see [validation](crate::guide::validation). `schema` takes `code` and `message` too.",
        default: "left out where a field's rule has failed",
        ..NOTHING
    },
)];

const TEXT: Note = Note { types: "`String`", ..NOTHING };
const EVERY: Note = Note { types: "every type", ..NOTHING };

pub(super) const RULES_OF_A_FIELD: &[(&str, Note)] = &[
    ("length", Note { also: &["length(equal = 5)"], types: "`String`, `Vec<u8>`", ..NOTHING }),
    (
        "range",
        Note {
            also: &["range(exclusive_min = 0, exclusive_max = 1)"],
            more: "Bounds between which there is nothing are refused: literals by the compiler, constants at start.",
            types: "numbers",
            ..NOTHING
        },
    ),
    ("email", TEXT),
    ("url", Note { more: "It is one of http or https.", ..TEXT }),
    ("ip", Note { also: &["ip", "ip(v6)"], ..TEXT }),
    ("regex", TEXT),
    ("contains", TEXT),
    ("does_not_contain", TEXT),
    ("credit_card", TEXT),
    ("non_control_character", TEXT),
    ("must_match", Note { more: "It has the same type.", ..EVERY }),
    ("required", Note { more: "It is given and not null.", types: "`Option`", ..NOTHING }),
    ("custom", EVERY),
    ("skip", EVERY),
    ("nested", Note { more: "Always refused: a column has no rules of its own.", ..NOTHING }),
];
