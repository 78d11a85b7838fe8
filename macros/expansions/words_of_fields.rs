/// A blog post.
#[derive(Clone, Debug, Resource)]
#[resource(access(read = public, write = owner(author_id)), sort(-created_at, title), rename_all = "camelCase")]
#[resource(page(size = 10, max = 50, total = exact), unique(author_id, slug), index(status, created_at))]
pub struct Post {
    pub id: Uuid,
    /// Shown above the body.
    ///
    /// Not longer than a line.
    #[resource(filter, sort, search)]
    #[validate(length(min = 1, max = 200))]
    pub title: String,
    #[resource(read_only, unique)]
    pub slug: String,
    #[resource(filter(eq, in), default = Status::Draft)]
    pub status: Status,
    #[resource(read_only, default = 0)]
    pub views: i64,
    #[resource(hidden)]
    pub reset_token: Option<String>,
    #[resource(write_only, column = "PIN", column_type = "Text")]
    pub pin: Option<Sensitive<String>>,
    #[resource(decimal(10, 2), default = 0, rename = "cost")]
    pub price: Decimal,
    #[resource(immutable)]
    pub author_id: i64,
    #[resource(created_at)]
    pub created_at: DateTime<Utc>,
    #[resource(updated_at)]
    pub updated_at: NaiveDateTime,
    #[resource(on_create = Self::first_color(), on_update = Self::next_color())]
    pub color: String,
    #[resource(version)]
    pub version: i64,
}
