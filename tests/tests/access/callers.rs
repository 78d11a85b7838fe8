//! Those who call.

use restruct_tests::Request;

/// A caller, as the reference sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Caller {
    pub name: &'static str,
    /// What the request says; nothing where nobody is signed in.
    token: Option<&'static str>,
    /// The id, where it is a number.
    pub number: Option<i64>,
    pub tenant: Option<&'static str>,
    pub is_admin: bool,
}

pub const CALLERS: [Caller; 6] = [
    Caller { name: "nobody", token: None, number: None, tenant: None, is_admin: false },
    Caller { name: "the owner", token: Some("1@acme"), number: Some(1), tenant: Some("acme"), is_admin: false },
    Caller { name: "another", token: Some("2@acme"), number: Some(2), tenant: Some("acme"), is_admin: false },
    Caller {
        name: "an administrator",
        token: Some("3@acme,admin"),
        number: Some(3),
        tenant: Some("acme"),
        is_admin: true,
    },
    Caller {
        name: "another tenant's",
        token: Some("4@globex"),
        number: Some(4),
        tenant: Some("globex"),
        is_admin: false,
    },
    Caller { name: "one whose id is no number", token: Some("somebody"), number: None, tenant: None, is_admin: false },
];

impl Caller {
    pub fn is_signed_in(&self) -> bool {
        self.token.is_some()
    }

    /// The request in the caller's name.
    pub fn asks(&self, request: Request) -> Request {
        match self.token {
            Some(token) => request.by(token),
            None => request,
        }
    }
}
