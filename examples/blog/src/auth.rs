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
    id: i64,
    role: Option<&'static str>,
}

/// The demo callers.
pub const CALLERS: [Caller; 3] = [
    Caller { token: "ada-token", who: "Ada, an author", id: 1, role: None },
    Caller { token: "admin-token", who: "Grace, an administrator", id: 2, role: Some("admin") },
    Caller { token: "moderator-token", who: "Edsger, a moderator of comments", id: 3, role: Some("moderator") },
];

/// Finds the caller of a request by its token.
///
/// # Errors
/// 401, where there is a token and nobody has it.
pub fn authenticate(headers: &HeaderMap) -> Result<Option<Principal>> {
    let Some(header) = headers.get(AUTHORIZATION) else { return Ok(None) };
    let token = header.to_str().unwrap_or_default().strip_prefix("Bearer ");
    let caller = CALLERS.iter().find(|caller| token == Some(caller.token)).ok_or_else(Error::unauthorized)?;
    let principal = Principal::new(caller.id);
    Ok(Some(match caller.role {
        Some(role) => principal.role(role),
        None => principal,
    }))
}
