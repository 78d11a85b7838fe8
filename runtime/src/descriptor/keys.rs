//! Finding the keys of relations. A descriptor is made while the program is compiled, so that what another resource lacks
//! is a message of the compiler's, at the relation or at the word that names the field.

use super::{Flags, KeyPair, OnDelete, Shape, kind::is_same_text, message::Message};
use crate::entity::Resource;

/// The position of the field of another resource that is a key by convention; `word` would name another one.
///
/// # Panics
/// It does not: see above.
#[track_caller]
pub const fn usual_field<There: Resource>(name: &str, word: &str) -> usize {
    let there = There::__SHAPE;
    match there.position(name) {
        Some(position) => position,
        None => {
            let message = lacks(there, name).push("; name it with ").push(word);
            panic!("{}", message.text())
        }
    }
}

/// The position of the field of another resource that a word names.
///
/// # Panics
/// It does not: see above.
#[track_caller]
pub const fn named_field<There: Resource>(name: &str) -> usize {
    let there = There::__SHAPE;
    match there.position(name) {
        Some(position) => position,
        None => {
            let message = listed(lacks(there, name).push("; its fields are "), there);
            panic!("{}", message.text())
        }
    }
}

/// From fields here to the key of the other side, as `BelongsTo` has them.
///
/// # Panics
/// It does not: see above.
#[track_caller]
pub const fn refers<Here: Resource, There: Resource, const PARTS: usize>(near: [usize; PARTS]) -> [KeyPair; PARTS] {
    let (here, there) = (Here::__SHAPE, There::__SHAPE);
    if here.is_known && there.is_known && there.key.len() != PARTS {
        let message = Message::new().push("`").push(there.name).push("` has a key of ").count(there.key.len());
        let parts = if there.key.len() == 1 { " part" } else { " parts" };
        panic!("{}", message.push(parts).push("; name as many fields with foreign_key(..)").text())
    }
    if here.is_known && there.is_known {
        in_the_order_of_the_key(here, &near, there);
    }
    pairs(here, near, there, first_of(there))
}

/// Fields that are called like parts of the key refer to those: in another order they would match by chance.
#[track_caller]
const fn in_the_order_of_the_key(here: Shape, near: &[usize], there: Shape) {
    let mut at = 0;
    while at < near.len() {
        let name = here.fields[near[at]].name;
        let mut part = 0;
        while part < there.key.len() {
            let is_named = is_same_text(name, there.fields[there.key[part]].name);
            if is_named && part != at {
                let message = path(Message::new(), here, near[at]).push(" stands where ");
                let message =
                    path(message, there, there.key[at]).push(" is meant: the fields are in the order of the key, ");
                panic!("{}", names(message, there, there.key, Form::Sentence).text())
            }
            part += 1;
        }
        at += 1;
    }
}

/// From the key here to fields of the other side, as `HasMany` has them.
///
/// # Panics
/// It does not: see above.
#[track_caller]
pub const fn referred<Here: Resource, There: Resource, const PARTS: usize>(far: [usize; PARTS]) -> [KeyPair; PARTS] {
    let here = Here::__SHAPE;
    pairs(here, first_of(here), There::__SHAPE, far)
}

/// The same where there is one row on the other side at the most, as `HasOne` has it.
///
/// # Panics
/// It does not: see above.
#[track_caller]
pub const fn referred_once<Here: Resource, There: Resource, const PARTS: usize>(
    far: [usize; PARTS],
) -> [KeyPair; PARTS] {
    let there = There::__SHAPE;
    if there.is_known && !there.is_unique(&far) {
        let message = names(Message::new(), there, &far, Form::Path);
        let message = message.push(if PARTS == 1 { " is not unique" } else { " are not unique together" });
        let message = message.push(", so that there may be several; say ");
        let message = match PARTS {
            1 => message.push("`unique`"),
            _ => names(message.push("`unique("), there, &far, Form::List).push(")`"),
        };
        panic!("{}", message.push(" there, or make this a HasMany").text())
    }
    referred::<Here, There, PARTS>(far)
}

/// From fields of a resource that links two others to the key of the second of them; its fields `first` refer to the
/// first.
///
/// # Panics
/// It does not: see above.
#[track_caller]
pub const fn linked<Join: Resource, There: Resource, const FAR: usize, const NEAR: usize>(
    near: [usize; FAR],
    first: [usize; NEAR],
) -> [KeyPair; FAR] {
    let join = Join::__SHAPE;
    let mut both = [0; 2 * MOST_PARTS];
    let mut at = 0;
    while at < NEAR + FAR && at < both.len() {
        both[at] = if at < NEAR { first[at] } else { near[at - NEAR] };
        at += 1;
    }
    let (both, _) = both.split_at(at);
    if join.is_known && !join.is_exactly_unique(both) {
        let message = Message::new().push("rows of `").push(join.name);
        let message = message.push("` may link the same two rows twice; make ");
        let message = names(message, join, both, Form::Sentence).push(" its key, or say unique(");
        panic!("{}", names(message, join, both, Form::List).push(")").text())
    }
    refers::<Join, There, FAR>(near)
}

