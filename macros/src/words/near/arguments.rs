//! Of other tools' operations, kinds of access, rules and operators.

use super::{Notion, notion};

/// In `operations(..)`.
pub(super) const OPERATIONS: &[Notion] = &[
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
pub(super) const KINDS: &[Notion] = &[
    notion(&["list", "get", "retrieve", "show", "view", "select"], "write `read`"),
    notion(&["post", "add", "insert", "new"], "write `create`"),
    notion(&["put", "patch", "edit", "modify", "replace", "change", "partial_update"], "write `update`"),
    notion(&["destroy", "remove"], "write `delete`"),
    notion(&["all", "any", "default"], "write `read` and `write`, or one rule for all: `access(public)`"),
];

/// Rules in `access(..)`.
pub(super) const RULES: &[Notion] = &[
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

/// Actions behind `on_delete =`.
pub(super) const ACTIONS: &[Notion] = &[
    notion(
        &["no_action", "noaction", "do_nothing", "none", "nothing"],
        "leave `on_delete` out: then the deletion is refused, at the end of its statement",
    ),
    notion(&["protect", "deny", "forbid", "error", "prevent"], "write `restrict`"),
    notion(&["delete", "delete_all", "destroy", "remove", "cascades"], "write `cascade`"),
    notion(&["null", "nullify", "setnull", "set_none", "clear"], "write `set_null`"),
    notion(&["set_default", "default"], "write `set_null`, or set the key in a hook before the other row is deleted"),
];

/// Operators in `filter(..)`. Each piece of code in the help is an operator.
pub(super) const OPERATORS: &[Notion] = &[
    notion(&["exact", "equal", "equals", "equal_to", "is"], "write `eq`"),
    notion(&["neq", "noteq", "not_eq", "not_equal", "not_equals", "not", "exclude", "is_not"], "write `ne`"),
    notion(&["one_of", "any_of", "any", "in_list", "inq"], "write `in`"),
    notion(&["nin", "notin", "none_of", "not_any", "not_in_list"], "write `not_in`"),
    notion(&["is_null", "null", "is_none", "none"], "write `isnull`"),
    notion(
        &["is_not_null", "not_null", "notnull", "isnotnull", "exists", "present", "is_some"],
        "write `isnull`, to which a client gives true or false",
    ),
    notion(&["greater", "greater_than", "after"], "write `gt`"),
    notion(
        &[
            "ge",
            "gt_eq",
            "gteq",
            "gt_or_eq",
            "greater_or_equal",
            "greater_than_or_equal",
            "greater_than_equal",
            "min",
            "since",
            "from",
        ],
        "write `gte`",
    ),
    notion(&["less", "less_than", "before"], "write `lt`"),
    notion(
        &["le", "lt_eq", "lteq", "lt_or_eq", "less_or_equal", "less_than_or_equal", "less_than_equal", "max", "until"],
        "write `lte`",
    ),
    notion(&["range", "between"], "write `gte` and `lte`: a client gives both"),
    notion(
        &[
            "date", "time", "year", "iso_year", "quarter", "month", "week", "week_day", "day", "hour", "minute",
            "second",
        ],
        "no operator looks at a part of a time; write `gte` and `lt`, which take its beginning and its end",
    ),
    notion(&["like", "includes", "substring"], "write `contains`, or `startswith` and `endswith`"),
    notion(&["ilike", "i_like", "icontain", "i_contains"], "write `icontains`, or `istartswith` and `iendswith`"),
    notion(&["i_exact", "ieq", "iequals"], "write `iexact`"),
    notion(&["starts_with", "begins_with", "starts", "start", "prefix"], "write `startswith`"),
    notion(&["istarts_with", "i_starts_with", "i_startswith", "iprefix"], "write `istartswith`"),
    notion(&["ends_with", "ends", "end", "suffix"], "write `endswith`"),
    notion(&["iends_with", "i_ends_with", "i_endswith", "isuffix"], "write `iendswith`"),
    notion(
        &["regex", "iregex", "regexp", "pattern", "matches", "similar", "similar_to"],
        "no operator takes a regular expression; write `contains`, or `startswith` and `endswith`",
    ),
];
