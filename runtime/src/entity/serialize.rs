use serde::{Serializer, ser::SerializeStruct};

use super::Resource;
use crate::json::Wire;

/// `Serialize` of a resource: what an answer shows of it, in the form of the wire.
///
/// # Errors
/// Those of the serializer.
pub fn serialize_model<R: Resource, S: Serializer>(row: &R, serializer: S) -> Result<S::Ok, S::Error> {
    let descriptor = R::descriptor();
    let shown = || descriptor.fields.iter().enumerate().filter(|(_, field)| field.is_shown());
    let mut output = serializer.serialize_struct(descriptor.name, shown().count())?;
    for (position, field) in shown() {
        match row.__cell(position) {
            Some(cell) => output.serialize_field(field.wire, &Wire(&cell.get()))?,
            None => output.serialize_field(field.wire, &())?,
        }
    }
    output.end()
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, Utc};
    use rust_decimal::Decimal;
    use serde_json::json;

    use crate::{Input, Json, Resource, Sensitive};

    #[derive(Clone, Debug, Resource)]
    #[resource(access(public), rename_all = "camelCase")]
    struct Sample {
        id: i64,
        first_name: String,
        #[resource(rename = "cost")]
        price: Decimal,
        ratio: f32,
        seen: Option<DateTime<Utc>>,
        picture: Vec<u8>,
        options: Json,
        iban: Sensitive<String>,
        #[resource(hidden)]
        internal: Option<i64>,
        #[resource(write_only)]
        token: String,
        note: Input<String>,
    }

    #[test]
    fn an_answer_shows_the_shown_fields_in_the_form_of_the_wire() {
        let row = Sample {
            id: 1,
            first_name: "Ada".into(),
            price: Decimal::new(1250, 2),
            ratio: 0.1,
            seen: Some("2025-04-30T12:00:00.123456789Z".parse().unwrap()),
            picture: vec![1, 2, 3],
            options: Json(json!({"a": [null]})),
            iban: Sensitive::new("DE02".into()),
            internal: Some(7),
            token: "k".into(),
            note: Input::default(),
        };
        let expected = concat!(
            r#"{"id":1,"firstName":"Ada","cost":"12.5","ratio":0.1,"seen":"2025-04-30T12:00:00.123456Z","#,
            r#""picture":"AQID","options":{"a":[null]},"iban":"DE02"}"#,
        );
        assert_eq!(serde_json::to_string(&row).unwrap(), expected);
        assert_eq!(row.note, Input::default());
        let empty = Sample { seen: None, options: Json(json!(null)), ..row };
        let document = serde_json::to_value(&empty).unwrap();
        assert_eq!((&document["seen"], &document["options"]), (&json!(null), &json!(null)));
    }
}
