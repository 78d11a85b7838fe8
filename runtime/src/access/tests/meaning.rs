//! What rules mean for a caller and a row, against a second reading of the words in plain Rust.

use proptest::{prelude::*, sample::select};
use sea_orm::Value;

use crate::{
    Principal,
    access::{AccessKind, Comparison, Predicate, callers_value, decide, resolve},
    database::testing::resource,
    descriptor::{Access, Descriptor, Field, Flags, Rule},
};

static FIELDS: [Field; 4] = [
    Field::new::<i64>("id").flags(Flags::KEY),
    Field::new::<Option<i64>>("owner_id"),
    Field::new::<Option<String>>("tenant"),
    Field::new::<Option<i64>>("level"),
];

/// What a user's rule may look like: constant for some callers, about the row for others.
fn up_to_level(principal: Option<&Principal>) -> Predicate {
    match principal.and_then(|principal| principal.get_claim("level")) {
        None => Predicate::Never,
        Some("all") => Predicate::Always,
        Some(level) => Predicate::Compare(3, Comparison::LessOrEqual, level.parse::<i64>().unwrap().into()),
    }
}

#[derive(Clone, Debug)]
struct Row {
    owner: Option<i64>,
    tenant: Option<&'static str>,
    level: Option<i64>,
}

impl Row {
    fn cells(&self) -> Vec<Value> {
        vec![1_i64.into(), self.owner.into(), self.tenant.into(), self.level.into()]
    }
}

fn row() -> impl Strategy<Value = Row> {
    let owner = prop::option::of(0..3_i64);
    let tenant = prop::option::of(select(&["acme", "Acme", "globex"][..]));
    (owner, tenant, prop::option::of(0..3_i64)).prop_map(|(owner, tenant, level)| Row { owner, tenant, level })
}

/// Some with an id that is no number, and some with a number that is not in its one form.
fn principal() -> impl Strategy<Value = Option<Principal>> {
    let id = select(&["0", "1", "2", "01", "+1", " 1", "1.0", "", "somebody", "9223372036854775808"][..]);
    let tenant = prop::option::of(select(&["acme", "globex", "a\0b", ""][..]));
    let level = prop::option::of(select(&["0", "1", "all"][..]));
    let roles = prop::collection::vec(select(&["admin", "editor", "Admin"][..]), 0..3);
    prop::option::weighted(0.8, (id, tenant, level, roles)).prop_map(|parts| {
        let (id, tenant, level, roles) = parts?;
        let principal = roles.into_iter().fold(Principal::new(id), Principal::role);
        let principal = tenant.into_iter().fold(principal, |principal, tenant| principal.tenant(tenant));
        Some(level.into_iter().fold(principal, |principal, level| principal.claim("level", level)))
    })
}

/// A descriptor holds its rules for as long as the program runs, and so do these.
fn kept<T>(value: T) -> &'static T {
    Box::leak(Box::new(value))
}

fn rule() -> impl Strategy<Value = Rule> {
    let leaf = select(vec![
        Rule::Public,
        Rule::Nobody,
        Rule::Authenticated,
        Rule::Role("admin"),
        Rule::Owner(1),
        Rule::Tenant(2),
        Rule::Custom(up_to_level),
    ]);
    leaf.prop_recursive(4, 16, 3, |inner| {
        let several = || prop::collection::vec(inner.clone(), 2..4).prop_map(|rules| &*rules.leak());
        prop_oneof![
            several().prop_map(Rule::And),
            several().prop_map(Rule::Or),
            inner.clone().prop_map(|inner| Rule::Not(kept(inner))),
        ]
    })
}

