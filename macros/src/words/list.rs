//! The list itself.

use super::{Form, Place, Word, WordSet};

macro_rules! words {
    (
        $(#[$doc:meta])*
        $set:ident at $place:ident {
            $($variant:ident = $name:literal, $form:ident $($repeatable:ident)?, $usage:literal, $meaning:literal;)+
        }
    ) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum $set { $($variant),+ }

        impl WordSet for $set {
            const PLACE: Place = Place::$place;
            const ALL: &'static [Self] = &[$($set::$variant),+];

            fn word(self) -> &'static Word {
                match self {
                    $($set::$variant => {
                        const WORD: Word = Word {
                            name: $name,
                            place: Place::$place,
                            form: Form::$form,
                            repeatable: words!(@repeatable $($repeatable)?),
                            usage: $usage,
                            meaning: $meaning,
                        };
                        &WORD
                    })+
                }
            }
        }
    };
    (@repeatable) => { false };
    (@repeatable repeatable) => { true };
}

words! {
    /// `#[resource(..)]` on a struct.
    StructWord at Struct {
        Access = "access", List, "access(read = public, write = owner(author_id))", "who may do what";
        Operations = "operations", List, "operations(list, get, create)", "which routes exist";
        Path = "path", Value, "path = \"blog-posts\"", "the URL segment";
        Table = "table", Value, "table = \"posts\"", "the table";
        Sort = "sort", List, "sort(-created_at, title)", "the order of a list when the client names none";
        Page = "page", List, "page(size = 20, max = 100, total = none)", "how a list is paged";
        RenameAll = "rename_all", Value, "rename_all = \"camelCase\"", "how names are written on the wire";
        Unique = "unique", List repeatable, "unique(author_id, slug)", "fields that are unique together";
        Index = "index", List repeatable, "index(status, created_at)", "fields that share an index";
        Hooks = "hooks", List, "hooks(AuditLog, Self)", "shared hooks, and the order in which hooks run";
        MaxExpandDepth = "max_expand_depth", Value, "max_expand_depth = 3", "how many relations a path in a request may follow";
        Tag = "tag", Value, "tag = \"Blog\"", "the group of its operations in the OpenAPI document";
        Crate = "crate", Value, "crate = path::to::restruct", "where the crate `restruct` is found";
    }
}

words! {
    /// `#[resource(..)]` on a field.
    FieldWord at Field {
        Id = "id", AloneOrList, "id", "the key, or a part of it";
        Filter = "filter", AloneOrList, "filter", "clients may filter by it";
        Sort = "sort", Alone, "sort", "clients may sort by it";
        Search = "search", Alone, "search", "a part of what clients search in";
        ReadOnly = "read_only", Alone, "read_only", "never taken from clients";
        WriteOnly = "write_only", Alone, "write_only", "taken from clients, never shown";
        Immutable = "immutable", Alone, "immutable", "set when a row is made, never changed";
        Hidden = "hidden", Alone, "hidden", "never on the wire";
        Exposed = "exposed", Alone, "exposed", "shown although its name looks secret";
        Default = "default", Value, "default = EXPR", "used when a create leaves it out";
        Example = "example", Value, "example = EXPR", "a value for the API's document";
        OnCreate = "on_create", Value, "on_create = EXPR", "set by the server when a row is made";
        OnUpdate = "on_update", Value, "on_update = EXPR", "set by the server when a row is changed";
        CreatedAt = "created_at", Alone, "created_at", "the time at which the row was made";
        UpdatedAt = "updated_at", Alone, "updated_at", "the time of the last change";
        Version = "version", Alone, "version", "the optimistic lock: counts the changes of a row";
        Unique = "unique", Alone, "unique", "no two rows have the same value";
        Index = "index", Alone, "index", "has an index";
        Column = "column", Value, "column = \"ArticleId\"", "the column's name in the table";
        ColumnType = "column_type", Value, "column_type = \"Text\"", "the column's type in the table";
        Decimal = "decimal", List, "decimal(19, 4)", "precision and scale of a decimal";
        Rename = "rename", Value, "rename = \"authorId\"", "the name on the wire";
        ForeignKey = "foreign_key", ValueOrList, "foreign_key = editor_id", "the field by which a relation is found";
        Through = "through", Value, "through = PostTag", "the resource whose rows link the two of a relation";
        FarKey = "far_key", ValueOrList, "far_key = tag_id", "the field of the linking resource that refers to the other side";
        OnDelete = "on_delete", Value, "on_delete = cascade", "what becomes of rows here when the row that they belong to is deleted";
    }
}

words! {
    /// `#[resource(..)]` on an enum.
    EnumWord at Enum {
        RenameAll = "rename_all", Value, "rename_all = \"kebab-case\"", "how the variants are written";
        Crate = "crate", Value, "crate = path::to::restruct", "where the crate `restruct` is found";
    }
}

words! {
    /// `#[resource(..)]` on a variant.
    VariantWord at Variant {
        Rename = "rename", Value, "rename = \"in-review\"", "how this variant is written";
    }
}

words! {
    /// `#[validate(..)]` on a struct.
    ValidateStructWord at ValidateStruct {
        Schema = "schema", List repeatable, "schema(function = path, skip_on_field_errors = true)", "a rule over several fields";
    }
}

words! {
    /// `#[validate(..)]` on a field.
    ValidateWord at ValidateField {
        Length = "length", List, "length(min = 1, max = 200)", "bounds of the length";
        Range = "range", List, "range(min = 0, max = 100)", "bounds of a number";
        Email = "email", AloneOrList, "email", "an e-mail address";
        Url = "url", AloneOrList, "url", "a URL";
        Ip = "ip", AloneOrList, "ip(v4)", "an IP address";
        Regex = "regex", List repeatable, "regex(path = *SLUG)", "matches a regular expression";
        Contains = "contains", List repeatable, "contains(pattern = \"@\")", "contains a text";
        DoesNotContain = "does_not_contain", List repeatable, "does_not_contain(pattern = \"<\")", "does not contain a text";
        CreditCard = "credit_card", AloneOrList, "credit_card", "a payment card's number";
        NonControlCharacter = "non_control_character", AloneOrList, "non_control_character", "no control characters";
        MustMatch = "must_match", List, "must_match(other = \"password\")", "equals another field";
        Required = "required", AloneOrList, "required", "is there, although the column may be null";
        Custom = "custom", List repeatable, "custom(function = path)", "passes a function";
        Skip = "skip", Alone, "skip", "no rule; said on purpose";
        Nested = "nested", Alone, "nested", "the rules of the value's own type";
    }
}
