mod length;
mod range;
mod row;
mod text;

use sea_orm::Value;

use super::check;
use crate::descriptor::Check;

fn text(text: &str) -> Value {
    Value::String(Some(text.to_owned()))
}

/// The code of what the rule finds.
fn code(rule: &Check, value: &Value) -> Option<String> {
    check(rule, value).err().map(|finding| finding.code.into_owned())
}

fn passes(rule: &Check, value: &Value) -> bool {
    code(rule, value).is_none()
}
