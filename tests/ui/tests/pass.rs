//! Declarations at the borders of what is allowed: a message for one of them would be a fault of ours.

#![allow(missing_docs, unused_parens, clippy::let_and_return, clippy::unnecessary_wraps)]

use restruct::Resource;

#[path = "../cases/pass/aliases.rs"]
mod aliases;
#[path = "../cases/pass/borders.rs"]
mod borders;
#[path = "../cases/pass/filters.rs"]
mod filters;
#[path = "../cases/pass/relations.rs"]
mod relations;
#[path = "../cases/pass/unusual.rs"]
mod unusual;
#[path = "../cases/pass/ways_of_writing.rs"]
mod ways_of_writing;

#[test]
fn a_type_of_another_name_is_what_it_is() {
    let aliased = aliases::Aliased::descriptor();
    let nullable: Vec<&str> = aliased.fields.iter().filter(|field| field.nullable).map(|field| field.name).collect();
    assert_eq!(nullable, ["maybe", "count"]);
    assert!(aliased.fields[0].on_create.is_none(), "the database counts");
    assert!(aliased.fields[6].on_create.is_some(), "the first version");
}

#[test]
fn limits_allow_what_they_say() {
    let longest = borders::Longest::descriptor();
    assert_eq!((longest.table.len(), longest.page.size, longest.page.max), (63, 10_000, 10_000));
    assert_eq!(longest.fields[2].decimal, (28, 28));
    assert_eq!(borders::Parts::descriptor().key.len(), 12);
    assert_eq!(borders::OnlyKey::descriptor().fields.len(), 1);
}

#[test]
#[expect(deprecated, reason = "that nothing generated warns is what is tested")]
fn names_and_tokens_of_every_kind_are_read() {
    let names = |descriptor: &restruct::__private::Descriptor| {
        descriptor.fields.iter().map(|field| field.wire).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(names(unusual::Raw::descriptor()), "id type match self_");
    assert_eq!((unusual::Raw::descriptor().hooks)().len(), 1, "its own hooks, by another path");
    assert_eq!(names(unusual::Made::descriptor()), "id ownerId title price level");
    assert_eq!(names(unusual::Straße::descriptor()), "id größe otherName name");
    assert_eq!(names(unusual::Old::descriptor()), "id name password");
    assert_eq!(unusual::Made::descriptor().fields[2].column, "camelCase");
    assert!(unusual::Made::descriptor().fields[3].default.is_some());
    assert_eq!(unusual::Straße::descriptor().table, "straßes");
}

#[test]
fn relations_are_what_is_said() {
    let names = |descriptor: &restruct::__private::Descriptor| {
        descriptor.relations.iter().map(|relation| relation.wire).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(names(relations::author::Author::descriptor()), "writtenBooks edits profile");
    assert_eq!(names(relations::Made::descriptor()), "owner readers shelf");
    let book = relations::Book::descriptor();
    assert_eq!(names(book), "writer editor type chapters sequels prequels other shelf");
    let targets: Vec<_> = book.relations.iter().map(|relation| (relation.target)().table).collect();
    assert_eq!(targets[..3], ["authors", "authors", "book_types"]);
    assert_eq!(targets[4..], ["books", "books", "other_authors", "shelves"]);
    let pairs = |descriptor: &'static restruct::__private::Descriptor, wire: &str| {
        let (_, relation) = descriptor.relation(wire).expect("a relation of this name");
        relation.keys.iter().map(|pair| (pair.near, pair.far)).collect::<Vec<_>>()
    };
    assert_eq!(pairs(book, "writer"), [(3, 1)]);
    assert_eq!(pairs(book, "sequels"), [(0, 1)]);
    assert_eq!(pairs(book, "prequels"), [(0, 0)]);
    assert_eq!(pairs(relations::Chapter::descriptor(), "pages"), [(0, 2), (1, 1)]);
    assert_eq!(pairs(relations::Page::descriptor(), "chapter"), [(2, 0), (1, 1)]);
}

#[test]
fn a_word_is_read_wherever_it_stands() {
    let written = ways_of_writing::Written::descriptor();
    assert!(written.sort[0].descending);
    assert_eq!(written.row_checks.len(), 2);
    assert!(!written.row_checks[1].skip_on_field_errors);
    assert_eq!(written.fields[1].validations.len(), 5);
}

#[test]
fn clients_filter_by_the_operators_that_are_said() {
    let fields = &filters::Filtered::descriptor().fields;
    let operators = |name: &str| {
        let field = fields.iter().find(|field| field.name == name).expect("a field of this name");
        field.filter.iter().map(restruct::__private::Operator::name).collect::<Vec<_>>().join(" ")
    };
    let (equal, ordered) = ("eq ne in not_in", "eq ne in not_in gt gte lt lte");
    let of_texts = "iexact contains icontains startswith istartswith endswith iendswith";
    assert_eq!(operators("id"), ordered);
    assert_eq!(operators("title"), format!("{ordered} {of_texts}"));
    assert_eq!(operators("note"), format!("{equal} isnull gt gte lt lte {of_texts}"));
    assert_eq!(operators("slug_before"), operators("note"));
    for (name, expected) in [
        ("status", equal),
        ("status_before", "in isnull"),
        ("open", equal),
        ("author", "gte"),
        ("settings", "isnull"),
        ("options", "isnull"),
        ("image", "isnull"),
        ("slug", "lt icontains"),
        ("text", "endswith"),
        ("maybe", "isnull"),
        ("made", "gt"),
        ("token", "ne"),
    ] {
        assert_eq!(operators(name), expected, "{name}");
    }
    let is_searched = |field: &&restruct::__private::Field| field.flags.has(restruct::__private::Flags::SEARCH);
    let searched: Vec<&str> = fields.iter().filter(is_searched).map(|field| field.name).collect();
    assert_eq!(searched, ["title", "note", "slug", "slug_before", "text", "maybe"]);
}
