//! The resources: folders with sheets, one cover each and marks by markings, under rules of which nothing is said here.

macro_rules! user_rules {
    ($($name:ident)*) => {$(
        const _: () = {
            type Column = <$name as Resource>::ColumnType;

            fn published() -> Filter<$name> {
                Filter::eq(Column::Status, "published")
            }

            impl Rule<$name> for Published {
                fn filter(_: Option<&Principal>) -> Filter<$name> {
                    published()
                }
            }

            impl Rule<$name> for Staff {
                fn filter(principal: Option<&Principal>) -> Filter<$name> {
                    match principal {
                        Some(principal) if principal.has_role("admin") => Filter::always(),
                        Some(principal) if principal.tenant_id() == Some("acme") => {
                            published().and(Filter::eq(Column::Tenant, "acme"))
                        }
                        _ => Filter::never(),
                    }
                }
            }

            impl Rule<$name> for Mistyped {
                fn filter(principal: Option<&Principal>) -> Filter<$name> {
                    if principal.is_some() { Filter::eq(Column::Status, 5) } else { published() }
                }
            }
        };
    )*};
}

macro_rules! graphs {
    ($($graph:ident {
        Folder: ($($folder:tt)*) => $folders:expr;
        Sheet: ($($sheet:tt)*) with $operations:tt => $sheets:expr;
        Cover: ($($cover:tt)*) => $covers:expr;
        Mark: ($($mark:tt)*) => $marks:expr;
        Marking: ($($marking:tt)*) => $markings:expr;
    })*) => {
        $(mod $graph {
            use super::*;

            /// What has sheets: the parent.
            #[derive(Clone, Debug, Resource)]
            #[resource(access($($folder)*), sort(title), page(size = 2, max = 50))]
            pub struct Folder {
                #[resource(id(client), filter)]
                pub id: i64,
                pub parent_id: Option<i64>,
                pub parent: BelongsTo<Folder>,
                #[resource(foreign_key = parent_id)]
                pub parts: HasMany<Folder>,
                pub sheets: HasMany<Sheet>,
                pub cover: HasOne<Cover>,
                #[resource(through = Marking, far_key(mark_shelf, mark_number))]
                pub marks: HasMany<Mark>,
                #[resource(filter, sort)]
                pub owner_id: Option<i64>,
                #[resource(filter)]
                pub tenant: Option<String>,
                #[resource(filter, sort)]
                pub status: Option<String>,
                #[resource(filter, sort, search)]
                pub title: String,
                #[resource(hidden, default = "secret-h")]
                pub hushed: String,
                #[resource(write_only, default = "secret-w")]
                pub whispered: String,
            }

            /// What lies in a folder: the child.
            #[derive(Clone, Debug, Resource)]
            #[resource(access($($sheet)*), operations $operations, sort(-title), page(size = 2, max = 50))]
            pub struct Sheet {
                #[resource(id(client), filter)]
                pub id: i64,
                pub folder_id: Option<i64>,
                pub folder: BelongsTo<Folder>,
                pub mark_shelf: Option<String>,
                pub mark_number: Option<i32>,
                #[resource(foreign_key(mark_shelf, mark_number))]
                pub mark: BelongsTo<Mark>,
                #[resource(filter, sort)]
                pub owner_id: Option<i64>,
                #[resource(filter)]
                pub tenant: Option<String>,
                #[resource(filter, sort)]
                pub status: Option<String>,
                #[resource(filter, sort, search)]
                pub title: String,
                #[resource(hidden, default = "secret-h")]
                pub hushed: String,
                #[resource(write_only, default = "secret-w")]
                pub whispered: String,
            }

            /// What a folder has one of.
            #[derive(Clone, Debug, Resource)]
            #[resource(access($($cover)*), page(size = 2, max = 50))]
            pub struct Cover {
                #[resource(id(client), filter)]
                pub id: i64,
                #[resource(unique)]
                pub folder_id: i64,
                pub folder: BelongsTo<Folder>,
                #[resource(filter, sort)]
                pub owner_id: Option<i64>,
                #[resource(filter)]
                pub tenant: Option<String>,
                #[resource(filter, sort)]
                pub status: Option<String>,
                #[resource(filter, sort, search)]
                pub title: String,
                #[resource(hidden, default = "secret-h")]
                pub hushed: String,
                #[resource(write_only, default = "secret-w")]
                pub whispered: String,
            }

            /// What folders are marked with, and sheets: its key has two parts.
            #[derive(Clone, Debug, Resource)]
            #[resource(access($($mark)*), sort(status), page(size = 2, max = 50))]
            pub struct Mark {
                #[resource(id, filter)]
                pub shelf: String,
                #[resource(id, filter)]
                pub number: i32,
                #[resource(foreign_key(mark_shelf, mark_number))]
                pub sheets: HasMany<Sheet>,
                #[resource(through = Marking, foreign_key(mark_shelf, mark_number), far_key = folder_id)]
                pub folders: HasMany<Folder>,
                #[resource(filter, sort)]
                pub owner_id: Option<i64>,
                #[resource(filter)]
                pub tenant: Option<String>,
                #[resource(filter, sort)]
                pub status: Option<String>,
                #[resource(filter, sort, search)]
                pub title: String,
                #[resource(hidden, default = "secret-h")]
                pub hushed: String,
                #[resource(write_only, default = "secret-w")]
                pub whispered: String,
            }

            /// Which folder has which mark: the join row.
            #[derive(Clone, Debug, Resource)]
            #[resource(access($($marking)*), page(size = 2, max = 50))]
            pub struct Marking {
                #[resource(id)]
                pub folder_id: i64,
                pub folder: BelongsTo<Folder>,
                #[resource(id)]
                pub mark_shelf: String,
                #[resource(id)]
                pub mark_number: i32,
                #[resource(foreign_key(mark_shelf, mark_number))]
                pub mark: BelongsTo<Mark>,
                #[resource(filter, sort)]
                pub owner_id: Option<i64>,
                #[resource(filter)]
                pub tenant: Option<String>,
                #[resource(filter, sort)]
                pub status: Option<String>,
                #[resource(filter, sort, search, default = "a")]
                pub title: String,
                #[resource(hidden, default = "secret-h")]
                pub hushed: String,
                #[resource(write_only, default = "secret-w")]
                pub whispered: String,
            }

            user_rules! { Folder Sheet Cover Mark Marking }

            pub fn serve(app: App) -> App {
                app.resource::<Folder>()
                    .resource::<Sheet>()
                    .resource::<Cover>()
                    .resource::<Mark>()
                    .resource::<Marking>()
            }
        })*

        /// All of them.
        pub fn graphs() -> Vec<Graph> {
            vec![$(Graph {
                name: stringify!($graph),
                serve: $graph::serve,
                subjects: [$folders, $sheets, $covers, $marks, $markings],
            }),*]
        }
    };
}
