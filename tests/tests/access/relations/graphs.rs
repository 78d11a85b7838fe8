//! The rules: graphs of resources in which each kind of rule stands at each place, and what they mean, in plain Rust.
//!
//! To try another kind of rule, add a graph.

use restruct::prelude::*;

use crate::subjects::{
    Published, Staff, Subject, admin, anybody, none, of, owner, published, signed_in, staff, tenant,
};
use crate::{callers::Caller, papers::Paper};

/// Resources that are related to each other, with a rule at each place.
pub struct Graph {
    pub name: &'static str,
    pub serve: fn(App) -> App,
    /// The rules of folders, sheets, covers, marks and markings.
    pub subjects: [Subject; 5],
}

/// A user's rule that is right for those who are not signed in, and compares a text with a number for all others.
pub struct Mistyped;

fn not_owner(caller: &Caller, row: &Paper) -> bool {
    !owner(caller, row)
}

fn either(caller: &Caller, row: &Paper) -> bool {
    owner(caller, row) || tenant(caller, row)
}

fn both(caller: &Caller, row: &Paper) -> bool {
    owner(caller, row) && tenant(caller, row)
}

fn mistyped(caller: &Caller, row: &Paper) -> bool {
    !caller.is_signed_in() && published(caller, row)
}

/// A mistake grants nothing, and neither does its complement.
fn not_mistyped(caller: &Caller, row: &Paper) -> bool {
    !caller.is_signed_in() && !published(caller, row)
}

