use sea_orm::{IdenStatic, Iterable, PrimaryKeyToColumn};

use super::ColumnPosition;

/// What iterates over the variants of a generated enum.
pub type Variants<T> = std::iter::Copied<std::slice::Iter<'static, T>>;

/// `Iterable::iter` of a generated enum.
pub fn variants<T: Copy>(all: &'static [T]) -> Variants<T> {
    all.iter().copied()
}

/// `IdenStatic::as_str` and `Iden::unquoted` of a part of the key: the name of its column.
pub fn key_identifier<K: PrimaryKeyToColumn>(part: K) -> &'static str {
    part.into_column().as_str()
}

/// `PrimaryKeyToColumn::from_column`.
pub fn key_from_column<K>(column: K::Column) -> Option<K>
where
    K: PrimaryKeyToColumn + Iterable + Copy,
    K::Column: ColumnPosition,
{
    K::iter().find(|part| part.into_column().position() == column.position())
}
