//! A resource with a field of each type.

use restruct::prelude::*;

/// A row with a field of each type.
#[derive(Clone, Debug, Resource)]
#[resource(access(public), operations(list, get, create, update, replace, delete))]
pub struct Anything {
    pub id: i64,
    #[resource(sort)]
    pub flag: Option<bool>,
    #[resource(sort)]
    pub small: Option<i16>,
    #[resource(sort)]
    pub number: Option<i32>,
    #[resource(sort)]
    pub large: Option<i64>,
    #[resource(sort)]
    pub count: Option<u32>,
    #[resource(sort)]
    pub single: Option<f32>,
    #[resource(sort)]
    pub double: Option<f64>,
    #[resource(sort)]
    pub price: Option<Decimal>,
    #[resource(sort, unique)]
    #[validate(length(max = 40))]
    pub text: Option<String>,
    #[resource(sort)]
    pub uid: Option<Uuid>,
    #[resource(sort)]
    pub moment: Option<DateTime<Utc>>,
    #[resource(sort)]
    pub local: Option<NaiveDateTime>,
    #[resource(sort)]
    pub day: Option<NaiveDate>,
    #[resource(sort)]
    pub time: Option<NaiveTime>,
    pub document: Option<Json>,
    pub bytes: Option<Vec<u8>>,
    #[resource(version)]
    pub version: i64,
}

impl Anything {
    pub const SORTABLE: [&str; 14] = [
        "flag", "small", "number", "large", "count", "single", "double", "price", "text", "uid", "moment", "local",
        "day", "time",
    ];
    pub const OTHERS: [&str; 5] = ["id", "document", "bytes", "version", "x"];
}
