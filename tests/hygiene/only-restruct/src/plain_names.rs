//! Fields, constants and types that are called as the parameters and the types of generated code are.

#![allow(missing_docs)]

use restruct::prelude::*;

/// A row of such names.
#[allow(clippy::pub_underscore_fields)]
#[derive(Clone, Debug, Resource)]
#[resource(access(read = Model, write = public), sort(position, -value), unique(source, cells))]
pub struct Plain {
    pub id: i64,
    pub self_: String,
    pub cells: i64,
    pub source: Option<String>,
    pub position: i64,
    #[resource(sort, default = value())]
    #[validate(range(min = position()))]
    pub value: i64,
    #[resource(on_create = text())]
    pub column: String,
    pub f: f64,
    pub model: bool,
    pub row: Input<String>,
    pub text: Input<Option<i64>>,
    pub serializer: Uuid,
    pub default: String,
    pub new: String,
    pub get: String,
    pub take: String,
    pub prefix: String,
    pub descriptor: String,
    pub entity: String,
    pub iter: String,
    #[resource(exposed)]
    pub token: String,
    #[resource(rename = "rt")]
    pub __rt: String,
    pub _unused: Option<bool>,
    #[resource(rename = "first", column = "N1")]
    pub _1: Option<bool>,
}

const fn value() -> i64 {
    1
}

const fn position() -> i64 {
    0
}

fn text() -> String {
    String::from("text")
}

/// A rule with a name that is a type's in `SeaORM`.
pub struct Model;

impl Rule<Plain> for Model {
    fn filter(_: Option<&Principal>) -> Filter<Plain> {
        Filter::eq(PlainColumn::Self_, String::from("self")).not()
    }
}
