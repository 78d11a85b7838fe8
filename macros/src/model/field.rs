//! A field about which everything is known.

use std::collections::BTreeSet;

use proc_macro2::{Ident, Span};
use syn::{Expr, Visibility};

use super::access::Access;
use super::demand::Demand;
use super::fields::Fields;
use super::filling::{self, Default, Source};
use super::filter::{self, Filter};
use super::key::{self, KeySource};
use super::types::FieldType;
use super::validation::{self, Validation};
use super::{naming, relation, secrets, words};
use crate::errors::Errors;
use crate::names::{Case, plain};

/// One field of a resource.
#[derive(Debug)]
pub(crate) struct Field {
    pub(crate) ident: Ident,
    pub(crate) visibility: Visibility,
    pub(crate) ty: FieldType,
    pub(crate) docs: String,
    /// The Rust name without `r#`.
    pub(crate) name: String,
    pub(crate) wire: String,
    pub(crate) column: String,
    pub(crate) column_type: Option<String>,
    /// Precision and scale, where they were said.
    pub(crate) decimal: Option<(u32, u32)>,
    pub(crate) flags: BTreeSet<Flag>,
    pub(crate) default: Option<Default>,
    /// A value for the API's document.
    pub(crate) example: Option<Expr>,
    pub(crate) on_create: Option<Source>,
    pub(crate) on_update: Option<Source>,
    pub(crate) validations: Vec<Validation>,
    pub(crate) filter: Option<Filter>,
    /// The place of the word, where clients search in it.
    pub(crate) search: Option<Span>,
    pub(crate) demands: Vec<Demand>,
}

/// What holds of a field, in the words of the runtime's descriptor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Flag {
    Key,
    /// The database makes the value.
    Auto,
    /// Clients never set it.
    ReadOnly,
    /// Clients never see it.
    WriteOnly,
    /// Clients set it at creation only.
    Immutable,
    /// Not on the wire.
    Hidden,
    Sort,
    Unique,
    Index,
    /// No column.
    Input,
    /// The optimistic lock.
    Version,
    /// A create may leave it out: it is the caller's id or tenant.
    Caller,
}

impl Field {
    /// The key of a resource of which nothing is known.
    pub(super) fn unknown_key(span: Span) -> Self {
        Self {
            ident: Ident::new("id", span),
            visibility: Visibility::Inherited,
            ty: FieldType::integer(),
            docs: String::new(),
            name: "id".to_owned(),
            wire: "id".to_owned(),
            column: "id".to_owned(),
            column_type: None,
            decimal: None,
            flags: BTreeSet::from([Flag::Key, Flag::Auto, Flag::ReadOnly]),
            default: None,
            example: None,
            on_create: None,
            on_update: None,
            validations: Vec::new(),
            filter: None,
            search: None,
            demands: Vec::new(),
        }
    }

    pub(crate) fn is(&self, flag: Flag) -> bool {
        self.flags.contains(&flag)
    }

    pub(crate) fn is_creatable(&self) -> bool {
        !self.is(Flag::ReadOnly) && !self.is(Flag::Hidden) && !self.is(Flag::Auto)
    }

    pub(crate) fn is_updatable(&self) -> bool {
        self.is_creatable() && !self.is(Flag::Immutable) && !self.is(Flag::Key)
    }
}

