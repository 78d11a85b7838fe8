//! The names of everything that is generated, and the names that follow from a Rust name.

use heck::{ToKebabCase, ToLowerCamelCase, ToPascalCase, ToShoutySnakeCase, ToSnakeCase};
use proc_macro2::Ident;
use quote::format_ident;
use syn::ext::IdentExt;

use crate::plural::plural;

/// The items that stand beside a resource's struct. Each has the span of the struct's name, so that a struct made by a
/// `macro_rules!` macro has items of the same hygiene.
#[derive(Clone, Debug)]
pub(crate) struct Names {
    pub(crate) model: Ident,
    pub(crate) entity: Ident,
    pub(crate) column: Ident,
    pub(crate) active_model: Ident,
    pub(crate) primary_key: Ident,
    pub(crate) relation: Ident,
    pub(crate) create: Ident,
    pub(crate) update: Ident,
}

impl Names {
    pub(crate) fn of(model: &Ident) -> Self {
        Self {
            model: model.clone(),
            entity: format_ident!("{model}Entity"),
            column: format_ident!("{model}Column"),
            active_model: format_ident!("{model}ActiveModel"),
            primary_key: format_ident!("{model}PrimaryKey"),
            relation: format_ident!("{model}Relation"),
            create: format_ident!("{model}Create"),
            update: format_ident!("{model}Update"),
        }
    }
}

/// The struct by which SeaORM follows one relation of several to a resource: `editor` of `Post` is `PostEditorLink`.
pub(crate) fn link(model: &Ident, relation: &Ident) -> Ident {
    format_ident!("{model}{}Link", variant(relation))
}

/// A name without `r#`, as it goes to the wire and into the database.
pub(crate) fn plain(ident: &Ident) -> String {
    ident.unraw().to_string()
}

/// The variant that stands for a column: `author_id` is `PostColumn::AuthorId`.
///
/// `Self` is the one name in this form that Rust keeps for itself, and no name starts with a digit.
pub(crate) fn variant(field: &Ident) -> Ident {
    let name = plain(field).to_pascal_case();
    match name.as_str() {
        "Self" => Ident::new("Self_", field.span()),
        "" => Ident::new("Underscore", field.span()),
        digits if digits.starts_with(|first: char| first.is_ascii_digit()) => {
            format_ident!("N{digits}", span = field.span())
        }
        name => Ident::new(name, field.span()),
    }
}

/// The table of a struct, unless `table` says another.
pub(crate) fn table(model: &Ident) -> String {
    plural(&plain(model).to_snake_case())
}

/// The URL segment of a struct, unless `path` says another.
pub(crate) fn path(model: &Ident) -> String {
    plural(&plain(model).to_kebab_case())
}

/// How `rename_all` writes a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Case {
    Camel,
    Snake,
    Pascal,
    Kebab,
    ScreamingSnake,
    Lower,
    Upper,
}

impl Case {
    /// What a user writes for each.
    pub(crate) const SPELLINGS: [(&'static str, Case); 7] = [
        ("camelCase", Case::Camel),
        ("snake_case", Case::Snake),
        ("PascalCase", Case::Pascal),
        ("kebab-case", Case::Kebab),
        ("SCREAMING_SNAKE_CASE", Case::ScreamingSnake),
        ("lowercase", Case::Lower),
        ("UPPERCASE", Case::Upper),
    ];

    pub(crate) fn apply(self, name: &str) -> String {
        match self {
            Case::Camel => name.to_lower_camel_case(),
            Case::Snake => name.to_snake_case(),
            Case::Pascal => name.to_pascal_case(),
            Case::Kebab => name.to_kebab_case(),
            Case::ScreamingSnake => name.to_shouty_snake_case(),
            Case::Lower => name.to_lowercase(),
            Case::Upper => name.to_uppercase(),
        }
    }
}

#[cfg(test)]
mod tests {
    use proc_macro2::Span;

    use super::*;

    fn ident(name: &str) -> Ident {
        syn::parse_str(name).unwrap_or_else(|_| Ident::new(name, Span::call_site()))
    }

    #[test]
    fn tables_and_paths_are_plurals() {
        assert_eq!(table(&ident("BlogPost")), "blog_posts");
        assert_eq!(path(&ident("BlogPost")), "blog-posts");
        assert_eq!(table(&ident("OAuth2Token")), "o_auth2_tokens");
        assert_eq!(path(&ident("Person")), "people");
    }

    #[test]
    fn a_raw_name_loses_its_mark() {
        assert_eq!(plain(&ident("r#type")), "type");
        assert_eq!(variant(&ident("r#type")), "Type");
    }

    #[test]
    fn every_field_has_a_variant() {
        assert_eq!(variant(&ident("author_id")), "AuthorId");
        assert_eq!(variant(&ident("self_")), "Self_");
        assert_eq!(variant(&ident("_1")), "N1");
        assert_eq!(variant(&ident("__")), "Underscore");
    }

    #[test]
    fn cases() {
        let written: Vec<String> = Case::SPELLINGS.iter().map(|(_, case)| case.apply("author_id")).collect();
        assert_eq!(written, ["authorId", "author_id", "AuthorId", "author-id", "AUTHOR_ID", "author_id", "AUTHOR_ID"]);
        assert_eq!(Case::Snake.apply("InReview"), "in_review");
        assert_eq!(Case::Kebab.apply("InReview"), "in-review");
    }
}
