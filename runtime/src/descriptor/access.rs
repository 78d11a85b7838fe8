use crate::{
    access::{AccessKind, Predicate},
    principal::Principal,
};

/// The rules of a resource per kind of access; a kind without a rule has no route.
#[derive(Clone, Copy, Debug)]
pub struct Access {
    pub read: Option<&'static Rule>,
    pub create: Option<&'static Rule>,
    pub update: Option<&'static Rule>,
    pub delete: Option<&'static Rule>,
}

impl Access {
    /// The rule of a kind of access.
    pub const fn rule(&self, kind: AccessKind) -> Option<&'static Rule> {
        match kind {
            AccessKind::Read => self.read,
            AccessKind::Create => self.create,
            AccessKind::Update => self.update,
            AccessKind::Delete => self.delete,
        }
    }

    /// One rule for all kinds.
    pub const fn all(rule: &'static Rule) -> Self {
        Self { read: Some(rule), create: Some(rule), update: Some(rule), delete: Some(rule) }
    }
}

/// A rule as it was declared.
#[derive(Clone, Copy, Debug)]
pub enum Rule {
    Public,
    Nobody,
    Authenticated,
    Role(&'static str),
    /// The field, by position, holds the caller's id.
    Owner(usize),
    /// The field, by position, holds the caller's tenant.
    Tenant(usize),
    /// A type that implements [`crate::Rule`].
    Custom(fn(Option<&Principal>) -> Predicate),
    And(&'static [Rule]),
    Or(&'static [Rule]),
    Not(&'static Rule),
}
