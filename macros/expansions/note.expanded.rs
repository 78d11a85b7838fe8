/// The SeaORM entity of [`Note`].
#[derive(::core::clone::Clone, ::core::marker::Copy)]
#[derive(::core::fmt::Debug, ::core::default::Default)]
pub struct NoteEntity;
/// The columns of [`Note`].
#[derive(::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug)]
#[repr(u16)]
#[allow(missing_docs, clippy::enum_variant_names)]
pub enum NoteColumn {
    Id = 0,
    Text = 1,
    AuthorId = 2,
    CreatedAt = 3,
}
/// The key of [`Note`].
#[derive(::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug)]
#[allow(missing_docs, clippy::enum_variant_names)]
pub enum NotePrimaryKey {
    Id,
}
/// The relations in SeaORM's sense of [`Note`].
pub type NoteRelation = ::restruct::__private::NoRelation;
/// Columns to write of [`Note`], each set or not.
#[derive(::core::clone::Clone, ::core::default::Default)]
#[allow(missing_docs, non_snake_case, clippy::pedantic)]
pub struct NoteActiveModel {
    pub id: ::restruct::__private::ActiveValue<i64>,
    pub text: ::restruct::__private::ActiveValue<String>,
    pub author_id: ::restruct::__private::ActiveValue<i64>,
    pub created_at: ::restruct::__private::ActiveValue<DateTime<Utc>>,
}
/// What a create of [`Note`] takes.
#[allow(missing_docs, non_snake_case, clippy::pedantic)]
pub struct NoteCreate {
    pub text: String,
    pub author_id: i64,
}
/// What an update of [`Note`] takes.
#[allow(missing_docs, non_snake_case, clippy::pedantic)]
pub struct NoteUpdate {
    pub text: ::restruct::__private::Patch<String>,
}
#[allow(deprecated)]
const _: () = {
    use ::restruct::__private as __rt;
    use __rt::{Declared as _, Undeclared as _};
    impl __rt::Iden for NoteEntity {
        fn quoted(&self) -> ::std::borrow::Cow<'static, str> {
            ::std::borrow::Cow::Borrowed("notes")
        }
        fn unquoted(&self) -> &str {
            "notes"
        }
    }
    impl __rt::IdenStatic for NoteEntity {
        fn as_str(&self) -> &'static str {
            "notes"
        }
    }
    impl __rt::EntityName for NoteEntity {
        fn table_name(&self) -> &'static str {
            "notes"
        }
    }
    impl __rt::EntityTrait for NoteEntity {
        type Model = Note;
        type ModelEx = Note;
        type ActiveModel = NoteActiveModel;
        type ActiveModelEx = NoteActiveModel;
        type Column = NoteColumn;
        type PrimaryKey = NotePrimaryKey;
        type Relation = NoteRelation;
    }
    impl __rt::Iden for NoteColumn {
        fn quoted(&self) -> ::std::borrow::Cow<'static, str> {
            ::std::borrow::Cow::Borrowed(__rt::column_identifier::<Note>(*self))
        }
        fn unquoted(&self) -> &str {
            __rt::column_identifier::<Note>(*self)
        }
    }
    impl __rt::IdenStatic for NoteColumn {
        fn as_str(&self) -> &'static str {
            __rt::column_identifier::<Note>(*self)
        }
    }
    impl __rt::Iterable for NoteColumn {
        type Iterator = __rt::Variants<Self>;
        fn iter() -> Self::Iterator {
            __rt::variants(&[Self::Id, Self::Text, Self::AuthorId, Self::CreatedAt])
        }
    }
    impl ::core::str::FromStr for NoteColumn {
        type Err = __rt::ColumnFromStrErr;
        fn from_str(text: &str) -> ::core::result::Result<Self, Self::Err> {
            __rt::column_from_text::<Note>(text)
        }
    }
    impl __rt::ColumnTrait for NoteColumn {
        type EntityName = NoteEntity;
        fn def(&self) -> __rt::ColumnDef {
            __rt::column_definition::<Note>(*self)
        }
    }
    impl __rt::ColumnPosition for NoteColumn {
        fn position(self) -> usize {
            self as usize
        }
    }
    impl __rt::Iden for NotePrimaryKey {
        fn unquoted(&self) -> &str {
            __rt::key_identifier(*self)
        }
    }
    impl __rt::IdenStatic for NotePrimaryKey {
        fn as_str(&self) -> &'static str {
            __rt::key_identifier(*self)
        }
    }
    impl __rt::Iterable for NotePrimaryKey {
        type Iterator = __rt::Variants<Self>;
        fn iter() -> Self::Iterator {
            __rt::variants(&[Self::Id])
        }
    }
    impl __rt::PrimaryKeyTrait for NotePrimaryKey {
        type ValueType = i64;
        fn auto_increment() -> bool {
            true
        }
    }
    impl __rt::PrimaryKeyToColumn for NotePrimaryKey {
        type Column = NoteColumn;
        fn into_column(self) -> NoteColumn {
            match self {
                Self::Id => NoteColumn::Id,
            }
        }
        fn from_column(column: NoteColumn) -> ::core::option::Option<Self> {
            __rt::key_from_column(column)
        }
    }
    impl ::core::fmt::Debug for NoteActiveModel {
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __rt::debug_active_model::<Note>(self, "NoteActiveModel", f)
        }
    }
    impl __rt::Slots for NoteActiveModel {
        fn __slot(&self, position: usize) -> __rt::SlotRef<'_> {
            match position {
                0 => ::core::option::Option::Some(&self.id),
                1 => ::core::option::Option::Some(&self.text),
                2 => ::core::option::Option::Some(&self.author_id),
                3 => ::core::option::Option::Some(&self.created_at),
                _ => ::core::option::Option::None,
            }
        }
        fn __slot_mut(&mut self, position: usize) -> __rt::SlotMut<'_> {
            match position {
                0 => ::core::option::Option::Some(&mut self.id),
                1 => ::core::option::Option::Some(&mut self.text),
                2 => ::core::option::Option::Some(&mut self.author_id),
                3 => ::core::option::Option::Some(&mut self.created_at),
                _ => ::core::option::Option::None,
            }
        }
    }
    impl ::core::convert::From<Note> for NoteActiveModel {
        fn from(row: Note) -> Self {
            __rt::active_model_from(&row)
        }
    }
    impl __rt::IntoActiveModel<NoteActiveModel> for Note {
        fn into_active_model(self) -> NoteActiveModel {
            __rt::active_model_from(&self)
        }
    }
    impl ::core::convert::TryFrom<NoteActiveModel> for Note {
        type Error = __rt::DbErr;
        fn try_from(model: NoteActiveModel) -> __rt::DbResult<Self> {
            __rt::model_from(model)
        }
    }
    impl __rt::TryIntoModel<Note> for NoteActiveModel {
        fn try_into_model(self) -> __rt::DbResult<Note> {
            __rt::model_from(self)
        }
    }
    impl __rt::ActiveModelBehavior for NoteActiveModel {}
    impl __rt::ActiveModelTrait for NoteActiveModel {
        type Entity = NoteEntity;
        fn take(&mut self, column: NoteColumn) -> __rt::ActiveValue<__rt::Value> {
            __rt::slot_take(self, column as usize)
        }
        fn get(&self, column: NoteColumn) -> __rt::ActiveValue<__rt::Value> {
            __rt::slot_ref(self, column as usize).get()
        }
        fn set_if_not_equals(&mut self, column: NoteColumn, value: __rt::Value) {
            __rt::slot_set_if_not_equals(self, column as usize, value);
        }
        fn try_set(&mut self, column: NoteColumn, value: __rt::Value) -> __rt::DbResult {
            __rt::slot_set(self, column as usize, value)
        }
        fn not_set(&mut self, column: NoteColumn) {
            __rt::slot_clear(self, column as usize);
        }
        fn is_not_set(&self, column: NoteColumn) -> bool {
            __rt::slot_ref(self, column as usize).is_not_set()
        }
        fn default() -> Self {
            <NoteActiveModel as ::core::default::Default>::default()
        }
        fn default_values() -> Self {
            <NoteActiveModel as ::core::default::Default>::default()
        }
        fn reset(&mut self, column: NoteColumn) {
            __rt::slot_reset(self, column as usize);
        }
    }
    #[automatically_derived]
    impl __rt::ModelTrait for Note {
        type Entity = NoteEntity;
        fn get(&self, column: NoteColumn) -> __rt::Value {
            __rt::model_get(self, column)
        }
        fn get_value_type(column: NoteColumn) -> __rt::ArrayType {
            __rt::array_type::<Self>(column)
        }
        fn try_set(&mut self, column: NoteColumn, value: __rt::Value) -> __rt::DbResult {
            __rt::model_set(self, column, value)
        }
    }
    #[automatically_derived]
    impl __rt::FromQueryResult for Note {
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
    impl __rt::Serialize for Note {
        fn serialize<S: __rt::Serializer>(&self, serializer: S) -> __rt::Serialized<S> {
            __rt::serialize_model(self, serializer)
        }
    }
    impl __rt::InputType for NoteCreate {
        fn __build(source: &mut dyn __rt::CellSource) -> __rt::DbResult<Self> {
            ::core::result::Result::Ok(Self {
                text: __rt::build_column(source, 1)?,
                author_id: __rt::build_column(source, 2)?,
            })
        }
        fn __take(self, cells: &mut __rt::Cells) {
            cells.put(1, &self.text);
            cells.put(2, &self.author_id);
        }
    }
    impl __rt::InputType for NoteUpdate {
        fn __build(source: &mut dyn __rt::CellSource) -> __rt::DbResult<Self> {
            ::core::result::Result::Ok(Self {
                text: __rt::build_patch(source, 1)?,
            })
        }
        fn __take(self, cells: &mut __rt::Cells) {
            cells.put_patch(1, &self.text);
        }
    }
    #[automatically_derived]
    impl __rt::Resource for Note {
        type EntityType = NoteEntity;
        type ColumnType = NoteColumn;
        type ActiveModelType = NoteActiveModel;
        type Create = NoteCreate;
        type Update = NoteUpdate;
        const __SHAPE: __rt::Shape = __rt::Shape {
            name: "Note",
            fields: &[
                __rt::Field::new::<i64>("id").flags(__rt::Flags::AUTO_KEY),
                __rt::Field::new::<String>("text")
                    .validations(
                        &[
                            __rt::Validation::new(__rt::Check::Length {
                                min: ::core::option::Option::Some(1),
                                max: ::core::option::Option::Some(200),
                                equal: ::core::option::Option::None,
                            }),
                        ],
                    ),
                __rt::Field::new::<i64>("author_id")
                    .flags(__rt::Flags::IMMUTABLE | __rt::Flags::CALLER),
                __rt::Field::new::<DateTime<Utc>>("created_at")
                    .flags(__rt::Flags::READ_ONLY | __rt::Flags::SORT)
                    .on_create(|| __rt::default_value::<DateTime<Utc>>(__rt::now())),
            ],
            key: &[0],
            ..__rt::Shape::UNSAID
        };
        fn descriptor() -> &'static __rt::Descriptor {
            static __DESCRIPTOR: __rt::Descriptor = __rt::Descriptor {
                description: "Something to remember.",
                path: "notes",
                table: "notes",
                access: __rt::Access {
                    read: ::core::option::Option::Some(&__rt::Rule::Public),
                    create: ::core::option::Option::Some(&__rt::Rule::Owner(2)),
                    update: ::core::option::Option::Some(&__rt::Rule::Owner(2)),
                    delete: ::core::option::Option::Some(&__rt::Rule::Owner(2)),
                },
                sort: &[
                    __rt::SortTerm {
                        field: 3,
                        descending: true,
                    },
                ],
                hooks: || (&__rt::Probe::<Note, Note>::NEW).hooks(),
                ..__rt::Descriptor::of(<Note as __rt::Resource>::__SHAPE)
            };
            &__DESCRIPTOR
        }
        fn __cell(&self, position: usize) -> __rt::CellRef<'_> {
            match position {
                0 => ::core::option::Option::Some(&self.id),
                1 => ::core::option::Option::Some(&self.text),
                2 => ::core::option::Option::Some(&self.author_id),
                3 => ::core::option::Option::Some(&self.created_at),
                _ => ::core::option::Option::None,
            }
        }
        fn __build(source: &mut dyn __rt::CellSource) -> __rt::DbResult<Self> {
            ::core::result::Result::Ok(Self {
                id: __rt::build_column(source, 0)?,
                text: __rt::build_column(source, 1)?,
                author_id: __rt::build_column(source, 2)?,
                created_at: __rt::build_column(source, 3)?,
            })
        }
    }
};
