//! A field as data: only what is said about it.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Expr, Lit};

use super::user_code::{at, without_self};
use super::user_type::{self, default_value};
use super::validation;
use crate::model::{Asked, Default, Demand, Field, Filter, Flag, Kind, Source, literal};

/// `Field::new::<T>("name")` and what else holds.
pub(super) fn descriptor(field: &Field, model: &Ident) -> TokenStream {
    let (ty, name) = (&field.ty.value, &field.name);
    let wire = (field.wire != field.name).then_some(&field.wire).map(|wire| quote!(.wire(#wire)));
    let column = (field.column != field.name).then_some(&field.column).map(|column| quote!(.column(#column)));
    let docs = Some(&field.docs).filter(|docs| !docs.is_empty()).map(|docs| quote!(.description(#docs)));
    let flags = flags(field);
    let default = field.default.as_ref().map(|default| self::default(default, field, model));
    let on_create = field
        .on_create
        .as_ref()
        .map(|source| server_value(source, field, model))
        .map(|value| quote!(.on_create(#value)));
    let on_update = field
        .on_update
        .as_ref()
        .map(|source| server_value(source, field, model))
        .map(|value| quote!(.on_update(#value)));
    let example = field.example.as_ref().map(|example| {
        let cell = cell(field, &value(example, field, model));
        quote!(.example(|| #cell))
    });
    let column_type = field.column_type.as_ref().map(|sql| quote!(.column_type(#sql)));
    let decimal = field.decimal.map(|(precision, scale)| {
        let (precision, scale) = (Literal::u32_unsuffixed(precision), Literal::u32_unsuffixed(scale));
        quote!(.decimal(#precision, #scale))
    });
    let validations = validation::field(field, model);
    let descriptor = quote! {
        __rt::Field::new::<#ty>(#name)
            #wire #column #docs #flags #default #on_create #on_update #column_type #decimal #validations #example
    };
    let stored = user_type::stored(field, descriptor);
    let demanded = field.demands.iter().fold(stored, demanded);
    searched(filtered(demanded, field.filter.as_ref()), field.search)
}

/// The field, if it meets a demand; a call that stands at the word wholly, where it is shown if it fails.
fn demanded(descriptor: TokenStream, demand: &Demand) -> TokenStream {
    let asked = format_ident!("{}", asked(demand.asked));
    quote_spanned!(at(demand.place)=> __rt::demanded(#descriptor, __rt::Demand::#asked))
}

/// The field with its operators, each in a call that stands at its word wholly, as [`demanded`] does.
fn filtered(descriptor: TokenStream, filter: Option<&Filter>) -> TokenStream {
    match filter {
        None => descriptor,
        Some(Filter::All(place)) => quote_spanned!(at(*place)=> __rt::filtered(#descriptor)),
        Some(Filter::By(operators)) => operators.iter().fold(descriptor, |descriptor, (operator, place)| {
            let operator = format_ident!("{operator:?}");
            quote_spanned!(at(*place)=> __rt::filtered_by(#descriptor, __rt::Operator::#operator))
        }),
    }
}

fn searched(descriptor: TokenStream, place: Option<Span>) -> TokenStream {
    match place {
        None => descriptor,
        Some(place) => quote_spanned!(at(place)=> __rt::searched(#descriptor)),
    }
}

fn flags(field: &Field) -> Option<TokenStream> {
    let auto_key = field.is(Flag::Auto).then_some("AUTO_KEY");
    let others = field.flags.iter().filter(|flag| auto_key.is_none() || !AUTO_KEY.contains(flag));
    let names: Vec<_> =
        auto_key.into_iter().chain(others.map(|flag| constant(*flag))).map(|name| format_ident!("{name}")).collect();
    (!names.is_empty()).then(|| quote!(.flags(#(__rt::Flags::#names)|*)))
}

/// What holds of every key that the database counts, which has a name of its own.
const AUTO_KEY: [Flag; 3] = [Flag::Key, Flag::Auto, Flag::ReadOnly];

fn constant(flag: Flag) -> &'static str {
    match flag {
        Flag::Key => "KEY",
        Flag::Auto => "AUTO",
        Flag::ReadOnly => "READ_ONLY",
        Flag::WriteOnly => "WRITE_ONLY",
        Flag::Immutable => "IMMUTABLE",
        Flag::Hidden => "HIDDEN",
        Flag::Sort => "SORT",
        Flag::Unique => "UNIQUE",
        Flag::Index => "INDEX",
        Flag::Input => "INPUT",
        Flag::Version => "VERSION",
        Flag::Caller => "CALLER",
    }
}

fn asked(asked: Asked) -> &'static str {
    match asked {
        Asked::Counting => "Counting",
        Asked::Key => "Key",
        Asked::Order => "Order",
        Asked::Equality => "Equality",
        Asked::Caller => "Caller",
        Asked::Length => "Length",
        Asked::Number => "Number",
        Asked::Text => "Text",
    }
}

fn default(default: &Default, field: &Field, model: &Ident) -> TokenStream {
    let value = value(&default.value, field, model);
    let cell = cell(field, &value);
    let constant = default.constant;
    quote!(.default(|| #cell, #constant))
}

/// The closure that makes a value of the server's.
fn server_value(source: &Source, field: &Field, model: &Ident) -> TokenStream {
    let value = match source {
        Source::Expression(expression) => value(expression, field, model),
        Source::Now(_) if field.ty.kind == Kind::NaiveDateTime => quote!(__rt::now().naive_utc()),
        Source::Now(place) => quote_spanned!(at(*place)=> __rt::now()),
        Source::FirstVersion(place) => quote_spanned!(at(*place)=> 1),
        Source::Uuid => quote!(__rt::generate_uuid()),
    };
    let cell = cell(field, &value);
    quote!(|| #cell)
}

/// A value as a cell: the type's own, a text literal for a `String`, a plain value for an `Option`. What does not fit
/// is shown where the value stands.
fn cell(field: &Field, value: &TokenStream) -> TokenStream {
    let function = default_value(field);
    quote_spanned!(value.span()=> #function(#value))
}

/// The user's expression; an integer does for a decimal.
fn value(expression: &Expr, field: &Field, model: &Ident) -> TokenStream {
    let tokens = without_self(expression, model);
    match literal(expression) {
        Some(Lit::Int(_)) if field.ty.kind == Kind::Decimal => {
            quote!(<__rt::Decimal as ::core::convert::From<i64>>::from(#tokens))
        }
        _ => tokens,
    }
}
