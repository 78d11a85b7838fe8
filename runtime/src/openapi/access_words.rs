//! An access rule in words, for those who read the document.

use crate::descriptor::{Descriptor, Rule};

/// Who may; `None` where everybody may.
pub fn who(descriptor: &Descriptor, rule: &Rule) -> Option<String> {
    match rule {
        Rule::Public => None,
        rule => Some(format!("Who may: {}.", words(descriptor, rule))),
    }
}

fn words(descriptor: &Descriptor, rule: &Rule) -> String {
    match rule {
        Rule::Public => "everybody".to_owned(),
        Rule::Nobody => "nobody".to_owned(),
        Rule::Authenticated => "whoever is signed in".to_owned(),
        Rule::Role(role) => format!("callers with the role `{role}`"),
        Rule::Owner(field) => format!("the caller whose id is in {}", field_name(descriptor, *field)),
        Rule::Tenant(field) => format!("callers of the tenant in {}", field_name(descriptor, *field)),
        Rule::Custom(_) => "whom a rule of the application's own allows".to_owned(),
        Rule::And(parts) => joined(descriptor, parts, ", and "),
        Rule::Or(parts) => joined(descriptor, parts, ", or "),
        Rule::Not(inner) => format!("not ({})", words(descriptor, inner)),
    }
}

fn joined(descriptor: &Descriptor, parts: &[Rule], word: &str) -> String {
    let part = |part: &Rule| match part {
        Rule::And(_) | Rule::Or(_) => format!("({})", words(descriptor, part)),
        part => words(descriptor, part),
    };
    parts.iter().map(part).collect::<Vec<_>>().join(word)
}

/// What is not on the wire has no name there either.
fn field_name(descriptor: &Descriptor, position: usize) -> String {
    let field = &descriptor.fields[position];
    if field.is_shown() { format!("`{}`", field.wire) } else { "a field that is not shown".to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        access::Predicate,
        database::testing::resource,
        descriptor::{Field, Flags},
    };

    #[test]
    fn a_rule_is_told_as_it_is_put_together() {
        static FIELDS: [Field; 2] = [Field::new::<i64>("id"), Field::new::<i64>("tenant_id").flags(Flags::HIDDEN)];
        static POSTS: Descriptor = resource("Post", "posts", &FIELDS);
        static INNER: Rule = Rule::Authenticated;
        static BOTH: [Rule; 2] = [Rule::Tenant(1), Rule::Not(&INNER)];
        static RULE: [Rule; 4] =
            [Rule::Custom(|_| Predicate::Always), Rule::Owner(0), Rule::Role("admin"), Rule::And(&BOTH)];
        assert_eq!(
            who(&POSTS, &Rule::Or(&RULE)).as_deref(),
            Some(
                "Who may: whom a rule of the application's own allows, or the caller whose id is in `id`, or callers with the role \
                 `admin`, or (callers of the tenant in a field that is not shown, and not (whoever is signed in))."
            )
        );
        assert_eq!(who(&POSTS, &Rule::Public), None);
    }
}
