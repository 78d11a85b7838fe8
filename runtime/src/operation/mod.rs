//! One file per operation. Each is ordinary code over the descriptor.

mod absent_parent;
mod addressable;
mod changes;
mod create;
mod delete;
mod endpoint;
mod get;
mod insert;
mod link_keys;
mod link_rows;
mod links;
mod list;
mod new_links;
mod new_row;
mod references;
mod related;
mod related_operations;
mod storable;
mod stored_row;
mod update;
mod write;

#[cfg(test)]
pub use self::link_keys::read as read_links;
pub use self::{
    addressable::check_addressable,
    create::create,
    delete::delete,
    endpoint::Endpoint,
    get::get,
    link_keys::MOST_LINKS,
    links::{add_link, remove_link, replace_links},
    list::list,
    related::{RelatedEndpoint, create_related, list_related},
    related_operations::RelatedOperations,
    storable::{MOST_IN_ADDRESS, SQLITE_DIGITS, check_storable, keeps_digits, most_characters},
    update::{replace, update},
    write::{Write, detached},
};

use sea_orm::Value;

use crate::{
    Result,
    database::Rows,
    descriptor::{Descriptor, Operations},
    value::null,
};

/// What a request does with a resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Operation {
    /// `GET /posts`
    List,
    /// `GET /posts/{id}`
    Get,
    /// `POST /posts`
    Create,
    /// `PATCH /posts/{id}`
    Update,
    /// `PUT /posts/{id}`
    Replace,
    /// `DELETE /posts/{id}`
    Delete,
}

impl Operation {
    pub(crate) fn bit(self) -> u8 {
        match self {
            Operation::List => Operations::LIST,
            Operation::Get => Operations::GET,
            Operation::Create => Operations::CREATE,
            Operation::Update => Operations::UPDATE,
            Operation::Replace => Operations::REPLACE,
            Operation::Delete => Operations::DELETE,
        }
    }
}

/// A row as cells, one per field of the descriptor; fields that were not asked for are null.
///
/// # Errors
/// The database holds something that is not of the column's type.
pub fn row_values(descriptor: &'static Descriptor, fields: &[usize], rows: &Rows, row: usize) -> Result<Vec<Value>> {
    let mut values: Vec<Value> = descriptor.fields.iter().map(|field| null(field.kind)).collect();
    for (column, position) in fields.iter().enumerate() {
        let value = rows.value(row, column, descriptor.fields[*position].kind);
        values[*position] = value.map_err(|fault| fault.into_plain_error())?;
    }
    Ok(values)
}
