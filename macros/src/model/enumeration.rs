//! An enum of values about which everything is known.

use std::collections::HashMap;

use proc_macro2::Ident;
use syn::Path;

use crate::errors::Errors;
use crate::names::{Case, plain};
use crate::parse;

/// An enum whose variants are the values of a field.
#[derive(Debug)]
pub(crate) struct Enumeration {
    pub(crate) ident: Ident,
    pub(crate) runtime: Path,
    pub(crate) choices: Vec<Choice>,
}

/// A variant and how it is written, on the wire and in the database.
#[derive(Debug)]
pub(crate) struct Choice {
    pub(crate) ident: Ident,
    pub(crate) text: String,
}

impl Enumeration {
    pub(crate) fn resolve(written: &parse::Enumeration, errors: &Errors) -> Self {
        let case = written.rename_all.unwrap_or(Case::Snake);
        let choices: Vec<Choice> = written.variants.iter().map(|variant| Choice::resolve(variant, case)).collect();
        at_least_one(written, errors);
        no_doubled_texts(written, &choices, errors);
        Self { ident: written.ident.clone(), runtime: super::runtime(written.crate_path.as_ref()), choices }
    }
}

impl Choice {
    fn resolve(variant: &parse::Variant, case: Case) -> Self {
        let text = match &variant.rename {
            Some(given) => given.value.value(),
            None => case.apply(&plain(&variant.ident)),
        };
        Self { ident: variant.ident.clone(), text }
    }
}

/// BAD: `enum Status {}`
fn at_least_one(written: &parse::Enumeration, errors: &Errors) {
    if written.variants.is_empty() {
        errors.report(
            &written.ident,
            format!("`{}` has no variant, so that no row could exist", written.ident),
            "add one",
        );
    }
}

/// BAD: `enum Status { Draft, #[resource(rename = "draft")] Sketch }`
fn no_doubled_texts(written: &parse::Enumeration, choices: &[Choice], errors: &Errors) {
    let mut seen: HashMap<&str, &Ident> = HashMap::new();
    for (variant, choice) in written.variants.iter().zip(choices) {
        if let Some(first) = seen.insert(&choice.text, &choice.ident) {
            let what = format!("`{first}` and `{}` are both written `{}`", choice.ident, choice.text);
            let place = variant.rename.as_ref().map_or(&variant.ident, |given| &given.word);
            errors.report(place, what, "give one of them another name with `rename = \"..\"`");
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{enumeration_of, fault_of_enum};

    #[test]
    fn variants_are_written_in_snake_case_unless_they_say_otherwise() {
        let texts = |item: &str| enumeration_of(item).choices.into_iter().map(|choice| choice.text).collect::<Vec<_>>();
        assert_eq!(
            texts("enum S { Draft, InReview, #[resource(rename = \"gone\")] Archived }"),
            ["draft", "in_review", "gone"]
        );
        assert_eq!(texts("#[resource(rename_all = \"kebab-case\")] enum S { InReview }"), ["in-review"]);
    }

    #[test]
    fn faults() {
        assert!(fault_of_enum("enum S {}").contains("has no variant"));
        assert!(fault_of_enum("enum S { A, #[resource(rename = \"a\")] B }").contains("both written `a`"));
        assert!(fault_of_enum("enum S { A(i64) }").contains("holds data"));
        assert!(fault_of_enum("enum S<T> { A }").contains("has no parameters"));
        assert!(fault_of_enum("struct S { a: i64 }").contains("is for enums"));
        assert!(fault_of_enum("#[resource(rename_all = \"camel\")] enum S { A }").contains("the cases are"));
        assert!(fault_of_enum("enum S { #[resource(renam = \"a\")] A }").contains("did you mean `rename`?"));
        assert!(fault_of_enum("enum S { #[serde(rename = \"a\")] A }").contains("`#[resource(rename = \"..\")]`"));
    }
}
