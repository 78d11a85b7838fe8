use super::Relation;
use crate::testing::{fault_of, fault_of_fields, faults_of, faults_of_fields, model_of, model_of_fields};

fn keys_there(relation: &Relation) -> Vec<&str> {
    relation.keys.there().iter().map(|field| field.name.as_str()).collect()
}

#[test]
fn relations_have_no_positions() {
    let model = model_of_fields("a: BelongsTo<A>, id: i64, b: HasMany<B>, a_id: i64, #[resource(sort)] n: i64");
    let names: Vec<&str> = model.fields.iter().map(|field| field.name.as_str()).collect();
    assert_eq!((names, model.key.as_slice()), (vec!["id", "a_id", "n"], &[0][..]));
    let wires: Vec<&str> = model.relations.iter().map(|relation| relation.wire.as_str()).collect();
    assert_eq!(wires, ["a", "b"]);
}

#[test]
fn keys_follow_from_names() {
    let fields = "id: i64, r#type: BelongsTo<A>, type_id: Option<i64>, many: HasMany<m::B>, one: HasOne<C>, \
                  #[resource(through = j::Join)] linked: HasMany<x::OAuthToken>";
    let model = model_of_fields(fields);
    let [r#type, many, one, linked] = model.relations.as_slice() else { panic!() };
    assert_eq!(r#type.keys.here(), Some(&[1][..]));
    assert_eq!((keys_there(many), keys_there(one)), (vec!["sample_id"], vec!["sample_id"]));
    let through = linked.through.as_ref().unwrap();
    assert_eq!((keys_there(linked), through.far[0].name.as_str()), (vec!["sample_id"], "o_auth_token_id"));
    assert!(!through.far[0].said);
}

#[test]
fn keys_follow_words() {
    let fields = "#[resource(id)] x: i64, #[resource(id)] y: i64, p: i64, q: i64, \
                  #[resource(foreign_key(q, p))] up: BelongsTo<Self>, \
                  #[resource(foreign_key(q, p))] down: HasMany<Self>, \
                  #[resource(foreign_key(a, b), through = J, far_key = c)] far: HasMany<T>";
    let model = model_of_fields(fields);
    let [up, down, far] = model.relations.as_slice() else { panic!() };
    assert_eq!(
        (up.keys.here(), keys_there(down), keys_there(far)),
        (Some(&[3, 2][..]), vec!["q", "p"], vec!["a", "b"])
    );
    assert!(far.through.as_ref().unwrap().far[0].said);
}

#[test]
fn keys_at_fault() {
    assert!(fault_of_fields("id: i64, a: BelongsTo<A>").starts_with("`a` has no key: there is no field `a_id`"));
    assert!(fault_of_fields("id: i64, a_id: Input<i64>, a: BelongsTo<A>").contains("its key is an `Input`"));
    assert!(fault_of_fields("id: i64, a_id: Sensitive<i64>, a: BelongsTo<A>").contains("this one is `Sensitive`"));
    let misspelt = "id: i64, #[resource(foreign_ky = b)] a: BelongsTo<A>";
    assert!(fault_of_fields(misspelt).starts_with("unknown word `foreign_ky`"));
    let of_a_relation = "#[resource(id)] a: BelongsTo<A>, a_id: i64";
    assert!(fault_of_fields(of_a_relation).starts_with("a relation has no column, and so no `id`"));
    assert!(fault_of_fields("id: i64, a: HasMany<Sample>").contains("from `Sample` to `Sample`"));
    assert!(fault_of_fields("id: i64, a: HasOne<Self>").contains("from `Sample` to `Sample`"));
    let two = "#[resource(id)] x: i64, #[resource(id)] y: i64";
    assert!(fault_of_fields(&format!("{two}, a: HasMany<A>")).ends_with("`foreign_key(x, y)`"));
    let one = fault_of_fields(&format!("{two}, #[resource(foreign_key = x)] a: HasMany<A>"));
    assert!(one.starts_with("`foreign_key` names 1 field, and the key of `Sample` has 2 parts"), "{one}");
    let both = "id: i64, #[resource(through = J)] a: HasMany<Sample>";
    assert!(fault_of_fields(both).starts_with("`sample_id` would refer to both sides of `a`"));
}

#[test]
fn words_at_fault() {
    for word in ["filter", "sort", "search", "unique", "index", "default = 1", "hidden", "id", "column = \"c\""] {
        let faults = faults_of_fields(&format!("id: i64, a_id: i64, #[resource({word})] a: BelongsTo<A>"));
        assert_eq!(faults.len(), 1, "{word}: {faults:?}");
        assert!(faults[0].starts_with("a relation has no column"), "{word}: {faults:?}");
    }
    for word in ["foreign_key = id", "foreign_key(id)", "through = A", "far_key = id", "on_delete = cascade"] {
        let fault = fault_of_fields(&format!("id: i64, #[resource({word})] a: i64"));
        assert!(fault.contains("is a word of relations"), "{word}: {fault}");
    }
    let many = |words: &str| fault_of_fields(&format!("id: i64, #[resource({words})] a: HasMany<A>"));
    assert!(many("on_delete = cascade").contains("at the `BelongsTo` of the other struct"));
    assert!(many("far_key = a_id").starts_with("`far_key` is a field of a resource that links"));
    assert!(
        many("foreign_key(b, b)").starts_with("`b` is named twice") || many("foreign_key(b, b)").contains("names 2")
    );
    let to_one =
        |words: &str, ty: &str| faults_of_fields(&format!("id: i64, a_id: {ty}, #[resource({words})] a: BelongsTo<A>"));
    assert!(to_one("on_delete = set_null", "i64")[0].starts_with("`a_id` is never null"));
    for (action, ty) in [("set_null", "Option<i64>"), ("set_null", "Alias"), ("restrict", "i64"), ("cascade", "i64")] {
        assert!(to_one(&format!("on_delete = {action}"), ty).is_empty(), "{action}");
    }
    assert!(to_one("on_delete = protect", "i64")[0].ends_with("help: write `restrict`"));
    assert!(to_one("through = J", "i64")[0].starts_with("rows that a third resource links"));
    assert!(to_one("on_delete = \"cascade\"", "i64")[0].ends_with("write `on_delete = cascade`"));
}

#[test]
fn names_at_fault() {
    let wires = "id: i64, a_id: i64, #[resource(rename = \"id\")] a: BelongsTo<A>";
    assert!(fault_of_fields(wires).contains("both called `id` on the wire"));
    let twice = "id: i64, a: HasMany<A>, #[resource(foreign_key = sample_id)] b: HasMany<A>";
    assert!(fault_of_fields(twice).starts_with("`a` and `b` are one relation"));
    let variants = "id: i64, a_b: HasMany<A>, #[resource(foreign_key = c)] aB: HasMany<A>";
    assert!(fault_of_fields(variants).contains("the same variant of the relations' enum"));
    assert!(fault_of_fields("id: i64, a__b: HasMany<A>").contains("cannot be a name"));
    let sorted = "#[resource(access(public), sort(a))] struct P { id: i64, a_id: i64, a: BelongsTo<A> }";
    assert!(fault_of(sorted).starts_with("`a` is a relation, which has no column"));
}

#[test]
fn targets_at_fault() {
    for (ty, help) in [
        ("HasMany<Vec<A>>", "`HasMany<A>`"),
        ("HasOne<Option<A>>", "`HasOne<A>`"),
        ("HasMany<&'static A>", "`HasMany<Author>`"),
        ("Option<HasMany<A>>", "nothing around it"),
        ("Json<HasMany<A>>", ""),
    ] {
        let faults = faults_of_fields(&format!("id: i64, a: {ty}"));
        assert!(faults.iter().all(|fault| fault.contains(help)), "{ty}: {faults:?}");
    }
}

#[test]
fn depths() {
    let declare =
        |depth: &str| format!("#[resource(access(public), max_expand_depth = {depth})] struct P {{ id: i64 }}");
    assert_eq!(model_of(&declare("10")).depth, Some(10));
    for depth in ["0", "11", "1000"] {
        assert!(faults_of(&declare(depth))[0].starts_with("a path follows between 1 and 10"), "{depth}");
    }
}
