//! What a field's type is, as far as its syntax tells. The last segment of a path decides; whether a type that we do not
//! know can be a column is for the compiler to say, through one trait bound.

use syn::{GenericArgument, PathArguments, PathSegment, Type, parse_quote};

use super::unsupported::supported;
use crate::errors::Errors;

/// The type of a field, taken apart.
#[derive(Clone, Debug)]
pub(crate) struct FieldType {
    /// As the struct has it.
    pub(crate) written: Type,
    /// What a create takes and a column holds: `T` of `Input<T>`, else as written.
    pub(crate) value: Type,
    /// The value where it is there: `T` of `Option<T>`.
    pub(crate) present: Type,
    pub(crate) optional: bool,
    /// `Sensitive<T>`.
    pub(crate) sensitive: bool,
    pub(crate) storage: Storage,
    pub(crate) kind: Kind,
    /// Whether a type of the user's decides if the whole can be the type of a field.
    pub(crate) users: bool,
}

/// Whether a field has a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Storage {
    Column,
    /// `Input<T>`.
    None,
}

/// What a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Bool,
    I16,
    I32,
    I64,
    U32,
    F32,
    F64,
    Decimal,
    String,
    Uuid,
    DateTimeUtc,
    NaiveDateTime,
    NaiveDate,
    NaiveTime,
    Json,
    Bytes,
    /// A `ResourceEnum`, a `FieldType`, an alias: syntax does not tell.
    User,
    /// A type that was refused; no rule finds a second fault in it.
    Refused,
}

impl Kind {
    pub(crate) fn is_integer(self) -> bool {
        matches!(self, Kind::I16 | Kind::I32 | Kind::I64 | Kind::U32)
    }

    pub(crate) fn is_float(self) -> bool {
        matches!(self, Kind::F32 | Kind::F64)
    }

    pub(crate) fn is_number(self) -> bool {
        self.is_integer() || self.is_float() || self == Kind::Decimal
    }

    /// Whether syntax does not tell what values are, so that no rule of ours can refuse them.
    pub(crate) fn is_open(self) -> bool {
        matches!(self, Kind::User | Kind::Refused)
    }

    /// Whether values have an order that a list can follow.
    pub(crate) fn is_ordered(self) -> bool {
        !matches!(self, Kind::Json | Kind::Bytes)
    }
}

impl FieldType {
    /// The usual type of a key.
    pub(super) fn integer() -> Self {
        let ty: Type = parse_quote!(i64);
        Self {
            written: ty.clone(),
            value: ty.clone(),
            present: ty,
            optional: false,
            sensitive: false,
            storage: Storage::Column,
            kind: Kind::I64,
            users: false,
        }
    }

    /// Takes a type apart and reports what can be no field.
    pub(crate) fn of(written: &Type, errors: &Errors) -> Self {
        let written = bare(written).clone();
        let (storage, value) = match argument_of(&written, "Input") {
            Some(value) => (Storage::None, bare(value).clone()),
            None => (Storage::Column, written.clone()),
        };
        let (optional, present) = match argument_of(&value, "Option") {
            Some(present) => (true, bare(present).clone()),
            None => (false, value.clone()),
        };
        let (sensitive, plain) = match argument_of(&present, "Sensitive") {
            Some(plain) => (true, bare(plain).clone()),
            None => (false, present.clone()),
        };
        let found = order_of_wrappers(&plain, errors) && supported(&plain, errors);
        let kind = if found { kind_of(&plain) } else { Kind::Refused };
        let users = kind == Kind::User || argument_of(&plain, "Json").is_some();
        Self { written, value, present, optional, sensitive, storage, kind, users }
    }

    /// Whether values can be compared, stand in an address and are never null.
    pub(crate) fn can_be_key(&self) -> bool {
        let comparable = !matches!(self.kind, Kind::Json | Kind::Bytes | Kind::F32 | Kind::F64 | Kind::Refused);
        comparable && !self.optional && !self.sensitive
    }

    pub(crate) fn has_column(&self) -> bool {
        self.storage == Storage::Column
    }

    /// Whether an order, a filter or a search may tell what values are: else they are refused, whatever values are.
    pub(crate) fn may_be_told(&self) -> bool {
        self.has_column() && !self.sensitive
    }
}

