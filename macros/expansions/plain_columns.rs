/// Somebody who writes.
#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
pub struct Author {
    pub id: i64,
    pub name: String,
    pub email: String,
    pub age: i32,
    pub rating: f64,
    pub active: bool,
    pub born: Option<NaiveDate>,
    pub joined_at: DateTime<Utc>,
}
