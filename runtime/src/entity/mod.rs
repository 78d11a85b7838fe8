//! What stands behind the SeaORM entity of a resource. The derive emits implementations of SeaORM's traits that do
//! nothing but call these functions, so that they are compiled once and not per resource.

#[expect(missing_docs, reason = "public for generated code only")]
mod active_model;
mod column;
mod key;
mod model;
mod query_result;
#[expect(missing_docs, reason = "public for generated code only")]
mod related;
mod relation;
mod serialize;

pub use self::{
    active_model::{
        Slot, SlotMut, SlotRef, Slots, active_model_from, debug_active_model, model_from, slot_clear, slot_mut,
        slot_ref, slot_reset, slot_set, slot_set_if_not_equals, slot_take,
    },
    column::{column_definition, column_from_text, column_identifier, column_type, longest},
    key::{Variants, key_from_column, key_identifier, variants},
    model::{CellSource, build_column, build_patch, model_get, model_set},
    query_result::{column_value, model_from_query, model_from_query_nullable},
    related::{EntityOf, NoEntity, Relatable, SelectEntity, Unrelatable},
    relation::{NoRelation, relation_definition, relation_from_join, relation_steps},
    serialize::serialize_model,
};

use std::fmt::Debug;

use sea_orm::{ActiveModelTrait, ColumnTrait, DbErr, EntityTrait, ModelTrait, Value};

use crate::{
    descriptor::{Descriptor, Shape},
    field_type::Cell,
    input::InputType,
};

/// A struct that is an API: what `#[derive(Resource)]` implements.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a resource",
    label = "no resource",
    note = "derive it: `#[derive(Clone, Debug, Resource)]` with `#[resource(access(..))]` on the struct"
)]
pub trait Resource: ModelTrait<Entity = Self::EntityType> + Clone + Debug + Send + Sync + 'static {
    /// SeaORM's entity, `PostEntity`.
    type EntityType: EntityTrait<Model = Self, Column = Self::ColumnType, ActiveModel = Self::ActiveModelType>;
    /// SeaORM's columns, `PostColumn`.
    type ColumnType: ColumnTrait + ColumnPosition;
    /// SeaORM's active model, `PostActiveModel`.
    type ActiveModelType: ActiveModelTrait<Entity = Self::EntityType> + Slots + Default + Send + Sync;
    /// What a create takes, `PostCreate`.
    type Create: InputType;
    /// What an update takes, `PostUpdate`.
    type Update: InputType;

    #[doc(hidden)]
    const __SHAPE: Shape;

    /// The resource as data.
    fn descriptor() -> &'static Descriptor;

    #[doc(hidden)]
    fn __cell(&self, field: usize) -> CellRef<'_>;
    #[doc(hidden)]
    fn __build(source: &mut dyn CellSource) -> Result<Self, DbErr>;
}

/// The cell of a row at a position; nothing where the field has no column.
pub type CellRef<'a> = Option<&'a dyn Cell>;

/// A column as the position of its field in the descriptor.
pub trait ColumnPosition: Copy {
    #[doc(hidden)]
    fn position(self) -> usize;
}

/// All cells of a row, one per field of the descriptor; inputs are null.
pub fn row_values<R: Resource>(row: &R) -> Vec<Value> {
    let fields = R::descriptor().fields.iter().enumerate();
    fields.map(|(index, field)| row.__cell(index).map_or_else(|| crate::value::null(field.kind), Cell::get)).collect()
}
