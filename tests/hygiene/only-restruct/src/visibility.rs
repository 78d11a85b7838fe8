//! Resources that few may see.

use restruct::prelude::*;

/// Adds them.
#[must_use]
pub fn resources(app: App) -> App {
    inner::resources(app.resource::<InCrate>()).resource::<Private>().resource::<inner::InParent>()
}

/// Seen in the crate.
#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
pub(crate) struct InCrate {
    pub(crate) id: i64,
    pub(super) name: String,
    state: State,
}

/// Seen in the crate too.
#[derive(Clone, Copy, Debug, ResourceEnum)]
pub(crate) enum State {
    /// Yes.
    On,
    /// No.
    Off,
}

#[derive(Clone, Debug, Resource)]
#[resource(access(public), rename_all = "camelCase")]
struct Private {
    id: i64,
    first_state: Option<State>,
}

impl Hooks for Private {
    async fn before_create(
        input: &mut PrivateCreate,
        row: &mut PrivateActiveModel,
        cx: &mut Context<'_>,
    ) -> Result<()> {
        let on = cx.query::<InCrate>().filter(Filter::eq(InCrateColumn::State, State::On)).one().await?;
        row.first_state = Set(input.first_state.or_else(|| on.map(|row| row.state)).or(Some(State::Off)));
        Ok(())
    }
}

mod inner {
    use restruct::prelude::*;

    /// Seen in the module around this one.
    #[derive(Clone, Debug, Resource)]
    #[resource(access(public))]
    pub(super) struct InParent {
        pub(super) id: i64,
        pub(in crate::visibility) name: String,
    }

    #[derive(Clone, Debug, Resource)]
    #[resource(access(public), table = "hidden_in_modules")]
    struct Hidden {
        id: i64,
        name: String,
    }

    pub(super) fn resources(app: App) -> App {
        app.resource::<Hidden>()
    }
}
