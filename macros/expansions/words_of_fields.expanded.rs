/// The SeaORM entity of [`Post`].
#[derive(::core::clone::Clone, ::core::marker::Copy)]
#[derive(::core::fmt::Debug, ::core::default::Default)]
pub struct PostEntity;
/// The columns of [`Post`].
#[derive(::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug)]
#[repr(u16)]
#[allow(missing_docs, clippy::enum_variant_names)]
pub enum PostColumn {
    Id = 0,
    /// Shown above the body.
    Title = 1,
    Slug = 2,
    Status = 3,
    Views = 4,
    ResetToken = 5,
    Pin = 6,
    Price = 7,
    AuthorId = 8,
    CreatedAt = 9,
    UpdatedAt = 10,
    Color = 11,
    Version = 12,
}
/// The key of [`Post`].
#[derive(::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug)]
#[allow(missing_docs, clippy::enum_variant_names)]
pub enum PostPrimaryKey {
    Id,
}
/// The relations in SeaORM's sense of [`Post`].
pub type PostRelation = ::restruct::__private::NoRelation;
/// Columns to write of [`Post`], each set or not.
#[derive(::core::clone::Clone, ::core::default::Default)]
#[allow(missing_docs, non_snake_case, clippy::pedantic)]
pub struct PostActiveModel {
    pub id: ::restruct::__private::ActiveValue<Uuid>,
    /// Shown above the body.
    pub title: ::restruct::__private::ActiveValue<String>,
    pub slug: ::restruct::__private::ActiveValue<String>,
    pub status: ::restruct::__private::ActiveValue<
        ::restruct::__private::Known<
            Status,
            {
                use ::restruct::__private::Unusable as _;
                ::restruct::__private::Usable::<Status>::IS
            },
        >,
    >,
    pub views: ::restruct::__private::ActiveValue<i64>,
    pub reset_token: ::restruct::__private::ActiveValue<Option<String>>,
    pub pin: ::restruct::__private::ActiveValue<Option<Sensitive<String>>>,
    pub price: ::restruct::__private::ActiveValue<Decimal>,
    pub author_id: ::restruct::__private::ActiveValue<i64>,
    pub created_at: ::restruct::__private::ActiveValue<DateTime<Utc>>,
    pub updated_at: ::restruct::__private::ActiveValue<NaiveDateTime>,
    pub color: ::restruct::__private::ActiveValue<String>,
    pub version: ::restruct::__private::ActiveValue<i64>,
}
/// What a create of [`Post`] takes.
#[allow(missing_docs, non_snake_case, clippy::pedantic)]
pub struct PostCreate {
    /// Shown above the body.
    pub title: String,
    pub status: Status,
    pub pin: Option<Sensitive<String>>,
    pub price: Decimal,
    pub author_id: i64,
}
/// What an update of [`Post`] takes.
#[allow(missing_docs, non_snake_case, clippy::pedantic)]
pub struct PostUpdate {
    /// Shown above the body.
    pub title: ::restruct::__private::Patch<String>,
    pub status: ::restruct::__private::Patch<Status>,
    pub pin: ::restruct::__private::Patch<Option<Sensitive<String>>>,
    pub price: ::restruct::__private::Patch<Decimal>,
}
#[allow(deprecated)]
const _: () = {
    use ::restruct::__private as __rt;
    use __rt::{Declared as _, Undeclared as _};
    use __rt::Unusable as _;
    impl __rt::Iden for PostEntity {
        fn quoted(&self) -> ::std::borrow::Cow<'static, str> {
            ::std::borrow::Cow::Borrowed("posts")
        }
        fn unquoted(&self) -> &str {
            "posts"
        }
    }
    impl __rt::IdenStatic for PostEntity {
        fn as_str(&self) -> &'static str {
            "posts"
        }
    }
    impl __rt::EntityName for PostEntity {
        fn table_name(&self) -> &'static str {
            "posts"
        }
    }
    impl __rt::EntityTrait for PostEntity {
        type Model = Post;
        type ModelEx = Post;
        type ActiveModel = PostActiveModel;
        type ActiveModelEx = PostActiveModel;
        type Column = PostColumn;
        type PrimaryKey = PostPrimaryKey;
        type Relation = PostRelation;
    }
    impl __rt::Iden for PostColumn {
        fn quoted(&self) -> ::std::borrow::Cow<'static, str> {
            ::std::borrow::Cow::Borrowed(__rt::column_identifier::<Post>(*self))
        }
        fn unquoted(&self) -> &str {
            __rt::column_identifier::<Post>(*self)
        }
    }
    impl __rt::IdenStatic for PostColumn {
        fn as_str(&self) -> &'static str {
            __rt::column_identifier::<Post>(*self)
        }
    }
    impl __rt::Iterable for PostColumn {
        type Iterator = __rt::Variants<Self>;
        fn iter() -> Self::Iterator {
            __rt::variants(
                &[
                    Self::Id,
                    Self::Title,
                    Self::Slug,
                    Self::Status,
                    Self::Views,
                    Self::ResetToken,
                    Self::Pin,
                    Self::Price,
                    Self::AuthorId,
                    Self::CreatedAt,
                    Self::UpdatedAt,
                    Self::Color,
                    Self::Version,
                ],
            )
        }
    }
    impl ::core::str::FromStr for PostColumn {
        type Err = __rt::ColumnFromStrErr;
        fn from_str(text: &str) -> ::core::result::Result<Self, Self::Err> {
            __rt::column_from_text::<Post>(text)
        }
    }
    impl __rt::ColumnTrait for PostColumn {
        type EntityName = PostEntity;
        fn def(&self) -> __rt::ColumnDef {
            __rt::column_definition::<Post>(*self)
        }
    }
    impl __rt::ColumnPosition for PostColumn {
        fn position(self) -> usize {
            self as usize
        }
    }
    impl __rt::Iden for PostPrimaryKey {
        fn unquoted(&self) -> &str {
            __rt::key_identifier(*self)
        }
    }
    impl __rt::IdenStatic for PostPrimaryKey {
        fn as_str(&self) -> &'static str {
            __rt::key_identifier(*self)
        }
    }
    impl __rt::Iterable for PostPrimaryKey {
        type Iterator = __rt::Variants<Self>;
        fn iter() -> Self::Iterator {
            __rt::variants(&[Self::Id])
        }
    }
    impl __rt::PrimaryKeyTrait for PostPrimaryKey {
        type ValueType = Uuid;
        fn auto_increment() -> bool {
            false
        }
    }
    impl __rt::PrimaryKeyToColumn for PostPrimaryKey {
        type Column = PostColumn;
        fn into_column(self) -> PostColumn {
            match self {
                Self::Id => PostColumn::Id,
            }
        }
        fn from_column(column: PostColumn) -> ::core::option::Option<Self> {
            __rt::key_from_column(column)
        }
    }
    impl ::core::fmt::Debug for PostActiveModel {
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __rt::debug_active_model::<Post>(self, "PostActiveModel", f)
        }
    }
    impl __rt::Slots for PostActiveModel {
        fn __slot(&self, position: usize) -> __rt::SlotRef<'_> {
            match position {
                0 => ::core::option::Option::Some(&self.id),
                1 => ::core::option::Option::Some(&self.title),
                2 => ::core::option::Option::Some(&self.slug),
                3 => ::core::option::Option::Some(&self.status),
                4 => ::core::option::Option::Some(&self.views),
                5 => ::core::option::Option::Some(&self.reset_token),
                6 => ::core::option::Option::Some(&self.pin),
                7 => ::core::option::Option::Some(&self.price),
                8 => ::core::option::Option::Some(&self.author_id),
                9 => ::core::option::Option::Some(&self.created_at),
                10 => ::core::option::Option::Some(&self.updated_at),
                11 => ::core::option::Option::Some(&self.color),
                12 => ::core::option::Option::Some(&self.version),
                _ => ::core::option::Option::None,
            }
        }
        fn __slot_mut(&mut self, position: usize) -> __rt::SlotMut<'_> {
            match position {
                0 => ::core::option::Option::Some(&mut self.id),
                1 => ::core::option::Option::Some(&mut self.title),
                2 => ::core::option::Option::Some(&mut self.slug),
                3 => ::core::option::Option::Some(&mut self.status),
                4 => ::core::option::Option::Some(&mut self.views),
                5 => ::core::option::Option::Some(&mut self.reset_token),
                6 => ::core::option::Option::Some(&mut self.pin),
                7 => ::core::option::Option::Some(&mut self.price),
                8 => ::core::option::Option::Some(&mut self.author_id),
                9 => ::core::option::Option::Some(&mut self.created_at),
                10 => ::core::option::Option::Some(&mut self.updated_at),
                11 => ::core::option::Option::Some(&mut self.color),
                12 => ::core::option::Option::Some(&mut self.version),
                _ => ::core::option::Option::None,
            }
        }
    }
    impl ::core::convert::From<Post> for PostActiveModel {
        fn from(row: Post) -> Self {
            __rt::active_model_from(&row)
        }
    }
    impl __rt::IntoActiveModel<PostActiveModel> for Post {
        fn into_active_model(self) -> PostActiveModel {
            __rt::active_model_from(&self)
        }
    }
    impl ::core::convert::TryFrom<PostActiveModel> for Post {
        type Error = __rt::DbErr;
        fn try_from(model: PostActiveModel) -> __rt::DbResult<Self> {
            __rt::model_from(model)
        }
    }
    impl __rt::TryIntoModel<Post> for PostActiveModel {
        fn try_into_model(self) -> __rt::DbResult<Post> {
            __rt::model_from(self)
        }
    }
    impl __rt::ActiveModelBehavior for PostActiveModel {}
    impl __rt::ActiveModelTrait for PostActiveModel {
        type Entity = PostEntity;
        fn take(&mut self, column: PostColumn) -> __rt::ActiveValue<__rt::Value> {
            __rt::slot_take(self, column as usize)
        }
        fn get(&self, column: PostColumn) -> __rt::ActiveValue<__rt::Value> {
            __rt::slot_ref(self, column as usize).get()
        }
        fn set_if_not_equals(&mut self, column: PostColumn, value: __rt::Value) {
            __rt::slot_set_if_not_equals(self, column as usize, value);
        }
        fn try_set(&mut self, column: PostColumn, value: __rt::Value) -> __rt::DbResult {
            __rt::slot_set(self, column as usize, value)
        }
        fn not_set(&mut self, column: PostColumn) {
            __rt::slot_clear(self, column as usize);
        }
        fn is_not_set(&self, column: PostColumn) -> bool {
            __rt::slot_ref(self, column as usize).is_not_set()
        }
        fn default() -> Self {
            <PostActiveModel as ::core::default::Default>::default()
        }
        fn default_values() -> Self {
            <PostActiveModel as ::core::default::Default>::default()
        }
        fn reset(&mut self, column: PostColumn) {
            __rt::slot_reset(self, column as usize);
        }
    }
    #[automatically_derived]
    impl __rt::ModelTrait for Post {
        type Entity = PostEntity;
        fn get(&self, column: PostColumn) -> __rt::Value {
            __rt::model_get(self, column)
        }
        fn get_value_type(column: PostColumn) -> __rt::ArrayType {
            __rt::array_type::<Self>(column)
        }
        fn try_set(&mut self, column: PostColumn, value: __rt::Value) -> __rt::DbResult {
            __rt::model_set(self, column, value)
        }
    }
    #[automatically_derived]
    impl __rt::FromQueryResult for Post {
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
    impl __rt::Serialize for Post {
        fn serialize<S: __rt::Serializer>(&self, serializer: S) -> __rt::Serialized<S> {
            __rt::serialize_model(self, serializer)
        }
    }
    impl __rt::InputType for PostCreate {
        fn __build(source: &mut dyn __rt::CellSource) -> __rt::DbResult<Self> {
            ::core::result::Result::Ok(Self {
                title: __rt::build_column(source, 1)?,
                status: __rt::Usable::<Status>::build(source, 3)?,
                pin: __rt::build_column(source, 6)?,
                price: __rt::build_column(source, 7)?,
                author_id: __rt::build_column(source, 8)?,
            })
        }
        fn __take(self, cells: &mut __rt::Cells) {
            cells.put(1, &self.title);
            __rt::Usable::<Status>::put(cells, 3, &self.status);
            cells.put(6, &self.pin);
            cells.put(7, &self.price);
            cells.put(8, &self.author_id);
        }
    }
    impl __rt::InputType for PostUpdate {
        fn __build(source: &mut dyn __rt::CellSource) -> __rt::DbResult<Self> {
            ::core::result::Result::Ok(Self {
                title: __rt::build_patch(source, 1)?,
                status: __rt::Usable::<Status>::build_patch(source, 3)?,
                pin: __rt::build_patch(source, 6)?,
                price: __rt::build_patch(source, 7)?,
            })
        }
        fn __take(self, cells: &mut __rt::Cells) {
            cells.put_patch(1, &self.title);
            __rt::Usable::<Status>::put_patch(cells, 3, &self.status);
            cells.put_patch(6, &self.pin);
            cells.put_patch(7, &self.price);
        }
    }
    #[automatically_derived]
    impl __rt::Resource for Post {
        type EntityType = PostEntity;
        type ColumnType = PostColumn;
        type ActiveModelType = PostActiveModel;
        type Create = PostCreate;
        type Update = PostUpdate;
        const __SHAPE: __rt::Shape = __rt::Shape {
            name: "Post",
            fields: &[
                __rt::Field::new::<Uuid>("id")
                    .flags(__rt::Flags::KEY | __rt::Flags::READ_ONLY)
                    .on_create(|| __rt::default_value::<Uuid>(__rt::generate_uuid())),
                __rt::searched(
                    __rt::filtered(
                        __rt::Field::new::<String>("title")
                            .description(
                                "Shown above the body.\n\nNot longer than a line.",
                            )
                            .flags(__rt::Flags::SORT)
                            .validations(
                                &[
                                    __rt::Validation::new(__rt::Check::Length {
                                        min: ::core::option::Option::Some(1),
                                        max: ::core::option::Option::Some(200),
                                        equal: ::core::option::Option::None,
                                    }),
                                ],
                            ),
                    ),
                ),
                __rt::Field::new::<String>("slug")
                    .flags(__rt::Flags::READ_ONLY | __rt::Flags::UNIQUE),
                __rt::filtered_by(
                    __rt::filtered_by(
                        __rt::demanded(
                            __rt::stored(
                                __rt::Field::new::<Status>("status")
                                    .default(
                                        || __rt::Usable::<Status>::default_value(Status::Draft),
                                        true,
                                    ),
                                __rt::Usable::<Status>::IS,
                            ),
                            __rt::Demand::Equality,
                        ),
                        __rt::Operator::Eq,
                    ),
                    __rt::Operator::In,
                ),
                __rt::Field::new::<i64>("views")
                    .flags(__rt::Flags::READ_ONLY)
                    .default(|| __rt::default_value::<i64>(0), true),
                __rt::Field::new::<Option<String>>("reset_token")
                    .wire("resetToken")
                    .flags(__rt::Flags::HIDDEN),
                __rt::Field::new::<Option<Sensitive<String>>>("pin")
                    .column("PIN")
                    .flags(__rt::Flags::WRITE_ONLY)
                    .column_type("Text"),
                __rt::Field::new::<Decimal>("price")
                    .wire("cost")
                    .default(
                        || __rt::default_value::<
                            Decimal,
                        >(<__rt::Decimal as ::core::convert::From<i64>>::from(0)),
                        true,
                    )
                    .decimal(10, 2),
                __rt::Field::new::<i64>("author_id")
                    .wire("authorId")
                    .flags(__rt::Flags::IMMUTABLE | __rt::Flags::CALLER),
                __rt::Field::new::<DateTime<Utc>>("created_at")
                    .wire("createdAt")
                    .flags(__rt::Flags::READ_ONLY)
                    .on_create(|| __rt::default_value::<DateTime<Utc>>(__rt::now())),
                __rt::Field::new::<NaiveDateTime>("updated_at")
                    .wire("updatedAt")
                    .flags(__rt::Flags::READ_ONLY)
                    .on_create(|| __rt::default_value::<
                        NaiveDateTime,
                    >(__rt::now().naive_utc()))
                    .on_update(|| __rt::default_value::<
                        NaiveDateTime,
                    >(__rt::now().naive_utc())),
                __rt::Field::new::<String>("color")
                    .flags(__rt::Flags::READ_ONLY)
                    .on_create(|| __rt::default_value::<String>(Post::first_color()))
                    .on_update(|| __rt::default_value::<String>(Post::next_color())),
                __rt::Field::new::<i64>("version")
                    .flags(__rt::Flags::READ_ONLY | __rt::Flags::VERSION)
                    .on_create(|| __rt::default_value::<i64>(1)),
            ],
            key: &[0],
            uniques: &[&[8, 2]],
            ..__rt::Shape::UNSAID
        };
        fn descriptor() -> &'static __rt::Descriptor {
            static __DESCRIPTOR: __rt::Descriptor = __rt::Descriptor {
                description: "A blog post.",
                path: "posts",
                table: "posts",
                page: __rt::PageLimits {
                    size: 10,
                    max: 50,
                    total: true,
                },
                access: __rt::Access {
                    read: ::core::option::Option::Some(&__rt::Rule::Public),
                    create: ::core::option::Option::Some(&__rt::Rule::Owner(8)),
                    update: ::core::option::Option::Some(&__rt::Rule::Owner(8)),
                    delete: ::core::option::Option::Some(&__rt::Rule::Owner(8)),
                },
                sort: &[
                    __rt::SortTerm {
                        field: 9,
                        descending: true,
                    },
                    __rt::SortTerm {
                        field: 1,
                        descending: false,
                    },
                ],
                indexes: &[&[3, 9]],
                hooks: || (&__rt::Probe::<Post, Post>::NEW).hooks(),
                ..__rt::Descriptor::of(<Post as __rt::Resource>::__SHAPE)
            };
            &__DESCRIPTOR
        }
        fn __cell(&self, position: usize) -> __rt::CellRef<'_> {
            match position {
                0 => ::core::option::Option::Some(&self.id),
                1 => ::core::option::Option::Some(&self.title),
                2 => ::core::option::Option::Some(&self.slug),
                3 => __rt::Usable::<Status>::cell(&self.status),
                4 => ::core::option::Option::Some(&self.views),
                5 => ::core::option::Option::Some(&self.reset_token),
                6 => ::core::option::Option::Some(&self.pin),
                7 => ::core::option::Option::Some(&self.price),
                8 => ::core::option::Option::Some(&self.author_id),
                9 => ::core::option::Option::Some(&self.created_at),
                10 => ::core::option::Option::Some(&self.updated_at),
                11 => ::core::option::Option::Some(&self.color),
                12 => ::core::option::Option::Some(&self.version),
                _ => ::core::option::Option::None,
            }
        }
        fn __build(source: &mut dyn __rt::CellSource) -> __rt::DbResult<Self> {
            ::core::result::Result::Ok(Self {
                id: __rt::build_column(source, 0)?,
                title: __rt::build_column(source, 1)?,
                slug: __rt::build_column(source, 2)?,
                status: __rt::Usable::<Status>::build(source, 3)?,
                views: __rt::build_column(source, 4)?,
                reset_token: __rt::build_column(source, 5)?,
                pin: __rt::build_column(source, 6)?,
                price: __rt::build_column(source, 7)?,
                author_id: __rt::build_column(source, 8)?,
                created_at: __rt::build_column(source, 9)?,
                updated_at: __rt::build_column(source, 10)?,
                color: __rt::build_column(source, 11)?,
                version: __rt::build_column(source, 12)?,
            })
        }
    }
};
