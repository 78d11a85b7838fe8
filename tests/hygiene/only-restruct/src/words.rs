//! A resource with every word and every rule, and each kind of field.

use std::sync::LazyLock;

use restruct::{
    prelude::*,
    regex::Regex,
    serde::{Deserialize, Serialize},
    validator::ValidationError,
};

/// Options of a row.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(crate = "restruct::serde")]
pub struct Options {
    /// Whether it is dark.
    pub dark: bool,
}

/// A state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ResourceEnum)]
#[resource(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum State {
    /// At first.
    Draft,
    /// At last.
    #[resource(rename = "gone")]
    Archived,
}

static SLUG: LazyLock<Regex> = LazyLock::new(|| Regex::new("^[a-z-]+$").unwrap_or_else(|error| panic!("{error}")));

const LONGEST: usize = 200;
const MOST: f64 = 0.5;

/// A row with everything.
#[derive(Clone, Debug, Resource)]
#[resource(
    access(
        read = public or Fresh,
        create = authenticated and not role("guest"),
        update = (owner(author_id) or tenant(company)) and not nobody,
        delete = self::Fresh or role("admin"),
    ),
    operations(list, get, create, update, delete, replace),
    path = "all-words",
    table = "all_words",
    sort(-at, title),
    page(size = 10, max = 50, total = exact),
    rename_all = "camelCase",
    unique(author_id, title),
    index(state, at),
    index(at, state),
    hooks(Log, Self),
    tag = "Words"
)]
#[validate(schema(function = Self::check, skip_on_field_errors = false, code = "odd", message = "is odd"))]
pub struct Everything {
    /// The key.
    #[resource(id(generate = Self::key()))]
    pub id: Uuid,
    /// The title.
    ///
    /// It has several lines.
    #[resource(filter, sort, search, index, rename = "headline", column = "Title", column_type = "Text")]
    #[validate(length(min = 1, max = LONGEST), non_control_character, does_not_contain(pattern = "<"))]
    pub title: String,
    /// The slug.
    #[resource(unique, read_only, default = "a-slug")]
    #[validate(regex(path = *SLUG), contains(pattern = "-", code = "no_hyphen", message = "needs a hyphen"))]
    pub slug: String,
    /// The author.
    #[resource(immutable)]
    pub author_id: i64,
    /// The company.
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
    pub company: Option<String>,
    /// Numbers.
    #[validate(range(exclusive_min = -1, exclusive_max = 1_000))]
    pub small: i16,
    /// Numbers.
    pub middle: Option<i32>,
    /// Numbers.
    pub unsigned: u32,
    /// Numbers.
    #[validate(range(min = 0.0, max = MOST))]
    pub single: f32,
    /// Numbers.
    #[resource(default = 0.25)]
    pub double: f64,
    /// Numbers.
    #[resource(decimal(10, 2), default = 0)]
    #[validate(range(min = 0))]
    pub price: Decimal,
    /// A flag.
    #[resource(default = false)]
    pub open: bool,
    /// Times.
    #[resource(created_at, sort)]
    pub at: DateTime<Utc>,
    /// Times.
    #[resource(updated_at)]
    pub changed: NaiveDateTime,
    /// Times.
    #[resource(on_create = Utc::now().date_naive(), on_update = Utc::now().date_naive())]
    pub day: NaiveDate,
    /// Times.
    pub time: Option<NaiveTime>,
    /// JSON.
    #[resource(filter)]
    pub json: Option<Json>,
    /// JSON.
    #[resource(default = Json(Options::default()))]
    pub options: Json<Options>,
    /// Bytes.
    #[validate(length(max = 4))]
    pub bytes: Vec<u8>,
    /// A state.
    #[resource(filter(eq, in), default = State::Draft)]
    pub state: State,
    /// Addresses.
    #[validate(email)]
    pub email: Option<String>,
    /// Addresses.
    #[validate(url)]
    pub url: Option<String>,
    /// Addresses.
    #[validate(ip(v4))]
    pub ip: Option<String>,
    /// A secret.
    #[resource(hidden)]
    #[validate(credit_card)]
    pub card: Option<Sensitive<String>>,
    /// A secret.
    #[resource(write_only)]
    pub secret: Option<String>,
    /// A secret.
    #[resource(exposed)]
    pub token: Option<String>,
    /// No column.
    #[validate(length(min = 8), must_match(other = "again"))]
    pub password: Input<Option<Sensitive<String>>>,
    /// No column.
    #[validate(custom(function = check_text))]
    pub again: Input<Option<Sensitive<String>>>,
    /// Has no rule.
    #[validate(skip)]
    pub note: Option<String>,
    /// Needed, although it may be null.
    #[validate(required)]
    pub needed: Option<i64>,
    /// Counts.
    #[resource(version)]
    pub version: i64,
}

impl Everything {
    fn key() -> Uuid {
        Uuid::now_v7()
    }

    fn check(&self) -> std::result::Result<(), ValidationError> {
        if self.title == self.slug { Err(ValidationError::new("same")) } else { Ok(()) }
    }
}

fn check_text(text: &Sensitive<String>) -> std::result::Result<(), ValidationError> {
    if text.expose().is_empty() { Err(ValidationError::new("empty")) } else { Ok(()) }
}

/// Rows that are fresh.
pub struct Fresh;

impl Rule<Everything> for Fresh {
    fn filter(_: Option<&Principal>) -> Filter<Everything> {
        Filter::eq(EverythingColumn::State, State::Draft).and(Filter::is_null(EverythingColumn::Note))
    }
}

/// Hooks of every resource.
pub struct Log;

impl<R: Resource> Hooks<R> for Log {
    async fn after_delete(_: &R, cx: &mut Context<'_>) -> Result<()> {
        cx.on_commit(async { Ok(()) });
        Ok(())
    }
}

impl Hooks for Everything {
    async fn before_create(
        input: &mut EverythingCreate,
        row: &mut EverythingActiveModel,
        _: &mut Context<'_>,
    ) -> Result<()> {
        row.slug = Set(input.title.to_lowercase());
        Ok(())
    }
}
