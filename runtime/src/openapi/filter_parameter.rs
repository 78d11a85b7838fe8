//! A parameter for each way in which a list can be filtered.

use std::iter;

use serde_json::{Value as Json, json};
use utoipa::openapi::{
    path::Parameter,
    schema::{Object, Type},
};

use super::{
    example,
    filter_subject::{self, Subject},
    parameter::{list_of, parameter_of_list},
    schema::{also_say, in_list, in_parameters, of_type, some_text},
};
use crate::{
    database::Backend,
    descriptor::{Descriptor, Field, Kind, Operator, Relation},
    query::{QueryLimits, RESERVED, followed, quoted_where_needed},
};

/// In the order of the fields, and of the operators of each; then of those behind relations, as far as one leads.
pub fn filter_parameters(descriptor: &'static Descriptor, backend: Backend, limits: &QueryLimits) -> Vec<Parameter> {
    let own = of_fields(descriptor, Subject::own, backend, limits);
    let behind = followed(descriptor).flat_map(|relation| {
        let subject = move |field| Subject::behind(relation, field);
        let fields = of_fields((relation.target)(), subject, backend, limits);
        iter::once(parameter_of_relation(relation)).chain(fields)
    });
    own.chain(behind).collect()
}

fn of_fields(
    descriptor: &'static Descriptor,
    subject: impl Fn(&'static Field) -> Subject,
    backend: Backend,
    limits: &QueryLimits,
) -> impl Iterator<Item = Parameter> {
    let fields = descriptor.fields.iter().enumerate();
    fields.flat_map(move |(position, field)| {
        let (subject, example) = (subject(field), example::field_value(descriptor, position, backend));
        let operators = field.filter.iter();
        operators.map(move |operator| filter_parameter(&subject, operator, backend, limits, example.as_ref()))
    })
}

fn parameter_of_relation(relation: &'static Relation) -> Parameter {
    let name = format!("{}__{}", relation.wire, Operator::IsNull.name());
    parameter_of_list(&name, &filter_subject::of_relation(relation), of_type(Type::Boolean), Some(json!(false)))
}

/// That there are further filters, which follow more than one relation; with the name of one.
pub fn deeper_filters(descriptor: &'static Descriptor) -> Option<String> {
    let paths = followed(descriptor).flat_map(|first| {
        followed((first.target)()).map(move |second| (format!("{}.{}", first.wire, second.wire), second))
    });
    let paths: Vec<_> = paths.filter(|_| descriptor.depth > 1).collect();
    let of_field = |(path, relation): &(String, &'static Relation)| {
        let field = (relation.target)().fields.iter().find(|field| !field.filter.is_empty())?;
        // The last of a text's operators says most.
        let operators: Vec<Operator> = field.filter.iter().collect();
        let shown = operators.iter().find(|operator| **operator == Operator::IContains).or(operators.last())?;
        Some(format!("{path}.{}__{}", field.wire, shown.name()))
    };
    let of_relation = || paths.first().map(|(path, _)| format!("{path}__{}", Operator::IsNull.name()));
    let example = paths.iter().find_map(of_field).or_else(of_relation)?;
    Some(filter_subject::deeper(descriptor, &example))
}

fn filter_parameter(
    subject: &Subject,
    operator: Operator,
    backend: Backend,
    limits: &QueryLimits,
    example: Option<&Json>,
) -> Parameter {
    let name = name(subject, operator);
    let description = subject.description(operator);
    match operator {
        Operator::In | Operator::NotIn => {
            let example = example.map(|example| json!([in_a_list(example)]));
            list_of(&name, &description, in_list(subject.field, backend), Some(limits.values), example)
        }
        _ => parameter_of_list(
            &name,
            &description,
            schema(subject.field, operator, backend, limits),
            self::example(operator, example, limits),
        ),
    }
}

/// Without an operator it is `eq`, but where that is the name of another parameter, or is to be.
fn name(subject: &Subject, operator: Operator) -> String {
    let name = subject.name();
    match operator {
        Operator::Eq if !subject.is_own() || !RESERVED.contains(&name.as_str()) => name,
        operator => format!("{name}__{}", operator.name()),
    }
}

fn schema(field: &Field, operator: Operator, backend: Backend, limits: &QueryLimits) -> Object {
    match operator {
        Operator::IsNull => of_type(Type::Boolean),
        Operator::IExact => some_text(0, Some(limits.characters)),
        Operator::StartsWith => some_text(1, None),
        operator if operator.looks_into_texts() => some_text(1, Some(limits.characters)),
        _ => {
            let mut schema = in_parameters(field, backend);
            if field.accepts.is_some() && !matches!(field.kind, Kind::Choice(_)) {
                also_say(&mut schema, "Only values of the application's own type are taken.");
            }
            schema
        }
    }
}

/// A part of a text shows better what is meant than the whole.
fn example(operator: Operator, example: Option<&Json>, limits: &QueryLimits) -> Option<Json> {
    match (operator, example) {
        (Operator::IsNull, _) => Some(json!(true)),
        (operator, Some(Json::String(text))) if operator.looks_into_texts() => {
            let words = text.split_whitespace();
            let word = match operator {
                Operator::IExact => Some(text.as_str()),
                Operator::EndsWith | Operator::IEndsWith => words.last(),
                _ => words.into_iter().next(),
            };
            word.map(|word| word.chars().take(limits.characters).collect::<String>().into())
        }
        (_, example) => example.cloned(),
    }
}

fn in_a_list(example: &Json) -> Json {
    match example {
        Json::String(text) => quoted_where_needed(text).into(),
        other => other.clone(),
    }
}
