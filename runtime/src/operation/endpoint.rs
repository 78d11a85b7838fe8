use std::sync::Arc;

use axum::{
    body::Body,
    http::{HeaderValue, header::CONTENT_TYPE},
    response::Response,
};

use crate::{
    Result,
    access::{AccessKind, Permission, Predicate, Scope},
    app::Shared,
    database::{DatabaseError, Rows},
    descriptor::Descriptor,
    error::Error,
    expansion::{Node, Reading, Representation},
    hooks::HookTable,
    http::RequestHead,
    operation::row_values,
    query::Selection,
};

/// A resource as it is served: what handlers need and what need not be worked out at each request.
pub struct Endpoint {
    pub shared: Arc<Shared>,
    pub descriptor: &'static Descriptor,
    pub hooks: Vec<HookTable>,
    /// All columns, those that are shown first, so that what selects all can be written like what selects those.
    pub columns: Vec<usize>,
    /// Where it is served, without any prefix that the router is nested under; `None` where it is not.
    pub path: Option<String>,
}

impl Endpoint {
    pub fn new(shared: Arc<Shared>, descriptor: &'static Descriptor) -> Self {
        let columns = |shown: bool| {
            descriptor.columns().filter(move |(_, field)| field.is_shown() == shown).map(|(position, _)| position)
        };
        let columns = columns(true).chain(columns(false)).collect();
        Self { hooks: (descriptor.hooks)(), columns, shared, descriptor, path: None }
    }

    /// The same as it is served at a path.
    pub fn at(self, path: &str) -> Self {
        Self { path: Some(path.to_owned()), ..self }
    }

    /// How rows are shown.
    ///
    /// # Errors
    /// None: the application knows its own resources.
    pub fn representation(&self) -> Result<&Representation> {
        self.shared.representations.of(self.descriptor)
    }

    /// Rows of a statement that has selected these fields, those that are shown before the others.
    pub fn node<'q>(
        &self,
        representation: &'q Representation,
        selection: &'q Selection,
        rows: Rows,
        fields: Vec<usize>,
        shown: usize,
    ) -> Node<'q> {
        let backend = self.shared.database.backend();
        Node { representation, selection, backend, rows: Arc::new(rows), first: 0, fields, shown, branches: Vec::new() }
    }

    /// What rows that relations lead to are read with.
    pub fn reading<'q>(&'q self, head: &'q RequestHead) -> Reading<'q> {
        let shared = &*self.shared;
        Reading {
            database: &shared.database,
            caller: head.principal.as_ref(),
            representations: &shared.representations,
        }
    }

    /// The rows that the caller may have.
    ///
    /// # Errors
    /// 401 or 403 where there can be none.
    pub fn scope<'h>(&self, head: &'h RequestHead, kind: AccessKind) -> Result<Scope<'h>> {
        Scope::new(self.descriptor, self.shared.database.backend(), kind, head.principal.as_ref())
    }

    /// What the caller may do by a kind of write.
    ///
    /// # Errors
    /// 401 or 403 where that is nothing.
    pub fn permission(&self, head: &RequestHead, kind: AccessKind) -> Result<Permission> {
        Permission::new(self.descriptor, self.shared.database.backend(), kind, head.principal.as_ref())
    }

    pub fn database_error(&self, fault: DatabaseError) -> Error {
        fault.into_error(self.descriptor)
    }

    /// The row of a write as an answer's body; `None` where the caller may not read it.
    ///
    /// # Errors
    /// The database holds something that is not of the column's type.
    pub fn readable_row(&self, permission: &Permission, rows: &Rows) -> Result<Option<Vec<u8>>> {
        let readable = match permission.read() {
            Predicate::Always => true,
            Predicate::Never | Predicate::Refused => false,
            rule => rule.holds(&row_values(self.descriptor, &self.columns, rows, 0)?),
        };
        if !readable {
            return Ok(None);
        }
        let representation = self.representation()?;
        let mut body = Vec::with_capacity(1024);
        body.push(b'{');
        representation.write_fields(&mut body, &representation.shown, rows, 0, 0)?;
        body.push(b'}');
        Ok(Some(body))
    }
}

/// An answer with a JSON body.
pub fn json_response(body: Vec<u8>) -> Response {
    let mut response = Response::new(Body::from(body));
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}
