use sea_orm::Value;
use serde_json::json;
use validator::ValidationError;

use super::{code, passes, text};
use crate::{
    body::fixture::descriptor,
    descriptor::{Check, Descriptor, Field, Flags, RowCheck, Validation, number},
    error::{Place, Violation},
    input::Cells,
    validation::{check_cells, check_row},
};

#[test]
fn null_passes_all_rules_but_required() {
    let rules = [
        Check::Email,
        Check::Url,
        Check::Length { min: Some(1), max: None, equal: None },
        Check::Range { min: Some(|| number(1_i64)), max: None, exclusive_min: None, exclusive_max: None },
        Check::Contains("a"),
        Check::MustMatch(0),
    ];
    for rule in rules {
        assert!(passes(&rule, &Value::String(None)), "{rule:?}");
    }
    assert_eq!(code(&Check::Required, &Value::String(None)).as_deref(), Some("required"));
    assert!(passes(&Check::Required, &text("")));
    let never = Check::Custom(|_| Err(ValidationError::new("never")));
    assert!(passes(&never, &Value::String(None)));
}

fn no_spam(value: &Value) -> Result<(), ValidationError> {
    match value {
        Value::String(Some(text)) if text.contains("spam") => {
            let mut error = ValidationError::new("spam");
            error.add_param("value".into(), text);
            error.add_param("limit".into(), &3);
            Err(error.with_message("no spam here".into()))
        }
        _ => Ok(()),
    }
}

static RULES: Descriptor = Descriptor {
    row_checks: &[
        RowCheck { check: always, skip_on_field_errors: true, code: None, message: None },
        RowCheck { check: always, skip_on_field_errors: false, code: Some("schema"), message: Some("the row is odd") },
    ],
    ..descriptor(&[
        Field::new::<Option<String>>("title").wire("Title").validations(&[
            Validation::new(Check::Length { min: Some(2), max: None, equal: None }),
            Validation::new(Check::Contains("x")).code("no_x").message("needs an x"),
        ]),
        Field::new::<String>("text").validations(&[Validation::new(Check::Custom(no_spam))]),
        Field::new::<String>("password").flags(Flags::INPUT).validations(&[Validation::new(Check::MustMatch(3))]),
        Field::new::<String>("again").wire("passwordAgain").flags(Flags::INPUT),
    ])
};

fn always(row: &[Value]) -> Result<(), ValidationError> {
    assert_eq!(row.len(), 4);
    Err(ValidationError::new("odd"))
}

#[test]
fn each_rule_of_each_given_field_is_told_at_its_pointer() {
    let mut cells = Cells::new(&RULES);
    assert_eq!(check_cells(&RULES, &cells), []);
    cells.set(0, text("a"));
    cells.set(1, text("spam"));
    let found = check_cells(&RULES, &cells);
    let told: Vec<_> = found.iter().map(|found| (found.place().clone(), found.code(), found.detail())).collect();
    let at = |pointer: &str| Place::Pointer(pointer.to_owned());
    let expected = [
        (at("/Title"), "too_short", "must have at least 2 characters"),
        (at("/Title"), "no_x", "needs an x"),
        (at("/text"), "spam", "no spam here"),
    ];
    assert_eq!(told, expected);
    assert_eq!(serde_json::Value::Object(found[1].params().clone()), json!({"contains": "x"}));
    // The validator crate's own `value` would be what the client sent.
    assert_eq!(serde_json::Value::Object(found[2].params().clone()), json!({"limit": 3}));
}

#[test]
fn rules_of_several_fields_see_the_whole_row() {
    let unread = Cells::new(&RULES);
    let codes = |row: &[Value], earlier: &[Violation]| -> Vec<String> {
        let found = check_row(&RULES, row, &unread, earlier);
        found.iter().map(|found| format!("{:?} {}", found.place(), found.code())).collect()
    };
    let schema = "Pointer(\"\") schema";
    let matching = [Value::String(None), text(""), text("a"), text("a")];
    let wrong = |pointer: &str| vec![Violation::at(pointer, "too_short", "")];
    assert_eq!(codes(&matching, &[]), ["Pointer(\"\") odd", schema]);
    assert_eq!(codes(&matching, &wrong("/Title")), [schema]);
    let both_absent = [Value::String(None), text(""), Value::String(None), Value::String(None)];
    assert_eq!(codes(&both_absent, &wrong("/Title")), [schema]);
    for other in [text("b"), Value::String(None)] {
        let row = [Value::String(None), text(""), text("a"), other];
        assert_eq!(codes(&row, &[]), ["Pointer(\"/password\") no_match", schema]);
        for pointer in ["/password", "/passwordAgain"] {
            assert_eq!(codes(&row, &wrong(pointer)), [schema], "what could not be read is compared with no other");
        }
        let mut read = Cells::new(&RULES);
        read.set(2, text("a"));
        let found = check_row(&RULES, &row, &read, &wrong("/password"));
        assert_eq!(found[0].code(), "no_match");
        let found = &check_row(&RULES, &row, &read, &[])[0];
        assert_eq!(found.detail(), "must equal `passwordAgain`");
    }
}
