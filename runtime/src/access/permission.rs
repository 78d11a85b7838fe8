use sea_orm::Value;

use super::{AccessKind, Caller, Predicate, Scope, decide, resolve};
use crate::{Result, database::Backend, descriptor::Descriptor};

/// What a caller may do to rows by one kind of write. Its rules are worked out once, since one of the user's may depend
/// on the time and all steps of a write must go by the same.
pub struct Permission {
    descriptor: &'static Descriptor,
    backend: Backend,
    rule: Predicate,
    /// `None` where nobody may read at all.
    read: Option<Predicate>,
}

impl Permission {
    /// # Errors
    /// 401 or 403, where the rule can hold for no row.
    pub fn new(
        descriptor: &'static Descriptor,
        backend: Backend,
        kind: AccessKind,
        caller: Caller<'_>,
    ) -> Result<Self> {
        let rule = decide(descriptor, kind, caller)?;
        let read = descriptor.access.read.map(|_| resolve(descriptor, AccessKind::Read, caller));
        Ok(Self { descriptor, backend, rule, read })
    }

    /// The rule of the write.
    pub fn rule(&self) -> &Predicate {
        &self.rule
    }

    /// What the caller may read.
    pub fn read(&self) -> &Predicate {
        self.read.as_ref().unwrap_or(&Predicate::Never)
    }

    /// What the caller may know to be there, for telling 404 from 403. Where nobody may read at all, the rule of the
    /// write alone decides.
    pub fn visible(&self) -> &Predicate {
        self.read.as_ref().unwrap_or(&self.rule)
    }

    /// The rows that the caller may know to be there.
    pub fn visible_rows<'c>(&self, caller: Caller<'c>) -> Scope<'c> {
        Scope::of(self.descriptor, self.backend, caller, self.visible().clone())
    }

    /// The rows that the caller may write.
    pub fn writable_rows<'c>(&self, caller: Caller<'c>) -> Scope<'c> {
        let both = Predicate::all([self.rule.clone(), self.visible().clone()]);
        Scope::of(self.descriptor, self.backend, caller, both)
    }

    /// Whether the rule of the write holds for a row.
    pub fn allows(&self, row: &[Value]) -> bool {
        self.rule.holds(row)
    }
}
