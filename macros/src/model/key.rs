//! The key: which fields it has and where their values come from.

use syn::Expr;

use super::types::{FieldType, Kind};
use crate::errors::{Errors, quoted, shown};
use crate::names::plain;
use crate::parse::{self, Field, IdSource};
use crate::words::FieldWord;

/// Where a part of the key comes from.
#[derive(Clone, Debug)]
pub(crate) enum KeySource {
    /// The database counts.
    Auto,
    /// A create names it.
    Client,
    /// The server makes a Uuid, version 7.
    Uuid,
    /// The server evaluates this.
    Generate(Box<Expr>),
}

/// SeaORM's tuples of key parts end here.
const MOST_PARTS: usize = 12;

/// The positions of the key's parts: of the fields that say `id`, or of the one that is called so.
///
/// BAD: a struct without either
pub(super) fn positions(resource: &parse::Resource, types: &[FieldType], errors: &Errors) -> Vec<usize> {
    let fields = &resource.fields;
    let marked: Vec<usize> = (0..fields.len()).filter(|position| fields[*position].words.id.is_some()).collect();
    let named =
        (0..fields.len()).find(|position| plain(&fields[*position].ident) == "id" && types[*position].has_column());
    match (marked.as_slice(), named) {
        ([], Some(named)) => vec![named],
        ([], None) => {
            no_key(resource, errors);
            Vec::new()
        }
        (marked, Some(named)) if !marked.contains(&named) => {
            two_keys(&fields[marked[0]], errors);
            marked.to_vec()
        }
        (marked, _) => {
            too_many_parts(marked, fields, errors);
            marked.iter().copied().take(MOST_PARTS).collect()
        }
    }
}

fn no_key(resource: &parse::Resource, errors: &Errors) {
    // A word that could not be read may have been `id`; and one that stands on a relation has a fault of its own.
    let on_a_relation = resource.relations.iter().any(|relation| relation.field.words.id.is_some());
    if on_a_relation || resource.fields.iter().any(|field| field.unread) {
        return;
    }
    let what = format!("`{}` has no key", plain(&resource.ident));
    errors.report(&resource.ident, what, "name a field `id`, or mark one with `#[resource(id)]`");
}

/// BAD: `id: i64, #[resource(id)] slug: String`
fn two_keys(marked: &Field, errors: &Errors) {
    if let Some(given) = &marked.words.id {
        let what = format!("`{}` says `id`, and the field `id` is the key by its name", plain(&marked.ident));
        errors.report(
            &given.word,
            what,
            "say `#[resource(id)]` on both for a key of two parts, or rename the field `id`",
        );
    }
}

fn too_many_parts(marked: &[usize], fields: &[Field], errors: &Errors) {
    if let (true, Some(last)) = (marked.len() > MOST_PARTS, marked.last()) {
        let what = format!("a key has {MOST_PARTS} parts at the most");
        errors.report(&fields[*last].ident, what, "mark fewer fields with `#[resource(id)]`");
    }
}

/// Checks a part of the key and says where it comes from. `parts` is the number of all parts.
pub(super) fn source(field: &Field, ty: &FieldType, parts: usize, errors: &Errors) -> KeySource {
    if !ty.has_column() {
        // That a key needs a column is said where the word stands.
        return KeySource::Client;
    }
    never_null(field, ty, errors);
    not_sensitive(field, ty, errors);
    words_that_a_key_refuses(field, parts, errors);
    let composite = parts > 1;
    match field.words.id.as_ref().and_then(|given| given.value.as_ref()) {
        Some(IdSource::Client) => KeySource::Client,
        Some(IdSource::Generate(expression)) => KeySource::Generate(expression.clone()),
        Some(IdSource::Auto) => {
            auto_is_one_integer(field, ty, composite, errors);
            KeySource::Auto
        }
        // What could not be read may have been `id(client)`.
        None if composite || field.unread => KeySource::Client,
        None => by_type(field, ty, errors),
    }
}

