//! All forms of relations.

#![deny(warnings)]

use restruct::prelude::*;

pub mod author {
    use restruct::prelude::*;

    #[derive(Clone, Debug, Resource)]
    #[resource(access(public), rename_all = "camelCase")]
    pub struct Author {
        #[resource(filter)]
        pub name: String,
        pub id: Uuid,
        #[resource(foreign_key = author_id)]
        pub written_books: HasMany<super::Book>,
        #[resource(foreign_key = editor_id, rename = "edits")]
        pub edited_books: HasMany<super::Book>,
        pub profile: HasOne<super::Profile>,
    }
}

/// Another of the same name.
pub mod other {
    use restruct::prelude::*;

    #[derive(Clone, Debug, Resource)]
    #[resource(access(public), path = "other-authors", table = "other_authors")]
    pub struct Author {
        pub id: i64,
        #[resource(foreign_key = other_id)]
        pub books: HasMany<crate::relations::Book>,
        pub book_id: Option<i32>,
        #[resource(foreign_key = book_id)]
        pub shelf: BelongsTo<Shelf>,
    }

    #[derive(Clone, Debug, Resource)]
    #[resource(access(public))]
    pub struct Shelf {
        #[resource(id(client))]
        pub number: i32,
    }
}

#[derive(Clone, Debug, Resource)]
#[resource(access(public), max_expand_depth = 1)]
pub struct Profile {
    #[resource(id)]
    pub author_id: Uuid,
    /// Whose it is.
    pub author: BelongsTo<crate::relations::author::Author>,
}

pub type Writer = author::Author;

#[derive(Clone, Debug, Resource)]
#[resource(access(public), unique(title, author_id))]
pub struct Book {
    pub id: i64,
    pub title: String,
    pub code: Input<String>,
    pub author_id: Uuid,
    #[resource(foreign_key(author_id), on_delete = restrict)]
    pub writer: (BelongsTo<crate::relations::author::Author>),
    pub editor_id: Option<Uuid>,
    #[resource(on_delete = set_null)]
    pub editor: restruct::BelongsTo<author::Author>,
    pub r#type_id: i64,
    pub r#type: BelongsTo<Type>,
    pub chapters: HasMany<Chapter>,
    #[resource(through = Sequel, foreign_key = first_id, far_key = second_id)]
    pub sequels: HasMany<Book>,
    #[resource(foreign_key = second_id, through = Sequel, far_key = first_id)]
    pub prequels: HasMany<Self>,
    pub other_id: i64,
    #[resource(foreign_key = other_id)]
    pub other: BelongsTo<other::Author>,
    #[resource(foreign_key = shelf_number)]
    pub shelf: BelongsTo<other::Shelf>,
    pub shelf_number: i32,
}

#[derive(Clone, Debug, Resource)]
#[resource(access(public), table = "book_types", path = "book-types")]
pub struct Type {
    pub id: i64,
    #[resource(foreign_key = r#type_id)]
    pub r#books: HasMany<Book>,
}

#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
pub struct Sequel {
    #[resource(id)]
    pub second_id: i64,
    #[resource(id)]
    pub first_id: i64,
    pub first: BelongsTo<Book>,
    pub second: BelongsTo<Book>,
}

#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
pub struct Chapter {
    #[resource(id)]
    pub book_id: i64,
    #[resource(id)]
    pub number: i16,
    pub book: BelongsTo<Book>,
    #[resource(foreign_key(chapter_book, chapter_number))]
    pub pages: HasMany<Page>,
    #[resource(foreign_key(book, number,))]
    pub summary: HasOne<Summary>,
}

#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
pub struct Page {
    pub id: i64,
    pub chapter_number: Option<i16>,
    pub chapter_book: Option<i64>,
    #[resource(foreign_key(chapter_book, chapter_number), on_delete = set_null)]
    pub chapter: BelongsTo<Chapter>,
}

#[derive(Clone, Debug, Resource)]
#[resource(access(public), unique(number, book))]
pub struct Summary {
    pub id: i64,
    pub book: i64,
    pub number: i16,
}

macro_rules! declare {
    ($name:ident, $key:ident: $ty:ty, $one:ident: $to_one:ty, $many:ident: $to_many:ty, $join:path, $depth:literal) => {
        #[derive(Clone, Debug, Resource)]
        #[resource(access(public), max_expand_depth = $depth)]
        pub struct $name {
            pub id: i64,
            pub $key: $ty,
            #[resource(foreign_key = $key, on_delete = cascade)]
            pub $one: $to_one,
            #[resource(through = $join, far_key = author_id)]
            pub $many: $to_many,
            pub shelf_id: i32,
            pub shelf: BelongsTo<other::Shelf>,
        }
    };
}
declare!(Made, owner_id: Uuid, owner: BelongsTo<Writer>, readers: HasMany<Writer>, self::Reading, 10);

#[derive(Clone, Debug, Resource)]
#[resource(access(public), unique(author_id, made_id))]
pub struct Reading {
    pub id: i64,
    pub made_id: i64,
    pub author_id: Uuid,
}
