//! Types that many reach for and no column has.

use syn::{PathSegment, Type};

use super::types::{is_bytes, last_segment, single_argument};
use crate::errors::{Errors, shown};

/// BAD: `u64`, `&'static str`, `HashMap<String, i64>`, `(i64, i64)`
pub(super) fn supported(plain: &Type, errors: &Errors) -> bool {
    let instead = match plain {
        Type::Path(path) => path.path.segments.last().and_then(instead_of_path),
        Type::Reference(_) => Some("own the value: `String` for `&str`, `Vec<u8>` for `&[u8]`"),
        Type::Tuple(_) | Type::Array(_) | Type::Slice(_) => Some("use a field for each part, or `Json<T>`"),
        Type::FnPtr(_) | Type::ImplTrait(_) | Type::Infer(_) | Type::Never(_) | Type::Ptr(_) | Type::TraitObject(_) => {
            Some("use a type that a database can store, such as `String` or `i64`")
        }
        _ => None,
    };
    if let Some(instead) = instead {
        errors.report(plain, format!("`{}` cannot be the type of a field", shown(plain)), instead);
    }
    instead.is_none()
}

/// Well-known types that are no column, and what is.
const INSTEAD: &[(&[&str], &str)] = &[
    (&["u64", "usize", "isize"], "use `i64`, the widest integer that every database has"),
    (&["i8", "u8"], "use `i16`, the narrowest integer that every database has"),
    (&["u16"], "use `i32`"),
    (&["i128", "u128"], "use `Decimal`"),
    (&["char", "str", "Cow", "OsString", "PathBuf", "Path", "CString"], "use `String`"),
    (&["Box", "Rc", "Arc", "RefCell", "Cell", "Mutex"], "use the type itself, without what is around it"),
    (
        &["Vec", "VecDeque", "HashSet", "BTreeSet"],
        "use `Json<Vec<..>>`, or `HasMany<..>` for the rows of another resource",
    ),
    (&["HashMap", "BTreeMap"], "use `Json<T>`, or a resource of its own"),
    (
        &["BelongsTo", "HasOne", "HasMany"],
        "write the relation with nothing around it, as in `author: BelongsTo<Author>`",
    ),
    (&["SystemTime", "Instant", "OffsetDateTime", "Local", "FixedOffset"], "use `DateTime<Utc>`"),
    (&["PrimitiveDateTime"], "use `NaiveDateTime`"),
    (&["Duration", "TimeDelta"], "use `i64` and say the unit in the name, such as `timeout_seconds`"),
    (&["IpAddr", "Ipv4Addr", "Ipv6Addr"], "use `String` with `#[validate(ip)]`"),
    (&["BigDecimal"], "use `Decimal`"),
    (&["PhantomData"], "leave the field out"),
];

fn instead_of_path(segment: &PathSegment) -> Option<&'static str> {
    let name = segment.ident.to_string();
    match name.as_str() {
        "DateTime" => {
            let zone = last_segment(single_argument(segment)?)?;
            (zone.ident != "Utc").then_some("use `DateTime<Utc>`: the server keeps times in UTC")
        }
        "Vec" if is_bytes(segment) => None,
        name => INSTEAD.iter().find(|(names, _)| names.contains(&name)).map(|(_, instead)| *instead),
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::fault_of_field;

    #[test]
    fn other_well_known_types_name_what_to_use() {
        let expected = [
            ("u64", "`i64`"),
            ("Option<usize>", "`i64`"),
            ("u8", "`i16`"),
            ("&'static str", "`String`"),
            ("char", "`String`"),
            ("Box<String>", "without what is around it"),
            ("HashMap<String, i64>", "`Json<T>`"),
            ("Vec<String>", "`Json<Vec<..>>`"),
            ("Option<HashSet<Author>>", "`HasMany<..>`"),
            ("Option<BelongsTo<Author>>", "nothing around it"),
            ("[u8; 16]", "`Json<T>`"),
            ("(i64, i64)", "`Json<T>`"),
            ("SystemTime", "`DateTime<Utc>`"),
            ("DateTime<Local>", "`DateTime<Utc>`"),
            ("Sensitive<Option<String>>", "`Input<Option<Sensitive<T>>>`"),
            ("Option<Input<String>>", "`Input<Option<Sensitive<T>>>`"),
        ];
        for (ty, instead) in expected {
            let fault = fault_of_field(&format!("field: {ty}"));
            assert!(fault.contains(instead), "{ty}: {fault}");
        }
    }
}
