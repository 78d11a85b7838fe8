//! Names that follow relations, as schemas: `comments.author`, and `comments.author.name`. A few are listed one by one; of
//! many, a pattern tells how they are made.

use std::{collections::BTreeSet, ptr};

use serde_json::{Value as Json, json};
use utoipa::openapi::{
    extensions::Extensions,
    schema::{Object, Type},
};

use super::schema::{exactly, of_type};
use crate::{
    descriptor::{Descriptor, Field, Flags, Relation},
    query::{followed, reachable, relation_paths},
};

/// Beyond so many names a list is nothing to read.
const MOST_LISTED: usize = 60;

/// Names as the items of a list.
pub struct Names {
    pub item: Object,
    /// How many there are, as far as that can be told.
    pub count: Option<usize>,
    /// All of them, where they are listed.
    pub listed: Vec<String>,
}

impl Names {
    fn listed(names: Vec<String>) -> Self {
        Self { item: one_of(&names), count: Some(names.len()), listed: names }
    }

    fn matching(pattern: String, count: Option<usize>) -> Self {
        let mut item = of_type(Type::String);
        item.pattern = Some(pattern);
        Self { item, count, listed: Vec::new() }
    }
}

/// Paths of relations.
pub fn paths(descriptor: &'static Descriptor) -> Names {
    match relation_paths(descriptor, MOST_LISTED, any) {
        Some(paths) => Names::listed(paths.into_iter().map(|path| path.name).collect()),
        None => Names::matching(format!("^{}$", loosely(descriptor, any, 1)), None),
    }
}

/// Fields that are shown: own ones, and those of rows that relations lead to.
pub fn fields(descriptor: &'static Descriptor) -> Names {
    let own = names_of(descriptor, Field::is_shown);
    let near = followed(descriptor).flat_map(|relation| {
        let names = names_of((relation.target)(), Field::is_shown).into_iter();
        names.map(|name| format!("{}.{name}", relation.wire))
    });
    let mut listed: Vec<String> = own.iter().map(|name| (*name).to_owned()).chain(near).collect();
    let is_near_listed = listed.len() <= MOST_LISTED;
    if !is_near_listed {
        listed.truncate(own.len());
    }
    let Some(deeper) = behind(descriptor, any, Field::is_shown, if is_near_listed { 2 } else { 1 }) else {
        return Names::listed(listed);
    };
    let mut item = of_type(Type::String);
    let both: [Json; 2] = [json!({"enum": listed}), json!({"pattern": format!("^(?:{deeper})$")})];
    item.extensions = Some(Extensions::from_iter([("anyOf", json!(both))]));
    let count = relation_paths(descriptor, MOST_LISTED, any).map(|paths| {
        let behind = paths.iter().map(|path| names_of(path.target(), Field::is_shown).len());
        own.len() + behind.sum::<usize>()
    });
    Names { item, count, listed }
}

/// Orders, up and down: own fields, and those of the one row that relations lead to.
pub fn orders(descriptor: &'static Descriptor) -> Option<Names> {
    let is_sorted = |field: &Field| field.is(Flags::SORT);
    let own = names_of(descriptor, is_sorted);
    let far = relation_paths(descriptor, MOST_LISTED, to_one).map(|paths| {
        let names = paths.iter().flat_map(|path| {
            let names = names_of(path.target(), is_sorted).into_iter();
            names.map(|name| format!("{}.{name}", path.name))
        });
        own.iter().map(|name| (*name).to_owned()).chain(names).collect::<Vec<String>>()
    });
    match far {
        Some(names) if names.is_empty() => None,
        Some(names) if names.len() <= MOST_LISTED => {
            let up_and_down: Vec<String> = names.iter().flat_map(|name| [name.clone(), format!("-{name}")]).collect();
            Some(Names { item: one_of(&up_and_down), count: Some(names.len()), listed: names })
        }
        many => {
            let own = (!own.is_empty()).then(|| alternatives(own));
            let names: Vec<String> = own.into_iter().chain(behind(descriptor, to_one, is_sorted, 1)).collect();
            let pattern = format!("^-?(?:{})$", names.join("|"));
            (!names.is_empty()).then(|| Names::matching(pattern, many.map(|names| names.len())))
        }
    }
}

fn any(_: &Relation) -> bool {
    true
}

fn to_one(relation: &Relation) -> bool {
    !relation.is_many()
}