graphs! {
    public {
        Folder: (read = public, update = Published) => of(Some(anybody), None, Some(published), None);
        Sheet: (read = role("admin"), write = not owner(owner_id)) with (list, get, create, update, replace)
            => of(Some(admin), Some(not_owner), Some(not_owner), None);
        Cover: (read = owner(owner_id) and tenant(tenant)) => of(Some(both), None, None, None);
        Mark: (read = owner(owner_id) or tenant(tenant)) => of(Some(either), None, None, None);
        Marking: (read = tenant(tenant)) => of(Some(tenant), None, None, None);
    }
    nobody {
        Folder: (read = nobody, update = Mistyped) => of(Some(none), None, Some(mistyped), None);
        Sheet: (read = authenticated, write = role("admin")) with (list, get, create, update, replace)
            => of(Some(signed_in), Some(admin), Some(admin), None);
        Cover: (read = Published) => of(Some(published), None, None, None);
        Mark: (read = Staff) => of(Some(staff), None, None, None);
        Marking: (read = not Mistyped) => of(Some(not_mistyped), None, None, None);
    }
    not_owner {
        Folder: (read = not owner(owner_id), update = public) => of(Some(not_owner), None, Some(anybody), None);
        Sheet: (read = owner(owner_id) and tenant(tenant), write = authenticated)
            with (list, get, create, update, replace)
            => of(Some(both), Some(signed_in), Some(signed_in), None);
        Cover: (read = Mistyped) => of(Some(mistyped), None, None, None);
        Mark: (read = tenant(tenant)) => of(Some(tenant), None, None, None);
        Marking: (read = owner(owner_id)) => of(Some(owner), None, None, None);
    }
    role {
        Folder: (read = role("admin"), update = owner(owner_id) or tenant(tenant))
            => of(Some(admin), None, Some(either), None);
        Sheet: (read = Published, write = owner(owner_id) and tenant(tenant))
            with (list, get, create, update, replace)
            => of(Some(published), Some(both), Some(both), None).fills_owner().fills_tenant();
        Cover: (create = public) => of(None, Some(anybody), None, None);
        Mark: (read = not Mistyped) => of(Some(not_mistyped), None, None, None);
        Marking: (read = public) => of(Some(anybody), None, None, None);
    }
    authenticated {
        Folder: (read = authenticated, update = Staff) => of(Some(signed_in), None, Some(staff), None);
        Sheet: (read = Mistyped, write = Published) with (list, get, create, update, replace)
            => of(Some(mistyped), Some(published), Some(published), None);
        Cover: (read = owner(owner_id) or tenant(tenant)) => of(Some(either), None, None, None);
        Mark: (read = owner(owner_id)) => of(Some(owner), None, None, None);
        Marking: (read = nobody) => of(Some(none), None, None, None);
    }
    both {
        Folder: (read = owner(owner_id) and tenant(tenant), update = tenant(tenant))
            => of(Some(both), None, Some(tenant), None);
        Sheet: (write = Mistyped) with (create, update, replace)
            => of(None, Some(mistyped), Some(mistyped), None);
        Cover: (read = Staff) => of(Some(staff), None, None, None);
        Mark: (read = public) => of(Some(anybody), None, None, None);
        Marking: (read = not owner(owner_id)) => of(Some(not_owner), None, None, None);
    }
    users_rule {
        Folder: (read = Published, update = not Mistyped) => of(Some(published), None, Some(not_mistyped), None);
        Sheet: (read = owner(owner_id) or tenant(tenant), write = public) with (list, get, create, update, replace)
            => of(Some(either), Some(anybody), Some(anybody), None);
        Cover: (read = tenant(tenant)) => of(Some(tenant), None, None, None);
        Mark: (read = nobody) => of(Some(none), None, None, None);
        Marking: (read = role("admin")) => of(Some(admin), None, None, None);
    }
    mistyped {
        Folder: (read = Mistyped, update = owner(owner_id)) => of(Some(mistyped), None, Some(owner), None);
        Sheet: (read = Staff, write = owner(owner_id) or tenant(tenant)) with (list, get, create, update, replace)
            => of(Some(staff), Some(either), Some(either), None).fills_owner().fills_tenant();
        Cover: (read = not Mistyped) => of(Some(not_mistyped), None, None, None);
        Mark: (read = not owner(owner_id)) => of(Some(not_owner), None, None, None);
        Marking: (read = authenticated) => of(Some(signed_in), None, None, None);
    }
    no_rule {
        Folder: (update = public) => of(None, None, Some(anybody), None);
        Sheet: (read = tenant(tenant), write = Staff) with (list, get, create, update, replace)
            => of(Some(tenant), Some(staff), Some(staff), None);
        Cover: (read = owner(owner_id)) => of(Some(owner), None, None, None);
        Mark: (read = role("admin")) => of(Some(admin), None, None, None);
        Marking: (read = owner(owner_id) and tenant(tenant)) => of(Some(both), None, None, None);
    }
    either {
        Folder: (read = owner(owner_id) or tenant(tenant), update = nobody)
            => of(Some(either), None, Some(none), None);
        Sheet: (read = not Mistyped, write = tenant(tenant)) with (list, get, create, update, replace)
            => of(Some(not_mistyped), Some(tenant), Some(tenant), None).fills_tenant();
        Cover: (read = public) => of(Some(anybody), None, None, None);
        Mark: (read = authenticated) => of(Some(signed_in), None, None, None);
        Marking: (read = Published) => of(Some(published), None, None, None);
    }
    users_rule_of_callers {
        Folder: (read = Staff, update = not owner(owner_id)) => of(Some(staff), None, Some(not_owner), None);
        Sheet: (read = owner(owner_id), write = not Mistyped) with (list, get, create, update, replace)
            => of(Some(owner), Some(not_mistyped), Some(not_mistyped), None);
        Cover: (read = nobody) => of(Some(none), None, None, None);
        Mark: (read = owner(owner_id) and tenant(tenant)) => of(Some(both), None, None, None);
        Marking: (read = Mistyped) => of(Some(mistyped), None, None, None);
    }
    tenant {
        Folder: (read = tenant(tenant), update = role("admin")) => of(Some(tenant), None, Some(admin), None);
        Sheet: (read = public, write = owner(owner_id)) with (list, get, create, update, replace)
            => of(Some(anybody), Some(owner), Some(owner), None).fills_owner();
        Cover: (read = not owner(owner_id)) => of(Some(not_owner), None, None, None);
        Mark: (read = Published) => of(Some(published), None, None, None);
        Marking: (create = public) => of(None, Some(anybody), None, None);
    }
    not_mistyped {
        Folder: (read = not Mistyped, update = authenticated) => of(Some(not_mistyped), None, Some(signed_in), None);
        Sheet: (read = nobody, write = public) with (list, get, create, update, replace)
            => of(Some(none), Some(anybody), Some(anybody), None);
        Cover: (read = role("admin")) => of(Some(admin), None, None, None);
        Mark: (read = Mistyped) => of(Some(mistyped), None, None, None);
        Marking: (read = owner(owner_id) or tenant(tenant)) => of(Some(either), None, None, None);
    }
    owner {
        Folder: (read = owner(owner_id), update = owner(owner_id) and tenant(tenant))
            => of(Some(owner), None, Some(both), None);
        Sheet: (read = not owner(owner_id), write = nobody) with (list, get, create, update, replace)
            => of(Some(not_owner), Some(none), Some(none), None);
        Cover: (read = authenticated) => of(Some(signed_in), None, None, None);
        Mark: (create = public) => of(None, Some(anybody), None, None);
        Marking: (read = Staff) => of(Some(staff), None, None, None);
    }
}
