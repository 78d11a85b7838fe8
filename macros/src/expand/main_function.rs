//! `#[restruct::main]`.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{ItemFn, Path};

/// Stands in for a function with faults.
pub(crate) fn main_stub(function: &ItemFn) -> TokenStream {
    let (visibility, ident) = (&function.vis, &function.sig.ident);
    quote!(#visibility fn #ident() {})
}

/// The function without `async`, whose body runs on the runtime's threads.
pub(crate) fn main_function(function: &ItemFn, crate_path: &Path) -> TokenStream {
    let ItemFn { attrs, vis, sig, block, .. } = function;
    let mut sig = sig.clone();
    sig.asyncness = None;
    quote! {
        #(#attrs)*
        #vis #sig {
            #crate_path::__private::block_on(async #block)
        }
    }
}
