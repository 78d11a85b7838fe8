use std::marker::PhantomData;

use super::{HookTable, Hooks, hook_table};
use crate::Resource;

/// Finds by method resolution whether `H` has hooks for `R`: `(&Probe::<H, R>::NEW).hooks()` takes [`Declared`] where
/// its bounds hold, since that needs one reference less, and [`Undeclared`] otherwise.
pub struct Probe<H, R>(PhantomData<fn() -> (H, R)>);

impl<H, R> Probe<H, R> {
    pub const NEW: Self = Self(PhantomData);
}

/// There are hooks.
pub trait Declared {
    fn hooks(&self) -> Vec<HookTable>;
}

impl<H: Hooks<R>, R: Resource> Declared for Probe<H, R> {
    fn hooks(&self) -> Vec<HookTable> {
        vec![hook_table::<H, R>()]
    }
}

/// There are none.
pub trait Undeclared {
    fn hooks(&self) -> Vec<HookTable>;
}

impl<H, R> Undeclared for &Probe<H, R> {
    fn hooks(&self) -> Vec<HookTable> {
        Vec::new()
    }
}
