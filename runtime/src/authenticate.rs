use std::{future::Future, pin::Pin};

use axum::http::{HeaderMap, request::Parts};

use utoipa::openapi::security::SecurityScheme;

use crate::{Principal, Result, openapi};

/// Finds out who calls. Give one to [`App::authenticate`](crate::App::authenticate): a type, or a closure
/// `Fn(&HeaderMap) -> Result<Option<Principal>>`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not find out who calls",
    label = "neither an `Authenticate` nor a closure of the headers",
    note = "give a type that implements `Authenticate`, or a closure `|headers: &HeaderMap| -> Result<Option<Principal>> {{ .. }}`"
)]
pub trait Authenticate: Send + Sync + 'static {
    /// The caller; `None` where the request does not say.
    ///
    /// # Errors
    /// The request says something that is not true: [`Error::unauthorized`](crate::Error::unauthorized).
    fn authenticate(&self, head: &Parts) -> impl Future<Output = Result<Option<Principal>>> + Send;

    /// What callers send, for the API's document: a token in the header `Authorization: Bearer ..`, unless said.
    fn security_scheme(&self) -> SecurityScheme {
        openapi::bearer()
    }
}

impl<F> Authenticate for F
where
    F: Fn(&HeaderMap) -> Result<Option<Principal>> + Send + Sync + 'static,
{
    async fn authenticate(&self, head: &Parts) -> Result<Option<Principal>> {
        self(&head.headers)
    }
}

/// The same where its type no longer matters.
pub(crate) trait ErasedAuthenticate: Send + Sync {
    fn authenticate<'a>(
        &'a self,
        head: &'a Parts,
    ) -> Pin<Box<dyn Future<Output = Result<Option<Principal>>> + Send + 'a>>;

    fn security_scheme(&self) -> SecurityScheme;
}

impl<A: Authenticate> ErasedAuthenticate for A {
    fn authenticate<'a>(
        &'a self,
        head: &'a Parts,
    ) -> Pin<Box<dyn Future<Output = Result<Option<Principal>>> + Send + 'a>> {
        Box::pin(Authenticate::authenticate(self, head))
    }

    fn security_scheme(&self) -> SecurityScheme {
        Authenticate::security_scheme(self)
    }
}
