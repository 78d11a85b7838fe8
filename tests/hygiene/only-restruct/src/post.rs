//! A resource in a file of its name, the usual way.

use restruct::prelude::*;

/// A post.
#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
pub struct Post {
    /// Its number.
    pub id: i64,
    /// What it is about.
    pub title: String,
    /// What it says.
    pub body: Option<String>,
}

impl Hooks for Post {
    async fn before_create(input: &mut PostCreate, row: &mut PostActiveModel, _: &mut Context<'_>) -> Result<()> {
        if let Some(body) = &input.body {
            row.body = Set(Some(body.trim().to_owned()));
        }
        Ok(())
    }
}
