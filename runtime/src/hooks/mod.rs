//! What a user's code does around a write, and how it is called from the pipeline.

#[expect(missing_docs, reason = "public for generated code only")]
mod probe;
#[expect(missing_docs, reason = "public for generated code only")]
mod table;

pub use self::{
    probe::{Declared, Probe, Undeclared},
    table::{HookTable, and_own, hook_table, typed_row},
};

use std::{
    future::Future,
    pin::Pin,
    task::{Context as TaskContext, Poll},
};

use crate::{Context, Resource, Result};

/// What happens around a write. Override what you need; the other functions do nothing and cost nothing.
///
/// `impl Hooks for Post` is enough for hooks of one resource. `impl<R: Resource> Hooks<R> for AuditLog` is shared by
/// all that say `#[resource(hooks(AuditLog, Self))]`. Hooks run in the write's transaction: an error undoes the write
/// and is the answer.
///
/// ```
/// use restruct::prelude::*;
///
/// #[derive(Clone, Debug, Resource)]
/// #[resource(access(public))]
/// pub struct Note {
///     pub id: i64,
///     pub text: String,
/// }
///
/// impl Hooks for Note {
///     async fn before_create(input: &mut NoteCreate, _row: &mut NoteActiveModel, _cx: &mut Context<'_>) -> Result<()> {
///         input.text = input.text.trim().to_owned();
///         if input.text.is_empty() {
///             return Err(Error::invalid("/text", "blank", "a note says something"));
///         }
///         Ok(())
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no hooks for `{R}`",
    note = "write `impl Hooks<{R}> for {Self}`, or `impl<R: Resource> Hooks<R> for {Self}` for all resources"
)]
pub trait Hooks<R = Self>: 'static
where
    R: Resource,
{
    /// Before a row is inserted. `input` is what the client sent, with defaults filled in; what is set in `row` wins
    /// over it and may be any column, also one that no client may set. Both are validated again afterwards.
    fn before_create(
        input: &mut R::Create,
        row: &mut R::ActiveModelType,
        cx: &mut Context<'_>,
    ) -> impl Future<Output = Result<()>> + Send {
        let _ = (input, row, cx);
        NotDeclared
    }

    /// After a row was inserted, in the same transaction.
    fn after_create(row: &R, cx: &mut Context<'_>) -> impl Future<Output = Result<()>> + Send {
        let _ = (row, cx);
        NotDeclared
    }

    /// Before a row is updated. `old` is the stored row, `input` what the client sent; what is set in `row` wins over
    /// it.
    fn before_update(
        old: &R,
        input: &mut R::Update,
        row: &mut R::ActiveModelType,
        cx: &mut Context<'_>,
    ) -> impl Future<Output = Result<()>> + Send {
        let _ = (old, input, row, cx);
        NotDeclared
    }

    /// After a row was updated, in the same transaction.
    fn after_update(old: &R, new: &R, cx: &mut Context<'_>) -> impl Future<Output = Result<()>> + Send {
        let _ = (old, new, cx);
        NotDeclared
    }

    /// Before a row is deleted.
    fn before_delete(row: &R, cx: &mut Context<'_>) -> impl Future<Output = Result<()>> + Send {
        let _ = (row, cx);
        NotDeclared
    }

    /// After a row was deleted, in the same transaction.
    fn after_delete(row: &R, cx: &mut Context<'_>) -> impl Future<Output = Result<()>> + Send {
        let _ = (row, cx);
        NotDeclared
    }
}

/// The future of a hook that nobody has overridden. It has no size, and no `async fn` with arguments has none: that is
/// how the table tells which hooks exist, and so whether a write needs a transaction at all.
struct NotDeclared;

impl Future for NotDeclared {
    type Output = Result<()>;

    fn poll(self: Pin<&mut Self>, _: &mut TaskContext<'_>) -> Poll<Self::Output> {
        Poll::Ready(Ok(()))
    }
}
