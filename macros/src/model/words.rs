//! Words of a field that do not go together, or not with its type.

use proc_macro2::Ident;

use crate::errors::Errors;
use crate::names::plain;
use crate::parse::{Field, FieldWords};
use crate::words::{FieldWord, WordSet};

use super::types::{FieldType, Kind};

impl FieldWords {
    /// The word as it was typed, where it was.
    pub(super) fn typed(&self, word: FieldWord) -> Option<&Ident> {
        self.all.iter().find(|(given, _)| *given == word).map(|(_, typed)| typed)
    }
}

/// What the two words of a pair say against each other. The fault stands at the second.
const CONTRADICTIONS: &[(FieldWord, FieldWord, &str)] = {
    use FieldWord::{
        CreatedAt, Default, Example, Exposed, Filter, Hidden, Immutable, Index, OnCreate, OnUpdate, ReadOnly, Rename,
    };
    use FieldWord::{Search, Sort, Unique, UpdatedAt, Version, WriteOnly};
    &[
        (ReadOnly, WriteOnly, "the first is never taken, the second never shown: for both write `hidden`"),
        (ReadOnly, Immutable, "`read_only` is never taken, `immutable` is taken once: leave one of them out"),
        (ReadOnly, Hidden, "`hidden` is never taken already: leave `read_only` out"),
        (WriteOnly, Hidden, "`hidden` is never shown already: leave `write_only` out"),
        (Immutable, Hidden, "`hidden` is never taken, `immutable` is taken once: leave one of them out"),
        (Hidden, Exposed, "`exposed` is shown, `hidden` is not: leave one of them out"),
        (WriteOnly, Exposed, "`exposed` is shown, `write_only` is not: leave one of them out"),
        (Hidden, Filter, "a filter would tell what the values are: leave one of them out"),
        (WriteOnly, Filter, "a filter would tell what the values are: leave one of them out"),
        (Hidden, Search, "a search would tell what the values are: leave one of them out"),
        (WriteOnly, Search, "a search would tell what the values are: leave one of them out"),
        (Hidden, Sort, "an order would tell what the values are: leave one of them out"),
        (WriteOnly, Sort, "an order would tell what the values are: leave one of them out"),
        (Hidden, Rename, "a hidden field has no name on the wire: leave `rename` out"),
        (Hidden, Example, "a hidden field is not in the document: leave `example` out"),
        (OnCreate, Default, "`on_create` fills the field always: leave `default` out"),
        (OnCreate, WriteOnly, "the server sets what has `on_create`: leave `write_only` out, or say `hidden`"),
        (OnCreate, Immutable, "the server sets what has `on_create`: leave `immutable` out"),
        (OnUpdate, WriteOnly, "the server sets what has `on_update`: leave `write_only` out, or say `hidden`"),
        (OnUpdate, Immutable, "the server sets what has `on_update`: leave `immutable` out"),
        (CreatedAt, UpdatedAt, "these are two times: use a field for each"),
        (CreatedAt, Version, "one is a time, the other a number: use a field for each"),
        (UpdatedAt, Version, "one is a time, the other a number: use a field for each"),
        (CreatedAt, Default, "`created_at` fills the field always: leave `default` out"),
        (CreatedAt, OnCreate, "`created_at` is `on_create` with the time: leave one of them out"),
        (CreatedAt, OnUpdate, "`created_at` stays as it is: write `on_create` and `on_update` for other times"),
        (CreatedAt, WriteOnly, "the server sets it: leave `write_only` out, or say `hidden`"),
        (CreatedAt, Immutable, "the server sets it: leave `immutable` out"),
        (UpdatedAt, Default, "`updated_at` fills the field always: leave `default` out"),
        (UpdatedAt, OnCreate, "`updated_at` is `on_create` and `on_update` with the time: leave one of them out"),
        (UpdatedAt, OnUpdate, "`updated_at` is `on_create` and `on_update` with the time: leave one of them out"),
        (UpdatedAt, WriteOnly, "the server sets it: leave `write_only` out, or say `hidden`"),
        (UpdatedAt, Immutable, "the server sets it: leave `immutable` out"),
        (Version, Default, "`version` starts at 1: leave `default` out"),
        (Version, OnCreate, "`version` starts at 1: leave `on_create` out"),
        (Version, OnUpdate, "`version` counts by itself: leave `on_update` out"),
        (Version, WriteOnly, "a client must read a version to send it back: leave `write_only` out"),
        (Version, Hidden, "a client must read a version to send it back: leave `hidden` out"),
        (Version, Immutable, "the server sets it: leave `immutable` out"),
        (Unique, Index, "`unique` has an index already: leave `index` out"),
    ]
};

