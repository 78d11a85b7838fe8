//! Resources that stand in functions, with everything that they use.

use restruct::prelude::*;

/// Adds them.
#[must_use]
pub fn resources(app: App) -> App {
    const FIRST: i64 = 1;

    #[derive(Clone, Copy, Debug, ResourceEnum)]
    enum State {
        Open,
        Closed,
    }

    struct Positive;

    #[derive(Clone, Debug, Resource)]
    #[resource(access(read = Positive, write = public), hooks(AuditLog, Self))]
    struct Local {
        id: i64,
        #[resource(default = FIRST)]
        #[validate(range(min = FIRST), custom(function = small))]
        number: i64,
        #[resource(default = State::Open)]
        state: State,
        note: Option<String>,
    }

    struct AuditLog;

    impl<R: Resource> Hooks<R> for AuditLog {
        async fn before_delete(_: &R, cx: &mut Context<'_>) -> Result<()> {
            cx.query::<R>().one().await?;
            Ok(())
        }
    }

    impl Hooks for Local {
        async fn before_create(input: &mut LocalCreate, row: &mut LocalActiveModel, _: &mut Context<'_>) -> Result<()> {
            row.state = Set(State::Closed);
            row.note = Set(Some(input.number.to_string()));
            Ok(())
        }
    }

    impl Rule<Local> for Positive {
        fn filter(_: Option<&Principal>) -> Filter<Local> {
            Filter::gt(LocalColumn::Number, 0)
        }
    }

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "rules get references")]
    fn small(number: &i64) -> std::result::Result<(), restruct::validator::ValidationError> {
        if *number < 100 { Ok(()) } else { Err(restruct::validator::ValidationError::new("large")) }
    }

    let in_closure = |app: App| {
        #[derive(Clone, Debug, Resource)]
        #[resource(access(public))]
        struct InClosure {
            id: Uuid,
            text: String,
        }
        app.resource::<InClosure>()
    };
    in_closure(app.resource::<Local>())
}
