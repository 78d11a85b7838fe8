//! The crates that Restruct stands on are other ones here, of which the program uses its own.

use restruct::prelude::*;

/// What the program has of other versions.
#[derive(Debug)]
pub struct Others {
    /// Of axum.
    pub router: axum::Router,
    /// Of SeaORM.
    pub value: sea_orm::Value,
    /// Of tokio.
    pub builder: tokio::runtime::Builder,
}

/// A state.
#[derive(Clone, Copy, Debug, ResourceEnum)]
pub enum State {
    /// Old.
    Old,
    /// New.
    New,
}

impl serde::Serialize for State {
    fn serialized(&self) -> u8 {
        *self as u8
    }
}

/// A thing.
#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
pub struct Thing {
    /// Its number.
    pub id: i64,
    /// Its state.
    #[resource(default = State::New)]
    pub state: State,
    /// Its parts.
    pub parts: Option<Json>,
}

impl serde::Serialize for Thing {
    fn serialized(&self) -> u8 {
        serde::Serialize::serialized(&self.state)
    }
}

impl sea_orm::ModelTrait for Thing {}

impl sea_orm::EntityTrait for ThingEntity {}
