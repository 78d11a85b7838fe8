//! Validation rules as data.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Expr, Lit, Path};

use super::descriptor::{parameter, parameter_at};
use super::option;
use super::user_code::{at, without_self};
use super::user_type::custom_argument;
use crate::model::{Check, Field, RowCheck, Validation, literal};
use crate::parse::{Bounds, IpVersion, ValueCheck};

/// `.validations(..)`, where there are any.
pub(super) fn field(field: &Field, model: &Ident) -> Option<TokenStream> {
    let validations = field.validations.iter().map(|validation| one(validation, field, model));
    (!field.validations.is_empty()).then(|| quote!(.validations(&[#(#validations),*])))
}

fn one(validation: &Validation, field: &Field, model: &Ident) -> TokenStream {
    let check = check(&validation.check, field, model);
    let code = validation.code.as_ref().map(|code| quote!(.code(#code)));
    let message = validation.message.as_ref().map(|message| quote!(.message(#message)));
    quote!(__rt::Validation::new(__rt::Check::#check) #code #message)
}

fn check(check: &Check, field: &Field, model: &Ident) -> TokenStream {
    match check {
        Check::Value(check) => value_check(check, field, model),
        Check::MustMatch(other) => {
            let other = Literal::usize_unsuffixed(*other);
            quote!(MustMatch(#other))
        }
    }
}

fn value_check(check: &ValueCheck, field: &Field, model: &Ident) -> TokenStream {
    match check {
        ValueCheck::Length { min, max, equal } => {
            let most = option(max.as_ref().map(|max| longest(min.as_ref(), max, model)));
            let [least, exact] = [min, equal].map(|bound| option(bound.as_ref().map(|bound| length(bound, model))));
            quote!(Length { min: #least, max: #most, equal: #exact })
        }
        ValueCheck::Range(bounds) => range(bounds, model),
        ValueCheck::Email => quote!(Email),
        ValueCheck::Url => quote!(Url),
        ValueCheck::Ip(IpVersion::Any) => quote!(Ip),
        ValueCheck::Ip(IpVersion::V4) => quote!(IpV4),
        ValueCheck::Ip(IpVersion::V6) => quote!(IpV6),
        ValueCheck::Regex(regex) => {
            let regex = without_self(regex, model);
            let reference = quote_spanned!(regex.span()=> &#regex);
            quote!(Regex(|| #reference))
        }
        ValueCheck::Contains(pattern) => {
            let pattern = without_self(pattern, model);
            quote!(Contains(#pattern))
        }
        ValueCheck::DoesNotContain(pattern) => {
            let pattern = without_self(pattern, model);
            quote!(DoesNotContain(#pattern))
        }
        ValueCheck::CreditCard => quote!(CreditCard),
        ValueCheck::NonControlCharacter => quote!(NonControlCharacter),
        ValueCheck::Required => quote!(Required),
        ValueCheck::Custom(function) => {
            let check = function_call(function, model, "value", custom_argument(field));
            quote!(Custom(#check))
        }
    }
}

/// A closure that gives the user's function what `argument` makes of the closure's parameter. What does not fit is shown
/// where the function's name stands.
fn function_call(function: &Path, model: &Ident, name: &str, argument: TokenStream) -> TokenStream {
    let span = function.span();
    let (function, parameter) = (without_self(function, model), parameter(name));
    let given = parameter_at(name, span);
    let call = quote_spanned!(span=> #function(&#given));
    quote! {
        |#parameter| {
            let #given = #argument(#parameter)?;
            #call
        }
    }
}

/// A rule over several fields.
pub(super) fn row_check(check: &RowCheck, model: &Ident) -> TokenStream {
    let function = function_call(&check.function, model, "values", quote!(__rt::typed_row_for_check::<#model>));
    let skip = check.skip_on_field_errors;
    let [code, message] =
        [&check.code, &check.message].map(|text| option(text.as_ref().map(ToTokens::to_token_stream)));
    quote! {
        __rt::RowCheck {
            check: #function,
            skip_on_field_errors: #skip,
            code: #code,
            message: #message,
        }
    }
}

/// A length: a literal without a type as it is, everything else converted, which is refused at the expression.
fn length(bound: &Expr, model: &Ident) -> TokenStream {
    let tokens = without_self(bound, model);
    match literal(bound) {
        Some(Lit::Int(number)) if number.suffix().is_empty() => tokens,
        _ => {
            let span = bound.span();
            // The call stands in the same place as its argument, so that it is refused once.
            let whole = quote_spanned!(span=> __rt::whole(::core::convert::identity(#tokens)));
            quote_spanned!(at(span)=> __rt::length(#whole as _))
        }
    }
}

/// The upper bound of a length, which is refused if it lies below the lower one. Literals were compared by the model.
fn longest(min: Option<&Expr>, max: &Expr, model: &Ident) -> TokenStream {
    let most = length(max, model);
    match min.filter(|min| literal(min).is_none() || literal(max).is_none()) {
        Some(min) => {
            let least = length(min, model);
            quote_spanned!(at(max.span())=> __rt::not_below(#least, #most))
        }
        None => most,
    }
}

fn range(bounds: &Bounds, model: &Ident) -> TokenStream {
    let Bounds { min, max, exclusive_min, exclusive_max } = bounds;
    let [min, max, exclusive_min, exclusive_max] = [min, max, exclusive_min, exclusive_max].map(|bound| {
        option(bound.as_ref().map(|bound| {
            let number = number(bound, model);
            quote!(|| #number)
        }))
    });
    quote!(Range { min: #min, max: #max, exclusive_min: #exclusive_min, exclusive_max: #exclusive_max })
}

/// A bound. A literal without a type is the widest of its kind; any other expression says itself what it is.
fn number(bound: &Expr, model: &Ident) -> TokenStream {
    let tokens = without_self(bound, model);
    match literal(bound) {
        Some(Lit::Int(number)) if number.suffix().is_empty() => quote!(__rt::Number::Integer(#tokens)),
        Some(Lit::Float(number)) if number.suffix().is_empty() => quote!(__rt::Number::Float(#tokens)),
        _ => quote_spanned!(bound.span()=> __rt::number(#tokens)),
    }
}
