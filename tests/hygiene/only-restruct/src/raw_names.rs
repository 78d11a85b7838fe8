//! Names that are keywords.

use restruct::prelude::*;

/// What a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ResourceEnum)]
pub enum Type {
    /// A struct.
    Struct,
    /// A trait.
    Trait,
}

/// A row of keywords.
#[derive(Clone, Debug, Resource)]
#[resource(
    access(read = public, write = owner(r#ref)),
    sort(-r#type, r#ref),
    unique(r#type, r#ref),
    index(r#match, r#type)
)]
pub struct Raw {
    /// A key that is no keyword.
    #[resource(id(generate = Uuid::now_v7()))]
    pub r#static: Uuid,
    /// What it is.
    #[resource(default = Type::Struct)]
    pub r#type: Type,
    /// Whose it is.
    #[resource(immutable)]
    pub r#ref: i64,
    /// What it matches.
    #[validate(length(max = 20), must_match(other = "async"))]
    pub r#match: Option<String>,
    /// Whether it waits.
    #[validate(must_match(other = r#match))]
    pub r#async: Option<String>,
    /// What is done with it.
    pub r#do: Input<Option<String>>,
}

impl Hooks for Raw {
    async fn before_create(input: &mut RawCreate, row: &mut RawActiveModel, _: &mut Context<'_>) -> Result<()> {
        row.r#match = Set(input.r#do.clone());
        Ok(())
    }
}