/// `on_delete = set_null`, where the key here can be null.
///
/// # Panics
/// It does not: see above.
#[track_caller]
pub const fn set_null<Here: Resource>(near: &[usize]) -> OnDelete {
    let here = Here::__SHAPE;
    let mut at = 0;
    while at < near.len() {
        let field = &here.fields[near[at]];
        if !field.nullable {
            let message = Message::new().push("`").push(field.name).push("` is never null; make it an Option");
            panic!("{}", message.text())
        }
        at += 1;
    }
    OnDelete::SetNull
}

/// A key has no more parts: SeaORM's tuples end there.
const MOST_PARTS: usize = 12;

/// The first parts of a key, of which there are as many; zeros where the shape is not known.
const fn first_of<const PARTS: usize>(shape: Shape) -> [usize; PARTS] {
    let mut parts = [0; PARTS];
    let mut at = 0;
    while at < PARTS && at < shape.key.len() {
        parts[at] = shape.key[at];
        at += 1;
    }
    parts
}

#[track_caller]
const fn pairs<const PARTS: usize>(
    here: Shape,
    near: [usize; PARTS],
    there: Shape,
    far: [usize; PARTS],
) -> [KeyPair; PARTS] {
    let mut pairs = [KeyPair { near: 0, far: 0 }; PARTS];
    let mut at = 0;
    while at < PARTS {
        pairs[at] = KeyPair { near: near[at], far: far[at] };
        if here.is_known && there.is_known {
            fit_together(here, near[at], there, far[at]);
        }
        at += 1;
    }
    pairs
}

/// Two fields that are equal in rows that belong together: columns of one type, whose values may be told.
#[track_caller]
const fn fit_together(here: Shape, near: usize, there: Shape, far: usize) {
    can_be_a_key(here, near);
    can_be_a_key(there, far);
    if !here.fields[near].kind.is_same(there.fields[far].kind) {
        let message = path(path(Message::new(), here, near).push(" and "), there, far);
        panic!("{}", message.push(" are of different types").text())
    }
}

#[track_caller]
const fn can_be_a_key(shape: Shape, position: usize) {
    let field = &shape.fields[position];
    let fault = if !field.is_column() {
        " is an `Input`, which has no column"
    } else if field.is(Flags::SENSITIVE) {
        " is `Sensitive`, and a relation would tell what its values are"
    } else {
        return;
    };
    panic!("{}", path(Message::new(), shape, position).push(fault).text())
}

const fn lacks(shape: Shape, name: &str) -> Message {
    Message::new().push("`").push(shape.name).push("` has no field `").push(name).push("`")
}

/// How fields are written in a message.
#[derive(Clone, Copy)]
enum Form {
    /// `Order.number`, each in backticks.
    Path,
    /// Each in backticks.
    Sentence,
    /// As in the parentheses of a word.
    List,
}

const fn names(mut message: Message, shape: Shape, fields: &[usize], form: Form) -> Message {
    let mut at = 0;
    while at < fields.len() {
        let between = match form {
            _ if at == 0 => "",
            Form::List => ", ",
            Form::Path | Form::Sentence if at + 1 == fields.len() => " and ",
            Form::Path | Form::Sentence => ", ",
        };
        message = message.push(between);
        message = match form {
            Form::Path => path(message, shape, fields[at]),
            Form::Sentence => message.push("`").push(shape.fields[fields[at]].name).push("`"),
            Form::List => message.push(shape.fields[fields[at]].name),
        };
        at += 1;
    }
    message
}

const fn path(message: Message, shape: Shape, position: usize) -> Message {
    message.push("`").push(shape.name).push(".").push(shape.fields[position].name).push("`")
}

/// The names of all columns.
const fn listed(mut message: Message, shape: Shape) -> Message {
    let mut at = 0;
    let mut first = true;
    while at < shape.fields.len() {
        if shape.fields[at].is_column() {
            message = message.push(if first { "`" } else { ", `" }).push(shape.fields[at].name).push("`");
            first = false;
        }
        at += 1;
    }
    message
}

#[cfg(test)]
mod tests;
