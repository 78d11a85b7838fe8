//! By what clients may filter.

use proc_macro2::{Ident, Span};

use super::operator::Operator;
use super::types::FieldType;
use crate::errors::{Errors, choices};
use crate::names::plain;
use crate::parse::Field;
use crate::words::operator_instead;

/// By what clients may filter a field.
#[derive(Clone, Debug)]
pub(crate) enum Filter {
    /// By all operators that its type has; with the place of the word.
    All(Span),
    /// By those that are named, each at its place.
    By(Vec<(Operator, Span)>),
}

/// The operators of a field, if they are those of its type. Where the word itself is out of place, they are no matter.
pub(super) fn resolve(field: &Field, ty: &FieldType, errors: &Errors) -> Option<Filter> {
    let given = field.words.filter.as_ref()?;
    if !ty.may_be_told() || !something_can_be_compared(&given.word, ty, errors) {
        return None;
    }
    Some(match &given.value {
        None => Filter::All(given.word.span()),
        Some(names) => Filter::By(operators(names, ty, errors)),
    })
}

/// BAD: `#[resource(filter)] settings: Json`, `#[resource(filter(eq))] image: Vec<u8>`
fn something_can_be_compared(word: &Ident, ty: &FieldType, errors: &Errors) -> bool {
    let has_any = !Operator::names_of(ty).is_empty();
    if !has_any {
        let help = "leave `filter` out; with the type `Option<..>` clients can filter by `isnull`";
        errors.report(word, "values of this type cannot be compared, and are never null", help);
    }
    has_any
}

/// BAD: `filter(eq, in, eq)`
fn operators(names: &[Ident], ty: &FieldType, errors: &Errors) -> Vec<(Operator, Span)> {
    let mut operators: Vec<(Operator, Span)> = Vec::new();
    for name in names {
        let Some(operator) = known(name, ty, errors) else { continue };
        if operators.iter().any(|(earlier, _)| *earlier == operator) {
            errors.report(name, format!("`{}` is said twice", plain(name)), "leave one of them out");
        } else {
            suits_the_type(name, operator, ty, errors);
        }
        operators.push((operator, name.span()));
    }
    operators
}

/// BAD: `filter(equals)`, `filter(like)`, `filter(startwith)`
fn known(typed: &Ident, ty: &FieldType, errors: &Errors) -> Option<Operator> {
    let name = plain(typed);
    let operator = Operator::named(&name);
    if operator.is_none() {
        let of_type = Operator::names_of(ty);
        let instead = operator_instead(&name, |ours| !of_type.contains(&ours)).map(str::to_owned);
        let kind = if ty.kind.is_open() { "operators" } else { "operators of this type" };
        let help = instead.unwrap_or_else(|| choices(&name, kind, of_type));
        errors.report(typed, format!("unknown operator `{name}`"), help);
    }
    operator
}

/// BAD: `#[resource(filter(gt))] open: bool`, `#[resource(filter(isnull))] title: String`
fn suits_the_type(typed: &Ident, operator: Operator, ty: &FieldType, errors: &Errors) {
    if operator.suits(ty) {
        return;
    }
    let name = plain(typed);
    if operator == Operator::IsNull {
        let help = "leave `isnull` out, or make the field's type an `Option`";
        errors.report(typed, "`isnull` is for fields that can be null, and this one never is", help);
    } else {
        let help = choices("", "operators of this type", Operator::names_of(ty));
        errors.report(typed, format!("`{name}` does not suit the field's type"), help);
    }
}

#[cfg(test)]
mod tests {
    use super::{Filter, Operator};
    use crate::testing::{fault_of_field, faults_of_field, model_of_fields};

    fn faults(words: &str, ty: &str) -> Vec<String> {
        faults_of_field(&format!("#[resource({words})] field: {ty}"))
    }

    #[track_caller]
    fn fault(words: &str, ty: &str) -> String {
        fault_of_field(&format!("#[resource({words})] field: {ty}"))
    }

    #[test]
    fn operators_are_those_that_are_named() {
        let filter = |words: &str| {
            let model = model_of_fields(&format!("id: i64, #[resource({words})] n: Option<String>"));
            model.fields[1].filter.clone()
        };
        assert!(matches!(filter("filter"), Some(Filter::All(_))));
        assert!(filter("sort").is_none());
        let Some(Filter::By(named)) = filter("filter(r#in, isnull, eq,)") else { panic!() };
        let named: Vec<Operator> = named.into_iter().map(|(operator, _)| operator).collect();
        assert_eq!(named, [Operator::In, Operator::IsNull, Operator::Eq]);
    }

