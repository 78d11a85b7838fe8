//! How a fault is told to the client: status, code, and a pointer to the field where one is known.

use super::{
    DatabaseError, Fault,
    constraint::{self, CheckRule, Named},
    fault::Inner,
    known::Known,
};
use crate::{
    Error, Violation,
    descriptor::{Descriptor, Field, Flags, Kind},
    entity::longest,
    error::{code, pointer_to},
};

/// Seconds after which another try makes sense, where a lock or a connection was missing …
const SOON: u32 = 1;
/// … and where somebody has to look after the database first.
const LATER: u32 = 30;

impl DatabaseError {
    /// The answer to a read, a create or an update of this resource.
    pub fn into_error(self, descriptor: &Descriptor) -> Error {
        self.answer(Some(descriptor), false)
    }

    /// The answer to a delete of this resource: a foreign key means here that the row is in use.
    pub fn into_error_of_delete(self, descriptor: &Descriptor) -> Error {
        self.answer(Some(descriptor), true)
    }

    /// Whether a foreign key was broken and nothing tells which.
    pub fn leaves_key_open(&self, descriptor: &Descriptor) -> bool {
        let Inner { fault, known, .. } = self.parts();
        matches!(fault, Fault::ForeignKey { constraint: None, .. })
            && known.only_foreign_key(descriptor.table).is_none()
    }

    /// The answer to a create or an update of this resource whose fields name rows that are not there. Without fields
    /// some other key was it.
    pub fn into_error_of_absent_parents(self, descriptor: &Descriptor, fields: &[usize]) -> Error {
        let Inner { source, known, .. } = self.into_parts();
        Place { descriptor: Some(descriptor), known: &known }.refers_to_nothing(fields).with_cause(source)
    }

    /// The answer where no resource is at hand.
    pub fn into_plain_error(self) -> Error {
        self.answer(None, false)
    }

    fn answer(self, descriptor: Option<&Descriptor>, deleting: bool) -> Error {
        let Inner { fault, source, known } = self.into_parts();
        let place = Place { descriptor, known: &known };
        let error = match fault {
            Fault::Unique { table, constraint, columns } => place.not_unique(table, constraint, &columns),
            Fault::ForeignKey { table, constraint } => {
                if deleting {
                    in_use()
                } else if place.is_elsewhere(table.as_deref()) {
                    Error::invalid("", code::NOT_FOUND, "A row that another one refers to is not there.")
                } else {
                    place.parent_absent(table.as_deref(), constraint.as_deref())
                }
            }
            Fault::InUse => in_use(),
            Fault::Check { table, constraint } => place.check_failed(table.as_deref(), &constraint),
            Fault::NotNull { table, column } => match place.null_not_allowed(table.as_deref(), &column) {
                Some(error) => error,
                None => return Error::internal(source),
            },
            Fault::TooLong => place.too_long(),
            Fault::BeyondIndex { table, index } => place.beyond_index(table.as_deref(), index.as_deref()),
            Fault::OutOfRange => {
                Error::invalid("", code::TOO_LARGE, "A number or a time is beyond what its column can hold.")
            }
            Fault::BadText => Error::invalid("", code::BAD_FORMAT, "A text has a character that cannot be stored."),
            Fault::Busy | Fault::StalePlan | Fault::ConnectionLost | Fault::Unavailable => Error::unavailable(SOON),
            Fault::ReadOnly | Fault::Full | Fault::FileGone => Error::unavailable(LATER),
            Fault::Other => return Error::internal(source),
        };
        error.with_cause(source)
    }
}

fn in_use() -> Error {
    Error::conflict(code::IN_USE, "Other rows refer to this one.")
}

/// Where a fault may lie: the resource that is written, and what its table's constraints are called.
struct Place<'a> {
    descriptor: Option<&'a Descriptor>,
    known: &'a Known,
}

