//! What clients may filter by and search in, of each type.

use restruct::prelude::*;

type Text = String;
type Maybe = Option<String>;

#[derive(Clone, Copy, Debug, ResourceEnum)]
pub enum Status {
    Draft,
    Published,
}

#[derive(Clone, Debug)]
pub struct Slug(String);

impl restruct::FieldType for Slug {
    type As = String;

    fn into_column(self) -> String {
        self.0
    }

    fn try_from_column(text: String) -> std::result::Result<Self, String> {
        Ok(Self(text))
    }
}
restruct::field_type!(Slug);

#[derive(Clone, Debug, Resource)]
#[resource(access(read = public, write = owner(author)))]
pub struct Filtered {
    #[resource(filter)]
    pub id: Uuid,
    #[resource(filter, sort, search, unique)]
    pub title: String,
    #[resource(
        filter(
            eq,
            ne,
            in,
            not_in,
            isnull,
            gt,
            gte,
            lt,
            lte,
            iexact,
            contains,
            icontains,
            startswith,
            istartswith,
            endswith,
            iendswith,
        ),
        search
    )]
    pub note: Option<String>,
    #[resource(filter)]
    pub status: Status,
    #[resource(filter(r#in, isnull), index)]
    pub status_before: Option<Status>,
    #[resource(filter, default = false)]
    pub open: bool,
    #[resource(r#filter(gte,), immutable)]
    pub author: i64,
    #[resource(filter, rename = "filter")]
    pub settings: Option<Json>,
    #[resource(filter(isnull))]
    pub options: Option<Json<Vec<String>>>,
    #[resource(filter)]
    pub image: Option<Vec<u8>>,
    #[resource(filter(icontains, lt), r#search)]
    pub slug: Slug,
    #[resource(filter, search)]
    pub slug_before: Option<Slug>,
    #[resource(filter(endswith), search)]
    pub text: Text,
    #[resource(filter(isnull), search)]
    pub maybe: Maybe,
    #[cfg_attr(all(), resource(filter(gt), created_at))]
    pub made: DateTime<Utc>,
    #[resource(filter(ne), exposed)]
    pub token: String,
}
