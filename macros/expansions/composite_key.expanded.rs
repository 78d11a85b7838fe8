/// The SeaORM entity of [`Membership`].
#[derive(::core::clone::Clone, ::core::marker::Copy)]
#[derive(::core::fmt::Debug, ::core::default::Default)]
struct MembershipEntity;
/// The columns of [`Membership`].
#[derive(::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug)]
#[repr(u16)]
#[allow(missing_docs, clippy::enum_variant_names)]
enum MembershipColumn {
    TeamId = 0,
    User = 1,
    Type = 2,
}
/// The key of [`Membership`].
#[derive(::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug)]
#[allow(missing_docs, clippy::enum_variant_names)]
enum MembershipPrimaryKey {
    TeamId,
    User,
}
/// The relations in SeaORM's sense of [`Membership`].
type MembershipRelation = ::restruct::__private::NoRelation;
/// Columns to write of [`Membership`], each set or not.
#[derive(::core::clone::Clone, ::core::default::Default)]
#[allow(missing_docs, non_snake_case, clippy::pedantic)]
struct MembershipActiveModel {
    team_id: ::restruct::__private::ActiveValue<i64>,
    user: ::restruct::__private::ActiveValue<
        ::restruct::__private::Known<
            Login,
            {
                use ::restruct::__private::Unusable as _;
                ::restruct::__private::Usable::<Login>::IS
            },
        >,
    >,
    r#type: ::restruct::__private::ActiveValue<Option<String>>,
}
/// What a create of [`Membership`] takes.
#[allow(missing_docs, non_snake_case, clippy::pedantic)]
struct MembershipCreate {
    team_id: i64,
    user: Login,
    r#type: Option<String>,
}
/// What an update of [`Membership`] takes.
#[allow(missing_docs, non_snake_case, clippy::pedantic)]
struct MembershipUpdate {}
#[allow(deprecated)]
const _: () = {
    use ::restruct::__private as __rt;
    use __rt::{Declared as _, Undeclared as _};
    use __rt::Unusable as _;
    impl __rt::Iden for MembershipEntity {
        fn quoted(&self) -> ::std::borrow::Cow<'static, str> {
            ::std::borrow::Cow::Borrowed("membership")
        }
        fn unquoted(&self) -> &str {
            "membership"
        }
    }
    impl __rt::IdenStatic for MembershipEntity {
        fn as_str(&self) -> &'static str {
            "membership"
        }
    }
    impl __rt::EntityName for MembershipEntity {
        fn table_name(&self) -> &'static str {
            "membership"
        }
    }
    impl __rt::EntityTrait for MembershipEntity {
        type Model = Membership;
        type ModelEx = Membership;
        type ActiveModel = MembershipActiveModel;
        type ActiveModelEx = MembershipActiveModel;
        type Column = MembershipColumn;
        type PrimaryKey = MembershipPrimaryKey;
        type Relation = MembershipRelation;
    }
    impl __rt::Iden for MembershipColumn {
        fn quoted(&self) -> ::std::borrow::Cow<'static, str> {
            ::std::borrow::Cow::Borrowed(__rt::column_identifier::<Membership>(*self))
        }
        fn unquoted(&self) -> &str {
            __rt::column_identifier::<Membership>(*self)
        }
    }
    impl __rt::IdenStatic for MembershipColumn {
        fn as_str(&self) -> &'static str {
            __rt::column_identifier::<Membership>(*self)
        }
    }
    impl __rt::Iterable for MembershipColumn {
        type Iterator = __rt::Variants<Self>;
        fn iter() -> Self::Iterator {
            __rt::variants(&[Self::TeamId, Self::User, Self::Type])
        }
    }
    impl ::core::str::FromStr for MembershipColumn {
        type Err = __rt::ColumnFromStrErr;
        fn from_str(text: &str) -> ::core::result::Result<Self, Self::Err> {
            __rt::column_from_text::<Membership>(text)
        }
    }
    impl __rt::ColumnTrait for MembershipColumn {
        type EntityName = MembershipEntity;
        fn def(&self) -> __rt::ColumnDef {
            __rt::column_definition::<Membership>(*self)
        }
    }
    impl __rt::ColumnPosition for MembershipColumn {
        fn position(self) -> usize {
            self as usize
        }
    }
    impl __rt::Iden for MembershipPrimaryKey {
        fn unquoted(&self) -> &str {
            __rt::key_identifier(*self)
        }
    }
    impl __rt::IdenStatic for MembershipPrimaryKey {
        fn as_str(&self) -> &'static str {
            __rt::key_identifier(*self)
        }
    }
    impl __rt::Iterable for MembershipPrimaryKey {
        type Iterator = __rt::Variants<Self>;
        fn iter() -> Self::Iterator {
            __rt::variants(&[Self::TeamId, Self::User])
        }
    }
    impl __rt::PrimaryKeyTrait for MembershipPrimaryKey {
        type ValueType = (
            i64,
            <__rt::Known<
                Login,
                {
                    use __rt::Unusable as _;
                    __rt::Usable::<Login>::IS
                },
            > as __rt::FieldType>::As,
        );
        fn auto_increment() -> bool {
            false
        }
    }
    impl __rt::PrimaryKeyToColumn for MembershipPrimaryKey {
        type Column = MembershipColumn;
        fn into_column(self) -> MembershipColumn {
            match self {
                Self::TeamId => MembershipColumn::TeamId,
                Self::User => MembershipColumn::User,
            }
        }
        fn from_column(column: MembershipColumn) -> ::core::option::Option<Self> {
            __rt::key_from_column(column)
        }
    }
    impl ::core::fmt::Debug for MembershipActiveModel {
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __rt::debug_active_model::<Membership>(self, "MembershipActiveModel", f)
        }
    }
    impl __rt::Slots for MembershipActiveModel {
        fn __slot(&self, position: usize) -> __rt::SlotRef<'_> {
            match position {
                0 => ::core::option::Option::Some(&self.team_id),
                1 => ::core::option::Option::Some(&self.user),
                2 => ::core::option::Option::Some(&self.r#type),
                _ => ::core::option::Option::None,
            }
        }
        fn __slot_mut(&mut self, position: usize) -> __rt::SlotMut<'_> {
            match position {
                0 => ::core::option::Option::Some(&mut self.team_id),
                1 => ::core::option::Option::Some(&mut self.user),
                2 => ::core::option::Option::Some(&mut self.r#type),
                _ => ::core::option::Option::None,
            }
        }
    }
    impl ::core::convert::From<Membership> for MembershipActiveModel {
        fn from(row: Membership) -> Self {
            __rt::active_model_from(&row)
        }
    }
    impl __rt::IntoActiveModel<MembershipActiveModel> for Membership {
        fn into_active_model(self) -> MembershipActiveModel {
            __rt::active_model_from(&self)
        }
    }
    impl ::core::convert::TryFrom<MembershipActiveModel> for Membership {
        type Error = __rt::DbErr;
        fn try_from(model: MembershipActiveModel) -> __rt::DbResult<Self> {
            __rt::model_from(model)
        }
    }
    impl __rt::TryIntoModel<Membership> for MembershipActiveModel {
        fn try_into_model(self) -> __rt::DbResult<Membership> {
            __rt::model_from(self)
        }
    }
    impl __rt::ActiveModelBehavior for MembershipActiveModel {}
    impl __rt::ActiveModelTrait for MembershipActiveModel {
        type Entity = MembershipEntity;
        fn take(&mut self, column: MembershipColumn) -> __rt::ActiveValue<__rt::Value> {
            __rt::slot_take(self, column as usize)
        }
        fn get(&self, column: MembershipColumn) -> __rt::ActiveValue<__rt::Value> {
            __rt::slot_ref(self, column as usize).get()
        }
        fn set_if_not_equals(&mut self, column: MembershipColumn, value: __rt::Value) {
            __rt::slot_set_if_not_equals(self, column as usize, value);
        }
        fn try_set(
            &mut self,
            column: MembershipColumn,
            value: __rt::Value,
        ) -> __rt::DbResult {
            __rt::slot_set(self, column as usize, value)
        }
        fn not_set(&mut self, column: MembershipColumn) {
            __rt::slot_clear(self, column as usize);
        }
        fn is_not_set(&self, column: MembershipColumn) -> bool {
            __rt::slot_ref(self, column as usize).is_not_set()
        }
        fn default() -> Self {
            <MembershipActiveModel as ::core::default::Default>::default()
        }
        fn default_values() -> Self {
            <MembershipActiveModel as ::core::default::Default>::default()
        }
        fn reset(&mut self, column: MembershipColumn) {
            __rt::slot_reset(self, column as usize);
        }
    }
    #[automatically_derived]
    impl __rt::ModelTrait for Membership {
        type Entity = MembershipEntity;
        fn get(&self, column: MembershipColumn) -> __rt::Value {
            __rt::model_get(self, column)
        }
        fn get_value_type(column: MembershipColumn) -> __rt::ArrayType {
            __rt::array_type::<Self>(column)
        }
        fn try_set(
            &mut self,
            column: MembershipColumn,
            value: __rt::Value,
        ) -> __rt::DbResult {
            __rt::model_set(self, column, value)
        }
    }
    #[automatically_derived]
    impl __rt::FromQueryResult for Membership {
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
    impl __rt::Serialize for Membership {
        fn serialize<S: __rt::Serializer>(&self, serializer: S) -> __rt::Serialized<S> {
            __rt::serialize_model(self, serializer)
        }
    }
    impl __rt::InputType for MembershipCreate {
        fn __build(source: &mut dyn __rt::CellSource) -> __rt::DbResult<Self> {
            ::core::result::Result::Ok(Self {
                team_id: __rt::build_column(source, 0)?,
                user: __rt::Usable::<Login>::build(source, 1)?,
                r#type: __rt::build_column(source, 2)?,
            })
        }
        fn __take(self, cells: &mut __rt::Cells) {
            cells.put(0, &self.team_id);
            __rt::Usable::<Login>::put(cells, 1, &self.user);
            cells.put(2, &self.r#type);
        }
    }
    impl __rt::InputType for MembershipUpdate {
        fn __build(_: &mut dyn __rt::CellSource) -> __rt::DbResult<Self> {
            ::core::result::Result::Ok(Self {})
        }
        fn __take(self, _: &mut __rt::Cells) {}
    }
    #[automatically_derived]
    impl __rt::Resource for Membership {
        type EntityType = MembershipEntity;
        type ColumnType = MembershipColumn;
        type ActiveModelType = MembershipActiveModel;
        type Create = MembershipCreate;
        type Update = MembershipUpdate;
        const __SHAPE: __rt::Shape = __rt::Shape {
            name: "Membership",
            fields: &[
                __rt::Field::new::<i64>("team_id")
                    .flags(__rt::Flags::KEY | __rt::Flags::IMMUTABLE),
                __rt::demanded(
                    __rt::demanded(
                        __rt::stored(
                            __rt::Field::new::<Login>("user")
                                .flags(
                                    __rt::Flags::KEY | __rt::Flags::IMMUTABLE
                                        | __rt::Flags::INDEX,
                                ),
                            __rt::Usable::<Login>::IS,
                        ),
                        __rt::Demand::Key,
                    ),
                    __rt::Demand::Equality,
                ),
                __rt::Field::new::<Option<String>>("type")
                    .flags(__rt::Flags::IMMUTABLE)
                    .default(|| __rt::default_value::<Option<String>>("member"), true),
            ],
            key: &[0, 1],
            ..__rt::Shape::UNSAID
        };
        fn descriptor() -> &'static __rt::Descriptor {
            static __DESCRIPTOR: __rt::Descriptor = __rt::Descriptor {
                path: "memberships",
                table: "membership",
                tag: "Teams",
                operations: __rt::Operations(
                    __rt::Operations::LIST | __rt::Operations::GET
                        | __rt::Operations::CREATE | __rt::Operations::DELETE,
                ),
                access: __rt::Access::all(&__rt::Rule::Authenticated),
                hooks: || (&__rt::Probe::<Membership, Membership>::NEW).hooks(),
                ..__rt::Descriptor::of(<Membership as __rt::Resource>::__SHAPE)
            };
            &__DESCRIPTOR
        }
        fn __cell(&self, position: usize) -> __rt::CellRef<'_> {
            match position {
                0 => ::core::option::Option::Some(&self.team_id),
                1 => __rt::Usable::<Login>::cell(&self.user),
                2 => ::core::option::Option::Some(&self.r#type),
                _ => ::core::option::Option::None,
            }
        }
        fn __build(source: &mut dyn __rt::CellSource) -> __rt::DbResult<Self> {
            ::core::result::Result::Ok(Self {
                team_id: __rt::build_column(source, 0)?,
                user: __rt::Usable::<Login>::build(source, 1)?,
                r#type: __rt::build_column(source, 2)?,
            })
        }
    }
};
