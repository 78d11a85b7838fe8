//! `#[restruct::main]`.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{ItemFn, Path, Token, Visibility};

/// Stands in for a function with faults, which is in it, so that nothing that it uses seems unused.
pub(crate) fn main_stub(function: &ItemFn) -> TokenStream {
    let (visibility, ident) = (&function.vis, &function.sig.ident);
    let mut inner = function.clone();
    inner.vis = Visibility::Inherited;
    inner.sig.asyncness = Some(<Token![async]>::default());
    quote! {
        #visibility fn #ident() {
            #[allow(dead_code)]
            #inner
        }
    }
}

/// The function without `async`, whose body runs on the runtime's threads.
pub(crate) fn main_function(function: &ItemFn, runtime: &Path) -> TokenStream {
    let ItemFn { attrs, vis, sig, block, .. } = function;
    let mut sig = sig.clone();
    sig.asyncness = None;
    quote! {
        #(#attrs)*
        #vis #sig {
            #runtime::block_on(async #block)
        }
    }
}