/// BAD: `#[resource(read_only, write_only)]`
pub(super) fn contradictions(field: &Field, errors: &Errors) {
    for (one, other, why) in CONTRADICTIONS {
        if let (Some(first), Some(second)) = (field.words.typed(*one), field.words.typed(*other)) {
            errors.report(second, format!("`{}` contradicts `{}`", plain(second), plain(first)), why);
        }
    }
}

/// Words that need a column, and so none that an `Input` can have.
const NEED_A_COLUMN: &[FieldWord] = &[
    FieldWord::Id,
    FieldWord::Filter,
    FieldWord::Sort,
    FieldWord::Search,
    FieldWord::Unique,
    FieldWord::Index,
    FieldWord::Column,
    FieldWord::ColumnType,
    FieldWord::Decimal,
    FieldWord::OnCreate,
    FieldWord::OnUpdate,
    FieldWord::CreatedAt,
    FieldWord::UpdatedAt,
    FieldWord::Version,
];

/// BAD: `#[resource(unique)] password: Input<String>`
pub(super) fn input_without_column(field: &Field, ty: &FieldType, errors: &Errors) {
    if ty.has_column() {
        return;
    }
    for (word, typed) in &field.words.all {
        let name = word.word().name;
        if NEED_A_COLUMN.contains(word) {
            let what = format!("`{name}` needs a column, and an `Input` has none");
            errors.report(typed, what, format!("leave `{name}` out, or give the field the plain type"));
        } else if matches!(word, FieldWord::ReadOnly | FieldWord::Hidden) {
            let what = format!("`{name}` contradicts `Input`, which is there for clients to send");
            errors.report(typed, what, format!("leave `{name}` out, or give the field the plain type"));
        } else if matches!(word, FieldWord::WriteOnly | FieldWord::Exposed) {
            let what = format!("`{name}` says nothing here: an `Input` is taken and never shown");
            errors.report(typed, what, format!("leave `{name}` out"));
        }
    }
}

/// BAD: `#[resource(sort)] card: Sensitive<String>`, and so `filter` and `search`
pub(super) fn sensitive_is_not_told(field: &Field, ty: &FieldType, errors: &Errors) {
    if ty.may_be_told() || !ty.has_column() {
        return;
    }
    for (word, typed) in &field.words.all {
        let teller = match word {
            FieldWord::Filter => "a filter",
            FieldWord::Sort => "an order",
            FieldWord::Search => "a search",
            _ => continue,
        };
        let name = word.word().name;
        let what = format!("`{name}` contradicts `Sensitive`: {teller} would tell what the values are");
        errors.report(typed, what, format!("leave `{name}` out"));
    }
}

/// BAD: `#[resource(sort)] settings: Json`
pub(super) fn sort_needs_an_order(field: &Field, ty: &FieldType, errors: &Errors) {
    let fits = ty.kind.is_ordered() || !ty.may_be_told();
    if let (false, Some(word)) = (fits, &field.words.sort) {
        errors.report(&word.word, "values of this type have no order", "leave `sort` out");
    }
}

/// BAD: `#[resource(search)] views: i64`
pub(super) fn search_needs_texts(field: &Field, ty: &FieldType, errors: &Errors) {
    let fits = ty.kind == Kind::String || ty.kind.is_open() || !ty.may_be_told();
    if let (false, Some(word)) = (fits, &field.words.search) {
        let help = "leave `search` out, or give the field the type `String`";
        errors.report(&word.word, "a search looks into texts, and values of this type are none", help);
    }
}

/// BAD: `#[resource(index)] settings: Json`
pub(super) fn index_needs_equality(field: &Field, ty: &FieldType, errors: &Errors) {
    for word in [&field.words.unique, &field.words.index].into_iter().flatten() {
        if ty.kind == Kind::Json {
            let name = plain(&word.word);
            errors.report(
                &word.word,
                format!("`{name}` needs values that can be compared; JSON cannot"),
                format!("leave `{name}` out"),
            );
        }
    }
}

/// BAD: `#[resource(created_at)] created: String`
pub(super) fn times_are_times(field: &Field, ty: &FieldType, errors: &Errors) {
    let fits = ty.kind.is_open() || matches!(ty.kind, Kind::DateTimeUtc | Kind::NaiveDateTime);
    for word in [&field.words.created_at, &field.words.updated_at].into_iter().flatten() {
        if !fits {
            let what = format!("`{}` is a time", plain(&word.word));
            errors.report(&word.word, what, "give the field the type `DateTime<Utc>`");
        }
    }
}

