use sea_orm::{Iterable, RelationDef, RelationTrait};

/// The relations of a resource in SeaORM's sense, where it declares none. Write `impl Related<Other> for PostEntity` for
/// those that SeaORM's queries are to know.
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
