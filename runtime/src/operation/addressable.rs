use sea_orm::Value;

use crate::{
    descriptor::Descriptor,
    error::{Violation, code, pointer_to},
    input::Cells,
};

/// A key that no path can name: `/pages/` is another resource, and clients take `/pages/..` for the directory above
/// (RFC 3986, section 5.2.4). Parts of a composite key stand beside a comma and so are neither.
pub fn check_addressable(descriptor: &'static Descriptor, cells: &Cells) -> Option<Violation> {
    let &[key] = descriptor.key else { return None };
    let Some(Value::String(Some(text))) = cells.get(key) else { return None };
    let pointer = pointer_to(descriptor.fields[key].wire);
    match text.as_str() {
        "" => Some(Violation::at(pointer, code::TOO_SHORT, "must not be empty").param("min", 1)),
        "." | ".." => Some(Violation::at(pointer, code::BAD_FORMAT, "must not be `.` or `..`")),
        _ => None,
    }
}
