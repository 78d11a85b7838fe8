//! `#[serde(..)]`, which a resource does not have: its wire form is ours.

use syn::punctuated::Punctuated;
use syn::{Attribute, Meta, Token};

use crate::errors::Errors;

/// serde's words, and what says the same here.
const INSTEAD: [(&str, &str); 12] = [
    ("rename", "write `#[resource(rename = \"..\")]`"),
    ("rename_all", "write `#[resource(rename_all = \"..\")]`"),
    ("default", "write `#[resource(default = EXPR)]`"),
    ("skip", "write `#[resource(hidden)]`"),
    ("skip_serializing", "write `#[resource(write_only)]`"),
    ("skip_deserializing", "write `#[resource(read_only)]`"),
    ("skip_serializing_if", "leave it out: a field that is null is shown as null"),
    ("deny_unknown_fields", "leave it out: unknown fields are always refused"),
    ("with", "give the field a type of your own that implements `FieldType`"),
    ("serialize_with", "give the field a type of your own that implements `FieldType`"),
    ("deserialize_with", "give the field a type of your own that implements `FieldType`"),
    ("flatten", "write the fields out, or use a column of type `Json<T>`"),
];

/// BAD: `#[serde(rename = "authorId")] author_id: i64`
pub(super) fn refuse_serde(attributes: &[Attribute], errors: &Errors) {
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("serde")) {
        let words = attribute.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated).unwrap_or_default();
        if words.is_empty() {
            errors.report(attribute, WHAT, OTHERWISE);
        }
        for word in &words {
            errors.report(word.path(), WHAT, instead(word));
        }
    }
}

const WHAT: &str = "`serde` has no say in a resource, whose form on the wire follows its `resource` words";
const OTHERWISE: &str = "leave it out";

fn instead(word: &Meta) -> &'static str {
    let found = INSTEAD.iter().find(|(theirs, _)| word.path().is_ident(theirs));
    found.map_or(OTHERWISE, |(_, ours)| *ours)
}

#[cfg(test)]
mod tests {
    use syn::{ItemStruct, parse_quote};

    use super::*;

    #[test]
    fn each_word_names_ours() {
        let errors = Errors::new();
        let item: ItemStruct = parse_quote! {
            #[serde(rename_all = "camelCase", tag = "t")]
            struct Post;
        };
        refuse_serde(&item.attrs, &errors);
        let faults = errors.into_result(()).unwrap_err();
        assert_eq!(faults.len(), 2);
        assert!(faults[0].to_string().ends_with("help: write `#[resource(rename_all = \"..\")]`"));
        assert!(faults[1].to_string().ends_with("help: leave it out"));
    }
}
