//! Names on the wire and in the database.

use std::collections::HashMap;

use proc_macro2::Ident;
use syn::LitStr;

use super::field::{Field, Flag};
use super::relation::Relation;
use super::types::FieldType;
use crate::errors::Errors;
use crate::names::{self, Case, plain};
use crate::parse::{self, Resource};

/// PostgreSQL cuts names after this many bytes.
const LONGEST_NAME: usize = 63;

/// A decimal has this many digits at the most.
const MOST_DIGITS: u32 = 28;

/// What is wrong with a name, and what to write instead.
type Wrong = (String, &'static str);

/// The URL segment.
pub(super) fn path(resource: &Resource, errors: &Errors) -> String {
    match &resource.words.path {
        Some(given) => said(&given.value, path_is_one_segment, errors),
        None => derived(&resource.ident, names::path(&resource.ident), "path", path_is_one_segment, errors),
    }
}

/// The name that a word says.
fn said(name: &LitStr, check: fn(&str) -> Result<(), Wrong>, errors: &Errors) -> String {
    let text = name.value();
    if let Err((what, help)) = check(&text) {
        errors.report(name, what, help);
    }
    text
}

/// The name that follows from one in Rust, which can stay as it is where `word` says another.
fn derived(ident: &Ident, name: String, word: &str, check: fn(&str) -> Result<(), Wrong>, errors: &Errors) -> String {
    if let Err((what, _)) = check(&name) {
        errors.report(ident, what, format!("say another with `#[resource({word} = \"..\")]`"));
    }
    name
}

/// BAD: `path = "/blog/posts"`, `path = "blog posts"`, `struct Straße`
fn path_is_one_segment(path: &str) -> Result<(), Wrong> {
    let fits = |letter: char| letter.is_ascii_alphanumeric() || "-_.~".contains(letter);
    if path.chars().all(fits) && !path.chars().all(|letter| letter == '.') {
        return Ok(());
    }
    let help = "write letters, digits, `-` and `_`, without a slash, such as `path = \"blog-posts\"`";
    Err((format!("`{path}` is not one segment of a URL"), help))
}

/// The table's name.
pub(super) fn table(resource: &Resource, errors: &Errors) -> String {
    match &resource.words.table {
        Some(given) => said(&given.value, table_name, errors),
        None => derived(&resource.ident, names::table(&resource.ident), "table", table_name, errors),
    }
}

/// The column's name.
pub(super) fn column(field: &parse::Field, ty: &FieldType, errors: &Errors) -> String {
    match &field.words.column {
        Some(given) => said(&given.value, database_name, errors),
        None if !ty.has_column() => plain(&field.ident),
        None => derived(&field.ident, plain(&field.ident), "column", database_name, errors),
    }
}

/// A dot would be a letter of the name, where nearly all who write one mean a schema.
///
/// BAD: `table = "blog.posts"`
fn table_name(name: &str) -> Result<(), Wrong> {
    if name.contains('.') {
        let help = "write the table's name alone; the connection says in which schema it is: \
                    `postgres://..?options[search_path]=blog`";
        return Err((format!("`{name}` names a schema, and a table's name has no dot"), help));
    }
    database_name(name)
}

/// BAD: `table = "po\"sts"`, a column's name of 64 letters
fn database_name(name: &str) -> Result<(), Wrong> {
    if name.chars().any(|letter| letter.is_control() || "\"'`".contains(letter)) {
        let what = "a name in a database has no quotes and no control characters";
        return Err((what.to_owned(), "write the name itself"));
    }
    if name.len() > LONGEST_NAME {
        let what = format!("`{name}` has {} bytes; databases cut names after {LONGEST_NAME}", name.len());
        return Err((what, "write a shorter name"));
    }
    Ok(())
}

/// The name in bodies and parameters.
pub(super) fn wire(field: &parse::Field, case: Option<Case>, errors: &Errors) -> String {
    if let Some(given) = &field.words.rename {
        return said(&given.value, wire_name, errors);
    }
    let name = plain(&field.ident);
    let name = case.map_or(name.clone(), |case| case.apply(&name));
    if field.words.hidden.is_some() { name } else { derived(&field.ident, name, "rename", wire_name, errors) }
}

/// Query parameters give `.`, `,`, a leading `-` and `__` a meaning.
///
/// BAD: `rename = "author.name"`, `rename = "-views"`, `views__gt: i64`
fn wire_name(name: &str) -> Result<(), Wrong> {
    let fits = |letter: char| letter.is_alphanumeric() || "-_$@".contains(letter);
    if !name.starts_with('-') && !name.contains("__") && !name.is_empty() && name.chars().all(fits) {
        return Ok(());
    }
    let help = "write letters, digits, `_` and `-`, not first a `-` and without `__`, such as `rename = \"authorId\"`";
    Err((format!("`{name}` cannot be a name in a query"), help))
}

/// Precision and scale.
///
/// BAD: `decimal(4, 19)`, `decimal(40, 2)`
pub(super) fn decimal(field: &parse::Field, errors: &Errors) -> Option<(u32, u32)> {
    let (precision, scale) = &field.words.decimal.as_ref()?.value;
    // A number that is too large for us is too large for a decimal.
    let [digits, behind] = [precision, scale].map(|number| number.base10_parse().unwrap_or(u32::MAX));
    if digits == 0 || digits > MOST_DIGITS {
        errors.report(precision, format!("the precision is between 1 and {MOST_DIGITS}"), "write `decimal(19, 4)`");
    } else if behind > digits {
        errors.report(scale, "more digits stand behind the point than there are in all", "write `decimal(19, 4)`");
    }
    Some((digits, behind))
}

/// A name that could not be read may have been another than the field's; then there is nothing to compare.
///
/// BAD: two fields with the column `title`, or the name `title` on the wire, or the variant `Title` of the columns
pub(super) fn no_doubled_names(written: &Resource, fields: &[Field], relations: &[Relation], errors: &Errors) {
    no_doubled_wires(written, fields, relations, errors);
    let mut columns = HashMap::new();
    let mut variants = HashMap::new();
    for (written, field) in written.fields.iter().zip(fields).filter(|(written, _)| !written.unread) {
        let name = field.name.as_str();
        if field.is(Flag::Input) {
            continue;
        }
        if let Some(first) = columns.insert(field.column.clone(), name) {
            let place = written.words.column.as_ref().map_or(&written.ident, |given| &given.word);
            let what = format!("`{first}` and `{name}` are both the column `{}`", field.column);
            errors.report(place, what, "give one of them another column with `column = \"..\"`");
        } else if let Some(first) = variants.insert(names::variant(&written.ident).to_string(), name) {
            no_doubled_variant(first, &written.ident, "columns", errors);
        }
    }
    let mut variants = HashMap::new();
    for relation in relations {
        if let Some(first) = variants.insert(names::variant(&relation.ident).to_string(), relation.name.as_str()) {
            no_doubled_variant(first, &relation.ident, "relations", errors);
        }
    }
}

fn no_doubled_variant(first: &str, second: &Ident, kind: &str, errors: &Errors) {
    let what = format!("`{first}` and `{}` would both be the same variant of the {kind}' enum", plain(second));
    let help = match kind {
        "columns" => "rename one of them; `rename` and `column` keep its names elsewhere",
        _ => "rename one of them; `rename` keeps its name on the wire",
    };
    errors.report(second, what, help);
}

/// Fields and relations share the names on the wire: `?fields=author,title`.
fn no_doubled_wires(written: &Resource, fields: &[Field], relations: &[Relation], errors: &Errors) {
    // A word that could not be read may have been `rename_all`.
    if written.unread {
        return;
    }
    let columns = written.fields.iter().zip(fields).map(|(written, field)| (written, &field.wire));
    let resolved = |written: &parse::Relation| relations.iter().find(|relation| relation.ident == written.field.ident);
    let others = written.relations.iter().filter_map(|written| Some((&written.field, &resolved(written)?.wire)));
    let mut wires = HashMap::new();
    for (field, wire) in columns.chain(others).filter(|(field, _)| !field.unread) {
        let name = plain(&field.ident);
        let Some(first) = wires.insert(wire, name.clone()) else { continue };
        let place = field.words.rename.as_ref().map_or(&field.ident, |given| &given.word);
        let what = format!("`{first}` and `{name}` are both called `{wire}` on the wire");
        errors.report(place, what, "give one of them another name with `rename = \"..\"`");
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{fault_of, fault_of_field, fault_of_fields, faults_of, faults_of_field, model_of_fields};

    #[test]
    fn paths_and_tables() {
        assert!(
            fault_of("#[resource(access(public), path = \"/posts\")] struct P { id: i64 }").contains("not one segment")
        );
        assert!(
            fault_of("#[resource(access(public), path = \"..\")] struct P { id: i64 }").contains("not one segment")
        );
        assert!(fault_of("#[resource(access(public), table = \"a\\\"b\")] struct P { id: i64 }").contains("no quotes"));
        let long = "a".repeat(64);
        assert!(fault_of_field(&format!("#[resource(column = \"{long}\")] a: i64")).contains("64 bytes"));
        assert!(
            fault_of("#[resource(access(public), table = \"a.b\")] struct P { id: i64 }").contains("names a schema")
        );
    }

    #[test]
    fn names_in_rust_that_cannot_be_kept() {
        let long = "a".repeat(64);
        assert!(fault_of_field(&format!("{long}: i64")).contains("help: say another with `#[resource(column = "));
        assert!(faults_of_field(&format!("#[resource(column = \"a\")] {long}: i64")).is_empty());
        assert!(faults_of_field(&format!("{long}: Input<i64>")).is_empty());
        assert!(fault_of_field("views__gt: i64").contains("help: say another with `#[resource(rename = "));
        assert!(faults_of_field("#[resource(hidden)] views__gt: i64").is_empty());
        let declare = |name: &str, words: &str| {
            faults_of(&format!("#[resource(access(public){words})] struct {name} {{ id: i64 }}"))
        };
        assert!(declare("Straße", "")[0].contains("help: say another with `#[resource(path = "));
        assert!(declare("Straße", ", path = \"strassen\"").is_empty());
        let long = "A".to_owned() + &long;
        assert!(declare(&long, "")[0].contains("help: say another with `#[resource(table = "));
    }

    #[test]
    fn names_on_the_wire() {
        for name in ["a.b", "a,b", "-a", "a__b", "__", "a b", " a", "a+b", "a=b", "a&b", "a%20", "a[b]", "a/b", "\\\"a"]
        {
            let fault = fault_of_field(&format!("#[resource(rename = \"{name}\")] a: i64"));
            assert!(fault.contains("cannot be a name"), "{name}: {fault}");
        }
        for name in ["a-b", "a_", "_a", "@a", "$a", "größe", "sort"] {
            assert!(faults_of_field(&format!("#[resource(rename = \"{name}\")] a: i64")).is_empty(), "{name}");
        }
        let model = model_of_fields("id: i64, r#type: String, #[resource(rename = \"X\", column = \"Y\")] z: i64");
        let names: Vec<_> = model.fields.iter().map(|field| (field.wire.as_str(), field.column.as_str())).collect();
        assert_eq!(names, [("id", "id"), ("type", "type"), ("X", "Y")]);
    }

    #[test]
    fn names_in_another_case() {
        let declare = |case: &str, field: &str| {
            faults_of(&format!(
                "#[resource(access(public), rename_all = \"{case}\")] struct P {{ id: i64, {field}: i64 }}"
            ))
        };
        for case in ["UPPERCASE", "lowercase"] {
            let faults = declare(case, "views__gt");
            assert_eq!(faults.len(), 1, "{case}");
            assert!(faults[0].contains("help: say another with `#[resource(rename = "), "{case}: {faults:?}");
        }
        for case in ["camelCase", "snake_case", "PascalCase", "kebab-case", "SCREAMING_SNAKE_CASE"] {
            assert!(declare(case, "views__gt").is_empty(), "{case}");
            assert!(declare(case, "_views_").is_empty(), "{case}");
            assert!(declare(case, "__")[0].contains("cannot be a name"), "{case}");
        }
    }

    #[test]
    fn doubled_names() {
        assert!(fault_of_fields("id: i64, a: i64, #[resource(rename = \"a\")] b: i64").contains("both called `a`"));
        assert!(fault_of_fields("id: i64, a: i64, #[resource(column = \"a\")] b: i64").contains("both the column `a`"));
        assert!(fault_of_fields("id: i64, a_b: i64, aB: i64").contains("the same variant"));
        let renamed = "#[resource(renam = \"c\")] a: i64, #[resource(rename = \"a\")] b: i64";
        assert!(fault_of_fields(&format!("id: i64, {renamed}")).starts_with("unknown word `renam`"));
        let fields = "id: i64, #[resource(rename = \"a_b\")] a: i64, a_b: i64";
        let misspelt = format!("#[resource(access(public), rename_al = \"camelCase\")] struct P {{ {fields} }}");
        assert!(fault_of(&misspelt).starts_with("unknown word `rename_al`"));
    }

    #[test]
    fn decimals() {
        assert!(fault_of_field("#[resource(decimal(4, 19))] a: Decimal").contains("behind the point"));
        for digits in ["0", "40", "99999999999"] {
            let fault = fault_of_field(&format!("#[resource(decimal({digits}, 0))] a: Decimal"));
            assert!(fault.contains("between 1 and 28"), "{fault}");
        }
        let model = model_of_fields("id: i64, #[resource(decimal(10, 2))] a: Option<Decimal>");
        assert_eq!(model.fields[1].decimal, Some((10, 2)));
    }
}
