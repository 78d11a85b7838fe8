//! One file for each way in which a program's names and Restruct's might get in each other's way.

#![deny(warnings, missing_docs, clippy::pedantic, clippy::nursery)]

pub mod foreign_traits;
pub mod functions;
pub mod keys;
pub mod macros;
pub mod no_prelude;
pub mod plain_names;
pub mod post;
pub mod raw_names;
pub mod relations;
pub mod shadowed;
pub mod visibility;
pub mod words;

use restruct::App;

/// An application of all resources.
#[must_use]
pub fn resources(app: App) -> App {
    let app = app.resource::<post::Post>();
    let app = functions::resources(app);
    let app = visibility::resources(app);
    let app = relations::resources(app);
    app.resource::<foreign_traits::Parcel>()
        .resource::<keys::Number>()
        .resource::<keys::Pair>()
        .resource::<macros::Apple>()
        .resource::<macros::Pear>()
        .resource::<macros::Plum>()
        .resource::<macros::Basket>()
        .resource::<macros::Handle>()
        .resource::<no_prelude::Bare>()
        .resource::<no_prelude::Part>()
        .resource::<no_prelude::Whole>()
        .resource::<no_prelude::PartOfWhole>()
        .resource::<plain_names::Plain>()
        .resource::<raw_names::Raw>()
        .resource::<shadowed::Shadow>()
        .resource::<shadowed::Light>()
        .resource::<words::Everything>()
}