/// BAD: `id: Option<i64>`
fn never_null(field: &Field, ty: &FieldType, errors: &Errors) {
    if ty.optional {
        errors.report(
            &ty.written,
            format!("`{}` is a key, which is never null", plain(&field.ident)),
            "leave `Option` out",
        );
    }
}

/// BAD: `id: Sensitive<String>`
fn not_sensitive(field: &Field, ty: &FieldType, errors: &Errors) {
    if ty.sensitive {
        let what = format!("`{}` is a key, which shows in every address", plain(&field.ident));
        errors.report(&ty.written, what, "use another field as the key, or leave `Sensitive` out");
    }
}

/// Words that say of a key what it is already, or what it cannot be.
const REFUSED: &[(FieldWord, &str)] = &[
    (FieldWord::ReadOnly, "say `id(auto)` or `id(generate = EXPR)` for a key that the server makes"),
    (FieldWord::WriteOnly, "a key shows in every address: leave `write_only` out"),
    (FieldWord::Immutable, "a key never changes: leave `immutable` out"),
    (FieldWord::Hidden, "a key shows in every address: leave `hidden` out"),
    (FieldWord::OnCreate, "write `id(generate = EXPR)`"),
    (FieldWord::OnUpdate, "a key never changes: leave `on_update` out"),
    (FieldWord::CreatedAt, "use another field as the key"),
    (FieldWord::UpdatedAt, "a key never changes: use another field as the key"),
    (FieldWord::Version, "a key never changes: use another field as the key"),
];

/// BAD: `#[resource(hidden)] id: i64`, `#[resource(unique)] id: i64`
fn words_that_a_key_refuses(field: &Field, parts: usize, errors: &Errors) {
    let indexed =
        [FieldWord::Unique, FieldWord::Index].map(|word| (word, "a key is unique and has an index: leave it out"));
    let indexed = indexed.into_iter().filter(|_| parts == 1);
    for (word, help) in REFUSED.iter().copied().chain(indexed) {
        if let Some(typed) = field.words.typed(word) {
            let what = format!("`{}` does not suit a key", plain(typed));
            errors.report(typed, what, help);
        }
    }
    default_needs_a_client(field, errors);
}

/// BAD: `#[resource(default = 1)] id: i64`
fn default_needs_a_client(field: &Field, errors: &Errors) {
    let from_client = matches!(&field.words.id, Some(given) if matches!(given.value, Some(IdSource::Client)));
    if let (false, Some(given)) = (from_client || field.unread, &field.words.default) {
        let help = "leave `default` out, or write `id(generate = EXPR)` for a key that the server makes";
        errors.report(&given.word, "`default` does not suit a key that no client leaves out", help);
    }
}

/// BAD: `#[resource(id(auto))] code: String`
fn auto_is_one_integer(field: &Field, ty: &FieldType, composite: bool, errors: &Errors) {
    let Some(given) = &field.words.id else { return };
    if composite {
        let help = "say `id` or `id(generate = EXPR)` for a part of a composite key";
        errors.report(&given.word, "a database counts only a key that is one field", help);
    } else if !ty.kind.is_integer() && !ty.kind.is_open() {
        let help = match ty.kind {
            Kind::Uuid => "say `id`: the server makes a Uuid of version 7",
            _ => "say `id(client)` or `id(generate = EXPR)`",
        };
        errors.report(&given.word, "a database counts only integers", help);
    }
}

/// What a key is that says no more than `id`.
///
/// BAD: `id: bool`, `id: NaiveDate`, `id: Json`
fn by_type(field: &Field, ty: &FieldType, errors: &Errors) -> KeySource {
    let place = field.words.id.as_ref().map_or(&field.ident, |given| &given.word);
    match ty.kind {
        Kind::I16 | Kind::I32 | Kind::I64 | Kind::U32 => KeySource::Auto,
        Kind::Uuid => KeySource::Uuid,
        Kind::String | Kind::Refused => KeySource::Client,
        Kind::Json | Kind::Bytes | Kind::F32 | Kind::F64 => {
            let what =
                format!("a `{}` cannot be a key, which stands in an address and is compared", shown(&ty.written));
            errors.report(place, what, "use an integer, a `Uuid` or a `String`");
            KeySource::Client
        }
        _ => {
            let what = "where a key of this type comes from is not known";
            errors.report(place, what, "say `#[resource(id(client))]` or `#[resource(id(generate = EXPR))]`");
            KeySource::Client
        }
    }
}

