//! What words ask of a type of the user's, of which syntax does not tell how it is stored: the compiler finds out, and
//! shows what does not fit at the word.

use proc_macro2::{Ident, Span};

use super::types::{FieldType, Kind};
use crate::names::plain;
use crate::parse::{self, Access, Check, Field, IdSource, Rule, ValueCheck};

/// Something that a word asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Asked {
    /// Values that the database counts.
    Counting,
    /// Values that stand in an address and are compared.
    Key,
    /// Values that have an order.
    Order,
    /// Values that can be compared.
    Equality,
    /// Values that can be a caller's id or tenant.
    Caller,
    /// Values that have a length.
    Length,
    Number,
    Text,
}

/// What is asked, and the place of the word.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Demand {
    pub(crate) asked: Asked,
    pub(crate) place: Span,
}

impl Demand {
    fn new(asked: Asked, word: &Ident) -> Self {
        Self { asked, place: word.span() }
    }
}

/// All that is asked of a field's type. Of a built-in type everything is known already, and nothing is left to ask.
pub(super) fn of(resource: &parse::Resource, field: &Field, ty: &FieldType, is_key: bool) -> Vec<Demand> {
    if ty.kind != Kind::User {
        return Vec::new();
    }
    let mut demands = by_words(field, is_key);
    demands.extend(field.checks.iter().filter_map(|given| {
        let asked = by_check(&given.value.check)?;
        Some(Demand::new(asked, &given.word))
    }));
    demands.extend(by_struct(resource, &plain(&field.ident)));
    demands
}

fn by_words(field: &Field, is_key: bool) -> Vec<Demand> {
    let words = &field.words;
    let id = words.id.as_ref().map_or(&field.ident, |given| &given.word);
    let counted = matches!(&words.id, Some(given) if matches!(given.value, Some(IdSource::Auto)));
    let equal = [&words.unique, &words.index].into_iter().flatten();
    let ordered = words.sort.iter();
    let demands =
        [counted.then(|| Demand::new(Asked::Counting, id)), (is_key && !counted).then(|| Demand::new(Asked::Key, id))];
    demands
        .into_iter()
        .flatten()
        .chain(ordered.map(|flag| Demand::new(Asked::Order, &flag.word)))
        .chain(equal.map(|flag| Demand::new(Asked::Equality, &flag.word)))
        .collect()
}

fn by_check(check: &Check) -> Option<Asked> {
    let Check::Value(check) = check else { return None };
    match &**check {
        ValueCheck::Length { .. } => Some(Asked::Length),
        ValueCheck::Range(_) => Some(Asked::Number),
        ValueCheck::Email
        | ValueCheck::Url
        | ValueCheck::Ip(_)
        | ValueCheck::Regex(_)
        | ValueCheck::Contains(_)
        | ValueCheck::DoesNotContain(_)
        | ValueCheck::CreditCard
        | ValueCheck::NonControlCharacter => Some(Asked::Text),
        ValueCheck::Required | ValueCheck::Custom(_) => None,
    }
}

/// What the struct's words ask of the field that they name.
fn by_struct(resource: &parse::Resource, name: &str) -> Vec<Demand> {
    let words = &resource.words;
    let sorted = words.sort.iter().flat_map(|given| &given.value).map(|term| (Asked::Order, &term.field));
    let lists = words.uniques.iter().chain(&words.indexes).flat_map(|given| &given.value);
    let equal = lists.map(|field| (Asked::Equality, field));
    let callers = callers(resource).into_iter().map(|field| (Asked::Caller, field));
    let named = sorted.chain(equal).chain(callers).filter(|(_, field)| plain(field) == name);
    named.map(|(asked, field)| Demand::new(asked, field)).collect()
}

/// The fields that `owner(..)` and `tenant(..)` name.
fn callers(resource: &parse::Resource) -> Vec<&Ident> {
    let rules: Vec<&Rule> = match resource.words.access.as_ref().map(|given| &given.value) {
        Some(Access::All(rule)) => rule.iter().collect(),
        Some(Access::Kinds { rules, .. }) => rules.iter().filter_map(|kind| kind.rule.as_ref()).collect(),
        None => Vec::new(),
    };
    rules.into_iter().flat_map(named_in).collect()
}

fn named_in(rule: &Rule) -> Vec<&Ident> {
    match rule {
        Rule::Owner(field) | Rule::Tenant(field) => vec![field],
        Rule::Not(inner) => named_in(inner),
        Rule::And(rules) | Rule::Or(rules) => rules.iter().flat_map(named_in).collect(),
        Rule::Public | Rule::Nobody | Rule::Authenticated | Rule::Role(_) | Rule::Custom(_) => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::Asked::{self, Caller, Counting, Equality, Key, Length, Number, Order, Text};
    use crate::testing::model_of;

    fn asked(words: &str, field: &str) -> Vec<Asked> {
        let item = format!("#[resource(access(public){words})] struct Sample {{ id: i64, n: i64, {field} }}");
        model_of(&item).fields[2].demands.iter().map(|demand| demand.asked).collect()
    }

    #[test]
    fn words_of_the_field_ask() {
        assert_eq!(asked("", "#[resource(sort, unique)] a: Money"), [Order, Equality]);
        assert_eq!(asked("", "#[validate(length(min = 1), email)] a: Option<Slug>"), [Length, Text]);
        assert_eq!(asked("", "#[validate(range(min = 1), required)] a: Option<Money>"), [Number]);
        assert!(asked("", "#[resource(sort, unique)] #[validate(range(min = 1))] a: i64").is_empty());
        assert!(asked("", "a: Money").is_empty());
    }

    #[test]
    fn words_of_the_struct_ask() {
        assert_eq!(asked(", sort(-a), unique(n, a), index(a, n)", "a: Money"), [Order, Equality, Equality]);
        let item = "#[resource(access(read = not (public and owner(a)), write = tenant(b)))]
                    struct Sample { id: i64, a: Number, b: Number, c: Number }";
        let fields = model_of(item).fields;
        let asked: Vec<Vec<Asked>> =
            fields[1..].iter().map(|field| field.demands.iter().map(|demand| demand.asked).collect()).collect();
        assert_eq!(asked, [vec![Caller], vec![Caller], vec![]]);
    }

    #[test]
    fn keys_ask() {
        let asked = |fields: &str| {
            let item = format!("#[resource(access(public))] struct Sample {{ {fields} }}");
            model_of(&item).fields[0].demands.iter().map(|demand| demand.asked).collect::<Vec<_>>()
        };
        assert_eq!(asked("#[resource(id(client))] code: Code"), [Key]);
        assert_eq!(asked("#[resource(id(auto))] number: Number"), [Counting]);
        assert!(asked("id: String").is_empty());
    }
}
