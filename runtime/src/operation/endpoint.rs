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
    hooks::HookTable,
    http::RequestHead,
    json,
    operation::row_values,
};

/// A resource as it is served: what handlers need and what need not be worked out at each request.
pub struct Endpoint {
    pub shared: Arc<Shared>,
    pub descriptor: &'static Descriptor,
    pub hooks: Vec<HookTable>,
    /// Fields in answers, in order; the key is always among them.
    pub shown: Vec<usize>,
    /// All columns, those of `shown` first, so that what selects all can be written like what selects those.
    pub columns: Vec<usize>,
    /// `"title":` for each field.
    names: Vec<Vec<u8>>,
}

impl Endpoint {
    pub fn new(shared: Arc<Shared>, descriptor: &'static Descriptor) -> Self {
        let positions = |shown: bool| {
            let columns = descriptor.columns().filter(move |(_, field)| !shown || field.is_shown());
            columns.map(|(position, _)| position).collect::<Vec<_>>()
        };
        let shown = positions(true);
        let names = descriptor.fields.iter().map(|field| {
            let mut name = Vec::new();
            json::write_string(&mut name, field.wire);
            name.push(b':');
            name
        });
        let hidden = positions(false).into_iter().filter(|position| !shown.contains(position));
        let columns = shown.iter().copied().chain(hidden).collect();
        Self { names: names.collect(), hooks: (descriptor.hooks)(), columns, shared, descriptor, shown }
    }

    /// The rows that the caller may have.
    ///
    /// # Errors
    /// 401 or 403 where there can be none.
    pub fn scope(&self, head: &RequestHead, kind: AccessKind) -> Result<Scope> {
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

    /// Writes a row of a statement that selected these fields before all others.
    ///
    /// # Errors
    /// The database holds something that is not of the column's type.
    pub fn write_row(&self, output: &mut Vec<u8>, fields: &[usize], rows: &Rows, row: usize) -> Result<()> {
        output.push(b'{');
        for (column, position) in fields.iter().enumerate() {
            if column > 0 {
                output.push(b',');
            }
            output.extend_from_slice(&self.names[*position]);
            let kind = self.descriptor.fields[*position].kind;
            rows.write_json(row, column, kind, output).map_err(|fault| fault.into_plain_error())?;
        }
        output.push(b'}');
        Ok(())
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
        let mut body = Vec::with_capacity(1024);
        self.write_row(&mut body, &self.shown, rows, 0)?;
        Ok(Some(body))
    }
}

/// An answer with a JSON body.
pub fn json_response(body: Vec<u8>) -> Response {
    let mut response = Response::new(Body::from(body));
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}
