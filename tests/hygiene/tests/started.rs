//! Each program's resources are served from one database: what compiles must also start, without a clash of names.

use hygiene_across_crates::Pencil;
use hygiene_choices::Maker;
use hygiene_only_restruct as only_restruct;
use hygiene_other_versions::Thing;
use hygiene_renamed::Switch;
use restruct::{App, Resource, Result};

#[test]
fn all_resources_start_together() -> Result<()> {
    block_on(async {
        let app = only_restruct::resources(App::connect("sqlite::memory:").await?);
        let app = app.resource::<Pencil>().resource::<Maker>().resource::<Switch>().resource::<Thing>();
        app.create_tables().prepare().await?;
        Ok(())
    })
}

/// The names of fields on the wire and of their columns.
fn names<R: Resource>() -> Vec<(&'static str, &'static str)> {
    R::descriptor().fields.iter().map(|field| (field.wire, field.column)).collect()
}

#[test]
fn keywords_lose_their_mark() {
    let names = names::<only_restruct::raw_names::Raw>();
    assert_eq!(names[..3], [("static", "static"), ("type", "type"), ("ref", "ref")]);
}

#[test]
fn a_macros_arguments_are_read_as_they_are() {
    let apple = only_restruct::macros::Apple::descriptor();
    assert_eq!((apple.path, apple.table), ("green-apples", "apples"));
    assert_eq!(
        names::<only_restruct::macros::Apple>()[1..],
        [("farmer", "farmer"), ("weight", "weight"), ("size", "size")]
    );
    assert_eq!(apple.uniques, [[1, 2]]);
    assert!(apple.sort[0].descending && apple.sort[0].field == 2);
    assert!(apple.fields[3].nullable && !apple.fields[2].nullable);
}

#[test]
fn everything_is_what_was_said() {
    let everything = only_restruct::words::Everything::descriptor();
    assert_eq!((everything.path, everything.table, everything.tag), ("all-words", "all_words", "Words"));
    assert_eq!(names::<only_restruct::words::Everything>()[1], ("headline", "Title"));
    assert_eq!(names::<only_restruct::words::Everything>()[3], ("authorId", "author_id"));
    assert_eq!((everything.page.size, everything.page.max, everything.page.total), (10, 50, true));
    assert_eq!((everything.hooks)().len(), 2);
}

fn block_on<T>(future: impl Future<Output = T>) -> T {
    restruct::tokio::runtime::Runtime::new().expect("a runtime").block_on(future)
}
