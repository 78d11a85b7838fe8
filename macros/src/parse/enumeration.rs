//! An enum whose variants are the values of a field.

use proc_macro2::Ident;
use syn::{Data, DeriveInput, Fields, LitStr, Path};

use super::arguments::{text, words};
use super::resource::case;
use super::{Given, foreign};
use crate::errors::Errors;
use crate::names::Case;
use crate::words::{EnumWord, VariantWord};

/// An enum as it was written.
#[derive(Clone, Debug)]
pub(crate) struct Enumeration {
    pub(crate) ident: Ident,
    pub(crate) rename_all: Option<Case>,
    pub(crate) crate_path: Option<Path>,
    pub(crate) variants: Vec<Variant>,
}

/// A variant as it was written.
#[derive(Clone, Debug)]
pub(crate) struct Variant {
    pub(crate) ident: Ident,
    pub(crate) rename: Option<Given<LitStr>>,
}

impl Enumeration {
    /// Reads the whole declaration; `None` where it is no enum.
    pub(crate) fn parse(input: &DeriveInput, errors: &Errors) -> Option<Self> {
        foreign::refuse_serde(&input.attrs, errors);
        let Data::Enum(data) = &input.data else {
            let help =
                "derive `Resource` for a struct that is a resource, or implement `FieldType` for a type of a field";
            errors.report(&input.ident, "`ResourceEnum` is for enums", help);
            return None;
        };
        if !input.generics.params.is_empty() {
            errors.report(&input.generics, "an enum of values has no parameters", "leave them out");
        }
        let (mut rename_all, mut crate_path) = (None, None);
        words(&input.attrs, "resource", errors, |word, _, input| {
            match word {
                EnumWord::RenameAll => rename_all = Some(case(input)?),
                EnumWord::Crate => crate_path = Some(super::resource::crate_path(input)?),
            }
            Ok(())
        });
        let variants = data.variants.iter().map(|variant| Variant::parse(variant, errors)).collect();
        Some(Self { ident: input.ident.clone(), rename_all, crate_path, variants })
    }
}

impl Variant {
    fn parse(variant: &syn::Variant, errors: &Errors) -> Self {
        foreign::refuse_serde(&variant.attrs, errors);
        if !matches!(variant.fields, Fields::Unit) {
            let help = "use a field of type `Json<T>` for values with parts";
            errors.report(
                &variant.fields,
                format!("the variant `{}` holds data, but is written as one word", variant.ident),
                help,
            );
        }
        let mut rename = None;
        words(&variant.attrs, "resource", errors, |word, typed, input| {
            match word {
                VariantWord::Rename => rename = Some(Given { word: typed.clone(), value: text(input)? }),
            }
            Ok(())
        });
        Self { ident: variant.ident.clone(), rename }
    }
}
