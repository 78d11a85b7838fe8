//! A module without any prelude.

#![no_implicit_prelude]

/// A state.
#[derive(
    ::core::clone::Clone,
    ::core::marker::Copy,
    ::core::fmt::Debug,
    ::core::cmp::PartialEq,
    ::core::cmp::Eq,
    ::restruct::ResourceEnum,
)]
pub enum State {
    /// Not yet.
    Open,
    /// No longer.
    Closed,
}

/// A text of one word.
#[derive(::core::clone::Clone, ::core::fmt::Debug)]
pub struct Word(::std::string::String);

impl ::restruct::FieldType for Word {
    type As = ::std::string::String;

    fn into_column(self) -> ::std::string::String {
        self.0
    }

    fn try_from_column(text: ::std::string::String) -> ::core::result::Result<Self, ::std::string::String> {
        ::core::result::Result::Ok(Self(text))
    }
}
::restruct::field_type!(Word);

/// A thing.
#[derive(::core::clone::Clone, ::core::fmt::Debug, ::restruct::Resource)]
#[resource(access(read = Open or owner(word), write = authenticated), sort(-made, number), page(size = 5))]
pub struct Bare {
    /// Its number.
    pub id: i64,
    /// Its word.
    #[resource(filter(eq, icontains), sort, search)]
    #[validate(length(max = 20))]
    pub word: Word,
    /// Its state.
    #[resource(filter, default = State::Open)]
    pub state: State,
    /// Its other number.
    #[resource(default = 7, unique)]
    #[validate(range(min = 1))]
    pub number: ::core::option::Option<i64>,
    /// When it was made.
    #[resource(created_at)]
    pub made: ::restruct::chrono::DateTime<::restruct::chrono::Utc>,
    /// When it was changed.
    #[resource(updated_at)]
    pub changed: ::restruct::chrono::DateTime<::restruct::chrono::Utc>,
}

/// A part.
#[derive(::core::clone::Clone, ::core::fmt::Debug, ::restruct::Resource)]
#[resource(access(public))]
pub struct Part {
    /// Its number.
    pub id: i64,
    /// That of the bare one.
    pub bare_id: ::core::option::Option<i64>,
    /// The bare one.
    #[resource(on_delete = set_null)]
    pub bare: ::restruct::BelongsTo<Bare>,
    /// What it is a part of.
    #[resource(through = PartOfWhole)]
    pub wholes: ::restruct::HasMany<Whole>,
}

/// A whole.
#[derive(::core::clone::Clone, ::core::fmt::Debug, ::restruct::Resource)]
#[resource(access(public))]
pub struct Whole {
    /// Its number.
    pub id: i64,
    /// Its parts.
    pub links: ::restruct::HasMany<PartOfWhole>,
}

/// Which part is of which whole.
#[derive(::core::clone::Clone, ::core::fmt::Debug, ::restruct::Resource)]
#[resource(access(public))]
pub struct PartOfWhole {
    /// The whole.
    #[resource(id)]
    pub whole_id: i64,
    /// The part.
    #[resource(id)]
    pub part_id: i64,
}

/// Those that are open.
pub struct Open;

impl ::restruct::Rule<Bare> for Open {
    fn filter(_: ::core::option::Option<&::restruct::Principal>) -> ::restruct::Filter<Bare> {
        ::restruct::Filter::eq(BareColumn::State, State::Open)
    }
}

impl ::restruct::Hooks for Bare {
    async fn before_update(
        _: &Self,
        input: &mut BareUpdate,
        row: &mut BareActiveModel,
        _: &mut ::restruct::Context<'_>,
    ) -> ::restruct::Result<()> {
        if input.state == ::restruct::Patch::Absent {
            row.state = ::restruct::sea_orm::ActiveValue::Set(State::Closed);
        }
        ::core::result::Result::Ok(())
    }
}
