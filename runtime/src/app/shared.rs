use std::{
    any::{Any, TypeId},
    collections::HashMap,
    fmt,
    sync::atomic::{AtomicBool, Ordering},
};

use tokio_util::task::TaskTracker;

use super::Settings;
use crate::{authenticate::ErasedAuthenticate, database::Database, descriptor::Descriptor, expansion::Representations};

pub type States = HashMap<TypeId, Box<dyn Any + Send + Sync>>;

/// What all requests share.
pub struct Shared {
    pub database: Database,
    pub authenticate: Option<Box<dyn ErasedAuthenticate>>,
    pub settings: Settings,
    /// How the rows of all resources are shown.
    pub representations: Representations,
    /// Writes that run; they end before the server does.
    pub writes: TaskTracker,
    states: States,
    draining: AtomicBool,
}

impl Shared {
    pub fn new(
        database: Database,
        authenticate: Option<Box<dyn ErasedAuthenticate>>,
        settings: Settings,
        states: States,
        resources: &[&'static Descriptor],
    ) -> Self {
        let representations = Representations::new(resources);
        Self {
            database,
            authenticate,
            settings,
            states,
            representations,
            writes: TaskTracker::new(),
            draining: AtomicBool::new(false),
        }
    }

    pub fn state<T: 'static>(&self) -> Option<&T> {
        self.states.get(&TypeId::of::<T>())?.downcast_ref()
    }

    /// From now on the readiness is down.
    pub fn drain(&self) {
        self.draining.store(true, Ordering::Relaxed);
    }

    pub fn is_draining(&self) -> bool {
        self.draining.load(Ordering::Relaxed)
    }
}

impl fmt::Debug for Shared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Shared").field("settings", &self.settings).finish_non_exhaustive()
    }
}
