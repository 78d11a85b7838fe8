//! The rows that link one row to others, in the transaction of a request that changes them.

use std::sync::Arc;

use sea_orm::Value;

use super::{
    Endpoint, Operation, RelatedEndpoint, Write, delete, insert::insert_filled, link_keys::Keys, row_values,
    stored_row::stored_row,
};
use crate::{
    Error, Result,
    access::{Permission, Scope},
    database::Rows,
    descriptor::{Descriptor, KeyPair},
    http::RequestHead,
    query::keys_condition,
};

/// The links of one row.
pub struct LinkRows<'w> {
    related: &'w RelatedEndpoint,
    /// Of rows of the resource that lies between.
    write: Write<'w>,
    /// The values of the row's fields that the relation starts from.
    near: Vec<Value>,
    /// The fields of a link that hold the key of the row on the other side, part by part.
    far: Vec<usize>,
}

impl<'w> LinkRows<'w> {
    /// Those of a row that the caller may update, which nobody else does meanwhile.
    ///
    /// # Errors
    /// 404 or 403, where it may not; the database fails.
    pub async fn of(
        related: &'w RelatedEndpoint,
        head: &'w RequestHead,
        permission: &Permission,
        key: &[Value],
    ) -> Result<Self> {
        let mut write = Write::new(&related.parent, head, Operation::Update);
        write.cx.transaction().await?;
        stored_row(&write, permission, key).await?;
        let link: &Arc<Endpoint> = related.link.as_ref().ok_or_else(|| Error::internal("a relation without links"))?;
        let far = far_fields(related);
        Ok(Self { related, write: Write { endpoint: link, ..write }, near: related.near(key), far })
    }

    /// Those of the keys whose rows the caller may read.
    pub async fn readable(&self, keys: &Keys) -> Result<Keys> {
        if keys.is_empty() {
            return Ok(Keys::default());
        }
        let far = self.related.far.descriptor;
        let backend = self.write.endpoint.shared.database.backend();
        let rows = Scope::visible(far, backend, self.write.head.principal.as_ref());
        let asked: Vec<Vec<Value>> = keys.iter().cloned().collect();
        let rows = rows.narrow(keys_condition(far, backend, far.key, &asked));
        self.keys(rows, far.key).await
    }

    /// The links that the caller may know of.
    pub async fn visible(&self) -> Result<Keys> {
        match self.scope().links_of(self.related.relation, &self.near) {
            Some(links) => self.keys(links, &self.far).await,
            None => Ok(Keys::default()),
        }
    }

    /// Removes those of these links that the caller may know of.
    pub async fn remove(&mut self, keys: &Keys) -> Result<()> {
        let Some(links) = self.scope().links_of(self.related.relation, &self.near) else { return Ok(()) };
        if keys.is_empty() {
            return Ok(());
        }
        let unwanted: Vec<Vec<Value>> = keys.iter().cloned().collect();
        let rows = links.narrow(keys_condition(self.descriptor(), self.scope().backend(), &self.far, &unwanted));
        if !delete::has_hooks(self.write.endpoint) {
            delete::remove(&self.write, &rows).await?;
            return Ok(());
        }
        self.write.cx.set_operation(Operation::Delete);
        let descriptor = self.descriptor();
        let columns = &self.write.endpoint.columns;
        let found = rows.select(columns, &[], false).locked(self.write.executor()).await;
        let found = found.map_err(|fault| self.write.fault(fault))?;
        for row in 0..found.len() {
            let row = row_values(descriptor, columns, &found, row)?;
            let key = descriptor.key.iter().map(|part| row[*part].clone()).collect();
            let one = keys_condition(descriptor, rows.backend(), descriptor.key, &[key]);
            delete::remove_hooked(&mut self.write, &row, &rows.clone().narrow(one)).await?;
        }
        Ok(())
    }

    /// Adds those of these links that are not there, whoever may know of those that are.
    pub async fn add(&mut self, keys: &Keys) -> Result<()> {
        if keys.is_empty() {
            return Ok(());
        }
        let Some(links) = self.scope().all_links_of(self.related.relation, &self.near) else { return Ok(()) };
        let missing = keys.without(&self.keys(links, &self.far).await?);
        self.write.cx.set_operation(Operation::Create);
        let near = || self.related.relation.keys.iter().map(|pair| pair.far).zip(self.near.iter().cloned());
        let filled = |key: &Vec<Value>| near().chain(self.far.iter().copied().zip(key.iter().cloned())).collect();
        let rows = missing.iter().map(filled).collect();
        insert_filled(&mut self.write, rows).await
    }

    /// Commits.
    pub async fn commit(self) -> Result<()> {
        self.write.cx.commit().await
    }

    fn descriptor(&self) -> &'static Descriptor {
        self.write.endpoint.descriptor
    }

    /// Rows of the resource that has the relation, for what it leads to.
    fn scope(&self) -> Scope<'w> {
        let backend = self.write.endpoint.shared.database.backend();
        Scope::visible(self.related.parent.descriptor, backend, self.write.head.principal.as_ref())
    }

    async fn keys(&self, rows: Scope<'_>, fields: &[usize]) -> Result<Keys> {
        let descriptor = rows.descriptor();
        let found = rows.select(fields, &[], false).all(self.write.executor()).await;
        read_keys(descriptor, fields, &found.map_err(|fault| self.write.fault(fault))?)
    }
}

/// The fields of a link that name the row on the other side, in the order of its key.
fn far_fields(related: &RelatedEndpoint) -> Vec<usize> {
    let keys: &[KeyPair] = related.relation.through.as_ref().map_or(&[], |through| through.keys);
    let near = |part: &usize| keys.iter().find(|pair| pair.far == *part).map(|pair| pair.near);
    related.far.descriptor.key.iter().filter_map(near).collect()
}

fn read_keys(descriptor: &'static Descriptor, fields: &[usize], rows: &Rows) -> Result<Keys> {
    let key = |row: usize| {
        let parts = fields.iter().enumerate().map(|(column, field)| {
            rows.value(row, column, descriptor.fields[*field].kind).map_err(|fault| fault.into_plain_error())
        });
        parts.collect::<Result<Vec<Value>>>()
    };
    Ok(Keys::of((0..rows.len()).map(key).collect::<Result<Vec<_>>>()?))
}