/// BAD: `#[resource(version)] version: String`, `#[resource(version)] version: Option<i64>`
pub(super) fn version_is_an_integer(field: &Field, ty: &FieldType, errors: &Errors) {
    let fits = !ty.optional && (ty.kind.is_integer() || ty.kind.is_open());
    if let (false, true, Some(word)) = (fits, ty.has_column(), &field.words.version) {
        errors.report(&word.word, "`version` is an integer that is never null", "give the field the type `i64`");
    }
}

/// BAD: `#[resource(decimal(10, 2))] price: f64`
pub(super) fn decimal_is_a_decimal(field: &Field, ty: &FieldType, errors: &Errors) {
    let fits = ty.kind == Kind::Decimal || ty.kind.is_open();
    if let (false, Some(given)) = (fits, &field.words.decimal) {
        errors.report(
            &given.word,
            "`decimal` is for fields of the type `Decimal`",
            "give the field the type `Decimal`, or leave `decimal` out",
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{fault_of_field, faults_of_field};

    #[test]
    fn contradicting_words() {
        assert_eq!(
            fault_of_field("#[resource(read_only, write_only)] name: String"),
            "`write_only` contradicts `read_only`\nhelp: the first is never taken, the second never shown: for both write `hidden`"
        );
        assert!(
            fault_of_field("#[resource(hidden, exposed)] token: String").starts_with("`exposed` contradicts `hidden`")
        );
        for words in [
            "hidden, sort",
            "filter, hidden",
            "search, hidden",
            "filter(eq), write_only",
            "write_only, search",
            "read_only, immutable",
            "unique, index",
        ] {
            let fault = fault_of_field(&format!("#[resource({words})] name: String"));
            assert!(fault.contains("contradicts"), "{words}: {fault}");
        }
        assert!(
            fault_of_field("#[resource(default = 1, on_create = 2)] n: i64")
                .starts_with("`default` contradicts `on_create`")
        );
        assert!(fault_of_field("#[resource(version, hidden)] n: i64").starts_with("`hidden` contradicts `version`"));
    }

    #[test]
    fn an_input_has_no_column() {
        for word in ["sort", "filter", "filter(gt)", "unique", "index", "column = \"c\"", "on_create = 1", "version"] {
            let faults = faults_of_field(&format!("#[resource({word})] code: Input<i64>"));
            assert!(faults[0].contains("needs a column"), "{word}: {faults:?}");
        }
        assert!(fault_of_field("#[resource(search)] code: Input<i64>").starts_with("`search` needs a column"));
        assert!(fault_of_field("#[resource(filter)] code: Input<Json>").starts_with("`filter` needs a column"));
        assert!(fault_of_field("#[resource(sort)] code: Input<Sensitive<Json>>").starts_with("`sort` needs a column"));
        assert!(fault_of_field("#[resource(hidden)] code: Input<i64>").starts_with("`hidden` contradicts `Input`"));
        assert!(
            fault_of_field("#[resource(write_only)] code: Input<i64>").starts_with("`write_only` says nothing here")
        );
        assert!(faults_of_field("#[resource(immutable, default = 5, rename = \"c\")] code: Input<i64>").is_empty());
    }

    #[test]
    fn words_that_need_a_type() {
        for word in ["sort", "filter", "filter(eq)", "search"] {
            let name = word.split('(').next().unwrap();
            for ty in ["String", "Json"] {
                let fault = fault_of_field(&format!("#[resource({word})] card: Sensitive<{ty}>"));
                assert!(fault.starts_with(&format!("`{name}` contradicts `Sensitive`")), "{word} {ty}: {fault}");
            }
        }
        for ty in ["i64", "bool", "Option<Uuid>", "DateTime<Utc>", "Json", "Vec<u8>"] {
            let fault = fault_of_field(&format!("#[resource(search)] field: {ty}"));
            assert!(fault.starts_with("a search looks into texts"), "{ty}: {fault}");
        }
        for ty in ["String", "Option<String>", "Slug"] {
            assert!(faults_of_field(&format!("#[resource(search)] field: {ty}")).is_empty(), "{ty}");
        }
        assert!(fault_of_field("#[resource(sort)] data: Json").starts_with("values of this type have no order"));
        assert!(fault_of_field("#[resource(unique)] data: Json").starts_with("`unique` needs values"));
        assert!(fault_of_field("#[resource(created_at)] made: String").starts_with("`created_at` is a time"));
        assert!(fault_of_field("#[resource(version)] v: String").starts_with("`version` is an integer"));
        assert!(fault_of_field("#[resource(version)] v: Option<i64>").starts_with("`version` is an integer"));
        assert!(fault_of_field("#[resource(decimal(10, 2))] price: f64").starts_with("`decimal` is for fields"));
    }
}
