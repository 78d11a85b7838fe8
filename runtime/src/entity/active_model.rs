use std::fmt;

use sea_orm::{ActiveValue, DbErr, Value};

use super::{CellSource, Resource};
use crate::{
    descriptor::{Descriptor, Field, Flags},
    field_type::Column,
};

/// One column of an active model, whatever its type.
pub trait Slot {
    fn get(&self) -> ActiveValue<Value>;
    fn take(&mut self) -> ActiveValue<Value>;
    fn set(&mut self, value: Value) -> Result<(), DbErr>;
    fn set_unchanged(&mut self, value: Value) -> Result<(), DbErr>;
    fn set_if_not_equals(&mut self, value: Value);
    fn clear(&mut self);
    fn is_not_set(&self) -> bool;
    fn reset(&mut self);
}

impl<T: Column + Into<Value>> Slot for ActiveValue<T> {
    fn get(&self) -> ActiveValue<Value> {
        match self {
            ActiveValue::Set(value) => ActiveValue::Set(value.to_value()),
            ActiveValue::Unchanged(value) => ActiveValue::Unchanged(value.to_value()),
            ActiveValue::NotSet => ActiveValue::NotSet,
        }
    }

    fn take(&mut self) -> ActiveValue<Value> {
        let value = Slot::get(self);
        *self = ActiveValue::NotSet;
        value
    }

    fn set(&mut self, value: Value) -> Result<(), DbErr> {
        *self = ActiveValue::Set(T::from_value(value).map_err(DbErr::Type)?);
        Ok(())
    }

    fn set_unchanged(&mut self, value: Value) -> Result<(), DbErr> {
        *self = ActiveValue::Unchanged(T::from_value(value).map_err(DbErr::Type)?);
        Ok(())
    }

    fn set_if_not_equals(&mut self, value: Value) {
        let stands = matches!(self, ActiveValue::Unchanged(current) if crate::value::same(&current.to_value(), &value));
        if !stands {
            // SeaORM's signature has no room for an error; a value of another type leaves the column as it was.
            let _ = Slot::set(self, value);
        }
    }

    fn clear(&mut self) {
        *self = ActiveValue::NotSet;
    }

    fn is_not_set(&self) -> bool {
        matches!(self, ActiveValue::NotSet)
    }

    fn reset(&mut self) {
        *self = match std::mem::replace(self, ActiveValue::NotSet) {
            ActiveValue::Unchanged(value) => ActiveValue::Set(value),
            other => other,
        };
    }
}

/// The slot at a position; nothing where the field has no column.
pub type SlotRef<'a> = Option<&'a dyn Slot>;
/// The same, to write it.
pub type SlotMut<'a> = Option<&'a mut dyn Slot>;

/// The columns of an active model by the position of their field.
pub trait Slots {
    #[doc(hidden)]
    fn __slot(&self, position: usize) -> SlotRef<'_>;
    #[doc(hidden)]
    fn __slot_mut(&mut self, position: usize) -> SlotMut<'_>;
}

/// The slot of a column; SeaORM asks only for columns of the entity.
pub fn slot_ref(slots: &dyn Slots, position: usize) -> &dyn Slot {
    slots.__slot(position).unwrap_or(&ActiveValue::<i64>::NotSet)
}

/// Calls `act` with the slot of a column.
pub fn slot_mut<T>(slots: &mut dyn Slots, position: usize, act: impl FnOnce(&mut dyn Slot) -> T) -> T {
    match slots.__slot_mut(position) {
        Some(slot) => act(slot),
        None => act(&mut ActiveValue::<i64>::NotSet),
    }
}

/// `ActiveModelTrait::take`.
pub fn slot_take(slots: &mut dyn Slots, position: usize) -> ActiveValue<Value> {
    slot_mut(slots, position, |slot| slot.take())
}

/// `ActiveModelTrait::try_set`.
///
/// # Errors
/// The value is not of the column's type.
pub fn slot_set(slots: &mut dyn Slots, position: usize, value: Value) -> Result<(), DbErr> {
    slot_mut(slots, position, |slot| slot.set(value))
}

/// `ActiveModelTrait::set_if_not_equals`.
pub fn slot_set_if_not_equals(slots: &mut dyn Slots, position: usize, value: Value) {
    slot_mut(slots, position, |slot| slot.set_if_not_equals(value));
}

/// `ActiveModelTrait::not_set`.
pub fn slot_clear(slots: &mut dyn Slots, position: usize) {
    slot_mut(slots, position, |slot| slot.clear());
}

/// `ActiveModelTrait::reset`.
pub fn slot_reset(slots: &mut dyn Slots, position: usize) {
    slot_mut(slots, position, |slot| slot.reset());
}

/// `From<Post> for PostActiveModel`: every column unchanged.
pub fn active_model_from<R: Resource>(row: &R) -> R::ActiveModelType {
    let mut model = <R::ActiveModelType as Default>::default();
    for (position, _) in R::descriptor().columns() {
        if let (Some(cell), Some(slot)) = (row.__cell(position), model.__slot_mut(position)) {
            // Cell and slot are of one type.
            let _ = slot.set_unchanged(cell.get());
        }
    }
    model
}

/// `TryFrom<PostActiveModel> for Post`.
///
/// # Errors
/// A column that is no `Option` is not set.
pub fn model_from<R: Resource>(mut model: R::ActiveModelType) -> Result<R, DbErr> {
    struct Source<'a>(&'a mut dyn Slots, &'static Descriptor);
    impl CellSource for Source<'_> {
        fn cell(&mut self, position: usize) -> Result<Option<Value>, DbErr> {
            match slot_mut(self.0, position, |slot| slot.take()) {
                ActiveValue::Set(value) | ActiveValue::Unchanged(value) => Ok(Some(value)),
                ActiveValue::NotSet => Err(DbErr::AttrNotSet(self.field(position).name.to_owned())),
            }
        }

        fn field(&self, position: usize) -> &'static Field {
            &self.1.fields[position]
        }
    }
    R::__build(&mut Source(&mut model, R::descriptor()))
}

/// `Debug` of an active model.
pub fn debug_active_model<R: Resource>(
    model: &R::ActiveModelType,
    name: &str,
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    debug_slots(model, name, R::descriptor(), f)
}

fn debug_slots(slots: &dyn Slots, name: &str, descriptor: &Descriptor, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut output = f.debug_struct(name);
    for (position, field) in descriptor.columns() {
        let value = slot_ref(slots, position).get();
        if field.is(Flags::SENSITIVE) && !matches!(value, ActiveValue::NotSet) {
            output.field(field.name, &format_args!("Sensitive(..)"));
        } else {
            output.field(field.name, &value);
        }
    }
    output.finish()
}
