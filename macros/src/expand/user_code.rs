//! The user's expressions and paths, which are emitted in places where `Self` means something else.

use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};
use quote::ToTokens;

/// `tokens` with the struct's name for `Self`: the descriptor is a `static`, in which `Self` is not known.
pub(super) fn without_self(tokens: &impl ToTokens, model: &Ident) -> TokenStream {
    replace(tokens.to_token_stream(), model)
}

fn replace(tokens: TokenStream, model: &Ident) -> TokenStream {
    tokens.into_iter().map(|token| replace_one(token, model)).collect()
}

fn replace_one(token: TokenTree, model: &Ident) -> TokenTree {
    match token {
        TokenTree::Ident(ident) if ident == "Self" => {
            TokenTree::Ident(Ident::new(&model.to_string(), model.span().located_at(ident.span())))
        }
        TokenTree::Group(group) => {
            let mut replaced = Group::new(group.delimiter(), replace(group.stream(), model));
            replaced.set_span(group.span());
            TokenTree::Group(replaced)
        }
        token => token,
    }
}

/// The place of something that the user wrote, for code whose names are ours.
pub(super) fn at(place: Span) -> Span {
    Span::call_site().located_at(place)
}

#[cfg(test)]
mod tests {
    use quote::{format_ident, quote};

    use super::without_self;

    #[test]
    fn self_is_the_struct() {
        let replaced = without_self(&quote!(Self::first(&[Self::A], self_)), &format_ident!("Post"));
        assert_eq!(replaced.to_string(), quote!(Post::first(&[Post::A], self_)).to_string());
    }
}
