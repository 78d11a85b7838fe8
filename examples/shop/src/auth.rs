//! Who calls. A real application would look a token up in a session store or check its signature.

use restruct::{
    axum::http::{HeaderMap, header::AUTHORIZATION},
    prelude::*,
};

/// Somebody to try the access rules with.
#[derive(Debug)]
pub struct Caller {
    /// What to send as `Authorization: Bearer ..`.
    pub token: &'static str,
    /// Who that is.
    pub who: &'static str,
    id: &'static str,
    role: Option<&'static str>,
}

/// The demo callers. A customer's id is its key; staff are no customers, so that no owner's rule ever means them.
pub const CALLERS: [Caller; 3] = [
    Caller { token: "ann-token", who: "Ann Archer, a customer", id: "1", role: None },
    Caller { token: "ben-token", who: "Ben Baker, a customer", id: "2", role: None },
    Caller { token: "staff-token", who: "somebody who works here", id: "staff", role: Some("staff") },
];

/// Finds the caller of a request by its token.
///
/// # Errors
/// 401, where there is a token and nobody has it.
pub fn authenticate(headers: &HeaderMap) -> Result<Option<Principal>> {
    let mut given = headers.get_all(AUTHORIZATION).iter();
    let Some(header) = given.next() else { return Ok(None) };
    let token = header.to_str().ok().and_then(|text| text.split_once(' '));
    // The scheme's name is written in either case (RFC 9110, section 11.1), and who is named twice is nobody.
    let token = token.filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer") && given.next().is_none());
    let caller = CALLERS.iter().find(|caller| token.is_some_and(|(_, token)| token == caller.token));
    let caller = caller.ok_or_else(Error::unauthorized)?;
    let principal = Principal::new(caller.id);
    Ok(Some(match caller.role {
        Some(role) => principal.role(role),
        None => principal,
    }))
}
