use sea_orm::{
    Identity, Iterable, RelationDef, RelationTrait, RelationType,
    sea_query::{ConditionType, DynIden, ForeignKeyAction, IntoIden, IntoTableRef},
};

use super::Resource;
use crate::{
    database::constraint::{columns, foreign_key_name},
    descriptor::{Descriptor, KeyPair, OnDelete, Relation, RelationKind, Through},
};

/// The relations of a resource in SeaORM's sense, where it declares none.
#[derive(Clone, Copy, Debug)]
pub enum NoRelation {}

impl Iterable for NoRelation {
    type Iterator = std::iter::Empty<Self>;

    fn iter() -> Self::Iterator {
        std::iter::empty()
    }
}

impl RelationTrait for NoRelation {
    fn def(&self) -> RelationDef {
        match *self {}
    }
}

/// `RelationTrait::def` and `Related::to` of a relation, by its position in the descriptor. One that goes through a third
/// resource is the way to the rows that link.
pub fn relation_definition<R: Resource>(position: usize) -> RelationDef {
    let (here, relation) = relation::<R>(position);
    match &relation.through {
        None => to_target(here, relation),
        Some(through) => to_join(here, relation, through),
    }
}

/// `Related::to` of a relation that goes through a third resource: the way from there to the other side.
pub fn relation_from_join<R: Resource>(position: usize) -> RelationDef {
    let (here, relation) = relation::<R>(position);
    match &relation.through {
        None => to_target(here, relation),
        Some(through) => from_join(relation, through),
    }
}

/// `Linked::link`: the steps to the other side.
pub fn relation_steps<R: Resource>(position: usize) -> Vec<RelationDef> {
    let (here, relation) = relation::<R>(position);
    match &relation.through {
        None => vec![to_target(here, relation)],
        Some(through) => vec![to_join(here, relation, through), from_join(relation, through)],
    }
}

fn relation<R: Resource>(position: usize) -> (&'static Descriptor, &'static Relation) {
    let here = R::descriptor();
    (here, &here.relations[position])
}

fn to_target(here: &Descriptor, relation: &Relation) -> RelationDef {
    match relation.kind {
        RelationKind::BelongsTo => belongs_to(here, (relation.target)(), relation.keys, Some(relation.on_delete)),
        RelationKind::HasOne => definition(RelationType::HasOne, here, (relation.target)(), relation.keys),
        RelationKind::HasMany => definition(RelationType::HasMany, here, (relation.target)(), relation.keys),
    }
}

fn to_join(here: &Descriptor, relation: &Relation, through: &Through) -> RelationDef {
    definition(RelationType::HasMany, here, (through.join)(), relation.keys)
}

fn from_join(relation: &Relation, through: &Through) -> RelationDef {
    belongs_to((through.join)(), (relation.target)(), through.keys, None)
}

/// The side that has the key. In SeaORM's words it is not the owner.
fn belongs_to(from: &Descriptor, to: &Descriptor, keys: &[KeyPair], on_delete: Option<OnDelete>) -> RelationDef {
    let near: Vec<usize> = keys.iter().map(|pair| pair.near).collect();
    RelationDef {
        is_owner: false,
        on_delete: on_delete.and_then(action),
        fk_name: Some(foreign_key_name(from.table, &columns(from, &near))),
        ..definition(RelationType::HasOne, from, to, keys)
    }
}

fn definition(rel_type: RelationType, from: &Descriptor, to: &Descriptor, keys: &[KeyPair]) -> RelationDef {
    RelationDef {
        rel_type,
        from_tbl: from.table.into_table_ref(),
        to_tbl: to.table.into_table_ref(),
        from_col: identity(keys.iter().map(|pair| from.fields[pair.near].column)),
        to_col: identity(keys.iter().map(|pair| to.fields[pair.far].column)),
        is_owner: true,
        skip_fk: false,
        on_delete: None,
        on_update: None,
        on_condition: None,
        fk_name: None,
        condition_type: ConditionType::All,
    }
}

fn identity(columns: impl Iterator<Item = &'static str>) -> Identity {
    let mut columns: Vec<DynIden> = columns.map(IntoIden::into_iden).collect();
    if columns.len() == 1 { Identity::Unary(columns.remove(0)) } else { Identity::Many(columns) }
}

fn action(on_delete: OnDelete) -> Option<ForeignKeyAction> {
    match on_delete {
        OnDelete::NoAction => None,
        OnDelete::Restrict => Some(ForeignKeyAction::Restrict),
        OnDelete::Cascade => Some(ForeignKeyAction::Cascade),
        OnDelete::SetNull => Some(ForeignKeyAction::SetNull),
    }
}
