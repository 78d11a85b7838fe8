use std::{any::TypeId, fmt, future::Future, pin::Pin};

use sea_orm::{ActiveValue, DbErr, Value};

use super::Hooks;
use crate::{
    Context, Resource, Result,
    descriptor::{Descriptor, Field},
    entity::{CellSource, Slots, slot_mut, slot_ref},
    input::{Cells, InputType},
};

/// What a declared hook answers.
pub type HookFuture<'a> = Pin<Box<dyn Future<Output = Result<()>> + Send + 'a>>;

type BeforeCreate = for<'a, 'c> fn(&'a mut Cells, &'a mut Cells, &'a mut Context<'c>) -> HookFuture<'a>;
type BeforeUpdate = for<'a, 'c> fn(&'a [Value], &'a mut Cells, &'a mut Cells, &'a mut Context<'c>) -> HookFuture<'a>;
type AfterUpdate = for<'a, 'c> fn(&'a [Value], &'a [Value], &'a mut Context<'c>) -> HookFuture<'a>;
type WithRow = for<'a, 'c> fn(&'a [Value], &'a mut Context<'c>) -> HookFuture<'a>;

/// The declared hooks of one type. Rows are cells, one per field of the descriptor.
#[derive(Clone, Copy)]
pub struct HookTable {
    /// The type that declares them.
    pub of: TypeId,
    /// Input, columns that the hook sets.
    pub before_create: Option<BeforeCreate>,
    pub after_create: Option<WithRow>,
    /// Stored row, input, columns that the hook sets.
    pub before_update: Option<BeforeUpdate>,
    /// Stored row, new row.
    pub after_update: Option<AfterUpdate>,
    pub before_delete: Option<WithRow>,
    pub after_delete: Option<WithRow>,
}

impl fmt::Debug for HookTable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("HookTable")
    }
}

/// The table of the hooks that `H` declares for `R`.
pub fn hook_table<H: Hooks<R>, R: Resource>() -> HookTable {
    HookTable {
        of: TypeId::of::<H>(),
        before_create: if is_declared3(H::before_create) { Some(before_create::<H, R>) } else { None },
        after_create: if is_declared2(H::after_create) { Some(after_create::<H, R>) } else { None },
        before_update: if is_declared4(H::before_update) { Some(before_update::<H, R>) } else { None },
        after_update: if is_declared3(H::after_update) { Some(after_update::<H, R>) } else { None },
        before_delete: if is_declared2(H::before_delete) { Some(before_delete::<H, R>) } else { None },
        after_delete: if is_declared2(H::after_delete) { Some(after_delete::<H, R>) } else { None },
    }
}

/// Shared hooks, and after them the resource's own: hooks that somebody has written run, whether `Self` is named or not,
/// and run once, by whatever path the resource is named.
pub fn and_own(mut shared: Vec<HookTable>, own: Vec<HookTable>) -> Vec<HookTable> {
    for table in own {
        if shared.iter().all(|named| named.of != table.of) {
            shared.push(table);
        }
    }
    shared
}

fn is_declared2<A, B, F>(_: impl Fn(A, B) -> F) -> bool {
    size_of::<F>() != 0
}

fn is_declared3<A, B, C, F>(_: impl Fn(A, B, C) -> F) -> bool {
    size_of::<F>() != 0
}

fn is_declared4<A, B, C, D, F>(_: impl Fn(A, B, C, D) -> F) -> bool {
    size_of::<F>() != 0
}

fn before_create<'a, H: Hooks<R>, R: Resource>(
    input: &'a mut Cells,
    row: &'a mut Cells,
    cx: &'a mut Context<'_>,
) -> HookFuture<'a> {
    Box::pin(async move {
        let mut typed = R::Create::__build(input)?;
        let mut model = active_model::<R>(row)?;
        H::before_create(&mut typed, &mut model, cx).await?;
        typed.__take(input);
        read_active_model(&model, R::descriptor(), row);
        Ok(())
    })
}

fn before_update<'a, H: Hooks<R>, R: Resource>(
    old: &'a [Value],
    input: &'a mut Cells,
    row: &'a mut Cells,
    cx: &'a mut Context<'_>,
) -> HookFuture<'a> {
    Box::pin(async move {
        let old = typed_row::<R>(old)?;
        let mut typed = R::Update::__build(input)?;
        let mut model = active_model::<R>(row)?;
        H::before_update(&old, &mut typed, &mut model, cx).await?;
        typed.__take(input);
        read_active_model(&model, R::descriptor(), row);
        Ok(())
    })
}

fn after_update<'a, H: Hooks<R>, R: Resource>(
    old: &'a [Value],
    new: &'a [Value],
    cx: &'a mut Context<'_>,
) -> HookFuture<'a> {
    Box::pin(async move { H::after_update(&typed_row::<R>(old)?, &typed_row::<R>(new)?, cx).await })
}

macro_rules! with_row {
    ($($name:ident),*) => {$(
        fn $name<'a, H: Hooks<R>, R: Resource>(row: &'a [Value], cx: &'a mut Context<'_>) -> HookFuture<'a> {
            Box::pin(async move { H::$name(&typed_row::<R>(row)?, cx).await })
        }
    )*};
}
with_row!(after_create, before_delete, after_delete);

/// The struct of a row.
///
/// # Errors
/// A stored value is not one of its field's type.
pub fn typed_row<R: Resource>(values: &[Value]) -> Result<R, DbErr> {
    struct Source<'a>(&'a [Value], &'static Descriptor);
    impl CellSource for Source<'_> {
        fn cell(&mut self, position: usize) -> Result<Option<Value>, DbErr> {
            Ok(self.0.get(position).cloned())
        }

        fn field(&self, position: usize) -> &'static Field {
            &self.1.fields[position]
        }
    }
    R::__build(&mut Source(values, R::descriptor()))
}

fn active_model<R: Resource>(row: &Cells) -> Result<R::ActiveModelType, DbErr> {
    let mut model = <R::ActiveModelType as Default>::default();
    for (position, value) in row.given() {
        slot_mut(&mut model, position, |slot| slot.set(value.clone()))?;
    }
    Ok(model)
}

fn read_active_model(model: &dyn Slots, descriptor: &'static Descriptor, row: &mut Cells) {
    for (position, _) in descriptor.columns() {
        match slot_ref(model, position).get() {
            ActiveValue::Set(value) => row.set(position, value),
            ActiveValue::Unchanged(_) | ActiveValue::NotSet => row.clear(position),
        }
    }
}
