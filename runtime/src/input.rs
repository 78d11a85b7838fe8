//! Typed creates and updates, `PostCreate` and `PostUpdate`. They are made only where a hook asks for one; the
//! pipeline itself works on cells.

use sea_orm::{DbErr, Value};

use crate::{descriptor::Descriptor, descriptor::Field, entity::CellSource, field_type::Column, patch::Patch};

/// `PostCreate` or `PostUpdate`.
pub trait InputType: Sized + Send + Sync + 'static {
    #[doc(hidden)]
    fn __build(source: &mut dyn CellSource) -> Result<Self, DbErr>;
    #[doc(hidden)]
    fn __take(self, cells: &mut Cells);
}

/// One cell per field of the descriptor; `None` where the client left it out and nothing has filled it.
#[derive(Debug, Clone)]
pub struct Cells {
    descriptor: &'static Descriptor,
    values: Vec<Option<Value>>,
}

impl Cells {
    /// Nothing is given yet.
    pub fn new(descriptor: &'static Descriptor) -> Self {
        Self { descriptor, values: vec![None; descriptor.fields.len()] }
    }

    /// What is given for the field at this place of the struct.
    pub fn get(&self, position: usize) -> Option<&Value> {
        self.values[position].as_ref()
    }

    /// Gives a value to a field, or another one.
    pub fn set(&mut self, position: usize, value: Value) {
        self.values[position] = Some(value);
    }

    /// Leaves a field out.
    pub fn clear(&mut self, position: usize) {
        self.values[position] = None;
    }

    /// The fields that are given, in the struct's order.
    pub fn given(&self) -> impl Iterator<Item = (usize, &Value)> {
        self.values.iter().enumerate().filter_map(|(position, value)| value.as_ref().map(|value| (position, value)))
    }

    /// Puts the field of a create; called by generated code.
    pub fn put<T: Column>(&mut self, position: usize, value: &T) {
        self.values[position] = Some(value.to_value());
    }

    /// Puts the field of an update; called by generated code.
    pub fn put_patch<T: Column>(&mut self, position: usize, value: &Patch<T>) {
        self.values[position] = value.as_ref().value().map(T::to_value);
    }
}

impl CellSource for Cells {
    fn cell(&mut self, position: usize) -> Result<Option<Value>, DbErr> {
        Ok(self.values[position].clone())
    }

    fn field(&self, position: usize) -> &'static Field {
        &self.descriptor.fields[position]
    }
}
