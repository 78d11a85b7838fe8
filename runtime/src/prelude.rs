//! What a file of resources needs: `use restruct::prelude::*;`.

pub use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
pub use rust_decimal::Decimal;
pub use sea_orm::ActiveValue::{NotSet, Set, Unchanged};
pub use uuid::Uuid;

pub use crate::{
    App, Authenticate, BelongsTo, Context, Error, Filter, HasMany, HasOne, Hooks, Input, Json, Patch, Principal,
    Resource, ResourceEnum, Result, Rule, Scoped, Sensitive,
};
