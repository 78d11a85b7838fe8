//! What filters look at, in words.

use crate::descriptor::{Descriptor, Field, Kind, Operator, Relation};

/// A field, or one of rows that a relation leads to.
#[derive(Clone, Debug)]
pub struct Subject {
    pub field: &'static Field,
    /// The relation, and whether each row leads to one by it.
    relation: Option<&'static Relation>,
}

impl Subject {
    pub fn own(field: &'static Field) -> Self {
        Self { field, relation: None }
    }

    pub fn behind(relation: &'static Relation, field: &'static Field) -> Self {
        Self { field, relation: Some(relation) }
    }

    /// `title`, `author.name`
    pub fn name(&self) -> String {
        match self.relation {
            None => self.field.wire.to_owned(),
            Some(relation) => format!("{}.{}", relation.wire, self.field.wire),
        }
    }

    pub fn is_own(&self) -> bool {
        self.relation.is_none()
    }

    pub fn description(&self, operator: Operator) -> String {
        let name = format!("`{}`", self.name());
        let or_null = self.or_null();
        let order = match self.field.kind {
            Kind::String => ", by code point",
            _ => "",
        };
        let condition = match operator {
            Operator::Eq => format!("Only where {name} is this."),
            Operator::Ne => format!("Only where {name} is not this{or_null}."),
            Operator::In => format!("Only where {name} is one of these. {QUOTES}"),
            Operator::NotIn => format!("Only where {name} is none of these{or_null}. {QUOTES}"),
            Operator::IsNull => format!("Only where {name} is null (`true`), or is not (`false`)."),
            Operator::Gt => format!("Only where {name} is greater{order}."),
            Operator::Gte => format!("Only where {name} is this or greater{order}."),
            Operator::Lt => format!("Only where {name} is less{order}."),
            Operator::Lte => format!("Only where {name} is this or less{order}."),
            Operator::IExact => format!("Only where {name} is this, whatever the case."),
            Operator::Contains => format!("Only where {name} has this in it."),
            Operator::IContains => format!("Only where {name} has this in it, whatever the case."),
            Operator::StartsWith => format!("Only where {name} begins with this."),
            Operator::IStartsWith => format!("Only where {name} begins with this, whatever the case."),
            Operator::EndsWith => format!("Only where {name} ends with this."),
            Operator::IEndsWith => format!("Only where {name} ends with this, whatever the case."),
        };
        match self.relation.filter(|relation| relation.is_many()) {
            None => condition,
            Some(relation) => {
                format!("{condition} Some one row of `{}` meets this and all such filters.", relation.wire)
            }
        }
    }

    /// Over a row that is not there, or that the caller may not read, all is null.
    fn or_null(&self) -> &'static str {
        match self.relation {
            Some(relation) if !relation.is_many() => ", or there is none",
            _ if self.field.nullable => ", or is null",
            _ => "",
        }
    }
}

const QUOTES: &str = "A value with a comma stands in double quotes, and a quote in it is doubled.";

/// Of the filter by whether a relation leads to any row.
pub fn of_relation(relation: &Relation) -> String {
    let name = relation.wire;
    if relation.is_many() {
        format!("Only where there are no `{name}` (`true`), or are some (`false`).")
    } else {
        format!("Only where there is no `{name}` (`true`), or is one (`false`).")
    }
}

/// How filters follow relations further than a parameter of their own tells.
pub fn deeper(descriptor: &'static Descriptor, example: &str) -> String {
    let depth = descriptor.depth;
    format!(
        "Filters follow up to {depth} relations. Those that follow more than one are not listed here: such as `{example}`, \
         which takes what the list of the resource that it leads to takes by that name."
    )
}