/// Checks a field and resolves what it leaves unsaid. `key_parts` is the number of the key's parts, if it is one of them.
pub(super) fn resolve(
    fields: &Fields<'_>,
    position: usize,
    key_parts: Option<usize>,
    access: &Access,
    case: Option<Case>,
    errors: &Errors,
) -> Field {
    let (field, ty) = (fields.field(position), fields.ty(position));
    relation::suit_no_column(field, errors);
    words::contradictions(field, errors);
    words::input_without_column(field, ty, errors);
    words::sensitive_is_not_told(field, ty, errors);
    words::sort_needs_an_order(field, ty, errors);
    words::search_needs_texts(field, ty, errors);
    words::index_needs_equality(field, ty, errors);
    words::times_are_times(field, ty, errors);
    words::version_is_an_integer(field, ty, errors);
    words::decimal_is_a_decimal(field, ty, errors);
    secrets::say_whether_they_show(field, ty, errors);
    let key = key_parts.map(|parts| key::source(field, ty, parts, errors));
    let mut flags = flags(fields, position, key.as_ref());
    flags.extend(access.fills_at_creation(position).then_some(Flag::Caller));
    Field {
        ident: field.ident.clone(),
        visibility: field.visibility.clone(),
        docs: field.docs.clone(),
        name: plain(&field.ident),
        wire: naming::wire(field, case, errors),
        column: naming::column(field, ty, errors),
        column_type: field.words.column_type.as_ref().map(|given| given.value.value()),
        decimal: naming::decimal(field, errors),
        default: filling::default(field, ty, errors),
        example: filling::example(field, ty, errors),
        on_create: filling::on_create(field, key.as_ref()),
        on_update: filling::on_update(field),
        validations: validation::resolve(fields, position, key.as_ref(), errors),
        filter: filter::resolve(field, ty, errors),
        search: field.words.search.as_ref().map(|word| word.word.span()),
        demands: Vec::new(),
        ty: ty.clone(),
        flags,
    }
}

fn flags(fields: &Fields<'_>, position: usize, key: Option<&KeySource>) -> BTreeSet<Flag> {
    let (words, ty) = (fields.words(position), fields.ty(position));
    let by_server =
        [&words.read_only, &words.created_at, &words.updated_at, &words.version].iter().any(|word| word.is_some())
            || words.on_create.is_some()
            || words.on_update.is_some()
            || matches!(key, Some(KeySource::Auto | KeySource::Uuid | KeySource::Generate(_)));
    let from_client = matches!(key, Some(KeySource::Client));
    let candidates = [
        (Flag::Key, key.is_some()),
        (Flag::Auto, matches!(key, Some(KeySource::Auto))),
        (Flag::ReadOnly, by_server),
        (Flag::WriteOnly, words.write_only.is_some() || !ty.has_column()),
        (Flag::Immutable, words.immutable.is_some() || from_client),
        (Flag::Hidden, words.hidden.is_some()),
        (Flag::Sort, words.sort.is_some()),
        (Flag::Unique, words.unique.is_some()),
        (Flag::Index, words.index.is_some()),
        (Flag::Input, !ty.has_column()),
        (Flag::Version, words.version.is_some()),
    ];
    candidates.into_iter().filter(|(_, holds)| *holds).map(|(flag, _)| flag).collect()
}

#[cfg(test)]
mod tests {
    use super::Flag::{self, Auto, Hidden, Immutable, Input, Key, ReadOnly, Version, WriteOnly};
    use crate::testing::model_of_fields;

    fn flags(fields: &str) -> Vec<Flag> {
        model_of_fields(fields).fields.last().map(|field| field.flags.iter().copied().collect()).unwrap_or_default()
    }

    #[test]
    fn keys() {
        assert_eq!(flags("id: i64"), [Key, Auto, ReadOnly]);
        assert_eq!(flags("id: Uuid"), [Key, ReadOnly]);
        assert_eq!(flags("id: String"), [Key, Immutable]);
        assert_eq!(flags("#[resource(id(client))] id: i64"), [Key, Immutable]);
        assert_eq!(flags("#[resource(id)] a: i64, #[resource(id)] b: Uuid"), [Key, Immutable]);
    }

    #[test]
    fn what_the_server_sets_is_read_only() {
        for word in ["created_at", "updated_at", "on_create = now()", "on_update = now()"] {
            assert_eq!(flags(&format!("id: i64, #[resource({word})] at: DateTime<Utc>")), [ReadOnly], "{word}");
        }
        assert_eq!(flags("id: i64, #[resource(version)] v: i64"), [ReadOnly, Version]);
        assert_eq!(flags("id: i64, #[resource(hidden)] note: String"), [Hidden]);
        assert_eq!(flags("id: i64, code: Input<String>"), [WriteOnly, Input]);
    }
}
