/// The SeaORM entity of [`Author`].
#[derive(::core::clone::Clone, ::core::marker::Copy)]
#[derive(::core::fmt::Debug, ::core::default::Default)]
pub struct AuthorEntity;
/// The columns of [`Author`].
#[derive(::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug)]
#[repr(u16)]
#[allow(missing_docs, clippy::enum_variant_names)]
pub enum AuthorColumn {
    Id = 0,
    Name = 1,
    Email = 2,
    Age = 3,
    Rating = 4,
    Active = 5,
    Born = 6,
    JoinedAt = 7,
}
/// The key of [`Author`].
#[derive(::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug)]
#[allow(missing_docs, clippy::enum_variant_names)]
pub enum AuthorPrimaryKey {
    Id,
}
/// The relations in SeaORM's sense of [`Author`].
pub type AuthorRelation = ::restruct::__private::NoRelation;
/// Columns to write of [`Author`], each set or not.
#[derive(::core::clone::Clone, ::core::default::Default)]
#[allow(missing_docs, non_snake_case, clippy::pedantic)]
pub struct AuthorActiveModel {
    pub id: ::restruct::__private::ActiveValue<i64>,
    pub name: ::restruct::__private::ActiveValue<String>,
    pub email: ::restruct::__private::ActiveValue<String>,
    pub age: ::restruct::__private::ActiveValue<i32>,
    pub rating: ::restruct::__private::ActiveValue<f64>,
    pub active: ::restruct::__private::ActiveValue<bool>,
    pub born: ::restruct::__private::ActiveValue<Option<NaiveDate>>,
    pub joined_at: ::restruct::__private::ActiveValue<DateTime<Utc>>,
}
/// What a create of [`Author`] takes.
#[allow(missing_docs, non_snake_case, clippy::pedantic)]
pub struct AuthorCreate {
    pub name: String,
    pub email: String,
    pub age: i32,
    pub rating: f64,
    pub active: bool,
    pub born: Option<NaiveDate>,
    pub joined_at: DateTime<Utc>,
}
/// What an update of [`Author`] takes.
#[allow(missing_docs, non_snake_case, clippy::pedantic)]
pub struct AuthorUpdate {
    pub name: ::restruct::__private::Patch<String>,
    pub email: ::restruct::__private::Patch<String>,
    pub age: ::restruct::__private::Patch<i32>,
    pub rating: ::restruct::__private::Patch<f64>,
    pub active: ::restruct::__private::Patch<bool>,
    pub born: ::restruct::__private::Patch<Option<NaiveDate>>,
    pub joined_at: ::restruct::__private::Patch<DateTime<Utc>>,
}
#[allow(deprecated)]
const _: () = {
    use ::restruct::__private as __rt;
    use __rt::{Declared as _, Undeclared as _};
    impl __rt::Iden for AuthorEntity {
        fn quoted(&self) -> ::std::borrow::Cow<'static, str> {
            ::std::borrow::Cow::Borrowed("authors")
        }
        fn unquoted(&self) -> &str {
            "authors"
        }
    }
    impl __rt::IdenStatic for AuthorEntity {
        fn as_str(&self) -> &'static str {
            "authors"
        }
    }
    impl __rt::EntityName for AuthorEntity {
        fn table_name(&self) -> &'static str {
            "authors"
        }
    }
    impl __rt::EntityTrait for AuthorEntity {
        type Model = Author;
        type ModelEx = Author;
        type ActiveModel = AuthorActiveModel;
        type ActiveModelEx = AuthorActiveModel;
        type Column = AuthorColumn;
        type PrimaryKey = AuthorPrimaryKey;
        type Relation = AuthorRelation;
    }
    impl __rt::Iden for AuthorColumn {
        fn quoted(&self) -> ::std::borrow::Cow<'static, str> {
            ::std::borrow::Cow::Borrowed(__rt::column_identifier::<Author>(*self))
        }
        fn unquoted(&self) -> &str {
            __rt::column_identifier::<Author>(*self)
        }
    }
    impl __rt::IdenStatic for AuthorColumn {
        fn as_str(&self) -> &'static str {
            __rt::column_identifier::<Author>(*self)
        }
    }
    impl __rt::Iterable for AuthorColumn {
        type Iterator = __rt::Variants<Self>;
        fn iter() -> Self::Iterator {
            __rt::variants(
                &[
                    Self::Id,
                    Self::Name,
                    Self::Email,
                    Self::Age,
                    Self::Rating,
                    Self::Active,
                    Self::Born,
                    Self::JoinedAt,
                ],
            )
        }
    }
    impl ::core::str::FromStr for AuthorColumn {
        type Err = __rt::ColumnFromStrErr;
        fn from_str(text: &str) -> ::core::result::Result<Self, Self::Err> {
            __rt::column_from_text::<Author>(text)
        }
    }
    impl __rt::ColumnTrait for AuthorColumn {
        type EntityName = AuthorEntity;
        fn def(&self) -> __rt::ColumnDef {
            __rt::column_definition::<Author>(*self)
        }
    }
    impl __rt::ColumnPosition for AuthorColumn {
        fn position(self) -> usize {
            self as usize
        }
    }
    impl __rt::Iden for AuthorPrimaryKey {
        fn unquoted(&self) -> &str {
            __rt::key_identifier(*self)
        }
    }
    impl __rt::IdenStatic for AuthorPrimaryKey {
        fn as_str(&self) -> &'static str {
            __rt::key_identifier(*self)
        }
    }
    impl __rt::Iterable for AuthorPrimaryKey {
        type Iterator = __rt::Variants<Self>;
        fn iter() -> Self::Iterator {
            __rt::variants(&[Self::Id])
        }
    }
    impl __rt::PrimaryKeyTrait for AuthorPrimaryKey {
        type ValueType = i64;
        fn auto_increment() -> bool {
            true
        }
    }
    impl __rt::PrimaryKeyToColumn for AuthorPrimaryKey {
        type Column = AuthorColumn;
        fn into_column(self) -> AuthorColumn {
            match self {
                Self::Id => AuthorColumn::Id,
            }
        }
        fn from_column(column: AuthorColumn) -> ::core::option::Option<Self> {
            __rt::key_from_column(column)
        }
    }
    impl ::core::fmt::Debug for AuthorActiveModel {
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __rt::debug_active_model::<Author>(self, "AuthorActiveModel", f)
        }
    }
    impl __rt::Slots for AuthorActiveModel {
        fn __slot(&self, position: usize) -> __rt::SlotRef<'_> {
            match position {
                0 => ::core::option::Option::Some(&self.id),
                1 => ::core::option::Option::Some(&self.name),
                2 => ::core::option::Option::Some(&self.email),
                3 => ::core::option::Option::Some(&self.age),
                4 => ::core::option::Option::Some(&self.rating),
                5 => ::core::option::Option::Some(&self.active),
                6 => ::core::option::Option::Some(&self.born),
                7 => ::core::option::Option::Some(&self.joined_at),
                _ => ::core::option::Option::None,
            }
        }
        fn __slot_mut(&mut self, position: usize) -> __rt::SlotMut<'_> {
            match position {
                0 => ::core::option::Option::Some(&mut self.id),
                1 => ::core::option::Option::Some(&mut self.name),
                2 => ::core::option::Option::Some(&mut self.email),
                3 => ::core::option::Option::Some(&mut self.age),
                4 => ::core::option::Option::Some(&mut self.rating),
                5 => ::core::option::Option::Some(&mut self.active),
                6 => ::core::option::Option::Some(&mut self.born),
                7 => ::core::option::Option::Some(&mut self.joined_at),
                _ => ::core::option::Option::None,
            }
        }
    }
    impl ::core::convert::From<Author> for AuthorActiveModel {
        fn from(row: Author) -> Self {
            __rt::active_model_from(&row)
        }
    }
    impl __rt::IntoActiveModel<AuthorActiveModel> for Author {
        fn into_active_model(self) -> AuthorActiveModel {
            __rt::active_model_from(&self)
        }
    }
    impl ::core::convert::TryFrom<AuthorActiveModel> for Author {
        type Error = __rt::DbErr;
        fn try_from(model: AuthorActiveModel) -> __rt::DbResult<Self> {
            __rt::model_from(model)
        }
    }
    impl __rt::TryIntoModel<Author> for AuthorActiveModel {
        fn try_into_model(self) -> __rt::DbResult<Author> {
            __rt::model_from(self)
        }
    }
    impl __rt::ActiveModelBehavior for AuthorActiveModel {}
    impl __rt::ActiveModelTrait for AuthorActiveModel {
        type Entity = AuthorEntity;
        fn take(&mut self, column: AuthorColumn) -> __rt::ActiveValue<__rt::Value> {
            __rt::slot_take(self, column as usize)
        }
        fn get(&self, column: AuthorColumn) -> __rt::ActiveValue<__rt::Value> {
            __rt::slot_ref(self, column as usize).get()
        }
        fn set_if_not_equals(&mut self, column: AuthorColumn, value: __rt::Value) {
            __rt::slot_set_if_not_equals(self, column as usize, value);
        }
        fn try_set(
            &mut self,
            column: AuthorColumn,
            value: __rt::Value,
        ) -> __rt::DbResult {
            __rt::slot_set(self, column as usize, value)
        }
        fn not_set(&mut self, column: AuthorColumn) {
            __rt::slot_clear(self, column as usize);
        }
        fn is_not_set(&self, column: AuthorColumn) -> bool {
            __rt::slot_ref(self, column as usize).is_not_set()
        }
        fn default() -> Self {
            <AuthorActiveModel as ::core::default::Default>::default()
        }
        fn default_values() -> Self {
            <AuthorActiveModel as ::core::default::Default>::default()
        }
        fn reset(&mut self, column: AuthorColumn) {
            __rt::slot_reset(self, column as usize);
        }
    }
    #[automatically_derived]
    impl __rt::ModelTrait for Author {
        type Entity = AuthorEntity;
        fn get(&self, column: AuthorColumn) -> __rt::Value {
            __rt::model_get(self, column)
        }
        fn get_value_type(column: AuthorColumn) -> __rt::ArrayType {
            __rt::array_type::<Self>(column)
        }
        fn try_set(
            &mut self,
            column: AuthorColumn,
            value: __rt::Value,
        ) -> __rt::DbResult {
            __rt::model_set(self, column, value)
        }
    }
    #[automatically_derived]
    impl __rt::FromQueryResult for Author {
        fn from_query_result(row: &__rt::Row, prefix: &str) -> __rt::DbResult<Self> {
            __rt::model_from_query(row, prefix)
        }
        fn from_query_result_nullable(
            row: &__rt::Row,
            prefix: &str,
        ) -> ::core::result::Result<Self, __rt::TryGetError> {
            __rt::model_from_query_nullable(row, prefix)
        }
    }
    #[automatically_derived]
    impl __rt::Serialize for Author {
        fn serialize<S: __rt::Serializer>(&self, serializer: S) -> __rt::Serialized<S> {
            __rt::serialize_model(self, serializer)
        }
    }
    impl __rt::InputType for AuthorCreate {
        fn __build(source: &mut dyn __rt::CellSource) -> __rt::DbResult<Self> {
            ::core::result::Result::Ok(Self {
                name: __rt::build_column(source, 1)?,
                email: __rt::build_column(source, 2)?,
                age: __rt::build_column(source, 3)?,
                rating: __rt::build_column(source, 4)?,
                active: __rt::build_column(source, 5)?,
                born: __rt::build_column(source, 6)?,
                joined_at: __rt::build_column(source, 7)?,
            })
        }
        fn __take(self, cells: &mut __rt::Cells) {
            cells.put(1, &self.name);
            cells.put(2, &self.email);
            cells.put(3, &self.age);
            cells.put(4, &self.rating);
            cells.put(5, &self.active);
            cells.put(6, &self.born);
            cells.put(7, &self.joined_at);
        }
    }
    impl __rt::InputType for AuthorUpdate {
        fn __build(source: &mut dyn __rt::CellSource) -> __rt::DbResult<Self> {
            ::core::result::Result::Ok(Self {
                name: __rt::build_patch(source, 1)?,
                email: __rt::build_patch(source, 2)?,
                age: __rt::build_patch(source, 3)?,
                rating: __rt::build_patch(source, 4)?,
                active: __rt::build_patch(source, 5)?,
                born: __rt::build_patch(source, 6)?,
                joined_at: __rt::build_patch(source, 7)?,
            })
        }
        fn __take(self, cells: &mut __rt::Cells) {
            cells.put_patch(1, &self.name);
            cells.put_patch(2, &self.email);
            cells.put_patch(3, &self.age);
            cells.put_patch(4, &self.rating);
            cells.put_patch(5, &self.active);
            cells.put_patch(6, &self.born);
            cells.put_patch(7, &self.joined_at);
        }
    }
    #[automatically_derived]
    impl __rt::Resource for Author {
        type EntityType = AuthorEntity;
        type ColumnType = AuthorColumn;
        type ActiveModelType = AuthorActiveModel;
        type Create = AuthorCreate;
        type Update = AuthorUpdate;
        const __SHAPE: __rt::Shape = __rt::Shape {
            name: "Author",
            fields: &[
                __rt::Field::new::<i64>("id").flags(__rt::Flags::AUTO_KEY),
                __rt::Field::new::<String>("name"),
                __rt::Field::new::<String>("email"),
                __rt::Field::new::<i32>("age"),
                __rt::Field::new::<f64>("rating"),
                __rt::Field::new::<bool>("active"),
                __rt::Field::new::<Option<NaiveDate>>("born"),
                __rt::Field::new::<DateTime<Utc>>("joined_at"),
            ],
            key: &[0],
            ..__rt::Shape::UNSAID
        };
        fn descriptor() -> &'static __rt::Descriptor {
            static __DESCRIPTOR: __rt::Descriptor = __rt::Descriptor {
                description: "Somebody who writes.",
                path: "authors",
                table: "authors",
                access: __rt::Access::all(&__rt::Rule::Public),
                hooks: || (&__rt::Probe::<Author, Author>::NEW).hooks(),
                ..__rt::Descriptor::of(<Author as __rt::Resource>::__SHAPE)
            };
            &__DESCRIPTOR
        }
        fn __cell(&self, position: usize) -> __rt::CellRef<'_> {
            match position {
                0 => ::core::option::Option::Some(&self.id),
                1 => ::core::option::Option::Some(&self.name),
                2 => ::core::option::Option::Some(&self.email),
                3 => ::core::option::Option::Some(&self.age),
                4 => ::core::option::Option::Some(&self.rating),
                5 => ::core::option::Option::Some(&self.active),
                6 => ::core::option::Option::Some(&self.born),
                7 => ::core::option::Option::Some(&self.joined_at),
                _ => ::core::option::Option::None,
            }
        }
        fn __build(source: &mut dyn __rt::CellSource) -> __rt::DbResult<Self> {
            ::core::result::Result::Ok(Self {
                id: __rt::build_column(source, 0)?,
                name: __rt::build_column(source, 1)?,
                email: __rt::build_column(source, 2)?,
                age: __rt::build_column(source, 3)?,
                rating: __rt::build_column(source, 4)?,
                active: __rt::build_column(source, 5)?,
                born: __rt::build_column(source, 6)?,
                joined_at: __rt::build_column(source, 7)?,
            })
        }
    }
};