/// BAD: `Sensitive<Option<String>>`, `Option<Input<String>>`, `Option<Option<i64>>`
fn order_of_wrappers(plain: &Type, errors: &Errors) -> bool {
    let Some(wrapper) = ["Option", "Sensitive", "Input"].into_iter().find(|name| argument_of(plain, name).is_some())
    else {
        return true;
    };
    let help = "the order is `Input<Option<Sensitive<T>>>`, each once at the most";
    errors.report(plain, format!("`{wrapper}` is in the wrong place"), help);
    false
}

fn kind_of(plain: &Type) -> Kind {
    let Some(segment) = last_segment(plain) else { return Kind::User };
    match (segment.ident.to_string().as_str(), &segment.arguments) {
        ("Json", _) => Kind::Json,
        ("Vec", _) if is_bytes(segment) => Kind::Bytes,
        // `instead_of_path` has refused other time zones.
        ("DateTime", PathArguments::AngleBracketed(_)) => Kind::DateTimeUtc,
        (name, PathArguments::None) => simple_kind(name),
        _ => Kind::User,
    }
}

fn simple_kind(name: &str) -> Kind {
    match name {
        "bool" => Kind::Bool,
        "i16" => Kind::I16,
        "i32" => Kind::I32,
        "i64" => Kind::I64,
        "u32" => Kind::U32,
        "f32" => Kind::F32,
        "f64" => Kind::F64,
        "Decimal" => Kind::Decimal,
        "String" => Kind::String,
        "Uuid" => Kind::Uuid,
        "NaiveDateTime" => Kind::NaiveDateTime,
        "NaiveDate" => Kind::NaiveDate,
        "NaiveTime" => Kind::NaiveTime,
        _ => Kind::User,
    }
}

pub(super) fn is_bytes(segment: &PathSegment) -> bool {
    single_argument(segment).and_then(last_segment).is_some_and(|item| item.ident == "u8")
}

/// A type without the invisible delimiters that a `macro_rules!` macro leaves, and without parentheses.
pub(super) fn bare(ty: &Type) -> &Type {
    match ty {
        Type::Group(group) => bare(&group.elem),
        Type::Paren(paren) => bare(&paren.elem),
        ty => ty,
    }
}

pub(super) fn last_segment(ty: &Type) -> Option<&PathSegment> {
    match bare(ty) {
        Type::Path(path) => path.path.segments.last(),
        _ => None,
    }
}

/// The `T` of `name<T>`.
fn argument_of<'a>(ty: &'a Type, name: &str) -> Option<&'a Type> {
    last_segment(ty).filter(|segment| segment.ident == name).and_then(single_argument)
}

pub(super) fn single_argument(segment: &PathSegment) -> Option<&Type> {
    let PathArguments::AngleBracketed(arguments) = &segment.arguments else { return None };
    match (arguments.args.first(), arguments.args.len()) {
        (Some(GenericArgument::Type(ty)), 1) => Some(ty),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use syn::parse_str;

    use super::*;

    fn read(ty: &str) -> Result<FieldType, String> {
        let errors = Errors::new();
        let read = FieldType::of(&parse_str(ty).unwrap(), &errors);
        errors.into_result(read).map_err(|faults| faults[0].to_string())
    }

    #[test]
    fn built_in_types_are_known_by_their_last_segment() {
        let expected = [
            ("bool", Kind::Bool),
            ("std::primitive::i64", Kind::I64),
            ("::std::string::String", Kind::String),
            ("DateTime<Utc>", Kind::DateTimeUtc),
            ("chrono::DateTime<chrono::Utc>", Kind::DateTimeUtc),
            ("Vec<u8>", Kind::Bytes),
            ("Json", Kind::Json),
            ("Json<Vec<String>>", Kind::Json),
            ("Status", Kind::User),
            ("DateTime", Kind::User),
        ];
        for (ty, kind) in expected {
            assert_eq!(read(ty).unwrap().kind, kind, "{ty}");
        }
    }

    #[test]
    fn wrappers_are_taken_off() {
        let ty = read("Input<Option<Sensitive<String>>>").unwrap();
        assert_eq!((ty.storage, ty.optional, ty.sensitive, ty.kind), (Storage::None, true, true, Kind::String));
        assert_eq!(ty.value, parse_str("Option<Sensitive<String>>").unwrap());
        assert_eq!(ty.present, parse_str("Sensitive<String>").unwrap());
        let ty = read("(Option<(i64)>)").unwrap();
        assert_eq!((ty.storage, ty.optional, ty.kind), (Storage::Column, true, Kind::I64));
    }
}
