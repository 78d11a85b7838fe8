use std::{cell::Cell, collections::BTreeMap};

thread_local! {
    /// Whether anything of a caller was looked at on this thread.
    static LOOKED_AT: Cell<bool> = const { Cell::new(false) };
}

/// The caller, as [`Authenticate`](crate::Authenticate) has found out.
///
/// ```
/// use restruct::Principal;
///
/// let caller = Principal::new(42).role("admin").tenant("acme").claim("plan", "gold");
/// assert_eq!(caller.id(), "42");
/// assert!(caller.has_role("admin"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Principal {
    id: String,
    roles: Vec<String>,
    tenant: Option<String>,
    claims: BTreeMap<String, String>,
}

impl Principal {
    /// A caller with this id, which `owner(field)` compares with the field. It is read as the field's type; where that
    /// fails, the rule is false.
    pub fn new(id: impl ToString) -> Self {
        Self { id: id.to_string(), roles: Vec::new(), tenant: None, claims: BTreeMap::new() }
    }

    /// Adds a role, for `role("admin")`.
    #[must_use]
    pub fn role(mut self, role: impl Into<String>) -> Self {
        self.roles.push(role.into());
        self
    }

    /// Sets the tenant, for `tenant(field)`.
    #[must_use]
    pub fn tenant(mut self, tenant: impl ToString) -> Self {
        self.tenant = Some(tenant.to_string());
        self
    }

    /// Adds whatever else is known of the caller.
    #[must_use]
    pub fn claim(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.claims.insert(name.into(), value.into());
        self
    }

    /// The caller's id.
    pub fn id(&self) -> &str {
        LOOKED_AT.set(true);
        &self.id
    }

    /// Whether the caller has this role.
    pub fn has_role(&self, role: &str) -> bool {
        LOOKED_AT.set(true);
        self.roles.iter().any(|one| one == role)
    }

    /// The caller's tenant.
    pub fn tenant_id(&self) -> Option<&str> {
        LOOKED_AT.set(true);
        self.tenant.as_deref()
    }

    /// A claim's value.
    pub fn get_claim(&self, name: &str) -> Option<&str> {
        LOOKED_AT.set(true);
        self.claims.get(name).map(String::as_str)
    }
}

/// Asks something about some caller; tells beside the answer whether it looked at who that is. The document says by it
/// whether a rule of the user's own depends on the caller.
pub(crate) fn watched<T>(ask: impl FnOnce(&Principal) -> T) -> (T, bool) {
    LOOKED_AT.set(false);
    let answer = ask(&Principal::new("0"));
    (answer, LOOKED_AT.replace(false))
}
