//! Access rules as data.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::option;
use super::user_code::without_self;
use crate::model::{Access, Rule};

pub(super) fn access(access: &Access, model: &Ident) -> TokenStream {
    if let Some(same) = access.read.as_ref().filter(|read| access.is_all(read)) {
        let rule = rule(same, model);
        return quote!(__rt::Access::all(&#rule));
    }
    let [read, create, update, delete] = [&access.read, &access.create, &access.update, &access.delete].map(|kind| {
        option(kind.as_ref().map(|kind| {
            let rule = rule(kind, model);
            quote!(&#rule)
        }))
    });
    quote!(__rt::Access { read: #read, create: #create, update: #update, delete: #delete })
}

fn rule(one: &Rule, model: &Ident) -> TokenStream {
    let all = |rules: &[Rule]| {
        let rules = rules.iter().map(|one| rule(one, model));
        quote!(&[#(#rules),*])
    };
    let variant = match one {
        Rule::Public => quote!(Public),
        Rule::Nobody => quote!(Nobody),
        Rule::Authenticated => quote!(Authenticated),
        Rule::Role(name) => quote!(Role(#name)),
        Rule::Owner(field) => with_position(&quote!(Owner), *field),
        Rule::Tenant(field) => with_position(&quote!(Tenant), *field),
        Rule::Custom(path) => {
            let path = without_self(path, model);
            quote!(Custom(__rt::custom_rule::<#path, #model>))
        }
        Rule::Not(inner) => {
            let inner = rule(inner, model);
            quote!(Not(&#inner))
        }
        Rule::And(rules) => {
            let rules = all(rules);
            quote!(And(#rules))
        }
        Rule::Or(rules) => {
            let rules = all(rules);
            quote!(Or(#rules))
        }
    };
    quote!(__rt::Rule::#variant)
}

fn with_position(variant: &TokenStream, field: usize) -> TokenStream {
    let field = Literal::usize_unsuffixed(field);
    quote!(#variant(#field))
}
