//! `#[restruct::main]` and what it stands on.

use syn::parse::{Parse, ParseStream};
use syn::{ItemFn, Path, Token};

use crate::errors::{Errors, fault};

/// The arguments of the attribute.
#[derive(Debug, Default)]
pub(crate) struct MainArguments {
    pub(crate) crate_path: Option<Path>,
}

impl Parse for MainArguments {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        if input.is_empty() {
            return Ok(Self::default());
        }
        if !input.peek(Token![crate]) {
            let next = super::arguments::next_token(input);
            return Err(fault(
                &next,
                format!("unknown argument `{next}`"),
                "write `#[restruct::main]`, or `#[restruct::main(crate = path)]`",
            ));
        }
        input.parse::<Token![crate]>()?;
        input.parse::<Token![=]>()?;
        let crate_path = input.parse()?;
        input.parse::<Option<Token![,]>>()?;
        Ok(Self { crate_path: Some(crate_path) })
    }
}

/// BAD: `#[restruct::main] fn main() {}`, `#[restruct::main] async fn main(port: u16) {}`
pub(crate) fn check_main(function: &ItemFn, errors: &Errors) {
    let signature = &function.sig;
    if signature.asyncness.is_none() {
        errors.report(&signature.fn_token, "the function of `restruct::main` is async", "write `async fn main()`");
    }
    if !signature.inputs.is_empty() {
        errors.report(&signature.inputs, "`main` takes no arguments", "read `std::env::args()` in it");
    }
    if !signature.generics.params.is_empty() {
        errors.report(&signature.generics, "`main` has no parameters", "leave them out");
    }
}

#[cfg(test)]
mod tests {
    use syn::parse_str;

    use super::*;

    fn faults(item: &str) -> Vec<String> {
        let errors = Errors::new();
        check_main(&parse_str(item).unwrap(), &errors);
        errors.into_result(()).err().unwrap_or_default().iter().map(ToString::to_string).collect()
    }

    #[test]
    fn arguments() {
        assert!(parse_str::<MainArguments>("").unwrap().crate_path.is_none());
        assert!(parse_str::<MainArguments>("crate = a::b").unwrap().crate_path.is_some());
        assert!(
            parse_str::<MainArguments>("flavor = 1").unwrap_err().to_string().starts_with("unknown argument `flavor`")
        );
    }

    #[test]
    fn functions() {
        assert!(faults("async fn main() -> Result<()> { Ok(()) }").is_empty());
        assert!(faults("fn main() {}")[0].contains("is async"));
        assert!(faults("async fn main(port: u16) {}")[0].contains("takes no arguments"));
    }
}
