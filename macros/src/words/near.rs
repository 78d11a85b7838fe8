//! Words of other tools, and of our other attributes, with what says the same here. Who writes one of them knows what it
//! is for, and needs no list of all words.

use heck::ToSnakeCase;

use super::Place;

/// What other tools call something, and what to write here.
struct Notion {
    names: &'static [&'static str],
    instead: &'static str,
}

const fn notion(names: &'static [&'static str], instead: &'static str) -> Notion {
    Notion { names, instead }
}

pub(crate) const NO_RELATIONS: &str =
    "relations are not in this version: keep the key of the other row, such as `author_id: i64`";

/// In `#[resource(..)]` on a field.
const FIELD: &[Notion] = &[
    notion(
        &["nullable", "null", "optional", "option", "blank", "allow_null"],
        "give the field the type `Option<T>`, which may be null and be left out",
    ),
    notion(&["not_null", "non_null", "notnull"], "leave it out: a field that is no `Option` is never null"),
    notion(
        &["required"],
        "leave it out: a field that is no `Option` is required. One that is a client must send with `#[validate(required)]`",
    ),
    notion(&["max_length", "max_len", "maxlen", "size"], "write `#[validate(length(max = 200))]`"),
    notion(&["min_length", "min_len", "minlen"], "write `#[validate(length(min = 1))]`"),
    notion(
        &["min", "max", "ge", "gt", "le", "lt", "min_value", "max_value", "minimum", "maximum"],
        "write `#[validate(range(min = 0, max = 100))]`",
    ),
    notion(&["pattern", "regexp"], "write `#[validate(regex(path = *SLUG))]`"),
    notion(&["validate", "validator", "validators"], "write `#[validate(custom(function = path))]`"),
    notion(
        &["primary_key", "primary", "pk", "key"],
        "write `id`; `id(auto)` where the database counts, `id(client)` where clients name it",
    ),
    notion(&["auto_increment", "autoincrement", "auto", "serial", "identity"], "write `id(auto)`"),
    notion(&["auto_now", "updated", "last_modified"], "write `updated_at`"),
    notion(&["auto_now_add", "created"], "write `created_at`"),
    notion(
        &["choices", "enum", "one_of", "values"],
        "give the field the type of an enum that has `#[derive(ResourceEnum)]`",
    ),
    notion(&["db_column", "column_name"], "write `column = \"..\"`"),
    notion(&["name"], "write `rename = \"..\"` for the name on the wire, `column = \"..\"` for the column's"),
    notion(&["alias", "serialization_alias", "validation_alias", "json"], "write `rename = \"..\"`"),
    notion(&["db_type", "sql_type", "type"], "write `column_type = \"..\"`"),
    notion(&["db_index", "indexed"], "write `index`"),
    notion(&["max_digits", "decimal_places", "precision", "scale"], "write `decimal(19, 4)`"),
    notion(&["sortable", "orderable", "ordering", "order_by"], "write `sort`"),
    notion(
        &["serialize_with", "deserialize_with", "with", "serializer"],
        "give the field a type of your own that implements `FieldType`",
    ),
    notion(
        &["skip", "skip_serializing", "exclude", "ignore", "ignored", "private", "internal"],
        "write `hidden` where clients neither see it nor set it, `write_only` where they only set it",
    ),
    notion(&["readonly", "editable", "skip_deserializing"], "write `read_only`"),
    notion(&["writeonly", "load_only"], "write `write_only`"),
    notion(&["frozen", "updatable", "constant"], "write `immutable`"),
    notion(
        &["server_default", "db_default", "default_value", "default_factory"],
        "write `default = EXPR`; a literal is the column's default too",
    ),
    notion(
        &[
            "references",
            "foreign_key",
            "fk",
            "belongs_to",
            "has_many",
            "has_one",
            "many_to_many",
            "one_to_many",
            "relation",
            "relationship",
            "related_name",
            "back_populates",
            "through",
            "on_delete",
        ],
        NO_RELATIONS,
    ),
    notion(
        &["description", "help_text", "verbose_name", "title", "doc", "comment"],
        "write a `///` comment above the field",
    ),
];

