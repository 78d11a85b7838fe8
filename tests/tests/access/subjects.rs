//! The resources: each with rules as a user writes them, and beside them what they mean, in plain Rust.
//!
//! To try another rule, add a line. To try another route on all of them, see `routes`.

use restruct::prelude::*;

use crate::{callers::Caller, papers::Paper};

/// What a rule means.
pub type Meaning = fn(&Caller, &Paper) -> bool;

/// A resource under test; a kind of access without a rule is `None`.
#[derive(Clone, Copy)]
pub struct Subject {
    pub path: &'static str,
    pub read: Option<Meaning>,
    pub create: Option<Meaning>,
    pub update: Option<Meaning>,
    pub delete: Option<Meaning>,
    /// The rule of creates asks for the caller in `owner_id`, and for the tenant in `tenant`.
    pub fills: (bool, bool),
}

/// A user's rule: what is published.
pub struct Published;

/// A user's rule that looks at the caller: administrators have all, those of acme what acme has published, nobody else any.
pub struct Staff;

macro_rules! subjects {
    ($($name:ident at $path:literal: ($($access:tt)*) with $operations:tt => $meaning:expr;)*) => {
        $(
            #[doc = "A view of the one table."]
            #[derive(Clone, Debug, Resource)]
            #[resource(path = $path, table = "papers", access($($access)*), operations $operations)]
            pub struct $name {
                #[resource(filter)]
                pub id: i64,
                #[resource(filter)]
                pub owner_id: Option<i64>,
                #[resource(filter)]
                pub tenant: Option<String>,
                #[resource(filter, sort, search)]
                pub status: Option<String>,
                #[resource(filter, sort, search)]
                pub title: String,
            }

            const _: () = {
                type Column = <$name as Resource>::ColumnType;

                impl Rule<$name> for Published {
                    fn filter(_: Option<&Principal>) -> Filter<$name> {
                        Filter::eq(Column::Status, "published".to_owned())
                    }
                }

                impl Rule<$name> for Staff {
                    fn filter(principal: Option<&Principal>) -> Filter<$name> {
                        match principal {
                            Some(principal) if principal.has_role("admin") => Filter::always(),
                            Some(principal) if principal.tenant_id() == Some("acme") => {
                                let published = Filter::eq(Column::Status, "published".to_owned());
                                published.and(Filter::eq(Column::Tenant, "acme".to_owned()))
                            }
                            _ => Filter::never(),
                        }
                    }
                }
            };
        )*

        /// Serves all of them.
        pub fn resources(app: App) -> App {
            app$(.resource::<$name>())*
        }

        /// All of them.
        pub fn subjects() -> Vec<Subject> {
            vec![$(Subject { path: $path, ..$meaning }),*]
        }
    };
}

pub fn anybody(_: &Caller, _: &Paper) -> bool {
    true
}

pub fn none(_: &Caller, _: &Paper) -> bool {
    false
}

pub fn signed_in(caller: &Caller, _: &Paper) -> bool {
    caller.is_signed_in()
}

pub fn admin(caller: &Caller, _: &Paper) -> bool {
    caller.is_admin
}

pub fn owner(caller: &Caller, row: &Paper) -> bool {
    row.owner.is_some() && row.owner == caller.number
}

pub fn tenant(caller: &Caller, row: &Paper) -> bool {
    row.tenant.is_some() && row.tenant.as_deref() == caller.tenant
}

pub fn published(_: &Caller, row: &Paper) -> bool {
    row.status.as_deref() == Some("published")
}

pub fn staff(caller: &Caller, row: &Paper) -> bool {
    let of_acme = row.tenant.as_deref() == Some("acme") && row.status.as_deref() == Some("published");
    caller.is_admin || (caller.tenant == Some("acme") && of_acme)
}

/// One rule for all.
fn all(rule: Meaning) -> Subject {
    read_write(rule, rule)
}

fn read_write(read: Meaning, write: Meaning) -> Subject {
    of(Some(read), Some(write), Some(write), Some(write))
}

pub fn of(read: Option<Meaning>, create: Option<Meaning>, update: Option<Meaning>, delete: Option<Meaning>) -> Subject {
    Subject { path: "", read, create, update, delete, fills: (false, false) }
}

impl Subject {
    pub fn fills_owner(self) -> Self {
        Self { fills: (true, self.fills.1), ..self }
    }

    pub fn fills_tenant(self) -> Self {
        Self { fills: (self.fills.0, true), ..self }
    }
}