/// The words, read as the design has them.
fn allows(rule: &Rule, caller: Option<&Principal>, row: &Row) -> bool {
    match rule {
        Rule::Public => true,
        Rule::Nobody => false,
        Rule::Authenticated => caller.is_some(),
        Rule::Role(role) => caller.is_some_and(|caller| caller.has_role(role)),
        Rule::Owner(_) => row.owner.is_some_and(|owner| caller.is_some_and(|caller| caller.id() == owner.to_string())),
        Rule::Tenant(_) => row.tenant.is_some() && row.tenant == caller.and_then(Principal::tenant_id),
        Rule::Custom(_) => match caller.and_then(|caller| caller.get_claim("level")) {
            None => false,
            Some("all") => true,
            Some(most) => row.level.is_some_and(|level| level <= most.parse().unwrap()),
        },
        Rule::And(rules) => rules.iter().all(|rule| allows(rule, caller, row)),
        Rule::Or(rules) => rules.iter().any(|rule| allows(rule, caller, row)),
        Rule::Not(rule) => !allows(rule, caller, row),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_rule_means_what_its_words_say(rule in rule(), caller in principal(), rows in prop::collection::vec(row(), 1..8)) {
        let rule = kept(rule);
        let descriptor: &'static Descriptor =
            kept(Descriptor { access: Access::all(rule), ..resource("Thing", "things", &FIELDS) });
        let caller = caller.as_ref();
        for kind in [AccessKind::Read, AccessKind::Create, AccessKind::Update, AccessKind::Delete] {
            let predicate = resolve(descriptor, kind, caller);
            for row in &rows {
                prop_assert_eq!(predicate.holds(&row.cells()), allows(rule, caller, row), "{:?} of {:?}", predicate, row);
            }
            match decide(descriptor, kind, caller) {
                Ok(rows) => prop_assert_eq!(rows, predicate),
                Err(refused) => {
                    // Refused at once only where no row could be had, and as the one or the other only by the caller.
                    prop_assert!(rows.iter().all(|row| !allows(rule, caller, row)));
                    prop_assert_eq!(refused.status().as_u16(), if caller.is_none() { 401 } else { 403 });
                }
            }
        }
    }

    #[test]
    fn a_kind_without_a_rule_is_nobodys(caller in principal()) {
        let nobodys = kept(Descriptor { access: Access { read: None, create: None, update: None, delete: None }, ..resource("Thing", "things", &FIELDS) });
        prop_assert_eq!(resolve(nobodys, AccessKind::Read, caller.as_ref()), Predicate::Never);
    }
}

#[test]
fn a_rule_without_any_row_refuses_however_it_is_written() {
    let never = [
        Rule::Nobody,
        Rule::Not(&Rule::Public),
        Rule::And(&[Rule::Owner(1), Rule::Nobody]),
        Rule::Or(&[Rule::Role("admin"), Rule::Not(&Rule::Authenticated)]),
        Rule::Not(&Rule::Or(&[Rule::Owner(1), Rule::Authenticated])),
        Rule::Custom(up_to_level),
        Rule::And(&[Rule::Tenant(2), Rule::Public]),
    ];
    let caller = Principal::new(1);
    for rule in never {
        let descriptor = kept(Descriptor { access: Access::all(kept(rule)), ..resource("Thing", "things", &FIELDS) });
        let refused = decide(descriptor, AccessKind::Read, Some(&caller)).unwrap_err();
        assert_eq!(refused.status().as_u16(), 403, "{rule:?}");
    }
}

#[test]
fn the_callers_value_is_taken_where_a_rule_asks_for_it() {
    static DESCRIPTOR: Descriptor = resource("Thing", "things", &FIELDS);
    let caller = Principal::new(7).tenant("acme");
    let value = |rule: &Rule, field, caller: Option<&Principal>| callers_value(&DESCRIPTOR, rule, field, caller);
    let both = Rule::Or(&[Rule::Role("admin"), Rule::And(&[Rule::Owner(1), Rule::Tenant(2)])]);
    assert_eq!(value(&both, 1, Some(&caller)), Some(7_i64.into()));
    assert_eq!(value(&both, 2, Some(&caller)), Some("acme".into()));
    assert_eq!(value(&both, 3, Some(&caller)), None);
    assert_eq!(value(&Rule::Not(&Rule::Owner(1)), 1, Some(&caller)), None, "it asks for somebody else");
    assert_eq!(value(&both, 1, None), None);
    assert_eq!(value(&both, 1, Some(&Principal::new("somebody"))), None);
    assert_eq!(value(&both, 2, Some(&Principal::new(7))), None);
}
