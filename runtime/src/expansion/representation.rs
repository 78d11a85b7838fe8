use std::collections::HashMap;

use crate::{
    Error, Result,
    database::Rows,
    descriptor::{Descriptor, with_related},
    json,
};

/// How rows of a resource are shown.
#[derive(Debug)]
pub struct Representation {
    pub descriptor: &'static Descriptor,
    /// Fields in answers, in order; the key is always among them.
    pub shown: Vec<usize>,
    /// `"title":` for each field.
    fields: Vec<Vec<u8>>,
    /// The same for each relation, with a comma before it.
    relations: Vec<Vec<u8>>,
}

impl Representation {
    pub fn new(descriptor: &'static Descriptor) -> Self {
        let shown = descriptor.columns().filter(|(_, field)| field.is_shown()).map(|(position, _)| position);
        let fields = descriptor.fields.iter().map(|field| member(b"", field.wire));
        let relations = descriptor.relations.iter().map(|relation| member(b",", relation.wire));
        Self { descriptor, shown: shown.collect(), fields: fields.collect(), relations: relations.collect() }
    }

    /// Writes fields of a row, of a statement whose columns from `first` on are these fields; without the braces around.
    ///
    /// # Errors
    /// The database holds something that is not of the column's type.
    pub fn write_fields(
        &self,
        output: &mut Vec<u8>,
        fields: &[usize],
        rows: &Rows,
        row: usize,
        first: usize,
    ) -> Result<()> {
        for (index, position) in fields.iter().enumerate() {
            if index > 0 {
                output.push(b',');
            }
            output.extend_from_slice(&self.fields[*position]);
            let kind = self.descriptor.fields[*position].kind;
            rows.write_json(row, first + index, kind, output).map_err(|fault| fault.into_plain_error())?;
        }
        Ok(())
    }

    /// Begins the member of a relation, behind others.
    pub(super) fn begin_relation(&self, output: &mut Vec<u8>, relation: usize) {
        output.extend_from_slice(&self.relations[relation]);
    }
}

fn member(before: &[u8], name: &str) -> Vec<u8> {
    let mut member = before.to_vec();
    json::write_string(&mut member, name);
    member.push(b':');
    member
}

/// The representations of all resources that an answer may have, by the addresses of their descriptors.
#[derive(Debug, Default)]
pub struct Representations(HashMap<usize, Representation>);

impl Representations {
    /// Of these resources and of all that relations lead to from there.
    pub fn new(resources: &[&'static Descriptor]) -> Self {
        let all = with_related(resources).into_iter();
        Self(all.map(|descriptor| (address(descriptor), Representation::new(descriptor))).collect())
    }

    /// # Errors
    /// The resource is none of them.
    pub fn of(&self, descriptor: &'static Descriptor) -> Result<&Representation> {
        let found = self.0.get(&address(descriptor));
        found.ok_or_else(|| Error::internal(format!("nothing is known of the resource {}", descriptor.name)))
    }
}

fn address(descriptor: &'static Descriptor) -> usize {
    std::ptr::from_ref(descriptor).addr()
}
