mod laws;
mod malformed;
mod values;
mod words;

use sea_orm::Value;
use serde_json::json;

use super::{Body, Mode, fixture::KINDS, read};
use crate::error::{Place, Violation};

/// The pointers and codes of what is wrong.
fn faults(body: &Body) -> Vec<(String, String)> {
    let pointer = |violation: &Violation| match violation.place() {
        Place::Pointer(pointer) => pointer.clone(),
        Place::Parameter(name) => panic!("{name} is no pointer"),
    };
    body.violations.iter().map(|violation| (pointer(violation), violation.code().to_owned())).collect()
}

/// The value that a field of [`KINDS`] gets from this JSON text, or what is wrong with it.
fn value_of(field: &str, text: &str) -> Result<Value, Violation> {
    let mut body = read(format!("{{\"{field}\":{text}}}").as_bytes(), &KINDS, Mode::Update).unwrap();
    match body.violations.pop() {
        Some(violation) => {
            assert!(body.violations.is_empty(), "{field} {text}: {:?}", body.violations);
            let Place::Pointer(pointer) = violation.place() else { panic!("{violation:?}") };
            assert!(format!("{pointer}/").starts_with(&format!("/{field}/")), "{pointer}");
            Err(violation)
        }
        None => {
            let (position, _) = KINDS.field(field).unwrap();
            Ok(body.cells.get(position).unwrap().clone())
        }
    }
}

#[test]
fn a_fault_never_repeats_the_value() {
    let texts = ["\"hunter2\"", "[\"hunter2\"]", "{\"hunter2\":1}", "\"hunter2\\ud800\"", "\"hunter2\\u0000\""];
    for field in KINDS.fields {
        for text in texts {
            if let Err(violation) = value_of(field.wire, text) {
                let told = format!("{} {}", violation.detail(), json!(violation.params()));
                assert!(!told.contains("hunter2"), "{told}");
            }
        }
    }
}
