//! The rows that link one row to others, in the transaction of a request that changes them.

use std::sync::Arc;

use sea_orm::Value;

use super::{
    Endpoint, Operation, RelatedEndpoint, Write, delete, link_keys::Keys, new_links::NewLinks, row_values,
    stored_row::stored_row,
};
use crate::{
    Error, Result,
    access::{AccessKind, Permission, Predicate, Scope, decide},
    database::{Backend, Rows},
    descriptor::{Descriptor, KeyPair},
    http::RequestHead,
};

/// Links that are read and removed at a time where hooks want to see them.
const AT_A_TIME: u64 = 500;

/// Times that links are made before something else is said to be in their way: one that was there when it was to be made may
/// be gone a moment later, removed from its other side.
const ATTEMPTS: usize = 5;

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
        let row = stored_row(&write, permission, key).await?.values;
        let link: &Arc<Endpoint> = related.link.as_ref().ok_or_else(|| Error::internal("a relation without links"))?;
        let near = related.relation.near().map(|field| row[field].clone()).collect();
        Ok(Self { related, write: Write { endpoint: link, ..write }, near, far: far_fields(related) })
    }

    /// Those of the keys whose rows the caller may read.
    pub async fn readable(&self, keys: &Keys) -> Result<Keys> {
        if keys.is_empty() {
            return Ok(Keys::default());
        }
        let far = self.related.far.descriptor;
        let rows = Scope::visible(far, self.backend(), self.write.head.principal.as_ref());
        self.keys(rows.with_keys(far.key, &keys.values()), far.key).await
    }

    /// Removes the links to all rows but these, as far as the caller may know of them.
    pub async fn remove_others(&mut self, kept: &Keys) -> Result<()> {
        match self.visible() {
            Some(links) if kept.is_empty() => self.remove_all(&links).await,
            Some(links) => self.remove_all(&links.without_keys(&self.far, &kept.values())).await,
            None => Ok(()),
        }
    }

    /// Removes those of these links that the caller may know of.
    pub async fn remove(&mut self, keys: &Keys) -> Result<()> {
        match self.visible() {
            Some(links) => self.remove_all(&links.with_keys(&self.far, &keys.values())).await,
            None => Ok(()),
        }
    }

    /// Adds those of these links that are not there, whoever may know of those that are.
    pub async fn add(&mut self, keys: &Keys) -> Result<()> {
        if keys.is_empty() {
            return Ok(());
        }
        let rule = self.rule(AccessKind::Create)?;
        self.write.cx.set_operation(Operation::Create);
        let near = self.related.relation.keys.iter().map(|pair| pair.far).zip(self.near.iter().cloned()).collect();
        let new = NewLinks { near, far: self.far.clone(), rule };
        if new.must_be_made_singly(self.write.endpoint) {
            let missing = keys.without(&self.there(keys).await?);
            return new.make_singly(&mut self.write, &missing).await;
        }
        let mut missing = keys.without(&Keys::default());
        for _ in 0..ATTEMPTS {
            if new.make(&self.write, &missing).await? == missing.len() as u64 {
                return Ok(());
            }
            missing = missing.without(&self.there(&missing).await?);
            if missing.is_empty() {
                return Ok(());
            }
        }
        Err(new.conflict())
    }

    /// Commits.
    pub async fn commit(self) -> Result<()> {
        self.write.cx.commit().await
    }

    async fn remove_all(&mut self, links: &Scope<'_>) -> Result<()> {
        let rule = self.rule(AccessKind::Delete)?;
        if rule != Predicate::Always {
            let refused = links.clone().and_predicate(rule.negate()).select(&self.far, &[], false);
            let refused = refused.first(1, self.write.executor()).await.map_err(|fault| self.write.fault(fault))?;
            if !refused.is_empty() {
                return Err(Error::forbidden());
            }
        }
        if !delete::has_hooks(self.write.endpoint) {
            return delete::remove(&self.write, links).await.map(drop);
        }
        self.write.cx.set_operation(Operation::Delete);
        while self.remove_some(links).await? {}
        Ok(())
    }

    /// Removes some of the links one by one, and says whether there were any.
    async fn remove_some(&mut self, links: &Scope<'_>) -> Result<bool> {
        let descriptor = self.write.endpoint.descriptor;
        let columns = &self.write.endpoint.columns;
        let found = links.select(columns, &[], false).first(AT_A_TIME, self.write.executor()).await;
        let found = found.map_err(|fault| self.write.fault(fault))?;
        let mut removed = false;
        for row in 0..found.len() {
            let row = row_values(descriptor, columns, &found, row)?;
            let key: Vec<Value> = descriptor.key.iter().map(|part| row[*part].clone()).collect();
            let one = links.clone().with_keys(descriptor.key, &[key]);
            removed |= delete::remove_hooked(&mut self.write, &row, &one).await?;
        }
        Ok(removed)
    }

    /// What the resource in between itself says of a kind of write. Where it says nothing, the rule of the row that has the
    /// links is all there is.
    fn rule(&self, kind: AccessKind) -> Result<Predicate> {
        let descriptor = self.write.endpoint.descriptor;
        match descriptor.access.rule(kind) {
            Some(_) => decide(descriptor, kind, self.write.head.principal.as_ref()),
            None => Ok(Predicate::Always),
        }
    }

    /// The links that the caller may know of.
    fn visible(&self) -> Option<Scope<'w>> {
        self.scope().links_of(self.related.relation, &self.near)
    }

    /// Those of these links that are there, whoever may know of them.
    async fn there(&self, keys: &Keys) -> Result<Keys> {
        match self.scope().all_links_of(self.related.relation, &self.near) {
            Some(links) => self.keys(links.with_keys(&self.far, &keys.values()), &self.far).await,
            None => Ok(Keys::default()),
        }
    }

    /// Rows of the resource that has the relation, for what it leads to.
    fn scope(&self) -> Scope<'w> {
        Scope::visible(self.related.parent.descriptor, self.backend(), self.write.head.principal.as_ref())
    }

    fn backend(&self) -> Backend {
        self.write.endpoint.shared.database.backend()
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
