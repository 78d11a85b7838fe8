/// The SeaORM entity of [`Draft`].
#[derive(::core::clone::Clone, ::core::marker::Copy)]
#[derive(::core::fmt::Debug, ::core::default::Default)]
pub(crate) struct DraftEntity;
/// The columns of [`Draft`].
#[derive(::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug)]
#[repr(u16)]
#[allow(missing_docs, clippy::enum_variant_names)]
pub(crate) enum DraftColumn {
    Id = 0,
    AuthorId = 1,
    Company = 2,
}
/// The key of [`Draft`].
#[derive(::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug)]
#[allow(missing_docs, clippy::enum_variant_names)]
pub(crate) enum DraftPrimaryKey {
    Id,
}
/// The relations in SeaORM's sense of [`Draft`].
pub(crate) type DraftRelation = crate::vendored::restruct::__private::NoRelation;
/// Columns to write of [`Draft`], each set or not.
#[derive(::core::clone::Clone, ::core::default::Default)]
#[allow(missing_docs, non_snake_case, clippy::pedantic)]
pub(crate) struct DraftActiveModel {
    id: crate::vendored::restruct::__private::ActiveValue<String>,
    author_id: crate::vendored::restruct::__private::ActiveValue<Uuid>,
    company: crate::vendored::restruct::__private::ActiveValue<i32>,
}
/// What a create of [`Draft`] takes.
#[allow(missing_docs, non_snake_case, clippy::pedantic)]
pub(crate) struct DraftCreate {
    author_id: Uuid,
    company: i32,
}
/// What an update of [`Draft`] takes.
#[allow(missing_docs, non_snake_case, clippy::pedantic)]
pub(crate) struct DraftUpdate {
    author_id: crate::vendored::restruct::__private::Patch<Uuid>,
    company: crate::vendored::restruct::__private::Patch<i32>,
}
#[allow(deprecated)]
const _: () = {
    use crate::vendored::restruct::__private as __rt;
    impl __rt::Iden for DraftEntity {
        fn quoted(&self) -> ::std::borrow::Cow<'static, str> {
            ::std::borrow::Cow::Borrowed("drafts")
        }
        fn unquoted(&self) -> &str {
            "drafts"
        }
    }
    impl __rt::IdenStatic for DraftEntity {
        fn as_str(&self) -> &'static str {
            "drafts"
        }
    }
    impl __rt::EntityName for DraftEntity {
        fn table_name(&self) -> &'static str {
            "drafts"
        }
    }
    impl __rt::EntityTrait for DraftEntity {
        type Model = Draft;
        type ModelEx = Draft;
        type ActiveModel = DraftActiveModel;
        type ActiveModelEx = DraftActiveModel;
        type Column = DraftColumn;
        type PrimaryKey = DraftPrimaryKey;
        type Relation = DraftRelation;
    }
    impl __rt::Iden for DraftColumn {
        fn quoted(&self) -> ::std::borrow::Cow<'static, str> {
            ::std::borrow::Cow::Borrowed(__rt::column_identifier::<Draft>(*self))
        }
        fn unquoted(&self) -> &str {
            __rt::column_identifier::<Draft>(*self)
        }
    }
    impl __rt::IdenStatic for DraftColumn {
        fn as_str(&self) -> &'static str {
            __rt::column_identifier::<Draft>(*self)
        }
    }
    impl __rt::Iterable for DraftColumn {
        type Iterator = __rt::Variants<Self>;
        fn iter() -> Self::Iterator {
            __rt::variants(&[Self::Id, Self::AuthorId, Self::Company])
        }
    }
    impl ::core::str::FromStr for DraftColumn {
        type Err = __rt::ColumnFromStrErr;
        fn from_str(text: &str) -> ::core::result::Result<Self, Self::Err> {
            __rt::column_from_text::<Draft>(text)
        }
    }
    impl __rt::ColumnTrait for DraftColumn {
        type EntityName = DraftEntity;
        fn def(&self) -> __rt::ColumnDef {
            __rt::column_definition::<Draft>(*self)
        }
    }
    impl __rt::ColumnPosition for DraftColumn {
        fn position(self) -> usize {
            self as usize
        }
    }
    impl __rt::Iden for DraftPrimaryKey {
        fn unquoted(&self) -> &str {
            __rt::key_identifier(*self)
        }
    }
    impl __rt::IdenStatic for DraftPrimaryKey {
        fn as_str(&self) -> &'static str {
            __rt::key_identifier(*self)
        }
    }
    impl __rt::Iterable for DraftPrimaryKey {
        type Iterator = __rt::Variants<Self>;
        fn iter() -> Self::Iterator {
            __rt::variants(&[Self::Id])
        }
    }
    impl __rt::PrimaryKeyTrait for DraftPrimaryKey {
        type ValueType = String;
        fn auto_increment() -> bool {
            false
        }
    }
    impl __rt::PrimaryKeyToColumn for DraftPrimaryKey {
        type Column = DraftColumn;
        fn into_column(self) -> DraftColumn {
            match self {
                Self::Id => DraftColumn::Id,
            }
        }
        fn from_column(column: DraftColumn) -> ::core::option::Option<Self> {
            __rt::key_from_column(column)
        }
    }
    impl ::core::fmt::Debug for DraftActiveModel {
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __rt::debug_active_model::<Draft>(self, "DraftActiveModel", f)
        }
    }
    impl __rt::Slots for DraftActiveModel {
        fn __slot(&self, position: usize) -> __rt::SlotRef<'_> {
            match position {
                0 => ::core::option::Option::Some(&self.id),
                1 => ::core::option::Option::Some(&self.author_id),
                2 => ::core::option::Option::Some(&self.company),
                _ => ::core::option::Option::None,
            }
        }
        fn __slot_mut(&mut self, position: usize) -> __rt::SlotMut<'_> {
            match position {
                0 => ::core::option::Option::Some(&mut self.id),
                1 => ::core::option::Option::Some(&mut self.author_id),
                2 => ::core::option::Option::Some(&mut self.company),
                _ => ::core::option::Option::None,
            }
        }
    }
    impl ::core::convert::From<Draft> for DraftActiveModel {
        fn from(row: Draft) -> Self {
            __rt::active_model_from(&row)
        }
    }
    impl __rt::IntoActiveModel<DraftActiveModel> for Draft {
        fn into_active_model(self) -> DraftActiveModel {
            __rt::active_model_from(&self)
        }
    }
    impl ::core::convert::TryFrom<DraftActiveModel> for Draft {
        type Error = __rt::DbErr;
        fn try_from(model: DraftActiveModel) -> __rt::DbResult<Self> {
            __rt::model_from(model)
        }
    }
    impl __rt::TryIntoModel<Draft> for DraftActiveModel {
        fn try_into_model(self) -> __rt::DbResult<Draft> {
            __rt::model_from(self)
        }
    }
    impl __rt::ActiveModelBehavior for DraftActiveModel {}
    impl __rt::ActiveModelTrait for DraftActiveModel {
        type Entity = DraftEntity;
        fn take(&mut self, column: DraftColumn) -> __rt::ActiveValue<__rt::Value> {
            __rt::slot_take(self, column as usize)
        }
        fn get(&self, column: DraftColumn) -> __rt::ActiveValue<__rt::Value> {
            __rt::slot_ref(self, column as usize).get()
        }
        fn set_if_not_equals(&mut self, column: DraftColumn, value: __rt::Value) {
            __rt::slot_set_if_not_equals(self, column as usize, value);
        }
        fn try_set(
            &mut self,
            column: DraftColumn,
            value: __rt::Value,
        ) -> __rt::DbResult {
            __rt::slot_set(self, column as usize, value)
        }
        fn not_set(&mut self, column: DraftColumn) {
            __rt::slot_clear(self, column as usize);
        }
        fn is_not_set(&self, column: DraftColumn) -> bool {
            __rt::slot_ref(self, column as usize).is_not_set()
        }
        fn default() -> Self {
            <DraftActiveModel as ::core::default::Default>::default()
        }
        fn default_values() -> Self {
            <DraftActiveModel as ::core::default::Default>::default()
        }
        fn reset(&mut self, column: DraftColumn) {
            __rt::slot_reset(self, column as usize);
        }
    }
    #[automatically_derived]
    impl __rt::ModelTrait for Draft {
        type Entity = DraftEntity;
        fn get(&self, column: DraftColumn) -> __rt::Value {
            __rt::model_get(self, column)
        }
        fn get_value_type(column: DraftColumn) -> __rt::ArrayType {
            __rt::array_type::<Self>(column)
        }
        fn try_set(
            &mut self,
            column: DraftColumn,
            value: __rt::Value,
        ) -> __rt::DbResult {
            __rt::model_set(self, column, value)
        }
    }
    #[automatically_derived]
    impl __rt::FromQueryResult for Draft {
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
    impl __rt::Serialize for Draft {
        fn serialize<S: __rt::Serializer>(&self, serializer: S) -> __rt::Serialized<S> {
            __rt::serialize_model(self, serializer)
        }
    }
    impl __rt::InputType for DraftCreate {
        fn __build(source: &mut dyn __rt::CellSource) -> __rt::DbResult<Self> {
            ::core::result::Result::Ok(Self {
                author_id: __rt::build_column(source, 1)?,
                company: __rt::build_column(source, 2)?,
            })
        }
        fn __take(self, cells: &mut __rt::Cells) {
            cells.put(1, &self.author_id);
            cells.put(2, &self.company);
        }
    }
    impl __rt::InputType for DraftUpdate {
        fn __build(source: &mut dyn __rt::CellSource) -> __rt::DbResult<Self> {
            ::core::result::Result::Ok(Self {
                author_id: __rt::build_patch(source, 1)?,
                company: __rt::build_patch(source, 2)?,
            })
        }
        fn __take(self, cells: &mut __rt::Cells) {
            cells.put_patch(1, &self.author_id);
            cells.put_patch(2, &self.company);
        }
    }
    #[automatically_derived]
    impl __rt::Resource for Draft {
        type EntityType = DraftEntity;
        type ColumnType = DraftColumn;
        type ActiveModelType = DraftActiveModel;
        type Create = DraftCreate;
        type Update = DraftUpdate;
        const __SHAPE: __rt::Shape = __rt::Shape {
            name: "Draft",
            fields: &[
                __rt::Field::new::<String>("id")
                    .flags(__rt::Flags::KEY | __rt::Flags::READ_ONLY)
                    .on_create(|| __rt::default_value::<
                        String,
                    >(make_key(Draft::PREFIX))),
                __rt::Field::new::<Uuid>("author_id").flags(__rt::Flags::CALLER),
                __rt::Field::new::<i32>("company"),
            ],
            key: &[0],
            ..__rt::Shape::UNSAID
        };
        fn descriptor() -> &'static __rt::Descriptor {
            static __DESCRIPTOR: __rt::Descriptor = __rt::Descriptor {
                path: "drafts",
                table: "drafts",
                operations: __rt::Operations(
                    __rt::Operations::LIST | __rt::Operations::GET
                        | __rt::Operations::CREATE | __rt::Operations::UPDATE
                        | __rt::Operations::REPLACE,
                ),
                access: __rt::Access {
                    read: ::core::option::Option::Some(
                        &__rt::Rule::Or(
                            &[
                                __rt::Rule::Custom(__rt::custom_rule::<Published, Draft>),
                                __rt::Rule::And(
                                    &[
                                        __rt::Rule::Tenant(2),
                                        __rt::Rule::Not(&__rt::Rule::Role("guest")),
                                    ],
                                ),
                                __rt::Rule::Custom(
                                    __rt::custom_rule::<crate::rules::Everything, Draft>,
                                ),
                            ],
                        ),
                    ),
                    create: ::core::option::Option::Some(
                        &__rt::Rule::And(
                            &[
                                __rt::Rule::Owner(1),
                                __rt::Rule::Or(
                                    &[
                                        __rt::Rule::Role("writer"),
                                        __rt::Rule::Custom(__rt::custom_rule::<Draft, Draft>),
                                    ],
                                ),
                            ],
                        ),
                    ),
                    update: ::core::option::Option::Some(&__rt::Rule::Nobody),
                    delete: ::core::option::Option::None,
                },
                hooks: || {
                    ::std::vec![
                        __rt::hook_table:: < AuditLog, Draft > (), __rt::hook_table:: <
                        Draft, Draft > ()
                    ]
                },
                ..__rt::Descriptor::of(<Draft as __rt::Resource>::__SHAPE)
            };
            &__DESCRIPTOR
        }
        fn __cell(&self, position: usize) -> __rt::CellRef<'_> {
            match position {
                0 => ::core::option::Option::Some(&self.id),
                1 => ::core::option::Option::Some(&self.author_id),
                2 => ::core::option::Option::Some(&self.company),
                _ => ::core::option::Option::None,
            }
        }
        fn __build(source: &mut dyn __rt::CellSource) -> __rt::DbResult<Self> {
            ::core::result::Result::Ok(Self {
                id: __rt::build_column(source, 0)?,
                author_id: __rt::build_column(source, 1)?,
                company: __rt::build_column(source, 2)?,
            })
        }
    }
};
