/// The SeaORM entity of [`Post`].
#[derive(::core::clone::Clone, ::core::marker::Copy)]
#[derive(::core::fmt::Debug, ::core::default::Default)]
struct PostEntity;
/// The columns of [`Post`].
#[derive(::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug)]
#[repr(u16)]
#[allow(missing_docs, clippy::enum_variant_names)]
enum PostColumn {
    Id = 0,
    AuthorId = 1,
    EditorId = 2,
}
/// The key of [`Post`].
#[derive(::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug)]
#[allow(missing_docs, clippy::enum_variant_names)]
enum PostPrimaryKey {
    Id,
}
/// The relations in SeaORM's sense of [`Post`].
#[derive(::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug)]
#[allow(missing_docs, clippy::enum_variant_names)]
enum PostRelation {
    Author,
    Editor,
    Comments,
    Summary,
    Tags,
}
/// The relation `editor` of [`Post`], for SeaORM's `find_linked`.
#[derive(::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug)]
#[allow(dead_code)]
struct PostEditorLink;
/// The relation `tags` of [`Post`], for SeaORM's `find_linked`.
#[derive(::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug)]
#[allow(dead_code)]
struct PostTagsLink;
/// Columns to write of [`Post`], each set or not.
#[derive(::core::clone::Clone, ::core::default::Default)]
#[allow(missing_docs, non_snake_case, clippy::pedantic)]
struct PostActiveModel {
    id: ::restruct::__private::ActiveValue<i64>,
    author_id: ::restruct::__private::ActiveValue<i64>,
    editor_id: ::restruct::__private::ActiveValue<Option<i64>>,
}
/// What a create of [`Post`] takes.
#[allow(missing_docs, non_snake_case, clippy::pedantic)]
struct PostCreate {
    author_id: i64,
    editor_id: Option<i64>,
}
/// What an update of [`Post`] takes.
#[allow(missing_docs, non_snake_case, clippy::pedantic)]
struct PostUpdate {
    author_id: ::restruct::__private::Patch<i64>,
    editor_id: ::restruct::__private::Patch<Option<i64>>,
}
#[allow(deprecated)]
const _: () = {
    use ::restruct::__private as __rt;
    use __rt::{Declared as _, Undeclared as _};
    use __rt::Unrelatable as _;
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
            __rt::variants(&[Self::Id, Self::AuthorId, Self::EditorId])
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
        type ValueType = i64;
        fn auto_increment() -> bool {
            true
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
    impl __rt::Iterable for PostRelation {
        type Iterator = __rt::Variants<Self>;
        fn iter() -> Self::Iterator {
            __rt::variants(
                &[Self::Author, Self::Editor, Self::Comments, Self::Summary, Self::Tags],
            )
        }
    }
    impl __rt::RelationTrait for PostRelation {
        fn def(&self) -> __rt::RelationDef {
            __rt::relation_definition::<Post>(*self as usize)
        }
    }
    impl __rt::Related<__rt::EntityOf<Author, { __rt::Relatable::<Author>::IS }>>
    for PostEntity {
        fn to() -> __rt::RelationDef {
            __rt::relation_definition::<Post>(0)
        }
    }
    impl __rt::Related<__rt::EntityOf<Comment, { __rt::Relatable::<Comment>::IS }>>
    for PostEntity {
        fn to() -> __rt::RelationDef {
            __rt::relation_definition::<Post>(2)
        }
    }
    impl __rt::Related<__rt::EntityOf<Summary, { __rt::Relatable::<Summary>::IS }>>
    for PostEntity {
        fn to() -> __rt::RelationDef {
            __rt::relation_definition::<Post>(3)
        }
    }
    impl __rt::Related<__rt::EntityOf<Tag, { __rt::Relatable::<Tag>::IS }>>
    for PostEntity {
        fn to() -> __rt::RelationDef {
            __rt::relation_from_join::<Post>(4)
        }
        fn via() -> ::core::option::Option<__rt::RelationDef> {
            ::core::option::Option::Some(__rt::relation_definition::<Post>(4))
        }
    }
    impl __rt::Linked for PostEditorLink {
        type FromEntity = PostEntity;
        type ToEntity = __rt::EntityOf<Author, { __rt::Relatable::<Author>::IS }>;
        fn link(&self) -> ::std::vec::Vec<__rt::RelationDef> {
            __rt::relation_steps::<Post>(1)
        }
    }
    impl __rt::Linked for PostTagsLink {
        type FromEntity = PostEntity;
        type ToEntity = __rt::EntityOf<Tag, { __rt::Relatable::<Tag>::IS }>;
        fn link(&self) -> ::std::vec::Vec<__rt::RelationDef> {
            __rt::relation_steps::<Post>(4)
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
                1 => ::core::option::Option::Some(&self.author_id),
                2 => ::core::option::Option::Some(&self.editor_id),
                _ => ::core::option::Option::None,
            }
        }
        fn __slot_mut(&mut self, position: usize) -> __rt::SlotMut<'_> {
            match position {
                0 => ::core::option::Option::Some(&mut self.id),
                1 => ::core::option::Option::Some(&mut self.author_id),
                2 => ::core::option::Option::Some(&mut self.editor_id),
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
                author_id: __rt::build_column(source, 1)?,
                editor_id: __rt::build_column(source, 2)?,
            })
        }
        fn __take(self, cells: &mut __rt::Cells) {
            cells.put(1, &self.author_id);
            cells.put(2, &self.editor_id);
        }
    }
    impl __rt::InputType for PostUpdate {
        fn __build(source: &mut dyn __rt::CellSource) -> __rt::DbResult<Self> {
            ::core::result::Result::Ok(Self {
                author_id: __rt::build_patch(source, 1)?,
                editor_id: __rt::build_patch(source, 2)?,
            })
        }
        fn __take(self, cells: &mut __rt::Cells) {
            cells.put_patch(1, &self.author_id);
            cells.put_patch(2, &self.editor_id);
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
                __rt::Field::new::<i64>("id").flags(__rt::Flags::AUTO_KEY),
                __rt::Field::new::<i64>("author_id"),
                __rt::Field::new::<Option<i64>>("editor_id"),
            ],
            key: &[0],
            ..__rt::Shape::UNSAID
        };
        fn descriptor() -> &'static __rt::Descriptor {
            static __DESCRIPTOR: __rt::Descriptor = __rt::Descriptor {
                path: "posts",
                table: "posts",
                depth: 2,
                access: __rt::Access::all(&__rt::Rule::Public),
                relations: &[
                    __rt::Relation {
                        description: "Who wrote it.",
                        keys: &__rt::refers::<Post, Author, _>([1]),
                        ..__rt::Relation::belongs_to::<Author>("author")
                    },
                    __rt::Relation {
                        wire: "reviewer",
                        keys: &__rt::refers::<Post, Author, _>([2]),
                        on_delete: __rt::set_null::<Post>(&[2]),
                        ..__rt::Relation::belongs_to::<Author>("editor")
                    },
                    __rt::Relation {
                        keys: &__rt::referred::<
                            Post,
                            Comment,
                            _,
                        >([__rt::usual_field::<Comment>("post_id", "foreign_key")]),
                        ..__rt::Relation::has_many::<Comment>("comments")
                    },
                    __rt::Relation {
                        keys: &__rt::referred_once::<
                            Post,
                            Summary,
                            _,
                        >([__rt::named_field::<Summary>("about")]),
                        ..__rt::Relation::has_one::<Summary>("summary")
                    },
                    __rt::Relation {
                        keys: &__rt::referred::<
                            Post,
                            PostTag,
                            _,
                        >([__rt::usual_field::<PostTag>("post_id", "foreign_key")]),
                        through: ::core::option::Option::Some {
                            0: __rt::Through {
                                join: __rt::descriptor_of::<PostTag>,
                                keys: &__rt::linked::<
                                    PostTag,
                                    Tag,
                                    _,
                                    _,
                                >(
                                    [__rt::usual_field::<PostTag>("tag_id", "far_key")],
                                    [__rt::usual_field::<PostTag>("post_id", "foreign_key")],
                                ),
                            },
                        },
                        ..__rt::Relation::has_many::<Tag>("tags")
                    },
                ],
                hooks: || (&__rt::Probe::<Post, Post>::NEW).hooks(),
                ..__rt::Descriptor::of(<Post as __rt::Resource>::__SHAPE)
            };
            &__DESCRIPTOR
        }
        fn __cell(&self, position: usize) -> __rt::CellRef<'_> {
            let _ = (
                &self.author,
                &self.editor,
                &self.comments,
                &self.summary,
                &self.tags,
            );
            match position {
                0 => ::core::option::Option::Some(&self.id),
                1 => ::core::option::Option::Some(&self.author_id),
                2 => ::core::option::Option::Some(&self.editor_id),
                _ => ::core::option::Option::None,
            }
        }
        fn __build(source: &mut dyn __rt::CellSource) -> __rt::DbResult<Self> {
            ::core::result::Result::Ok(Self {
                id: __rt::build_column(source, 0)?,
                author_id: __rt::build_column(source, 1)?,
                editor_id: __rt::build_column(source, 2)?,
                author: ::core::default::Default::default(),
                editor: ::core::default::Default::default(),
                comments: ::core::default::Default::default(),
                summary: ::core::default::Default::default(),
                tags: ::core::default::Default::default(),
            })
        }
    }
};
