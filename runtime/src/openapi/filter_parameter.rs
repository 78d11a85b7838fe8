//! A parameter for each way in which a list can be filtered.

use serde_json::{Value as Json, json};
use utoipa::openapi::{
    path::Parameter,
    schema::{Object, Type},
};

use super::{
    example,
    parameter::{list_of, parameter_of_list},
    schema::{also_say, in_list, in_parameters, of_type, some_text},
};
use crate::{
    database::Backend,
    descriptor::{Descriptor, Field, Kind, Operator},
    query::{QueryLimits, RESERVED, quoted_where_needed},
};

/// In the order of the fields, and of the operators of each.
pub fn filter_parameters(
    descriptor: &'static Descriptor,
    backend: Backend,
    limits: &QueryLimits,
) -> impl Iterator<Item = Parameter> {
    let fields = descriptor.fields.iter().enumerate();
    fields.flat_map(move |(position, field)| {
        let example = example::field_value(descriptor, position, backend);
        field.filter.iter().map(move |operator| filter_parameter(field, operator, backend, limits, example.as_ref()))
    })
}

fn filter_parameter(
    field: &'static Field,
    operator: Operator,
    backend: Backend,
    limits: &QueryLimits,
    example: Option<&Json>,
) -> Parameter {
    let name = name(field, operator);
    let description = description(field, operator);
    match operator {
        Operator::In | Operator::NotIn => {
            let example = example.map(|example| json!([in_a_list(example)]));
            list_of(&name, &description, in_list(field, backend), limits.values, example)
        }
        _ => parameter_of_list(
            &name,
            &description,
            schema(field, operator, backend, limits),
            self::example(operator, example, limits),
        ),
    }
}

/// Without an operator it is `eq`, but where that is the name of another parameter, or is to be.
fn name(field: &Field, operator: Operator) -> String {
    match operator {
        Operator::Eq if !RESERVED.contains(&field.wire) => field.wire.to_owned(),
        operator => format!("{}__{}", field.wire, operator.name()),
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

fn description(field: &Field, operator: Operator) -> String {
    let name = format!("`{}`", field.wire);
    let or_null = if field.nullable { ", or is null" } else { "" };
    let order = match field.kind {
        Kind::String => ", by code point",
        _ => "",
    };
    match operator {
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
    }
}

const QUOTES: &str = "A value with a comma stands in double quotes, and a quote in it is doubled.";
