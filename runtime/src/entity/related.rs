//! How generated code names the entity of another resource: if the type is none, that is one fault, at the relation, and
//! not another one at each of SeaORM's traits.
//!
//! `Relatable::<T>::IS` is the inherent constant where its bound holds and the trait's otherwise. The descriptor names the
//! type with the bound itself, and so does not compile then, and says why.

use std::{fmt, marker::PhantomData, str::FromStr};

use sea_orm::{
    ActiveModelBehavior, ActiveModelTrait, ActiveValue, ColumnDef, ColumnTrait, DbErr, EntityName, EntityTrait,
    FromQueryResult, IdenStatic, Iterable, ModelTrait, PrimaryKeyToColumn, PrimaryKeyTrait, QueryResult, Value,
    sea_query::{ArrayType, Iden},
};

use super::{NoRelation, Resource};
use crate::{__private::stub, field_type::If};

/// A type that generated code wants to relate to.
pub struct Relatable<T>(PhantomData<T>);

impl<T: Resource> Relatable<T> {
    /// Whether it is a resource.
    pub const IS: bool = true;
}

/// The same of a type that is no resource.
pub trait Unrelatable {
    const IS: bool = false;
}

impl<T> Unrelatable for Relatable<T> {}

/// The entity of `T` if it `IS` a resource, and otherwise one that stands in.
pub type EntityOf<T, const IS: bool> = <If<IS> as SelectEntity<T>>::Entity;

/// An entity that depends on a condition.
pub trait SelectEntity<T> {
    type Entity: EntityTrait;
}

impl<T: Resource> SelectEntity<T> for If<true> {
    type Entity = T::EntityType;
}

impl<T: 'static> SelectEntity<T> for If<false> {
    type Entity = NoEntity<T>;
}

/// Stands for the entity of a type that is no resource, for its rows, its columns and its key. There is one for each type,
/// since no two implementations of a trait may be for the same one.
pub struct NoEntity<T>(PhantomData<fn() -> T>);

impl<T> Clone for NoEntity<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for NoEntity<T> {}

impl<T> Default for NoEntity<T> {
    fn default() -> Self {
        Self(PhantomData)
    }
}

impl<T> fmt::Debug for NoEntity<T> {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        stub()
    }
}

impl<T: 'static> Iden for NoEntity<T> {
    fn unquoted(&self) -> &str {
        stub()
    }
}

impl<T: 'static> IdenStatic for NoEntity<T> {
    fn as_str(&self) -> &'static str {
        stub()
    }
}

impl<T: 'static> EntityName for NoEntity<T> {
    fn table_name(&self) -> &'static str {
        stub()
    }
}

impl<T: 'static> EntityTrait for NoEntity<T> {
    type Model = Self;
    type ModelEx = Self;
    type ActiveModel = Self;
    type ActiveModelEx = Self;
    type Column = Self;
    type PrimaryKey = Self;
    type Relation = NoRelation;
}

impl<T: 'static> ModelTrait for NoEntity<T> {
    type Entity = Self;

    fn get(&self, _: Self) -> Value {
        stub()
    }

    fn get_value_type(_: Self) -> ArrayType {
        stub()
    }

    fn try_set(&mut self, _: Self, _: Value) -> Result<(), DbErr> {
        stub()
    }
}

impl<T> FromQueryResult for NoEntity<T> {
    fn from_query_result(_: &QueryResult, _: &str) -> Result<Self, DbErr> {
        stub()
    }
}

impl<T: 'static> ActiveModelBehavior for NoEntity<T> {}

impl<T: 'static> ActiveModelTrait for NoEntity<T> {
    type Entity = Self;

    fn take(&mut self, _: Self) -> ActiveValue<Value> {
        stub()
    }

    fn get(&self, _: Self) -> ActiveValue<Value> {
        stub()
    }

    fn set_if_not_equals(&mut self, _: Self, _: Value) {
        stub()
    }

    fn try_set(&mut self, _: Self, _: Value) -> Result<(), DbErr> {
        stub()
    }

    fn not_set(&mut self, _: Self) {
        stub()
    }

    fn is_not_set(&self, _: Self) -> bool {
        stub()
    }

    fn default() -> Self {
        stub()
    }

    fn default_values() -> Self {
        stub()
    }

    fn reset(&mut self, _: Self) {
        stub()
    }
}

impl<T> Iterable for NoEntity<T> {
    type Iterator = std::iter::Empty<Self>;

    fn iter() -> Self::Iterator {
        std::iter::empty()
    }
}

impl<T> FromStr for NoEntity<T> {
    type Err = fmt::Error;

    fn from_str(_: &str) -> Result<Self, fmt::Error> {
        stub()
    }
}

impl<T: 'static> ColumnTrait for NoEntity<T> {
    type EntityName = Self;

    fn def(&self) -> ColumnDef {
        stub()
    }
}

impl<T: 'static> PrimaryKeyTrait for NoEntity<T> {
    type ValueType = i64;

    fn auto_increment() -> bool {
        stub()
    }
}

impl<T: 'static> PrimaryKeyToColumn for NoEntity<T> {
    type Column = Self;

    fn into_column(self) -> Self {
        stub()
    }

    fn from_column(_: Self) -> Option<Self> {
        stub()
    }
}