/// In `#[resource(..)]` on a struct.
const STRUCT: &[Notion] = &[
    notion(
        &["unique_together", "unique_constraint", "unique_key", "uniques"],
        "write `unique(author_id, slug)`; one field alone says `unique` itself",
    ),
    notion(
        &["index_together", "indexes", "indices"],
        "write `index(status, created_at)`; one field alone says `index` itself",
    ),
    notion(&["ordering", "order_by", "order", "default_sort"], "write `sort(-created_at, title)`"),
    notion(&["page_size", "per_page", "paginate", "pagination", "paginate_by", "limit"], "write `page(size = 20)`"),
    notion(&["table_name", "db_table", "tablename"], "write `table = \"posts\"`"),
    notion(&["route", "url", "uri", "endpoint", "prefix"], "write `path = \"blog-posts\"`"),
    notion(&["name"], "write `path = \"blog-posts\"` for the URL, `table = \"posts\"` for the table"),
    notion(
        &[
            "permissions",
            "permission",
            "permission_classes",
            "auth",
            "authentication",
            "authorize",
            "allow",
            "rules",
            "rule",
            "public",
            "authenticated",
            "role",
            "owner",
            "tenant",
            "read",
            "write",
        ],
        "write `access(public)`, or a rule for each kind: `access(read = public, write = role(\"admin\"))`",
    ),
    notion(&["methods", "verbs", "actions", "routes", "only"], "write `operations(list, get, create)`"),
    notion(
        &["schema", "db_schema"],
        "the connection says the database's schema; a rule over several fields is `#[validate(schema(function = path))]`",
    ),
    notion(&["primary_key", "pk"], "write `id` on the field; on several for a key of several parts"),
    notion(&["timestamps"], "write `created_at` and `updated_at` on a field each"),
    notion(
        &["foreign_key", "belongs_to", "has_many", "has_one", "many_to_many", "relation", "relations"],
        NO_RELATIONS,
    ),
    notion(&["description", "title", "doc", "comment"], "write a `///` comment above the struct"),
];

/// In `#[validate(..)]` on a field.
const VALIDATE_FIELD: &[Notion] = &[
    notion(&["max_length", "max_len", "maxlen"], "write `length(max = 200)`"),
    notion(&["min_length", "min_len", "minlen", "not_empty", "non_empty", "not_blank"], "write `length(min = 1)`"),
    notion(&["min", "minimum", "min_value", "ge"], "write `range(min = 0)` for a number, `length(min = 1)` for a text"),
    notion(
        &["max", "maximum", "max_value", "le"],
        "write `range(max = 100)` for a number, `length(max = 200)` for a text",
    ),
    notion(&["gt", "positive"], "write `range(exclusive_min = 0)`"),
    notion(&["lt"], "write `range(exclusive_max = 100)`"),
    notion(&["pattern", "regexp", "matches"], "write `regex(path = *SLUG)`"),
    notion(
        &["phone", "phone_number"],
        "no rule knows the telephone numbers of all countries; for those that you take write `regex(path = *PHONE)`",
    ),
    notion(&["function", "with", "func"], "write `custom(function = path)`"),
    notion(&["choices", "one_of", "enum"], "give the field the type of an enum that has `#[derive(ResourceEnum)]`"),
    notion(&["nullable", "optional"], "give the field the type `Option<T>`, which may be null and be left out"),
];

/// In `operations(..)`.
const OPERATIONS: &[Notion] = &[
    notion(&["retrieve", "show", "detail", "find", "fetch", "get_one"], "write `get`"),
    notion(&["index", "get_all", "find_all", "browse"], "write `list`"),
    notion(&["destroy", "remove"], "write `delete`"),
    notion(&["put"], "write `replace`"),
    notion(&["post", "add", "insert", "new", "store"], "write `create`"),
    notion(&["patch", "partial_update", "edit", "modify"], "write `update`"),
    notion(&["read", "view"], "write `list, get`"),
    notion(&["write"], "write `create, update, delete`"),
    notion(&["all", "crud"], "write `list, get, create, update, delete`"),
];

/// Kinds in `access(read = ..)`.
const KINDS: &[Notion] = &[
    notion(&["list", "get", "retrieve", "show", "view", "select"], "write `read`"),
    notion(&["post", "add", "insert", "new"], "write `create`"),
    notion(&["put", "patch", "edit", "modify", "replace", "change", "partial_update"], "write `update`"),
    notion(&["destroy", "remove"], "write `delete`"),
    notion(&["all", "any", "default"], "write `read` and `write`, or one rule for all: `access(public)`"),
];

