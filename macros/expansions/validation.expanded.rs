/// The SeaORM entity of [`Account`].
#[derive(::core::clone::Clone, ::core::marker::Copy)]
#[derive(::core::fmt::Debug, ::core::default::Default)]
pub struct AccountEntity;
/// The columns of [`Account`].
#[derive(::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug)]
#[repr(u16)]
#[allow(missing_docs, clippy::enum_variant_names)]
pub enum AccountColumn {
    Login = 0,
    Email = 1,
    Address = 2,
    Age = 3,
    Balance = 4,
}
/// The key of [`Account`].
#[derive(::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug)]
#[allow(missing_docs, clippy::enum_variant_names)]
pub enum AccountPrimaryKey {
    Login,
}
/// The relations in SeaORM's sense of [`Account`].
pub type AccountRelation = ::restruct::__private::NoRelation;
/// Columns to write of [`Account`], each set or not.
#[derive(::core::clone::Clone, ::core::default::Default)]
#[allow(missing_docs, non_snake_case, clippy::pedantic)]
pub struct AccountActiveModel {
    pub login: ::restruct::__private::ActiveValue<String>,
    pub email: ::restruct::__private::ActiveValue<String>,
    pub address: ::restruct::__private::ActiveValue<Option<String>>,
    pub age: ::restruct::__private::ActiveValue<i16>,
    pub balance: ::restruct::__private::ActiveValue<Option<f64>>,
}
/// What a create of [`Account`] takes.
#[allow(missing_docs, non_snake_case, clippy::pedantic)]
pub struct AccountCreate {
    pub login: String,
    pub email: String,
    pub address: Option<String>,
    pub age: i16,
    pub balance: Option<f64>,
    pub password: String,
    pub password_again: String,
}
/// What an update of [`Account`] takes.
#[allow(missing_docs, non_snake_case, clippy::pedantic)]
pub struct AccountUpdate {
    pub email: ::restruct::__private::Patch<String>,
    pub address: ::restruct::__private::Patch<Option<String>>,
    pub age: ::restruct::__private::Patch<i16>,
    pub balance: ::restruct::__private::Patch<Option<f64>>,
    pub password: ::restruct::__private::Patch<String>,
    pub password_again: ::restruct::__private::Patch<String>,
}
#[allow(deprecated)]
const _: () = {
    use ::restruct::__private as __rt;
    use __rt::{Declared as _, Undeclared as _};
    impl __rt::Iden for AccountEntity {
        fn quoted(&self) -> ::std::borrow::Cow<'static, str> {
            ::std::borrow::Cow::Borrowed("accounts")
        }
        fn unquoted(&self) -> &str {
            "accounts"
        }
    }
    impl __rt::IdenStatic for AccountEntity {
        fn as_str(&self) -> &'static str {
            "accounts"
        }
    }
    impl __rt::EntityName for AccountEntity {
        fn table_name(&self) -> &'static str {
            "accounts"
        }
    }
    impl __rt::EntityTrait for AccountEntity {
        type Model = Account;
        type ModelEx = Account;
        type ActiveModel = AccountActiveModel;
        type ActiveModelEx = AccountActiveModel;
        type Column = AccountColumn;
        type PrimaryKey = AccountPrimaryKey;
        type Relation = AccountRelation;
    }
    impl __rt::Iden for AccountColumn {
        fn quoted(&self) -> ::std::borrow::Cow<'static, str> {
            ::std::borrow::Cow::Borrowed(__rt::column_identifier::<Account>(*self))
        }
        fn unquoted(&self) -> &str {
            __rt::column_identifier::<Account>(*self)
        }
    }
    impl __rt::IdenStatic for AccountColumn {
        fn as_str(&self) -> &'static str {
            __rt::column_identifier::<Account>(*self)
        }
    }
    impl __rt::Iterable for AccountColumn {
        type Iterator = __rt::Variants<Self>;
        fn iter() -> Self::Iterator {
            __rt::variants(
                &[Self::Login, Self::Email, Self::Address, Self::Age, Self::Balance],
            )
        }
    }
    impl ::core::str::FromStr for AccountColumn {
        type Err = __rt::ColumnFromStrErr;
        fn from_str(text: &str) -> ::core::result::Result<Self, Self::Err> {
            __rt::column_from_text::<Account>(text)
        }
    }
    impl __rt::ColumnTrait for AccountColumn {
        type EntityName = AccountEntity;
        fn def(&self) -> __rt::ColumnDef {
            __rt::column_definition::<Account>(*self)
        }
    }
    impl __rt::ColumnPosition for AccountColumn {
        fn position(self) -> usize {
            self as usize
        }
    }
    impl __rt::Iden for AccountPrimaryKey {
        fn unquoted(&self) -> &str {
            __rt::key_identifier(*self)
        }
    }
    impl __rt::IdenStatic for AccountPrimaryKey {
        fn as_str(&self) -> &'static str {
            __rt::key_identifier(*self)
        }
    }
    impl __rt::Iterable for AccountPrimaryKey {
        type Iterator = __rt::Variants<Self>;
        fn iter() -> Self::Iterator {
            __rt::variants(&[Self::Login])
        }
    }
    impl __rt::PrimaryKeyTrait for AccountPrimaryKey {
        type ValueType = String;
        fn auto_increment() -> bool {
            false
        }
    }
    impl __rt::PrimaryKeyToColumn for AccountPrimaryKey {
        type Column = AccountColumn;
        fn into_column(self) -> AccountColumn {
            match self {
                Self::Login => AccountColumn::Login,
            }
        }
        fn from_column(column: AccountColumn) -> ::core::option::Option<Self> {
            __rt::key_from_column(column)
        }
    }
    impl ::core::fmt::Debug for AccountActiveModel {
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __rt::debug_active_model::<Account>(self, "AccountActiveModel", f)
        }
    }
    impl __rt::Slots for AccountActiveModel {
        fn __slot(&self, position: usize) -> __rt::SlotRef<'_> {
            match position {
                0 => ::core::option::Option::Some(&self.login),
                1 => ::core::option::Option::Some(&self.email),
                2 => ::core::option::Option::Some(&self.address),
                3 => ::core::option::Option::Some(&self.age),
                4 => ::core::option::Option::Some(&self.balance),
                _ => ::core::option::Option::None,
            }
        }
        fn __slot_mut(&mut self, position: usize) -> __rt::SlotMut<'_> {
            match position {
                0 => ::core::option::Option::Some(&mut self.login),
                1 => ::core::option::Option::Some(&mut self.email),
                2 => ::core::option::Option::Some(&mut self.address),
                3 => ::core::option::Option::Some(&mut self.age),
                4 => ::core::option::Option::Some(&mut self.balance),
                _ => ::core::option::Option::None,
            }
        }
    }
    impl ::core::convert::From<Account> for AccountActiveModel {
        fn from(row: Account) -> Self {
            __rt::active_model_from(&row)
        }
    }
    impl __rt::IntoActiveModel<AccountActiveModel> for Account {
        fn into_active_model(self) -> AccountActiveModel {
            __rt::active_model_from(&self)
        }
    }
    impl ::core::convert::TryFrom<AccountActiveModel> for Account {
        type Error = __rt::DbErr;
        fn try_from(model: AccountActiveModel) -> __rt::DbResult<Self> {
            __rt::model_from(model)
        }
    }
    impl __rt::TryIntoModel<Account> for AccountActiveModel {
        fn try_into_model(self) -> __rt::DbResult<Account> {
            __rt::model_from(self)
        }
    }
    impl __rt::ActiveModelBehavior for AccountActiveModel {}
    impl __rt::ActiveModelTrait for AccountActiveModel {
        type Entity = AccountEntity;
        fn take(&mut self, column: AccountColumn) -> __rt::ActiveValue<__rt::Value> {
            __rt::slot_take(self, column as usize)
        }
        fn get(&self, column: AccountColumn) -> __rt::ActiveValue<__rt::Value> {
            __rt::slot_ref(self, column as usize).get()
        }
        fn set_if_not_equals(&mut self, column: AccountColumn, value: __rt::Value) {
            __rt::slot_set_if_not_equals(self, column as usize, value);
        }
        fn try_set(
            &mut self,
            column: AccountColumn,
            value: __rt::Value,
        ) -> __rt::DbResult {
            __rt::slot_set(self, column as usize, value)
        }
        fn not_set(&mut self, column: AccountColumn) {
            __rt::slot_clear(self, column as usize);
        }
        fn is_not_set(&self, column: AccountColumn) -> bool {
            __rt::slot_ref(self, column as usize).is_not_set()
        }
        fn default() -> Self {
            <AccountActiveModel as ::core::default::Default>::default()
        }
        fn default_values() -> Self {
            <AccountActiveModel as ::core::default::Default>::default()
        }
        fn reset(&mut self, column: AccountColumn) {
            __rt::slot_reset(self, column as usize);
        }
    }
    #[automatically_derived]
    impl __rt::ModelTrait for Account {
        type Entity = AccountEntity;
        fn get(&self, column: AccountColumn) -> __rt::Value {
            __rt::model_get(self, column)
        }
        fn get_value_type(column: AccountColumn) -> __rt::ArrayType {
            __rt::array_type::<Self>(column)
        }
        fn try_set(
            &mut self,
            column: AccountColumn,
            value: __rt::Value,
        ) -> __rt::DbResult {
            __rt::model_set(self, column, value)
        }
    }
    #[automatically_derived]
    impl __rt::FromQueryResult for Account {
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
    impl __rt::Serialize for Account {
        fn serialize<S: __rt::Serializer>(&self, serializer: S) -> __rt::Serialized<S> {
            __rt::serialize_model(self, serializer)
        }
    }
    impl __rt::InputType for AccountCreate {
        fn __build(source: &mut dyn __rt::CellSource) -> __rt::DbResult<Self> {
            ::core::result::Result::Ok(Self {
                login: __rt::build_column(source, 0)?,
                email: __rt::build_column(source, 1)?,
                address: __rt::build_column(source, 2)?,
                age: __rt::build_column(source, 3)?,
                balance: __rt::build_column(source, 4)?,
                password: __rt::build_column(source, 5)?,
                password_again: __rt::build_column(source, 6)?,
            })
        }
        fn __take(self, cells: &mut __rt::Cells) {
            cells.put(0, &self.login);
            cells.put(1, &self.email);
            cells.put(2, &self.address);
            cells.put(3, &self.age);
            cells.put(4, &self.balance);
            cells.put(5, &self.password);
            cells.put(6, &self.password_again);
        }
    }
    impl __rt::InputType for AccountUpdate {
        fn __build(source: &mut dyn __rt::CellSource) -> __rt::DbResult<Self> {
            ::core::result::Result::Ok(Self {
                email: __rt::build_patch(source, 1)?,
                address: __rt::build_patch(source, 2)?,
                age: __rt::build_patch(source, 3)?,
                balance: __rt::build_patch(source, 4)?,
                password: __rt::build_patch(source, 5)?,
                password_again: __rt::build_patch(source, 6)?,
            })
        }
        fn __take(self, cells: &mut __rt::Cells) {
            cells.put_patch(1, &self.email);
            cells.put_patch(2, &self.address);
            cells.put_patch(3, &self.age);
            cells.put_patch(4, &self.balance);
            cells.put_patch(5, &self.password);
            cells.put_patch(6, &self.password_again);
        }
    }
    #[automatically_derived]
    impl __rt::Resource for Account {
        type EntityType = AccountEntity;
        type ColumnType = AccountColumn;
        type ActiveModelType = AccountActiveModel;
        type Create = AccountCreate;
        type Update = AccountUpdate;
        const __SHAPE: __rt::Shape = __rt::Shape {
            name: "Account",
            fields: &[
                __rt::Field::new::<String>("login")
                    .flags(__rt::Flags::KEY | __rt::Flags::IMMUTABLE)
                    .validations(
                        &[
                            __rt::Validation::new(__rt::Check::Regex(|| &*LOGIN)),
                            __rt::Validation::new(__rt::Check::Length {
                                min: ::core::option::Option::Some(
                                    __rt::length(
                                        __rt::whole(::core::convert::identity(MIN)) as _,
                                    ),
                                ),
                                max: ::core::option::Option::Some(
                                    __rt::not_below(
                                        __rt::length(
                                            __rt::whole(::core::convert::identity(MIN)) as _,
                                        ),
                                        30,
                                    ),
                                ),
                                equal: ::core::option::Option::None,
                            }),
                        ],
                    ),
                __rt::Field::new::<String>("email")
                    .validations(
                        &[
                            __rt::Validation::new(__rt::Check::Email)
                                .message("that is no address"),
                            __rt::Validation::new(__rt::Check::DoesNotContain("+")),
                        ],
                    ),
                __rt::Field::new::<Option<String>>("address")
                    .validations(
                        &[
                            __rt::Validation::new(__rt::Check::IpV4),
                            __rt::Validation::new(__rt::Check::Required),
                        ],
                    ),
                __rt::Field::new::<i16>("age")
                    .validations(
                        &[
                            __rt::Validation::new(__rt::Check::Range {
                                min: ::core::option::Option::Some(|| __rt::Number::Integer(
                                    18,
                                )),
                                max: ::core::option::Option::None,
                                exclusive_min: ::core::option::Option::None,
                                exclusive_max: ::core::option::Option::Some(|| __rt::Number::Integer(
                                    150,
                                )),
                            }),
                        ],
                    ),
                __rt::Field::new::<Option<f64>>("balance")
                    .validations(
                        &[
                            __rt::Validation::new(__rt::Check::Range {
                                min: ::core::option::Option::Some(|| __rt::Number::Float(
                                    -1.5,
                                )),
                                max: ::core::option::Option::Some(|| __rt::number(
                                    limits::MAX,
                                )),
                                exclusive_min: ::core::option::Option::None,
                                exclusive_max: ::core::option::Option::None,
                            }),
                        ],
                    ),
                __rt::Field::new::<String>("password")
                    .flags(__rt::Flags::WRITE_ONLY | __rt::Flags::INPUT),
                __rt::Field::new::<String>("password_again")
                    .flags(__rt::Flags::WRITE_ONLY | __rt::Flags::INPUT)
                    .validations(
                        &[
                            __rt::Validation::new(__rt::Check::MustMatch(5)),
                            __rt::Validation::new(
                                    __rt::Check::Custom(|value| {
                                        let value = __rt::custom_argument::<String>(value)?;
                                        strong(&value)
                                    }),
                                )
                                .code("weak"),
                        ],
                    ),
            ],
            key: &[0],
            ..__rt::Shape::UNSAID
        };
        fn descriptor() -> &'static __rt::Descriptor {
            static __DESCRIPTOR: __rt::Descriptor = __rt::Descriptor {
                path: "accounts",
                table: "accounts",
                operations: __rt::Operations(
                    __rt::Operations::LIST | __rt::Operations::GET
                        | __rt::Operations::CREATE,
                ),
                access: __rt::Access {
                    read: ::core::option::Option::Some(&__rt::Rule::Role("admin")),
                    create: ::core::option::Option::Some(&__rt::Rule::Public),
                    update: ::core::option::Option::None,
                    delete: ::core::option::Option::None,
                },
                row_checks: &[
                    __rt::RowCheck {
                        check: |values| {
                            let values = __rt::typed_row_for_check::<Account>(values)?;
                            check_account(&values)
                        },
                        skip_on_field_errors: false,
                        code: ::core::option::Option::Some("account"),
                        message: ::core::option::Option::None,
                    },
                ],
                hooks: || (&__rt::Probe::<Account, Account>::NEW).hooks(),
                ..__rt::Descriptor::of(<Account as __rt::Resource>::__SHAPE)
            };
            &__DESCRIPTOR
        }
        fn __cell(&self, position: usize) -> __rt::CellRef<'_> {
            let _ = (&self.password, &self.password_again);
            match position {
                0 => ::core::option::Option::Some(&self.login),
                1 => ::core::option::Option::Some(&self.email),
                2 => ::core::option::Option::Some(&self.address),
                3 => ::core::option::Option::Some(&self.age),
                4 => ::core::option::Option::Some(&self.balance),
                _ => ::core::option::Option::None,
            }
        }
        fn __build(source: &mut dyn __rt::CellSource) -> __rt::DbResult<Self> {
            ::core::result::Result::Ok(Self {
                login: __rt::build_column(source, 0)?,
                email: __rt::build_column(source, 1)?,
                address: __rt::build_column(source, 2)?,
                age: __rt::build_column(source, 3)?,
                balance: __rt::build_column(source, 4)?,
                password: ::core::default::Default::default(),
                password_again: ::core::default::Default::default(),
            })
        }
    }
};