/// BAD: two fields with `#[resource(version)]`
pub(super) fn no_second_version(fields: &[Field], errors: &Errors) {
    let mut versions = fields.iter().filter(|field| field.words.version.is_some());
    let Some(first) = versions.next() else { return };
    for second in versions {
        let names = quoted(&[plain(&first.ident), plain(&second.ident)]);
        let place = second.words.typed(FieldWord::Version).unwrap_or(&second.ident);
        errors.report(place, format!("a row has one version, but {names} both say `version`"), "leave one of them out");
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{fault_of_fields, faults_of_fields};

    #[test]
    fn a_key_is_found_by_word_or_name() {
        assert!(faults_of_fields("id: i64").is_empty());
        assert!(faults_of_fields("r#id: i64").is_empty());
        assert!(faults_of_fields("#[resource(id)] code: String").is_empty());
        assert!(faults_of_fields("#[resource(id)] a: i64, #[resource(id)] b: Uuid").is_empty());
        assert_eq!(
            fault_of_fields("name: String"),
            "`Sample` has no key\nhelp: name a field `id`, or mark one with `#[resource(id)]`"
        );
        assert!(fault_of_fields("#[resource(unique id)] code: String").starts_with("expected `,` before `id`"));
        assert!(fault_of_fields("id: i64, #[resource(id)] slug: String").contains("the key by its name"));
        assert!(faults_of_fields("id: Input<i64>")[0].contains("has no key"));
    }

    #[test]
    fn other_types_must_say() {
        assert!(fault_of_fields("id: bool").contains("is not known"));
        assert!(fault_of_fields("id: NaiveDate").contains("`#[resource(id(client))]`"));
        assert!(fault_of_fields("id: Code").contains("is not known"));
        assert!(faults_of_fields("#[resource(id(client))] id: Code").is_empty());
        assert!(faults_of_fields("#[resource(id(generate = Code::new()))] id: Code").is_empty());
        assert!(fault_of_fields("#[resource(id(clint))] id: Code").starts_with("unknown argument `clint`"));
        assert!(fault_of_fields("#[resource(id(clint), default = 1)] id: i64").contains("`clint`"));
        assert!(fault_of_fields("#[resource(id(clint))] #[validate(range(min = 1))] id: i64").contains("`clint`"));
        assert!(fault_of_fields("id: f64").starts_with("a `f64` cannot be a key"));
        assert!(fault_of_fields("id: Vec<u8>").starts_with("a `Vec<u8>` cannot be a key"));
    }

    #[test]
    fn what_a_key_cannot_be() {
        assert!(fault_of_fields("id: Option<i64>").contains("never null"));
        assert!(fault_of_fields("id: Sensitive<String>").contains("shows in every address"));
        assert!(fault_of_fields("#[resource(id(auto))] id: String").starts_with("a database counts only integers"));
        assert!(fault_of_fields("#[resource(id(auto))] id: Uuid").contains("version 7"));
        assert!(fault_of_fields("#[resource(id(auto))] a: i64, #[resource(id)] b: i64").contains("one field"));
        assert!(fault_of_fields("#[resource(default = 1)] id: i64").starts_with("`default` does not suit"));
        for word in ["hidden", "write_only", "read_only", "immutable", "unique", "index", "on_create = 1", "version"] {
            let fault = fault_of_fields(&format!("#[resource({word})] id: i64"));
            assert!(fault.contains("does not suit a key"), "{word}: {fault}");
        }
        assert!(faults_of_fields("#[resource(id, index)] a: i64, #[resource(id, unique)] b: i64").is_empty());
    }

    #[test]
    fn one_version() {
        let fault = fault_of_fields("id: i64, #[resource(version)] a: i64, #[resource(version)] b: i64");
        assert!(fault.contains("`a` and `b` both say `version`"));
    }
}