/// Rules in `access(..)`.
const RULES: &[Notion] = &[
    notion(&["anyone", "everyone", "all", "any", "anonymous", "open", "allow_any", "allow_all"], "write `public`"),
    notion(&["none", "no_one", "never", "deny", "deny_all", "private"], "write `nobody`"),
    notion(
        &["user", "users", "login", "logged_in", "signed_in", "is_authenticated", "login_required"],
        "write `authenticated`",
    ),
    notion(
        &["admin", "is_admin", "is_admin_user", "staff", "has_role", "roles", "group", "scope", "permission"],
        "write `role(\"admin\")`",
    ),
    notion(&["author", "is_owner", "owned_by", "own"], "write `owner(author_id)`"),
];

/// What to write at `place` for a word that another tool has.
pub(super) fn instead(place: Place, typed: &str) -> Option<&'static str> {
    let notions = match place {
        Place::Field => FIELD,
        Place::Struct => STRUCT,
        Place::ValidateField => VALIDATE_FIELD,
        Place::Enum | Place::Variant | Place::ValidateStruct => &[],
    };
    find(notions, typed)
}

/// What to write in `operations(..)` for one that another tool has.
pub(crate) fn operation_instead(typed: &str) -> Option<&'static str> {
    find(OPERATIONS, typed)
}

/// What to write for a kind of access that another tool has.
pub(crate) fn kind_instead(typed: &str) -> Option<&'static str> {
    find(KINDS, typed)
}

/// What to write for a rule that another tool has.
pub(crate) fn rule_instead(typed: &str) -> Option<&'static str> {
    find(RULES, typed)
}

fn find(notions: &[Notion], typed: &str) -> Option<&'static str> {
    let typed = typed.to_snake_case();
    notions.iter().find(|notion| notion.names.contains(&typed.as_str())).map(|notion| notion.instead)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::parse::Operation;
    use crate::words::all;

    const WORDS: [(Place, &[Notion]); 3] =
        [(Place::Field, FIELD), (Place::Struct, STRUCT), (Place::ValidateField, VALIDATE_FIELD)];

    fn is_operation(name: &str) -> bool {
        Operation::SPELLINGS.iter().any(|(spelling, _)| *spelling == name)
    }

    /// The first name in each piece of code of a help.
    fn named(help: &str) -> Vec<&str> {
        let codes = help.split('`').skip(1).step_by(2);
        let inner = codes.map(|code| code.trim_start_matches("#[resource(").trim_start_matches("#[validate("));
        inner.map(|code| code.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap()).collect()
    }

    #[test]
    fn each_name_is_listed_once_and_is_no_word_of_its_place() {
        for (place, notions) in WORDS {
            let words: HashSet<_> = all().iter().filter(|word| word.place == place).map(|word| word.name).collect();
            let mut seen = HashSet::new();
            for name in notions.iter().flat_map(|notion| notion.names) {
                assert!(!words.contains(name), "{name} is a word of {place:?}");
                assert!(seen.insert(*name), "{name} is listed twice at {place:?}");
                assert_eq!(*name, name.to_snake_case());
            }
        }
        assert!(!OPERATIONS.iter().flat_map(|notion| notion.names).any(|name| is_operation(name)));
    }

    #[test]
    fn what_to_write_instead_exists() {
        const NO_WORDS: [&str; 6] = ["Option", "FieldType", "", "derive", "author_id", "ResourceEnum"];
        for notion in WORDS.iter().flat_map(|(_, notions)| *notions) {
            for name in named(notion.instead) {
                let known = all().iter().any(|word| word.name == name) || NO_WORDS.contains(&name);
                assert!(known, "{name} in: {}", notion.instead);
            }
            assert!(!notion.instead.ends_with('.'), "{}", notion.instead);
        }
        for notion in OPERATIONS {
            let codes = notion.instead.split('`').nth(1).unwrap();
            assert!(codes.split(", ").all(is_operation), "{codes}");
        }
    }

    #[test]
    fn names_are_found_in_any_case() {
        assert_eq!(instead(Place::Field, "maxLength"), Some("write `#[validate(length(max = 200))]`"));
        assert_eq!(instead(Place::Struct, "db_table"), Some("write `table = \"posts\"`"));
        assert_eq!(instead(Place::Variant, "db_table"), None);
        assert_eq!(operation_instead("Retrieve"), Some("write `get`"));
    }
}