impl Place<'_> {
    /// A statement of a hook may have broken a constraint of a table that is not this resource's.
    fn is_elsewhere(&self, table: Option<&str>) -> bool {
        match (self.descriptor, table) {
            (Some(descriptor), Some(table)) => descriptor.table != table,
            _ => false,
        }
    }

    fn not_unique(&self, table: Option<String>, constraint: Option<String>, columns: &[String]) -> Error {
        let mut error = Error::conflict(code::NOT_UNIQUE, "Another row has these values already.");
        if self.is_elsewhere(table.as_deref()) {
            return error;
        }
        let fields = match constraint {
            Some(name) => self.named(table.as_deref(), &name).fields,
            None => self.positions(columns),
        };
        let together = fields.len() > 1;
        for field in self.fields(&fields) {
            let detail = if together {
                "is taken: another row has these values"
            } else {
                "is taken: another row has this value"
            };
            error = error.with_violation(at(field, code::NOT_UNIQUE, detail));
        }
        error
    }

    fn parent_absent(&self, table: Option<&str>, constraint: Option<&str>) -> Error {
        let fields = match (constraint, self.descriptor) {
            (Some(name), _) => self.named(table, name).fields,
            (None, Some(descriptor)) => self
                .known
                .only_foreign_key(descriptor.table)
                .map(|columns| self.positions(&columns))
                .unwrap_or_default(),
            (None, None) => Vec::new(),
        };
        self.refers_to_nothing(&fields)
    }

    fn refers_to_nothing(&self, fields: &[usize]) -> Error {
        let absent = |field| at(field, code::NOT_FOUND, "refers to no row");
        let violations: Vec<_> = self.fields(fields).into_iter().map(absent).collect();
        if violations.is_empty() {
            return Error::invalid("", code::NOT_FOUND, "A row that this one refers to does not exist.");
        }
        Error::from_violations(violations)
    }

    fn check_failed(&self, table: Option<&str>, constraint: &str) -> Error {
        let named = if self.is_elsewhere(table) { None } else { Some(self.named(table, constraint)) };
        let rule = named.as_ref().and_then(|named| named.rule);
        if rule.is_some() {
            // What the resource says has been checked before.
            tracing::warn!(
                constraint,
                "a check of the table refuses what its resource allows: it is older than the declaration"
            );
        }
        let fields = named.map(|named| named.fields).unwrap_or_default();
        match self.fields(&fields).first() {
            Some(field) => Error::from_violations(vec![check_violation(field, rule)]),
            None => Error::invalid("", code::INVALID, "The values break a rule of the database."),
        }
    }

    /// A null that the pipeline let through where the client could have said otherwise; any other is the server's.
    fn null_not_allowed(&self, table: Option<&str>, column: &str) -> Option<Error> {
        if self.is_elsewhere(table) {
            return None;
        }
        let fields = self.positions(&[column.to_owned()]);
        let field = self.fields(&fields).into_iter().find(|field| field.is_creatable())?;
        Some(Error::from_violations(vec![at(field, code::NULL_NOT_ALLOWED, "must not be null")]))
    }

    /// PostgreSQL does not say which column; where only one is bounded, it is that one.
    fn too_long(&self) -> Error {
        let columns = self.descriptor.into_iter().flat_map(Descriptor::columns).map(|(_, field)| field);
        let is_bounded =
            |field: &&Field| field.kind == Kind::String && !field.is(Flags::WRITE_ONLY) && longest(field).is_some();
        let mut bounded = columns.filter(is_bounded);
        match (bounded.next(), bounded.next()) {
            (Some(field), None) => Error::from_violations(vec![check_violation(field, Some(CheckRule::Length))]),
            _ => Error::invalid("", code::TOO_LONG, "A text is longer than its column can hold."),
        }
    }

    fn beyond_index(&self, table: Option<&str>, index: Option<&str>) -> Error {
        let named = index.filter(|_| !self.is_elsewhere(table)).map(|index| self.named(table, index).fields);
        let too_long = |field| at(field, code::TOO_LONG, "is longer than its index can hold");
        let violations: Vec<_> = self.fields(&named.unwrap_or_default()).into_iter().map(too_long).collect();
        if violations.is_empty() {
            return Error::invalid("", code::TOO_LONG, "A text is longer than its index can hold.");
        }
        Error::from_violations(violations)
    }

    /// The fields of a constraint, by the name that we would give it or that the database has for it.
    fn named(&self, table: Option<&str>, name: &str) -> Named {
        let ours = self.descriptor.and_then(|descriptor| constraint::lookup(descriptor, name));
        ours.unwrap_or_else(|| {
            let table = table.or(self.descriptor.map(|descriptor| descriptor.table));
            let columns = self.known.columns(table, name).unwrap_or_default();
            Named { fields: self.positions(&columns), rule: None }
        })
    }

    fn positions(&self, columns: &[String]) -> Vec<usize> {
        let position = |column: &String| {
            self.descriptor?.columns().find(|(_, field)| field.column == column).map(|(position, _)| position)
        };
        columns.iter().filter_map(position).collect()
    }

    /// The fields at these positions that clients know of: what is hidden is not named in an answer either.
    fn fields(&self, positions: &[usize]) -> Vec<&'static Field> {
        let fields = self.descriptor.map_or(&[][..], |descriptor| descriptor.fields);
        let known = positions.iter().map(|position| &fields[*position]);
        known.filter(|field| field.is_shown() || field.is_creatable()).collect()
    }
}

fn at(field: &Field, code: &'static str, detail: &'static str) -> Violation {
    Violation::at(pointer_to(field.wire), code, detail)
}

fn check_violation(field: &Field, rule: Option<CheckRule>) -> Violation {
    match rule {
        Some(CheckRule::Choice) => {
            let violation = at(field, code::NOT_A_CHOICE, "is not one of the choices");
            match field.kind {
                Kind::Choice(choices) => violation.param("choices", choices),
                _ => violation,
            }
        }
        Some(CheckRule::Length) => {
            let violation = at(field, code::TOO_LONG, "is longer than allowed");
            match longest(field) {
                Some(max) => violation.param("max", max),
                None => violation,
            }
        }
        Some(CheckRule::Range) => at(field, code::TOO_LARGE, "is beyond what can be stored"),
        None => at(field, code::INVALID, "breaks a rule of the database"),
    }
}