    #[test]
    fn each_type_has_its_operators() {
        let (equal, ordered) = ("eq, ne, in, not_in", "eq, ne, in, not_in, gt, gte, lt, lte");
        let texts = "iexact, contains, icontains, startswith, istartswith, endswith, iendswith";
        let has = |ty: &str, operators: &str| {
            for (name, _) in Operator::SPELLINGS {
                let listed = operators.split(", ").any(|operator| operator == name);
                assert_eq!(faults(&format!("filter({name})"), ty).is_empty(), listed, "{name} of {ty}");
            }
            assert!(faults("filter", ty).is_empty(), "{ty}");
        };
        has("bool", equal);
        for ty in ["i16", "u32", "f64", "Decimal", "Uuid", "DateTime<Utc>", "NaiveDate", "NaiveTime"] {
            has(ty, ordered);
            has(&format!("Option<{ty}>"), &format!("{ordered}, isnull"));
        }
        has("String", &format!("{ordered}, {texts}"));
        for ty in ["Option<Json>", "Option<Json<Vec<String>>>", "Option<Vec<u8>>"] {
            has(ty, "isnull");
        }
        has("Status", &format!("{ordered}, {texts}, isnull"));
    }

    #[test]
    fn nothing_to_filter_by() {
        for words in ["filter", "filter(eq)", "filter(isnull, like, eq, eq)"] {
            for ty in ["Json", "Json<Vec<String>>", "Vec<u8>"] {
                assert!(fault(words, ty).starts_with("values of this type cannot be compared, and are never null"));
            }
        }
        assert!(faults("filter(gtx)", "u64")[0].starts_with("`u64` cannot be"));
    }

    #[test]
    fn operators_that_the_type_lacks() {
        assert_eq!(
            fault("filter(eq, gt)", "bool"),
            "`gt` does not suit the field's type\nhelp: the operators of this type are `eq`, `ne`, `in` and `not_in`"
        );
        assert_eq!(
            fault("filter(eq)", "Option<Json>"),
            "`eq` does not suit the field's type\nhelp: of the operators of this type there is only `isnull`"
        );
        assert!(fault("filter(isnull)", "String").contains("make the field's type an `Option`"));
        assert_eq!(faults("filter(contains, eq, iexact)", "i64").len(), 2);
    }

    #[test]
    fn unknown_operators() {
        assert!(fault("filter(startwith)", "String").contains("did you mean `startswith`? The operators of this type"));
        assert_eq!(
            fault("filter(notIn)", "i64").split("? ").next().unwrap(),
            "unknown operator `notIn`\nhelp: did you mean `not_in`"
        );
        assert!(fault("filter(similarity)", "Status").contains("help: the operators are `eq`, "));
        for (typed, help) in [
            ("exact", "write `eq`"),
            ("isNull", "write `isnull`"),
            ("between", "write `gte` and `lte`: a client gives both"),
            ("startsWith", "write `startswith`"),
            ("like", "write `contains`, or `startswith` and `endswith`"),
        ] {
            let expected = format!("unknown operator `{typed}`\nhelp: {help}");
            assert_eq!(fault(&format!("filter({typed})"), "Option<String>"), expected);
        }
        assert!(
            fault("filter(like)", "bool")
                .ends_with("help: the operators of this type are `eq`, `ne`, `in` and `not_in`")
        );
    }

    #[test]
    fn lists_that_cannot_be() {
        assert!(fault("filter()", "i64").starts_with("`filter()` names no operator\nhelp: write `filter` for all"));
        assert!(fault("filter(eq, in, eq)", "i64").starts_with("`eq` is said twice"));
        assert!(fault("filter(\"eq\", \"in\")", "i64").ends_with("help: write `filter(eq, in)`"));
        for (symbol, name) in [(">=", "gte"), ("<", "lt"), ("==", "eq"), ("!=", "ne")] {
            let fault = fault(&format!("filter({symbol}, in)"), "i64");
            assert!(fault.starts_with("expected an operator, found") && fault.ends_with(&format!("write `{name}`")));
        }
        assert!(fault("filter([eq])", "i64").ends_with("help: write the names of operators: `filter(eq, in, gte)`"));
        assert!(fault("filter(eq = 5)", "i64").starts_with("expected `,` before `=`"));
        assert!(fault("filter(eq in)", "i64").starts_with("expected `,` before `in`"));
        assert!(fault("filter = true", "i64").starts_with("`filter` takes no value"));
        assert!(fault("search(eq)", "String").starts_with("`search` takes no argument"));
    }
}
