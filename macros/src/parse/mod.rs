//! What the user wrote: words with their arguments and spans. Nothing is defaulted and nothing is compared here; a fault
//! of syntax costs the word that has it, and reading goes on at the next one.

mod access;
mod arguments;
mod enumeration;
mod field;
mod foreign;
mod main_function;
mod named;
mod relation;
mod resource;
mod rule;
mod validate;

pub(crate) use self::access::{Access, AccessKind};
pub(crate) use self::enumeration::{Enumeration, Variant};
pub(crate) use self::field::{Field, FieldWords, IdSource};
pub(crate) use self::main_function::{MainArguments, check_main};
pub(crate) use self::relation::{OnDelete, Relation, RelationKind};
pub(crate) use self::resource::{Operation, Page, Resource, SortTerm};
pub(crate) use self::rule::Rule;
pub(crate) use self::validate::{Bounds, Check, FieldCheck, IpVersion, RowCheck, ValueCheck};

use proc_macro2::Ident;
use syn::{Attribute, Expr, ExprLit, Lit, Meta};

/// A word that was given, at its place, with its argument.
#[derive(Clone, Debug)]
pub(crate) struct Given<T> {
    pub(crate) word: Ident,
    pub(crate) value: T,
}

/// A word that takes no argument.
pub(crate) type Flag = Given<()>;

/// A word that was given, for its place, which is an `Option`.
#[expect(clippy::unnecessary_wraps, reason = "every place of a word is an `Option`")]
fn given<T>(typed: &Ident, value: T) -> Option<Given<T>> {
    Some(Given { word: typed.clone(), value })
}

/// The text of the `///` comments.
pub(crate) fn docs(attributes: &[Attribute]) -> String {
    let lines: Vec<String> = attributes.iter().filter_map(doc_line).collect();
    lines.join("\n").trim().to_owned()
}

fn doc_line(attribute: &Attribute) -> Option<String> {
    let Meta::NameValue(meta) = &attribute.meta else { return None };
    let Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) = &meta.value else { return None };
    let text = meta.path.is_ident("doc").then(|| text.value())?;
    // A block comment holds many lines, each with its own indent.
    let lines: Vec<&str> = text.lines().map(|line| line.strip_prefix(' ').unwrap_or(line).trim_end()).collect();
    Some(lines.join("\n"))
}

#[cfg(test)]
mod tests {
    use syn::{ItemStruct, parse_quote};

    #[test]
    fn comments_become_text() {
        let item: ItemStruct = parse_quote! {
            /// A post.
            ///
            ///  - indented
            #[doc(hidden)]
            struct Post;
        };
        assert_eq!(super::docs(&item.attrs), "A post.\n\n - indented");
    }
}