subjects! {
    // Each rule alone.
    Public at "public": (public) with (list, get, create, update, replace, delete) => all(anybody);
    Nobody at "nobody": (nobody) with (list, get, create, update, replace, delete) => all(none);
    Authenticated at "authenticated": (authenticated) with (list, get, create, update, replace, delete) => all(signed_in);
    Role at "role": (role("admin")) with (list, get, create, update, replace, delete) => all(admin);
    Owner at "owner": (owner(owner_id)) with (list, get, create, update, replace, delete) => all(owner).fills_owner();
    Tenant at "tenant": (tenant(tenant)) with (list, get, create, update, replace, delete) => all(tenant).fills_tenant();
    UsersRule at "users-rule": (Published) with (list, get, create, update, replace, delete) => all(published);
    UsersRuleOfCallers at "users-rule-of-callers": (Staff) with (list, get, create, update, replace, delete) => all(staff);

    // Joined.
    Either at "either": (owner(owner_id) or tenant(tenant)) with (list, get, create, update, replace, delete)
        => all(|caller, row| owner(caller, row) || tenant(caller, row)).fills_owner().fills_tenant();
    Both at "both": (owner(owner_id) and tenant(tenant)) with (list, get, create, update, replace, delete)
        => all(|caller, row| owner(caller, row) && tenant(caller, row)).fills_owner().fills_tenant();
    NotOwner at "not-owner": (not owner(owner_id)) with (list, get, create, update, replace, delete)
        => all(|caller, row| !owner(caller, row));
    NotPublished at "not-published": (not Published) with (list, get, create, update, replace, delete)
        => all(|caller, row| !published(caller, row));
    NotSignedIn at "not-signed-in": (not authenticated) with (list, get, create, update, replace, delete)
        => all(|caller, row| !signed_in(caller, row));
    NeitherNor at "neither-nor": (not (owner(owner_id) or Published) and authenticated)
        with (list, get, create, update, replace, delete)
        => all(|caller, row| !(owner(caller, row) || published(caller, row)) && signed_in(caller, row));
    OrBeforeAnd at "or-before-and": (role("admin") or tenant(tenant) and not owner(owner_id))
        with (list, get, create, update, replace, delete)
        => all(|caller, row| admin(caller, row) || (tenant(caller, row) && !owner(caller, row))).fills_tenant();
    TwiceNot at "twice-not": (not not tenant(tenant)) with (list, get, create, update, replace, delete) => all(tenant);

    // Reads and writes that differ.
    Blog at "blog": (read = Published or owner(owner_id) or role("admin"), write = owner(owner_id) or role("admin"))
        with (list, get, create, update, replace, delete)
        => read_write(
            |caller, row| published(caller, row) || owner(caller, row) || admin(caller, row),
            |caller, row| owner(caller, row) || admin(caller, row),
        ).fills_owner();
    Shown at "shown": (read = public, write = owner(owner_id)) with (list, get, create, update, replace, delete)
        => read_write(anybody, owner).fills_owner();
    Company at "company": (read = tenant(tenant), write = tenant(tenant) and (owner(owner_id) or role("admin")))
        with (list, get, create, update, replace, delete)
        => read_write(tenant, |caller, row| tenant(caller, row) && (owner(caller, row) || admin(caller, row)))
            .fills_owner().fills_tenant();
    OfOthers at "of-others": (read = authenticated and not owner(owner_id), write = authenticated)
        with (list, get, create, update, replace, delete)
        => read_write(|caller, row| signed_in(caller, row) && !owner(caller, row), signed_in);
    Hidden at "hidden": (read = nobody, write = public) with (list, get, create, update, replace, delete)
        => read_write(none, anybody);
    Own at "own": (read = owner(owner_id), create = authenticated, update = authenticated, delete = nobody)
        with (list, get, create, update, replace, delete)
        => of(Some(owner), Some(signed_in), Some(signed_in), Some(none));
    FourRules at "four-rules": (
        read = public, create = tenant(tenant) and not Published, update = Published, delete = role("admin") or owner(owner_id)
    ) with (list, get, create, update, replace, delete)
        => of(
            Some(anybody),
            Some(|caller, row| tenant(caller, row) && !published(caller, row)),
            Some(published),
            Some(|caller, row| admin(caller, row) || owner(caller, row)),
        ).fills_tenant();

    // Kinds without a rule have no route.
    ReadOnly at "read-only": (read = Staff or owner(owner_id)) with (list, get)
        => of(Some(|caller, row| staff(caller, row) || owner(caller, row)), None, None, None);
    WriteOnly at "write-only": (write = owner(owner_id) or role("admin")) with (create, update, replace, delete)
        => Subject { read: None, ..all(|caller, row| owner(caller, row) || admin(caller, row)).fills_owner() };
    CreateOnly at "create-only": (create = not tenant(tenant)) with (create)
        => of(None, Some(|caller, row| !tenant(caller, row)), None, None);
    DeleteOnly at "delete-only": (delete = tenant(tenant)) with (delete) => of(None, None, None, Some(tenant));
}
