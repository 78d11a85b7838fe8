//! Resources written by hand, as the derive would write them.

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use rust_decimal::Decimal;
use sea_orm::Value;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    descriptor::{Access, Check, Descriptor, Field, Flags, Kind, Operations, PageLimits, Rule, Validation},
    field_type::{Json, NotOfType},
};

/// A resource of these fields and nothing else.
pub(crate) const fn descriptor(fields: &'static [Field]) -> Descriptor {
    Descriptor {
        name: "Sample",
        description: "",
        path: "samples",
        table: "samples",
        tag: "Samples",
        fields,
        key: &[0],
        sort: &[],
        page: PageLimits { size: 20, max: 100, total: false },
        operations: Operations(0),
        access: Access { read: Some(&Rule::Public), create: None, update: None, delete: None },
        uniques: &[],
        indexes: &[],
        relations: &[],
        depth: 3,
        row_checks: &[],
        hooks: Vec::new,
    }
}

/// What a typed JSON column holds.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Settings {
    pub dark: bool,
}

fn slug(value: Value) -> Result<Value, NotOfType> {
    match value {
        Value::String(Some(text)) if text.contains(' ') => {
            Err(NotOfType { pointer: String::new(), reason: "must be without spaces".to_owned() })
        }
        other => Ok(other),
    }
}

/// One field of each kind.
pub(crate) static KINDS: Descriptor = descriptor(&[
    Field::new::<bool>("flag"),
    Field::new::<i16>("small"),
    Field::new::<i32>("medium"),
    Field::new::<i64>("big"),
    Field::new::<u32>("count"),
    Field::new::<f32>("single"),
    Field::new::<f64>("double"),
    Field::new::<Decimal>("price"),
    Field::new::<String>("title"),
    Field::new::<Uuid>("code"),
    Field::new::<DateTime<Utc>>("moment"),
    Field::new::<NaiveDateTime>("local"),
    Field::new::<NaiveDate>("day"),
    Field::new::<NaiveTime>("time"),
    Field::new::<Option<Json>>("document"),
    Field::new::<Json<Settings>>("settings"),
    Field::new::<Vec<u8>>("bytes"),
    Field { kind: Kind::Choice(&["draft", "published"]), ..Field::new::<String>("status") },
    Field { accepts: Some(slug), ..Field::new::<Option<String>>("slug") },
    Field::new::<Decimal>("share").decimal(2, 2),
]);

/// One field of each word.
pub(crate) static WORDS: Descriptor = descriptor(&[
    Field::new::<i64>("id").flags(Flags::KEY | Flags::AUTO),
    Field::new::<String>("title"),
    Field::new::<Option<String>>("body"),
    Field::new::<i64>("views").flags(Flags::READ_ONLY),
    Field::new::<i64>("author_id").wire("authorId").flags(Flags::IMMUTABLE | Flags::CALLER),
    Field::new::<String>("origin").flags(Flags::IMMUTABLE),
    Field::new::<String>("pin").flags(Flags::IMMUTABLE | Flags::WRITE_ONLY),
    Field::new::<String>("password").flags(Flags::INPUT | Flags::WRITE_ONLY),
    Field::new::<Option<String>>("secret").flags(Flags::HIDDEN),
    Field::new::<String>("token").flags(Flags::WRITE_ONLY),
    Field::new::<bool>("open").default(|| Value::Bool(Some(true)), true),
    Field::new::<i64>("version").flags(Flags::READ_ONLY | Flags::VERSION),
    Field::new::<Option<String>>("nick").validations(&[Validation::new(Check::Required)]),
    Field::new::<Option<i64>>("odd").wire("a/b~c"),
]);
