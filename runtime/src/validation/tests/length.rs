use sea_orm::Value;
use serde_json::json;

use super::{code, passes, text};
use crate::{descriptor::Check, validation::check};

fn length(min: Option<u64>, max: Option<u64>, equal: Option<u64>) -> Check {
    Check::Length { min, max, equal }
}

#[test]
fn lengths_count_characters_of_texts_and_bytes_of_bytes() {
    let rule = length(Some(2), Some(3), None);
    assert_eq!(code(&rule, &text("é")).as_deref(), Some("too_short"));
    assert!(passes(&rule, &text("éé")));
    assert!(passes(&rule, &text("🦀🦀🦀")));
    assert_eq!(code(&rule, &text("éééé")).as_deref(), Some("too_long"));
    assert_eq!(code(&rule, &Value::Bytes(Some(vec![0]))).as_deref(), Some("too_short"));
    assert_eq!(code(&rule, &Value::Bytes(Some(vec![0; 4]))).as_deref(), Some("too_long"));
    let exact = length(None, None, Some(2));
    assert_eq!(code(&exact, &text("a")).as_deref(), Some("too_short"));
    assert_eq!(code(&exact, &text("abc")).as_deref(), Some("too_long"));
    assert!(passes(&exact, &text("ab")));
}

#[test]
fn a_length_says_its_bounds() {
    let finding = check(&length(Some(1), Some(3), None), &text("")).unwrap_err();
    assert_eq!(finding.detail, "must have at least 1 character");
    assert_eq!(finding.params, [("min".into(), json!(1)), ("max".into(), json!(3))]);
    let finding = check(&length(None, Some(2), None), &Value::Bytes(Some(vec![0; 3]))).unwrap_err();
    assert_eq!(finding.detail, "must have at most 2 bytes");
    assert_eq!(finding.params, [("max".into(), json!(2))]);
}
