//! Fields of a user's type: what is compared goes through the type, what is looked for is any text.

use super::{
    answer::{self, list, refusal},
    databases::on_all_databases,
};
use crate::{
    FieldType,
    database::testing::{resource, run},
    descriptor::{Descriptor, Field, Flags, filtered, searched},
    schema::create_tables,
};

/// Letters, kept in upper case.
#[derive(Clone, Debug)]
struct Code(String);

impl FieldType for Code {
    type As = String;

    fn into_column(self) -> String {
        self.0
    }

    fn try_from_column(text: String) -> Result<Self, String> {
        let fits = !text.is_empty() && text.chars().all(|letter| letter.is_ascii_alphabetic());
        if fits { Ok(Self(text.to_ascii_uppercase())) } else { Err("must be made of letters".to_owned()) }
    }
}

/// A percentage; all above a hundred are a hundred.
#[derive(Clone, Debug)]
struct Share(i16);

impl FieldType for Share {
    type As = i16;

    fn into_column(self) -> i16 {
        self.0
    }

    fn try_from_column(number: i16) -> Result<Self, String> {
        if number < 0 { Err("is less than nothing".to_owned()) } else { Ok(Self(number.min(100))) }
    }
}

static FIELDS: [Field; 3] = [
    Field::new::<i64>("id").flags(Flags::KEY),
    searched(filtered(Field::new::<Option<Code>>("code").flags(Flags::SORT))),
    filtered(Field::new::<Share>("share").flags(Flags::SORT)),
];
static TYPED: Descriptor = resource("Typed", "typed_rows", &FIELDS);

/// A query and what it finds.
const FOUND: &[(&str, &[i64])] = &[
    ("code=ab", &[1]),
    ("code=AB", &[1]),
    ("code__ne=ab", &[2, 3]),
    ("code__in=ab,Cd", &[1, 2]),
    ("code__not_in=ab,Cd", &[3]),
    ("code__gt=ab", &[2]),
    ("code__lte=ab", &[1]),
    ("code__isnull=true", &[3]),
    ("code__contains=b", &[]),
    ("code__contains=B", &[1]),
    ("code__icontains=b", &[1]),
    ("code__startswith=1", &[]),
    ("code__iexact=ab", &[1]),
    ("code__iexact=a-b", &[]),
    ("code__iexact=", &[]),
    ("search=b", &[1]),
    ("search=1", &[]),
    ("share=300", &[2]),
    ("share__lt=300", &[1, 3]),
    ("share__in=7,100", &[1, 2]),
];

const REFUSED: &[(&str, &str)] = &[
    ("code=a1", "letters"),
    ("code=", "letters"),
    ("code__ne=a1", "letters"),
    ("code__in=ab,a1", "letters"),
    ("code__not_in=a1", "letters"),
    ("code__gt=a-b", "letters"),
    ("share=-1", "less than nothing"),
    ("share__gte=-1", "less than nothing"),
    ("share__in=1,-1", "less than nothing"),
    ("share=a", "integer"),
    ("share=40000", "integer"),
];

#[tokio::test]
async fn values_of_a_users_type_are_compared_in_their_stored_form() {
    on_all_databases(async |database| {
        create_tables(database, &[&TYPED]).await.unwrap();
        run(database, "INSERT INTO typed_rows VALUES (1, 'AB', 7), (2, 'CD', 100), (3, NULL, 0)").await;
        let endpoint = answer::endpoint(database, &TYPED);
        for (query, ids) in FOUND {
            assert_eq!(list(&endpoint, query).await.unwrap().ids(), *ids, "{query}");
        }
        for (query, words) in REFUSED {
            let refused = refusal(&endpoint, query).await;
            assert_eq!(refused.code(), "bad_value", "{query}");
            assert!(refused.detail().contains(words), "{query}: {refused}");
        }
    })
    .await;
}
