//! Restruct is called `api` here, and `restruct` is something else.

use api::prelude::*;

/// Not Restruct.
pub mod restruct {}

/// A state.
#[derive(Clone, Copy, Debug, ResourceEnum)]
#[resource(crate = ::api)]
pub enum State {
    /// On.
    On,
    /// Off.
    Off,
}

/// A text that is called otherwise.
#[derive(Clone, Debug)]
pub struct Name(String);

impl api::FieldType for Name {
    type As = String;

    fn into_column(self) -> String {
        self.0
    }

    fn try_from_column(text: String) -> std::result::Result<Self, String> {
        Ok(Self(text))
    }
}
api::field_type!(Name);

/// A switch.
#[derive(Clone, Debug, Resource)]
#[resource(access(read = Named, write = public), crate = ::api)]
pub struct Switch {
    /// Its number.
    pub id: i64,
    /// Its name.
    #[resource(sort)]
    #[validate(length(max = 20))]
    pub name: Name,
    /// Its state.
    #[resource(default = State::Off)]
    pub state: State,
    /// What it is for.
    pub purpose: Input<Option<String>>,
    /// When it was made.
    #[resource(created_at)]
    pub made: DateTime<Utc>,
    /// The switches that it sets.
    #[resource(foreign_key = set_by_id)]
    pub sets: HasMany<Switch>,
    /// That of the switch which sets it.
    pub set_by_id: Option<i64>,
    /// The switch that sets it.
    pub set_by: BelongsTo<Switch>,
}

/// Those with a name.
pub struct Named;

impl Rule<Switch> for Named {
    fn filter(_: Option<&Principal>) -> Filter<Switch> {
        Filter::ne(SwitchColumn::Name, String::new())
    }
}

impl Hooks for Switch {
    async fn before_create(input: &mut SwitchCreate, row: &mut SwitchActiveModel, _: &mut Context<'_>) -> Result<()> {
        if input.purpose.is_some() {
            row.state = Set(State::On);
        }
        Ok(())
    }
}
