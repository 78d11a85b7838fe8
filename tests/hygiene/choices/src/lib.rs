//! What the resources of another crate are made of; Restruct is found through this crate too.

pub use restruct;

use restruct::prelude::*;

/// A colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ResourceEnum)]
pub enum Colour {
    /// As grass.
    Green,
    /// As the sky.
    Blue,
}

/// A name of few letters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShortName(String);

impl restruct::FieldType for ShortName {
    type As = String;

    fn into_column(self) -> String {
        self.0
    }

    fn try_from_column(text: String) -> std::result::Result<Self, String> {
        if text.len() < 10 { Ok(Self(text)) } else { Err("expected fewer than ten letters".to_owned()) }
    }
}
restruct::field_type!(ShortName);

/// A rule of every resource.
#[derive(Debug)]
pub struct Everybody;

impl<R: Resource> Rule<R> for Everybody {
    fn filter(_: Option<&Principal>) -> Filter<R> {
        Filter::always()
    }
}

/// Hooks of every resource.
#[derive(Debug)]
pub struct AuditLog;

impl<R: Resource> Hooks<R> for AuditLog {
    async fn after_create(_: &R, _: &mut Context<'_>) -> Result<()> {
        Ok(())
    }
}

/// Who makes things.
#[derive(Clone, Debug, Resource)]
#[resource(access(public), crate = restruct)]
pub struct Maker {
    /// Their number.
    pub id: i64,
}
