//! Of other tools' words on structs and fields.

use super::{Notion, notion};

/// In `#[resource(..)]` on a field.
pub(super) const FIELD: &[Notion] = &[
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
        &[
            "filterable",
            "filters",
            "filter_by",
            "filtering",
            "filterset",
            "lookups",
            "lookup",
            "lookup_expr",
            "queryable",
        ],
        "write `filter` for all operators of the type, `filter(eq, in)` for some",
    ),
    notion(&["searchable", "full_text", "fulltext", "text_search", "search_vector"], "write `search`"),
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
        &["belongs_to", "many_to_one", "fk", "relation", "relationship", "to", "target", "entity"],
        "write `author: BelongsTo<Author>` beside the key `author_id: i64`",
    ),
    notion(&["has_many", "one_to_many", "reverse"], "write `comments: HasMany<Comment>`"),
    notion(&["has_one", "one_to_one"], "write `profile: HasOne<Profile>`"),
    notion(
        &["many_to_many", "via", "secondary", "association", "join_table", "belongs_to_many"],
        "write `through = PostTag` on a field `tags: HasMany<Tag>`",
    ),
    notion(
        &["references", "reference", "from", "db_constraint", "join_column", "key_field"],
        "write `foreign_key = editor_id`",
    ),
    notion(&["through_fields", "inverse_join_column", "far"], "write `far_key = tag_id`"),
    notion(
        &["related_name", "back_populates", "backref", "inverse", "inverse_of", "related_query_name"],
        "write a relation in the other struct too: `posts: HasMany<Post>`",
    ),
    notion(&["ondelete", "delete_rule", "cascade", "cascade_delete", "dependent"], "write `on_delete = cascade`"),
    notion(&["on_update_cascade", "onupdate"], "leave it out: a key never changes"),
    notion(
        &["description", "help_text", "verbose_name", "title", "doc", "comment"],
        "write a `///` comment above the field",
    ),
];

/// In `#[resource(..)]` on a struct.
pub(super) const STRUCT: &[Notion] = &[
    notion(
        &["unique_together", "unique_constraint", "unique_key", "uniques"],
        "write `unique(author_id, slug)`; one field alone says `unique` itself",
    ),
    notion(
        &["index_together", "indexes", "indices"],
        "write `index(status, created_at)`; one field alone says `index` itself",
    ),
    notion(&["ordering", "order_by", "order", "default_sort"], "write `sort(-created_at, title)`"),
    notion(
        &["filterset_fields", "filter_fields", "filterset", "filters", "filterable"],
        "write `filter` on each field that clients may filter by",
    ),
    notion(&["search_fields", "searchable"], "write `search` on each field that clients search in"),
    notion(&["ordering_fields", "sortable", "order_fields"], "write `sort` on each field that clients may sort by"),
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
        &["belongs_to", "has_many", "has_one", "many_to_many", "relation", "relations", "related", "references"],
        "write a field of the type `BelongsTo<Author>`, `HasOne<Profile>` or `HasMany<Comment>`",
    ),
    notion(&["depth", "max_depth", "expand_depth", "nesting", "select_related_depth"], "write `max_expand_depth = 3`"),
    notion(&["description", "title", "doc", "comment"], "write a `///` comment above the struct"),
];

/// In `#[validate(..)]` on a field.
pub(super) const VALIDATE_FIELD: &[Notion] = &[
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