fn names_of(descriptor: &'static Descriptor, is_named: impl Fn(&Field) -> bool) -> Vec<&'static str> {
    descriptor.fields.iter().filter(|field| is_named(field)).map(|field| field.wire).collect()
}

/// A pattern for fields behind at least so many relations; where there are not too many paths, exactly for these.
fn behind(
    descriptor: &'static Descriptor,
    is_wanted: fn(&Relation) -> bool,
    is_named: impl Fn(&Field) -> bool,
    least: u8,
) -> Option<String> {
    if descriptor.depth < least {
        return None;
    }
    let reachable = reachable([descriptor], is_wanted);
    let Some(paths) = relation_paths(descriptor, MOST_LISTED, is_wanted) else {
        let names: BTreeSet<&str> = reachable.iter().flat_map(|target| names_of(target, &is_named)).collect();
        let relations = loosely(descriptor, is_wanted, least);
        return (!names.is_empty()).then(|| format!(r"{relations}\.{}", alternatives(names)));
    };
    let of_target = |target: &&'static Descriptor| {
        let leading = paths.iter().filter(|path| path.length >= least && ptr::eq(path.target(), *target));
        let leading: Vec<&str> = leading.map(|path| path.name.as_str()).collect();
        let names = names_of(target, &is_named);
        let is_there = !leading.is_empty() && !names.is_empty();
        is_there.then(|| format!(r"{}\.{}", alternatives(leading), alternatives(names)))
    };
    let all: Vec<String> = reachable.iter().filter_map(of_target).collect();
    (!all.is_empty()).then(|| all.join("|"))
}

/// A pattern for at least so many relations, one after the other, of which each belongs to some resource.
fn loosely(descriptor: &'static Descriptor, is_wanted: fn(&Relation) -> bool, least: u8) -> String {
    let of =
        |at: &'static Descriptor| followed(at).filter(|relation| is_wanted(relation)).map(|relation| relation.wire);
    let all: BTreeSet<&str> = reachable([descriptor], is_wanted).into_iter().flat_map(of).collect();
    let (least, most) = (least.saturating_sub(1), descriptor.depth.saturating_sub(1));
    format!(r"{}(?:\.{}){{{least},{most}}}", alternatives(of(descriptor)), alternatives(all))
}

fn alternatives<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let names: Vec<String> = names.into_iter().map(exactly).collect();
    format!("(?:{})", names.join("|"))
}

fn one_of(names: &[String]) -> Object {
    let mut item = of_type(Type::String);
    item.enum_values = Some(names.iter().map(|name| name.as_str().into()).collect());
    item
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        body::fixture::descriptor,
        descriptor::RelationKind::{BelongsTo, HasMany},
        schema::testing::{pair, relation},
    };

    /// A resource from which eighty-four paths begin.
    static NODES: Descriptor = Descriptor {
        relations: &[
            relation("a", BelongsTo, || &NODES, &[pair(1, 0)]),
            relation("b-b", BelongsTo, || &NODES, &[pair(1, 0)]),
            relation("c", BelongsTo, || &NODES, &[pair(1, 0)]),
            relation("d", HasMany, || &NODES, &[pair(0, 1)]),
        ],
        ..descriptor(&[
            Field::new::<i64>("id").flags(Flags::AUTO_KEY),
            Field::new::<i64>("parent").flags(Flags::SORT),
            Field::new::<i64>("hidden").flags(Flags::HIDDEN),
        ])
    };

    fn is_one(names: &Names, name: &str) -> bool {
        let item = serde_json::to_value(&names.item).expect("JSON");
        jsonschema::is_valid(&item, &name.into())
    }

    #[test]
    fn of_many_paths_a_pattern_tells_how_they_are_made() {
        let names = paths(&NODES);
        assert!(names.listed.is_empty() && names.count.is_none());
        for name in ["a", "b-b.d", "d.d.d"] {
            assert!(is_one(&names, name), "{name}");
        }
        for name in ["", "e", "a.", "b-b.d.d.d", "a.parent", "b"] {
            assert!(!is_one(&names, name), "{name}");
        }
    }

    #[test]
    fn fields_behind_many_paths_match_a_pattern() {
        let names = fields(&NODES);
        assert_eq!(names.listed.len(), 10);
        for name in ["id", "a.parent", "a.b-b.id", "d.d.d.parent"] {
            assert!(is_one(&names, name), "{name}");
        }
        for name in ["hidden", "a.hidden", "a.b-b", "d.d.d.d.id", "a.b-b.hidden"] {
            assert!(!is_one(&names, name), "{name}");
        }
    }

    #[test]
    fn orders_follow_relations_to_one() {
        let names = orders(&NODES).expect("orders");
        assert_eq!(names.listed.len(), 40, "one of its own, and those behind thirty-nine paths");
        for name in ["parent", "-a.parent", "a.b-b.c.parent"] {
            assert!(is_one(&names, name), "{name}");
        }
        for name in ["id", "d.parent", "--parent", "a.a.a.a.parent"] {
            assert!(!is_one(&names, name), "{name}");
        }
    }
}
